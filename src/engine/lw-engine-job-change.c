/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What people change in a labeling job while it runs: how many workers are asked, who is, whose answers count, what
 * is known to be right. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-job.h"

#include "lw-engine-input.h"

#include "lw-job-backend.h"
#include "lw-json.h"

#include <glib/gi18n.h>

static gboolean
check_running (LwEngineJob  *self,
               GError      **error)
{
  if (lw_engine_job_is_running (self))
    return TRUE;
  g_set_error (error, LW_JOB_ERROR, LW_JOB_ERROR_INVALID,
               _("The labeling job “%s” does not run any more: chain a new job to go on"), self->record->name);
  return FALSE;
}

/* Opens those again that wait for consolidation and now want more answers. */
static gint64
reopen_waiting (LwEngineJob    *self,
                LwEngineStore  *store,
                gint64          now,
                GError        **error)
{
  gint64 n_changed = 0;
  GList *next;

  for (GList *l = self->waiting.head; l != NULL; l = next)
    {
      LwOpenObject *object = l->data;

      next = l->next;
      lw_engine_job_judge (self, object);
      if (object->n_answers >= object->n_wanted)
        continue;
      lw_engine_job_open_again (self, object, now);
      if (!lw_engine_store_save_object (store, self->id, &object->record, error) ||
          !lw_engine_job_log (self, store, now, LW_JOB_EVENT_REOPENED, object->record.line, 0, NULL, error))
        return -1;
      n_changed++;
    }
  return n_changed;
}

/* Ends open objects that have enough answers now. */
static gint64
settle_open (LwEngineJob    *self,
             LwEngineStore  *store,
             gint64          now,
             GError        **error)
{
  gint64 n_changed = 0;
  GList *next;

  for (GList *l = self->open.head; l != NULL; l = next)
    {
      LwOpenObject *object = l->data;
      guint n_before = self->open.length;

      next = l->next;
      lw_engine_job_judge (self, object);
      if (!lw_engine_job_settle (self, store, now, object, error))
        return -1;
      n_changed += self->open.length < n_before;
    }
  return n_changed;
}

static gint64
judge_all (LwEngineJob    *self,
           LwEngineStore  *store,
           gint64          now,
           const char     *text,
           GError        **error)
{
  gint64 n_opened, n_closed;

  if (!lw_engine_job_log (self, store, now, LW_JOB_EVENT_CHANGED, -1, 0, text, error))
    return -1;
  n_opened = reopen_waiting (self, store, now, error);
  n_closed = n_opened >= 0 ? settle_open (self, store, now, error) : -1;
  if (n_closed < 0 || !lw_engine_job_save (self, store, now, error) || !lw_engine_job_refill (self, store, now, error))
    return -1;
  return n_opened + n_closed;
}

/**
 * lw_engine_job_set_n_workers:
 * @self: a job
 * @store: the store
 * @now: the time
 * @n_workers: how many workers are asked about each object that has no label yet
 * @error: return location: %LW_JOB_ERROR_INVALID, or an error of the store
 *
 * Returns: how many objects were opened again or have enough answers now; -1 on error
 */
gint64
lw_engine_job_set_n_workers (LwEngineJob    *self,
                             LwEngineStore  *store,
                             gint64          now,
                             guint           n_workers,
                             GError        **error)
{
  g_autofree char *fault =
    lw_request_field_check_int (LW_REQUEST_NUMBER_OF_HUMAN_WORKERS_PER_DATA_OBJECT, n_workers);
  g_autofree char *text = g_strdup_printf (ngettext ("%u worker per object", "%u workers per object", n_workers),
                                           n_workers);

  if (!check_running (self, error))
    return -1;
  if (fault != NULL)
    {
      g_set_error_literal (error, LW_JOB_ERROR, LW_JOB_ERROR_INVALID, fault);
      return -1;
    }
  self->n_workers = self->record->n_workers = n_workers;
  return judge_all (self, store, now, text, error);
}

/**
 * lw_engine_job_set_stop_confidence:
 * @self: a job
 * @store: the store
 * @now: the time
 * @confidence: at which probability no further worker is asked; 0 for never
 * @error: return location: %LW_JOB_ERROR_INVALID, or an error of the store
 *
 * Returns: how many objects were opened again or have enough answers now; -1 on error
 */
gint64
lw_engine_job_set_stop_confidence (LwEngineJob    *self,
                                   LwEngineStore  *store,
                                   gint64          now,
                                   double          confidence,
                                   GError        **error)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *text = NULL;

  if (!check_running (self, error))
    return -1;
  if (!(confidence >= 0 && confidence < 1))
    {
      g_set_error_literal (error, LW_JOB_ERROR, LW_JOB_ERROR_INVALID,
                           _("The confidence at which no further worker is asked is at least 0 and below 1"));
      return -1;
    }
  self->stop_confidence = self->record->stop_confidence = confidence;
  g_ascii_formatd (number, sizeof number, "%.4g", confidence);
  text = g_strdup_printf (_("stop asking at confidence %s"), number);
  return judge_all (self, store, now, text, error);
}

