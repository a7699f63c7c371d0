/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Comparing two manifests in a thread. The work is in lw-manifest-diff.c. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-diff.h"

typedef struct
{
  LwManifestIndex   *left;
  LwManifestIndex   *right;
  char              *left_attribute;
  char              *right_attribute;
  LwManifestDiffKey  key;
} DiffCall;

static void
diff_call_free (gpointer data)
{
  DiffCall *self = data;

  lw_manifest_index_unref (self->left);
  lw_manifest_index_unref (self->right);
  g_free (self->left_attribute);
  g_free (self->right_attribute);
  g_free (self);
}

static void
diff_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  DiffCall *call = task_data;
  GError *error = NULL;
  LwManifestDiff *diff = lw_manifest_diff_new (call->left, call->left_attribute, call->right, call->right_attribute,
                                               call->key, cancellable, &error);

  if (diff == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, diff, (GDestroyNotify) lw_manifest_diff_unref);
}

/**
 * lw_manifest_diff_new_async:
 * @left: a manifest
 * @left_attribute: (nullable): the label attribute to compare; %NULL for the first one
 * @right: another manifest
 * @right_attribute: (nullable): its label attribute
 * @key: what makes rows belong together
 * @cancellable: (nullable): stops it
 * @callback: called when it is done
 * @user_data: its data
 *
 * See lw_manifest_diff_new().
 */
void
lw_manifest_diff_new_async (LwManifestIndex     *left,
                            const char          *left_attribute,
                            LwManifestIndex     *right,
                            const char          *right_attribute,
                            LwManifestDiffKey    key,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  DiffCall *call;

  g_return_if_fail (left != NULL && right != NULL);

  call = g_new0 (DiffCall, 1);
  call->left = lw_manifest_index_ref (left);
  call->right = lw_manifest_index_ref (right);
  call->left_attribute = g_strdup (left_attribute);
  call->right_attribute = g_strdup (right_attribute);
  call->key = key;
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, lw_manifest_diff_new_async);
  g_task_set_name (task, "[labelwright] compare manifests");
  g_task_set_task_data (task, call, diff_call_free);
  g_task_run_in_thread (task, diff_thread);
}

/**
 * lw_manifest_diff_new_finish:
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the difference, or %NULL with @error set
 */
LwManifestDiff *
lw_manifest_diff_new_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
