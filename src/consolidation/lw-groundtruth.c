/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The method of Ground Truth: two rounds of a Dawid-Skene whose confusion matrices are held near a symmetric one.
 *
 * The service's code is not public. This is the algorithm that gives the labels and confidences of a labeling job
 * that AWS published (birds, 302 data objects, 5 workers each, 10 classes), batch by batch:
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

#include "lw-groundtruth.h"

#include <math.h>
#include <string.h>

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
fill_first_matrices (const LwVotes *votes,
                     double        *cells)
{
  const double same = log (symmetric (ACCURACY, TRUE, votes->n_classes));
  const double other = log (symmetric (ACCURACY, FALSE, votes->n_classes));

  for (guint c = 0; c < votes->n_cells; c++)
    {
      for (guint t = 0; t < votes->n_classes; t++)
        cells[(gsize) c * votes->n_classes + t] = t == votes->cell_label[c] ? same : other;
    }
}

static void
count_votes (const LwVotes *votes,
             const double  *posterior,
             double        *cells,
             double        *row_sums,
             double        *prior)
{
  const guint n_classes = votes->n_classes;

  memset (cells, 0, sizeof (double) * votes->n_cells * n_classes);
  memset (row_sums, 0, sizeof (double) * votes->n_workers * n_classes);
  memset (prior, 0, sizeof (double) * n_classes);
  for (guint i = 0; i < votes->n_tasks; i++)
    {
      const double *p = posterior + (gsize) i * n_classes;

      for (guint t = 0; t < n_classes; t++)
        prior[t] += p[t] / votes->n_tasks;
      for (guint v = votes->start[i]; v < votes->start[i + 1]; v++)
        {
          double *cell = cells + (gsize) votes->cell[v] * n_classes;
          double *row_sum = row_sums + (gsize) votes->worker[v] * n_classes;

          for (guint t = 0; t < n_classes; t++)
            {
              cell[t] += p[t];
              row_sum[t] += p[t];
            }
        }
    }
}

/* Makes logarithms of probabilities of what count_votes() counted. The sum of row t of n_j + N_j C + (N_j / 2) C is
 * row_sums[j][t] + 1.5 N_j, as the rows of a symmetric matrix add up to 1. */
static void
fill_matrices (const LwVotes *votes,
               const double  *accuracy,
               const double  *row_sums,
               double        *cells)
{
  const guint n_classes = votes->n_classes;

  for (guint c = 0; c < votes->n_cells; c++)
    {
      guint w = votes->cell_worker[c];
      double n = votes->worker_votes[w];
      double *cell = cells + (gsize) c * n_classes;
      const double *row_sum = row_sums + (gsize) w * n_classes;

      for (guint t = 0; t < n_classes; t++)
        {
          gboolean same = t == votes->cell_label[c];
          double value = cell[t] + n * symmetric (accuracy[w], same, n_classes)
                         + n / 2 * symmetric (ACCURACY, same, n_classes);

          cell[t] = log (value / (row_sum[t] + 1.5 * n));
        }
    }
}

/**
 * lw_groundtruth_posterior:
 * @votes: the votes of one batch
 * @posterior: (out caller-allocates): n_tasks × n_classes: the probability of each class
 */
void
lw_groundtruth_posterior (const LwVotes *votes,
                          double        *posterior)
{
  const guint n_classes = votes->n_classes;
  g_autofree double *cells = g_new (double, (gsize) votes->n_cells * n_classes + 1);
  g_autofree double *row_sums = g_new (double, (gsize) votes->n_workers * n_classes + 1);
  g_autofree double *accuracy = g_new0 (double, votes->n_workers + 1);
  g_autofree double *prior = g_new0 (double, n_classes);

  if (n_classes == 1)
    {
      for (guint i = 0; i < votes->n_tasks; i++)
        posterior[i] = 1;
      return;
    }

  fill_first_matrices (votes, cells);
  lw_votes_expect (votes, prior, cells, posterior);

  count_votes (votes, posterior, cells, row_sums, prior);
  for (guint c = 0; c < votes->n_cells; c++)
    accuracy[votes->cell_worker[c]] += cells[(gsize) c * n_classes + votes->cell_label[c]];
  for (guint w = 0; w < votes->n_workers; w++)
    accuracy[w] /= votes->worker_votes[w];
  fill_matrices (votes, accuracy, row_sums, cells);
  for (guint t = 0; t < n_classes; t++)
    prior[t] = log (prior[t]);
  lw_votes_expect (votes, prior, cells, posterior);
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
