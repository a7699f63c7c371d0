/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writing rows in another format, as a stream: a row is read, judged, written and forgotten. The formats are in files
 * of their own. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export.h"

#include "lw-export-blocks.h"
#include "lw-export-plan.h"
#include "lw-export-reader.h"
#include "lw-export-target.h"
#include "lw-export-writer.h"

#include "lw-diagnostic.h"

#include <glib/gi18n.h>

#define MAX_DIAGNOSTICS 1000
#define REPORT_INTERVAL (G_USEC_PER_SEC / 20)

/* Rows between two looks at the clock. */
#define ROWS_PER_LOOK 256

/* One export while it runs. */
typedef struct
{
  LwExportJob           job;
  LwExportOptions      *options;
  LwExportReader        reader;
  LwExportSplit        *split;
  LwExportTarget       *target;
  LwExportWriter       *writers[LW_EXPORT_N_SPLITS];
  LwExportReport       *report;
  LwExportProgressFunc  progress;
  gpointer              progress_data;
  gint64                reported_at;
} Run;

static void
run_clear (Run *self)
{
  for (guint i = 0; i < LW_EXPORT_N_SPLITS; i++)
    lw_export_writer_free (self->writers[i]);
  /* After the writers: what they had open in a folder is gone before the folder is removed. */
  lw_export_target_free (self->target);
  lw_export_reader_clear (&self->reader);
  lw_export_split_free (self->split);
  lw_export_options_free (self->options);
  lw_export_classes_free (self->job.classes);
  lw_export_image_source_free (self->job.images);
  lw_export_report_free (self->report);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static gboolean
prepare (Run              *self,
         LwManifestIndex  *index,
         LwObjectStore    *store,
         GCancellable     *cancellable,
         GError          **error)
{
  LwExportJob *job = &self->job;

  if (!lw_export_options_check (self->options, error))
    return FALSE;
  lw_export_options_settle (self->options);

  job->index = index;
  job->options = self->options;
  job->cancellable = cancellable;
  if (!lw_export_rules_find_attribute (index, self->options, &job->attribute, error))
    return FALSE;
  if (job->attribute >= 0)
    {
      job->name = lw_manifest_index_get_attribute_name (index, (guint) job->attribute);
      job->multi = lw_manifest_index_get_attribute_kind (index, (guint) job->attribute) == LW_LABEL_KIND_MULTI;
    }
  job->classes = lw_export_classes_new (index, job->attribute);
  job->images = lw_export_image_source_new (store, lw_manifest_index_get_path (index), self->options->images_from);
  self->report = lw_export_report_new ();
  return lw_export_reader_init (&self->reader, job, error);
}

static gboolean
open_writers (Run         *self,
              const char  *path,
              GError     **error)
{
  static const char *const set_names[LW_EXPORT_N_SPLITS] = { "train", "val", "test" };
  gboolean split = lw_export_options_has_split (self->options);

  self->target = lw_export_target_open (path, lw_export_options_is_folder (self->options), error);
  if (self->target == NULL)
    return FALSE;
  for (guint i = 0; i < (split ? LW_EXPORT_N_SPLITS : 1); i++)
    {
      g_autofree char *set = NULL;

      if (split && self->options->split[i] == 0)
        continue;
      set = split ? lw_export_target_dup_set_path (self->target, self->options, set_names[i])
                  : g_strdup (lw_export_target_get_path (self->target));
      self->writers[i] = lw_export_writer_open (&self->job, set, error);
      if (self->writers[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

/* Rows of each class are counted before the first is dealt. */
static gboolean
prepare_split (Run            *self,
               const guint32  *rows,
               gsize           n_rows,
               GError        **error)
{
  if (!lw_export_options_has_split (self->options))
    return TRUE;
  self->split = lw_export_split_new (self->options, lw_export_rules_get_n_classes (&self->reader.rules));
  for (gsize i = 0; i < n_rows; i++)
    {
      if (i % 65536 == 0 && g_cancellable_set_error_if_cancelled (self->job.cancellable, error))
        return FALSE;
      if (lw_export_rules_judge (&self->reader.rules, lw_export_row_at (rows, i)) == LW_EXPORT_TAKEN)
        lw_export_split_count (self->split, &self->reader.rules);
    }
  return TRUE;
}

/* A row that cannot be written is told of; the others go on. */
static void
leave_out (Run          *self,
           const GError *problem)
{
  self->report->n_left_out[LW_EXPORT_REASON_NO_IMAGE]++;
  if (self->report->diagnostics->len < MAX_DIAGNOSTICS)
    lw_diagnostics_add (self->report->diagnostics, LW_SEVERITY_ERROR,
                        lw_manifest_index_get_line_number (self->job.index, self->reader.row.row), 1, "no-image", "%s",
                        problem->message);
}

static gboolean
write_row (Run      *self,
           guint     number,
           GError  **error)
{
  g_autoptr (GError) problem = NULL;
  int reason = lw_export_rules_judge (&self->reader.rules, number);
  guint set = 0;

  if (reason != LW_EXPORT_TAKEN)
    {
      self->report->n_left_out[reason]++;
      return TRUE;
    }
  if (self->split != NULL)
    set = lw_export_split_choose (self->split, &self->reader.rules);
  if (!lw_export_reader_read (&self->reader, number, error))
    return FALSE;
  if (lw_export_writer_add (self->writers[set], &self->reader.row, &problem))
    {
      self->report->n_written++;
      self->report->n_split[set]++;
      return TRUE;
    }
  if (!g_error_matches (problem, LW_EXPORT_ERROR, LW_EXPORT_ERROR_IMAGE))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  leave_out (self, problem);
  return TRUE;
}

static void
report (Run      *self,
        gsize     done,
        gsize     total,
        gboolean  at_end)
{
  gint64 now;

  if (self->progress == NULL)
    return;
  now = g_get_monotonic_time ();
  if (!at_end && now - self->reported_at < REPORT_INTERVAL)
    return;
  self->reported_at = now;
  self->progress (done, total, self->progress_data);
}

static gboolean
write_rows (Run            *self,
            const guint32  *rows,
            gsize           n_rows,
            GError        **error)
{
  if (self->split == NULL && lw_export_blocks_fit (self->writers[0], n_rows))
    return lw_export_blocks_run (self->writers[0], rows, n_rows, self->report, self->progress, self->progress_data,
                                 error);
  for (gsize i = 0; i < n_rows; i++)
    {
      if (i % ROWS_PER_LOOK == 0)
        {
          if (g_cancellable_set_error_if_cancelled (self->job.cancellable, error))
            return FALSE;
          report (self, i, n_rows, FALSE);
        }
      if (!write_row (self, lw_export_row_at (rows, i), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
finish (Run     *self,
        GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->job.cancellable, error))
    return FALSE;
  for (guint i = 0; i < LW_EXPORT_N_SPLITS; i++)
    if (self->writers[i] != NULL && !lw_export_writer_close (self->writers[i], error))
      return FALSE;
  return lw_export_target_commit (self->target, error);
}

/**
 * lw_export_run:
 * @index: a manifest
 * @rows: (array length=n_rows) (nullable): the rows to write, in the order to write them; %NULL for the first @n_rows
 * @n_rows: how many
 * @options: how
 * @store: (nullable): where the images are
 * @path: the file or folder to write: see lw_export_options_is_folder(). A file is replaced, a folder must be empty or
 *   not be there
 * @progress: (nullable): called now and then in this thread
 * @progress_data: its data
 * @cancellable: (nullable): stops it; nothing is left then
 * @error: return location: an #LwExportError, %LW_MANIFEST_ERROR_CHANGED, or a #GIOErrorEnum code
 *
 * May be called in any thread. Memory does not grow with the rows, except for the names that some folders need.
 *
 * Returns: (transfer full) (nullable): what was written; %NULL with @error set, and then nothing was
 */
LwExportReport *
lw_export_run (LwManifestIndex        *index,
               const guint32          *rows,
               gsize                   n_rows,
               const LwExportOptions  *options,
               LwObjectStore          *store,
               const char             *path,
               LwExportProgressFunc    progress,
               gpointer                progress_data,
               GCancellable           *cancellable,
               GError                **error)
{
  g_auto (Run) self = { 0 };

  g_return_val_if_fail (index != NULL && options != NULL && path != NULL, NULL);

  self.options = lw_export_options_copy (options);
  self.progress = progress;
  self.progress_data = progress_data;
  if (!prepare (&self, index, store, cancellable, error) || !prepare_split (&self, rows, n_rows, error) ||
      !open_writers (&self, path, error))
    return NULL;

  self.report->n_rows = n_rows;
  if (!write_rows (&self, rows, n_rows, error) || !finish (&self, error))
    return NULL;
  report (&self, n_rows, n_rows, TRUE);
  self.report->n_images = self.job.n_images;
  return g_steal_pointer (&self.report);
}
