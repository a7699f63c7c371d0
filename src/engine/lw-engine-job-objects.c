/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The open objects of a labeling job: which are opened, who has a place at them, how they end. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-job.h"

#include "lw-output-document.h"

#include "lw-manifest-line.h"

/**
 * lw_engine_job_add_object:
 * @self: a job
 * @record: an open or answered object
 * @source_ref: (transfer full) (nullable): its image
 *
 * Returns: (transfer none): the object in memory
 */
LwOpenObject *
lw_engine_job_add_object (LwEngineJob          *self,
                          const LwObjectRecord *record,
                          char                 *source_ref)
{
  LwOpenObject *object = g_new0 (LwOpenObject, 1);

  object->record = *record;
  object->source_ref = source_ref;
  object->slots = g_array_new (FALSE, FALSE, sizeof (LwSlot));
  object->gold = LW_NO_CLASSES;
  lw_engine_job_judge (self, object);
  object->link.data = object;
  g_hash_table_replace (self->objects, &object->record.line, object);
  if (record->state == LW_OBJECT_STATE_OPEN)
    {
      g_queue_push_tail_link (&self->open, &object->link);
      self->next_due = MIN (self->next_due, record->time + self->lifetime);
    }
  else
    {
      g_queue_push_tail_link (&self->waiting, &object->link);
      self->last_completion = MAX (self->last_completion, record->time);
    }
  return object;
}

static void
untouch (LwEngineJob  *self,
         LwOpenObject *object)
{
  for (guint i = 0; i < object->slots->len; i++)
    {
      const LwSlot *slot = &g_array_index (object->slots, LwSlot, i);
      LwEngineWorker *worker = g_hash_table_lookup (self->workers, &slot->worker);

      if (worker != NULL && lw_slot_is_seen (slot) && worker->n_touched > 0)
        worker->n_touched--;
    }
}

/**
 * lw_engine_job_drop_object:
 * @self: a job
 * @object: (transfer full): an object that has ended
 */
void
lw_engine_job_drop_object (LwEngineJob  *self,
                           LwOpenObject *object)
{
  if (object->record.state == LW_OBJECT_STATE_OPEN)
    {
      untouch (self, object);
      g_queue_unlink (&self->open, &object->link);
    }
  else
    g_queue_unlink (&self->waiting, &object->link);
  g_hash_table_remove (self->objects, &object->record.line);
}

/* How many objects this job will label at most (StoppingConditions). */
static guint64
get_limit (LwEngineJob *self)
{
  const LwJobRecord *record = self->record;
  gint64 count = lw_labeling_job_request_get_int (self->request, LW_REQUEST_MAX_HUMAN_LABELED_OBJECT_COUNT, 0);
  gint64 percent = lw_labeling_job_request_get_int (self->request,
                                                    LW_REQUEST_MAX_PERCENTAGE_OF_INPUT_DATASET_LABELED, 0);
  guint64 passed = record->n_passed_human + record->n_passed_machine;
  guint64 limit = count > 0 ? (guint64) count : G_MAXUINT64;

  if (percent > 0)
    {
      guint64 wanted = (record->n_objects * percent + 99) / 100;

      limit = MIN (limit, wanted > passed ? wanted - passed : 0);
    }
  return limit;
}

static guint64
get_n_allowed (LwEngineJob *self)
{
  guint64 limit = get_limit (self);
  guint64 used = self->record->n_labeled + self->open.length + self->waiting.length;

  return limit > used ? limit - used : 0;
}

/**
 * lw_engine_job_is_limited:
 * @self: a job
 *
 * Returns: whether a stopping condition forbids to open another object
 */
gboolean
lw_engine_job_is_limited (LwEngineJob *self)
{
  return get_n_allowed (self) == 0;
}

/* Objects that nobody was asked for, failed and passed ones left out as far as the counters tell. */
static guint64
get_n_pending (LwEngineJob *self)
{
  const LwJobRecord *record = self->record;
  guint64 used = record->n_labeled + record->n_failed + record->n_passed_human + record->n_passed_machine +
                 self->open.length + self->waiting.length;

  return self->pending_left && record->n_objects > used ? record->n_objects - used : 0;
}

/* The first iteration is there to find out whether the job can be done at all. It has passed when somebody has
 * answered and each of its objects is answered or in a worker's hands: then nobody who works ahead has to wait for
 * the second. */
static gboolean
check_probe (LwEngineJob *self)
{
  gboolean answered = self->record->n_labeled > 0 || self->waiting.length > 0;
  gboolean waits = FALSE;

  if (self->probe_passed)
    return TRUE;
  for (GList *l = self->open.head; l != NULL; l = l->next)
    {
      const LwOpenObject *object = l->data;

      if (object->record.iteration > 1)
        {
          self->probe_passed = TRUE;
          return TRUE;
        }
      answered |= object->n_answers > 0;
      waits |= object->n_answers + object->n_leases == 0;
    }
  self->probe_passed = self->open.length == 0 || (answered && !waits);
  return self->probe_passed;
}

