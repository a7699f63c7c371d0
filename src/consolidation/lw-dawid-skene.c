/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The method of A. P. Dawid and A. M. Skene, "Maximum likelihood estimation of observer error-rates using the EM
 * algorithm", Applied Statistics 28 (1979), 20–28: expectation maximization to convergence, each worker with a
 * confusion matrix of its own.
 *
 * It begins with the shares of the votes (their section 4). There is no smoothing: the matrices are the plain maximum
 * likelihood estimates. A probability below FLOOR counts as FLOOR, so that one vote never rules a class out for ever;
 * a worker is taken to guess, each class with 1 / K, about a class of which this worker has seen nothing. It ends
 * when no probability changes by CHANGE any more, or after ROUNDS. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-dawid-skene.h"

#include <math.h>
#include <string.h>

#define FLOOR 1e-10
#define CHANGE 1e-6
#define ROUNDS 500

/* Sums the posteriors: for each class (prior), each cell, and each worker and class (row_sums). */
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
        prior[t] += p[t];
      for (guint v = votes->start[i]; v < votes->start[i + 1]; v++)
        {
          double *cell = cells + (gsize) votes->cell[v] * n_classes;

          for (guint t = 0; t < n_classes; t++)
            cell[t] += p[t];
        }
    }
  for (guint c = 0; c < votes->n_cells; c++)
    {
      double *row_sum = row_sums + (gsize) votes->cell_worker[c] * n_classes;

      for (guint t = 0; t < n_classes; t++)
        row_sum[t] += cells[(gsize) c * n_classes + t];
    }
}

/* Turns the sums into logarithms of probabilities. */
static void
normalize (const LwVotes *votes,
           const double  *row_sums,
           double        *cells,
           double        *prior)
{
  const guint n_classes = votes->n_classes;

  for (guint t = 0; t < n_classes; t++)
    prior[t] = log (MAX (prior[t] / votes->n_tasks, FLOOR));
  for (guint c = 0; c < votes->n_cells; c++)
    {
      const double *row_sum = row_sums + (gsize) votes->cell_worker[c] * n_classes;
      double *cell = cells + (gsize) c * n_classes;

      for (guint t = 0; t < n_classes; t++)
        cell[t] = log (row_sum[t] > 0 ? MAX (cell[t] / row_sum[t], FLOOR) : 1.0 / n_classes);
    }
}

static double
get_change (const double *before,
            const double *after,
            gsize         n)
{
  double change = 0;

  for (gsize i = 0; i < n; i++)
    change = MAX (change, fabs (before[i] - after[i]));
  return change;
}

/**
 * lw_dawid_skene_posterior:
 * @votes: the votes
 * @cancellable: (nullable): to stop it between two rounds
 * @posterior: (out caller-allocates): n_tasks × n_classes: the probability of each class
 */
void
lw_dawid_skene_posterior (const LwVotes *votes,
                          GCancellable  *cancellable,
                          double        *posterior)
{
  const gsize n = (gsize) votes->n_tasks * votes->n_classes;
  g_autofree double *before = g_new (double, n + 1);
  g_autofree double *cells = g_new (double, (gsize) votes->n_cells * votes->n_classes + 1);
  g_autofree double *row_sums = g_new (double, (gsize) votes->n_workers * votes->n_classes + 1);
  g_autofree double *prior = g_new (double, votes->n_classes);

  lw_votes_get_shares (votes, posterior);
  for (guint round = 0; round < ROUNDS && !g_cancellable_is_cancelled (cancellable); round++)
    {
      memcpy (before, posterior, sizeof (double) * n);
      count_votes (votes, posterior, cells, row_sums, prior);
      normalize (votes, row_sums, cells, prior);
      lw_votes_expect (votes, prior, cells, posterior);
      if (get_change (before, posterior, n) < CHANGE)
        break;
    }
}
