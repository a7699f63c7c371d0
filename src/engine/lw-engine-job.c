/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A labeling job that runs here: what its request says, its row, its log, its counters. How it comes out of the store
 * is in lw-engine-job-load.c. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-job.h"

/* As the service's documentation has it. */
#define DEFAULT_MAX_OPEN 1000
#define DEFAULT_LIFETIME_SECONDS (30 * 24 * 60 * 60)
#define DEFAULT_TIME_LIMIT_SECONDS 300

#define MAX_SPEED_WINDOW (10 * 60 * G_USEC_PER_SEC)

static void
free_worker (gpointer data)
{
  LwEngineWorker *worker = data;

  lw_job_worker_record_free (worker->record);
  g_free (worker);
}

static void
free_object (gpointer data)
{
  LwOpenObject *object = data;

  g_array_unref (object->slots);
  g_free (object->source_ref);
  g_free (object);
}

static void
read_request (LwEngineJob *self)
{
  const LwLabelingJobRequest *request = self->request;

  self->task_type = lw_labeling_job_request_get_task_type (request);
  self->attribute = g_strdup (lw_labeling_job_request_get_string (request, LW_REQUEST_LABEL_ATTRIBUTE_NAME));
  self->max_open = lw_labeling_job_request_get_int (request, LW_REQUEST_MAX_CONCURRENT_TASK_COUNT, DEFAULT_MAX_OPEN);
  self->time_limit = G_USEC_PER_SEC *
    lw_labeling_job_request_get_int (request, LW_REQUEST_TASK_TIME_LIMIT_IN_SECONDS, DEFAULT_TIME_LIMIT_SECONDS);
  self->lifetime = G_USEC_PER_SEC *
    lw_labeling_job_request_get_int (request, LW_REQUEST_TASK_AVAILABILITY_LIFETIME_IN_SECONDS,
                                     DEFAULT_LIFETIME_SECONDS);
  lw_job_options_clear (&self->options);
  lw_job_options_read (&self->options, request);
}

/**
 * lw_engine_job_read_changes:
 * @self: a job
 *
 * What was changed while it ran goes before the request.
 */
void
lw_engine_job_read_changes (LwEngineJob *self)
{
  const LwJobRecord *record = self->record;

  self->n_workers = (guint) record->n_workers;
  if (self->n_workers == 0)
    self->n_workers =
      lw_labeling_job_request_get_int (self->request, LW_REQUEST_NUMBER_OF_HUMAN_WORKERS_PER_DATA_OBJECT, 1);
  self->stop_confidence = record->stop_confidence >= 0 ? record->stop_confidence : self->options.stop_confidence;
}

/**
 * lw_engine_job_new:
 * @record: (transfer full): a row of the store
 *
 * Returns: (transfer full): the job, to be loaded with lw_engine_job_load() when it is not over
 */
LwEngineJob *
lw_engine_job_new (LwJobRecord *record)
{
  LwEngineJob *self = g_new0 (LwEngineJob, 1);

  self->id = record->id;
  self->record = record;
  self->request = lw_labeling_job_request_parse (record->request, -1, NULL);
  if (self->request == NULL)
    self->request = lw_labeling_job_request_new ();
  read_request (self);
  lw_engine_job_read_changes (self);
  self->objects = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_object);
  self->workers = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_worker);
  self->unwritten = g_array_new (FALSE, TRUE, sizeof (LwBatchRecord));
  self->next_due = G_MAXINT64;
  self->dirty = TRUE;
  return self;
}

/**
 * lw_engine_job_free:
 * @self: (transfer full) (nullable): a job
 */
void
lw_engine_job_free (LwEngineJob *self)
{
  if (self == NULL)
    return;

  lw_engine_job_clear_intake (self);
  g_hash_table_unref (self->objects);
  g_hash_table_unref (self->workers);
  g_array_unref (self->unwritten);
  g_clear_pointer (&self->categories, lw_label_categories_unref);
  g_clear_pointer (&self->request, lw_labeling_job_request_free);
  lw_job_record_free (self->record);
  lw_job_options_clear (&self->options);
  g_free (self->attribute);
  g_free (self->problem);
  g_free (self);
}

