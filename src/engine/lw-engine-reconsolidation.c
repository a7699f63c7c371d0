/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Consolidates the stored answers of a job by any method, and compares that with its labels. Ground Truth's method
 * works batch by batch, in the batches in which the job was consolidated; the others take all answers at once. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-reconsolidation-private.h"

#include "lw-answer-content.h"

#include "lw-job-backend.h"
#include "lw-json.h"

#include <glib/gi18n.h>

/* Reading is half of the work as far as one can tell beforehand. */
#define READING_SHARE 0.5
#define ANSWERS_PER_REPORT 5000

/* What is known of one data object while its label is made anew. */
typedef struct
{
  guint64  line;
  char    *old_labels;
  double   old_confidence;
  GString *votes;
} Object;

typedef struct
{
  LwEngineJob               *job;
  LwConsolidationMethod      method;
  gboolean                   multi;
  LwReconsolidation         *result;
  LwNewLabels               *labels;
  GArray                    *objects;
  LwAnnotations             *annotations;
  GHashTable                *names;
  gint64                     batch;
  guint64                    n_expected;
  guint64                    n_read;
  LwReconsolidationProgress  progress;
  gpointer                   data;
  GCancellable              *cancellable;
} Work;

static void
clear_object (gpointer data)
{
  Object *object = data;

  g_free (object->old_labels);
  g_string_free (object->votes, TRUE);
}

static void
free_labels (gpointer data)
{
  LwNewLabels *self = data;

  g_array_unref (self->objects);
  g_array_unref (self->labels);
  g_free (self);
}

static LwAnnotations *
new_annotations (Work *work)
{
  LwAnnotations *annotations = lw_annotations_new (work->multi);
  const char *const *names = lw_label_categories_get_names (work->job->categories);

  for (guint i = 0; names[i] != NULL; i++)
    lw_annotations_add_class (annotations, names[i]);
  return annotations;
}

static char *
join_labels (Work                      *work,
             const LwConsolidatedLabel *labels,
             guint                      n_labels,
             double                    *confidence)
{
  const char *const *names = lw_label_categories_get_names (work->job->categories);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  *confidence = 1;
  for (guint i = 0; names[i] != NULL; i++)
    for (guint j = 0; j < n_labels; j++)
      if (labels[j].class_index == i && (!work->multi || labels[j].confidence >= 0.5 || labels[j].confidence <= 0))
        {
          *confidence = MIN (*confidence, labels[j].confidence);
          g_ptr_array_add (chosen, (gpointer) names[i]);
        }
  g_ptr_array_add (chosen, NULL);
  return g_strjoinv ("|", (char **) chosen->pdata);
}

static void
compare (Work                      *work,
         Object                    *object,
         const LwConsolidatedLabel *labels,
         guint                      n_labels,
         LwWhy                     *why,
         guint                      task)
{
  double confidence;
  g_autofree char *new_labels = join_labels (work, labels, n_labels, &confidence);
  LwLabelChange *change;

  if (g_strcmp0 (new_labels, object->old_labels) == 0)
    return;
  change = lw_reconsolidation_add_change (work->result, object->line);
  change->old_labels = g_strdup (object->old_labels);
  change->old_confidence = object->old_confidence;
  change->new_labels = g_steal_pointer (&new_labels);
  change->new_confidence = confidence;
  change->votes = g_strdup (object->votes->str);
  /* The workers are judged when the first change asks for it. */
  if (why->quality == NULL)
    why->quality = lw_worker_quality_new (why->annotations, why->result, NULL, work->cancellable, NULL);
  change->why = lw_engine_dup_why (why, task);
}

static void
take_label (Work   *work,
            LwWhy  *why,
            guint   task,
            Object *object)
{
  guint n_labels;
  const LwConsolidatedLabel *labels = lw_consolidation_result_get_labels (why->result, task, &n_labels);
  LwNewObject entry = { object->line, work->labels->labels->len, n_labels };

  g_array_append_vals (work->labels->labels, labels, n_labels);
  g_array_append_val (work->labels->objects, entry);
  work->result->n_objects++;
  compare (work, object, labels, n_labels, why, task);
}

