/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From a manifest to an index, in a thread, and again when the file changes. Every load cancels the last one. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-results-session-private.h"

/* A job writes its manifest after each batch: look again when it has been quiet for this long. */
#define QUIET_MILLISECONDS 300

/* Who shows the first rows has the processors for so long. */
#define REST_MICROSECONDS (60 * 1000)

/* How often more rows are shown while a file is read. */
#define PARTIAL_MICROSECONDS (200 * 1000)

/* Loading */

static void
progress_cb (guint64  done,
             guint64  total,
             gpointer data)
{
  lw_results_session_set_progress (data, total > 0 ? (double) done / (double) total : 0);
}

/* The first rows of a file that is opened, while the others are read. A file that is read again shows what it had; rows
 * that come right behind others can wait for those that follow. */
static void
partial_cb (LwManifestIndex *partial,
            gpointer         data)
{
  LwResultsSession *self = data;
  gint64 now = g_get_monotonic_time ();

  if (self->index != NULL
      && (!lw_manifest_index_is_partial (self->index) || now - self->partial_at < PARTIAL_MICROSECONDS))
    return;
  self->partial_at = now;
  lw_results_session_show_index (self, lw_manifest_index_ref (partial));
}

static void
take (LwResultsSession *self,
      LwManifestIndex  *index,
      GError           *error)
{
  if (index != NULL)
    {
      g_clear_pointer (&self->base, lw_manifest_index_unref);
      self->base = lw_manifest_index_ref (index);
      lw_results_session_take_index (self, index);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_error_free (error);
  else
    lw_results_session_fail (self, error);
}

static void
index_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (LwResultsSession) self = user_data;
  GError *error = NULL;
  LwManifestIndex *index = lw_manifest_index_open_finish (result, &error);

  take (self, index, error);
}

static void
fetch_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  LwResultsSession *self = source;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = lw_object_store_get (self->store, task_data, 0, -1, NULL, cancellable, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, lw_manifest_index_new_from_bytes (bytes), (GDestroyNotify) lw_manifest_index_unref);
  else
    g_task_return_error (task, error);
}

static void
fetch_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  LwResultsSession *self = LW_RESULTS_SESSION (object);
  GError *error = NULL;
  LwManifestIndex *index = g_task_propagate_pointer (G_TASK (result), &error);

  take (self, index, error);
}

/* A manifest of a place that has no files here comes over the wire. */
static void
start_fetch (LwResultsSession *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->load_cancellable, fetch_cb, NULL);

  g_task_set_source_tag (task, start_fetch);
  g_task_set_name (task, "lw-results-fetch");
  g_task_set_task_data (task, g_strdup (self->uri), g_free);
  g_task_run_in_thread (task, fetch_thread);
}

static char *
dup_path (LwResultsSession *self)
{
  if (g_str_has_prefix (self->uri, "s3://"))
    return lw_object_store_dup_path (self->store, self->uri);
  if (g_str_has_prefix (self->uri, "file://"))
    return g_filename_from_uri (self->uri, NULL, NULL);
  return g_strdup (self->uri);
}

void
lw_results_session_start_load (LwResultsSession *self)
{
  g_autofree char *path = dup_path (self);
  LwManifestOpening opening = { .earlier = self->base, .progress = progress_cb, .partial = partial_cb, .data = self,
                                .rest = REST_MICROSECONDS };

  lw_results_session_restart (&self->load_cancellable);
  if (self->index == NULL)
    lw_results_session_set_state (self, LW_RESULTS_STATE_LOADING);

  if (path != NULL)
    lw_manifest_index_open_async (path, &opening, self->load_cancellable, index_cb, g_object_ref (self));
  else
    start_fetch (self);
}

static gboolean
quiet_cb (gpointer user_data)
{
  LwResultsSession *self = user_data;

  self->quiet_id = 0;
  lw_results_session_start_load (self);
  return G_SOURCE_REMOVE;
}

static void
monitor_changed_cb (LwResultsSession *self)
{
  g_clear_handle_id (&self->quiet_id, g_source_remove);
  self->quiet_id = g_timeout_add (QUIET_MILLISECONDS, quiet_cb, self);
}

void
lw_results_session_stop_monitor (LwResultsSession *self)
{
  g_clear_handle_id (&self->quiet_id, g_source_remove);
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
}

void
lw_results_session_start_monitor (LwResultsSession *self)
{
  g_autofree char *path = dup_path (self);
  g_autoptr (GFile) file = NULL;

  if (path == NULL)
    return;

  file = g_file_new_for_path (path);
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (monitor_changed_cb), self, G_CONNECT_SWAPPED);
}
