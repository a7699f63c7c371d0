/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the answers of a labeling job say about its labels and its workers: computed in a thread from a table of
 * answers, then immutable. The sentences are in lw-quality-words.h. */

#define G_LOG_DOMAIN "lw-quality"

#include "config.h"

#include "lw-quality-report.h"

/* A label of a multi-label job applies from this probability on. */
#define APPLIES 0.5

/* Invariant: nothing changes once it is made. @disputed are the tasks about which workers do not agree, the most
 * disputed first. */
struct _LwQualityReport
{
  gatomicrefcount        ref_count;

  LwConsolidationMethod  method;
  LwAnnotations         *annotations;
  LwConsolidationResult *result;
  LwAgreement           *agreement;
  LwWorkerQuality       *workers;
  guint64               *lines;
  guint32               *disputed;
  guint                  n_disputed;
  guint                  n_known;
  guint64                n_refused;
};

/* The annotations */

static LwAnnotations *
make_annotations (LwQualityReport *self,
                  LwJobAnswers    *answers)
{
  LwAnnotations *annotations = lw_annotations_new (answers->multi);
  g_autoptr (GHashTable) batches = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, NULL);

  for (guint i = 0; i < answers->labels->len; i++)
    lw_annotations_add_class (annotations, g_ptr_array_index (answers->labels, i));
  for (guint i = 0; i < answers->workers->len; i++)
    lw_annotations_add_worker (annotations, g_ptr_array_index (answers->workers, i), -1);
  for (guint i = 0; i < answers->answers->len; i++)
    {
      LwJobAnswer *answer = &g_array_index (answers->answers, LwJobAnswer, i);
      g_autofree char *name = g_strdup_printf ("%" G_GUINT64_FORMAT, answer->line);
      guint task = lw_annotations_add_task (annotations, name, -1);

      lw_annotations_add_answer (annotations, task, answer->worker,
                                 answer->n_labels > 0 ? &g_array_index (answers->classes, guint, answer->first) : NULL,
                                 answer->n_labels);
      lw_annotations_set_time (annotations, answer->submitted, answer->seconds);
      if (answer->batch == 0)
        continue;
      if (!g_hash_table_contains (batches, &answer->batch))
        g_hash_table_insert (batches, &answer->batch, GUINT_TO_POINTER (g_hash_table_size (batches)));
      lw_annotations_set_batch (annotations, task,
                                GPOINTER_TO_UINT (g_hash_table_lookup (batches, &answer->batch)));
    }
  lw_annotations_seal (annotations);
  return annotations;
}

static void
find_lines (LwQualityReport *self)
{
  guint n = lw_annotations_get_n_tasks (self->annotations);

  self->lines = g_new (guint64, MAX (n, 1));
  for (guint task = 0; task < n; task++)
    self->lines[task] = g_ascii_strtoull (lw_annotations_get_task (self->annotations, task), NULL, 10);
}

/* The known answers as a table of one worker who is always right. */
static LwAnnotations *
make_gold (LwJobAnswers *answers)
{
  LwAnnotations *gold;

  if (answers->known->len == 0)
    return NULL;
  gold = lw_annotations_new (answers->multi);
  for (guint i = 0; i < answers->labels->len; i++)
    lw_annotations_add_class (gold, g_ptr_array_index (answers->labels, i));
  for (guint i = 0; i < answers->known->len; i++)
    {
      LwKnownAnswer *known = &g_array_index (answers->known, LwKnownAnswer, i);
      g_autofree char *name = g_strdup_printf ("%" G_GUINT64_FORMAT, known->line);

      if (known->n_labels == 0 && !answers->multi)
        continue;
      lw_annotations_add_answer (gold, lw_annotations_add_task (gold, name, -1),
                                 lw_annotations_add_worker (gold, "gold", -1),
                                 &g_array_index (answers->classes, guint, known->first), known->n_labels);
    }
  lw_annotations_seal (gold);
  return gold;
}

/* Making it */

static gboolean
consolidate (LwQualityReport  *self,
             GCancellable     *cancellable,
             GError          **error)
{
  LwConsolidationOptions options = { .method = self->method };

  if (self->method == LW_CONSOLIDATION_GROUNDTRUTH)
    options.batch_size = LW_CONSOLIDATION_BATCH;
  else
    options.ignore_batches = TRUE;
  self->result = lw_consolidate_with_options (self->annotations, &options, cancellable, error);
  return self->result != NULL;
}

static void
rank (LwQualityReport *self)
{
  guint n;

  self->disputed = lw_agreement_dup_ranking (self->agreement, &n);
  while (n > 0 && !(lw_agreement_get_disagreement (self->agreement, self->disputed[n - 1]) > 0))
    n--;
  self->n_disputed = n;
}

/**
 * lw_quality_report_compute:
 * @answers: all answers of a job
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Takes seconds for millions of answers; any thread.
 *
 * Returns: (transfer full) (nullable): the report
 */
LwQualityReport *
lw_quality_report_compute (LwJobAnswers  *answers,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autoptr (LwQualityReport) self = g_new0 (LwQualityReport, 1);
  g_autoptr (LwAnnotations) gold = NULL;

  g_return_val_if_fail (answers != NULL, NULL);

  g_atomic_ref_count_init (&self->ref_count);
  self->n_refused = answers->n_refused;
  self->n_known = answers->known->len;
  self->method = LW_CONSOLIDATION_GROUNDTRUTH;
  if (answers->method != NULL)
    lw_consolidation_method_from_string (answers->method, &self->method);
  self->annotations = make_annotations (self, answers);
  find_lines (self);
  gold = make_gold (answers);
  if (!consolidate (self, cancellable, error))
    return NULL;
  self->agreement = lw_agreement_new (self->annotations, 0, cancellable, error);
  if (self->agreement == NULL)
    return NULL;
  self->workers = lw_worker_quality_new (self->annotations, self->result, gold, cancellable, error);
  if (self->workers == NULL)
    return NULL;
  rank (self);
  return g_steal_pointer (&self);
}

