/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What workers do in a labeling job: take, decline, give back, leave. Answers are in lw-engine-job-answers.c. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-job.h"

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

/**
 * lw_engine_job_enter:
 * @self: a job
 * @worker: who has the job open from now on
 *
 * Leases that the worker has on coming are from a process that is gone: the next lw_engine_job_take() has them.
 */
void
lw_engine_job_enter (LwEngineJob    *self,
                     LwEngineWorker *worker)
{
  self->dirty = TRUE;
  if (worker->n_queues++ > 0)
    return;
  worker->n_touched = 0;
  for (GList *l = self->open.head; l != NULL; l = l->next)
    {
      LwSlot *slot = lw_open_object_find_slot (l->data, worker->record->worker);

      if (slot == NULL)
        continue;
      slot->lost = slot->kind == LW_SLOT_LEASED;
      worker->has_lost |= slot->lost;
      worker->n_touched += lw_slot_is_seen (slot);
    }
}

static void
add_task (LwEngineJob        *self,
          const LwOpenObject *object,
          const LwSlot       *slot,
          GPtrArray          *tasks)
{
  guint64 line = object->record.line;
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GUINT64_FORMAT ":%" G_GINT64_FORMAT, self->id,
                                         line, slot->worker);

  g_ptr_array_add (tasks, lw_task_new (id, line, object->source_ref != NULL ? object->source_ref : "",
                                       slot->accepted, slot->expires));
}

/* What the worker had when the process before this one ended. */
static void
take_lost (LwEngineJob    *self,
           LwEngineWorker *worker,
           guint           n_tasks,
           GPtrArray      *tasks)
{
  for (GList *l = self->open.head; l != NULL && worker->has_lost && tasks->len < n_tasks; l = l->next)
    {
      LwSlot *slot = lw_open_object_find_slot (l->data, worker->record->worker);

      if (slot == NULL || !slot->lost)
        continue;
      slot->lost = FALSE;
      add_task (self, l->data, slot, tasks);
    }
  worker->has_lost &= tasks->len >= n_tasks;
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
  LwAssignmentRecord assignment = { object->record.line, worker, LW_ASSIGNMENT_LEASED, now, expires };
  LwSlot slot = { worker, LW_SLOT_LEASED, now, now, expires, LW_NO_CLASSES, FALSE };

  if (!lw_engine_store_add_assignment (store, self->id, &assignment, NULL, error) ||
      !lw_engine_job_log (self, store, now, LW_JOB_EVENT_ASSIGNED, object->record.line, worker, NULL, error))
    return FALSE;
  lw_open_object_add_slot (object, &slot);
  self->n_served++;
  self->next_due = MIN (self->next_due, expires);
  add_task (self, object, &slot, tasks);
  return TRUE;
}

/* @again: whether one will do for which the worker's time once ran out. */
static gboolean
is_free (LwOpenObject *object,
         gint64        worker,
         gboolean      again)
{
  const LwSlot *slot;

  if (object->n_answers + object->n_leases >= object->n_wanted)
    return FALSE;
  slot = lw_open_object_find_slot (object, worker);
  return slot == NULL || (again && slot->kind == LW_SLOT_EXPIRED);
}

static gboolean
lease_in_order (LwEngineJob    *self,
                LwEngineStore  *store,
                gint64          now,
                gint64          worker,
                guint           n_tasks,
                gboolean        again,
                GPtrArray      *tasks,
                GError        **error)
{
  for (GList *l = self->open.head; l != NULL && tasks->len < n_tasks; l = l->next)
    if (is_free (l->data, worker, again) && !lease (self, store, now, worker, l->data, tasks, error))
      return FALSE;
  return TRUE;
}

static LwOpenObject *
find_least_certain (LwEngineJob *self,
                    gint64       worker,
                    gboolean     again)
{
  LwOpenObject *found = NULL;

  for (GList *l = self->open.head; l != NULL; l = l->next)
    {
      LwOpenObject *object = l->data;

      if ((found == NULL || object->certainty < found->certainty) && is_free (object, worker, again))
        found = object;
    }
  return found;
}

static gboolean
lease_some (LwEngineJob    *self,
            LwEngineStore  *store,
            gint64          now,
            gint64          worker,
            guint           n_tasks,
            gboolean        again,
            GPtrArray      *tasks,
            GError        **error)
{
  LwOpenObject *object;

  if (self->options.order != LW_JOB_ORDER_UNCERTAIN)
    return lease_in_order (self, store, now, worker, n_tasks, again, tasks, error);
  while (tasks->len < n_tasks && (object = find_least_certain (self, worker, again)) != NULL)
    if (!lease (self, store, now, worker, object, tasks, error))
      return FALSE;
  return TRUE;
}

/* Who comes gets such a lease back. */
static gboolean
is_lost (LwOpenObject *object,
         gint64        worker)
{
  const LwSlot *slot = lw_open_object_find_slot (object, worker);

  return slot != NULL && slot->kind == LW_SLOT_LEASED && slot->lost;
}

/**
 * lw_engine_job_has_work:
 * @self: a job
 * @worker: a worker
 *
 * Returns: whether the worker would get a task now
 */
