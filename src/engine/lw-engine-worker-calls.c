/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The calls of workers: enter a job, or the one whose turn it is, take, answer, decline, give back, leave. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-private.h"

#include <glib/gi18n.h>

/* More than anybody looks at in the time for a task. */
#define MAX_TASKS_AHEAD 100

/* Tells the caller how far the worker is in the job. */
void
lw_engine_call_set_numbers (LwEngineCall *self,
                            LwEngineJob  *job)
{
  LwEngineWorker *worker = g_hash_table_lookup (job->workers, &self->worker);

  self->has_numbers = TRUE;
  self->n_answered = worker != NULL ? worker->record->n_answers : 0;
  self->n_remaining = lw_engine_job_count_remaining (job, self->worker);
}

/**
 * lw_engine_get_numbers:
 * @task: a task of a call about a worker in a job
 * @n_answered: (out): answers of this worker in this job
 * @n_remaining: (out): objects that the worker may still get
 *
 * Returns: whether the call came so far that it knows
 */
gboolean
lw_engine_get_numbers (GTask   *task,
                       guint64 *n_answered,
                       guint64 *n_remaining)
{
  const LwEngineCall *call = g_task_get_task_data (task);

  if (call == NULL || !call->has_numbers)
    return FALSE;
  *n_answered = call->n_answered;
  *n_remaining = call->n_remaining;
  return TRUE;
}

/* As the service writes ids of a private workforce; the same name is the same worker everywhere. */
char *
lw_engine_dup_worker_id (const char *name)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);

  return g_strdup_printf ("private.us-east-1.%.16s", digest);
}

void
lw_engine_seat_free (LwEngineSeat *self)
{
  if (self == NULL)
    return;

  g_free (self->template_text);
  g_strfreev (self->labels);
  g_free (self);
}

/* The worker has the job open from now on. */
static void
seat (LwEngineCall *call,
      LwEngineJob  *job,
      const char   *worker_id)
{
  LwEngineSeat *taken = g_new0 (LwEngineSeat, 1);

  lw_engine_job_enter (job, lw_engine_job_ensure_worker (job, call->worker, worker_id, call->text));
  call->seats = 1;
  taken->job = call->job;
  taken->worker = call->worker;
  taken->template_text = g_strdup (job->record->template_text);
  taken->labels = g_strdupv ((char **) lw_label_categories_get_names (job->categories));
  call->result = taken;
  call->result_free = (GDestroyNotify) lw_engine_seat_free;
  lw_engine_call_set_numbers (call, job);
}

static gboolean
run_enter (LwEngine      *self,
           LwEngineCall  *call,
           GError       **error)
{
  LwEngineJob *job = lw_engine_find_job (self, call->job, error);
  g_autofree char *worker_id = lw_engine_dup_worker_id (call->text);

  if (job == NULL)
    return FALSE;
  if (job->categories == NULL || lw_engine_job_is_over (job))
    {
      g_set_error (error, LW_TASK_ERROR, LW_TASK_ERROR_JOB_ENDED,
                   lw_engine_job_is_over (job) ? _("The labeling job “%s” does not take answers any more")
                                               : _("The labeling job “%s” is not ready yet: try again in a moment"),
                   job->record->name);
      return FALSE;
    }
  call->worker = lw_engine_store_ensure_worker (lw_engine_get_store (self), worker_id, call->text, error);
  if (call->worker == 0)
    return FALSE;
  seat (call, job, worker_id);
  return TRUE;
}

/**
 * lw_engine_enter:
 * @self: an engine
 * @task: (transfer full): returns an LwEngineSeat; to be given back with lw_engine_leave()
 * @job: a job
 * @worker_name: who works
 */
void
lw_engine_enter (LwEngine   *self,
                 GTask      *task,
                 gint64      job,
                 const char *worker_name)
{
  LwEngineCall *call = lw_engine_call_new (run_enter, task);

  call->job = job;
  call->text = g_strdup (worker_name);
  lw_engine_push (self, call);
}

static gboolean
run_enter_next (LwEngine      *self,
                LwEngineCall  *call,
                GError       **error)
{
  g_autofree char *worker_id = lw_engine_dup_worker_id (call->text);
  LwEngineJob *found = NULL;

  call->worker = lw_engine_store_ensure_worker (lw_engine_get_store (self), worker_id, call->text, error);
  if (call->worker == 0)
    return FALSE;
  for (guint i = 0; i < self->active->len; i++)
    {
      LwEngineJob *job = g_ptr_array_index (self->active, i);

      if ((found == NULL || job->n_served < found->n_served) &&
          (call->names == NULL || g_strv_contains ((const char *const *) call->names, job->record->name)) &&
          lw_engine_job_has_work (job, call->worker))
        found = job;
    }
  call->result_free = (GDestroyNotify) lw_engine_seat_free;
  if (found == NULL)
    return TRUE;
  call->job = found->id;
  seat (call, found, worker_id);
  return TRUE;
}

/**
 * lw_engine_enter_next:
 * @self: an engine
 * @task: (transfer full): returns an LwEngineSeat, as lw_engine_enter() does, or %NULL when no job has something for
 *   this worker
 * @worker_name: who is free
 * @jobs: (nullable): names of the jobs that the worker may work in; %NULL for all
 *
 * Jobs that run at the same time share the workers alike: the next is the one that got the fewest tasks done since it
 * began to compete.
 */
