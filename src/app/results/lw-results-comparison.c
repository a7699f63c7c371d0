/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What another label attribute says of the rows that a query chose. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-results-comparison.h"

/* Rows between two looks at the cancellable. */
#define CHUNK 65536

/* The other attribute's classes as positions among those of the first one, by name; -1 for a class that it has not. */
static int *
map_classes (LwManifestIndex *index,
             int              attribute,
             int              other)
{
  guint n = lw_manifest_index_get_n_classes (index, other);
  int *map = g_new (int, n + 1);

  for (guint i = 0; i < n; i++)
    map[i] = lw_manifest_index_find_class (index, attribute, lw_manifest_index_get_class_name (index, other, i));
  return map;
}

static void
count_row (LwResultsComparison *self,
           LwManifestIndex     *index,
           const int           *map,
           guint                row)
{
  LwDataObjectState state = lw_manifest_index_get_state (index, self->attribute, row);
  guint n_labels;

  self->states[state]++;
  if (state != LW_DATA_OBJECT_STATE_LABELED)
    return;

  self->annotators[lw_manifest_index_get_annotator (index, self->attribute, row)]++;
  n_labels = lw_manifest_index_get_n_labels (index, self->attribute, row);
  for (guint i = 0; i < n_labels; i++)
    {
      double confidence;
      guint position = lw_manifest_index_get_label (index, self->attribute, row, i, &confidence);

      if (map[position] >= 0)
        self->classes[map[position]]++;
      if (confidence >= 0)
        self->bins[MIN (LW_CONFIDENCE_BINS - 1, (guint) (confidence * LW_CONFIDENCE_BINS))]++;
    }
}

/**
 * lw_results_comparison_new:
 * @index: a manifest
 * @attribute: the query's label attribute, as a position
 * @other: the one it is compared with
 * @rows: (nullable): the rows, as guint32; %NULL for all
 * @cancellable: (nullable): stops it
 * @error: cancelled
 *
 * Takes time for many rows: call it in a thread.
 *
 * Returns: (transfer full): the comparison
 */
LwResultsComparison *
lw_results_comparison_new (LwManifestIndex  *index,
                           int               attribute,
                           int               other,
                           GBytes           *rows,
                           GCancellable     *cancellable,
                           GError          **error)
{
  g_autoptr (LwResultsComparison) self = g_new0 (LwResultsComparison, 1);
  g_autofree int *map = map_classes (index, attribute, other);
  gsize size = 0;
  const guint32 *numbers = rows != NULL ? g_bytes_get_data (rows, &size) : NULL;
  gsize n_rows = rows != NULL ? size / sizeof *numbers : lw_manifest_index_get_n_rows (index);

  self->attribute = other;
  self->n_classes = lw_manifest_index_get_n_classes (index, attribute);
  self->classes = g_new0 (guint64, self->n_classes + 1);
  for (gsize i = 0; i < n_rows; i++)
    {
      if (i % CHUNK == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      count_row (self, index, map, rows != NULL ? numbers[i] : (guint) i);
    }
  self->matrix = lw_confusion_matrix_new (index, (guint) attribute, (guint) other, numbers, n_rows, cancellable, error);
  return self->matrix != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * lw_results_comparison_free:
 * @self: (transfer full): a comparison
 */
void
lw_results_comparison_free (LwResultsComparison *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->matrix, lw_confusion_matrix_unref);
  g_free (self->classes);
  g_free (self);
}
