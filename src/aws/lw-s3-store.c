/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The buckets of S3 as an object store: addresses become calls, S3's refusals the codes that users of a store branch
 * on. No bucket is a folder here, so nothing has a path. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-s3-store.h"

#include "lw-aws-error.h"

struct _LwS3Store
{
  GObject     parent_instance;

  LwS3Client *client;
};

static void lw_s3_store_iface_init (LwObjectStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LwS3Store, lw_s3_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LW_TYPE_OBJECT_STORE, lw_s3_store_iface_init))

/* Gives an error of S3 the code that the interface promises, the text stays. Others stay what they are, because their
 * facts are asked for. */
static void
propagate (GError **error,
           GError  *problem)
{
  int code = -1;

  if (g_error_matches (problem, LW_AWS_ERROR, LW_AWS_ERROR_NOT_FOUND))
    code = G_IO_ERROR_NOT_FOUND;
  else if (g_error_matches (problem, LW_AWS_ERROR, LW_AWS_ERROR_PRECONDITION))
    code = G_IO_ERROR_WRONG_ETAG;
  if (code < 0)
    {
      g_propagate_error (error, problem);
      return;
    }
  g_set_error_literal (error, G_IO_ERROR, code, problem->message);
  g_error_free (problem);
}

static LwObjectInfo *
lw_s3_store_head (LwObjectStore  *store,
                  const char     *uri,
                  GCancellable   *cancellable,
                  GError        **error)
{
  g_autoptr (LwS3Uri) parts = lw_s3_uri_parse (uri, error);
  GError *problem = NULL;
  LwObjectInfo *info;

  if (parts == NULL)
    return NULL;
  info = lw_s3_client_head (LW_S3_STORE (store)->client, parts, cancellable, &problem);
  if (info == NULL)
    propagate (error, problem);
  return info;
}

static GBytes *
lw_s3_store_get (LwObjectStore  *store,
                 const char     *uri,
                 guint64         offset,
                 gssize          length,
                 const char     *if_match,
                 GCancellable   *cancellable,
                 GError        **error)
{
  g_autoptr (LwS3Uri) parts = lw_s3_uri_parse (uri, error);
  GError *problem = NULL;
  GBytes *bytes;

  if (parts == NULL)
    return NULL;
  bytes = lw_s3_client_get (LW_S3_STORE (store)->client, parts, offset, length, if_match, cancellable, &problem);
  if (bytes == NULL)
    propagate (error, problem);
  return bytes;
}

static gboolean
lw_s3_store_put (LwObjectStore  *store,
                 const char     *uri,
                 GBytes         *content,
                 GCancellable   *cancellable,
                 GError        **error)
{
  g_autoptr (LwS3Uri) parts = lw_s3_uri_parse (uri, error);
  g_autoptr (LwS3Body) body = lw_s3_body_new (content);
  GError *problem = NULL;

  if (parts == NULL)
    return FALSE;
  if (lw_s3_client_put (LW_S3_STORE (store)->client, parts, body, FALSE, cancellable, &problem))
    return TRUE;
  propagate (error, problem);
  return FALSE;
}

static gboolean
take_page (LwS3Listing  *page,
           gpointer      data,
           GError      **error)
{
  g_ptr_array_extend_and_steal (data, g_ptr_array_ref (page->objects));
  return TRUE;
}

static GPtrArray *
lw_s3_store_list (LwObjectStore  *store,
                  const char     *uri,
                  GCancellable   *cancellable,
                  GError        **error)
{
  g_autoptr (LwS3Uri) parts = lw_s3_uri_parse (uri, error);
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_object_info_free);
  GError *problem = NULL;

  if (parts == NULL)
    return NULL;
  if (lw_s3_client_list_all (LW_S3_STORE (store)->client, parts, NULL, take_page, objects, cancellable, &problem))
    return g_steal_pointer (&objects);
  propagate (error, problem);
  return NULL;
}

static gboolean
lw_s3_store_delete (LwObjectStore  *store,
                    const char     *uri,
                    GCancellable   *cancellable,
                    GError        **error)
{
  g_autoptr (LwS3Uri) parts = lw_s3_uri_parse (uri, error);
  GError *problem = NULL;

  if (parts == NULL)
    return FALSE;
  if (lw_s3_client_delete (LW_S3_STORE (store)->client, parts, cancellable, &problem))
    return TRUE;
  propagate (error, problem);
  return FALSE;
}

static char *
lw_s3_store_dup_path (LwObjectStore *store,
                      const char    *uri)
{
  return NULL;
}

static void
lw_s3_store_iface_init (LwObjectStoreInterface *iface)
{
  iface->head = lw_s3_store_head;
  iface->get = lw_s3_store_get;
  iface->put = lw_s3_store_put;
  iface->list = lw_s3_store_list;
  iface->delete = lw_s3_store_delete;
  iface->dup_path = lw_s3_store_dup_path;
}

static void
lw_s3_store_finalize (GObject *object)
{
  LwS3Store *self = LW_S3_STORE (object);

  g_clear_object (&self->client);
  G_OBJECT_CLASS (lw_s3_store_parent_class)->finalize (object);
}

static void
lw_s3_store_class_init (LwS3StoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_s3_store_finalize;
}

static void
lw_s3_store_init (LwS3Store *self)
{
}

/**
 * lw_s3_store_new:
 * @client: what makes the calls
 *
 * Returns: (transfer full): a store
 */
LwS3Store *
lw_s3_store_new (LwS3Client *client)
{
  LwS3Store *self;

  g_return_val_if_fail (LW_IS_S3_CLIENT (client), NULL);

  self = g_object_new (LW_TYPE_S3_STORE, NULL);
  self->client = g_object_ref (client);
  return self;
}

/**
 * lw_s3_store_get_client:
 * @self: a store
 *
 * Returns: (transfer none): what makes its calls
 */
LwS3Client *
lw_s3_store_get_client (LwS3Store *self)
{
  g_return_val_if_fail (LW_IS_S3_STORE (self), NULL);

  return self->client;
}