void
lw_engine_enter_next (LwEngine          *self,
                      GTask             *task,
                      const char        *worker_name,
                      const char *const *jobs)
{
  LwEngineCall *call = lw_engine_call_new (run_enter_next, task);

  call->text = g_strdup (worker_name);
  call->names = g_strdupv ((char **) jobs);
  lw_engine_push (self, call);
}

static gboolean
run_leave (LwEngine      *self,
           LwEngineCall  *call,
           GError       **error)
{
  LwEngineJob *job = lw_engine_find_job (self, call->job, error);

  if (job == NULL)
    return FALSE;
  call->seats = -1;
  return lw_engine_job_leave (job, lw_engine_get_store (self), lw_engine_get_now (self), call->worker, error);
}

/**
 * lw_engine_leave:
 * @self: an engine
 * @job: a job
 * @worker: who entered it
 */
void
lw_engine_leave (LwEngine *self,
                 gint64    job,
                 gint64    worker)
{
  LwEngineCall *call = lw_engine_call_new (run_leave, NULL);

  call->job = job;
  call->worker = worker;
  lw_engine_push (self, call);
}

static gboolean
run_take (LwEngine      *self,
          LwEngineCall  *call,
          GError       **error)
{
  LwEngineJob *job = lw_engine_find_job (self, call->job, error);
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_task_unref);

  if (job == NULL ||
      !lw_engine_job_take (job, lw_engine_get_store (self), lw_engine_get_now (self), call->worker,
                           MIN (call->n_tasks, MAX_TASKS_AHEAD), tasks, error))
    return FALSE;
  lw_engine_call_set_numbers (call, job);
  call->result = g_steal_pointer (&tasks);
  call->result_free = (GDestroyNotify) g_ptr_array_unref;
  return TRUE;
}

static LwEngineCall *
new_task_call (LwEngineFunc  func,
               GTask        *task,
               gint64        job,
               gint64        worker,
               guint64       line)
{
  LwEngineCall *call = lw_engine_call_new (func, task);

  call->job = job;
  call->worker = worker;
  call->line = line;
  return call;
}

/**
 * lw_engine_take:
 * @self: an engine
 * @task: (transfer full): returns a #GPtrArray of LwTask
 * @job: a job
 * @worker: who entered it
 * @n_tasks: how many tasks are wanted
 */
void
lw_engine_take (LwEngine *self,
                GTask    *task,
                gint64    job,
                gint64    worker,
                guint     n_tasks)
{
  LwEngineCall *call = new_task_call (run_take, task, job, worker, 0);

  call->n_tasks = n_tasks;
  lw_engine_push (self, call);
}

static gboolean
run_submit (LwEngine      *self,
            LwEngineCall  *call,
            GError       **error)
{
  LwEngineJob *job = lw_engine_find_job (self, call->job, error);
  gboolean ok = job != NULL &&
                lw_engine_job_submit (job, lw_engine_get_store (self), lw_engine_get_now (self), call->worker,
                                      call->line, call->text, call->seconds, error);

  if (ok)
    lw_engine_call_set_numbers (call, job);
  return ok;
}

/**
 * lw_engine_submit:
 * @self: an engine
 * @task: (transfer full): returns %TRUE when the answer is on the disk
 * @job: a job
 * @worker: who entered it
 * @line: the data object
 * @content: any JSON
 * @seconds: how long the worker looked at it
 */
void
lw_engine_submit (LwEngine   *self,
                  GTask      *task,
                  gint64      job,
                  gint64      worker,
                  guint64     line,
                  const char *content,
                  double      seconds)
{
  LwEngineCall *call = new_task_call (run_submit, task, job, worker, line);

  call->text = g_strdup (content);
  call->seconds = seconds;
  call->durable = TRUE;
  lw_engine_push (self, call);
}

static gboolean
run_decline (LwEngine      *self,
             LwEngineCall  *call,
             GError       **error)
{
  LwEngineJob *job = lw_engine_find_job (self, call->job, error);
  gboolean ok = job != NULL &&
                lw_engine_job_decline (job, lw_engine_get_store (self), lw_engine_get_now (self), call->worker,
                                       call->line, call->text, error);

  if (ok)
    lw_engine_call_set_numbers (call, job);
  return ok;
}

/**
 * lw_engine_decline:
 * @self: an engine
 * @task: (transfer full): returns %TRUE when it is on the disk
 * @job: a job
 * @worker: who entered it
 * @line: the data object
 * @reason: (nullable): why
 */
void
lw_engine_decline (LwEngine   *self,
                   GTask      *task,
                   gint64      job,
                   gint64      worker,
                   guint64     line,
                   const char *reason)
{
  LwEngineCall *call = new_task_call (run_decline, task, job, worker, line);

  call->text = g_strdup (reason);
  call->durable = TRUE;
  lw_engine_push (self, call);
}

static gboolean
run_release (LwEngine      *self,
             LwEngineCall  *call,
             GError       **error)
{
  LwEngineJob *job = lw_engine_find_job (self, call->job, error);
  gboolean ok = job != NULL &&
                lw_engine_job_release (job, lw_engine_get_store (self), lw_engine_get_now (self), call->worker,
                                       call->line, error);

  if (ok)
    lw_engine_call_set_numbers (call, job);
  return ok;
}

/**
 * lw_engine_release:
 * @self: an engine
 * @task: (transfer full): returns %TRUE
 * @job: a job
 * @worker: who entered it
 * @line: the data object
 */
void
lw_engine_release (LwEngine *self,
                   GTask    *task,
                   gint64    job,
                   gint64    worker,
                   guint64   line)
{
  lw_engine_push (self, new_task_call (run_release, task, job, worker, line));
}
