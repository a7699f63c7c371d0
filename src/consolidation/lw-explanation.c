/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Why a data object has its label: the object's batch is consolidated once more, and the method says what
 * it used. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-explanation.h"

#include "lw-consolidation-private.h"

static guint
find_batch (const LwBatches *batches,
            guint            task)
{
  guint i = 0;
  guint batch = 0;

  while (batches->tasks[i] != task)
    i++;
  while (batches->start[batch + 1] <= i)
    batch++;
  return batch;
}

/* The most probable class, and the most probable of the others. */
static void
find_winners (LwExplanation *self)
{
  self->label = 0;
  for (guint k = 1; k < self->n_classes; k++)
    {
      if (self->posterior[k] > self->posterior[self->label] + 1e-9)
        self->label = k;
    }
  self->rival = self->label == 0 && self->n_classes > 1 ? 1 : 0;
  for (guint k = 0; k < self->n_classes; k++)
    {
      if (k != self->label && self->posterior[k] > self->posterior[self->rival])
        self->rival = k;
    }
}

static void
take_votes (LwExplanation     *self,
            const LwVotes     *votes,
            const LwVoteTrace *trace)
{
  guint first = votes->start[trace->task];

  self->n_votes = votes->start[trace->task + 1] - first;
  self->votes = g_new0 (LwExplainedVote, self->n_votes + 1);
  for (guint v = 0; v < self->n_votes; v++)
    {
      const double *likelihood = trace->likelihoods + (gsize) v * self->n_classes;
      guint cell = votes->cell[first + v];
      LwExplainedVote *vote = &self->votes[v];

      vote->worker = votes->workers[votes->cell_worker[cell]];
      vote->class_index = votes->cell_label[cell];
      vote->accuracy = trace->accuracy[v];
      vote->weight = likelihood[self->label] / MAX (likelihood[self->rival], 1e-300);
    }
}

static void
explain (LwExplanation *self,
         const LwVotes *votes,
         LwMethodFunc   get_posterior,
         LwMethodRun   *run,
         guint          task)
{
  g_autofree double *posterior = g_new0 (double, (gsize) votes->n_tasks * votes->n_classes);
  g_autofree double *likelihoods = NULL;
  g_autofree double *accuracy = NULL;
  LwVoteTrace trace = { 0 };
  guint n_votes;

  while (votes->tasks[trace.task] != task)
    trace.task++;
  n_votes = votes->start[trace.task + 1] - votes->start[trace.task];
  likelihoods = g_new0 (double, (gsize) n_votes * votes->n_classes + 1);
  accuracy = g_new0 (double, n_votes + 1);
  self->n_classes = votes->n_classes;
  self->prior = g_new0 (double, votes->n_classes);
  trace.prior = self->prior;
  trace.likelihoods = likelihoods;
  trace.accuracy = accuracy;
  run->trace = &trace;
  get_posterior (votes, run, posterior);
  self->posterior = g_memdup2 (posterior + (gsize) trace.task * votes->n_classes, votes->n_classes * sizeof (double));
  find_winners (self);
  take_votes (self, votes, &trace);
}

/**
 * lw_explanation_new:
 * @annotations: the answers; sealed by this
 * @options: how they were consolidated
 * @task: the data object to explain
 * @class_index: multi-label: the class to explain; single label: not used
 * @cancellable: (nullable): to stop it
 * @error: set to %G_IO_ERROR_CANCELLED
 *
 * Consolidates the object's batch once more: for a method that takes the whole job at once that takes as
 * long as it took, so call it in a thread.
 *
 * Returns: (transfer full) (nullable): why the object has its label; %NULL when cancelled
 */
LwExplanation *
lw_explanation_new (LwAnnotations                 *annotations,
                    const LwConsolidationOptions  *options,
                    guint                          task,
                    guint                          class_index,
                    GCancellable                  *cancellable,
                    GError                       **error)
{
  g_autoptr (LwExplanation) self = NULL;
  g_autoptr (LwVoteOrder) order = NULL;
  g_autoptr (LwBatches) batches = NULL;
  g_autoptr (LwVotes) votes = NULL;
  g_autoptr (LwCrew) crew = NULL;
  LwMethodRun run = { 0 };
  guint batch;

  g_return_val_if_fail (annotations != NULL && options != NULL, NULL);
  g_return_val_if_fail (task < lw_annotations_get_n_tasks (annotations), NULL);
  g_return_val_if_fail (options->method < LW_N_CONSOLIDATION_METHODS, NULL);

  lw_annotations_seal (annotations);
  order = lw_vote_order_new (annotations);
  batches = lw_batches_new (annotations, options);
  crew = lw_crew_new (options->n_threads);
  run.crew = crew;
  run.rounds = options->rounds;
  run.smoothing = lw_annotations_is_multi_label (annotations) ? LW_MULTI_LABEL_SMOOTHING : 0;
  run.cancellable = cancellable;
  run.progress = options->progress;
  run.progress_data = options->progress_data;
  batch = find_batch (batches, task);
  votes = lw_votes_new (annotations, order, batches->tasks + batches->start[batch],
                        batches->start[batch + 1] - batches->start[batch]);
  self = g_new0 (LwExplanation, 1);
  self->n_batch = votes->n_tasks;
  self->batch = g_memdup2 (votes->tasks, votes->n_tasks * sizeof (guint32));
  if (lw_annotations_is_multi_label (annotations))
    lw_votes_set_class (votes, annotations, class_index);
  explain (self, votes, lw_method_get (options->method)->get_posterior, &run, task);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
lw_explanation_free (LwExplanation *self)
{
  if (self == NULL)
    return;

  g_free (self->posterior);
  g_free (self->prior);
  g_free (self->votes);
  g_free (self->batch);
  g_free (self);
}
