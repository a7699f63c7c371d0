/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which rows an export takes, and with which labels. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-rules.h"

#include <glib/gi18n.h>

/* The index keeps confidences as integers: a minimum of 0.7 is reached by what was written as 0.7. */
#define CONFIDENCE_SLACK 1e-9

/**
 * lw_export_rules_find_attribute:
 * @index: a manifest
 * @options: what was chosen
 * @attribute: (out): the position of the label attribute; -1 when the manifest has none
 * @error: return location: %LW_EXPORT_ERROR_OPTIONS when the manifest does not have the one that is wanted
 *
 * Returns: whether it is known
 */
gboolean
lw_export_rules_find_attribute (LwManifestIndex        *index,
                                const LwExportOptions  *options,
                                int                    *attribute,
                                GError                **error)
{
  *attribute = lw_manifest_index_get_n_attributes (index) > 0 ? 0 : -1;
  if (options->attribute == NULL)
    return TRUE;
  *attribute = lw_manifest_index_find_attribute (index, options->attribute);
  if (*attribute >= 0)
    return TRUE;
  g_set_error (error, LW_EXPORT_ERROR, LW_EXPORT_ERROR_OPTIONS, _("The manifest has no label attribute “%s”"),
               options->attribute);
  return FALSE;
}

/**
 * lw_export_rules_init:
 * @self: (out caller-allocates): rules
 * @index: the manifest; must outlive the rules
 * @options: settled options; must outlive the rules
 * @error: return location: as for lw_export_rules_find_attribute()
 *
 * Returns: whether they can be applied
 */
gboolean
lw_export_rules_init (LwExportRules          *self,
                      LwManifestIndex        *index,
                      const LwExportOptions  *options,
                      GError                **error)
{
  *self = (LwExportRules) { .index = index, .options = options };
  if (!lw_export_rules_find_attribute (index, options, &self->attribute, error))
    return FALSE;
  self->labels = g_array_new (FALSE, FALSE, sizeof (LwExportLabel));
  return TRUE;
}

/**
 * lw_export_rules_clear:
 * @self: rules
 *
 * Frees what they hold.
 */
void
lw_export_rules_clear (LwExportRules *self)
{
  g_clear_pointer (&self->labels, g_array_unref);
}

/**
 * lw_export_rules_get_n_classes:
 * @self: rules
 *
 * Returns: how many classes the label attribute has
 */
guint
lw_export_rules_get_n_classes (LwExportRules *self)
{
  return self->attribute >= 0 ? lw_manifest_index_get_n_classes (self->index, (guint) self->attribute) : 0;
}

static void
collect_labels (LwExportRules *self,
                guint          row)
{
  guint attribute = (guint) self->attribute;

  self->n_all = lw_manifest_index_get_n_labels (self->index, attribute, row);
  for (guint i = 0; i < self->n_all; i++)
    {
      LwExportLabel label = { 0 };

      label.position = lw_manifest_index_get_label (self->index, attribute, row, i, &label.confidence);
      g_array_append_val (self->labels, label);
    }
}

/* Takes labels below the minimum away when that is the rule. Returns whether one reaches it. */
static gboolean
apply_minimum (LwExportRules *self)
{
  double minimum = self->options->min_confidence;
  gboolean drop = self->options->low_confidence == LW_EXPORT_LOW_CONFIDENCE_DROP;
  gboolean any = FALSE;

  for (guint i = self->labels->len; i > 0; i--)
    {
      if (g_array_index (self->labels, LwExportLabel, i - 1).confidence >= minimum - CONFIDENCE_SLACK)
        any = TRUE;
      else if (drop)
        g_array_remove_index (self->labels, i - 1);
    }
  return any;
}

static void
keep_top (GArray *labels)
{
  LwExportLabel *top = &g_array_index (labels, LwExportLabel, 0);

  for (guint i = 1; i < labels->len; i++)
    if (g_array_index (labels, LwExportLabel, i).confidence > top->confidence)
      *top = g_array_index (labels, LwExportLabel, i);
  g_array_set_size (labels, 1);
}

/* A label that is not interpreted, or an empty set, is nothing for a format that sorts by label. */
static gboolean
is_unlabeled (LwExportRules *self)
{
  const LwExportFormatInfo *info = lw_export_format_get_info (self->options->format);

  if (self->state != LW_DATA_OBJECT_STATE_LABELED)
    return TRUE;
  return self->n_all == 0 && info->needs_labels && info->shape != LW_EXPORT_SHAPE_LINES;
}

/**
 * lw_export_rules_judge:
 * @self: rules
 * @row: a row
 *
 * Sets what the rules say of the row's labels.
 *
 * Returns: %LW_EXPORT_TAKEN, or the #LwExportReason for which the row is left out
 */
int
lw_export_rules_judge (LwExportRules *self,
                       guint          row)
{
  const LwExportOptions *options = self->options;

  /* Not by g_array_set_size (), as this is done for each row. */
  self->labels->len = 0;
  self->n_all = 0;
  self->low = FALSE;
  self->state = LW_DATA_OBJECT_STATE_UNLABELED;
  if (self->attribute >= 0)
    self->state = lw_manifest_index_get_state (self->index, (guint) self->attribute, row);
  else if (lw_manifest_index_is_malformed (self->index, row))
    self->state = LW_DATA_OBJECT_STATE_MALFORMED;

  if (self->state == LW_DATA_OBJECT_STATE_MALFORMED)
    return options->format == LW_EXPORT_FORMAT_MANIFEST && options->unlabeled == LW_EXPORT_UNLABELED_KEEP
           ? LW_EXPORT_TAKEN : LW_EXPORT_REASON_MALFORMED;
  if (self->state == LW_DATA_OBJECT_STATE_LABELED)
    collect_labels (self, row);
  if (is_unlabeled (self))
    return options->unlabeled == LW_EXPORT_UNLABELED_KEEP ? LW_EXPORT_TAKEN : LW_EXPORT_REASON_UNLABELED;

  if (self->n_all > 1 && options->multi_label == LW_EXPORT_MULTI_LABEL_DROP)
    return LW_EXPORT_REASON_SEVERAL_LABELS;
  if (options->min_confidence > 0 && !apply_minimum (self))
    {
      if (options->low_confidence == LW_EXPORT_LOW_CONFIDENCE_DROP)
        return LW_EXPORT_REASON_LOW_CONFIDENCE;
      self->low = options->low_confidence == LW_EXPORT_LOW_CONFIDENCE_MARK;
    }
  if (self->labels->len > 1 && options->multi_label == LW_EXPORT_MULTI_LABEL_TOP)
    keep_top (self->labels);
  return LW_EXPORT_TAKEN;
}
