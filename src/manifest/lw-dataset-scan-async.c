/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Scanning a folder in a thread, with progress in the caller's main context. The work is in
 * lw_dataset_scan_run(). */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-dataset-scan.h"

#include "lw-thread.h"

/* Invariant: the call outlives its task by the idle sources that hold it. What was found so far is under
 * the lock. */
typedef struct
{
  gatomicrefcount            refs;
  char                      *path;
  LwDatasetScanFlags         flags;
  LwDatasetScanProgressFunc  progress;
  gpointer                   progress_data;
  GMainContext              *context;
  GCancellable              *cancellable;
  GMutex                     lock;
  guint                      n_images;
  guint                      n_checked;
  char                      *folder;
  gboolean                   is_queued;
  gboolean                   is_finished;
} ScanCall;

static void
scan_call_unref (gpointer data)
{
  ScanCall *self = data;

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->path);
  g_free (self->folder);
  g_main_context_unref (self->context);
  g_clear_object (&self->cancellable);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* The finish happens in the same context, so nothing is reported behind it. */
static gboolean
report_cb (gpointer data)
{
  ScanCall *self = data;
  g_autofree char *folder = NULL;
  guint n_images, n_checked;

  g_mutex_lock (&self->lock);
  self->is_queued = FALSE;
  n_images = self->n_images;
  n_checked = self->n_checked;
  folder = g_steal_pointer (&self->folder);
  g_mutex_unlock (&self->lock);
  if (!self->is_finished && !g_cancellable_is_cancelled (self->cancellable))
    self->progress (n_images, n_checked, folder, self->progress_data);
  return G_SOURCE_REMOVE;
}

static void
progress_cb (guint       n_images,
             guint       n_checked,
             const char *folder,
             gpointer    data)
{
  ScanCall *self = data;
  g_autoptr (GSource) source = NULL;
  gboolean was_queued;

  g_mutex_lock (&self->lock);
  self->n_images = n_images;
  self->n_checked = n_checked;
  g_free (self->folder);
  self->folder = g_strdup (folder);
  was_queued = self->is_queued;
  self->is_queued = TRUE;
  g_mutex_unlock (&self->lock);
  if (was_queued)
    return;
  g_atomic_ref_count_inc (&self->refs);

  /* Not g_main_context_invoke (): while nobody runs the context, that would call back in this thread. */
  source = g_idle_source_new ();
  g_source_set_callback (source, report_cb, self, scan_call_unref);
  g_source_attach (source, self->context);
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
  g_atomic_ref_count_init (&call->refs);
  g_mutex_init (&call->lock);
  call->path = g_strdup (folder);
  call->flags = flags;
  call->progress = progress;
  call->progress_data = progress_data;
  call->context = g_main_context_ref_thread_default ();
  g_set_object (&call->cancellable, cancellable);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, lw_dataset_scan_run_async);
  g_task_set_name (task, "[labelwright] scan data set");
  g_task_set_task_data (task, call, scan_call_unref);
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
  call->is_finished = TRUE;
  return g_task_propagate_pointer (G_TASK (result), error);
}
