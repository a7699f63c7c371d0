/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the files of a job are: buckets with keys. The calls are documented at LwObjectStoreInterface in the header. */

#define G_LOG_DOMAIN "lw-model"

#include "config.h"

#include "lw-object-store.h"

G_DEFINE_INTERFACE (LwObjectStore, lw_object_store, G_TYPE_OBJECT)

static void
lw_object_store_default_init (LwObjectStoreInterface *iface)
{
}

/**
 * lw_object_info_new:
 * @uri: the object's address
 * @size: in bytes
 * @modified: microseconds since 1970-01-01 UTC
 * @etag: changes whenever the content does
 *
 * Returns: (transfer full): the information
 */
LwObjectInfo *
lw_object_info_new (const char *uri,
                    guint64     size,
                    gint64      modified,
                    const char *etag)
{
  LwObjectInfo *self;

  g_return_val_if_fail (uri != NULL && etag != NULL, NULL);

  self = g_new0 (LwObjectInfo, 1);
  self->uri = g_strdup (uri);
  self->size = size;
  self->modified = modified;
  self->etag = g_strdup (etag);
  return self;
}

void
lw_object_info_free (LwObjectInfo *self)
{
  if (self == NULL)
    return;

  g_free (self->uri);
  g_free (self->etag);
  g_free (self);
}

LwObjectInfo *
lw_object_store_head (LwObjectStore  *self,
                      const char     *uri,
                      GCancellable   *cancellable,
                      GError        **error)
{
  g_return_val_if_fail (LW_IS_OBJECT_STORE (self), NULL);

  return LW_OBJECT_STORE_GET_IFACE (self)->head (self, uri, cancellable, error);
}

GBytes *
lw_object_store_get (LwObjectStore  *self,
                     const char     *uri,
                     guint64         offset,
                     gssize          length,
                     const char     *if_match,
                     GCancellable   *cancellable,
                     GError        **error)
{
  g_return_val_if_fail (LW_IS_OBJECT_STORE (self), NULL);

  return LW_OBJECT_STORE_GET_IFACE (self)->get (self, uri, offset, length, if_match, cancellable, error);
}

gboolean
lw_object_store_put (LwObjectStore  *self,
                     const char     *uri,
                     GBytes         *content,
                     GCancellable   *cancellable,
                     GError        **error)
{
  g_return_val_if_fail (LW_IS_OBJECT_STORE (self), FALSE);

  return LW_OBJECT_STORE_GET_IFACE (self)->put (self, uri, content, cancellable, error);
}

GPtrArray *
lw_object_store_list (LwObjectStore  *self,
                      const char     *uri,
                      GCancellable   *cancellable,
                      GError        **error)
{
  g_return_val_if_fail (LW_IS_OBJECT_STORE (self), NULL);

  return LW_OBJECT_STORE_GET_IFACE (self)->list (self, uri, cancellable, error);
}

gboolean
lw_object_store_delete (LwObjectStore  *self,
                        const char     *uri,
                        GCancellable   *cancellable,
                        GError        **error)
{
  g_return_val_if_fail (LW_IS_OBJECT_STORE (self), FALSE);

  return LW_OBJECT_STORE_GET_IFACE (self)->delete (self, uri, cancellable, error);
}

char *
lw_object_store_dup_path (LwObjectStore *self,
                          const char    *uri)
{
  LwObjectStoreInterface *iface;

  g_return_val_if_fail (LW_IS_OBJECT_STORE (self), NULL);
  g_return_val_if_fail (uri != NULL, NULL);

  iface = LW_OBJECT_STORE_GET_IFACE (self);
  return iface->dup_path != NULL ? iface->dup_path (self, uri) : NULL;
}

/**
 * lw_object_store_can_map:
 * @self: a store
 *
 * Returns: whether a folder of this computer can be a bucket here
 */
gboolean
lw_object_store_can_map (LwObjectStore *self)
{
  g_return_val_if_fail (LW_IS_OBJECT_STORE (self), FALSE);

  return LW_OBJECT_STORE_GET_IFACE (self)->map_folder != NULL;
}

char *
lw_object_store_map_folder (LwObjectStore  *self,
                            const char     *folder,
                            const char     *bucket,
                            gboolean        exact,
                            GError        **error)
{
  g_return_val_if_fail (LW_IS_OBJECT_STORE (self), NULL);
  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (lw_object_store_can_map (self), NULL);

  return LW_OBJECT_STORE_GET_IFACE (self)->map_folder (self, folder, bucket, exact, error);
}

typedef struct
{
  char   *uri;
  GBytes *content;
} Call;

static void
call_free (Call *call)
{
  g_free (call->uri);
  g_clear_pointer (&call->content, g_bytes_unref);
  g_free (call);
}

static void
start_call (LwObjectStore       *self,
            const char          *uri,
            GBytes              *content,
            gpointer             source_tag,
            GTaskThreadFunc      function,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  call->uri = g_strdup (uri);
  call->content = content != NULL ? g_bytes_ref (content) : NULL;
  g_task_set_source_tag (task, source_tag);
  g_task_set_name (task, G_STRFUNC);
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  g_task_run_in_thread (task, function);
}

static void
get_in_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Call *call = task_data;
  GError *error = NULL;
  GBytes *content = lw_object_store_get (source, call->uri, 0, -1, NULL, cancellable, &error);

  if (content != NULL)
    g_task_return_pointer (task, content, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

/**
 * lw_object_store_get_async:
 * @self: a store
 * @uri: an object's address
 * @cancellable: (nullable): to stop it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Gets the whole object in a thread.
 */
void
lw_object_store_get_async (LwObjectStore       *self,
                           const char          *uri,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (LW_IS_OBJECT_STORE (self));
  g_return_if_fail (uri != NULL);

  start_call (self, uri, NULL, lw_object_store_get_async, get_in_thread, cancellable, callback, user_data);
}

GBytes *
lw_object_store_get_finish (LwObjectStore  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
put_in_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Call *call = task_data;
  GError *error = NULL;

  if (lw_object_store_put (source, call->uri, call->content, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * lw_object_store_put_async:
 * @self: a store
 * @uri: an object's address
 * @content: the whole object
 * @cancellable: (nullable): to stop it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Puts the object in a thread.
 */
void
lw_object_store_put_async (LwObjectStore       *self,
                           const char          *uri,
                           GBytes              *content,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (LW_IS_OBJECT_STORE (self));
  g_return_if_fail (uri != NULL && content != NULL);

  start_call (self, uri, content, lw_object_store_put_async, put_in_thread, cancellable, callback, user_data);
}

gboolean
lw_object_store_put_finish (LwObjectStore  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
