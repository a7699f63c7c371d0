/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two manifests, wherever they are, read and compared in a thread. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-compare-load.h"

#include "lw-manifest-corrections.h"

typedef struct
{
  char            *uri;
  LwManifestIndex *index;
  char            *attribute;
} Side;

typedef struct
{
  LwObjectStore     *store;
  Side               left;
  Side               right;
  LwManifestDiffKey  key;
} LoadCall;

static void
side_init (Side                *self,
           const LwCompareSide *side)
{
  self->uri = g_strdup (side->uri);
  self->index = side->index != NULL ? lw_manifest_index_ref (side->index) : NULL;
  self->attribute = g_strdup (side->attribute);
}

static void
side_clear (Side *self)
{
  g_free (self->uri);
  g_clear_pointer (&self->index, lw_manifest_index_unref);
  g_free (self->attribute);
}

static void
load_call_free (gpointer data)
{
  LoadCall *call = data;

  g_object_unref (call->store);
  side_clear (&call->left);
  side_clear (&call->right);
  g_free (call);
}

/**
 * lw_compare_read_manifest:
 * @store: where s3 addresses are
 * @uri: a manifest: an s3 address, a file URI or a path
 * @cancellable: (nullable): stops it
 * @error: return location: %LW_MANIFEST_ERROR_CHANGED, or a #GIOErrorEnum code
 *
 * Call it in a thread.
 *
 * Returns: (transfer full) (nullable): its index, as it is in the file; %NULL with @error set
 */
LwManifestIndex *
lw_compare_read_manifest (LwObjectStore  *store,
                          const char     *uri,
                          GCancellable   *cancellable,
                          GError        **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (g_str_has_prefix (uri, "s3://"))
    path = lw_object_store_dup_path (store, uri);
  else if (g_str_has_prefix (uri, "file://"))
    path = g_filename_from_uri (uri, NULL, NULL);
  else
    path = g_strdup (uri);
  if (path != NULL)
    return lw_manifest_index_new_from_file (path, NULL, NULL, cancellable, error);
  bytes = lw_object_store_get (store, uri, 0, -1, NULL, cancellable, error);
  return bytes != NULL ? lw_manifest_index_new_from_bytes (bytes) : NULL;
}

/* Corrections that cannot be read are told of where the manifest is opened. */
static gboolean
load_side (LoadCall      *call,
           Side          *side,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "labelwright", "corrections", NULL);
  g_autoptr (LwManifestCorrections) corrections = NULL;

  if (side->index != NULL)
    return TRUE;
  side->index = lw_compare_read_manifest (call->store, side->uri, cancellable, error);
  if (side->index == NULL)
    return FALSE;
  corrections = lw_manifest_corrections_open (side->index, folder, cancellable, NULL);
  if (corrections != NULL)
    {
      lw_manifest_index_unref (side->index);
      side->index = lw_manifest_index_ref (lw_manifest_corrections_get_index (corrections));
    }
  return TRUE;
}

static void
load_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  LoadCall *call = task_data;
  GError *error = NULL;
  LwManifestDiff *diff = NULL;

  if (load_side (call, &call->left, cancellable, &error) && load_side (call, &call->right, cancellable, &error))
    diff = lw_manifest_diff_new (call->left.index, call->left.attribute, call->right.index, call->right.attribute,
                                 call->key, cancellable, &error);
  if (diff != NULL)
    g_task_return_pointer (task, diff, (GDestroyNotify) lw_manifest_diff_unref);
  else
    g_task_return_error (task, error);
}

/**
 * lw_compare_load_async:
 * @store: where s3 addresses are
 * @left: one manifest
 * @right: the other one
 * @key: which rows belong together
 * @cancellable: (nullable): stops it
 * @callback: called when it is done
 * @user_data: its data
 */
void
lw_compare_load_async (LwObjectStore       *store,
                       const LwCompareSide *left,
                       const LwCompareSide *right,
                       LwManifestDiffKey    key,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  LoadCall *call;

  g_return_if_fail (LW_IS_OBJECT_STORE (store));
  g_return_if_fail (left != NULL && right != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  call = g_new0 (LoadCall, 1);
  call->store = g_object_ref (store);
  side_init (&call->left, left);
  side_init (&call->right, right);
  call->key = key;
  g_task_set_source_tag (task, lw_compare_load_async);
  g_task_set_name (task, "[labelwright] compare manifests");
  g_task_set_task_data (task, call, load_call_free);
  g_task_run_in_thread (task, load_thread);
}

/**
 * lw_compare_load_finish:
 * @result: the result
 * @error: return location: %LW_MANIFEST_ERROR_CHANGED, or a #GIOErrorEnum code
 *
 * Returns: (transfer full) (nullable): the manifests compared, or %NULL with @error set
 */
LwManifestDiff *
lw_compare_load_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
