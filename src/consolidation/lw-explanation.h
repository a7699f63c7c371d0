/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Why a data object has its label: the votes, how much each of them weighed, and with which objects it was
 * consolidated. The sentences that say so are the user interface's matter. */

#pragma once

#include <gio/gio.h>

#include "lw-annotations.h"
#include "lw-consolidation.h"

G_BEGIN_DECLS

/**
 * LwExplainedVote:
 * @worker: who gave it
 * @class_index: the class; for multi-label: 1 if the worker chose the class that is explained, else 0
 * @accuracy: how often the method believes this worker to be right, 0 to 1; for glad: on this object
 * @weight: how many times more probable this vote is if the label is right than if @rival were; 1 says
 *   nothing, less than 1 speaks against the label
 */
typedef struct
{
  guint  worker;
  guint  class_index;
  double accuracy;
  double weight;
} LwExplainedVote;

/**
 * LwExplanation:
 * @label: the class that won; for multi-label 1 or 0: the class applies or not
 * @rival: the class that came second: the most probable of the others
 * @n_classes: how many probabilities there are; 2 for multi-label
 * @posterior: (array length=n_classes): the probability of each class
 * @prior: (array length=n_classes): the probability of each class before any vote was looked at
 * @n_votes: how many votes there are
 * @votes: (array length=n_votes): the votes, by worker's name
 * @n_batch: how many data objects were consolidated together
 * @batch: (array length=n_batch): these, in the order of their names
 */
typedef struct
{
  guint            label;
  guint            rival;
  guint            n_classes;
  double          *posterior;
  double          *prior;
  guint            n_votes;
  LwExplainedVote *votes;
  guint            n_batch;
  guint32         *batch;
} LwExplanation;

LwExplanation *lw_explanation_new  (LwAnnotations                 *annotations,
                                    const LwConsolidationOptions  *options,
                                    guint                          task,
                                    guint                          class_index,
                                    GCancellable                  *cancellable,
                                    GError                       **error) G_GNUC_WARN_UNUSED_RESULT;
void           lw_explanation_free (LwExplanation                 *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwExplanation, lw_explanation_free)

G_END_DECLS
