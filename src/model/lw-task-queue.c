/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A worker's way through a labeling job: take tasks ahead, answer, decline, give back. The calls are documented at
 * LwTaskQueueInterface in the header. */

#define G_LOG_DOMAIN "lw-model"

#include "config.h"

#include "lw-task-queue.h"

G_DEFINE_INTERFACE (LwTaskQueue, lw_task_queue, G_TYPE_OBJECT)
G_DEFINE_QUARK (lw-task-error-quark, lw_task_error)

static guint changed_signal;

static void
lw_task_queue_default_init (LwTaskQueueInterface *iface)
{
  /**
   * LwTaskQueue::changed:
   *
   * There may be tasks to take again, or the numbers changed.
   */
  changed_signal = g_signal_new ("changed", LW_TYPE_TASK_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

/**
 * lw_task_queue_get_job:
 * @self: a queue
 *
 * Returns: (transfer none): the job whose tasks these are
 */
LwLabelingJob *
lw_task_queue_get_job (LwTaskQueue *self)
{
  g_return_val_if_fail (LW_IS_TASK_QUEUE (self), NULL);

  return LW_TASK_QUEUE_GET_IFACE (self)->get_job (self);
}

/**
 * lw_task_queue_get_worker:
 * @self: a queue
 *
 * Returns: (transfer none): the name of the worker who gets the tasks
 */
const char *
lw_task_queue_get_worker (LwTaskQueue *self)
{
  g_return_val_if_fail (LW_IS_TASK_QUEUE (self), NULL);

  return LW_TASK_QUEUE_GET_IFACE (self)->get_worker (self);
}

/**
 * lw_task_queue_get_template:
 * @self: a queue
 *
 * Returns: (transfer none): the text of the worker task template
 */
const char *
lw_task_queue_get_template (LwTaskQueue *self)
{
  g_return_val_if_fail (LW_IS_TASK_QUEUE (self), NULL);

  return LW_TASK_QUEUE_GET_IFACE (self)->get_template (self);
}

/**
 * lw_task_queue_get_labels:
 * @self: a queue
 *
 * Returns: (transfer none) (array zero-terminated=1): the label categories, in their order
 */
const char *const *
lw_task_queue_get_labels (LwTaskQueue *self)
{
  g_return_val_if_fail (LW_IS_TASK_QUEUE (self), NULL);

  return LW_TASK_QUEUE_GET_IFACE (self)->get_labels (self);
}

guint64
lw_task_queue_get_n_answered (LwTaskQueue *self)
{
  g_return_val_if_fail (LW_IS_TASK_QUEUE (self), 0);

  return LW_TASK_QUEUE_GET_IFACE (self)->get_n_answered (self);
}

guint64
lw_task_queue_get_n_remaining (LwTaskQueue *self)
{
  g_return_val_if_fail (LW_IS_TASK_QUEUE (self), 0);

  return LW_TASK_QUEUE_GET_IFACE (self)->get_n_remaining (self);
}

void
lw_task_queue_take_async (LwTaskQueue         *self,
                          guint                n_tasks,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (LW_IS_TASK_QUEUE (self));

  LW_TASK_QUEUE_GET_IFACE (self)->take_async (self, n_tasks, cancellable, callback, user_data);
}

GPtrArray *
lw_task_queue_take_finish (LwTaskQueue   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (LW_IS_TASK_QUEUE (self), NULL);

  return LW_TASK_QUEUE_GET_IFACE (self)->take_finish (self, result, error);
}

void
lw_task_queue_submit_async (LwTaskQueue         *self,
                            LwTask              *task,
                            const char          *answer_content,
                            double               seconds_spent,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (LW_IS_TASK_QUEUE (self));

  LW_TASK_QUEUE_GET_IFACE (self)->submit_async (self, task, answer_content, seconds_spent,
                                                 cancellable, callback, user_data);
}

gboolean
lw_task_queue_submit_finish (LwTaskQueue   *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (LW_IS_TASK_QUEUE (self), FALSE);

  return LW_TASK_QUEUE_GET_IFACE (self)->submit_finish (self, result, error);
}

void
lw_task_queue_decline_async (LwTaskQueue         *self,
                             LwTask              *task,
                             const char          *reason,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (LW_IS_TASK_QUEUE (self));

  LW_TASK_QUEUE_GET_IFACE (self)->decline_async (self, task, reason, cancellable, callback, user_data);
}

gboolean
lw_task_queue_decline_finish (LwTaskQueue   *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (LW_IS_TASK_QUEUE (self), FALSE);

  return LW_TASK_QUEUE_GET_IFACE (self)->decline_finish (self, result, error);
}

void
lw_task_queue_release_async (LwTaskQueue         *self,
                             LwTask              *task,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (LW_IS_TASK_QUEUE (self));

  LW_TASK_QUEUE_GET_IFACE (self)->release_async (self, task, cancellable, callback, user_data);
}

gboolean
lw_task_queue_release_finish (LwTaskQueue   *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (LW_IS_TASK_QUEUE (self), FALSE);

  return LW_TASK_QUEUE_GET_IFACE (self)->release_finish (self, result, error);
}

void
lw_task_queue_close (LwTaskQueue *self)
{
  g_return_if_fail (LW_IS_TASK_QUEUE (self));

  LW_TASK_QUEUE_GET_IFACE (self)->close (self);
}

/**
 * lw_task_queue_emit_changed:
 * @self: a queue
 *
 * For implementations: tells that the numbers changed or that there may be tasks to take again.
 */
void
lw_task_queue_emit_changed (LwTaskQueue *self)
{
  g_return_if_fail (LW_IS_TASK_QUEUE (self));

  g_signal_emit (self, changed_signal, 0);
}
