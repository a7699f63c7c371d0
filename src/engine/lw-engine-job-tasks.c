/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What workers do in a labeling job: take, answer, decline, give back, leave. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-job.h"

#include "lw-answer-content.h"

#include <glib/gi18n.h>

#define DECLINED_REASON \
  "ClientError: Annotation tasks expired. As many workers declined the task as were asked for an answer."

/**
 * lw_engine_job_ensure_worker:
 * @self: a job
 * @worker: row of the worker
 * @worker_id: what the files call the worker
 * @name: what people call the worker
 *
 * Returns: (transfer none): what the worker did in this job
 */
LwEngineWorker *
lw_engine_job_ensure_worker (LwEngineJob *self,
                             gint64       worker,
                             const char  *worker_id,
                             const char  *name)
{
  LwEngineWorker *entry = g_hash_table_lookup (self->workers, &worker);

  if (entry != NULL)
    return entry;
  entry = g_new0 (LwEngineWorker, 1);
  entry->record = g_new0 (LwJobWorkerRecord, 1);
  entry->record->worker = worker;
  entry->record->worker_id = g_strdup (worker_id);
  entry->record->name = g_strdup (name);
  g_hash_table_insert (self->workers, &entry->record->worker, entry);
  self->dirty = TRUE;
  return entry;
}

static gboolean
lease (LwEngineJob    *self,
       LwEngineStore  *store,
       gint64          now,
       gint64          worker,
       LwOpenObject   *object,
       GPtrArray      *tasks,
       GError        **error)
{
  gint64 expires = now + self->time_limit;
  LwAssignmentRecord assignment = { object->record.line, worker, FALSE, now, expires };
  LwSlot slot = { worker, LW_SLOT_LEASED, now, now, expires };
  g_autofree char *id = NULL;

  if (!lw_engine_store_add_assignment (store, self->id, &assignment, NULL, error))
    return FALSE;
  lw_open_object_add_slot (object, &slot);
  self->next_due = MIN (self->next_due, expires);
  id = g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GUINT64_FORMAT ":%" G_GINT64_FORMAT, self->id,
                        object->record.line, worker);
  g_ptr_array_add (tasks, lw_task_new (id, object->record.line, object->source_ref != NULL ? object->source_ref : "",
                                       now, expires));
  return TRUE;
}

