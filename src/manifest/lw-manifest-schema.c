/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The label attributes that are known so far. A label without metadata counts only when other lines have
 * metadata for it; when those come later, or are read by another worker, all lines are read once more. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-schema.h"

#include <string.h>

static void
free_builder (gpointer data)
{
  lw_attribute_builder_free (data);
}

/**
 * lw_manifest_schema_init:
 * @self: (out caller-allocates): a schema without attributes; clear it
 */
void
lw_manifest_schema_init (LwManifestSchema *self)
{
  *self = (LwManifestSchema) { .again = FALSE };
  g_mutex_init (&self->lock);
  self->attributes = g_ptr_array_new_with_free_func (free_builder);
  self->plain_keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * lw_manifest_schema_clear:
 * @self: a schema
 */
void
lw_manifest_schema_clear (LwManifestSchema *self)
{
  g_ptr_array_unref (self->attributes);
  g_hash_table_unref (self->plain_keys);
  g_mutex_clear (&self->lock);
}

/**
 * lw_manifest_schema_start_again:
 * @self: a schema
 * @keep_attributes: which attributes there are, and of which type, stays known
 *
 * Forgets what lines said.
 */
void
lw_manifest_schema_start_again (LwManifestSchema *self,
                                gboolean          keep_attributes)
{
  g_hash_table_remove_all (self->plain_keys);
  self->again = FALSE;
  self->is_resumed = FALSE;
  if (!keep_attributes)
    {
      g_ptr_array_set_size (self->attributes, 0);
      self->is_full = FALSE;
    }
  for (guint i = 0; i < self->attributes->len; i++)
    {
      LwAttributeBuilder *old = g_ptr_array_index (self->attributes, i);
      LwAttributeBuilder *attribute = lw_attribute_builder_new (old->name, old->name_length);

      if (old->type != NULL)
        lw_attribute_builder_set_type (attribute, old->type);
      attribute->kind = old->kind;
      attribute->is_guessed = old->is_guessed;
      g_ptr_array_index (self->attributes, i) = attribute;
      lw_attribute_builder_free (old);
    }
}

/**
 * lw_manifest_schema_find_attribute:
 * @self: a schema
 * @name: (array length=length): a label attribute name
 * @length: its length in bytes
 *
 * Returns: (transfer none) (nullable): the attribute
 */
LwAttributeBuilder *
lw_manifest_schema_find_attribute (LwManifestSchema *self,
                                   const char       *name,
                                   gsize             length)
{
  for (guint i = 0; i < self->attributes->len; i++)
    {
      LwAttributeBuilder *attribute = g_ptr_array_index (self->attributes, i);

      if (attribute->name_length == length && memcmp (attribute->name, name, length) == 0)
        return attribute;
    }
  return NULL;
}

/**
 * lw_manifest_schema_add_attribute:
 * @self: a schema
 * @name: (array length=length): a label attribute name that is not known
 * @length: its length in bytes
 *
 * Returns: (transfer none) (nullable): the attribute; %NULL when there are too many
 */
LwAttributeBuilder *
lw_manifest_schema_add_attribute (LwManifestSchema *self,
                                  const char       *name,
                                  gsize             length)
{
  LwAttributeBuilder *attribute;

  if (self->attributes->len == LW_MANIFEST_MAX_ATTRIBUTES)
    {
      self->is_full = TRUE;
      return NULL;
    }
  attribute = lw_attribute_builder_new (name, length);
  g_ptr_array_add (self->attributes, attribute);
  if (self->is_resumed || g_hash_table_size (self->plain_keys) == LW_MANIFEST_MAX_PLAIN_KEYS ||
      g_hash_table_contains (self->plain_keys, attribute->name))
    self->again = TRUE;
  return attribute;
}

/**
 * lw_manifest_schema_add_plain_key:
 * @self: a schema
 * @name: (array length=length): a name that is no attribute's
 * @length: its length in bytes
 */
void
lw_manifest_schema_add_plain_key (LwManifestSchema *self,
                                  const char       *name,
                                  gsize             length)
{
  if (g_hash_table_size (self->plain_keys) < LW_MANIFEST_MAX_PLAIN_KEYS)
    g_hash_table_add (self->plain_keys, g_strndup (name, length));
}
