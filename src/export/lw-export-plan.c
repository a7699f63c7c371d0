/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What an export will write: counted from the columns of the index, without reading the file. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-plan.h"

#include "lw-diagnostic.h"

#include <glib/gi18n.h>

G_DEFINE_QUARK (lw-export-error-quark, lw_export_error)

/* Between two looks at the cancellable. */
#define ROWS_PER_LOOK 65536

/**
 * lw_export_report_new:
 *
 * Returns: (transfer full): a report of nothing
 */
LwExportReport *
lw_export_report_new (void)
{
  LwExportReport *self = g_new0 (LwExportReport, 1);

  self->diagnostics = lw_diagnostics_new ();
  return self;
}

/**
 * lw_export_report_free:
 * @self: (transfer full) (nullable): a report
 */
void
lw_export_report_free (LwExportReport *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->diagnostics);
  g_free (self);
}

/**
 * lw_export_report_count_left_out:
 * @self: a report
 *
 * Returns: how many rows are not written, for whatever reason
 */
guint64
lw_export_report_count_left_out (const LwExportReport *self)
{
  guint64 sum = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < LW_N_EXPORT_REASONS; i++)
    sum += self->n_left_out[i];
  return sum;
}

/**
 * lw_export_reason_get_title:
 * @reason: a reason
 *
 * Returns: (transfer none): it in words, translated
 */
const char *
lw_export_reason_get_title (LwExportReason reason)
{
  static const char *const titles[LW_N_EXPORT_REASONS] = {
    [LW_EXPORT_REASON_UNLABELED] = N_("no label"),
    [LW_EXPORT_REASON_SEVERAL_LABELS] = N_("several labels"),
    [LW_EXPORT_REASON_LOW_CONFIDENCE] = N_("low confidence"),
    [LW_EXPORT_REASON_MALFORMED] = N_("malformed line"),
    [LW_EXPORT_REASON_NO_IMAGE] = N_("image not found"),
  };

  g_return_val_if_fail ((guint) reason < LW_N_EXPORT_REASONS, NULL);

  return _(titles[reason]);
}

/**
 * lw_export_writes_images:
 * @options: settled options
 *
 * Returns: whether images are written too
 */
gboolean
lw_export_writes_images (const LwExportOptions *options)
{
  const LwExportFormatInfo *info = lw_export_format_get_info (options->format);

  return info->shape == LW_EXPORT_SHAPE_TREE || options->images > LW_EXPORT_IMAGES_REFERENCE;
}

static gboolean
count_rows (LwExportRules   *rules,
            const guint32   *rows,
            gsize            n_rows,
            LwExportSplit   *split,
            LwExportReport  *report,
            GCancellable    *cancellable,
            GError         **error)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      int reason;

      if (i % ROWS_PER_LOOK == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      reason = lw_export_rules_judge (rules, lw_export_row_at (rows, i));
      if (reason != LW_EXPORT_TAKEN)
        {
          report->n_left_out[reason]++;
          continue;
        }
      report->n_written++;
      if (split != NULL)
        lw_export_split_count (split, rules);
    }
  return TRUE;
}

static void
count_split (LwExportRules   *rules,
             const guint32   *rows,
             gsize            n_rows,
             LwExportSplit   *split,
             LwExportReport  *report)
{
  for (gsize i = 0; i < n_rows; i++)
    if (lw_export_rules_judge (rules, lw_export_row_at (rows, i)) == LW_EXPORT_TAKEN)
      report->n_split[lw_export_split_choose (split, rules)]++;
}

/**
 * lw_export_plan:
 * @index: a manifest
 * @rows: (array length=n_rows) (nullable): row numbers; %NULL for the first @n_rows
 * @n_rows: how many
 * @options: what to do with them
 * @cancellable: (nullable): stops it
 * @error: return location: %LW_EXPORT_ERROR_OPTIONS
 *
 * Counts what lw_export_run() will write. Looks for no image.
 *
 * Returns: (transfer full) (nullable): the counts
 */
LwExportReport *
lw_export_plan (LwManifestIndex        *index,
                const guint32          *rows,
                gsize                   n_rows,
                const LwExportOptions  *options,
                GCancellable           *cancellable,
                GError                **error)
{
  g_autoptr (LwExportOptions) settled = NULL;
  g_autoptr (LwExportReport) report = NULL;
  g_autoptr (LwExportSplit) split = NULL;
  g_auto (LwExportRules) rules = { 0 };

  g_return_val_if_fail (index != NULL && options != NULL, NULL);

  if (!lw_export_options_check (options, error))
    return NULL;
  settled = lw_export_options_copy (options);
  lw_export_options_settle (settled);
  if (!lw_export_rules_init (&rules, index, settled, error))
    return NULL;
  if (lw_export_options_has_split (settled))
    split = lw_export_split_new (settled, lw_export_rules_get_n_classes (&rules));

  report = lw_export_report_new ();
  report->n_rows = n_rows;
  if (!count_rows (&rules, rows, n_rows, split, report, cancellable, error))
    return NULL;
  if (split != NULL)
    count_split (&rules, rows, n_rows, split, report);
  else
    report->n_split[0] = report->n_written;
  report->n_images = lw_export_writes_images (settled) ? report->n_written : 0;
  return g_steal_pointer (&report);
}
