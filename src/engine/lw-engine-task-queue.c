/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A worker's way through a job of the engine. Each call is a task of this queue that the engine answers. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-task-queue.h"

struct _LwEngineTaskQueue
{
  GObject        parent_instance;

  LwEngine      *engine;
  LwLabelingJob *job;
  char          *worker_name;
  LwEngineSeat  *seat;
  guint64        n_answered;
  guint64        n_remaining;
  gboolean       closed;
};

static void lw_engine_task_queue_iface_init (LwTaskQueueInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LwEngineTaskQueue, lw_engine_task_queue, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LW_TYPE_TASK_QUEUE, lw_engine_task_queue_iface_init))

static LwLabelingJob *
lw_engine_task_queue_get_job (LwTaskQueue *queue)
{
  return LW_ENGINE_TASK_QUEUE (queue)->job;
}

static const char *
lw_engine_task_queue_get_worker (LwTaskQueue *queue)
{
  return LW_ENGINE_TASK_QUEUE (queue)->worker_name;
}

static const char *
lw_engine_task_queue_get_template (LwTaskQueue *queue)
{
  return LW_ENGINE_TASK_QUEUE (queue)->seat->template_text;
}

static const char *const *
lw_engine_task_queue_get_labels (LwTaskQueue *queue)
{
  return (const char *const *) LW_ENGINE_TASK_QUEUE (queue)->seat->labels;
}

static guint64
lw_engine_task_queue_get_n_answered (LwTaskQueue *queue)
{
  return LW_ENGINE_TASK_QUEUE (queue)->n_answered;
}

static guint64
lw_engine_task_queue_get_n_remaining (LwTaskQueue *queue)
{
  return LW_ENGINE_TASK_QUEUE (queue)->n_remaining;
}

static GTask *
new_task (LwTaskQueue         *queue,
          gpointer             tag,
          const char          *name,
          GCancellable        *cancellable,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  GTask *task = g_task_new (queue, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_name (task, name);
  return task;
}

static void
lw_engine_task_queue_take_async (LwTaskQueue         *queue,
                                 guint                n_tasks,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  LwEngineTaskQueue *self = LW_ENGINE_TASK_QUEUE (queue);

  lw_engine_take (self->engine,
                  new_task (queue, lw_engine_task_queue_take_async, "take tasks", cancellable, callback, user_data),
                  self->seat->job, self->seat->worker, n_tasks);
}

static GPtrArray *
lw_engine_task_queue_take_finish (LwTaskQueue   *queue,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, queue), NULL);

  lw_engine_task_queue_set_numbers (LW_ENGINE_TASK_QUEUE (queue), G_TASK (result));
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
lw_engine_task_queue_submit_async (LwTaskQueue         *queue,
                                   LwTask              *task,
                                   const char          *answer_content,
                                   double               seconds_spent,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  LwEngineTaskQueue *self = LW_ENGINE_TASK_QUEUE (queue);

  lw_engine_submit (self->engine,
                    new_task (queue, lw_engine_task_queue_submit_async, "submit an answer", cancellable, callback,
                              user_data),
                    self->seat->job, self->seat->worker, lw_task_get_data_object_id (task), answer_content,
                    seconds_spent);
}

static gboolean
finish (LwTaskQueue   *queue,
        GAsyncResult  *result,
        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, queue), FALSE);

  lw_engine_task_queue_set_numbers (LW_ENGINE_TASK_QUEUE (queue), G_TASK (result));
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
lw_engine_task_queue_decline_async (LwTaskQueue         *queue,
                                    LwTask              *task,
                                    const char          *reason,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  LwEngineTaskQueue *self = LW_ENGINE_TASK_QUEUE (queue);

  lw_engine_decline (self->engine,
                     new_task (queue, lw_engine_task_queue_decline_async, "decline a task", cancellable, callback,
                               user_data),
                     self->seat->job, self->seat->worker, lw_task_get_data_object_id (task), reason);
}

static void
lw_engine_task_queue_release_async (LwTaskQueue         *queue,
                                    LwTask              *task,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  LwEngineTaskQueue *self = LW_ENGINE_TASK_QUEUE (queue);

  lw_engine_release (self->engine,
                     new_task (queue, lw_engine_task_queue_release_async, "give a task back", cancellable, callback,
                               user_data),
                     self->seat->job, self->seat->worker, lw_task_get_data_object_id (task));
}

