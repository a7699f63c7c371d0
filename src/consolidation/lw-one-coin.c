/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The one-coin model: a worker is right with a probability of its own, whatever the class, and wrong
 * answers are spread evenly over the other classes. Dawid and Skene's method with one number a worker; Y.
 * Zhang, X. Chen, D. Zhou and M. I. Jordan, "Spectral methods meet EM: a provably optimal algorithm for
 * crowdsourcing", Journal of Machine Learning Research 17 (2016), section 2 (the model) and 3 (the steps of
 * expectation maximization).
 *
 *   E: p_i[t] ~ prior[t] * product over the votes of (a_j if the vote is t, else (1 - a_j) / (K - 1))
 *   M: a_j = mean over the votes of j of p_i[vote]; prior = mean of p_i
 *
 * It begins with the shares of the votes and ends as Dawid and Skene's does. There is no smoothing for
 * single label, but an accuracy stays FLOOR away from 0 and 1; for multi-label 0.01 is added to each count,
 * as there. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-method.h"

#include <math.h>
#include <string.h>

#include "lw-vote-weights.h"

#define FLOOR 1e-10

static void
maximize (LwVoteWeights     *weights,
          const LwMethodRun *run,
          double            *accuracy)
{
  const LwVotes *votes = weights->votes;
  const guint n_classes = votes->n_classes;

  memset (accuracy, 0, sizeof (double) * votes->n_workers);
  memset (weights->log_prior, 0, sizeof (double) * n_classes);
  for (guint i = 0; i < votes->n_tasks; i++)
    {
      const double *row = weights->posterior + (gsize) i * n_classes;

      for (guint t = 0; t < n_classes; t++)
        weights->log_prior[t] += row[t];
      for (guint v = votes->start[i]; v < votes->start[i + 1]; v++)
        accuracy[votes->cell_worker[votes->cell[v]]] += row[votes->cell_label[votes->cell[v]]];
    }
  for (guint t = 0; t < n_classes; t++)
    {
      double sum = votes->n_tasks + run->smoothing * n_classes;

      weights->log_prior[t] = log (MAX ((weights->log_prior[t] + run->smoothing) / sum, FLOOR));
    }
  for (guint w = 0; w < votes->n_workers; w++)
    {
      accuracy[w] = (accuracy[w] + run->smoothing) / (votes->worker_votes[w] + run->smoothing * n_classes);
      accuracy[w] = CLAMP (accuracy[w], FLOOR, 1 - FLOOR);
    }
  for (guint c = 0; c < votes->n_cells; c++)
    {
      double a = accuracy[votes->cell_worker[c]];

      weights->weight[c] = n_classes > 1 ? log (a * (n_classes - 1) / (1 - a)) : 0;
    }
}

static void
fill_accuracy (const LwVotes *votes,
               const double  *accuracy,
               LwVoteTrace   *trace)
{
  for (guint v = votes->start[trace->task], n = 0; v < votes->start[trace->task + 1]; v++, n++)
    trace->accuracy[n] = accuracy[votes->cell_worker[votes->cell[v]]];
}

/**
 * lw_one_coin_posterior:
 * @votes: the votes
 * @run: how
 * @posterior: (out caller-allocates): n_tasks × n_classes: the probability of each class
 */
void
lw_one_coin_posterior (const LwVotes     *votes,
                       const LwMethodRun *run,
                       double            *posterior)
{
  g_autoptr (LwVoteWeights) weights = lw_vote_weights_new (votes, posterior);
  g_autofree double *accuracy = g_new (double, votes->n_workers + 1);
  double change = 1;

  lw_votes_get_shares (votes, posterior);
  for (guint round = 0; lw_method_run_goes_on (run, round, change); round++)
    {
      maximize (weights, run, accuracy);
      change = lw_vote_weights_expect (weights, run->crew);
    }
  lw_vote_weights_fill_trace (weights, run);
  if (run->trace != NULL)
    fill_accuracy (votes, accuracy, run->trace);
}
