/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the time does to a labeling job: leases and objects expire, answers become final, the job ends. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-job.h"

#include <glib/gi18n.h>

#define EXPIRED_REASON \
  "ClientError: Annotation tasks expired. The tasks were available for too short a time, the worker task template or " \
  "the data may be broken, or all workers declined the task."
#define JOB_EXPIRED_REASON \
  N_("ClientError: The labeling job was not complete after 30 days. Make a new job from its output manifest to go on.")

static gboolean
expire_lease (LwEngineJob    *self,
              LwEngineStore  *store,
              gint64          now,
              LwOpenObject   *object,
              const LwSlot   *lease,
              GError        **error)
{
  guint64 line = object->record.line;
  LwAssignmentRecord assignment = { line, lease->worker, LW_ASSIGNMENT_EXPIRED, lease->accepted, now };
  LwSlot slot = { lease->worker, LW_SLOT_EXPIRED, now, lease->accepted, 0, LW_NO_CLASSES, FALSE };

  if (!lw_engine_store_add_assignment (store, self->id, &assignment, NULL, error) ||
      !lw_engine_job_log (self, store, now, LW_JOB_EVENT_EXPIRED, line, lease->worker, NULL, error))
    return FALSE;
  lw_open_object_add_slot (object, &slot);
  return TRUE;
}

static gboolean
expire_leases (LwEngineJob    *self,
               LwEngineStore  *store,
               gint64          now,
               LwOpenObject   *object,
               GError        **error)
{
  for (guint i = object->slots->len; i-- > 0;)
    {
      const LwSlot *slot = &g_array_index (object->slots, LwSlot, i);

      if (slot->kind != LW_SLOT_LEASED)
        continue;
      if (slot->expires > now)
        self->next_due = MIN (self->next_due, slot->expires);
      else if (!expire_lease (self, store, now, object, slot, error))
        return FALSE;
    }
  return lw_engine_job_settle (self, store, now, object, error);
}

/* Also finds out when the next one is due. */
static gboolean
expire (LwEngineJob    *self,
        LwEngineStore  *store,
        gint64          now,
        GError        **error)
{
  GList *next;

  for (GList *l = self->open.head; l != NULL; l = next)
    {
      LwOpenObject *object = l->data;
      gint64 end = object->record.time + self->lifetime;

      next = l->next;
      if (end <= now)
        {
          if (!lw_engine_job_close_object (self, store, now, object, EXPIRED_REASON, error))
            return FALSE;
          continue;
        }
      self->next_due = MIN (self->next_due, end);
      if (!expire_leases (self, store, now, object, error))
        return FALSE;
    }
  return TRUE;
}

static gint64
get_end (LwEngineJob *self)
{
  return self->record->creation_time + (gint64) LW_JOB_LIFETIME_DAYS * 24 * 60 * 60 * G_USEC_PER_SEC;
}

/* Batches are worth waiting for: the more objects are in one, the better the workers are known. So there is one a
 * minute, unless somebody has to wait for it. */
static gboolean
consolidate (LwEngineJob    *self,
             LwEngineStore  *store,
             gint64          now,
             gboolean        closing,
             GError        **error)
{
  gboolean stopping = self->record->status == LW_LABELING_JOB_STATUS_STOPPING;
  gboolean last = self->open.length == 0 && !self->pending_left;
  gint64 interval = LW_AMEND_SECONDS * G_USEC_PER_SEC;
  const LwOpenObject *first;

  if (self->waiting.length == 0)
    return TRUE;
  if ((stopping || closing || last || self->waiting.length >= LW_MAX_WAITING || now >= self->last_run + interval) &&
      !lw_engine_job_consolidate (self, store, now, stopping, error))
    return FALSE;

  first = g_queue_peek_head (&self->waiting);
  if (first != NULL)
    self->next_due = MIN (self->next_due, MAX (MAX (last ? 0 : self->last_run, first->record.time) + interval,
                                               now + G_USEC_PER_SEC));
  return TRUE;
}

/**
 * lw_engine_job_is_done:
 * @self: a job
 *
 * Returns: whether only its files and its last status are to be written
 */
gboolean
lw_engine_job_is_done (LwEngineJob *self)
{
  if (self->open.length > 0 || self->waiting.length > 0 || lw_engine_job_needs_input (self))
    return FALSE;
  return self->record->status == LW_LABELING_JOB_STATUS_STOPPING ||
         (lw_engine_job_is_running (self) && !self->pending_left);
}

static gboolean
check_limit (LwEngineJob    *self,
             LwEngineStore  *store,
             gint64          now,
             GError        **error)
{
  if (!lw_engine_job_is_running (self) || self->open.length > 0 || self->waiting.length > 0 ||
      !self->pending_left || !lw_engine_job_is_limited (self))
    return TRUE;
  return lw_engine_job_stop (self, store, now, NULL, error);
}

