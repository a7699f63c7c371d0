/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The images of data objects, scaled to a screen. Who asks for an image that is being made waits for it; what was used
 * last is kept longest. */

#define G_LOG_DOMAIN "lw-portal"

#include "config.h"

#include "lw-portal-images.h"

#include "lw-portal-scale.h"

#include <glib/gi18n.h>

#define MAX_KEPT (192 * 1024 * 1024)
#define MAX_WAITING 2000
/* An original larger than this is read for one browser and not kept. */
#define MAX_KEPT_ONE (16 * 1024 * 1024)
#define MAX_ORIGINAL (256 * 1024 * 1024)

/* What a browser may do with an image that it shows by itself: nothing. */
#define IMAGE_POLICY "default-src 'none'; style-src 'unsafe-inline'; sandbox"

/**
 * Image:
 * @key: address and size
 * @content: (nullable): the file, once it is made
 * @waiting: (element-type LwPortalRequest): who waits while it is made
 */
typedef struct
{
  char           *key;
  char           *uri;
  guint           width;
  GBytes         *content;
  const char     *type;
  GPtrArray      *waiting;
} Image;

/* Invariant: @images has those that are made or are being made; @used has the made ones, the last used first; @kept is
 * the sum of their sizes. */
struct _LwPortalImages
{
  LwObjectStore *store;
  GThreadPool   *pool;
  GMutex         mutex;
  GHashTable    *images;
  GQueue         used;
  gsize          kept;
};

static void
free_image (gpointer data)
{
  Image *image = data;

  g_free (image->key);
  g_free (image->uri);
  g_clear_pointer (&image->content, g_bytes_unref);
  g_clear_pointer (&image->waiting, g_ptr_array_unref);
  g_free (image);
}

static void
reply (LwPortalRequest *request,
       GBytes          *content,
       const char      *type,
       const GError    *error)
{
  if (content == NULL)
    {
      gboolean missing = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);

      lw_portal_request_refuse (request, missing ? 404 : 415, missing ? "not-found" : "no-image", error->message);
      return;
    }
  lw_portal_request_add_header (request, "Cache-Control", "private, max-age=86400, immutable");
  lw_portal_request_add_header (request, "Content-Security-Policy", IMAGE_POLICY);
  lw_portal_request_add_header (request, "Cross-Origin-Resource-Policy", "cross-origin");
  lw_portal_request_reply (request, 200, type, content);
}

static GBytes *
make (LwPortalImages  *self,
      const char      *uri,
      guint            width,
      const char     **type,
      GError         **error)
{
  g_autoptr (LwObjectInfo) info = lw_object_store_head (self->store, uri, NULL, error);
  g_autoptr (GBytes) original = NULL;

  if (info == NULL)
    return NULL;
  if (info->size > MAX_ORIGINAL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, _("The image is too large to be shown"));
      return NULL;
    }
  original = lw_object_store_get (self->store, uri, 0, -1, info->etag, NULL, error);
  return original != NULL ? lw_portal_scale (original, width, type, error) : NULL;
}

/* With the mutex. */
static void
forget (LwPortalImages *self,
        Image          *image)
{
  self->kept -= image->content != NULL ? g_bytes_get_size (image->content) : 0;
  g_queue_remove (&self->used, image);
  g_hash_table_remove (self->images, image->key);
}

/* With the mutex. An error is forgotten at once: what was missing may come. */
static void
keep (LwPortalImages *self,
      Image          *image)
{
  gsize size = image->content != NULL ? g_bytes_get_size (image->content) : G_MAXSIZE;

  if (size > MAX_KEPT_ONE)
    {
      g_hash_table_remove (self->images, image->key);
      return;
    }
  self->kept += size;
  g_queue_push_head (&self->used, image);
  while (self->kept > MAX_KEPT && self->used.length > 1)
    forget (self, g_queue_peek_tail (&self->used));
}

