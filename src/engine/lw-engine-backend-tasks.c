/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening tasks, which waits until the job's input is read, and loading answers. Part of the backend's interface. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-backend-private.h"

#include "lw-answer-finder.h"
#include "lw-engine-task-queue.h"

static void
queue_gone_cb (gpointer  data,
               GObject  *queue)
{
  LwEngineBackend *self = data;

  g_ptr_array_remove_fast (self->queues, queue);
}

/* Stops watching the queues that are still held somewhere. */
void
lw_engine_backend_forget_queues (LwEngineBackend *self)
{
  for (guint i = 0; i < self->queues->len; i++)
    g_object_weak_unref (g_ptr_array_index (self->queues, i), queue_gone_cb, self);
  g_ptr_array_set_size (self->queues, 0);
}

typedef struct
{
  LwLabelingJob *job;
  char          *worker;
  gulong         status_id;
} LwOpenCall;

static void
free_open_call (LwOpenCall *call)
{
  g_clear_signal_handler (&call->status_id, call->job);
  g_object_unref (call->job);
  g_free (call->worker);
  g_free (call);
}

/* The queue of a worker who has entered a job with @task; takes the seat. */
static LwTaskQueue *
new_queue (LwEngineBackend *self,
           GTask           *task,
           LwLabelingJob   *job,
           const char      *worker,
           LwEngineSeat    *seat)
{
  LwEngineTaskQueue *queue = lw_engine_task_queue_new (self->engine, job, worker, seat);

  lw_engine_task_queue_set_numbers (queue, task);
  g_ptr_array_add (self->queues, queue);
  g_object_weak_ref (G_OBJECT (queue), queue_gone_cb, self);
  return LW_TASK_QUEUE (queue);
}

static void
enter_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  LwEngineBackend *self = LW_ENGINE_BACKEND (source);
  g_autoptr (GTask) task = data;
  const LwOpenCall *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  LwEngineSeat *seat = g_task_propagate_pointer (G_TASK (result), &error);

  if (seat == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, new_queue (self, G_TASK (result), call->job, call->worker, seat), g_object_unref);
}

static void
enter (GTask *task)
{
  LwEngineBackend *self = g_task_get_source_object (task);
  const LwOpenCall *call = g_task_get_task_data (task);

  lw_engine_enter (self->engine,
                   lw_engine_backend_new_task (LW_JOB_BACKEND (self), enter, "enter a labeling job", NULL, enter_cb,
                                               task),
                   lw_engine_backend_get_job_id (call->job), call->worker);
}

static void
job_status_cb (LwLabelingJob *job,
               GParamSpec    *pspec,
               gpointer       data)
{
  GTask *task = data;
  LwOpenCall *call = g_task_get_task_data (task);

  if (lw_labeling_job_get_status (job) == LW_LABELING_JOB_STATUS_INITIALIZING)
    return;
  g_clear_signal_handler (&call->status_id, job);
  enter (task);
}

static char *
dup_worker_name (const char *worker)
{
  g_autofree char *name = g_strstrip (g_strdup (worker != NULL ? worker : ""));

  return g_strdup (*name != '\0' ? name : g_get_user_name ());
}

void
lw_engine_backend_open_tasks_async (LwJobBackend        *backend,
                                    LwLabelingJob       *job,
                                    const char          *worker,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  GTask *task = lw_engine_backend_new_task (backend, lw_engine_backend_open_tasks_async, "open tasks", cancellable,
                                            callback, user_data);
  LwOpenCall *call = g_new0 (LwOpenCall, 1);

  call->job = g_object_ref (job);
  call->worker = dup_worker_name (worker);
  g_task_set_task_data (task, call, (GDestroyNotify) free_open_call);
  if (lw_labeling_job_get_status (job) == LW_LABELING_JOB_STATUS_INITIALIZING)
    call->status_id = g_signal_connect (job, "notify::status", G_CALLBACK (job_status_cb), task);
  else
    enter (task);
}

LwTaskQueue *
lw_engine_backend_open_tasks_finish (LwJobBackend  *backend,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, backend), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Answers */

typedef struct
{
  char    *path;
  guint64  data_object_id;
} LwAnswersCall;

static void
free_answers_call (LwAnswersCall *call)
{
  g_free (call->path);
  g_free (call);
}

