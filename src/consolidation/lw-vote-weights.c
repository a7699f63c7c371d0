/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The expectation step of the methods in which a vote only adds weight to its own class. In logarithms. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-vote-weights.h"

#include <math.h>
#include <string.h>

#define TASKS_PER_JOB 8192

typedef struct
{
  LwVoteWeights *self;
  double        *changes;
} Expectation;

/* Returns the largest change of a probability of the object. */
static double
expect_task (LwVoteWeights *self,
             guint          task,
             double        *scores)
{
  const LwVotes *votes = self->votes;
  const guint n_classes = votes->n_classes;
  double *row = self->posterior + (gsize) task * n_classes;
  double largest = -INFINITY;
  double change = 0;
  double sum = 0;

  memcpy (scores, self->log_prior, n_classes * sizeof (double));
  for (guint v = votes->start[task]; v < votes->start[task + 1]; v++)
    scores[votes->cell_label[votes->cell[v]]] += lw_vote_weights_get (self, task, v);
  for (guint k = 0; k < n_classes; k++)
    largest = MAX (largest, scores[k]);
  for (guint k = 0; k < n_classes; k++)
    {
      scores[k] = exp (scores[k] - largest);
      sum += scores[k];
    }
  for (guint k = 0; k < n_classes; k++)
    {
      double p = scores[k] / sum;

      change = MAX (change, fabs (p - row[k]));
      row[k] = p;
    }
  self->log_sum[task] = log (sum) + largest;
  return change;
}

static void
expect_tasks (guint    job,
              gpointer data)
{
  Expectation *expectation = data;
  LwVoteWeights *self = expectation->self;
  g_autofree double *scores = g_new (double, self->votes->n_classes);
  guint end = MIN (self->votes->n_tasks, (job + 1) * TASKS_PER_JOB);
  double change = 0;

  for (guint i = job * TASKS_PER_JOB; i < end; i++)
    change = MAX (change, expect_task (self, i, scores));
  expectation->changes[job] = change;
}

/**
 * lw_vote_weights_new:
 * @votes: the votes
 * @posterior: (array): n_tasks × n_classes: where the probabilities go; kept
 *
 * Returns: (transfer full): all weights 0, each class equally probable
 */
LwVoteWeights *
lw_vote_weights_new (const LwVotes *votes,
                     double        *posterior)
{
  LwVoteWeights *self = g_new0 (LwVoteWeights, 1);

  self->votes = votes;
  self->posterior = posterior;
  self->log_prior = g_new (double, votes->n_classes);
  for (guint k = 0; k < votes->n_classes; k++)
    self->log_prior[k] = -log (votes->n_classes);
  self->weight = g_new0 (double, votes->n_cells + 1);
  self->log_sum = g_new0 (double, votes->n_tasks + 1);
  return self;
}

void
lw_vote_weights_free (LwVoteWeights *self)
{
  if (self == NULL)
    return;

  g_free (self->log_prior);
  g_free (self->weight);
  g_free (self->factor);
  g_free (self->log_sum);
  g_free (self);
}

/**
 * lw_vote_weights_expect:
 * @self: weights
 * @crew: (nullable): who works
 *
 * The expectation step: makes the probabilities of the objects.
 *
 * Returns: the largest change of a probability
 */
double
lw_vote_weights_expect (LwVoteWeights *self,
                        LwCrew        *crew)
{
  const guint n_jobs = (self->votes->n_tasks + TASKS_PER_JOB - 1) / TASKS_PER_JOB;
  g_autofree double *changes = g_new0 (double, n_jobs + 1);
  Expectation expectation = { self, changes };
  double change = 0;

  lw_crew_run (crew, n_jobs, expect_tasks, &expectation);
  for (guint i = 0; i < n_jobs; i++)
    change = MAX (change, changes[i]);
  return change;
}

/**
 * lw_vote_weights_get:
 * @self: weights
 * @task: an object
 * @vote: a vote for it
 *
 * Returns: the logarithm of how many times more probable the vote is if it is right than if another class is
 */
double
lw_vote_weights_get (LwVoteWeights *self,
                     guint          task,
                     guint          vote)
{
  double factor = self->factor != NULL ? self->factor[task] : 1;

  return self->weight[self->votes->cell[vote]] * factor + self->extra;
}

/**
 * lw_vote_weights_fill_trace:
 * @self: weights with which the probabilities were made
 * @run: says whether there is an object to explain
 *
 * Fills all but how often the workers are right, which differs between the methods. Only the ratios of the
 * likelihoods of a vote mean something.
 */
void
lw_vote_weights_fill_trace (LwVoteWeights     *self,
                            const LwMethodRun *run)
{
  const LwVotes *votes = self->votes;
  const guint n_classes = votes->n_classes;
  LwVoteTrace *trace = run->trace;

  if (trace == NULL)
    return;

  for (guint k = 0; k < n_classes; k++)
    trace->prior[k] = exp (self->log_prior[k]);
  for (guint v = votes->start[trace->task], n = 0; v < votes->start[trace->task + 1]; v++, n++)
    {
      double weight = lw_vote_weights_get (self, trace->task, v);
      guint label = votes->cell_label[votes->cell[v]];

      for (guint k = 0; k < n_classes; k++)
        trace->likelihoods[(gsize) n * n_classes + k] = k == label ? MIN (1, exp (weight)) : MIN (1, exp (-weight));
    }
}
