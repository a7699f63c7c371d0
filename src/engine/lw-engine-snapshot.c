/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What others may know of a running job at one moment. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-snapshot.h"

static void
free_worker (gpointer data)
{
  LwWorkerSnapshot *worker = data;

  g_free (worker->name);
  g_free (worker);
}

static LwWorkerSnapshot *
new_worker (LwEngineJob          *job,
            const LwEngineWorker *worker)
{
  const LwJobWorkerRecord *record = worker->record;
  LwWorkerSnapshot *snapshot = g_new0 (LwWorkerSnapshot, 1);

  snapshot->worker = record->worker;
  snapshot->name = g_strdup (record->name);
  snapshot->n_answers = record->n_answers;
  snapshot->n_remaining = lw_engine_job_count_remaining (job, record->worker);
  snapshot->mean_seconds = record->n_answers > 0 ? record->seconds / record->n_answers : 0;
  snapshot->last_answer = record->last_answer;
  snapshot->active = worker->n_queues > 0;
  snapshot->paused = record->paused;
  snapshot->n_gold = record->n_gold;
  snapshot->n_gold_right = record->n_gold_right;
  return snapshot;
}

/**
 * lw_engine_snapshot_new:
 * @job: a job
 * @now: the time
 *
 * Returns: (transfer full): how it is now
 */
LwEngineSnapshot *
lw_engine_snapshot_new (LwEngineJob *job,
                        gint64       now)
{
  LwEngineSnapshot *self = g_atomic_rc_box_new0 (LwEngineSnapshot);
  const LwJobRecord *record = job->record;
  GHashTableIter iter;
  gpointer worker;

  self->id = record->id;
  self->request = g_strdup (record->request);
  self->creation_time = record->creation_time;
  self->last_modified_time = record->last_modified_time;
  self->status = record->status;
  lw_engine_job_get_counters (job, &self->counters);
  self->failure_reason = g_strdup (record->failure_reason);
  self->problem = g_strdup (job->problem);
  self->objects_per_minute = lw_engine_job_get_speed (job, now, &self->seconds_left);
  self->n_workers = job->n_workers;
  self->stop_confidence = job->stop_confidence;
  self->n_saved = record->n_saved;
  self->last_event = job->last_event;
  self->result_uri = g_strdup (record->result_uri);
  self->workers = g_ptr_array_new_with_free_func (free_worker);
  g_hash_table_iter_init (&iter, job->workers);
  while (g_hash_table_iter_next (&iter, NULL, &worker))
    g_ptr_array_add (self->workers, new_worker (job, worker));
  return self;
}

LwEngineSnapshot *
lw_engine_snapshot_ref (LwEngineSnapshot *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  LwEngineSnapshot *self = data;

  g_free (self->request);
  g_free (self->failure_reason);
  g_free (self->problem);
  g_free (self->result_uri);
  g_ptr_array_unref (self->workers);
}

void
lw_engine_snapshot_unref (LwEngineSnapshot *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * lw_engine_snapshot_find_worker:
 * @self: a snapshot
 * @worker: row of a worker
 *
 * Returns: (transfer none) (nullable): the worker in this job
 */
LwWorkerSnapshot *
lw_engine_snapshot_find_worker (LwEngineSnapshot *self,
                                gint64            worker)
{
  for (guint i = 0; i < self->workers->len; i++)
    {
      LwWorkerSnapshot *snapshot = g_ptr_array_index (self->workers, i);

      if (snapshot->worker == worker)
        return snapshot;
    }
  return NULL;
}