static void
load_answers_thread (GTask        *task,
                     gpointer      source,
                     gpointer      data,
                     GCancellable *cancellable)
{
  const LwAnswersCall *call = data;
  g_autoptr (GError) error = NULL;
  JsonNode *node = lw_answer_finder_load (call->path, call->data_object_id, &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, node, (GDestroyNotify) json_node_unref);
}

static char *
dup_manifest_path (LwEngineBackend *self,
                   const char      *uri)
{
  g_autoptr (GFile) file = NULL;

  if (g_str_has_prefix (uri, "s3://"))
    return lw_object_store_dup_path (lw_engine_get_objects (self->engine), uri);
  file = g_file_new_for_commandline_arg (uri);
  return g_file_get_path (file);
}

void
lw_engine_backend_load_answers_async (LwJobBackend        *backend,
                                      const char          *output_manifest_uri,
                                      guint64              data_object_id,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_autoptr (GTask) task = lw_engine_backend_new_task (backend, lw_engine_backend_load_answers_async, "load answers",
                                                       cancellable, callback, user_data);
  LwAnswersCall *call = g_new0 (LwAnswersCall, 1);

  call->path = dup_manifest_path (LW_ENGINE_BACKEND (backend), output_manifest_uri);
  call->data_object_id = data_object_id;
  g_task_set_task_data (task, call, (GDestroyNotify) free_answers_call);
  if (call->path == NULL)
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_run_in_thread (task, load_answers_thread);
}

JsonNode *
lw_engine_backend_load_answers_finish (LwJobBackend  *backend,
                                       GAsyncResult  *result,
                                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, backend), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Across jobs */

/**
 * lw_engine_backend_drain_async:
 * @self: a place
 * @cancellable: (nullable): to stop waiting
 * @callback: called when everything is written
 * @user_data: for @callback
 *
 * Brings the output trees up to date without waiting for more answers.
 */
void
lw_engine_backend_drain_async (LwEngineBackend     *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  lw_engine_drain (self->engine, lw_engine_backend_new_task (LW_JOB_BACKEND (self), lw_engine_backend_drain_async,
                                                             "write everything", cancellable, callback, user_data));
}

/**
 * lw_engine_backend_drain_finish:
 * @self: a place
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether everything is written that can be written now
 */
gboolean
lw_engine_backend_drain_finish (LwEngineBackend  *self,
                                GAsyncResult     *result,
                                GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
enter_next_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  LwEngineBackend *self = LW_ENGINE_BACKEND (source);
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  LwEngineSeat *seat = g_task_propagate_pointer (G_TASK (result), &error);
  LwLabelingJob *job = seat != NULL ? g_hash_table_lookup (self->by_id, &seat->job) : NULL;

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (job == NULL)
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_pointer (task, new_queue (self, G_TASK (result), job, g_task_get_task_data (task), seat),
                           g_object_unref);
}

/**
 * lw_engine_backend_open_next_async:
 * @self: a place
 * @worker: a worker's name
 * @jobs: (nullable): the names of the jobs that this worker may work in; %NULL for all
 * @cancellable: (nullable): to stop it
 * @callback: called when it is open
 * @user_data: for @callback
 *
 * Opens the tasks of the job that should have this worker next: jobs that run at the same time share the workers alike.
 * Who takes a task or two of a queue and asks again goes from job to job. A worker may have several queues of one job:
 * tasks and answers of one can be dealt with in another, and the worker is in the job until the last is closed.
 */
void
lw_engine_backend_open_next_async (LwEngineBackend     *self,
                                   const char          *worker,
                                   const char *const   *jobs,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  GTask *task = lw_engine_backend_new_task (LW_JOB_BACKEND (self), lw_engine_backend_open_next_async,
                                            "open the next tasks", cancellable, callback, user_data);
  char *name = dup_worker_name (worker);

  g_task_set_task_data (task, name, g_free);
  lw_engine_enter_next (self->engine,
                        lw_engine_backend_new_task (LW_JOB_BACKEND (self), lw_engine_backend_open_next_async,
                                                    "enter the next labeling job", NULL, enter_next_cb, task),
                        name, jobs);
}

/**
 * lw_engine_backend_open_next_finish:
 * @self: a place
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the worker's way through the job; %NULL without @error when no job has something
 *   for this worker
 */
LwTaskQueue *
lw_engine_backend_open_next_finish (LwEngineBackend  *self,
                                    GAsyncResult     *result,
                                    GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
