/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How many rows of each class, state, confidence and annotator there are under a query. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-counts.h"

#include "lw-manifest-cursor.h"
#include "lw-manifest-matcher.h"

/**
 * lw_manifest_counts_free:
 * @self: (transfer full) (nullable): counts
 */
void
lw_manifest_counts_free (LwManifestCounts *self)
{
  if (self == NULL)
    return;

  g_free (self->classes);
  g_free (self);
}

/* Class and confidence: a label counts for one when it fits the other. Returns whether one fits both. */
static gboolean
count_labels (LwManifestCounts        *counts,
              const LwManifestMatcher *matcher,
              guint                    row,
              gboolean                 others_fit)
{
  const guint32 *labels;
  gboolean fits = !matcher->wants_label;
  guint n_labels;

  if (matcher->columns == NULL)
    return fits;
  labels = lw_manifest_attribute_get_labels (matcher->columns, row, &n_labels);
  for (guint i = 0; i < n_labels; i++)
    {
      gboolean fits_class = lw_manifest_matcher_fits_class (matcher, labels[i]);
      guint32 code = lw_manifest_attribute_get_label_confidence (matcher->columns, row, i);
      guint32 confidence = lw_manifest_matcher_get_units (matcher, code);
      gboolean fits_confidence = lw_manifest_matcher_fits_confidence (matcher, confidence);

      fits |= fits_class && fits_confidence;
      if (!others_fit)
        continue;
      counts->classes[labels[i]] += fits_confidence;
      if (!fits_class)
        continue;
      if (code == 0)
        counts->without++;
      else
        counts->bins[matcher->columns->bins[code]]++;
    }
  return fits;
}

static void
count_row (LwManifestCounts        *counts,
           const LwManifestMatcher *matcher,
           guint                    row)
{
  gboolean fits_state = lw_manifest_matcher_fits_state (matcher, row);
  gboolean fits_annotator = lw_manifest_matcher_fits_annotator (matcher, row);
  LwDataObjectState state = LW_ROW_STATE (matcher->flags[row]);
  gboolean fits_label;

  if (lw_manifest_matcher_is_unwanted (matcher, row))
    return;
  fits_label = count_labels (counts, matcher, row, fits_state && fits_annotator);
  if (!fits_label)
    return;
  counts->n_rows += fits_state && fits_annotator;
  counts->states[state] += fits_annotator;
  if (fits_state && state == LW_DATA_OBJECT_STATE_LABELED)
    counts->annotators[LW_ROW_ANNOTATOR (matcher->flags[row])]++;
}

/**
 * lw_manifest_query_count:
 * @self: a query
 * @index: the manifest
 * @cancellable: (nullable): stops it where it reads the file
 * @error: return location: %LW_MANIFEST_ERROR_CHANGED when the file must be read and was changed, or a
 *   #GIOErrorEnum code
 *
 * Only text reads the file. May be called in any thread.
 *
 * Returns: (transfer full) (nullable): the counts, or %NULL with @error set
 */
LwManifestCounts *
lw_manifest_query_count (LwManifestQuery  *self,
                         LwManifestIndex  *index,
                         GCancellable     *cancellable,
                         GError          **error)
{
  g_auto (LwManifestMatcher) matcher = { 0 };
  g_autoptr (LwManifestCounts) counts = NULL;
  g_autoptr (LwManifestCursor) cursor = NULL;
  LwJsonSlice source_ref;
  gboolean can_match;

  g_return_val_if_fail (self != NULL && index != NULL, NULL);

  counts = g_new0 (LwManifestCounts, 1);
  can_match = lw_manifest_matcher_init (&matcher, self, index);
  counts->attribute = matcher.attribute;
  if (matcher.columns != NULL)
    counts->n_classes = matcher.columns->classes->len;
  counts->classes = g_new0 (guint64, counts->n_classes + 1);
  if (*self->text != '\0')
    cursor = lw_manifest_cursor_new (index);

  for (guint row = 0; can_match && row < index->n_rows; row++)
    {
      if (cursor != NULL && !lw_manifest_cursor_get_ref (cursor, row, &source_ref, cancellable, error))
        return NULL;
      if (cursor == NULL || lw_manifest_matcher_has_text (&matcher, &source_ref))
        count_row (counts, &matcher, row);
    }
  return g_steal_pointer (&counts);
}
