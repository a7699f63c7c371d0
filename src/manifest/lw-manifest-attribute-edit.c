/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Changing a copy of an attribute's columns, for corrections that are laid over a manifest. The columns that
 * were read from the file are never changed. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-attribute.h"

#include <string.h>

static gpointer
copy_column (gconstpointer column,
             gsize         n_rows,
             gsize         size)
{
  gpointer copy = g_malloc_n (MAX (n_rows, 1), size);

  if (n_rows > 0)
    memcpy (copy, column, n_rows * size);
  return copy;
}

/**
 * lw_manifest_attribute_copy:
 * @self: a finished attribute
 *
 * Returns: (transfer full): the same with columns of its own. Rows of it can be changed; its counts are
 *   right again after lw_manifest_attribute_reclass()
 */
LwManifestAttribute *
lw_manifest_attribute_copy (LwManifestAttribute *self)
{
  LwManifestAttribute *copy = lw_manifest_attribute_new (self->name, self->name_length);

  g_clear_pointer (&copy->positions, g_hash_table_unref);
  g_clear_pointer (&copy->cache, g_free);
  g_clear_pointer (&copy->pairs, g_array_unref);
  copy->type = g_strdup (self->type);
  copy->kind = self->kind;
  copy->kind_known = self->kind_known;
  copy->n_rows = copy->capacity = self->n_rows;
  copy->flags = copy_column (self->flags, self->n_rows, sizeof *self->flags);
  copy->labels = copy_column (self->labels, self->n_rows, sizeof *self->labels);
  copy->confidence = copy_column (self->confidence, self->n_rows, sizeof *self->confidence);
  copy->created = copy_column (self->created, self->n_rows, sizeof *self->created);
  g_array_append_vals (copy->sets, self->sets->data, self->sets->len);
  return copy;
}

/**
 * lw_manifest_attribute_get_row:
 * @self: an attribute
 * @row: a row
 * @labels: (out caller-allocates): what the columns have of it; its arrays are good until the attribute is
 *   changed
 */
void
lw_manifest_attribute_get_row (LwManifestAttribute *self,
                               gsize                row,
                               LwRowLabels         *labels)
{
  labels->state = LW_ROW_STATE (self->flags[row]);
  labels->annotator = LW_ROW_ANNOTATOR (self->flags[row]);
  labels->created = self->created[row];
  labels->labels = lw_manifest_attribute_get_labels (self, row, &labels->n_labels, &labels->confidences);
}

static guint32
find_lowest (const LwRowLabels *labels)
{
  guint32 lowest = LW_CONFIDENCE_MISSING;

  for (guint i = 0; i < labels->n_labels; i++)
    lowest = MIN (lowest, labels->confidences[i]);
  return lowest;
}

/* A set stands behind all others; the room of the one it replaces comes back with the reclass. */
static guint32
append_set (GArray            *sets,
            const LwRowLabels *labels)
{
  guint32 place = sets->len;
  guint32 n = labels->n_labels;

  g_array_append_val (sets, n);
  if (n > 0)
    {
      g_array_append_vals (sets, labels->labels, n);
      g_array_append_vals (sets, labels->confidences, n);
    }
  return LW_LABELS_IS_SET | place;
}

/* Takes the set's place into the label column, or the one label itself. */
static void
store_row (LwManifestAttribute *self,
           gsize                row,
           GArray              *sets,
           const LwRowLabels   *labels)
{
  guint32 lowest = find_lowest (labels);

  self->flags[row] = LW_ROW_FLAGS (labels->state, labels->annotator);
  self->created[row] = labels->created;
  if (labels->state != LW_DATA_OBJECT_STATE_LABELED)
    self->labels[row] = LW_LABELS_NONE;
  else if (self->kind == LW_LABEL_KIND_MULTI || labels->n_labels > 1)
    self->labels[row] = append_set (sets, labels);
  else
    self->labels[row] = labels->n_labels == 1 ? labels->labels[0] : LW_LABELS_NONE;
  self->confidence[row] = lowest;
}

/**
 * lw_manifest_attribute_set_row:
 * @self: a copy
 * @row: a row
 * @labels: what it is to have; its arrays are not those of @self
 */
void
lw_manifest_attribute_set_row (LwManifestAttribute *self,
                               gsize                row,
                               const LwRowLabels   *labels)
{
  store_row (self, row, self->sets, labels);
}

static void
count_row (LwManifestAttribute *self,
           const LwRowLabels   *labels)
{
  self->n_states[labels->state]++;
  if (labels->state != LW_DATA_OBJECT_STATE_LABELED)
    return;
  self->n_annotators[labels->annotator]++;
  for (guint i = 0; i < labels->n_labels; i++)
    lw_manifest_attribute_get_class (self, labels->labels[i])->count++;
}

/* Puts the labels of a row that are still there into @kept; of two that became one class, the surer. */
static guint
move_row (const LwRowLabels *labels,
          const guint32     *moved,
          GArray            *kept)
{
  guint n = 0;

  g_array_set_size (kept, 2 * labels->n_labels);
  for (guint i = 0; i < labels->n_labels; i++)
    {
      guint32 *positions = (guint32 *) (void *) kept->data;
      guint32 *confidences = positions + labels->n_labels;
      guint32 position = moved[labels->labels[i]];
      guint k = 0;

      while (k < n && positions[k] != position)
        k++;
      if (position == LW_LABELS_NONE)
        continue;
      if (k == n)
        confidences[n++] = 0;
      positions[k] = position;
      confidences[k] = MAX (confidences[k], labels->confidences[i]);
    }
  return n;
}

/**
 * lw_manifest_attribute_reclass:
 * @self: a copy
 * @moved: for each class position that a row may have, the one in @classes; %LW_LABELS_NONE for a class that
 *   is no more
 * @classes: (transfer full) (element-type LwManifestClass): the new classes, in their order, with no counts
 *
 * Ends the changing: classes are replaced, everything is counted anew. A row that loses its only label is
 * unlabeled; a row of a multi-label attribute keeps an empty set.
 */
void
lw_manifest_attribute_reclass (LwManifestAttribute *self,
                               const guint32       *moved,
                               GArray              *classes)
{
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (guint32));
  GArray *sets = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_unref (self->classes);
  self->classes = classes;
  memset (self->n_states, 0, sizeof self->n_states);
  memset (self->n_annotators, 0, sizeof self->n_annotators);
  for (gsize row = 0; row < self->n_rows; row++)
    {
      LwRowLabels labels;
      guint n_before;

      lw_manifest_attribute_get_row (self, row, &labels);
      if (labels.n_labels > 0)
        {
          n_before = labels.n_labels;
          labels.n_labels = move_row (&labels, moved, kept);
          labels.labels = (const guint32 *) (const void *) kept->data;
          labels.confidences = labels.labels + n_before;
          if (labels.n_labels == 0 && self->kind == LW_LABEL_KIND_SINGLE)
            labels = (LwRowLabels) { .state = LW_DATA_OBJECT_STATE_UNLABELED };
          store_row (self, row, sets, &labels);
        }
      else if (self->labels[row] != LW_LABELS_NONE)
        self->labels[row] = append_set (sets, &labels);
      count_row (self, &labels);
    }
  g_array_unref (self->sets);
  self->sets = sets;
}
