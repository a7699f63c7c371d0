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

      if (worker != NULL && slot->kind != LW_SLOT_LEASED && worker->n_touched > 0)
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

/**
 * lw_open_object_find_slot:
 * @self: an object
 * @worker: a worker
 *
 * Returns: (transfer none) (nullable): the worker's place at it
 */
LwSlot *
lw_open_object_find_slot (LwOpenObject *self,
                          gint64        worker)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      LwSlot *slot = &g_array_index (self->slots, LwSlot, i);

      if (slot->worker == worker)
        return slot;
    }
  return NULL;
}

static guint *
get_count (LwOpenObject *self,
           LwSlotKind    kind)
{
  switch (kind)
    {
    case LW_SLOT_LEASED:
      return &self->n_leases;
    case LW_SLOT_ANSWERED:
      return &self->n_answers;
    case LW_SLOT_DECLINED:
    default:
      return &self->n_declines;
    }
}

/**
 * lw_open_object_add_slot:
 * @self: an object
 * @slot: a worker's place; takes the place of an earlier one of this worker
 */
void
lw_open_object_add_slot (LwOpenObject *self,
                         const LwSlot *slot)
{
  LwSlot *old = lw_open_object_find_slot (self, slot->worker);

  if (old != NULL)
    lw_open_object_remove_slot (self, old);
  g_array_append_vals (self->slots, slot, 1);
  ++*get_count (self, slot->kind);
}

/**
 * lw_open_object_remove_slot:
 * @self: an object
 * @slot: a place at it
 */
void
lw_open_object_remove_slot (LwOpenObject *self,
                            LwSlot       *slot)
{
  --*get_count (self, slot->kind);
  g_array_remove_index_fast (self->slots, slot - &g_array_index (self->slots, LwSlot, 0));
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

      if (object->record.line >= self->record->probe_end)
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
  gsize length;
  g_autofree char *source = lw_engine_store_dup_source (store, self->id, record->line, &length, error);

  if (source == NULL)
    return FALSE;
  record->state = LW_OBJECT_STATE_OPEN;
  record->time = now;
  record->iteration = record->line < self->record->probe_end ? 1 : 2;
  if (!lw_engine_store_save_object (store, self->id, record, error))
    return FALSE;
  lw_engine_job_add_object (self, record, lw_manifest_line_dup_source_ref (source, length, NULL));
  self->record->next_line = record->line + 1;
  return TRUE;
}

static gboolean
open_some (LwEngineJob    *self,
           LwEngineStore  *store,
           gint64          now,
           guint           n_wanted,
           gboolean       *more,
           GError        **error)
{
  g_autoptr (GArray) records = lw_engine_store_load_pending (store, self->id, self->record->next_line,
                                                             n_wanted, error);

  if (records == NULL)
    return FALSE;
  *more = FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      LwObjectRecord *record = &g_array_index (records, LwObjectRecord, i);

      if (record->line >= self->record->probe_end && !check_probe (self))
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
  records = lw_engine_store_load_pending (store, self->id, self->record->next_line, 1, error);
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
 * Opens objects, in the order of the manifest, up to MaxConcurrentTaskCount and not more than the stopping
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
  guint64 old_next_line = self->record->next_line;
  gboolean more = TRUE;

  while (more && lw_engine_job_is_running (self) && self->pending_left && self->open.length < self->max_open)
    {
      guint64 n_wanted = MIN (self->max_open - self->open.length, get_n_allowed (self));

      if (n_wanted == 0)
        return look_for_pending (self, store, error);
      if (self->record->next_line >= self->record->probe_end && !check_probe (self))
        break;
      if (!open_some (self, store, now, MIN (n_wanted, 500), &more, error))
        return FALSE;
    }
  if (old_next_line == self->record->next_line)
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

static gboolean
drop_leases (LwEngineJob    *self,
             LwEngineStore  *store,
             LwOpenObject   *object,
             GError        **error)
{
  for (guint i = object->slots->len; i-- > 0;)
    {
      LwSlot *slot = &g_array_index (object->slots, LwSlot, i);

      if (slot->kind != LW_SLOT_LEASED)
        continue;
      if (!lw_engine_store_remove_assignment (store, self->id, object->record.line, slot->worker, error))
        return FALSE;
      lw_open_object_remove_slot (object, slot);
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
  if (!lw_engine_store_save_result (store, self->id, &record, NULL, metadata, error))
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
  if (!drop_leases (self, store, object, error))
    return FALSE;
  return object->n_answers > 0 ? complete_object (self, store, now, object, error)
                               : fail_object (self, store, now, object, reason, error);
}
