/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How good workers are: reading it. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-worker-quality.h"

#include <math.h>
#include <string.h>

#include "lw-worker-quality-private.h"

LwWorkerQuality *
lw_worker_quality_ref (LwWorkerQuality *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lw_worker_quality_unref (LwWorkerQuality *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  lw_annotations_unref (self->annotations);
  lw_consolidation_result_unref (self->result);
  g_clear_pointer (&self->gold, lw_annotations_unref);
  g_free (self->gold_classes);
  g_free (self->gold_tasks);
  lw_answers_by_worker_free (self->by_worker);
  g_free (self->scores);
  g_free (self);
}

/**
 * lw_worker_quality_get_score:
 * @self: scores
 * @worker: a worker, as numbered in the table of annotations
 *
 * Returns: (transfer none): the worker's score
 */
const LwWorkerScore *
lw_worker_quality_get_score (LwWorkerQuality *self,
                             guint            worker)
{
  g_return_val_if_fail (self != NULL && worker < lw_annotations_get_n_workers (self->annotations), NULL);

  return &self->scores[worker];
}

/* Single label: one entry. Multi-label: each class that both have; each class that only the truth has, with
 * each that only the answer has. */
static void
count_confusion (LwWorkerQuality *self,
                 guint32         *matrix,
                 guint            answer,
                 const guint32   *truth,
                 guint            n_truth)
{
  gsize n_all = lw_annotations_get_n_classes (self->annotations);
  gboolean multi_label = lw_annotations_is_multi_label (self->annotations);
  guint n;
  const guint32 *classes = lw_annotations_get_answer_classes (self->annotations, answer, &n);

  for (guint t = 0; t < n_truth; t++)
    {
      gboolean missed = !lw_worker_quality_is_in (classes, n, truth[t]);

      for (guint i = 0; i < n && truth[t] < n_all; i++)
        {
          gboolean wrong = !multi_label || !lw_worker_quality_is_in (truth, n_truth, classes[i]);

          if (classes[i] == truth[t] || (missed && wrong))
            matrix[truth[t] * n_all + classes[i]]++;
        }
    }
}

/**
 * lw_worker_quality_dup_confusion:
 * @self: scores
 * @worker: a worker
 * @against_gold: whether the known answers are the truth, not the consolidated labels
 *
 * Returns: (transfer full) (array): the worker's confusion matrix, n_classes × n_classes: how often the
 *   worker said a class (column) when another was the truth (row); multi-label: instead of a class that was
 *   missed
 */
guint32 *
lw_worker_quality_dup_confusion (LwWorkerQuality *self,
                                 guint            worker,
                                 gboolean         against_gold)
{
  g_autofree guint32 *truth = NULL;
  guint32 *matrix;
  gsize n_classes;

  g_return_val_if_fail (self != NULL && worker < lw_annotations_get_n_workers (self->annotations), NULL);

  n_classes = lw_annotations_get_n_classes (self->annotations);
  truth = lw_worker_quality_new_truth (self);
  matrix = g_new0 (guint32, n_classes * n_classes + 1);
  for (guint i = self->by_worker->start[worker]; i < self->by_worker->start[worker + 1]; i++)
    {
      guint task = self->by_worker->task[i];
      guint n_truth = 0;

      if (!against_gold)
        n_truth = lw_worker_quality_get_consensus (self, task, truth);
      else if (!lw_worker_quality_get_gold (self, task, truth, &n_truth))
        continue;
      count_confusion (self, matrix, self->by_worker->answer[i], truth, n_truth);
    }
  return matrix;
}

static double
get_rank (const LwWorkerScore *score)
{
  if (!isnan (score->gold_accuracy))
    return score->gold_accuracy;

  return isnan (score->accuracy) ? 2 : score->accuracy;
}

static int
compare_workers (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  LwWorkerQuality *self = user_data;
  guint32 left = *(const guint32 *) a;
  guint32 right = *(const guint32 *) b;
  double ranks[2] = { get_rank (&self->scores[left]), get_rank (&self->scores[right]) };

  if (ranks[0] < ranks[1] || ranks[0] > ranks[1])
    return ranks[0] < ranks[1] ? -1 : 1;
  return strcmp (lw_annotations_get_worker (self->annotations, left),
                 lw_annotations_get_worker (self->annotations, right));
}

/**
 * lw_worker_quality_dup_ranking:
 * @self: scores
 *
 * Returns: (transfer full) (array): all workers, the least accurate first: by gold where there is gold,
 *   else by the consolidated labels; those who cannot be judged come last
 */
guint32 *
lw_worker_quality_dup_ranking (LwWorkerQuality *self)
{
  guint n_workers;
  guint32 *workers;

  g_return_val_if_fail (self != NULL, NULL);

  n_workers = lw_annotations_get_n_workers (self->annotations);
  workers = g_new (guint32, n_workers + 1);
  for (guint w = 0; w < n_workers; w++)
    workers[w] = w;
  g_qsort_with_data (workers, (int) n_workers, sizeof (guint32), compare_workers, self);
  return workers;
}
