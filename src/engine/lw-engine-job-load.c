/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How a labeling job comes out of the store into memory, which holds the open objects (at most MaxConcurrentTaskCount)
 * and those that wait for consolidation, never the whole job. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-job.h"

#include "lw-manifest-line.h"

#include "lw-job-backend.h"

#include <glib/gi18n.h>

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
  lw_engine_job_read_changes (self);
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
      worker->has_lost = FALSE;
      worker->record->n_answers = 0;
      worker->record->seconds = 0;
      worker->record->last_answer = 0;
      worker->record->paused = FALSE;
      worker->record->n_gold = worker->record->n_gold_right = 0;
      worker->record->n_judged = worker->record->n_agreed = 0;
    }
  for (guint i = 0; i < records->len; i++)
    {
      const LwJobWorkerRecord *record = g_ptr_array_index (records, i);
      LwEngineWorker *worker = lw_engine_job_ensure_worker (self, record->worker, record->worker_id, record->name);

      worker->record->n_answers = record->n_answers;
      worker->record->seconds = record->seconds;
      worker->record->last_answer = record->last_answer;
      worker->record->paused = record->paused;
      worker->record->n_gold = record->n_gold;
      worker->record->n_gold_right = record->n_gold_right;
      worker->record->n_judged = record->n_judged;
      worker->record->n_agreed = record->n_agreed;
    }
  lw_engine_job_learn_accuracy (self);
  return TRUE;
}

static gboolean
load_answers (LwEngineJob    *self,
              LwEngineStore  *store,
              LwOpenObject   *object,
              GError        **error)
{
  g_autoptr (GPtrArray) answers = lw_engine_store_load_answers (store, self->id, object->record.line, error);

  if (answers == NULL)
    return FALSE;
  for (guint i = 0; i < answers->len; i++)
    {
      const LwAnswerRecord *answer = g_ptr_array_index (answers, i);
      LwSlot slot = { answer->worker, LW_SLOT_ANSWERED, answer->submitted, answer->accepted, 0,
                      lw_engine_job_read_classes (self, answer->content, NULL), FALSE };
      LwEngineWorker *worker =
        lw_engine_job_ensure_worker (self, answer->worker, answer->worker_id, answer->worker_name);

      /* Objects that wait for consolidation are not counted among those that a worker may still get. */
      worker->n_touched += object->record.state == LW_OBJECT_STATE_OPEN;
      lw_open_object_add_slot (object, &slot);
    }
  return TRUE;
}

static LwSlotKind
get_slot_kind (LwAssignmentKind kind)
{
  switch (kind)
    {
    case LW_ASSIGNMENT_DECLINED:
      return LW_SLOT_DECLINED;
    case LW_ASSIGNMENT_DROPPED:
      return LW_SLOT_DROPPED;
    case LW_ASSIGNMENT_RELEASED:
      return LW_SLOT_RELEASED;
    case LW_ASSIGNMENT_EXPIRED:
      return LW_SLOT_EXPIRED;
    case LW_ASSIGNMENT_LEASED:
    default:
      return LW_SLOT_LEASED;
    }
}

static gboolean
load_assignments (LwEngineJob    *self,
                  LwEngineStore  *store,
                  LwOpenObject   *object,
                  GError        **error)
{
  g_autoptr (GArray) assignments = lw_engine_store_load_assignments (store, self->id, object->record.line, error);

  if (assignments == NULL)
    return FALSE;
  for (guint i = 0; i < assignments->len; i++)
    {
      const LwAssignmentRecord *assignment = &g_array_index (assignments, LwAssignmentRecord, i);
      LwSlot slot = { assignment->worker, get_slot_kind (assignment->kind), assignment->accepted,
                      assignment->accepted, assignment->expires, LW_NO_CLASSES, FALSE };
      LwEngineWorker *worker = g_hash_table_lookup (self->workers, &assignment->worker);

      if (worker != NULL && lw_slot_is_seen (&slot))
        worker->n_touched += object->record.state == LW_OBJECT_STATE_OPEN;
      /* Who is here has it in hand. */
      slot.lost = slot.kind == LW_SLOT_LEASED && (worker == NULL || worker->n_queues == 0);
      lw_open_object_add_slot (object, &slot);
    }
  return TRUE;
}

/**
 * lw_engine_job_load_slots:
 * @self: a job
 * @store: the store
 * @object: an object without slots
 * @error: return location
 *
 * Finds out who has seen the object.
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_job_load_slots (LwEngineJob    *self,
                          LwEngineStore  *store,
                          LwOpenObject   *object,
                          GError        **error)
{
  if (!load_answers (self, store, object, error) || !load_assignments (self, store, object, error))
    return FALSE;
  lw_engine_job_judge (self, object);
  return TRUE;
}

/**
 * lw_engine_job_load_gold:
 * @self: a job
 * @store: the store
 * @object: an object
 * @error: return location
 *
 * Finds out what is known of its label.
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_job_load_gold (LwEngineJob    *self,
                         LwEngineStore  *store,
                         LwOpenObject   *object,
                         GError        **error)
{
  g_autofree char *labels = NULL;
  g_autoptr (GError) local_error = NULL;

  if (self->n_gold == 0)
    return TRUE;
  labels = lw_engine_store_dup_gold (store, self->id, object->record.line, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (labels != NULL)
    object->gold = lw_engine_job_parse_gold (self, labels);
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
      if (!lw_engine_job_load_slots (self, store, object, error) ||
          !lw_engine_job_load_gold (self, store, object, error))
        return FALSE;
    }
  g_queue_sort (&self->waiting, compare_completion, NULL);
  return TRUE;
}

static gboolean
load_log (LwEngineJob    *self,
          LwEngineStore  *store,
          GError        **error)
{
  g_autoptr (GError) local_error = NULL;

  self->last_event = lw_engine_store_get_last_event (store, self->id, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
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
      !lw_engine_store_count_gold (store, self->id, &self->n_gold, error) ||
      !load_log (self, store, error) ||
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
