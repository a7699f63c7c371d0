/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes a builder of an attribute that was read earlier, so that more rows can be put behind its rows. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-attribute-builder.h"

#include <string.h>

/* All tables are filled in the order of their codes, so that the codes are the same. */
static void
fill_tables (LwAttributeBuilder        *self,
             const LwManifestAttribute *from)
{
  for (guint i = 0; i < from->classes->len; i++)
    {
      const LwManifestClass *class = lw_manifest_attribute_get_class (from, i);

      lw_attribute_builder_find_class (self, class->index, class->is_nameless ? NULL : class->name);
    }
  for (guint code = 1; code < from->n_codes; code++)
    lw_attribute_builder_find_label (self, from->code_classes + from->code_starts[code],
                                     lw_manifest_attribute_get_code_size (from, code));
  for (guint i = 0; i < from->n_confidences; i++)
    lw_attribute_builder_find_confidence (self, from->confidences[i]);
  for (guint i = 0; i < from->n_times; i++)
    lw_attribute_builder_find_time (self, from->times[i]);
  for (guint i = 0; i < from->jobs->len; i++)
    lw_attribute_builder_find_job (self, g_ptr_array_index (from->jobs, i));
}

/* What a torn line said that was the last one does not count. */
static void
clear_malformed (LwAttributeBuilder *self)
{
  for (guint row = 0; row < self->flags->len; row++)
    if (LW_ROW_STATE (self->flags->data[row]) == LW_DATA_OBJECT_STATE_MALFORMED)
      self->flags->data[row] = 0;
}

/**
 * lw_attribute_builder_resume:
 * @from: an attribute
 * @n_rows: how many of its rows to keep: all, or all but the last
 *
 * Returns: (transfer full): a builder that has these rows
 */
LwAttributeBuilder *
lw_attribute_builder_resume (const LwManifestAttribute *from,
                             gsize                      n_rows)
{
  LwAttributeBuilder *self = lw_attribute_builder_new (from->name, from->name_length);
  gsize n_confidences = from->label_confidence.n_rows;

  if (n_rows < from->n_rows)
    {
      guint size = lw_manifest_attribute_get_code_size (from, lw_manifest_column_get (&from->labels, n_rows));

      n_confidences -= size > 1 ? size : 0;
    }
  fill_tables (self, from);
  if (from->type != NULL)
    lw_attribute_builder_set_type (self, from->type);
  self->kind = from->kind;
  self->is_guessed = self->is_seen = self->is_placed = TRUE;
  self->is_typed = from->type != NULL;
  g_byte_array_append (self->flags, from->flags, (guint) n_rows);
  clear_malformed (self);
  lw_manifest_column_copy (&self->labels, &from->labels, n_rows);
  lw_manifest_column_copy (&self->confidence, &from->confidence, n_rows);
  lw_manifest_column_copy (&self->created, &from->created, n_rows);
  lw_manifest_column_copy (&self->label_confidence, &from->label_confidence, n_confidences);
  if (from->job.n_rows > 0)
    lw_manifest_column_copy (&self->job, &from->job, n_rows);
  return self;
}
