/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How good workers are: their answers are compared with the consolidated labels and with gold, in the order
 * of time. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-worker-quality.h"

#include <math.h>

#include "lw-worker-quality-private.h"

/* Multi-label: a class that applies with this probability or more is part of the consolidated set. */
#define APPLIES 0.5

/* One answer of a worker, for sorting by time. */
typedef struct
{
  gint64 time;
  guint  place;
  guint  answer;
  guint  task;
} TimedAnswer;

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const TimedAnswer *left = a;
  const TimedAnswer *right = b;

  if (left->time != right->time)
    return left->time < right->time ? -1 : 1;
  return left->place < right->place ? -1 : 1;
}

static int
compare_seconds (gconstpointer a,
                 gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

/**
 * lw_worker_quality_get_consensus:
 * @self: scores
 * @task: a data object
 * @truth: (out caller-allocates): gets the classes of the consolidated label
 *
 * Returns: how many there are
 */
guint
lw_worker_quality_get_consensus (LwWorkerQuality *self,
                                 guint            task,
                                 guint32         *truth)
{
  guint n_labels;
  const LwConsolidatedLabel *labels = lw_consolidation_result_get_labels (self->result, task, &n_labels);
  const double *posterior = lw_consolidation_result_get_posterior (self->result, task);
  guint n = 0;

  for (guint i = 0; i < n_labels; i++)
    {
      if (!lw_annotations_is_multi_label (self->annotations) || posterior[labels[i].class_index] >= APPLIES)
        truth[n++] = labels[i].class_index;
    }
  return n;
}

/**
 * lw_worker_quality_get_gold:
 * @self: scores
 * @task: a data object
 * @truth: (out caller-allocates): gets the classes of the known answer
 * @n_truth: (out): how many there are
 *
 * Returns: whether there is a known answer
 */
gboolean
lw_worker_quality_get_gold (LwWorkerQuality *self,
                            guint            task,
                            guint32         *truth,
                            guint           *n_truth)
{
  guint n_answers;
  guint first;
  const guint32 *classes;

  if (self->gold == NULL || self->gold_tasks[task] == G_MAXUINT32)
    return FALSE;

  first = lw_annotations_get_answers (self->gold, self->gold_tasks[task], &n_answers);
  classes = lw_annotations_get_answer_classes (self->gold, first, n_truth);
  for (guint i = 0; i < *n_truth; i++)
    truth[i] = self->gold_classes[classes[i]];
  return TRUE;
}

/**
 * lw_worker_quality_is_in:
 * @classes: (array length=n): classes
 * @n: how many
 * @class_index: a class
 *
 * Returns: whether it is one of them
 */
gboolean
lw_worker_quality_is_in (const guint32 *classes,
                         guint          n,
                         guint32        class_index)
{
  for (guint i = 0; i < n; i++)
    {
      if (classes[i] == class_index)
        return TRUE;
    }
  return FALSE;
}

/**
 * lw_worker_quality_new_truth:
 * @self: scores
 *
 * Returns: (transfer full): room for the classes of a consolidated label or of a known answer
 */
guint32 *
lw_worker_quality_new_truth (LwWorkerQuality *self)
{
  gsize n_classes = lw_annotations_get_n_classes (self->annotations);
  gsize n_gold = self->gold != NULL ? lw_annotations_get_n_classes (self->gold) : 0;

  return g_new (guint32, MAX (n_classes, n_gold) + 1);
}

/* What both have, divided by what either has; two empty sets are the same. For single label that is 1 or 0. */
static double
compare_with_truth (LwWorkerQuality *self,
                    guint            answer,
                    const guint32   *truth,
                    guint            n_truth)
{
  guint n;
  const guint32 *classes = lw_annotations_get_answer_classes (self->annotations, answer, &n);
  guint n_common = 0;

  for (guint i = 0; i < n; i++)
    n_common += lw_worker_quality_is_in (truth, n_truth, classes[i]);
  return n + n_truth > 0 ? (double) n_common / (n + n_truth - n_common) : 1;
}

static gboolean
is_shared (LwWorkerQuality *self,
           guint            task,
           guint            worker)
{
  guint n_answers;
  guint first = lw_annotations_get_answers (self->annotations, task, &n_answers);

  for (guint a = first; a < first + n_answers; a++)
    {
      if (lw_annotations_get_answer_worker (self->annotations, a) != worker)
        return TRUE;
    }
  return FALSE;
}

static double
divide (double sum,
        guint  n)
{
  return n > 0 ? sum / n : NAN;
}

/* Sums over a part of a worker's answers, the first of which is @first. */
typedef struct
{
  guint  n_shared;
  double right;
  guint  n_timed;
  double seconds;
} Sums;

static void
add_answer (LwWorkerQuality   *self,
            guint              worker,
            const TimedAnswer *timed,
            guint32           *truth,
            Sums              *sums)
{
  double seconds = lw_annotations_get_answer_seconds (self->annotations, timed->answer);

  if (is_shared (self, timed->task, worker))
    {
      sums->n_shared++;
      sums->right += compare_with_truth (self, timed->answer, truth,
                                         lw_worker_quality_get_consensus (self, timed->task, truth));
    }
  if (seconds >= 0)
    {
      sums->n_timed++;
      sums->seconds += seconds;
    }
}

static void
fill_windows (LwWorkerQuality *self,
              guint            worker,
              GArray          *answers,
              guint32         *truth)
{
  LwWorkerScore *score = &self->scores[worker];
  Sums halves[2] = { { 0 } };

  score->n_windows = MIN (answers->len, LW_DRIFT_WINDOWS);
  for (guint i = 0; i < score->n_windows; i++)
    {
      LwDriftWindow *window = &score->windows[i];
      guint first = (guint) ((guint64) answers->len * i / score->n_windows);
      guint end = (guint) ((guint64) answers->len * (i + 1) / score->n_windows);
      Sums sums = { 0 };

      for (guint a = first; a < end; a++)
        {
          const TimedAnswer *timed = &g_array_index (answers, TimedAnswer, a);

          add_answer (self, worker, timed, truth, &sums);
          add_answer (self, worker, timed, truth, &halves[a * 2 >= answers->len]);
        }
      window->n_answers = end - first;
      window->accuracy = divide (sums.right, sums.n_shared);
      window->seconds = divide (sums.seconds, sums.n_timed);
      window->begin = g_array_index (answers, TimedAnswer, first).time;
    }
  score->n_shared = halves[0].n_shared + halves[1].n_shared;
  score->accuracy = divide (halves[0].right + halves[1].right, score->n_shared);
  score->drift = divide (halves[1].right, halves[1].n_shared) - divide (halves[0].right, halves[0].n_shared);
}

static void
fill_gold (LwWorkerQuality *self,
           guint            worker,
           GArray          *answers,
           guint32         *truth)
{
  LwWorkerScore *score = &self->scores[worker];
  double right = 0;

  for (guint a = 0; a < answers->len; a++)
    {
      const TimedAnswer *timed = &g_array_index (answers, TimedAnswer, a);
      guint n_truth;

      if (!lw_worker_quality_get_gold (self, timed->task, truth, &n_truth))
        continue;
      score->n_gold++;
      right += compare_with_truth (self, timed->answer, truth, n_truth);
    }
  score->gold_accuracy = divide (right, score->n_gold);
}

static double
get_median_seconds (LwWorkerQuality *self,
                    GArray          *answers)
{
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint a = 0; a < answers->len; a++)
    {
      double value = lw_annotations_get_answer_seconds (self->annotations,
                                                        g_array_index (answers, TimedAnswer, a).answer);

      if (value >= 0)
        g_array_append_val (seconds, value);
    }
  if (seconds->len == 0)
    return NAN;

  g_array_sort (seconds, compare_seconds);
  return (g_array_index (seconds, double, (seconds->len - 1) / 2) +
          g_array_index (seconds, double, seconds->len / 2)) / 2;
}

