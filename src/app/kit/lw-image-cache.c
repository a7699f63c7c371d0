/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Decoded pictures by key, the least recently used ones dropped when they pass a bound of bytes. Main thread only:
 * letting go of a texture may touch the renderer. */

#define G_LOG_DOMAIN "lw-kit"

#include "config.h"

#include "lw-image-cache.h"

typedef struct
{
  char       *key;
  GdkTexture *texture;
  guint64     bytes;
  GList       link;
} Entry;

/* The newest entry is at the head of the queue; links are part of the entries. */
struct _LwImageCache
{
  GHashTable *entries;
  GQueue      order;
  guint64     bytes;
  guint64     max_bytes;
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->texture);
  g_free (entry->key);
  g_free (entry);
}

static void
drop (LwImageCache *self,
      Entry        *entry)
{
  g_queue_unlink (&self->order, &entry->link);
  self->bytes -= entry->bytes;
  g_hash_table_remove (self->entries, entry->key);
}

static void
shrink (LwImageCache *self)
{
  while (self->bytes > self->max_bytes)
    drop (self, self->order.tail->data);
}

/**
 * lw_image_cache_new:
 * @max_bytes: how many bytes of pixels it keeps at most
 *
 * Returns: (transfer full): an empty cache
 */
LwImageCache *
lw_image_cache_new (guint64 max_bytes)
{
  LwImageCache *self = g_new0 (LwImageCache, 1);

  self->max_bytes = max_bytes;
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
  return self;
}

/**
 * lw_image_cache_free:
 * @self: (transfer full): the cache
 */
void
lw_image_cache_free (LwImageCache *self)
{
  g_hash_table_unref (self->entries);
  g_free (self);
}

/**
 * lw_image_cache_get_max_bytes:
 * @self: the cache
 *
 * Returns: its bound in bytes
 */
guint64
lw_image_cache_get_max_bytes (LwImageCache *self)
{
  return self->max_bytes;
}

/**
 * lw_image_cache_set_max_bytes:
 * @self: the cache
 * @max_bytes: its new bound, kept from now on
 */
void
lw_image_cache_set_max_bytes (LwImageCache *self,
                              guint64       max_bytes)
{
  self->max_bytes = max_bytes;
  shrink (self);
}

/**
 * lw_image_cache_get_bytes:
 * @self: the cache
 *
 * Returns: how many bytes of pixels it keeps
 */
guint64
lw_image_cache_get_bytes (LwImageCache *self)
{
  return self->bytes;
}

/**
 * lw_image_cache_lookup:
 * @self: the cache
 * @key: what was inserted
 *
 * Returns: (transfer none) (nullable): the picture, which counts as used now
 */
GdkTexture *
lw_image_cache_lookup (LwImageCache *self,
                       const char   *key)
{
  Entry *entry = g_hash_table_lookup (self->entries, key);

  if (entry == NULL)
    return NULL;
  g_queue_unlink (&self->order, &entry->link);
  g_queue_push_head_link (&self->order, &entry->link);
  return entry->texture;
}

/**
 * lw_image_cache_insert:
 * @self: the cache
 * @key: what to find it by; an earlier picture of this key goes
 * @texture: the picture; one that alone passes the bound is not kept
 */
void
lw_image_cache_insert (LwImageCache *self,
                       const char   *key,
                       GdkTexture   *texture)
{
  Entry *old = g_hash_table_lookup (self->entries, key);
  Entry *entry;

  if (old != NULL)
    drop (self, old);

  entry = g_new0 (Entry, 1);
  entry->key = g_strdup (key);
  entry->texture = g_object_ref (texture);
  entry->bytes = (guint64) gdk_texture_get_width (texture) * gdk_texture_get_height (texture) * 4;
  entry->link.data = entry;
  g_hash_table_insert (self->entries, entry->key, entry);
  g_queue_push_head_link (&self->order, &entry->link);
  self->bytes += entry->bytes;
  if (entry->bytes > self->max_bytes)
    drop (self, entry);
  else
    shrink (self);
}

/**
 * lw_image_cache_clear:
 * @self: the cache
 *
 * Forgets all pictures.
 */
void
lw_image_cache_clear (LwImageCache *self)
{
  g_queue_init (&self->order);
  g_hash_table_remove_all (self->entries);
  self->bytes = 0;
}
