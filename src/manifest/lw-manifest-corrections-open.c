/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening the corrections of a manifest in a thread. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-corrections.h"

typedef struct
{
  LwManifestIndex *base;
  char            *folder;
} OpenCall;

static void
open_call_free (gpointer data)
{
  OpenCall *call = data;

  lw_manifest_index_unref (call->base);
  g_free (call->folder);
  g_free (call);
}

static void
open_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  OpenCall *call = task_data;
  GError *error = NULL;
  LwManifestCorrections *self = lw_manifest_corrections_open (call->base, call->folder, cancellable, &error);

  if (self != NULL)
    g_task_return_pointer (task, self, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * lw_manifest_corrections_open_async:
 * @base: the index of a manifest, without corrections
 * @folder: (nullable): where corrections are kept
 * @cancellable: (nullable): stops the work
 * @callback: called when it is done
 * @user_data: its data
 *
 * Does lw_manifest_corrections_open() in a thread.
 */
void
lw_manifest_corrections_open_async (LwManifestIndex     *base,
                                    const char          *folder,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  OpenCall *call;

  g_return_if_fail (base != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  call = g_new0 (OpenCall, 1);
  call->base = lw_manifest_index_ref (base);
  call->folder = g_strdup (folder);
  g_task_set_source_tag (task, lw_manifest_corrections_open_async);
  g_task_set_name (task, "[labelwright] open corrections");
  g_task_set_task_data (task, call, open_call_free);
  g_task_run_in_thread (task, open_thread);
}

/**
 * lw_manifest_corrections_open_finish:
 * @result: the result
 * @error: return location, as of lw_manifest_corrections_open()
 *
 * Returns: (transfer full) (nullable): the corrections, or %NULL with @error set
 */
LwManifestCorrections *
lw_manifest_corrections_open_finish (GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