static void
score_worker (LwWorkerQuality *self,
              guint            worker,
              GArray          *answers,
              guint32         *truth)
{
  g_array_set_size (answers, 0);
  for (guint i = self->by_worker->start[worker]; i < self->by_worker->start[worker + 1]; i++)
    {
      TimedAnswer timed = { 0, i, self->by_worker->answer[i], self->by_worker->task[i] };

      timed.time = lw_annotations_get_answer_time (self->annotations, timed.answer);
      g_array_append_val (answers, timed);
    }
  g_array_sort (answers, compare_times);
  self->scores[worker].n_answers = answers->len;
  self->scores[worker].seconds = get_median_seconds (self, answers);
  fill_windows (self, worker, answers, truth);
  fill_gold (self, worker, answers, truth);
}

/* Matches objects and classes of the gold by name. A class that no job has equals none. */
static void
match_gold (LwWorkerQuality *self)
{
  guint n_tasks = lw_annotations_get_n_tasks (self->annotations);
  guint n_classes = lw_annotations_get_n_classes (self->gold);

  lw_annotations_seal (self->gold);
  self->gold_tasks = g_new (guint32, n_tasks + 1);
  self->gold_classes = g_new (guint32, n_classes + 1);
  for (guint t = 0; t < n_tasks; t++)
    {
      if (!lw_annotations_find_task (self->gold, lw_annotations_get_task (self->annotations, t), &self->gold_tasks[t]))
        self->gold_tasks[t] = G_MAXUINT32;
    }
  for (guint k = 0; k < n_classes; k++)
    {
      if (!lw_annotations_find_class (self->annotations, lw_annotations_get_class (self->gold, k),
                                      &self->gold_classes[k]))
        self->gold_classes[k] = G_MAXUINT32;
    }
}

/**
 * lw_worker_quality_new:
 * @annotations: the answers; sealed by this, and kept
 * @result: what was made of them; kept
 * @gold: (nullable): known answers, one for each object that has one; sealed by this, and kept
 * @cancellable: (nullable): to stop it
 * @error: set to %G_IO_ERROR_CANCELLED
 *
 * Compares each worker's answers with the consolidated labels and with the known answers. Without times the
 * order of the objects counts as the order of time. It is a plain function: call it in a thread for many
 * answers.
 *
 * Returns: (transfer full) (nullable): a score for each worker, %NULL when cancelled
 */
LwWorkerQuality *
lw_worker_quality_new (LwAnnotations          *annotations,
                       LwConsolidationResult  *result,
                       LwAnnotations          *gold,
                       GCancellable           *cancellable,
                       GError                **error)
{
  g_autoptr (LwWorkerQuality) self = NULL;
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (TimedAnswer));
  g_autofree guint32 *truth = NULL;
  guint n_workers;

  g_return_val_if_fail (annotations != NULL && result != NULL, NULL);

  lw_annotations_seal (annotations);
  self = g_new0 (LwWorkerQuality, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->annotations = lw_annotations_ref (annotations);
  self->result = lw_consolidation_result_ref (result);
  self->gold = gold != NULL ? lw_annotations_ref (gold) : NULL;
  if (gold != NULL)
    match_gold (self);
  self->by_worker = lw_answers_by_worker_new (annotations);
  n_workers = lw_annotations_get_n_workers (annotations);
  self->scores = g_new0 (LwWorkerScore, n_workers + 1);
  truth = lw_worker_quality_new_truth (self);
  for (guint w = 0; w < n_workers; w++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      score_worker (self, w, answers, truth);
    }
  return g_steal_pointer (&self);
}
