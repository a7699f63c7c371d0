/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A label attribute while its manifest is read: codes for what lines say, and columns that grow. The end
 * is in lw-attribute-builder-make.c. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-attribute-builder.h"

#include "lw-manifest-part.h"

#include <string.h>

/* Label codes are numbers in 32 bits, and so are the places of their classes. */
#define MAX_CODE_CLASSES (G_MAXUINT32 / 2)

static void
clear_class (gpointer data)
{
  LwManifestClass *class = data;

  g_free (class->name);
}

static void
init_columns (LwAttributeBuilder *self)
{
  self->flags = g_byte_array_new ();
  lw_manifest_column_init (&self->labels);
  lw_manifest_column_init (&self->confidence);
  lw_manifest_column_init (&self->label_confidence);
  lw_manifest_column_init (&self->created);
  lw_manifest_column_init (&self->job);
}

static void
clear_columns (LwAttributeBuilder *self)
{
  g_byte_array_unref (self->flags);
  lw_manifest_column_clear (&self->labels);
  lw_manifest_column_clear (&self->confidence);
  lw_manifest_column_clear (&self->label_confidence);
  lw_manifest_column_clear (&self->created);
  lw_manifest_column_clear (&self->job);
}

/**
 * lw_attribute_builder_new:
 * @name: (array length=length): the label attribute name
 * @length: its length in bytes
 *
 * Returns: (transfer full): a builder without rows
 */
LwAttributeBuilder *
lw_attribute_builder_new (const char *name,
                          gsize       length)
{
  LwAttributeBuilder *self = g_new0 (LwAttributeBuilder, 1);
  guint32 zero = 0;

  self->name = g_strndup (name, length);
  self->name_length = length;
  self->kind = LW_LABEL_KIND_OTHER;
  self->classes = g_array_new (FALSE, TRUE, sizeof (LwManifestClass));
  g_array_set_clear_func (self->classes, clear_class);
  self->class_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->label_codes = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  self->code_starts = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->code_classes = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_val (self->code_starts, zero);
  g_array_append_val (self->code_starts, zero);
  lw_value_table_init (&self->confidences);
  lw_value_table_init (&self->times);
  self->jobs = g_ptr_array_new_with_free_func (g_free);
  self->job_codes = g_hash_table_new (g_str_hash, g_str_equal);
  init_columns (self);
  return self;
}

/**
 * lw_attribute_builder_free:
 * @self: (transfer full): a builder
 */
void
lw_attribute_builder_free (LwAttributeBuilder *self)
{
  clear_columns (self);
  g_free (self->name);
  g_free (self->type);
  g_array_unref (self->classes);
  g_hash_table_unref (self->class_ids);
  g_hash_table_unref (self->label_codes);
  g_array_unref (self->code_starts);
  g_array_unref (self->code_classes);
  lw_value_table_clear (&self->confidences);
  lw_value_table_clear (&self->times);
  g_hash_table_unref (self->job_codes);
  g_ptr_array_unref (self->jobs);
  g_free (self);
}

/**
 * lw_attribute_builder_set_type:
 * @self: a builder
 * @type: the metadata's type
 *
 * From now on the labels are taken for what the type says.
 */
void
lw_attribute_builder_set_type (LwAttributeBuilder *self,
                               const char         *type)
{
  g_free (self->type);
  self->type = g_strdup (type);
  self->kind_known = TRUE;
  if (strcmp (type, "groundtruth/image-classification") == 0)
    self->kind = LW_LABEL_KIND_SINGLE;
  else if (strcmp (type, "groundtruth/image-classification-multilabel") == 0)
    self->kind = LW_LABEL_KIND_MULTI;
  else
    self->kind = LW_LABEL_KIND_OTHER;
}

/**
 * lw_attribute_builder_find_class:
 * @self: a builder
 * @index: the class index, or %LW_CLASS_INDEX_NONE
 * @name: (nullable): the class's name
 *
 * Returns: the number of the class with this index and name, which is made when there is none
 */
guint32
lw_attribute_builder_find_class (LwAttributeBuilder *self,
                                 gint64              index,
                                 const char         *name)
{
  g_autofree char *key = NULL;
  guint id;

  if (name != NULL)
    key = g_strdup_printf ("%" G_GINT64_FORMAT ":%s", index, name);
  else
    key = g_strdup_printf ("%" G_GINT64_FORMAT, index);

  id = GPOINTER_TO_UINT (g_hash_table_lookup (self->class_ids, key));
  if (id == 0)
    {
      LwManifestClass class = { index, g_strdup (name), 0, FALSE };

      g_array_append_val (self->classes, class);
      id = self->classes->len;
      g_hash_table_insert (self->class_ids, g_steal_pointer (&key), GUINT_TO_POINTER (id));
    }
  return id - 1;
}

/**
 * lw_attribute_builder_find_label:
 * @self: a builder
 * @classes: (array length=n_classes): the numbers of a label's classes, in its order
 * @n_classes: how many
 *
 * Returns: the code of the label, which is made when there is none
 */
