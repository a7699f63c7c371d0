/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers that come over a network: see lw-engine-answer-calls.c. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-backend-private.h"

/**
 * lw_engine_backend_submit_once_async:
 * @self: a place
 * @job: one of its jobs
 * @worker: a worker's name
 * @data_object_id: the data object, which the worker has or has answered
 * @answer_id: what the sender calls the answer: the same id is the same answer
 * @content: the answer: any JSON
 * @seconds: how long the worker looked at it
 * @cancellable: (nullable): to stop waiting
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Records an answer once, however often it is sent. The worker needs no open queue: an answer may come after a restart
 * of this program, and one that was recorded is confirmed even after the job's end.
 */
void
lw_engine_backend_submit_once_async (LwEngineBackend     *self,
                                     LwLabelingJob       *job,
                                     const char          *worker,
                                     guint64              data_object_id,
                                     const char          *answer_id,
                                     const char          *content,
                                     double               seconds,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_return_if_fail (LW_IS_ENGINE_BACKEND (self));
  g_return_if_fail (LW_IS_LABELING_JOB (job));

  lw_engine_submit_once (self->engine,
                         lw_engine_backend_new_task (LW_JOB_BACKEND (self), lw_engine_backend_submit_once_async,
                                                     "submit an answer once", cancellable, callback, user_data),
                         lw_engine_backend_get_job_id (job), worker, data_object_id, answer_id, content, seconds);
}

/**
 * lw_engine_backend_submit_once_finish:
 * @self: a place
 * @result: what the callback got
 * @n_answered: (out): answers of this worker in this job
 * @n_remaining: (out): objects that the worker may still get
 * @error: return location: an #LwTaskError; %LW_JOB_ERROR_IN_USE for an id that is another answer's
 *
 * Returns: whether the answer is on the disk
 */
gboolean
lw_engine_backend_submit_once_finish (LwEngineBackend  *self,
                                      GAsyncResult     *result,
                                      guint64          *n_answered,
                                      guint64          *n_remaining,
                                      GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  *n_answered = *n_remaining = 0;
  lw_engine_get_numbers (G_TASK (result), n_answered, n_remaining);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * lw_engine_backend_load_last_answers_async:
 * @self: a place
 * @job: one of its jobs
 * @worker: a worker's name
 * @n_max: how many answers are wanted
 * @cancellable: (nullable): to stop waiting
 * @callback: called when they are there
 * @user_data: for @callback
 */
void
lw_engine_backend_load_last_answers_async (LwEngineBackend     *self,
                                           LwLabelingJob       *job,
                                           const char          *worker,
                                           guint                n_max,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data)
{
  g_return_if_fail (LW_IS_ENGINE_BACKEND (self));
  g_return_if_fail (LW_IS_LABELING_JOB (job));

  lw_engine_load_last_answers (self->engine,
                               lw_engine_backend_new_task (LW_JOB_BACKEND (self),
                                                           lw_engine_backend_load_last_answers_async,
                                                           "load last answers", cancellable, callback, user_data),
                               lw_engine_backend_get_job_id (job), worker, n_max);
}

/**
 * lw_engine_backend_load_last_answers_finish:
 * @self: a place
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (element-type LwPastAnswer) (nullable): the worker's answers in the job, newest first
 */
GPtrArray *
lw_engine_backend_load_last_answers_finish (LwEngineBackend  *self,
                                            GAsyncResult     *result,
                                            GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