static gboolean
open_object (LwEngineJob     *self,
             LwEngineStore   *store,
             gint64           now,
             LwObjectRecord  *record,
             GError         **error)
{
  /* One that is asked about again keeps its iteration, and the answers that others gave. */
  gboolean is_new = record->iteration == 0;
  LwOpenObject *object;
  gsize length;
  g_autofree char *source = lw_engine_store_dup_source (store, self->id, record->line, &length, error);

  if (source == NULL)
    return FALSE;
  record->state = LW_OBJECT_STATE_OPEN;
  record->time = now;
  if (is_new)
    record->iteration = self->record->n_opened++ < LW_PROBE_OBJECTS ? 1 : 2;
  if (!lw_engine_store_save_object (store, self->id, record, error))
    return FALSE;
  object = lw_engine_job_add_object (self, record, lw_manifest_line_dup_source_ref (source, length, NULL));
  if (!lw_engine_job_load_gold (self, store, object, error))
    return FALSE;
  if (is_new)
    return TRUE;
  return lw_engine_job_load_slots (self, store, object, error) &&
         lw_engine_job_log (self, store, now, LW_JOB_EVENT_REOPENED, record->line, 0, NULL, error) &&
         lw_engine_job_settle (self, store, now, object, error);
}

static gboolean
open_some (LwEngineJob    *self,
           LwEngineStore  *store,
           gint64          now,
           guint           n_wanted,
           gboolean       *more,
           GError        **error)
{
  g_autoptr (GArray) records = lw_engine_store_load_pending (store, self->id, n_wanted, error);

  if (records == NULL)
    return FALSE;
  *more = FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      LwObjectRecord *record = &g_array_index (records, LwObjectRecord, i);

      if (record->iteration == 0 && self->record->n_opened >= LW_PROBE_OBJECTS && !check_probe (self))
        return TRUE;
      if (!open_object (self, store, now, record, error))
        return FALSE;
      *more = TRUE;
    }
  if (records->len < n_wanted)
    self->pending_left = FALSE;
  return TRUE;
}

/* When a stopping condition leaves nothing to open, only the store knows whether something was left. */
static gboolean
look_for_pending (LwEngineJob    *self,
                  LwEngineStore  *store,
                  GError        **error)
{
  g_autoptr (GArray) records = NULL;

  if (self->open.length > 0 || self->waiting.length > 0)
    return TRUE;
  records = lw_engine_store_load_pending (store, self->id, 1, error);
  if (records == NULL)
    return FALSE;
  self->pending_left = records->len > 0;
  return TRUE;
}

/**
 * lw_engine_job_refill:
 * @self: a job
 * @store: the store
 * @now: the time
 * @error: return location
 *
 * Opens objects, in the job's order, up to MaxConcurrentTaskCount and not more than the stopping
 * conditions leave; the second iteration only when the first has passed.
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_job_refill (LwEngineJob    *self,
                      LwEngineStore  *store,
                      gint64          now,
                      GError        **error)
{
  guint64 old_n_opened = self->record->n_opened;
  gboolean more = TRUE;

  while (more && lw_engine_job_is_running (self) && self->pending_left && self->open.length < self->max_open)
    {
      guint64 n_wanted = MIN (self->max_open - self->open.length, get_n_allowed (self));

      if (n_wanted == 0)
        return look_for_pending (self, store, error);
      if (self->record->n_opened >= LW_PROBE_OBJECTS && !check_probe (self))
        break;
      if (!open_some (self, store, now, MIN (n_wanted, 500), &more, error))
        return FALSE;
    }
  if (old_n_opened == self->record->n_opened)
    return TRUE;
  return lw_engine_job_save (self, store, now, error);
}

/**
 * lw_engine_job_count_remaining:
 * @self: a job
 * @worker: a worker
 *
 * Returns: objects that the worker may still get, or has
 */
guint64
lw_engine_job_count_remaining (LwEngineJob *self,
                               gint64       worker)
{
  LwEngineWorker *entry = g_hash_table_lookup (self->workers, &worker);
  guint64 n_open = self->open.length + MIN (get_n_pending (self), get_n_allowed (self));
  guint64 n_touched = entry != NULL ? entry->n_touched : 0;

  return lw_engine_job_is_running (self) && n_open > n_touched ? n_open - n_touched : 0;
}

