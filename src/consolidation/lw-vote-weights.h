/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The expectation step of the methods in which a wrong answer is equally likely to be any other class, or
 * says nothing: a vote only adds weight to its own class. Private to this folder. */

#pragma once

#include "lw-method.h"

G_BEGIN_DECLS

typedef struct _LwVoteWeights LwVoteWeights;

/**
 * LwVoteWeights:
 * @votes: the votes
 * @log_prior: (array): of each class, the logarithm of its probability before any vote
 * @weight: (array): of each cell: a vote adds weight × factor of the object + @extra to its class: the
 *   logarithm of how many times more probable the vote is if it is right
 * @factor: (array) (nullable): of each object; %NULL for 1
 * @extra: see @weight
 * @log_sum: (array): of each object: gets the logarithm of the sum that its probabilities are divided by
 * @posterior: n_tasks × n_classes: the probability of each class
 */
struct _LwVoteWeights
{
  const LwVotes *votes;
  double        *log_prior;
  double        *weight;
  double        *factor;
  double         extra;
  double        *log_sum;
  double        *posterior;
};

LwVoteWeights *lw_vote_weights_new        (const LwVotes     *votes,
                                           double            *posterior) G_GNUC_WARN_UNUSED_RESULT;
void           lw_vote_weights_free       (LwVoteWeights     *self);

double         lw_vote_weights_expect     (LwVoteWeights     *self,
                                           LwCrew            *crew);
double         lw_vote_weights_get        (LwVoteWeights     *self,
                                           guint              task,
                                           guint              vote);
void           lw_vote_weights_fill_trace (LwVoteWeights     *self,
                                           const LwMethodRun *run);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwVoteWeights, lw_vote_weights_free)

G_END_DECLS
