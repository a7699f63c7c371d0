/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The calls about answers that come over a network, where a sender does not know whether an answer arrived: each has an
 * id and counts once, however often and however late it comes. And a worker's last answers, to go back to. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-private.h"

#include "lw-job-backend.h"
#include "lw-manifest-line.h"

#include <glib/gi18n.h>

/**
 * lw_past_answer_free:
 * @self: (transfer full) (nullable): an answer
 */
void
lw_past_answer_free (LwPastAnswer *self)
{
  if (self == NULL)
    return;

  g_free (self->source_ref);
  g_free (self->content);
  g_free (self);
}

static LwEngineCall *
new_call (LwEngineFunc  func,
          GTask        *task,
          gint64        job,
          const char   *worker_name)
{
  LwEngineCall *call = lw_engine_call_new (func, task);

  call->job = job;
  call->worker_name = g_strdup (worker_name);
  return call;
}

/* Finds the row of the worker whom the call names; 0 for one who was never here. */
static gboolean
find_worker (LwEngine      *self,
             LwEngineCall  *call,
             GError       **error)
{
  g_autofree char *worker_id = lw_engine_dup_worker_id (call->worker_name);
  g_autoptr (GError) local_error = NULL;

  call->worker = lw_engine_store_find_worker (lw_engine_get_store (self), worker_id, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Whether the answer is recorded already. An id that was another's is not one to use. */
static gboolean
find_recorded (LwEngine      *self,
               LwEngineCall  *call,
               gboolean      *recorded,
               GError       **error)
{
  g_autoptr (GError) local_error = NULL;
  gint64 job, worker;
  guint64 line;

  *recorded = lw_engine_store_find_answer_id (lw_engine_get_store (self), call->answer_id, &job, &line, &worker,
                                              &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (!*recorded || (job == call->job && line == call->line && worker == call->worker))
    return TRUE;
  g_set_error (error, LW_JOB_ERROR, LW_JOB_ERROR_IN_USE,
               _("The answer “%s” was not recorded: another one has this id"), call->answer_id);
  return FALSE;
}

static gboolean
record (LwEngine      *self,
        LwEngineCall  *call,
        LwEngineJob   *job,
        GError       **error)
{
  g_autofree char *worker_id = lw_engine_dup_worker_id (call->worker_name);
  LwEngineStore *store = lw_engine_get_store (self);
  LwOpenObject *object = g_hash_table_lookup (job->objects, &call->line);

  /* After a restart the job knows only the workers who have answered. */
  if (object != NULL && lw_open_object_find_slot (object, call->worker) != NULL)
    lw_engine_job_ensure_worker (job, call->worker, worker_id, call->worker_name);
  return lw_engine_job_submit (job, store, lw_engine_get_now (self), call->worker, call->line, call->text,
                               call->seconds, error) &&
         lw_engine_store_add_answer_id (store, call->answer_id, call->job, call->line, call->worker, error);
}

static gboolean
run_submit_once (LwEngine      *self,
                 LwEngineCall  *call,
                 GError       **error)
{
  LwEngineJob *job = lw_engine_find_job (self, call->job, error);
  gboolean recorded;

  if (job == NULL || !find_worker (self, call, error))
    return FALSE;
  if (call->worker == 0)
    {
      g_set_error_literal (error, LW_TASK_ERROR, LW_TASK_ERROR_EXPIRED,
                           _("This worker has no such task: the answer was not recorded"));
      return FALSE;
    }
  if (!find_recorded (self, call, &recorded, error) || (!recorded && !record (self, call, job, error)))
    return FALSE;
  lw_engine_call_set_numbers (call, job);
  return TRUE;
}

/**
 * lw_engine_submit_once:
 * @self: an engine
 * @task: (transfer full): returns %TRUE when the answer is on the disk, from this call or an earlier one;
 *   %LW_JOB_ERROR_IN_USE when the id is that of another answer
 * @job: a job
 * @worker_name: who answers; needs not have entered
 * @line: the data object
 * @answer_id: what the sender calls the answer
 * @content: any JSON
 * @seconds: how long the worker looked at it
 */
void
lw_engine_submit_once (LwEngine   *self,
                       GTask      *task,
                       gint64      job,
                       const char *worker_name,
                       guint64     line,
                       const char *answer_id,
                       const char *content,
                       double      seconds)
{
  LwEngineCall *call = new_call (run_submit_once, task, job, worker_name);

  call->line = line;
  call->answer_id = g_strdup (answer_id);
  call->text = g_strdup (content);
  call->seconds = seconds;
  call->durable = TRUE;
  lw_engine_push (self, call);
}

static char *
dup_source_ref (LwEngine  *self,
                gint64     job,
                guint64    line,
                GError   **error)
{
  gsize length;
  g_autofree char *source = lw_engine_store_dup_source (lw_engine_get_store (self), job, line, &length, error);
  char *source_ref = source != NULL ? lw_manifest_line_dup_source_ref (source, length, NULL) : NULL;

  return source == NULL || source_ref != NULL ? source_ref : g_strdup ("");
}

static LwPastAnswer *
new_past_answer (LwEngine        *self,
                 LwEngineJob     *job,
                 LwAnswerRecord  *record,
                 GError         **error)
{
  g_autofree char *source_ref = dup_source_ref (self, job->id, record->line, error);
  LwOpenObject *object = g_hash_table_lookup (job->objects, &record->line);
  LwPastAnswer *answer;

  if (source_ref == NULL)
    return NULL;
  answer = g_new0 (LwPastAnswer, 1);
  answer->data_object_id = record->line;
  answer->source_ref = g_steal_pointer (&source_ref);
  answer->content = g_steal_pointer (&record->content);
  answer->submitted = record->submitted;
  answer->changeable = lw_engine_job_is_running (job) && object != NULL &&
                       lw_open_object_find_slot (object, record->worker) != NULL;
  return answer;
}

static gboolean
run_load_last (LwEngine      *self,
               LwEngineCall  *call,
               GError       **error)
{
  LwEngineJob *job = lw_engine_find_job (self, call->job, error);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_past_answer_free);

  if (job == NULL || !find_worker (self, call, error))
    return FALSE;
  records = lw_engine_store_load_last_answers (lw_engine_get_store (self), call->job, call->worker, call->n_tasks,
                                               error);
  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      LwPastAnswer *answer = new_past_answer (self, job, g_ptr_array_index (records, i), error);

      if (answer == NULL)
        return FALSE;
      g_ptr_array_add (answers, answer);
    }
  call->result = g_steal_pointer (&answers);
  call->result_free = (GDestroyNotify) g_ptr_array_unref;
  return TRUE;
}

/**
 * lw_engine_load_last_answers:
 * @self: an engine
 * @task: (transfer full): returns a #GPtrArray of LwPastAnswer, newest first
 * @job: a job
 * @worker_name: whose answers
 * @n_max: how many are wanted
 */
void
lw_engine_load_last_answers (LwEngine   *self,
                             GTask      *task,
                             gint64      job,
                             const char *worker_name,
                             guint       n_max)
{
  LwEngineCall *call = new_call (run_load_last, task, job, worker_name);

  call->n_tasks = n_max;
  lw_engine_push (self, call);
}
