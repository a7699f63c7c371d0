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
  g_strfreev (self->names);
  g_free (self->text);
  g_free (self->answer_id);
  g_free (self->worker_name);
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
  record->stop_confidence = -1;
  if (!lw_engine_store_add_job (lw_engine_get_store (self), record, error))
    return FALSE;
  job = lw_engine_job_new (g_steal_pointer (&record));
  lw_engine_add_job (self, job);
  if (!lw_engine_job_log (job, lw_engine_get_store (self), lw_engine_get_now (self), LW_JOB_EVENT_CREATED, -1, 0, NULL,
                          error))
    return FALSE;
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

/* Files */

gboolean
lw_engine_end_order (LwEngine      *self,
                     LwEngineCall  *call,
                     GError       **error)
{
  LwEngineJob *job = lw_engine_find_job (self, call->order->job, error);

  return job != NULL && lw_engine_job_end_files (job, lw_engine_get_store (self), lw_engine_get_now (self),
                                                 call->order, error);
}
