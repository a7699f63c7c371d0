/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a method of consolidation is to lw-consolidation.c: votes in, probabilities out. Private to this
 * folder. */

#pragma once

#include <gio/gio.h>

#include "lw-consolidation.h"
#include "lw-crew.h"
#include "lw-votes.h"

G_BEGIN_DECLS

/**
 * LwVoteTrace:
 * @task: the data object to explain; an index into the votes' objects
 * @prior: (array length=n_classes): gets the probability of each class before the votes for the object
 * @likelihoods: (array): n_votes of the object × n_classes: gets how probable each vote is if the class is
 *   the truth
 * @accuracy: (array): of each vote of the object: gets how often its worker is right
 */
typedef struct
{
  guint   task;
  double *prior;
  double *likelihoods;
  double *accuracy;
} LwVoteTrace;

/**
 * LwMethodRun:
 * @crew: (nullable): who works
 * @rounds: 0, or exactly so many rounds
 * @smoothing: what is added to each count of votes and to each class before they become probabilities
 * @cancellable: (nullable): to stop it between two rounds
 * @progress: (nullable): told how far it is
 * @progress_data: for @progress
 * @trace: (nullable): gets why an object has its probabilities
 */
typedef struct
{
  LwCrew                  *crew;
  guint                    rounds;
  double                   smoothing;
  GCancellable            *cancellable;
  LwConsolidationProgress  progress;
  gpointer                 progress_data;
  LwVoteTrace             *trace;
} LwMethodRun;

/* Rounds of expectation maximization without a fixed end: it ends when no probability changes by LW_CHANGE
 * any more, or after LW_ROUNDS. */
#define LW_CHANGE 1e-6
#define LW_ROUNDS 500

gboolean lw_method_run_goes_on (const LwMethodRun *run,
                                guint              round,
                                double             change);

typedef void (*LwMethodFunc) (const LwVotes     *votes,
                              const LwMethodRun *run,
                              double            *posterior);

void lw_majority_posterior    (const LwVotes     *votes,
                               const LwMethodRun *run,
                               double            *posterior);
void lw_groundtruth_posterior (const LwVotes     *votes,
                               const LwMethodRun *run,
                               double            *posterior);
void lw_dawid_skene_posterior (const LwVotes     *votes,
                               const LwMethodRun *run,
                               double            *posterior);
void lw_one_coin_posterior    (const LwVotes     *votes,
                               const LwMethodRun *run,
                               double            *posterior);
void lw_glad_posterior        (const LwVotes     *votes,
                               const LwMethodRun *run,
                               double            *posterior);
void lw_mace_posterior        (const LwVotes     *votes,
                               const LwMethodRun *run,
                               double            *posterior);

double lw_groundtruth_confidence (double   probability,
                                  gboolean one_worker);

G_END_DECLS