/**
 * lw_engine_job_pause:
 * @self: a job
 * @store: the store
 * @now: the time
 * @worker: a worker
 * @paused: whether the worker gets no more tasks
 * @error: return location
 *
 * Returns: 1 when that is new, 0 when it was so, -1 on error
 */
gint64
lw_engine_job_pause (LwEngineJob     *self,
                     LwEngineStore   *store,
                     gint64           now,
                     LwEngineWorker  *worker,
                     gboolean         paused,
                     GError         **error)
{
  LwJobEventKind kind = paused ? LW_JOB_EVENT_PAUSED : LW_JOB_EVENT_RESUMED;

  if (!check_running (self, error))
    return -1;
  if (worker->record->paused == paused)
    return 0;
  worker->record->paused = paused;
  if (!lw_engine_store_save_job_worker (store, self->id, worker->record, error) ||
      !lw_engine_job_log (self, store, now, kind, -1, worker->record->worker, NULL, error) ||
      (paused && !lw_engine_job_release_all (self, store, now, worker->record->worker, error)))
    return -1;
  return 1;
}

/* An object that is open or waits: its other answers stay. */
static gboolean
drop_from_memory (LwEngineJob    *self,
                  LwEngineStore  *store,
                  gint64          now,
                  LwEngineWorker *worker,
                  LwOpenObject   *object,
                  gboolean        again,
                  GError        **error)
{
  gint64 row = worker->record->worker;
  LwSlot *slot = lw_open_object_find_slot (object, row);
  LwSlot dropped = { row, LW_SLOT_DROPPED, now, now, 0, LW_NO_CLASSES, FALSE };

  if (slot != NULL && again)
    lw_open_object_remove_slot (object, slot);
  else
    lw_open_object_add_slot (object, &dropped);
  if (again && object->record.state == LW_OBJECT_STATE_OPEN && worker->n_touched > 0)
    worker->n_touched--;
  lw_engine_job_judge (self, object);
  if (object->record.state != LW_OBJECT_STATE_ANSWERED || object->n_answers >= object->n_wanted)
    return TRUE;
  lw_engine_job_open_again (self, object, now);
  return lw_engine_store_save_object (store, self->id, &object->record, error);
}

/* An object that has its label, or none because no answer counted: it is asked about again. */
static gboolean
drop_label (LwEngineJob     *self,
            LwEngineStore   *store,
            LwObjectRecord  *record,
            GError         **error)
{
  g_autoptr (GPtrArray) others = lw_engine_store_load_answers (store, self->id, record->line, error);

  if (others == NULL)
    return FALSE;
  if (record->state == LW_OBJECT_STATE_LABELED)
    self->record->n_labeled--;
  else if (record->state == LW_OBJECT_STATE_FAILED)
    self->record->n_failed--;
  if (others->len + 1 < self->n_workers)
    self->record->n_saved -= MIN (self->record->n_saved, self->n_workers - others->len - 1);
  record->state = LW_OBJECT_STATE_PENDING;
  record->batch = 0;
  self->record->revision++;
  self->pending_left = TRUE;
  return lw_engine_store_save_result (store, self->id, record, NULL, NULL, error);
}

static gboolean
drop_answer (LwEngineJob     *self,
             LwEngineStore   *store,
             gint64           now,
             LwEngineWorker  *worker,
             LwObjectRecord  *record,
             gboolean         again,
             GError         **error)
{
  gint64 row = worker->record->worker;
  LwAssignmentRecord assignment = { record->line, row, LW_ASSIGNMENT_DROPPED, now, 0 };
  LwOpenObject *object = g_hash_table_lookup (self->objects, &record->line);

  if (!lw_engine_store_drop_answer (store, self->id, record->line, row, error) ||
      (!again && !lw_engine_store_add_assignment (store, self->id, &assignment, NULL, error)) ||
      !lw_engine_job_log (self, store, now, LW_JOB_EVENT_DROPPED, record->line, row, NULL, error))
    return FALSE;
  if (object != NULL)
    return drop_from_memory (self, store, now, worker, object, again, error);
  /* One that nobody is asked about yet has no label to lose. */
  return record->state == LW_OBJECT_STATE_PENDING || drop_label (self, store, record, error);
}

/**
 * lw_engine_job_drop_answers:
 * @self: a job
 * @store: the store
 * @now: the time
 * @worker: whose answers
 * @again: whether the worker may be asked about the same objects again
 * @error: return location
 *
 * Forgets what a worker said. Objects that lack an answer then are asked about again, whether they had their label or
 * not; what others said stays.
 *
 * Returns: how many answers were dropped; -1 on error
 */
