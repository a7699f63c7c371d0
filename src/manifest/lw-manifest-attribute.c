/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the columns of a label attribute say of a row. How they are made is in lw-manifest-attribute-pack.c. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-attribute.h"

static void
clear_class (gpointer data)
{
  LwManifestClass *class = data;

  g_free (class->name);
}

/**
 * lw_manifest_attribute_new:
 * @name: (array length=length): the label attribute name
 * @length: its length in bytes
 *
 * Returns: (transfer full): an attribute without rows, for the one who fills it
 */
LwManifestAttribute *
lw_manifest_attribute_new (const char *name,
                           gsize       length)
{
  LwManifestAttribute *self = g_new0 (LwManifestAttribute, 1);

  self->name = g_strndup (name, length);
  self->name_length = length;
  self->classes = g_array_new (FALSE, TRUE, sizeof (LwManifestClass));
  g_array_set_clear_func (self->classes, clear_class);
  self->jobs = g_ptr_array_new_with_free_func (g_free);
  lw_manifest_column_init (&self->labels);
  lw_manifest_column_init (&self->confidence);
  lw_manifest_column_init (&self->label_confidence);
  lw_manifest_column_init (&self->created);
  lw_manifest_column_init (&self->job);
  return self;
}

/**
 * lw_manifest_attribute_free:
 * @self: (transfer full): an attribute
 */
void
lw_manifest_attribute_free (LwManifestAttribute *self)
{
  g_free (self->name);
  g_free (self->type);
  g_array_unref (self->classes);
  g_free (self->flags);
  g_free (self->code_starts);
  g_free (self->code_classes);
  g_free (self->confidences);
  g_free (self->bins);
  g_free (self->places);
  g_free (self->times);
  g_ptr_array_unref (self->jobs);
  lw_manifest_column_clear (&self->labels);
  lw_manifest_column_clear (&self->confidence);
  lw_manifest_column_clear (&self->label_confidence);
  lw_manifest_column_clear (&self->created);
  lw_manifest_column_clear (&self->job);
  g_free (self);
}

/**
 * lw_manifest_attribute_get_class:
 * @self: an attribute
 * @position: the position of a class
 *
 * Returns: (transfer none): the class
 */
LwManifestClass *
lw_manifest_attribute_get_class (const LwManifestAttribute *self,
                                 guint                      position)
{
  return &g_array_index (self->classes, LwManifestClass, position);
}

/**
 * lw_manifest_attribute_get_labels:
 * @self: an attribute
 * @row: a row
 * @n_labels: (out): how many labels it has
 *
 * Returns: (array length=n_labels) (transfer none): the positions of its classes
 */
const guint32 *
lw_manifest_attribute_get_labels (const LwManifestAttribute *self,
                                  gsize                      row,
                                  guint                     *n_labels)
{
  guint32 code = lw_manifest_column_get (&self->labels, row);

  *n_labels = lw_manifest_attribute_get_code_size (self, code);
  return self->code_classes + self->code_starts[code];
}

/**
 * lw_manifest_attribute_get_place:
 * @self: an attribute
 * @row: a row with several labels
 *
 * A loop over all rows need not ask: the places follow each other, each as long as the code is large.
 *
 * Returns: where in the label confidences its first is
 */
gsize
lw_manifest_attribute_get_place (const LwManifestAttribute *self,
                                 gsize                      row)
{
  gsize place = self->places[row / LW_ROWS_PER_PLACE];

  for (gsize i = row - row % LW_ROWS_PER_PLACE; i < row; i++)
    {
      guint size = lw_manifest_attribute_get_code_size (self, lw_manifest_column_get (&self->labels, i));

      if (size > 1)
        place += size;
    }
  return place;
}

/**
 * lw_manifest_attribute_get_label_confidence:
 * @self: an attribute
 * @row: a row
 * @nth: which of its labels
 *
 * Returns: the confidence code of the label
 */
guint32
lw_manifest_attribute_get_label_confidence (const LwManifestAttribute *self,
                                            gsize                      row,
                                            guint                      nth)
{
  guint32 code = lw_manifest_column_get (&self->labels, row);

  if (lw_manifest_attribute_get_code_size (self, code) <= 1)
    return lw_manifest_column_get (&self->confidence, row);
  return lw_manifest_column_get (&self->label_confidence, lw_manifest_attribute_get_place (self, row) + nth);
}

/**
 * lw_manifest_attribute_get_job:
 * @self: an attribute
 * @row: a row
 *
 * Returns: the code of the labeling job: 0 for none, or 1 + its place in the jobs
 */
guint
lw_manifest_attribute_get_job (const LwManifestAttribute *self,
                               gsize                      row)
{
  return self->job.n_rows > 0 ? lw_manifest_column_get (&self->job, row) : LW_ROW_JOB (self->flags[row]);
}

/**
 * lw_manifest_attribute_find_confidence:
 * @self: an attribute
 * @value: a confidence
 *
 * Returns: the smallest code of a confidence that is not below @value; behind the last code when there is
 *   none
 */
guint32
lw_manifest_attribute_find_confidence (const LwManifestAttribute *self,
                                       double                     value)
{
  guint low = 0;
  guint high = self->n_confidences;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->confidences[middle] < value)
        low = middle + 1;
      else
        high = middle;
    }
  return low + 1;
}

/**
 * lw_manifest_attribute_find_time:
 * @self: an attribute
 * @seconds: since 1970
 *
 * Returns: the smallest code of a time that is not before @seconds; behind the last code when there is none
 */
guint32
lw_manifest_attribute_find_time (const LwManifestAttribute *self,
                                 gint64                     seconds)
{
  guint low = 0;
  guint high = self->n_times;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->times[middle] < seconds)
        low = middle + 1;
      else
        high = middle;
    }
  return low + 1;
}