gboolean
lw_engine_job_has_work (LwEngineJob *self,
                        gint64       worker)
{
  LwEngineWorker *entry = g_hash_table_lookup (self->workers, &worker);

  if (!lw_engine_job_is_running (self) || (entry != NULL && entry->record->paused))
    return FALSE;
  for (GList *l = self->open.head; l != NULL; l = l->next)
    if (is_free (l->data, worker, TRUE) || is_lost (l->data, worker))
      return TRUE;
  return FALSE;
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
 * Leases open objects in the job's order: such as have a free place and that the worker has not seen, that is neither
 * answered, nor declined, nor given back. Only a worker for whom there is nothing else gets one again for which the
 * worker's time ran out: else a job with one worker would never end. A worker who is paused gets none.
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
  LwEngineWorker *entry = g_hash_table_lookup (self->workers, &worker);
  guint n_before;

  if (!lw_engine_job_is_running (self) || entry == NULL || entry->record->paused)
    return TRUE;
  take_lost (self, entry, n_tasks, tasks);
  /* Taking the last of the first iteration may open the second. */
  do
    {
      n_before = tasks->len;
      if (!lease_some (self, store, now, worker, n_tasks, FALSE, tasks, error) ||
          !lw_engine_job_refill (self, store, now, error))
        return FALSE;
    }
  while (tasks->len < n_tasks && tasks->len > n_before);
  return tasks->len > 0 || lease_some (self, store, now, worker, n_tasks, TRUE, tasks, error);
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
  LwSlot *old = lw_engine_job_find_place (self, store, now, worker, line, &object, error);
  LwEngineWorker *entry = g_hash_table_lookup (self->workers, &worker);
  LwAssignmentRecord assignment = { line, worker, LW_ASSIGNMENT_DECLINED, now, 0 };
  LwSlot slot = { worker, LW_SLOT_DECLINED, now, now, 0, LW_NO_CLASSES, FALSE };

  if (old == NULL)
    return FALSE;
  if (old->kind == LW_SLOT_ANSWERED)
    {
      g_set_error_literal (error, LW_TASK_ERROR, LW_TASK_ERROR_CONSOLIDATED,
                           _("This image is answered already and cannot be skipped any more"));
      return FALSE;
    }
  if (!lw_engine_store_add_assignment (store, self->id, &assignment, reason, error) ||
      !lw_engine_job_log (self, store, now, LW_JOB_EVENT_DECLINED, line, worker, reason, error))
    return FALSE;
  lw_open_object_add_slot (object, &slot);
  entry->n_touched++;
  self->dirty = TRUE;
  if (object->n_declines >= self->n_workers
        ? !lw_engine_job_close_object (self, store, now, object, DECLINED_REASON, error)
        : !lw_engine_job_settle (self, store, now, object, error))
    return FALSE;
  return lw_engine_job_refill (self, store, now, error);
}

/**
 * lw_engine_job_release:
 * @self: a job
 * @store: the store
 * @now: the time
 * @worker: who had the task
 * @line: the data object
 * @error: return location
 *
 * Gives a lease back, by the worker's choice: it goes to others. Without one, nothing happens.
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_job_release (LwEngineJob    *self,
                       LwEngineStore  *store,
                       gint64          now,
                       gint64          worker,
                       guint64         line,
                       GError        **error)
{
  LwOpenObject *object = g_hash_table_lookup (self->objects, &line);
  LwSlot *old = object != NULL ? lw_open_object_find_slot (object, worker) : NULL;
  LwEngineWorker *entry = g_hash_table_lookup (self->workers, &worker);
  LwAssignmentRecord assignment = { line, worker, LW_ASSIGNMENT_RELEASED, now, 0 };
  LwSlot slot = { worker, LW_SLOT_RELEASED, now, now, 0, LW_NO_CLASSES, FALSE };

  if (old == NULL || old->kind != LW_SLOT_LEASED)
    return TRUE;
  if (!lw_engine_store_add_assignment (store, self->id, &assignment, NULL, error) ||
      !lw_engine_job_log (self, store, now, LW_JOB_EVENT_RELEASED, line, worker, NULL, error))
    return FALSE;
  lw_open_object_add_slot (object, &slot);
  if (entry != NULL)
    entry->n_touched++;
  return lw_engine_job_settle (self, store, now, object, error);
}

/**
 * lw_engine_job_release_all:
 * @self: a job
 * @store: the store
 * @now: the time
 * @worker: who had tasks
 * @error: return location
 *
 * Takes all leases back; the worker may get the objects again, as some were only taken ahead.
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_job_release_all (LwEngineJob    *self,
                           LwEngineStore  *store,
                           gint64          now,
                           gint64          worker,
                           GError        **error)
{
  GList *next;

  for (GList *l = self->open.head; l != NULL; l = next)
    {
      LwOpenObject *object = l->data;
      LwSlot *slot = lw_open_object_find_slot (object, worker);

      /* Taking it back may end it. */
      next = l->next;
      if (slot != NULL && slot->kind == LW_SLOT_LEASED &&
          (!lw_engine_job_take_back (self, store, now, object, slot, error) ||
           !lw_engine_job_settle (self, store, now, object, error)))
        return FALSE;
    }
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
  return lw_engine_job_release_all (self, store, now, worker, error);
}
