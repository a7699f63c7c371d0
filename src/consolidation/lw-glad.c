/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The model of J. Whitehill, P. Ruvolo, T. Wu, J. Bergsma and J. Movellan, "Whose vote should count more:
 * optimal integration of labels from labelers of unknown expertise", Advances in Neural Information
 * Processing Systems 22 (2009): workers differ in ability, data objects in difficulty.
 *
 *   A worker of ability a is right about an object of easiness exp (b) with probability
 *   s = 1 / (1 + exp (-a exp (b))), and wrong answers are spread evenly over the other classes; each class is
 *   equally probable before any vote. a and b have normal priors with mean 1 and variance 1 (their section 3.1).
 *   E: the probability of each class. M: a and b go uphill on the expected logarithm of the likelihood and the priors.
 *
 * The paper climbs with conjugate gradients until nothing changes; here each round makes one bounded Newton
 * step for all abilities and one for all easinesses, which ends at the same place. It begins with the
 * priors' means and ends as Dawid and Skene's does. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-method.h"

#include <math.h>

#include "lw-vote-weights.h"

#define MEAN 1.0
#define MAX_STEP 1.0
#define MAX_EASINESS 6.0

/* The state between two rounds: weights->weight is the ability, a cell at a time; weights->factor is exp
 * (easiness). */
typedef struct
{
  LwVoteWeights *weights;
  double        *ability;
  double        *easiness;
  double        *slope;
  double        *curvature;
} Glad;

static double
sigmoid (double x)
{
  return 1 / (1 + exp (-x));
}

/* What a vote adds to the slope along ability × exp (easiness), and to the curvature. */
static void
look_at_vote (const Glad *glad,
              guint       task,
              guint       vote,
              double     *slope,
              double     *curvature)
{
  const LwVotes *votes = glad->weights->votes;
  guint cell = votes->cell[vote];
  double right = glad->weights->posterior[(gsize) task * votes->n_classes + votes->cell_label[cell]];
  double s = sigmoid (glad->ability[votes->cell_worker[cell]] * glad->weights->factor[task]);

  *slope = right - s;
  *curvature = s * (1 - s);
}

static double
get_step (double slope,
          double curvature)
{
  return CLAMP (slope / curvature, -MAX_STEP, MAX_STEP);
}

static void
step_abilities (Glad *glad)
{
  const LwVotes *votes = glad->weights->votes;

  for (guint w = 0; w < votes->n_workers; w++)
    {
      glad->slope[w] = MEAN - glad->ability[w];
      glad->curvature[w] = 1;
    }
  for (guint i = 0; i < votes->n_tasks; i++)
    {
      double factor = glad->weights->factor[i];

      for (guint v = votes->start[i]; v < votes->start[i + 1]; v++)
        {
          guint worker = votes->cell_worker[votes->cell[v]];
          double slope, curvature;

          look_at_vote (glad, i, v, &slope, &curvature);
          glad->slope[worker] += factor * slope;
          glad->curvature[worker] += factor * factor * curvature;
        }
    }
  for (guint w = 0; w < votes->n_workers; w++)
    glad->ability[w] += get_step (glad->slope[w], glad->curvature[w]);
}

static void
step_easinesses (Glad *glad)
{
  const LwVotes *votes = glad->weights->votes;

  for (guint i = 0; i < votes->n_tasks; i++)
    {
      double total_slope = MEAN - glad->easiness[i];
      double total_curvature = 1;

      for (guint v = votes->start[i]; v < votes->start[i + 1]; v++)
        {
          double x = glad->ability[votes->cell_worker[votes->cell[v]]] * glad->weights->factor[i];
          double slope, curvature;

          look_at_vote (glad, i, v, &slope, &curvature);
          total_slope += x * slope;
          total_curvature += x * x * curvature;
        }
      glad->easiness[i] += get_step (total_slope, total_curvature);
      glad->easiness[i] = CLAMP (glad->easiness[i], -MAX_EASINESS, MAX_EASINESS);
      glad->weights->factor[i] = exp (glad->easiness[i]);
    }
}

static void
use_abilities (Glad *glad)
{
  const LwVotes *votes = glad->weights->votes;

  for (guint c = 0; c < votes->n_cells; c++)
    glad->weights->weight[c] = glad->ability[votes->cell_worker[c]];
}

static void
fill_accuracy (const Glad  *glad,
               LwVoteTrace *trace)
{
  const LwVotes *votes = glad->weights->votes;

  for (guint v = votes->start[trace->task], n = 0; v < votes->start[trace->task + 1]; v++, n++)
    {
      double ability = glad->ability[votes->cell_worker[votes->cell[v]]];

      trace->accuracy[n] = sigmoid (ability * glad->weights->factor[trace->task]);
    }
}

/**
 * lw_glad_posterior:
 * @votes: the votes
 * @run: how
 * @posterior: (out caller-allocates): n_tasks × n_classes: the probability of each class
 */
void
lw_glad_posterior (const LwVotes     *votes,
                   const LwMethodRun *run,
                   double            *posterior)
{
  g_autoptr (LwVoteWeights) weights = lw_vote_weights_new (votes, posterior);
  g_autofree double *ability = g_new (double, votes->n_workers + 1);
  g_autofree double *easiness = g_new (double, votes->n_tasks + 1);
  g_autofree double *slope = g_new (double, votes->n_workers + 1);
  g_autofree double *curvature = g_new (double, votes->n_workers + 1);
  Glad glad = { weights, ability, easiness, slope, curvature };
  double change = 1;

  weights->extra = log (MAX (votes->n_classes - 1.0, 1));
  weights->factor = g_new (double, votes->n_tasks + 1);
  for (guint w = 0; w < votes->n_workers; w++)
    ability[w] = MEAN;
  for (guint i = 0; i < votes->n_tasks; i++)
    {
      easiness[i] = MEAN;
      weights->factor[i] = exp (MEAN);
    }

  use_abilities (&glad);
  lw_vote_weights_expect (weights, run->crew);
  for (guint round = 0; lw_method_run_goes_on (run, round, change); round++)
    {
      step_abilities (&glad);
      step_easinesses (&glad);
      use_abilities (&glad);
      change = lw_vote_weights_expect (weights, run->crew);
    }
  lw_vote_weights_fill_trace (weights, run);
  if (run->trace != NULL)
    fill_accuracy (&glad, run->trace);
}
