/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What follows from a worker's answer: it is recorded, graded where the label is known, and may end the object. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-job.h"

#include "lw-answer-content.h"

#include <glib/gi18n.h>

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

/**
 * lw_engine_job_find_place:
 * @self: a job
 * @store: the store
 * @now: the time
 * @worker: a worker
 * @line: a data object
 * @object: (out): the object, open or waiting for consolidation
 * @error: return location: an #LwTaskError that says why the worker comes too late
 *
 * Returns: (transfer none) (nullable): the worker's place at it
 */
LwSlot *
lw_engine_job_find_place (LwEngineJob    *self,
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
  if (slot == NULL || (slot->kind != LW_SLOT_ANSWERED && slot->kind != LW_SLOT_LEASED) ||
      (slot->kind == LW_SLOT_LEASED && slot->expires <= now))
    {
      set_too_late (self, store, line, error);
      return NULL;
    }
  return slot;
}

/* @old is what the worker said before, %LW_NO_CLASSES when that was nothing. */
static void
grade (LwEngineWorker *entry,
       LwOpenObject   *object,
       gboolean        first,
       guint64         old,
       guint64         classes)
{
  if (object->gold == LW_NO_CLASSES)
    return;
  if (first)
    entry->record->n_gold++;
  else if (old == object->gold)
    entry->record->n_gold_right--;
  if (classes == object->gold)
    entry->record->n_gold_right++;
}

static gboolean
count_answer (LwEngineJob    *self,
              LwEngineStore  *store,
              gint64          now,
              LwOpenObject   *object,
              const LwSlot   *old,
              guint64         classes,
              double          seconds,
              GError        **error)
{
  LwEngineWorker *entry = g_hash_table_lookup (self->workers, &old->worker);
  gboolean first = old->kind == LW_SLOT_LEASED;

  g_assert (entry != NULL);

  if (first)
    {
      entry->record->n_answers++;
      entry->record->seconds += seconds;
      entry->n_touched++;
    }
  grade (entry, object, first, old->classes, classes);
  entry->record->last_answer = now;
  self->dirty = TRUE;
  return lw_engine_store_save_job_worker (store, self->id, entry->record, error);
}

static gboolean
log_answer (LwEngineJob    *self,
            LwEngineStore  *store,
            gint64          now,
            LwOpenObject   *object,
            const LwSlot   *old,
            guint64         classes,
            const char     *reason,
            GError        **error)
{
  g_autofree char *labels = lw_engine_job_dup_labels (self, classes);
  LwJobEventKind kind = old->kind == LW_SLOT_LEASED ? LW_JOB_EVENT_ANSWERED : LW_JOB_EVENT_AMENDED;
  guint64 line = object->record.line;

  return lw_engine_job_log (self, store, now, kind, line, old->worker, labels, error) &&
         (reason == NULL ||
          lw_engine_job_log (self, store, now, LW_JOB_EVENT_REFUSED, line, old->worker, reason, error));
}

static gboolean
record_answer (LwEngineJob    *self,
               LwEngineStore  *store,
               gint64          now,
               LwOpenObject   *object,
               const LwSlot   *old_slot,
               const char     *content,
               double          seconds,
               GError        **error)
{
  const LwSlot old = *old_slot;
  g_autofree char *reason = NULL;
  guint64 classes = lw_engine_job_read_classes (self, content, &reason);
  LwSlot slot = { old.worker, LW_SLOT_ANSWERED, now, old.accepted, 0, classes, FALSE };
  LwAnswerRecord answer = { .worker = old.worker, .accepted = old.accepted, .submitted = now,
                            .seconds = CLAMP (seconds, 0, 1e9), .content = (char *) content };

  if (!lw_engine_store_save_answer (store, self->id, object->record.line, &answer, error) ||
      (old.kind == LW_SLOT_LEASED &&
       !lw_engine_store_remove_assignment (store, self->id, object->record.line, old.worker, error)) ||
      !count_answer (self, store, now, object, &old, classes, answer.seconds, error) ||
      !log_answer (self, store, now, object, &old, classes, reason, error))
    return FALSE;
  lw_open_object_add_slot (object, &slot);
  lw_engine_job_judge (self, object);
  return TRUE;
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
  LwSlot *slot = lw_engine_job_find_place (self, store, now, worker, line, &object, error);

  if (slot == NULL || !lw_answer_content_check (content, error))
    return FALSE;
  if (!record_answer (self, store, now, object, slot, content, seconds, error))
    return FALSE;
  if (!lw_engine_job_settle (self, store, now, object, error))
    return FALSE;
  return lw_engine_job_refill (self, store, now, error);
}
