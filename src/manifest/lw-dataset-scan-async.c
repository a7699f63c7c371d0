/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Scanning a folder in a thread, with progress in the caller's main context. The work is in
 * lw_dataset_scan_run(). */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-dataset-scan.h"

#include "lw-relay.h"
#include "lw-str.h"
#include "lw-thread.h"

/* What was found so far is under the lock. */
typedef struct
{
  char                      *path;
  LwDatasetScanFlags         flags;
  LwDatasetScanProgressFunc  progress;
  gpointer                   progress_data;
  LwRelay                   *relay;
  GCancellable              *cancellable;
  GMutex                     lock;
  guint                      n_images;
  guint                      n_checked;
  char                      *folder;
} ScanCall;

static void
scan_call_free (gpointer data)
{
  ScanCall *self = data;

  g_free (self->path);
  g_free (self->folder);
  lw_relay_unref (self->relay);
  g_clear_object (&self->cancellable);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static void
report_cb (gpointer data)
{
  ScanCall *self = data;
  g_autofree char *folder = NULL;
  guint n_images, n_checked;

  g_mutex_lock (&self->lock);
  n_images = self->n_images;
  n_checked = self->n_checked;
  folder = g_strdup (self->folder);
  g_mutex_unlock (&self->lock);
  if (!g_cancellable_is_cancelled (self->cancellable))
    self->progress (n_images, n_checked, folder, self->progress_data);
}

static void
progress_cb (guint       n_images,
             guint       n_checked,
             const char *folder,
             gpointer    data)
{
  ScanCall *self = data;

  g_mutex_lock (&self->lock);
  self->n_images = n_images;
  self->n_checked = n_checked;
  lw_set_str (&self->folder, folder);
  g_mutex_unlock (&self->lock);
  lw_relay_queue (self->relay);
}

/* Not one of GTask's threads, which other tasks use afterwards: this one steps back behind the window. */
static gpointer
scan_thread (gpointer data)
{
  g_autoptr (GTask) task = data;
  ScanCall *self = g_task_get_task_data (task);
  GError *error = NULL;
  LwDatasetScan *scan;

  lw_thread_be_background ();
  scan = lw_dataset_scan_run (self->path, self->flags, self->progress != NULL ? progress_cb : NULL, self,
                              g_task_get_cancellable (task), &error);
  if (scan == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, scan, (GDestroyNotify) lw_dataset_scan_unref);
  return NULL;
}

/**
 * lw_dataset_scan_run_async:
 * @folder: a folder
 * @flags: what to leave out
 * @progress: (nullable): called in this main context, never after the finish nor when cancelled
 * @progress_data: its data
 * @cancellable: (nullable): stops the scan
 * @callback: called when it is done
 * @user_data: its data
 *
 * See lw_dataset_scan_run().
 */
void
lw_dataset_scan_run_async (const char                *folder,
                           LwDatasetScanFlags         flags,
                           LwDatasetScanProgressFunc  progress,
                           gpointer                   progress_data,
                           GCancellable              *cancellable,
                           GAsyncReadyCallback        callback,
                           gpointer                   user_data)
{
  g_autoptr (GTask) task = NULL;
  ScanCall *call;

  g_return_if_fail (folder != NULL);

  call = g_new0 (ScanCall, 1);
  g_mutex_init (&call->lock);
  call->path = g_strdup (folder);
  call->flags = flags;
  call->progress = progress;
  call->progress_data = progress_data;
  call->relay = lw_relay_new (report_cb, call);
  g_set_object (&call->cancellable, cancellable);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, lw_dataset_scan_run_async);
  g_task_set_name (task, "[labelwright] scan data set");
  g_task_set_task_data (task, call, scan_call_free);
  g_thread_unref (g_thread_new ("scan", scan_thread, g_steal_pointer (&task)));
}

/**
 * lw_dataset_scan_run_finish:
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the scan, or %NULL with @error set
 */
LwDatasetScan *
lw_dataset_scan_run_finish (GAsyncResult  *result,
                            GError       **error)
{
  ScanCall *call;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  call = g_task_get_task_data (G_TASK (result));
  lw_relay_end (call->relay);
  return g_task_propagate_pointer (G_TASK (result), error);
}
