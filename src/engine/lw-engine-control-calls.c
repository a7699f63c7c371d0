/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The calls of those who watch over a job: change it while it runs, wait until everything is written. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-private.h"

#include "lw-job-backend.h"

#include <glib/gi18n.h>

static LwEngineWorker *
find_worker (LwEngine     *self,
             LwEngineJob  *job,
             const char   *name,
             GError      **error)
{
  g_autofree char *worker_id = lw_engine_dup_worker_id (name != NULL ? name : "");
  GHashTableIter iter;
  gpointer worker;

  g_hash_table_iter_init (&iter, job->workers);
  while (g_hash_table_iter_next (&iter, NULL, &worker))
    if (g_strcmp0 (((LwEngineWorker *) worker)->record->worker_id, worker_id) == 0)
      return worker;
  g_set_error (error, LW_JOB_ERROR, LW_JOB_ERROR_NOT_FOUND,
               _("No worker named “%s” has worked in the labeling job “%s”"),
               name != NULL ? name : "", job->record->name);
  return NULL;
}

static gint64
choose_result (LwEngine     *self,
               LwEngineJob  *job,
               const char   *uri,
               GError      **error)
{
  LwEngineStore *store = lw_engine_get_store (self);
  gint64 now = lw_engine_get_now (self);

  g_free (job->record->result_uri);
  job->record->result_uri = g_strdup (uri);
  return lw_engine_job_log (job, store, now, LW_JOB_EVENT_MANIFEST, -1, 0, uri, error) &&
         lw_engine_job_save (job, store, now, error) ? 1 : -1;
}

static gint64
change_worker (LwEngine      *self,
               LwEngineJob   *job,
               LwEngineCall  *call,
               GError       **error)
{
  LwEngineStore *store = lw_engine_get_store (self);
  gint64 now = lw_engine_get_now (self);
  LwEngineWorker *worker = find_worker (self, job, call->text, error);

  if (worker == NULL)
    return -1;
  if (call->change == LW_JOB_CHANGE_DROP_ANSWERS)
    return lw_engine_job_drop_answers (job, store, now, worker, call->number > 0, error);
  return lw_engine_job_pause (job, store, now, worker, call->change == LW_JOB_CHANGE_PAUSE_WORKER, error);
}

static gint64
change_job (LwEngine      *self,
            LwEngineJob   *job,
            LwEngineCall  *call,
            GError       **error)
{
  LwEngineStore *store = lw_engine_get_store (self);
  gint64 now = lw_engine_get_now (self);

  switch (call->change)
    {
    case LW_JOB_CHANGE_WORKERS_PER_OBJECT:
      return lw_engine_job_set_n_workers (job, store, now, (guint) CLAMP (call->number, 0, G_MAXINT), error);
    case LW_JOB_CHANGE_STOP_CONFIDENCE:
      return lw_engine_job_set_stop_confidence (job, store, now, call->number, error);
    case LW_JOB_CHANGE_PAUSE_WORKER:
    case LW_JOB_CHANGE_RESUME_WORKER:
    case LW_JOB_CHANGE_DROP_ANSWERS:
      return change_worker (self, job, call, error);
    case LW_JOB_CHANGE_GOLD:
      return lw_engine_job_set_gold (job, store, now, call->text != NULL ? call->text : "", error);
    case LW_JOB_CHANGE_MANIFEST:
    default:
      return choose_result (self, job, call->text, error);
    }
}

static gboolean
run_change (LwEngine      *self,
            LwEngineCall  *call,
            GError       **error)
{
  LwEngineJob *job = lw_engine_find_job (self, call->job, error);
  gint64 n = job != NULL ? change_job (self, job, call, error) : -1;

  if (n < 0)
    return FALSE;
  /* A job that is over has news all the same. */
  if (lw_engine_job_is_over (job) && !g_ptr_array_find (self->active, job, NULL))
    g_ptr_array_add (self->active, job);
  call->result = g_memdup2 (&n, sizeof n);
  call->result_free = g_free;
  return TRUE;
}

/**
 * lw_engine_change:
 * @self: an engine
 * @task: (transfer full): returns a #gint64, to be freed, when the change is on the disk
 * @job: a job
 * @change: what to change
 */
void
lw_engine_change (LwEngine          *self,
                  GTask             *task,
                  gint64             job,
                  const LwJobChange *change)
{
  LwEngineCall *call = lw_engine_call_new (run_change, task);

  call->job = job;
  call->change = change->kind;
  call->number = change->number;
  call->text = g_strdup (change->worker != NULL ? change->worker : change->text);
  call->durable = TRUE;
  lw_engine_push (self, call);
}

static gboolean
run_drain (LwEngine      *self,
           LwEngineCall  *call,
           GError       **error)
{
  call->drains = TRUE;
  return TRUE;
}

/**
 * lw_engine_drain:
 * @self: an engine
 * @task: (transfer full): returns %TRUE
 *
 * Brings everything to the disk without waiting for more: answers that nobody will change any more become labels, and
 * the output trees are written. Answered when that is done or cannot be done now.
 */
void
lw_engine_drain (LwEngine *self,
                 GTask    *task)
{
  lw_engine_push (self, lw_engine_call_new (run_drain, task));
}
