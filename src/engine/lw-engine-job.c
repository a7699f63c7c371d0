/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A labeling job that runs here: what is known of it in memory, and how that comes out of the store. Memory holds
 * the open objects (at most MaxConcurrentTaskCount) and those that wait for consolidation, never the whole job. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-job.h"

#include "lw-manifest-line.h"

#include "lw-job-backend.h"

#include <glib/gi18n.h>

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
  self->n_workers = lw_labeling_job_request_get_int (request, LW_REQUEST_NUMBER_OF_HUMAN_WORKERS_PER_DATA_OBJECT, 1);
  self->max_open = lw_labeling_job_request_get_int (request, LW_REQUEST_MAX_CONCURRENT_TASK_COUNT, DEFAULT_MAX_OPEN);
  self->time_limit = G_USEC_PER_SEC *
    lw_labeling_job_request_get_int (request, LW_REQUEST_TASK_TIME_LIMIT_IN_SECONDS, DEFAULT_TIME_LIMIT_SECONDS);
  self->lifetime = G_USEC_PER_SEC *
    lw_labeling_job_request_get_int (request, LW_REQUEST_TASK_AVAILABILITY_LIFETIME_IN_SECONDS,
                                     DEFAULT_LIFETIME_SECONDS);
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
  g_free (self->attribute);
  g_free (self->problem);
  g_free (self);
}

static gboolean
reload_record (LwEngineJob    *self,
               LwEngineStore  *store,
               GError        **error)
{
  g_autoptr (GPtrArray) records = lw_engine_store_load_jobs (store, self->id, error);

  if (records == NULL)
    return FALSE;
  if (records->len == 0)
    {
      g_set_error (error, LW_JOB_ERROR, LW_JOB_ERROR_NOT_FOUND, _("There is no labeling job “%s”"), self->record->name);
      return FALSE;
    }
  lw_job_record_free (self->record);
  self->record = g_ptr_array_steal_index (records, 0);
  g_clear_pointer (&self->categories, lw_label_categories_unref);
  if (self->record->labels != NULL)
    self->categories = lw_label_categories_parse (self->record->labels, -1, NULL);
  return TRUE;
}

static gboolean
is_away (gpointer key,
         gpointer value,
         gpointer data)
{
  return ((LwEngineWorker *) value)->n_queues == 0;
}

static gboolean
load_workers (LwEngineJob    *self,
              LwEngineStore  *store,
              GError        **error)
{
  g_autoptr (GPtrArray) records = lw_engine_store_load_job_workers (store, self->id, error);
  GHashTableIter iter;
  gpointer value;

  if (records == NULL)
    return FALSE;
  g_hash_table_foreach_remove (self->workers, is_away, NULL);
  g_hash_table_iter_init (&iter, self->workers);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      LwEngineWorker *worker = value;

      worker->n_touched = 0;
      worker->record->n_answers = 0;
      worker->record->seconds = 0;
      worker->record->last_answer = 0;
    }
  for (guint i = 0; i < records->len; i++)
    {
      const LwJobWorkerRecord *record = g_ptr_array_index (records, i);
      LwEngineWorker *worker = lw_engine_job_ensure_worker (self, record->worker, record->worker_id, record->name);

      worker->record->n_answers = record->n_answers;
      worker->record->seconds = record->seconds;
      worker->record->last_answer = record->last_answer;
    }
  return TRUE;
}

static gboolean
load_slots (LwEngineJob    *self,
            LwEngineStore  *store,
            LwOpenObject   *object,
            GError        **error)
{
  g_autoptr (GPtrArray) answers = lw_engine_store_load_answers (store, self->id, object->record.line, error);
  g_autoptr (GArray) assignments = NULL;
  /* Objects that wait for consolidation are not counted among those that a worker may still get. */
  gboolean is_open = object->record.state == LW_OBJECT_STATE_OPEN;

  if (answers == NULL)
    return FALSE;
  assignments = lw_engine_store_load_assignments (store, self->id, object->record.line, error);
  if (assignments == NULL)
    return FALSE;

  for (guint i = 0; i < answers->len; i++)
    {
      const LwAnswerRecord *answer = g_ptr_array_index (answers, i);
      LwSlot slot = { answer->worker, LW_SLOT_ANSWERED, answer->submitted, answer->accepted, 0 };

      LwEngineWorker *worker =
        lw_engine_job_ensure_worker (self, answer->worker, answer->worker_id, answer->worker_name);

      worker->n_touched += is_open;
      lw_open_object_add_slot (object, &slot);
    }
  for (guint i = 0; i < assignments->len; i++)
    {
      const LwAssignmentRecord *assignment = &g_array_index (assignments, LwAssignmentRecord, i);
      LwSlot slot = { assignment->worker, assignment->declined ? LW_SLOT_DECLINED : LW_SLOT_LEASED,
                      assignment->accepted, assignment->accepted, assignment->expires };
      LwEngineWorker *worker = g_hash_table_lookup (self->workers, &assignment->worker);

      if (worker != NULL && assignment->declined)
        worker->n_touched += is_open;
      lw_open_object_add_slot (object, &slot);
    }
  return TRUE;
}

static int
compare_completion (gconstpointer a,
                    gconstpointer b,
                    gpointer      data)
{
  const LwOpenObject *first = a;
  const LwOpenObject *second = b;

  return first->record.time < second->record.time ? -1 : first->record.time > second->record.time;
}

static gboolean
load_objects (LwEngineJob    *self,
              LwEngineStore  *store,
              GError        **error)
{
  g_autoptr (GArray) records = lw_engine_store_load_active (store, self->id, error);

  if (records == NULL)
    return FALSE;
  g_queue_init (&self->open);
  g_queue_init (&self->waiting);
  g_hash_table_remove_all (self->objects);
  for (guint i = 0; i < records->len; i++)
    {
      const LwObjectRecord *record = &g_array_index (records, LwObjectRecord, i);
      g_autofree char *source = NULL;
      LwOpenObject *object;
      gsize length;

      source = lw_engine_store_dup_source (store, self->id, record->line, &length, error);
      if (source == NULL)
        return FALSE;
      object = lw_engine_job_add_object (self, record, lw_manifest_line_dup_source_ref (source, length, NULL));
      if (!load_slots (self, store, object, error))
        return FALSE;
    }
  g_queue_sort (&self->waiting, compare_completion, NULL);
  return TRUE;
}

/**
 * lw_engine_job_load:
 * @self: a job
 * @store: the store
 * @error: return location
 *
 * Brings memory to what the store says. Which workers have the job open is not in the store and stays.
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_job_load (LwEngineJob    *self,
                    LwEngineStore  *store,
                    GError        **error)
{
  GArray *unwritten;

  lw_engine_job_clear_intake (self);
  if (!reload_record (self, store, error) ||
      !load_workers (self, store, error) ||
      !load_objects (self, store, error))
    return FALSE;
  unwritten = lw_engine_store_load_unwritten (store, self->id, error);
  if (unwritten == NULL)
    return FALSE;
  g_array_unref (self->unwritten);
  self->unwritten = unwritten;
  self->next_due = 0;
  self->pending_left = TRUE;
  self->probe_passed = FALSE;
  self->dirty = TRUE;
  return TRUE;
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
