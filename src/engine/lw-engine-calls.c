/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The engine's calls: on one side they are put into its queue, on the other its thread does them in a
 * transaction. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-private.h"

#include "lw-engine-job-files.h"

#include "lw-diagnostic.h"
#include "lw-job-backend.h"

#include <glib/gi18n.h>

/* More than anybody looks at in the time for a task. */
#define MAX_TASKS_AHEAD 100

LwEngineCall *
lw_engine_call_new (LwEngineFunc  func,
                    GTask        *task)
{
  LwEngineCall *self = g_new0 (LwEngineCall, 1);

  self->func = func;
  self->task = task;
  if (task != NULL)
    {
      g_task_set_check_cancellable (task, FALSE);
      g_task_set_task_data (task, self, (GDestroyNotify) lw_engine_call_free);
    }
  return self;
}

void
lw_engine_call_free (LwEngineCall *self)
{
  if (self->result != NULL && self->result_free != NULL)
    self->result_free (self->result);
  g_clear_pointer (&self->order, lw_output_order_free);
  g_clear_error (&self->error);
  g_free (self->text);
  g_free (self);
}

static gboolean
return_cb (gpointer data)
{
  g_autoptr (GTask) task = data;
  LwEngineCall *self = g_task_get_task_data (task);

  if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else if (self->result_free != NULL)
    g_task_return_pointer (task, g_steal_pointer (&self->result), self->result_free);
  else
    g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

/* Gives the caller the answer; @error is what befell the whole transaction. The task goes away in the caller's
 * context, and with it what it holds. */
void
lw_engine_call_complete (LwEngineCall *self,
                         const GError *error)
{
  g_autoptr (GSource) source = NULL;

  if (self->task == NULL)
    {
      lw_engine_call_free (self);
      return;
    }
  if (error != NULL)
    {
      g_clear_error (&self->error);
      self->error = g_error_copy (error);
    }
  source = g_idle_source_new ();
  g_source_set_priority (source, g_task_get_priority (self->task));
  g_source_set_callback (source, return_cb, self->task, NULL);
  g_source_attach (source, g_task_get_context (self->task));
}

static void
set_numbers (LwEngineCall *call,
             LwEngineJob  *job)
{
  LwEngineWorker *worker = g_hash_table_lookup (job->workers, &call->worker);

  call->has_numbers = TRUE;
  call->n_answered = worker != NULL ? worker->record->n_answers : 0;
  call->n_remaining = lw_engine_job_count_remaining (job, call->worker);
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

/* Creating a job */

static gboolean
check_request (const LwLabelingJobRequest  *request,
               GError                     **error)
{
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();

  lw_labeling_job_request_check (request, diagnostics);
  for (guint i = 0; i < diagnostics->len; i++)
    {
      const LwDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      if (diagnostic->severity != LW_SEVERITY_ERROR)
        continue;
      g_set_error_literal (error, LW_JOB_ERROR, LW_JOB_ERROR_INVALID, diagnostic->text);
      return FALSE;
    }
  if (lw_labeling_job_request_get_task_type (request) != LW_TASK_TYPE_OTHER)
    return TRUE;
  g_set_error_literal (error, LW_JOB_ERROR, LW_JOB_ERROR_UNSUPPORTED,
                       _("This computer runs image classification jobs only: choose one of their two task types"));
  return FALSE;
}

static gboolean
run_create (LwEngine      *self,
            LwEngineCall  *call,
            GError       **error)
{
  g_autoptr (LwLabelingJobRequest) request = lw_labeling_job_request_parse (call->text, -1, error);
  g_autoptr (LwJobRecord) record = NULL;
  LwEngineJob *job;
  const char *name;

  if (request == NULL || !check_request (request, error))
    return FALSE;
  name = lw_labeling_job_request_get_string (request, LW_REQUEST_LABELING_JOB_NAME);
  if (lw_engine_find_name (self, name) != NULL)
    {
      g_set_error (error, LW_JOB_ERROR, LW_JOB_ERROR_IN_USE,
                   _("There is a labeling job “%s” already: choose another name (case does not matter)"), name);
      return FALSE;
    }

  record = g_new0 (LwJobRecord, 1);
  record->name = g_strdup (name);
  record->request = g_strdup (call->text);
  record->status = LW_LABELING_JOB_STATUS_INITIALIZING;
  record->creation_time = record->last_modified_time = lw_engine_get_now (self);
  if (!lw_engine_store_add_job (lw_engine_get_store (self), record, error))
    return FALSE;
  job = lw_engine_job_new (g_steal_pointer (&record));
  lw_engine_add_job (self, job);
  call->job = job->id;
  call->result = lw_engine_snapshot_new (job, lw_engine_get_now (self));
  call->result_free = (GDestroyNotify) lw_engine_snapshot_unref;
  return TRUE;
}

/**
 * lw_engine_create_job:
 * @self: an engine
 * @task: (transfer full): returns an LwEngineSnapshot, or %LW_JOB_ERROR_IN_USE and others
 * @request: what to make
 */
void
lw_engine_create_job (LwEngine                   *self,
                      GTask                      *task,
                      const LwLabelingJobRequest *request)
{
  LwEngineCall *call = lw_engine_call_new (run_create, task);

  call->text = lw_labeling_job_request_to_json (request, FALSE);
  call->durable = TRUE;
  lw_engine_push (self, call);
}

static gboolean
run_stop (LwEngine      *self,
          LwEngineCall  *call,
          GError       **error)
{
  LwEngineJob *job = lw_engine_find_job (self, call->job, error);

  return job != NULL &&
         lw_engine_job_stop (job, lw_engine_get_store (self), lw_engine_get_now (self), NULL, error);
}

/**
 * lw_engine_stop_job:
 * @self: an engine
 * @task: (transfer full): returns %TRUE when the job is stopping or is over
 * @job: a job
 */
void
lw_engine_stop_job (LwEngine *self,
                    GTask    *task,
                    gint64    job)
{
  LwEngineCall *call = lw_engine_call_new (run_stop, task);

  call->job = job;
  call->durable = TRUE;
  lw_engine_push (self, call);
}

/* Workers */

/* As the service writes ids of a private workforce; the same name is the same worker everywhere. */
static char *
dup_worker_id (const char *name)
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

static gboolean
run_enter (LwEngine      *self,
           LwEngineCall  *call,
           GError       **error)
{
  LwEngineJob *job = lw_engine_find_job (self, call->job, error);
  g_autofree char *worker_id = dup_worker_id (call->text);
  LwEngineSeat *seat;

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
  lw_engine_job_ensure_worker (job, call->worker, worker_id, call->text)->n_queues++;
  call->seats = 1;
  job->dirty = TRUE;
  seat = g_new0 (LwEngineSeat, 1);
  seat->worker = call->worker;
  seat->template_text = g_strdup (job->record->template_text);
  seat->labels = g_strdupv ((char **) lw_label_categories_get_names (job->categories));
  call->result = seat;
  call->result_free = (GDestroyNotify) lw_engine_seat_free;
  set_numbers (call, job);
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
  set_numbers (call, job);
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
    set_numbers (call, job);
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
    set_numbers (call, job);
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
                lw_engine_job_release (job, lw_engine_get_store (self), call->worker, call->line, error);

  if (ok)
    set_numbers (call, job);
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

/* Files */

gboolean
lw_engine_end_order (LwEngine      *self,
                     LwEngineCall  *call,
                     GError       **error)
{
  LwEngineJob *job = lw_engine_find_job (self, call->order->job, error);

  return job != NULL && lw_engine_job_end_files (job, lw_engine_get_store (self), call->order, error);
}