static void
lw_engine_task_queue_close (LwTaskQueue *queue)
{
  LwEngineTaskQueue *self = LW_ENGINE_TASK_QUEUE (queue);

  if (self->closed)
    return;
  self->closed = TRUE;
  lw_engine_leave (self->engine, self->seat->job, self->seat->worker);
}

static void
lw_engine_task_queue_iface_init (LwTaskQueueInterface *iface)
{
  iface->get_job = lw_engine_task_queue_get_job;
  iface->get_worker = lw_engine_task_queue_get_worker;
  iface->get_template = lw_engine_task_queue_get_template;
  iface->get_labels = lw_engine_task_queue_get_labels;
  iface->get_n_answered = lw_engine_task_queue_get_n_answered;
  iface->get_n_remaining = lw_engine_task_queue_get_n_remaining;
  iface->take_async = lw_engine_task_queue_take_async;
  iface->take_finish = lw_engine_task_queue_take_finish;
  iface->submit_async = lw_engine_task_queue_submit_async;
  iface->submit_finish = finish;
  iface->decline_async = lw_engine_task_queue_decline_async;
  iface->decline_finish = finish;
  iface->release_async = lw_engine_task_queue_release_async;
  iface->release_finish = finish;
  iface->close = lw_engine_task_queue_close;
}

static void
lw_engine_task_queue_dispose (GObject *object)
{
  lw_engine_task_queue_close (LW_TASK_QUEUE (object));
  G_OBJECT_CLASS (lw_engine_task_queue_parent_class)->dispose (object);
}

static void
lw_engine_task_queue_finalize (GObject *object)
{
  LwEngineTaskQueue *self = LW_ENGINE_TASK_QUEUE (object);

  g_clear_pointer (&self->seat, lw_engine_seat_free);
  g_clear_object (&self->job);
  g_clear_object (&self->engine);
  g_free (self->worker_name);
  G_OBJECT_CLASS (lw_engine_task_queue_parent_class)->finalize (object);
}

static void
lw_engine_task_queue_class_init (LwEngineTaskQueueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lw_engine_task_queue_dispose;
  object_class->finalize = lw_engine_task_queue_finalize;
}

static void
lw_engine_task_queue_init (LwEngineTaskQueue *self)
{
}

/**
 * lw_engine_task_queue_new:
 * @engine: an engine
 * @job: the labeling job
 * @worker: the worker's name
 * @seat: (transfer full): what lw_engine_enter() gave
 *
 * Returns: (transfer full): the worker's way through the job
 */
LwEngineTaskQueue *
lw_engine_task_queue_new (LwEngine      *engine,
                          LwLabelingJob *job,
                          const char    *worker,
                          LwEngineSeat  *seat)
{
  LwEngineTaskQueue *self;

  g_return_val_if_fail (LW_IS_ENGINE (engine), NULL);
  g_return_val_if_fail (LW_IS_LABELING_JOB (job), NULL);

  self = g_object_new (LW_TYPE_ENGINE_TASK_QUEUE, NULL);
  self->engine = g_object_ref (engine);
  self->job = g_object_ref (job);
  self->worker_name = g_strdup (worker);
  self->seat = seat;
  return self;
}

/**
 * lw_engine_task_queue_get_job_id:
 * @self: a queue
 *
 * Returns: the job's number in the engine
 */
gint64
lw_engine_task_queue_get_job_id (LwEngineTaskQueue *self)
{
  g_return_val_if_fail (LW_IS_ENGINE_TASK_QUEUE (self), 0);

  return self->seat->job;
}

/**
 * lw_engine_task_queue_set_numbers:
 * @self: a queue
 * @task: a task that the engine has answered
 *
 * Takes the numbers that came with the answer.
 */
void
lw_engine_task_queue_set_numbers (LwEngineTaskQueue *self,
                                  GTask             *task)
{
  g_return_if_fail (LW_IS_ENGINE_TASK_QUEUE (self));

  lw_engine_get_numbers (task, &self->n_answered, &self->n_remaining);
}

/**
 * lw_engine_task_queue_update:
 * @self: a queue
 * @snapshot: its job as it is now
 */
void
lw_engine_task_queue_update (LwEngineTaskQueue *self,
                             LwEngineSnapshot  *snapshot)
{
  LwWorkerSnapshot *worker;

  g_return_if_fail (LW_IS_ENGINE_TASK_QUEUE (self));

  worker = lw_engine_snapshot_find_worker (snapshot, self->seat->worker);
  if (worker != NULL)
    {
      self->n_answered = worker->n_answers;
      self->n_remaining = worker->n_remaining;
    }
  lw_task_queue_emit_changed (LW_TASK_QUEUE (self));
}
