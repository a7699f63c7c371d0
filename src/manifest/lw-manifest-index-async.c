/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening a manifest in a thread, with progress in the caller's main context. The work is in
 * lw_manifest_index_new_from_file(). */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-index.h"

#include "lw-relay.h"

#include <glib/gstdio.h>

/* A file of so many bytes takes long enough for a rest not to be noticed. */
#define MIN_RESTED (16 * 1024 * 1024)

/* done, total and partial are under the lock; is_told is the thread's. */
typedef struct
{
  char              *path;
  LwManifestOpening  opening;
  LwRelay           *relay;
  GCancellable      *cancellable;
  GMutex             lock;
  guint64            done;
  guint64            total;
  LwManifestIndex   *partial;
  gboolean           is_told;
  GCond              rested;
} OpenCall;

static void
open_call_free (gpointer data)
{
  OpenCall *self = data;

  g_free (self->path);
  g_clear_pointer (&self->opening.earlier, lw_manifest_index_unref);
  g_clear_pointer (&self->partial, lw_manifest_index_unref);
  lw_relay_unref (self->relay);
  g_clear_object (&self->cancellable);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->rested);
  g_free (self);
}

static void
report_cb (gpointer data)
{
  OpenCall *self = data;
  g_autoptr (LwManifestIndex) partial = NULL;
  guint64 done, total;

  g_mutex_lock (&self->lock);
  done = self->done;
  total = self->total;
  partial = g_steal_pointer (&self->partial);
  g_mutex_unlock (&self->lock);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (partial != NULL)
    self->opening.partial (partial, self->opening.data);
  if (self->opening.progress != NULL && total > 0)
    self->opening.progress (done, total, self->opening.data);
}

static void
progress_cb (guint64  done,
             guint64  total,
             gpointer data)
{
  OpenCall *self = data;

  g_mutex_lock (&self->lock);
  self->done = done;
  self->total = total;
  g_mutex_unlock (&self->lock);
  lw_relay_queue (self->relay);
}

static gboolean
is_large (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 && status.st_size >= MIN_RESTED;
}

/* Nobody wakes it. */
static void
rest (OpenCall *self)
{
  gint64 end = g_get_monotonic_time () + self->opening.rest;

  g_mutex_lock (&self->lock);
  while (g_cond_wait_until (&self->rested, &self->lock, end))
    ;
  g_mutex_unlock (&self->lock);
}

static void
partial_cb (LwManifestIndex *partial,
            gpointer         data)
{
  OpenCall *self = data;

  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->partial, lw_manifest_index_unref);
  self->partial = lw_manifest_index_ref (partial);
  g_mutex_unlock (&self->lock);
  lw_relay_queue (self->relay);
  if (!self->is_told && is_large (self->path))
    rest (self);
  self->is_told = TRUE;
}

static void
open_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  OpenCall *self = task_data;
  LwManifestOpening opening = self->opening;
  GError *error = NULL;
  LwManifestIndex *index;

  opening.progress = self->opening.progress != NULL ? progress_cb : NULL;
  opening.partial = self->opening.partial != NULL ? partial_cb : NULL;
  opening.data = self;
  index = lw_manifest_index_open (self->path, &opening, cancellable, &error);
  if (index == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, index, (GDestroyNotify) lw_manifest_index_unref);
}

/**
 * lw_manifest_index_open_async:
 * @path: a manifest
 * @opening: (nullable): how; its functions are called in this main context, never after the finish nor when
 *   cancelled
 * @cancellable: (nullable): stops the reading
 * @callback: called when it is open
 * @user_data: its data
 *
 * See lw_manifest_index_open().
 */
void
lw_manifest_index_open_async (const char              *path,
                              const LwManifestOpening *opening,
                              GCancellable            *cancellable,
                              GAsyncReadyCallback      callback,
                              gpointer                 user_data)
{
  g_autoptr (GTask) task = NULL;
  OpenCall *call;

  g_return_if_fail (path != NULL);

  call = g_new0 (OpenCall, 1);
  g_mutex_init (&call->lock);
  g_cond_init (&call->rested);
  call->path = g_strdup (path);
  if (opening != NULL)
    call->opening = *opening;
  if (call->opening.earlier != NULL)
    call->opening.earlier = lw_manifest_index_ref (call->opening.earlier);
  call->relay = lw_relay_new (report_cb, call);
  g_set_object (&call->cancellable, cancellable);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, lw_manifest_index_open_async);
  g_task_set_name (task, "[labelwright] open manifest");
  g_task_set_task_data (task, call, open_call_free);
  g_task_run_in_thread (task, open_thread);
}

/**
 * lw_manifest_index_open_finish:
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the index, or %NULL with @error set
 */
LwManifestIndex *
lw_manifest_index_open_finish (GAsyncResult  *result,
                               GError       **error)
{
  OpenCall *call;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  call = g_task_get_task_data (G_TASK (result));
  lw_relay_end (call->relay);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * lw_manifest_index_new_from_file_async:
 * @path: a manifest
 * @progress: (nullable): called in this main context, never after the finish nor when cancelled
 * @progress_data: its data
 * @cancellable: (nullable): stops the reading
 * @callback: called when it is open
 * @user_data: its data
 *
 * See lw_manifest_index_open().
 */
void
lw_manifest_index_new_from_file_async (const char              *path,
                                       LwManifestProgressFunc   progress,
                                       gpointer                 progress_data,
                                       GCancellable            *cancellable,
                                       GAsyncReadyCallback      callback,
                                       gpointer                 user_data)
{
  LwManifestOpening opening = { .progress = progress, .data = progress_data };

  lw_manifest_index_open_async (path, &opening, cancellable, callback, user_data);
}

/**
 * lw_manifest_index_new_from_file_finish:
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the index, or %NULL with @error set
 */
LwManifestIndex *
lw_manifest_index_new_from_file_finish (GAsyncResult  *result,
                                        GError       **error)
{
  return lw_manifest_index_open_finish (result, error);
}
