/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The method of Ground Truth: two rounds of a Dawid-Skene whose confusion matrices are held near a
 * symmetric one.
 *
 * The service's code is not public. This is the algorithm that gives the labels and confidences of a
 * labeling job that AWS published (birds, 302 data objects, 5 workers each, 10 classes), batch by batch:
 *
 *   C(a): a on the diagonal, (1 - a) / (K - 1) elsewhere; pop = 0.7; each worker's matrix C(0.7); uniform prior
 *   E: p_i[t] ~ prior[t] * product over the votes of matrix_j[t][vote]
 *   M: n_j = sum of p_i over the votes of j; acc_j = trace (n_j) / N_j; prior = mean of p_i
 *      matrix_j = rows of n_j + N_j C(acc_j) + (N_j / 2) C(pop), each divided by its sum
 *   E again, and that is the result.
 *
 * Not for full expectation maximization to convergence. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-method.h"

#include "lw-confusion.h"

#define ACCURACY 0.7

/* Entry [truth][vote] of C(accuracy). */
static inline double
symmetric (double   accuracy,
           gboolean same,
           guint    n_classes)
{
  return same ? accuracy : (1 - accuracy) / (n_classes - 1);
}

static void
fill_first_matrices (LwConfusion *confusion)
{
  const LwVotes *votes = confusion->votes;
  const guint n_classes = votes->n_classes;

  for (guint t = 0; t < n_classes; t++)
    ((double *) confusion->prior)[t] = 1.0 / n_classes;
  for (guint c = 0; c < votes->n_cells; c++)
    {
      for (guint t = 0; t < n_classes; t++)
        lw_confusion_get_cell (confusion, c)[t] = symmetric (ACCURACY, t == votes->cell_label[c], n_classes);
    }
}

/* Makes the worker's matrix from what was added up. The sum of row t of n_j + N_j C + (N_j / 2) C is that
 * of n_j and 1.5 N_j, as the rows of a symmetric matrix add up to 1. */
static void
fill_matrix (LwConfusion *confusion,
             guint        worker,
             double      *row_sums)
{
  const LwVotes *votes = confusion->votes;
  const guint n_classes = votes->n_classes;
  const double n = votes->worker_votes[worker];
  double accuracy = 0;

  lw_confusion_merge (confusion, worker);
  for (guint t = 0; t < n_classes; t++)
    row_sums[t] = 1.5 * n;
  for (guint c = votes->cell_start[worker]; c < votes->cell_start[worker + 1]; c++)
    {
      const double *cell = lw_confusion_get_cell (confusion, c);

      accuracy += cell[votes->cell_label[c]] / n;
      for (guint t = 0; t < n_classes; t++)
        row_sums[t] += cell[t];
    }
  for (guint c = votes->cell_start[worker]; c < votes->cell_start[worker + 1]; c++)
    {
      double *cell = lw_confusion_get_cell (confusion, c);

      for (guint t = 0; t < n_classes; t++)
        {
          gboolean same = t == votes->cell_label[c];

          cell[t] += n * symmetric (accuracy, same, n_classes) + n / 2 * symmetric (ACCURACY, same, n_classes);
          cell[t] /= row_sums[t];
        }
    }
}

/**
 * lw_groundtruth_posterior:
 * @votes: the votes of one batch
 * @run: how
 * @posterior: (out caller-allocates): n_tasks × n_classes: the probability of each class
 */
void
lw_groundtruth_posterior (const LwVotes     *votes,
                          const LwMethodRun *run,
                          double            *posterior)
{
  const guint n_classes = votes->n_classes;
  g_autoptr (LwConfusion) confusion = NULL;
  g_autofree double *row_sums = g_new (double, n_classes);

  if (n_classes == 1)
    {
      lw_votes_get_shares (votes, posterior);
      return;
    }

  confusion = lw_confusion_new (votes, posterior);
  fill_first_matrices (confusion);
  lw_confusion_expect (confusion, run->crew);
  for (guint w = 0; w < votes->n_workers; w++)
    fill_matrix (confusion, w, row_sums);
  lw_confusion_merge_prior (confusion);
  for (guint t = 0; t < n_classes; t++)
    ((double *) confusion->prior)[t] /= votes->n_tasks;
  lw_confusion_expect (confusion, run->crew);
  lw_confusion_fill_trace (confusion, run);
}

/**
 * lw_groundtruth_confidence:
 * @probability: of the label
 * @one_worker: whether one worker alone answered
 *
 * Returns: the confidence as the service writes it: 0.05 + 0.9 × @probability with two digits; 0 for one worker
 */
double
lw_groundtruth_confidence (double   probability,
                           gboolean one_worker)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (one_worker)
    return 0;

  return g_ascii_strtod (g_ascii_formatd (text, sizeof text, "%.2f", 0.05 + 0.9 * probability), NULL);
}