/**
 * lw_engine_job_take_back:
 * @self: a job
 * @store: the store
 * @now: the time
 * @object: an open object
 * @slot: a worker's lease of it; gone after this
 * @error: return location
 *
 * Takes it away from a worker who has it, and may have it again.
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_job_take_back (LwEngineJob    *self,
                         LwEngineStore  *store,
                         gint64          now,
                         LwOpenObject   *object,
                         LwSlot         *slot,
                         GError        **error)
{
  if (!lw_engine_store_remove_assignment (store, self->id, object->record.line, slot->worker, error) ||
      !lw_engine_job_log (self, store, now, LW_JOB_EVENT_RELEASED, object->record.line, slot->worker, NULL, error))
    return FALSE;
  lw_open_object_remove_slot (object, slot);
  return TRUE;
}

/**
 * lw_engine_job_drop_leases:
 * @self: a job
 * @store: the store
 * @now: the time
 * @object: an open object
 * @error: return location
 *
 * Takes it away from the workers who have it.
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_job_drop_leases (LwEngineJob    *self,
                           LwEngineStore  *store,
                           gint64          now,
                           LwOpenObject   *object,
                           GError        **error)
{
  for (guint i = object->slots->len; i-- > 0;)
    {
      LwSlot *slot = &g_array_index (object->slots, LwSlot, i);

      if (slot->kind == LW_SLOT_LEASED && !lw_engine_job_take_back (self, store, now, object, slot, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fail_object (LwEngineJob    *self,
             LwEngineStore  *store,
             gint64          now,
             LwOpenObject   *object,
             const char     *reason,
             GError        **error)
{
  g_autofree char *metadata = lw_output_failed_metadata (reason);
  LwObjectRecord record = object->record;

  record.state = LW_OBJECT_STATE_FAILED;
  record.time = now;
  if (!lw_engine_store_save_result (store, self->id, &record, NULL, metadata, error) ||
      !lw_engine_job_log (self, store, now, LW_JOB_EVENT_FAILED, record.line, 0, reason, error))
    return FALSE;
  lw_engine_job_drop_object (self, object);
  self->record->n_failed++;
  self->record->revision++;
  return lw_engine_job_save (self, store, now, error);
}

static gboolean
complete_object (LwEngineJob    *self,
                 LwEngineStore  *store,
                 gint64          now,
                 LwOpenObject   *object,
                 GError        **error)
{
  untouch (self, object);
  if (object->n_answers < self->n_workers && object->n_answers >= object->n_wanted)
    self->record->n_saved += self->n_workers - object->n_answers;
  /* Two objects never have the same time, so that their order survives in the store. */
  self->last_completion = MAX (now, self->last_completion + 1);
  object->record.state = LW_OBJECT_STATE_ANSWERED;
  object->record.time = self->last_completion;
  g_queue_unlink (&self->open, &object->link);
  g_queue_push_tail_link (&self->waiting, &object->link);
  self->recent[self->n_recent++ % G_N_ELEMENTS (self->recent)] = now;
  self->next_due = MIN (self->next_due, self->waiting.length < LW_MAX_WAITING
                                          ? now + LW_AMEND_SECONDS * G_USEC_PER_SEC : now);
  self->dirty = TRUE;
  return lw_engine_store_save_object (store, self->id, &object->record, error);
}

/**
 * lw_engine_job_close_object:
 * @self: a job
 * @store: the store
 * @now: the time
 * @object: an open object for which no more answers are wanted
 * @reason: what it fails with when it has no answer
 * @error: return location
 *
 * With at least one answer the object waits for consolidation; without any it has failed.
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_job_close_object (LwEngineJob    *self,
                            LwEngineStore  *store,
                            gint64          now,
                            LwOpenObject   *object,
                            const char     *reason,
                            GError        **error)
{
  if (!lw_engine_job_drop_leases (self, store, now, object, error))
    return FALSE;
  return object->n_answers > 0 ? complete_object (self, store, now, object, error)
                               : fail_object (self, store, now, object, reason, error);
}

/**
 * lw_engine_job_settle:
 * @self: a job
 * @store: the store
 * @now: the time
 * @object: an object whose answers or leases have changed
 * @error: return location
 *
 * Ends it when it has as many answers as are wanted. A worker who looks at it now may still answer, unless nobody is
 * asked more than that.
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_job_settle (LwEngineJob    *self,
                      LwEngineStore  *store,
                      gint64          now,
                      LwOpenObject   *object,
                      GError        **error)
{
  if (object->record.state != LW_OBJECT_STATE_OPEN || object->n_answers == 0 ||
      object->n_answers < object->n_wanted || (object->n_answers < self->n_workers && object->n_leases > 0))
    return TRUE;
  return lw_engine_job_close_object (self, store, now, object, NULL, error);
}

/**
 * lw_engine_job_open_again:
 * @self: a job
 * @object: an object that waits for consolidation, and is wanted to get more answers
 * @now: the time
 *
 * In memory only.
 */
void
lw_engine_job_open_again (LwEngineJob  *self,
                          LwOpenObject *object,
                          gint64        now)
{
  g_queue_unlink (&self->waiting, &object->link);
  g_queue_push_head_link (&self->open, &object->link);
  object->record.state = LW_OBJECT_STATE_OPEN;
  object->record.time = now;
  self->next_due = MIN (self->next_due, now + self->lifetime);
  for (guint i = 0; i < object->slots->len; i++)
    {
      const LwSlot *slot = &g_array_index (object->slots, LwSlot, i);
      LwEngineWorker *worker = g_hash_table_lookup (self->workers, &slot->worker);

      if (worker != NULL && lw_slot_is_seen (slot))
        worker->n_touched++;
    }
}
