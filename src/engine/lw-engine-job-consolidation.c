/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From answers to labels: which objects are ready, in which batches, and what is written down for them. The method
 * is in consolidation/. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-job.h"

#include "lw-answer-content.h"
#include "lw-output-document.h"

/* A turn of the engine's thread makes this many batches at most, so that workers do not wait for it. */
#define BATCHES_PER_TURN 8
#define REFUSED_REASON "ClientError: No answer can be consolidated: %s."

static gboolean
is_final (LwEngineJob  *self,
          LwOpenObject *object,
          gint64        now)
{
  for (guint i = 0; i < object->slots->len; i++)
    {
      const LwSlot *slot = &g_array_index (object->slots, LwSlot, i);
      LwEngineWorker *worker = g_hash_table_lookup (self->workers, &slot->worker);

      if (slot->kind == LW_SLOT_ANSWERED && worker != NULL && worker->n_queues > 0 &&
          slot->time + LW_AMEND_SECONDS * G_USEC_PER_SEC > now)
        return FALSE;
    }
  return TRUE;
}

/* The next batch: objects of one iteration, in the order in which they were completed. */
static GPtrArray *
collect_batch (LwEngineJob *self,
               gint64       now,
               gboolean     all)
{
  GPtrArray *batch = g_ptr_array_new ();

  for (GList *l = self->waiting.head; l != NULL && batch->len < LW_CONSOLIDATION_BATCH; l = l->next)
    {
      LwOpenObject *object = l->data;

      if ((all || is_final (self, object, now)) &&
          (batch->len == 0 ||
           ((LwOpenObject *) batch->pdata[0])->record.iteration == object->record.iteration))
        g_ptr_array_add (batch, object);
    }
  return batch;
}

static LwAnnotations *
new_annotations (LwEngineJob *self)
{
  LwAnnotations *annotations =
    lw_annotations_new (self->task_type == LW_TASK_TYPE_IMAGE_CLASSIFICATION_MULTI_LABEL);
  const char *const *names = lw_label_categories_get_names (self->categories);

  for (guint i = 0; names[i] != NULL; i++)
    lw_annotations_add_class (annotations, names[i]);
  return annotations;
}

static void
add_annotation (LwAnnotations *annotations,
                const char    *task,
                const char    *worker,
                GArray        *classes)
{
  if (lw_annotations_is_multi_label (annotations))
    lw_annotations_add_set (annotations, task, worker, (const guint *) (gpointer) classes->data, classes->len);
  else
    lw_annotations_add (annotations, task, worker, g_array_index (classes, guint, 0));
}

/* Adds an object's answers; those that say nothing are marked, and the first reason is kept in @refused. */
static gboolean
add_answers (LwEngineJob    *self,
             LwEngineStore  *store,
             LwOpenObject   *object,
             LwAnnotations  *annotations,
             char          **refused,
             GError        **error)
{
  guint64 line = object->record.line;
  g_autoptr (GPtrArray) answers = lw_engine_store_load_answers (store, self->id, line, error);
  g_autofree char *task = g_strdup_printf ("%" G_GUINT64_FORMAT, line);

  if (answers == NULL)
    return FALSE;
  for (guint i = 0; i < answers->len; i++)
    {
      const LwAnswerRecord *answer = g_ptr_array_index (answers, i);
      g_autofree char *reason = NULL;
      g_autoptr (GArray) classes = lw_answer_content_parse (answer->content, self->task_type, self->categories,
                                                            &reason);

      if (classes != NULL)
        add_annotation (annotations, task, answer->worker_id, classes);
      else if (!lw_engine_store_refuse_answer (store, self->id, line, answer->worker, reason, error))
        return FALSE;
      else if (*refused == NULL)
        *refused = g_steal_pointer (&reason);
    }
  return TRUE;
}

/* How the workers did: an answer alone cannot be judged. */
static void
judge_workers (LwEngineJob  *self,
               LwOpenObject *object,
               guint64       classes)
{
  gboolean multi = self->task_type == LW_TASK_TYPE_IMAGE_CLASSIFICATION_MULTI_LABEL;

  for (guint i = 0; i < object->slots->len && object->n_answers > 1; i++)
    {
      const LwSlot *slot = &g_array_index (object->slots, LwSlot, i);
      LwEngineWorker *worker = g_hash_table_lookup (self->workers, &slot->worker);
      guint64 wrong;

      if (slot->kind != LW_SLOT_ANSWERED || slot->classes == LW_NO_CLASSES || worker == NULL)
        continue;
      if (!multi)
        {
          worker->record->n_judged++;
          worker->record->n_agreed += slot->classes == classes;
          continue;
        }
      wrong = slot->classes ^ classes;
      for (guint64 bits = slot->classes | classes; bits != 0; bits &= bits - 1)
        {
          worker->record->n_judged++;
          worker->record->n_agreed += (wrong & bits & -bits) == 0;
        }
    }
}

