/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is known of one data object from the answers so far: the first expectation step of Ground Truth's
 * method, with what is known of each worker instead of one number for all. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-posterior.h"

#include <math.h>

#define LEAST_ACCURACY 0.01

/* How much a vote says for its class, against any other, as a logarithm. */
static double
get_weight (double accuracy,
            guint  n_classes)
{
  double kept = CLAMP (accuracy, LEAST_ACCURACY, 1 - LEAST_ACCURACY);

  return log (kept * (n_classes - 1) / (1 - kept));
}

/**
 * lw_posterior_of_object:
 * @votes: (array length=n_votes) (nullable): the answers so far
 * @n_votes: how many
 * @n_classes: how many classes there are; for one class of a multi-label job 2
 * @posterior: (out caller-allocates) (array length=n_classes): the probability of each class
 *
 * Each class is equally probable before any answer; a worker is right with the given accuracy and otherwise
 * says each other class equally often.
 */
void
lw_posterior_of_object (const LwPosteriorVote *votes,
                        guint                  n_votes,
                        guint                  n_classes,
                        double                *posterior)
{
  double largest = -INFINITY;
  double sum = 0;

  g_return_if_fail (n_classes > 0 && posterior != NULL);

  for (guint k = 0; k < n_classes; k++)
    posterior[k] = 0;
  for (guint v = 0; v < n_votes && n_classes > 1; v++)
    {
      g_return_if_fail (votes[v].class_index < n_classes);
      posterior[votes[v].class_index] += get_weight (votes[v].accuracy, n_classes);
    }
  for (guint k = 0; k < n_classes; k++)
    largest = MAX (largest, posterior[k]);
  for (guint k = 0; k < n_classes; k++)
    {
      posterior[k] = exp (posterior[k] - largest);
      sum += posterior[k];
    }
  for (guint k = 0; k < n_classes; k++)
    posterior[k] /= sum;
}

/* All votes for the class of vote @v, unless an earlier vote has it. */
static gboolean
add_up (const LwPosteriorVote *votes,
        guint                  n_votes,
        guint                  n_classes,
        guint                  v,
        double                *score)
{
  *score = 0;
  for (guint i = 0; i < n_votes; i++)
    {
      if (votes[i].class_index != votes[v].class_index)
        continue;
      if (i < v)
        return FALSE;
      *score += get_weight (votes[i].accuracy, n_classes);
    }
  return TRUE;
}

/**
 * lw_posterior_predict:
 * @votes: (array length=n_votes) (nullable): the answers so far
 * @n_votes: how many
 * @n_classes: how many classes there are
 * @n_more: how many further workers are thought of
 * @accuracy: how often each of them is right
 *
 * Takes time for the votes, not for the classes.
 *
 * Returns: the probability of the class that leads, were all @n_more to choose it; with 0, as it is
 */
double
lw_posterior_predict (const LwPosteriorVote *votes,
                      guint                  n_votes,
                      guint                  n_classes,
                      guint                  n_more,
                      double                 accuracy)
{
  guint n_voted = 0;
  double best = -INFINITY;
  double against = 0;
  double score;

  g_return_val_if_fail (n_classes > 0, 0);

  for (guint v = 0; v < n_votes && n_classes > 1; v++)
    if (add_up (votes, n_votes, n_classes, v, &score))
      {
        n_voted++;
        best = MAX (best, score);
      }
  /* A class that nobody chose has the score 0. */
  if (n_voted < n_classes)
    best = MAX (best, 0);
  for (guint v = 0; v < n_votes && n_classes > 1; v++)
    if (add_up (votes, n_votes, n_classes, v, &score))
      against += exp (score - best);
  against += (n_classes - n_voted) * exp (-best) - 1;
  if (n_more > 0 && n_classes > 1)
    against *= exp (-(n_more * get_weight (accuracy, n_classes)));
  return 1 / (1 + MAX (against, 0));
}

/**
 * lw_posterior_get_confidence:
 * @votes: (array length=n_votes) (nullable): the answers so far
 * @n_votes: how many
 * @n_classes: how many classes there are
 *
 * Returns: the probability of the most probable class: below a chosen confidence, ask a further worker
 */
double
lw_posterior_get_confidence (const LwPosteriorVote *votes,
                             guint                  n_votes,
                             guint                  n_classes)
{
  return lw_posterior_predict (votes, n_votes, n_classes, 0, LW_POSTERIOR_ACCURACY);
}