static void
compute_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  LwQualityReport *report = lw_quality_report_compute (task_data, cancellable, &error);

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) lw_quality_report_unref);
  else
    g_task_return_error (task, error);
}

/**
 * lw_quality_report_compute_async:
 * @answers: all answers of a job
 * @cancellable: (nullable): to stop it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * lw_quality_report_compute() in a thread.
 */
void
lw_quality_report_compute_async (LwJobAnswers        *answers,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (answers != NULL);

  g_task_set_source_tag (task, lw_quality_report_compute_async);
  g_task_set_name (task, "measure quality");
  g_task_set_task_data (task, lw_job_answers_ref (answers), (GDestroyNotify) lw_job_answers_unref);
  g_task_run_in_thread (task, compute_thread);
}

/**
 * lw_quality_report_compute_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the report
 */
LwQualityReport *
lw_quality_report_compute_finish (GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

LwQualityReport *
lw_quality_report_ref (LwQualityReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lw_quality_report_unref (LwQualityReport *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->workers, lw_worker_quality_unref);
  g_clear_pointer (&self->agreement, lw_agreement_unref);
  g_clear_pointer (&self->result, lw_consolidation_result_unref);
  g_clear_pointer (&self->annotations, lw_annotations_unref);
  g_free (self->lines);
  g_free (self->disputed);
  g_free (self);
}

/* Reading it */

LwConsolidationMethod
lw_quality_report_get_method (LwQualityReport *self)
{
  return self->method;
}

LwAnnotations *
lw_quality_report_get_annotations (LwQualityReport *self)
{
  return self->annotations;
}

LwConsolidationResult *
lw_quality_report_get_result (LwQualityReport *self)
{
  return self->result;
}

LwAgreement *
lw_quality_report_get_agreement (LwQualityReport *self)
{
  return self->agreement;
}

LwWorkerQuality *
lw_quality_report_get_workers (LwQualityReport *self)
{
  return self->workers;
}

guint
lw_quality_report_get_n_known (LwQualityReport *self)
{
  return self->n_known;
}

guint64
lw_quality_report_get_n_refused (LwQualityReport *self)
{
  return self->n_refused;
}

/**
 * lw_quality_report_get_line:
 * @self: a report
 * @task: a data object as the annotations number it
 *
 * Returns: the data object: the input manifest's line, from 0
 */
guint64
lw_quality_report_get_line (LwQualityReport *self,
                            guint            task)
{
  g_return_val_if_fail (task < lw_annotations_get_n_tasks (self->annotations), 0);

  return self->lines[task];
}

/**
 * lw_quality_report_get_disputed:
 * @self: a report
 * @n_tasks: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_tasks): the data objects about which workers do not agree, the most
 *   disputed first
 */
const guint32 *
lw_quality_report_get_disputed (LwQualityReport *self,
                                guint           *n_tasks)
{
  *n_tasks = self->n_disputed;
  return self->disputed;
}

/* How often each class was chosen for @task. */
static guint *
count_votes (LwQualityReport *self,
             guint            task)
{
  guint *counts = g_new0 (guint, MAX (lw_annotations_get_n_classes (self->annotations), 1));
  guint n_answers, first = lw_annotations_get_answers (self->annotations, task, &n_answers);

  for (guint i = 0; i < n_answers; i++)
    {
      guint n_classes;
      const guint32 *classes = lw_annotations_get_answer_classes (self->annotations, first + i, &n_classes);

      for (guint j = 0; j < n_classes; j++)
        counts[classes[j]]++;
    }
  return counts;
}

/**
 * lw_quality_report_dup_votes:
 * @self: a report
 * @task: a data object
 *
 * Returns: (transfer full): what was said: "cat 2, dog 1", in the order of the label categories
 */
char *
lw_quality_report_dup_votes (LwQualityReport *self,
                             guint            task)
{
  g_autofree guint *counts = count_votes (self, task);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lw_annotations_get_n_classes (self->annotations); i++)
    if (counts[i] > 0)
      g_string_append_printf (text, "%s%s %u", text->len > 0 ? ", " : "",
                              lw_annotations_get_class (self->annotations, i), counts[i]);
  return g_string_free (text, FALSE);
}

/**
 * lw_quality_report_dup_label:
 * @self: a report
 * @task: a data object
 *
 * Returns: (transfer full): its label: the label categories, joined with ", "
 */
char *
lw_quality_report_dup_label (LwQualityReport *self,
                             guint            task)
{
  guint n_labels;
  const LwConsolidatedLabel *labels = lw_consolidation_result_get_labels (self->result, task, &n_labels);
  const double *posterior = lw_consolidation_result_get_posterior (self->result, task);
  gboolean multi = lw_annotations_is_multi_label (self->annotations);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_labels; i++)
    if (!multi || posterior[labels[i].class_index] >= APPLIES)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                              lw_annotations_get_class (self->annotations, labels[i].class_index));
  return g_string_free (text, FALSE);
}