static gboolean
save_workers (LwEngineJob    *self,
              LwEngineStore  *store,
              GPtrArray      *objects,
              GError        **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < objects->len; i++)
    {
      const LwOpenObject *object = g_ptr_array_index (objects, i);

      for (guint j = 0; j < object->slots->len; j++)
        {
          const LwSlot *slot = &g_array_index (object->slots, LwSlot, j);
          LwEngineWorker *worker = g_hash_table_lookup (self->workers, &slot->worker);

          if (worker != NULL && slot->kind == LW_SLOT_ANSWERED && g_hash_table_add (seen, worker) &&
              !lw_engine_store_save_job_worker (store, self->id, worker->record, error))
            return FALSE;
        }
    }
  lw_engine_job_learn_accuracy (self);
  return TRUE;
}

/* What counts of a label: of several, those that are more probable than not. */
static guint64
pack_labels (LwEngineJob               *self,
             const LwConsolidatedLabel *labels,
             guint                      n_labels)
{
  g_autoptr (GArray) classes = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < n_labels; i++)
    if (self->task_type == LW_TASK_TYPE_IMAGE_CLASSIFICATION || labels[i].confidence >= 0.5)
      g_array_append_val (classes, labels[i].class_index);
  return lw_engine_job_pack_classes (self, classes);
}

/* "cat 0.95", "cat 0.95|dog 0.2". */
static char *
dup_summary (LwEngineJob               *self,
             const LwConsolidatedLabel *labels,
             guint                      n_labels)
{
  const char *const *names = lw_label_categories_get_names (self->categories);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_labels; i++)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (number, sizeof number, "%.2f", labels[i].confidence);
      g_string_append_printf (text, "%s%s %s", i > 0 ? "|" : "", names[labels[i].class_index], number);
    }
  return g_string_free (text, FALSE);
}

static gboolean
save_labels (LwEngineJob            *self,
             LwEngineStore          *store,
             LwOpenObject           *object,
             LwConsolidationResult  *result,
             guint                   task,
             gint64                  time,
             GError                **error)
{
  guint n_labels;
  const LwConsolidatedLabel *labels = lw_consolidation_result_get_labels (result, task, &n_labels);
  const char *const *names = lw_label_categories_get_names (self->categories);
  g_autofree char *summary = dup_summary (self, labels, n_labels);
  g_autofree char *label = NULL;
  g_autofree char *metadata = NULL;

  if (self->task_type == LW_TASK_TYPE_IMAGE_CLASSIFICATION)
    {
      label = g_strdup_printf ("%u", labels[0].class_index);
      metadata = lw_output_single_metadata (self->record->name, names[labels[0].class_index],
                                            labels[0].confidence, time);
    }
  else
    {
      label = lw_output_multi_label (labels, n_labels);
      metadata = lw_output_multi_metadata (self->record->name, self->categories, labels, n_labels, time);
    }
  object->record.state = LW_OBJECT_STATE_LABELED;
  self->record->n_labeled++;
  judge_workers (self, object, pack_labels (self, labels, n_labels));
  return lw_engine_store_save_result (store, self->id, &object->record, label, metadata, error) &&
         lw_engine_job_log (self, store, time, LW_JOB_EVENT_CONSOLIDATED, object->record.line, 0, summary, error);
}

static gboolean
save_refused (LwEngineJob    *self,
              LwEngineStore  *store,
              LwOpenObject   *object,
              const char     *refused,
              gint64          time,
              GError        **error)
{
  g_autofree char *reason = g_strdup_printf (REFUSED_REASON, refused);
  g_autofree char *metadata = lw_output_failed_metadata (reason);

  object->record.state = LW_OBJECT_STATE_FAILED;
  self->record->n_failed++;
  return lw_engine_store_save_result (store, self->id, &object->record, NULL, metadata, error) &&
         lw_engine_job_log (self, store, time, LW_JOB_EVENT_FAILED, object->record.line, 0, reason, error);
}

