/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From an index and a query to rows and counts, in threads. Every query cancels the last one. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-results-session-private.h"

/* Counting */

typedef struct
{
  LwManifestQuery *query;
  LwManifestIndex *index;
} CountCall;

static void
count_call_free (CountCall *call)
{
  lw_manifest_query_unref (call->query);
  lw_manifest_index_unref (call->index);
  g_free (call);
}

static void
count_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  CountCall *call = task_data;
  GError *error = NULL;
  LwManifestCounts *counts = lw_manifest_query_count (call->query, call->index, cancellable, &error);

  if (counts != NULL)
    g_task_return_pointer (task, counts, (GDestroyNotify) lw_manifest_counts_free);
  else
    g_task_return_error (task, error);
}

static void
count_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwManifestCounts) counts = g_task_propagate_pointer (G_TASK (result), &error);
  LwResultsSession *self = LW_RESULTS_SESSION (object);

  if (counts == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("The manifest cannot be counted: %s", error->message);
      return;
    }

  lw_results_session_take_counts (self, g_steal_pointer (&counts));
}

static void
start_count (LwResultsSession *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->query_cancellable, count_cb, NULL);
  CountCall *call = g_new0 (CountCall, 1);

  call->query = lw_manifest_query_ref (self->query);
  call->index = lw_manifest_index_ref (self->index);
  g_task_set_source_tag (task, start_count);
  g_task_set_name (task, "lw-results-count");
  g_task_set_task_data (task, call, (GDestroyNotify) count_call_free);
  g_task_run_in_thread (task, count_thread);
}

/* The query */

/* So few rows are looked through faster than a thread begins. */
#define FEW_ROWS 4096

static void
take_rows (LwResultsSession *self,
           LwManifestModel  *model)
{
  lw_results_session_show_model (self, model);
  lw_results_session_set_state (self, LW_RESULTS_STATE_READY);
  start_count (self);
  lw_results_session_start_compare (self);
}

static void
query_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (LwResultsSession) self = user_data;
  g_autoptr (GError) error = NULL;

  if (lw_manifest_model_set_query_finish (LW_MANIFEST_MODEL (object), result, &error))
    {
      take_rows (self, LW_MANIFEST_MODEL (object));
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* The file changed under the index. */
  g_message ("The manifest cannot be searched: %s", error->message);
  lw_results_session_reload (self);
}

void
lw_results_session_start_query (LwResultsSession *self)
{
  g_autoptr (LwManifestModel) model = NULL;

  lw_results_session_restart (&self->query_cancellable);
  if (self->index == NULL)
    return;

  if (lw_manifest_model_get_index (self->model) == self->index)
    model = g_object_ref (self->model);
  else
    {
      model = lw_manifest_model_new ();
      lw_manifest_model_set_index (model, self->index);
    }
  if (lw_manifest_index_get_n_rows (self->index) <= FEW_ROWS && lw_manifest_model_set_query (model, self->query, NULL))
    take_rows (self, model);
  else
    lw_manifest_model_set_query_async (model, self->query, self->query_cancellable, query_cb, g_object_ref (self));
}
