/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is known of one data object from the answers so far: the first expectation step of Ground Truth's
 * method, with what is known of each worker instead of one number for all. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-posterior.h"

#include <math.h>

#define LEAST_ACCURACY 0.01

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
      double accuracy = CLAMP (votes[v].accuracy, LEAST_ACCURACY, 1 - LEAST_ACCURACY);

      g_return_if_fail (votes[v].class_index < n_classes);
      posterior[votes[v].class_index] += log (accuracy * (n_classes - 1) / (1 - accuracy));
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
  g_autofree double *posterior = NULL;
  double best = 0;

  g_return_val_if_fail (n_classes > 0, 0);

  posterior = g_new (double, n_classes);
  lw_posterior_of_object (votes, n_votes, n_classes, posterior);
  for (guint k = 0; k < n_classes; k++)
    best = MAX (best, posterior[k]);
  return best;
}