static void
make_cb (gpointer data,
         gpointer user_data)
{
  LwPortalImages *self = user_data;
  Image *image = data;
  const char *type = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = make (self, image->uri, image->width, &type, &error);
  g_autoptr (GPtrArray) waiting = NULL;

  g_mutex_lock (&self->mutex);
  waiting = g_steal_pointer (&image->waiting);
  image->content = content != NULL ? g_bytes_ref (content) : NULL;
  image->type = type;
  keep (self, image);
  g_mutex_unlock (&self->mutex);
  for (guint i = 0; i < waiting->len; i++)
    reply (g_ptr_array_index (waiting, i), content, type, error);
}

/**
 * lw_portal_images_new:
 * @store: where the images are
 *
 * Returns: (transfer full): no images
 */
LwPortalImages *
lw_portal_images_new (LwObjectStore *store)
{
  LwPortalImages *self = g_new0 (LwPortalImages, 1);

  self->store = g_object_ref (store);
  g_mutex_init (&self->mutex);
  g_queue_init (&self->used);
  self->images = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_image);
  self->pool = g_thread_pool_new (make_cb, self, CLAMP (g_get_num_processors () - 1, 1, 8), FALSE, NULL);
  return self;
}

/**
 * lw_portal_images_free:
 * @self: (transfer full): the images; who waits for one gets it first
 */
void
lw_portal_images_free (LwPortalImages *self)
{
  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_queue_clear (&self->used);
  g_hash_table_unref (self->images);
  g_mutex_clear (&self->mutex);
  g_object_unref (self->store);
  g_free (self);
}

/* With the mutex. */
static Image *
begin (LwPortalImages *self,
       char           *key,
       const char     *uri,
       guint           width)
{
  Image *image = g_new0 (Image, 1);

  image->key = key;
  image->uri = g_strdup (uri);
  image->width = width;
  image->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_portal_request_free);
  g_hash_table_insert (self->images, image->key, image);
  return image;
}

/**
 * lw_portal_images_serve:
 * @self: the images
 * @request: (transfer full): a request that may have the image
 * @uri: the image's address
 * @width: pixels of the longer side, at most; 0 for the file as it is
 */
void
lw_portal_images_serve (LwPortalImages  *self,
                        LwPortalRequest *request,
                        const char      *uri,
                        guint            width)
{
  g_autoptr (LwPortalRequest) owned = request;
  char *key = g_strdup_printf ("%u %s", width, uri);
  g_autoptr (GBytes) content = NULL;
  const char *type = NULL;
  Image *image, *begun = NULL;

  if (g_thread_pool_unprocessed (self->pool) > MAX_WAITING)
    {
      g_free (key);
      lw_portal_request_refuse (request, 503, "busy", _("The server is busy. Try again in a moment."));
      return;
    }
  g_mutex_lock (&self->mutex);
  image = g_hash_table_lookup (self->images, key);
  if (image == NULL)
    image = begun = begin (self, g_steal_pointer (&key), uri, width);
  if (image->waiting != NULL)
    g_ptr_array_add (image->waiting, g_steal_pointer (&owned));
  else
    {
      g_queue_remove (&self->used, image);
      g_queue_push_head (&self->used, image);
      content = g_bytes_ref (image->content);
      type = image->type;
    }
  g_mutex_unlock (&self->mutex);
  g_free (key);
  if (begun != NULL)
    g_thread_pool_push (self->pool, begun, NULL);
  if (content != NULL)
    reply (request, content, type, NULL);
}

/**
 * lw_portal_images_prefetch:
 * @self: the images
 * @uri: an image's address
 * @width: pixels of the longer side, at most
 *
 * Makes the image before a browser asks for it.
 */
void
lw_portal_images_prefetch (LwPortalImages *self,
                           const char     *uri,
                           guint           width)
{
  g_autofree char *key = g_strdup_printf ("%u %s", width, uri);
  Image *begun = NULL;

  if (g_thread_pool_unprocessed (self->pool) > MAX_WAITING / 20)
    return;
  g_mutex_lock (&self->mutex);
  if (!g_hash_table_contains (self->images, key))
    begun = begin (self, g_steal_pointer (&key), uri, width);
  g_mutex_unlock (&self->mutex);
  if (begun != NULL)
    g_thread_pool_push (self->pool, begun, NULL);
}
