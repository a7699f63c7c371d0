/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the files of a job are: buckets with keys. A bucket is a folder (LwDirectoryStore) or a bucket of S3. The plain
 * calls block and may be made from any thread; the async pairs run them in a thread. */

#pragma once

#include "lw-s3-uri.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define LW_TYPE_OBJECT_STORE (lw_object_store_get_type ())
G_DECLARE_INTERFACE (LwObjectStore, lw_object_store, LW, OBJECT_STORE, GObject)

typedef struct _LwObjectInfo LwObjectInfo;

/**
 * LwObjectInfo:
 * @uri: the object's address
 * @size: in bytes
 * @modified: microseconds since 1970-01-01 UTC
 * @etag: changes whenever the content does; not a hash
 */
struct _LwObjectInfo
{
  char    *uri;
  guint64  size;
  gint64   modified;
  char    *etag;
};

/**
 * LwObjectStoreInterface:
 * @head: what there is to know of one object; %G_IO_ERROR_NOT_FOUND when there is none
 * @get: @length bytes from @offset (-1: to the end); with @if_match, %G_IO_ERROR_WRONG_ETAG when the object changed
 * @put: the whole object, atomically
 * @list: objects whose key starts with the prefix of @uri, in byte order of the key (element-type LwObjectInfo)
 * @delete: removes one object; it is no error when there is none
 * @dup_path: (nullable): a local file that holds the object, %NULL when the store has none or the bucket is unknown
 * @map_folder: (nullable): makes @folder a bucket and returns its name; the same folder always gets the same name.
 *   @bucket is the wanted name: exact when @exact, else a suggestion
 */
struct _LwObjectStoreInterface
{
  GTypeInterface  parent_iface;

  LwObjectInfo *(*head)       (LwObjectStore  *self,
                               const char     *uri,
                               GCancellable   *cancellable,
                               GError        **error);
  GBytes       *(*get)        (LwObjectStore  *self,
                               const char     *uri,
                               guint64         offset,
                               gssize          length,
                               const char     *if_match,
                               GCancellable   *cancellable,
                               GError        **error);
  gboolean      (*put)        (LwObjectStore  *self,
                               const char     *uri,
                               GBytes         *content,
                               GCancellable   *cancellable,
                               GError        **error);
  GPtrArray    *(*list)       (LwObjectStore  *self,
                               const char     *uri,
                               GCancellable   *cancellable,
                               GError        **error);
  gboolean      (*delete)     (LwObjectStore  *self,
                               const char     *uri,
                               GCancellable   *cancellable,
                               GError        **error);
  char         *(*dup_path)   (LwObjectStore  *self,
                               const char     *uri);
  char         *(*map_folder) (LwObjectStore  *self,
                               const char     *folder,
                               const char     *bucket,
                               gboolean        exact,
                               GError        **error);
};

LwObjectInfo *lw_object_info_new         (const char     *uri,
                                          guint64         size,
                                          gint64          modified,
                                          const char     *etag) G_GNUC_WARN_UNUSED_RESULT;
void          lw_object_info_free        (LwObjectInfo   *self);

LwObjectInfo *lw_object_store_head       (LwObjectStore  *self,
                                          const char     *uri,
                                          GCancellable   *cancellable,
                                          GError        **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes       *lw_object_store_get        (LwObjectStore  *self,
                                          const char     *uri,
                                          guint64         offset,
                                          gssize          length,
                                          const char     *if_match,
                                          GCancellable   *cancellable,
                                          GError        **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean      lw_object_store_put        (LwObjectStore  *self,
                                          const char     *uri,
                                          GBytes         *content,
                                          GCancellable   *cancellable,
                                          GError        **error);
GPtrArray    *lw_object_store_list       (LwObjectStore  *self,
                                          const char     *uri,
                                          GCancellable   *cancellable,
                                          GError        **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean      lw_object_store_delete     (LwObjectStore  *self,
                                          const char     *uri,
                                          GCancellable   *cancellable,
                                          GError        **error);
char         *lw_object_store_dup_path   (LwObjectStore  *self,
                                          const char     *uri) G_GNUC_WARN_UNUSED_RESULT;
gboolean      lw_object_store_can_map    (LwObjectStore  *self);
char         *lw_object_store_map_folder (LwObjectStore  *self,
                                          const char     *folder,
                                          const char     *bucket,
                                          gboolean        exact,
                                          GError        **error) G_GNUC_WARN_UNUSED_RESULT;

void          lw_object_store_get_async  (LwObjectStore        *self,
                                          const char           *uri,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
GBytes       *lw_object_store_get_finish (LwObjectStore        *self,
                                          GAsyncResult         *result,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void          lw_object_store_put_async  (LwObjectStore        *self,
                                          const char           *uri,
                                          GBytes               *content,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean      lw_object_store_put_finish (LwObjectStore        *self,
                                          GAsyncResult         *result,
                                          GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwObjectInfo, lw_object_info_free)

G_END_DECLS