static gboolean
lease_some (LwEngineJob    *self,
            LwEngineStore  *store,
            gint64          now,
            gint64          worker,
            guint           n_tasks,
            GPtrArray      *tasks,
            GError        **error)
{
  for (GList *l = self->open.head; l != NULL && tasks->len < n_tasks; l = l->next)
    {
      LwOpenObject *object = l->data;

      if (object->n_answers + object->n_leases >= self->n_workers ||
          lw_open_object_find_slot (object, worker) != NULL)
        continue;
      if (!lease (self, store, now, worker, object, tasks, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * lw_engine_job_take:
 * @self: a job
 * @store: the store
 * @now: the time
 * @worker: who wants tasks; one that lw_engine_job_ensure_worker() knows
 * @n_tasks: how many
 * @tasks: (element-type LwTask): where to add them
 * @error: return location
 *
 * Leases open objects in the order of the manifest: such as have a free place and that the worker has not seen.
 *
 * Returns: whether it worked; there may be nothing for this worker now
 */
gboolean
lw_engine_job_take (LwEngineJob    *self,
                    LwEngineStore  *store,
                    gint64          now,
                    gint64          worker,
                    guint           n_tasks,
                    GPtrArray      *tasks,
                    GError        **error)
{
  guint n_before;

  if (!lw_engine_job_is_running (self))
    return TRUE;
  /* Taking the last of the first iteration may open the second. */
  do
    {
      n_before = tasks->len;
      if (!lease_some (self, store, now, worker, n_tasks, tasks, error) ||
          !lw_engine_job_refill (self, store, now, error))
        return FALSE;
    }
  while (tasks->len < n_tasks && tasks->len > n_before);
  return TRUE;
}

static void
set_too_late (LwEngineJob    *self,
              LwEngineStore  *store,
              guint64         line,
              GError        **error)
{
  LwObjectRecord record;

  if (lw_engine_store_load_object (store, self->id, line, &record, NULL) && record.state == LW_OBJECT_STATE_LABELED)
    g_set_error_literal (error, LW_TASK_ERROR, LW_TASK_ERROR_CONSOLIDATED,
                         _("The label of this image is made already: the answer was not recorded"));
  else
    g_set_error_literal (error, LW_TASK_ERROR, LW_TASK_ERROR_EXPIRED,
                         _("The time for this task ran out: the answer was not recorded"));
}

/* The open or waiting object and the worker's place at it, or an error that says why the answer comes too late. */
static LwSlot *
find_place (LwEngineJob    *self,
            LwEngineStore  *store,
            gint64          now,
            gint64          worker,
            guint64         line,
            LwOpenObject  **object,
            GError        **error)
{
  LwSlot *slot;

  if (!lw_engine_job_is_running (self))
    {
      g_set_error (error, LW_TASK_ERROR, LW_TASK_ERROR_JOB_ENDED,
                   _("The labeling job “%s” does not take answers any more"), self->record->name);
      return NULL;
    }
  *object = g_hash_table_lookup (self->objects, &line);
  slot = *object != NULL ? lw_open_object_find_slot (*object, worker) : NULL;
  if (slot == NULL || slot->kind == LW_SLOT_DECLINED || (slot->kind == LW_SLOT_LEASED && slot->expires <= now))
    {
      set_too_late (self, store, line, error);
      return NULL;
    }
  return slot;
}

static gboolean
count_answer (LwEngineJob    *self,
              LwEngineStore  *store,
              gint64          now,
              gint64          worker,
              gboolean        first,
              double          seconds,
              GError        **error)
{
  LwEngineWorker *entry = g_hash_table_lookup (self->workers, &worker);

  g_assert (entry != NULL);

  if (first)
    {
      entry->record->n_answers++;
      entry->record->seconds += seconds;
      entry->n_touched++;
    }
  entry->record->last_answer = now;
  self->dirty = TRUE;
  return lw_engine_store_save_job_worker (store, self->id, entry->record, error);
}

static gboolean
record_answer (LwEngineJob    *self,
               LwEngineStore  *store,
               gint64          now,
               LwOpenObject   *object,
               const LwSlot   *lease_slot,
               const char     *content,
               double          seconds,
               GError        **error)
{
  gint64 worker = lease_slot->worker;
  gboolean first = lease_slot->kind == LW_SLOT_LEASED;
  LwSlot slot = { worker, LW_SLOT_ANSWERED, now, lease_slot->accepted, 0 };
  LwAnswerRecord answer = { .worker = worker, .accepted = lease_slot->accepted, .submitted = now,
                            .seconds = CLAMP (seconds, 0, 1e9), .content = (char *) content };

  if (!lw_engine_store_save_answer (store, self->id, object->record.line, &answer, error) ||
      (first && !lw_engine_store_remove_assignment (store, self->id, object->record.line, worker, error)))
    return FALSE;
  lw_open_object_add_slot (object, &slot);
  return count_answer (self, store, now, worker, first, answer.seconds, error);
}

/**
 * lw_engine_job_submit:
 * @self: a job
 * @store: the store
 * @now: the time
 * @worker: who answers
 * @line: the data object
 * @content: the answer: any JSON
 * @seconds: how long the worker looked at it
 * @error: return location: an #LwTaskError, %LW_JOB_ERROR_INVALID, or an error of the store
 *
 * Returns: whether the answer is recorded
 */
gboolean
lw_engine_job_submit (LwEngineJob    *self,
                      LwEngineStore  *store,
                      gint64          now,
                      gint64          worker,
                      guint64         line,
                      const char     *content,
                      double          seconds,
                      GError        **error)
{
  LwOpenObject *object = NULL;
  LwSlot *slot = find_place (self, store, now, worker, line, &object, error);

  if (slot == NULL || !lw_answer_content_check (content, error))
    return FALSE;
  if (!record_answer (self, store, now, object, slot, content, seconds, error))
    return FALSE;
  if (object->record.state == LW_OBJECT_STATE_OPEN && object->n_answers >= self->n_workers &&
      !lw_engine_job_close_object (self, store, now, object, NULL, error))
    return FALSE;
  return lw_engine_job_refill (self, store, now, error);
}

/**
 * lw_engine_job_decline:
 * @self: a job
 * @store: the store
 * @now: the time
 * @worker: who declines
 * @line: the data object
 * @reason: (nullable): why
 * @error: return location: an #LwTaskError, or an error of the store
 *
 * When as many workers decline as answers are wanted, the object expires.
 *
 * Returns: whether it is recorded
 */
gboolean
lw_engine_job_decline (LwEngineJob    *self,
                       LwEngineStore  *store,
                       gint64          now,
                       gint64          worker,
                       guint64         line,
                       const char     *reason,
                       GError        **error)
{
  LwOpenObject *object = NULL;
  LwSlot *old = find_place (self, store, now, worker, line, &object, error);
  LwEngineWorker *entry = g_hash_table_lookup (self->workers, &worker);
  LwAssignmentRecord assignment = { line, worker, TRUE, now, 0 };
  LwSlot slot = { worker, LW_SLOT_DECLINED, now, now, 0 };

  if (old == NULL)
    return FALSE;
  if (old->kind == LW_SLOT_ANSWERED)
    {
      g_set_error_literal (error, LW_TASK_ERROR, LW_TASK_ERROR_CONSOLIDATED,
                           _("This image is answered already and cannot be skipped any more"));
      return FALSE;
    }
  if (!lw_engine_store_add_assignment (store, self->id, &assignment, reason, error))
    return FALSE;
  lw_open_object_add_slot (object, &slot);
  entry->n_touched++;
  self->dirty = TRUE;
  if (object->n_declines >= self->n_workers &&
      !lw_engine_job_close_object (self, store, now, object, DECLINED_REASON, error))
    return FALSE;
  return lw_engine_job_refill (self, store, now, error);
}

/**
 * lw_engine_job_release:
 * @self: a job
 * @store: the store
 * @worker: who had the task
 * @line: the data object
 * @error: return location
 *
 * Gives a lease back. Without one, nothing happens.
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_job_release (LwEngineJob    *self,
                       LwEngineStore  *store,
                       gint64          worker,
                       guint64         line,
                       GError        **error)
{
  LwOpenObject *object = g_hash_table_lookup (self->objects, &line);
  LwSlot *slot = object != NULL ? lw_open_object_find_slot (object, worker) : NULL;

  if (slot == NULL || slot->kind != LW_SLOT_LEASED)
    return TRUE;
  if (!lw_engine_store_remove_assignment (store, self->id, line, worker, error))
    return FALSE;
  lw_open_object_remove_slot (object, slot);
  self->dirty = TRUE;
  return TRUE;
}

/**
 * lw_engine_job_leave:
 * @self: a job
 * @store: the store
 * @now: the time
 * @worker: who had the job open
 * @error: return location
 *
 * Ends a worker's turn. With the last one the worker's leases are given back, and the worker's answers are final.
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_job_leave (LwEngineJob    *self,
                     LwEngineStore  *store,
                     gint64          now,
                     gint64          worker,
                     GError        **error)
{
  LwEngineWorker *entry = g_hash_table_lookup (self->workers, &worker);

  if (entry == NULL || entry->n_queues == 0)
    return TRUE;
  self->dirty = TRUE;
  if (--entry->n_queues > 0)
    return TRUE;
  /* What the worker has answered can be consolidated now. */
  self->next_due = MIN (self->next_due, now);
  self->last_run = 0;
  for (GList *l = self->open.head; l != NULL; l = l->next)
    if (!lw_engine_job_release (self, store, worker, ((LwOpenObject *) l->data)->record.line, error))
      return FALSE;
  return TRUE;
}
