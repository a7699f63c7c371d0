/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is known of one data object from the answers so far, while a labeling job runs: to stop asking when
 * it is enough. Not for the label that is written; that is the method's (lw-consolidation.h). */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How often a worker of whom nothing is known is taken to be right: where Ground Truth's method begins, too. */
#define LW_POSTERIOR_ACCURACY 0.7

/**
 * LwPosteriorVote:
 * @class_index: the class that a worker chose
 * @accuracy: how often this worker is right, such as %LW_POSTERIOR_ACCURACY, or a share of gold objects;
 *   kept within 0.01 and 0.99
 */
typedef struct
{
  guint  class_index;
  double accuracy;
} LwPosteriorVote;

void   lw_posterior_of_object      (const LwPosteriorVote *votes,
                                    guint                  n_votes,
                                    guint                  n_classes,
                                    double                *posterior);
double lw_posterior_predict        (const LwPosteriorVote *votes,
                                    guint                  n_votes,
                                    guint                  n_classes,
                                    guint                  n_more,
                                    double                 accuracy);
double lw_posterior_get_confidence (const LwPosteriorVote *votes,
                                    guint                  n_votes,
                                    guint                  n_classes);

G_END_DECLS