/* Consolidates what has been gathered. */
static gboolean
flush (Work    *work,
       GError **error)
{
  g_autoptr (LwConsolidationResult) result = NULL;
  LwWhy why = { work->annotations, NULL, NULL, work->names };

  if (lw_annotations_get_n_tasks (work->annotations) > 0)
    {
      result = lw_consolidate (work->annotations, work->method,
                               work->method == LW_CONSOLIDATION_GROUNDTRUTH ? LW_CONSOLIDATION_BATCH : 0,
                               work->cancellable, error);
      if (result == NULL)
        return FALSE;
    }
  why.result = result;
  for (guint i = 0; i < work->objects->len; i++)
    {
      Object *object = &g_array_index (work->objects, Object, i);
      g_autofree char *name = g_strdup_printf ("%" G_GUINT64_FORMAT, object->line);
      guint task;

      if (lw_annotations_find_task (work->annotations, name, &task))
        take_label (work, &why, task, object);
    }
  g_clear_pointer (&why.quality, lw_worker_quality_unref);
  g_array_set_size (work->objects, 0);
  lw_annotations_unref (work->annotations);
  work->annotations = new_annotations (work);
  return TRUE;
}

static char *
read_old (Work                  *work,
          const LwGradedAnswer  *answer,
          double                *confidence)
{
  g_autoptr (JsonNode) node = answer->metadata != NULL ? lw_json_parse (answer->metadata, -1, NULL) : NULL;
  JsonObject *metadata = lw_json_node_object (node);
  JsonObject *map = metadata != NULL ? lw_json_get_object (metadata, "confidence-map") : NULL;
  g_autoptr (GArray) labels = g_array_new (FALSE, FALSE, sizeof (LwConsolidatedLabel));
  g_autoptr (GList) members = map != NULL ? json_object_get_members (map) : NULL;

  *confidence = metadata != NULL ? lw_json_get_double (metadata, "confidence", 0) : 0;
  if (answer->label == NULL || metadata == NULL)
    return NULL;
  if (!work->multi)
    return g_strdup (lw_json_get_string (metadata, "class-name"));
  for (GList *l = members; l != NULL; l = l->next)
    {
      LwConsolidatedLabel label = { (guint) g_ascii_strtoull (l->data, NULL, 10),
                                    lw_json_get_double (map, l->data, 0) };

      g_array_append_val (labels, label);
    }
  return join_labels (work, (const LwConsolidatedLabel *) (gpointer) labels->data, labels->len, confidence);
}

static Object *
ensure_object (Work                 *work,
               const LwGradedAnswer *answer)
{
  Object object = { .line = answer->line };

  if (work->objects->len > 0 && g_array_index (work->objects, Object, work->objects->len - 1).line == answer->line)
    return &g_array_index (work->objects, Object, work->objects->len - 1);
  object.old_labels = read_old (work, answer, &object.old_confidence);
  object.votes = g_string_new (NULL);
  g_array_append_val (work->objects, object);
  return &g_array_index (work->objects, Object, work->objects->len - 1);
}

static void
add_vote (Work                 *work,
          Object               *object,
          const LwGradedAnswer *answer,
          GArray               *classes)
{
  g_autofree char *task = g_strdup_printf ("%" G_GUINT64_FORMAT, answer->line);
  g_autofree char *labels = lw_engine_job_dup_labels (work->job, lw_engine_job_pack_classes (work->job, classes));

  if (work->multi)
    lw_annotations_add_set (work->annotations, task, answer->worker_id,
                            (const guint *) (gpointer) classes->data, classes->len);
  else
    lw_annotations_add (work->annotations, task, answer->worker_id, g_array_index (classes, guint, 0));
  g_string_append_printf (object->votes, "%s%s", object->votes->len > 0 ? ", " : "",
                          labels != NULL && *labels != '\0' ? labels : "–");
  if (answer->name != NULL && !g_hash_table_contains (work->names, answer->worker_id))
    g_hash_table_insert (work->names, g_strdup (answer->worker_id), g_strdup (answer->name));
  work->result->n_answers++;
}