static gboolean
save_batch (LwEngineJob            *self,
            LwEngineStore          *store,
            gint64                  now,
            GPtrArray              *objects,
            const LwBatchRecord    *batch,
            char                  **refused,
            LwAnnotations          *annotations,
            LwConsolidationResult  *result,
            GError                **error)
{
  for (guint i = 0; i < objects->len; i++)
    {
      LwOpenObject *object = g_ptr_array_index (objects, i);
      g_autofree char *name = g_strdup_printf ("%" G_GUINT64_FORMAT, object->record.line);
      gboolean ok;
      guint task;

      object->record.batch = batch->id;
      if (lw_annotations_find_task (annotations, name, &task))
        ok = save_labels (self, store, object, result, task, now + i, error);
      else
        ok = save_refused (self, store, object, refused[i] != NULL ? refused[i] : "there is none", now + i,
                           error);
      if (!ok)
        return FALSE;
    }
  if (!save_workers (self, store, objects, error))
    return FALSE;
  for (guint i = 0; i < objects->len; i++)
    lw_engine_job_drop_object (self, g_ptr_array_index (objects, i));
  return TRUE;
}

/**
 * lw_engine_job_add_batch:
 * @self: a job
 * @store: the store
 * @now: the time
 * @batch: a batch without id and stamp; gets both
 * @error: return location
 *
 * The stamp names files, to the second, so each batch of a job has a second of its own.
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_job_add_batch (LwEngineJob    *self,
                         LwEngineStore  *store,
                         gint64          now,
                         LwBatchRecord  *batch,
                         GError        **error)
{
  gint64 second = now - now % G_USEC_PER_SEC;

  batch->job = self->id;
  batch->stamp = MAX (second, self->record->last_stamp + G_USEC_PER_SEC);
  self->record->last_stamp = batch->stamp;
  if (!lw_engine_store_add_batch (store, batch, error))
    return FALSE;
  g_array_append_vals (self->unwritten, batch, 1);
  return TRUE;
}

static LwConsolidationMethod
get_method (LwEngineJob *self)
{
  LwConsolidationMethod method;

  return self->options.method != NULL && lw_consolidation_method_from_string (self->options.method, &method)
           ? method : LW_CONSOLIDATION_GROUNDTRUTH;
}

static gboolean
consolidate_batch (LwEngineJob    *self,
                   LwEngineStore  *store,
                   gint64          now,
                   GPtrArray      *objects,
                   GError        **error)
{
  g_autoptr (LwAnnotations) annotations = new_annotations (self);
  g_autoptr (LwConsolidationResult) result = NULL;
  g_autoptr (GPtrArray) refused = g_ptr_array_new_with_free_func (g_free);
  LwBatchRecord batch = { .iteration = ((LwOpenObject *) objects->pdata[0])->record.iteration, .consolidated = TRUE };

  g_ptr_array_set_size (refused, objects->len);
  for (guint i = 0; i < objects->len; i++)
    if (!add_answers (self, store, g_ptr_array_index (objects, i), annotations,
                      (char **) &refused->pdata[i], error))
      return FALSE;
  result = lw_consolidate (annotations, get_method (self), 0, NULL, error);
  if (result == NULL ||
      !lw_engine_job_add_batch (self, store, now, &batch, error) ||
      !save_batch (self, store, now, objects, &batch, (char **) refused->pdata, annotations, result, error))
    return FALSE;
  self->record->revision++;
  return lw_engine_job_save (self, store, now, error);
}

/**
 * lw_engine_job_consolidate:
 * @self: a job
 * @store: the store
 * @now: the time
 * @all: whether answers that may still be changed count too
 * @error: return location
 *
 * Makes labels of objects that have all their answers, in batches as the service does. More may be left for the
 * next turn; then the job is due at once.
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_job_consolidate (LwEngineJob    *self,
                           LwEngineStore  *store,
                           gint64          now,
                           gboolean        all,
                           GError        **error)
{
  for (guint i = 0; i < BATCHES_PER_TURN; i++)
    {
      gboolean too_many = self->waiting.length >= LW_MAX_WAITING;
      g_autoptr (GPtrArray) objects = collect_batch (self, now, all || too_many);

      if (objects->len == 0)
        return TRUE;
      if (!consolidate_batch (self, store, now, objects, error))
        return FALSE;
      self->last_run = now;
    }
  self->next_due = now;
  self->last_run = 0;
  return TRUE;
}