/**
 * lw_engine_job_save:
 * @self: a job
 * @store: the store
 * @now: the time
 * @error: return location
 *
 * Writes the job's row, and marks it for the studio.
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_job_save (LwEngineJob    *self,
                    LwEngineStore  *store,
                    gint64          now,
                    GError        **error)
{
  self->record->last_modified_time = now;
  self->dirty = TRUE;
  return lw_engine_store_save_job (store, self->record, error);
}

/**
 * lw_engine_job_log:
 * @self: a job
 * @store: the store
 * @now: the time
 * @kind: what happened
 * @line: to which data object, -1 for the job as a whole
 * @worker: through whom, 0 for nobody
 * @text: (nullable): more
 * @error: return location
 *
 * Adds an event to the job's log.
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_job_log (LwEngineJob     *self,
                   LwEngineStore   *store,
                   gint64           now,
                   LwJobEventKind   kind,
                   gint64           line,
                   gint64           worker,
                   const char      *text,
                   GError         **error)
{
  LwEventRecord event = { ++self->last_event, now, kind, line, worker, text };

  self->dirty = TRUE;
  return lw_engine_store_add_event (store, self->id, &event, error);
}

/**
 * lw_engine_job_is_running:
 * @self: a job
 *
 * Returns: whether workers may have its objects
 */
gboolean
lw_engine_job_is_running (LwEngineJob *self)
{
  return self->record->status == LW_LABELING_JOB_STATUS_IN_PROGRESS;
}

/**
 * lw_engine_job_is_over:
 * @self: a job
 *
 * Returns: whether nothing will happen in it any more
 */
gboolean
lw_engine_job_is_over (LwEngineJob *self)
{
  return lw_labeling_job_status_is_final (self->record->status);
}

/**
 * lw_engine_job_get_counters:
 * @self: a job
 * @counters: (out): its label counters
 *
 * An object counts as labeled when it is consolidated.
 */
void
lw_engine_job_get_counters (LwEngineJob     *self,
                            LwLabelCounters *counters)
{
  const LwJobRecord *record = self->record;

  counters->human_labeled = record->n_labeled + record->n_passed_human;
  counters->machine_labeled = record->n_passed_machine;
  counters->total_labeled = counters->human_labeled + counters->machine_labeled;
  counters->failed_non_retryable_error = record->n_failed;
  counters->unlabeled = record->n_objects - counters->total_labeled - record->n_failed;
}

/**
 * lw_engine_job_get_speed:
 * @self: a job
 * @now: the time
 * @seconds_left: (out): until the last object at this speed, -1 when unknown
 *
 * The speed is that of the last objects whose answers came in within ten minutes.
 *
 * Returns: data objects a minute, 0 when unknown
 */
double
lw_engine_job_get_speed (LwEngineJob *self,
                         gint64       now,
                         gint64      *seconds_left)
{
  guint n = 0;
  gint64 oldest = now;
  double per_minute;
  LwLabelCounters counters;

  *seconds_left = -1;
  for (guint i = 0; i < MIN (self->n_recent, G_N_ELEMENTS (self->recent)); i++)
    if (self->recent[i] > now - MAX_SPEED_WINDOW)
      {
        n++;
        oldest = MIN (oldest, self->recent[i]);
      }
  if (n < 2 || oldest >= now || !lw_engine_job_is_running (self))
    return 0;

  per_minute = (n - 1) * 60.0 * G_USEC_PER_SEC / (now - oldest);
  lw_engine_job_get_counters (self, &counters);
  *seconds_left = MAX (0, (gint64) counters.unlabeled - (gint64) self->waiting.length) * 60 / per_minute;
  return per_minute;
}