static gboolean
take_answer (const LwGradedAnswer  *answer,
             gpointer               data,
             GError               **error)
{
  Work *work = data;
  g_autofree char *reason = NULL;
  g_autoptr (GArray) classes = NULL;
  Object *object;

  if (g_cancellable_set_error_if_cancelled (work->cancellable, error))
    return FALSE;
  if (work->method == LW_CONSOLIDATION_GROUNDTRUTH && answer->batch != work->batch && !flush (work, error))
    return FALSE;
  work->batch = answer->batch;
  object = ensure_object (work, answer);
  classes = lw_answer_content_parse (answer->content, work->job->task_type, work->job->categories, &reason);
  if (classes != NULL)
    add_vote (work, object, answer, classes);
  else
    work->result->n_refused++;
  if (++work->n_read % ANSWERS_PER_REPORT == 0 && work->progress != NULL)
    work->progress (READING_SHARE * MIN (1.0, (double) work->n_read / MAX (work->n_expected, 1)), work->data);
  return TRUE;
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  const LwNewObject *first = a;
  const LwNewObject *second = b;

  return first->line < second->line ? -1 : first->line > second->line;
}

static int
compare_changes (gconstpointer a,
                 gconstpointer b)
{
  const LwLabelChange *first = *(const LwLabelChange *const *) a;
  const LwLabelChange *second = *(const LwLabelChange *const *) b;

  return first->line < second->line ? -1 : first->line > second->line;
}

static guint64
count_answers (LwEngineJob *job)
{
  GHashTableIter iter;
  gpointer worker;
  guint64 n = 0;

  g_hash_table_iter_init (&iter, job->workers);
  while (g_hash_table_iter_next (&iter, NULL, &worker))
    n += ((LwEngineWorker *) worker)->record->n_answers;
  return n;
}

static gboolean
do_work (Work           *work,
         LwEngineStore  *store,
         GError        **error)
{
  gboolean ok;

  work->objects = g_array_new (FALSE, TRUE, sizeof (Object));
  g_array_set_clear_func (work->objects, clear_object);
  work->annotations = new_annotations (work);
  work->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  work->n_expected = count_answers (work->job);
  ok = lw_engine_store_foreach_answer (store, work->job->id, work->method == LW_CONSOLIDATION_GROUNDTRUTH, take_answer,
                                       work, error) && flush (work, error);
  lw_annotations_unref (work->annotations);
  g_hash_table_unref (work->names);
  g_array_unref (work->objects);
  if (ok && work->progress != NULL)
    work->progress (1, work->data);
  g_array_sort (work->labels->objects, compare_lines);
  g_ptr_array_sort (work->result->changes, compare_changes);
  return ok;
}

/**
 * lw_engine_reconsolidate:
 * @store: the state
 * @job: a job
 * @method: a word of src/consolidation
 * @progress: (nullable) (scope call): told now and then how much is done, in this thread
 * @data: for @progress
 * @cancellable: (nullable): to stop it
 * @error: return location: %LW_JOB_ERROR_INVALID for an unknown method
 *
 * Returns: (transfer full) (nullable): what the method makes of the job's answers
 */
LwReconsolidation *
lw_engine_reconsolidate (LwEngineStore              *store,
                         gint64                      job,
                         const char                 *method,
                         LwReconsolidationProgress   progress,
                         gpointer                    data,
                         GCancellable               *cancellable,
                         GError                    **error)
{
  g_autoptr (LwEngineJob) loaded = lw_engine_view_load_job (store, job, error);
  g_autoptr (LwReconsolidation) result = NULL;
  Work work = { .job = loaded, .progress = progress, .data = data, .cancellable = cancellable };

  if (loaded == NULL)
    return NULL;
  if (!lw_consolidation_method_from_string (method, &work.method) || loaded->categories == NULL)
    {
      g_set_error (error, LW_JOB_ERROR, LW_JOB_ERROR_INVALID,
                   loaded->categories == NULL ? _("The labeling job is not ready yet: try again in a moment")
                                              : _("There is no method of annotation consolidation “%s”"), method);
      return NULL;
    }
  result = lw_reconsolidation_new (method);
  work.result = result;
  work.multi = loaded->task_type == LW_TASK_TYPE_IMAGE_CLASSIFICATION_MULTI_LABEL;
  work.labels = g_new0 (LwNewLabels, 1);
  work.labels->objects = g_array_new (FALSE, FALSE, sizeof (LwNewObject));
  work.labels->labels = g_array_new (FALSE, FALSE, sizeof (LwConsolidatedLabel));
  result->data = work.labels;
  result->data_free = free_labels;
  return do_work (&work, store, error) ? g_steal_pointer (&result) : NULL;
}