guint32
lw_attribute_builder_find_label (LwAttributeBuilder *self,
                                 const guint32      *classes,
                                 guint               n_classes)
{
  g_autoptr (GBytes) key = g_bytes_new (classes, n_classes * sizeof *classes);
  guint code = GPOINTER_TO_UINT (g_hash_table_lookup (self->label_codes, key));

  if (code != 0 || self->code_classes->len + n_classes > MAX_CODE_CLASSES)
    return code;
  code = self->code_starts->len - 1;
  if (n_classes > 0)
    g_array_append_vals (self->code_classes, classes, n_classes);
  g_array_append_val (self->code_starts, self->code_classes->len);
  g_hash_table_insert (self->label_codes, g_steal_pointer (&key), GUINT_TO_POINTER (code));
  return code;
}

/**
 * lw_attribute_builder_find_confidence:
 * @self: a builder
 * @confidence: a number from 0 up
 *
 * Returns: its code
 */
guint32
lw_attribute_builder_find_confidence (LwAttributeBuilder *self,
                                      double              confidence)
{
  guint64 bits;

  memcpy (&bits, &confidence, sizeof bits);
  return lw_value_table_find (&self->confidences, bits);
}

/**
 * lw_attribute_builder_find_time:
 * @self: a builder
 * @seconds: since 1970
 *
 * Returns: the code of the time; 0 for 0, which is unknown
 */
guint32
lw_attribute_builder_find_time (LwAttributeBuilder *self,
                                guint32             seconds)
{
  return seconds != 0 ? lw_value_table_find (&self->times, seconds) : 0;
}

/**
 * lw_attribute_builder_find_job:
 * @self: a builder
 * @name: the metadata's job-name
 *
 * Returns: its code
 */
guint32
lw_attribute_builder_find_job (LwAttributeBuilder *self,
                               const char         *name)
{
  guint code = GPOINTER_TO_UINT (g_hash_table_lookup (self->job_codes, name));

  if (code == 0)
    {
      char *copy = g_strdup (name);

      g_ptr_array_add (self->jobs, copy);
      code = self->jobs->len;
      g_hash_table_insert (self->job_codes, copy, GUINT_TO_POINTER (code));
    }
  return code;
}

/**
 * lw_attribute_builder_pad:
 * @self: a builder
 * @n_rows: how many rows its columns are to have at least
 *
 * Adds rows that have nothing.
 */
void
lw_attribute_builder_pad (LwAttributeBuilder *self,
                          gsize               n_rows)
{
  gsize old = self->flags->len;

  if (n_rows <= old)
    return;
  g_byte_array_set_size (self->flags, n_rows);
  memset (self->flags->data + old, 0, n_rows - old);
  lw_manifest_column_pad (&self->labels, n_rows);
  lw_manifest_column_pad (&self->confidence, n_rows);
  lw_manifest_column_pad (&self->created, n_rows);
  if (self->job.n_rows > 0)
    lw_manifest_column_pad (&self->job, n_rows);
}

/* Up to LW_MAX_FLAG_JOBS the flags say it all. When one more job comes, a column is made from them. */
static void
append_jobs (LwAttributeBuilder  *self,
             const LwPartColumns *columns,
             gsize                first_row)
{
  guint32 largest = 0;

  for (guint i = 0; i < columns->n_rows; i++)
    {
      largest = MAX (largest, columns->job[i]);
      self->flags->data[first_row + i] |= (guint8) (MIN (columns->job[i], LW_MAX_FLAG_JOBS) << 4);
    }
  if (self->job.n_rows == 0 && largest <= LW_MAX_FLAG_JOBS)
    return;
  for (gsize row = self->job.n_rows; row < first_row; row++)
    {
      guint32 job = LW_ROW_JOB (self->flags->data[row]);

      lw_manifest_column_append (&self->job, &job, 1);
    }
  lw_manifest_column_append (&self->job, columns->job, columns->n_rows);
}

/**
 * lw_attribute_builder_append:
 * @self: a builder
 * @columns: rows
 * @first_row: which row the first of them is; those before it that are missing have nothing
 */
void
lw_attribute_builder_append (LwAttributeBuilder  *self,
                             const LwPartColumns *columns,
                             gsize                first_row)
{
  const GArray *confidences = columns->label_confidence;

  lw_attribute_builder_pad (self, first_row);
  g_byte_array_append (self->flags, columns->flags, columns->n_rows);
  lw_manifest_column_append (&self->labels, columns->labels, columns->n_rows);
  lw_manifest_column_append (&self->confidence, columns->confidence, columns->n_rows);
  lw_manifest_column_append (&self->created, columns->created, columns->n_rows);
  append_jobs (self, columns, first_row);
  lw_manifest_column_append (&self->label_confidence, (const guint32 *) (const void *) confidences->data,
                             confidences->len);
  self->is_placed = TRUE;
}