/**
 * lw_engine_job_advance:
 * @self: a job
 * @store: the store
 * @now: the time
 * @closing: whether the workspace is being closed
 * @error: return location
 *
 * Does what is due, and finds out when to come again (next_due).
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_job_advance (LwEngineJob    *self,
                       LwEngineStore  *store,
                       gint64          now,
                       gboolean        closing,
                       GError        **error)
{
  if (lw_engine_job_is_over (self) || lw_engine_job_needs_input (self))
    return TRUE;
  self->next_due = G_MAXINT64;
  if (lw_engine_job_is_running (self))
    {
      if (get_end (self) <= now && !lw_engine_job_stop (self, store, now, _(JOB_EXPIRED_REASON), error))
        return FALSE;
      self->next_due = get_end (self);
      if (!expire (self, store, now, error) || !lw_engine_job_refill (self, store, now, error))
        return FALSE;
    }
  return consolidate (self, store, now, closing, error) &&
         lw_engine_job_refill (self, store, now, error) &&
         check_limit (self, store, now, error);
}

static gboolean
keep_answers (LwEngineJob    *self,
              LwEngineStore  *store,
              gint64          now,
              LwOpenObject   *object,
              LwBatchRecord  *batch,
              GError        **error)
{
  LwObjectRecord record = object->record;

  if (object->n_answers > 0)
    {
      if (batch->id == 0 && !lw_engine_job_add_batch (self, store, now, batch, error))
        return FALSE;
      record.batch = batch->id;
    }
  record.state = LW_OBJECT_STATE_PENDING;
  return lw_engine_store_save_object (store, self->id, &record, error);
}

/* The answers for objects that others should have answered too are kept in the output tree, but make no label. */
static gboolean
drop_open (LwEngineJob    *self,
           LwEngineStore  *store,
           gint64          now,
           GError        **error)
{
  LwBatchRecord batches[] = { { .iteration = 1 }, { .iteration = 2 } };
  LwOpenObject *object;

  while ((object = g_queue_peek_head (&self->open)) != NULL)
    {
      LwBatchRecord *batch = &batches[object->record.iteration == 1 ? 0 : 1];

      if (!lw_engine_job_drop_leases (self, store, now, object, error) ||
          !keep_answers (self, store, now, object, batch, error))
        return FALSE;
      lw_engine_job_drop_object (self, object);
    }
  return TRUE;
}

/**
 * lw_engine_job_stop:
 * @self: a job
 * @store: the store
 * @now: the time
 * @failure_reason: (nullable): why the job fails; %NULL when it is stopped
 * @error: return location
 *
 * Workers get no more objects. Those that have all their answers still get a label.
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_job_stop (LwEngineJob    *self,
                    LwEngineStore  *store,
                    gint64          now,
                    const char     *failure_reason,
                    GError        **error)
{
  if (lw_engine_job_is_over (self) || self->record->status == LW_LABELING_JOB_STATUS_STOPPING)
    return TRUE;
  if (!drop_open (self, store, now, error))
    return FALSE;
  self->record->status = LW_LABELING_JOB_STATUS_STOPPING;
  g_free (self->record->failure_reason);
  self->record->failure_reason = g_strdup (failure_reason);
  self->next_due = now;
  return lw_engine_job_log (self, store, now, LW_JOB_EVENT_STOPPING, -1, 0, failure_reason, error) &&
         lw_engine_job_save (self, store, now, error);
}

/**
 * lw_engine_job_finish:
 * @self: a job that is done and whose files are written
 * @store: the store
 * @now: the time
 * @error: return location
 *
 * Gives the job its last status.
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_job_finish (LwEngineJob    *self,
                      LwEngineStore  *store,
                      gint64          now,
                      GError        **error)
{
  LwJobEventKind kind;

  if (self->record->failure_reason != NULL)
    {
      self->record->status = LW_LABELING_JOB_STATUS_FAILED;
      kind = LW_JOB_EVENT_FAILED;
    }
  else if (lw_engine_job_is_running (self))
    {
      self->record->status = LW_LABELING_JOB_STATUS_COMPLETED;
      kind = LW_JOB_EVENT_COMPLETED;
    }
  else
    {
      self->record->status = LW_LABELING_JOB_STATUS_STOPPED;
      kind = LW_JOB_EVENT_STOPPED;
    }
  return lw_engine_job_log (self, store, now, kind, -1, 0, self->record->failure_reason, error) &&
         lw_engine_job_save (self, store, now, error);
}