gint64
lw_engine_job_drop_answers (LwEngineJob     *self,
                            LwEngineStore   *store,
                            gint64           now,
                            LwEngineWorker  *worker,
                            gboolean         again,
                            GError         **error)
{
  LwJobWorkerRecord *record = worker->record;
  g_autoptr (GArray) objects = NULL;

  if (!check_running (self, error))
    return -1;
  objects = lw_engine_store_load_answered (store, self->id, record->worker, error);
  if (objects == NULL)
    return -1;
  for (guint i = 0; i < objects->len; i++)
    if (!drop_answer (self, store, now, worker, &g_array_index (objects, LwObjectRecord, i), again, error))
      return -1;
  record->n_answers = record->n_gold = record->n_gold_right = record->n_judged = record->n_agreed = 0;
  record->seconds = 0;
  self->next_due = MIN (self->next_due, now);
  if (!lw_engine_store_save_job_worker (store, self->id, record, error) ||
      !lw_engine_job_save (self, store, now, error) || !lw_engine_job_refill (self, store, now, error))
    return -1;
  return objects->len;
}

static gboolean
regrade (const LwGradedAnswer  *answer,
         gpointer               data,
         GError               **error)
{
  LwEngineJob *self = data;
  LwEngineWorker *worker = g_hash_table_lookup (self->workers, &answer->worker);

  if (worker == NULL)
    return TRUE;
  worker->record->n_gold++;
  if (lw_engine_job_read_classes (self, answer->content, NULL) == lw_engine_job_parse_gold (self, answer->gold))
    worker->record->n_gold_right++;
  return TRUE;
}

static gboolean
regrade_all (LwEngineJob    *self,
             LwEngineStore  *store,
             GError        **error)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->workers);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    ((LwEngineWorker *) value)->record->n_gold = ((LwEngineWorker *) value)->record->n_gold_right = 0;
  if (!lw_engine_store_foreach_gold_answer (store, self->id, regrade, self, error))
    return FALSE;
  g_hash_table_iter_init (&iter, self->workers);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (!lw_engine_store_save_job_worker (store, self->id, ((LwEngineWorker *) value)->record, error))
      return FALSE;
  lw_engine_job_learn_accuracy (self);
  return TRUE;
}

static gboolean
check_gold (LwEngineJob  *self,
            const char   *member,
            JsonNode     *labels,
            GError      **error)
{
  g_autofree char *classes = lw_engine_input_dup_classes (labels, self->categories);

  if (classes != NULL && g_ascii_isdigit (*member) && g_ascii_strtoull (member, NULL, 10) < self->record->n_objects)
    return TRUE;
  g_set_error (error, LW_JOB_ERROR, LW_JOB_ERROR_INVALID,
               _("Object “%s” cannot be a gold object: there is no such object, or no such label category"), member);
  return FALSE;
}

static gboolean
set_one_gold (LwEngineJob    *self,
              LwEngineStore  *store,
              const char     *member,
              JsonNode       *labels,
              GError        **error)
{
  guint64 line = g_ascii_strtoull (member, NULL, 10);
  LwOpenObject *object = g_hash_table_lookup (self->objects, &line);
  g_autofree char *classes = lw_engine_input_dup_classes (labels, self->categories);
  gboolean forget = g_strcmp0 (classes, "[]") == 0;

  if (object != NULL)
    object->gold = forget ? LW_NO_CLASSES : lw_engine_job_parse_gold (self, classes);
  return lw_engine_store_set_gold (store, self->id, line, forget ? NULL : classes, error);
}

/**
 * lw_engine_job_set_gold:
 * @self: a job
 * @store: the store
 * @now: the time
 * @gold: a JSON object: a line's number as member, its known labels as value; an empty array forgets them
 * @error: return location: %LW_JOB_ERROR_INVALID, or an error of the store
 *
 * Returns: how many gold objects there are now; -1 on error
 */
gint64
lw_engine_job_set_gold (LwEngineJob    *self,
                        LwEngineStore  *store,
                        gint64          now,
                        const char     *gold,
                        GError        **error)
{
  g_autoptr (JsonNode) node = lw_json_parse (gold, -1, NULL);
  JsonObject *object = lw_json_node_object (node);
  g_autoptr (GList) members = object != NULL ? json_object_get_members (object) : NULL;
  g_autofree char *text = NULL;

  if (object == NULL || self->categories == NULL)
    {
      g_set_error_literal (error, LW_JOB_ERROR, LW_JOB_ERROR_INVALID,
                           _("The known answers are not a JSON object, or the labeling job is not ready yet"));
      return -1;
    }
  /* A refusal may only come before anything is written. */
  for (GList *l = members; l != NULL; l = l->next)
    if (!check_gold (self, l->data, json_object_get_member (object, l->data), error))
      return -1;
  for (GList *l = members; l != NULL; l = l->next)
    if (!set_one_gold (self, store, l->data, json_object_get_member (object, l->data), error))
      return -1;
  if (!lw_engine_store_count_gold (store, self->id, &self->n_gold, error) || !regrade_all (self, store, error))
    return -1;
  text = g_strdup_printf (_("%u known answers"), (guint) self->n_gold);
  if (!lw_engine_job_log (self, store, now, LW_JOB_EVENT_CHANGED, -1, 0, text, error))
    return -1;
  return (gint64) self->n_gold;
}
