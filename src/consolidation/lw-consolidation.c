/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Annotation consolidation: batches go through a method, the most probable classes become labels. The
 * methods are in files of their own; reading results is in lw-consolidation-result.c. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-consolidation.h"

#include "lw-consolidation-private.h"

/* Probabilities nearer than this are the same: only rounding tells them apart, and rounding may not choose
 * a label. */
#define SAME 1e-9
/* So many batches go by between two looks at progress. */
#define BATCHES_PER_TURN 256

/* What is known while the batches are worked through. */
typedef struct
{
  const LwMethod               *method;
  const LwConsolidationOptions *options;
  LwAnnotations                *annotations;
  LwConsolidationResult        *result;
  const LwVoteOrder            *order;
  const LwBatches              *batches;
  guint                         first_batch;
  guint8                       *one_worker;
  LwMethodRun                   run;
} Work;

/* Multi-label: the probability of "chosen" goes to the class's column. */
static void
consolidate_classes (Work    *work,
                     LwVotes *votes,
                     guint32  first_row)
{
  const guint n_classes = work->result->n_classes;
  g_autofree double *posterior = g_new0 (double, (gsize) votes->n_tasks * 2);
  LwMethodRun run = work->run;

  run.progress = NULL;
  for (guint k = 0; k < n_classes; k++)
    {
      if (g_cancellable_is_cancelled (run.cancellable))
        return;
      if (!lw_votes_set_class (votes, work->annotations, k))
        continue;

      work->method->get_posterior (votes, &run, posterior);
      for (guint i = 0; i < votes->n_tasks; i++)
        work->result->posterior[(gsize) (first_row + i) * n_classes + k] = posterior[2 * i + 1];
      if (work->run.progress != NULL)
        work->run.progress ((k + 1.0) / n_classes, work->run.progress_data);
    }
}

static void
consolidate_batch (guint    job,
                   gpointer data)
{
  Work *work = data;
  LwConsolidationResult *result = work->result;
  guint batch = work->first_batch + job;
  guint32 first_row = work->batches->start[batch];
  guint n_tasks = work->batches->start[batch + 1] - first_row;
  g_autoptr (LwVotes) votes = NULL;

  if (g_cancellable_is_cancelled (work->run.cancellable))
    return;

  votes = lw_votes_new (work->annotations, work->order, work->batches->tasks + first_row, n_tasks);
  for (guint i = 0; i < n_tasks; i++)
    {
      result->row[votes->tasks[i]] = first_row + i;
      result->batch[votes->tasks[i]] = batch;
      work->one_worker[votes->tasks[i]] = lw_votes_one_worker (votes, i);
    }
  if (lw_annotations_is_multi_label (work->annotations))
    consolidate_classes (work, votes, first_row);
  else
    work->method->get_posterior (votes, &work->run, result->posterior + (gsize) first_row * result->n_classes);
}

/* One batch is worked through by all threads together, of several each by one. */
static gboolean
consolidate_batches (Work    *work,
                     GError **error)
{
  const LwConsolidationOptions *options = work->options;
  g_autoptr (LwCrew) crew = lw_crew_new (options->n_threads);
  guint n_batches = work->batches->n_batches;

  if (n_batches == 1)
    {
      work->run.crew = crew;
      work->run.progress = options->progress;
      work->run.progress_data = options->progress_data;
    }
  for (; work->first_batch < n_batches; work->first_batch += MIN (BATCHES_PER_TURN, n_batches - work->first_batch))
    {
      lw_crew_run (n_batches > 1 ? crew : NULL, MIN (BATCHES_PER_TURN, n_batches - work->first_batch),
                   consolidate_batch, work);
      if (g_cancellable_set_error_if_cancelled (work->run.cancellable, error))
        return FALSE;
      if (options->progress != NULL)
        options->progress ((double) work->first_batch / n_batches, options->progress_data);
    }
  return TRUE;
}

static void
add_label (Work   *work,
           guint   task,
           guint   class_index,
           double  probability)
{
  LwConsolidatedLabel label;

  label.class_index = class_index;
  label.confidence = work->method->get_confidence (probability, work->one_worker[task]);
  g_array_append_val (work->result->labels, label);
}

static void
choose_label (Work         *work,
              guint         task,
              const double *posterior)
{
  guint best = 0;

  for (guint k = 1; k < work->result->n_classes; k++)
    {
      if (posterior[k] > posterior[best] + SAME)
        best = k;
    }
  add_label (work, task, best, posterior[best]);
}

/* Takes the classes that somebody chose. */
static void
choose_set (Work         *work,
            guint         task,
            const double *posterior,
            guint8       *chosen)
{
  guint n_answers;
  guint n_classes;
  guint first = lw_annotations_get_answers (work->annotations, task, &n_answers);

  for (guint a = 0; a < n_answers; a++)
    {
      const guint32 *classes = lw_annotations_get_answer_classes (work->annotations, first + a, &n_classes);

      for (guint i = 0; i < n_classes; i++)
        chosen[classes[i]] = TRUE;
    }
  for (guint k = 0; k < work->result->n_classes; k++)
    {
      if (chosen[k])
        add_label (work, task, k, posterior[k]);
      chosen[k] = FALSE;
    }
}

static void
choose_labels (Work *work)
{
  LwConsolidationResult *result = work->result;
  g_autofree guint8 *chosen = g_new0 (guint8, result->n_classes + 1);

  for (guint i = 0; i < result->n_tasks; i++)
    {
      const double *posterior = lw_consolidation_result_get_posterior (result, i);

      result->start[i] = result->labels->len;
      if (lw_annotations_is_multi_label (work->annotations))
        choose_set (work, i, posterior, chosen);
      else
        choose_label (work, i, posterior);
    }
  result->start[result->n_tasks] = result->labels->len;
}

static LwConsolidationResult *
new_result (LwAnnotations *annotations)
{
  LwConsolidationResult *self = g_new0 (LwConsolidationResult, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->n_tasks = lw_annotations_get_n_tasks (annotations);
  self->n_classes = lw_annotations_get_n_classes (annotations);
  self->posterior = g_new0 (double, (gsize) self->n_tasks * self->n_classes + 1);
  self->row = g_new (guint32, self->n_tasks + 1);
  self->batch = g_new (guint32, self->n_tasks + 1);
  self->labels = g_array_new (FALSE, FALSE, sizeof (LwConsolidatedLabel));
  self->start = g_new (guint32, self->n_tasks + 1);
  return self;
}

/**
 * lw_consolidate:
 * @annotations: the answers; sealed by this
 * @method: how
 * @batch_size: so many data objects are consolidated together, in order of first appearance; 0 for all at once
 * @cancellable: (nullable): to stop it
 * @error: set to %G_IO_ERROR_CANCELLED
 *
 * Makes one result of the answers for each data object; see lw_consolidate_with_options().
 *
 * Returns: (transfer full) (nullable): the results, %NULL when cancelled
 */
LwConsolidationResult *
lw_consolidate (LwAnnotations          *annotations,
                LwConsolidationMethod   method,
                guint                   batch_size,
                GCancellable           *cancellable,
                GError                **error)
{
  const LwConsolidationOptions options = { .method = method, .batch_size = batch_size };

  return lw_consolidate_with_options (annotations, &options, cancellable, error);
}

/**
 * lw_consolidate_with_options:
 * @annotations: the answers; sealed by this
 * @options: how
 * @cancellable: (nullable): to stop it
 * @error: set to %G_IO_ERROR_CANCELLED
 *
 * Makes one result of the answers for each data object.
 *
 * Single label: the most probable class. Of classes with the same probability the one with the lowest class
 * index wins. The classes that count as possible truths are all of the table, chosen by somebody or not.
 *
 * Multi-label: each class is a problem of two classes, chosen and not chosen. The result has the classes
 * that at least one worker chose, ascending, each with the confidence that it applies; it may be empty.
 *
 * The confidence is in [0, 1]. `groundtruth` writes 0.05 + 0.9 p with two digits, and 0 for an object that
 * one worker alone answered; `majority` writes the share of the votes; the others write p. These are meant
 * for all objects at once (batch size 0).
 *
 * The result does not depend on the order in which answers were added, except for what is in which batch,
 * nor on the number of threads. It is a plain function: call it in a thread for more than a few batches.
 *
 * Returns: (transfer full) (nullable): the results, %NULL when cancelled
 */
LwConsolidationResult *
lw_consolidate_with_options (LwAnnotations                 *annotations,
                             const LwConsolidationOptions  *options,
                             GCancellable                  *cancellable,
                             GError                       **error)
{
  g_autoptr (LwConsolidationResult) result = NULL;
  g_autoptr (LwVoteOrder) order = NULL;
  g_autoptr (LwBatches) batches = NULL;
  g_autofree guint8 *one_worker = NULL;
  Work work = { 0 };

  g_return_val_if_fail (annotations != NULL && options != NULL, NULL);
  g_return_val_if_fail (options->method < LW_N_CONSOLIDATION_METHODS, NULL);

  lw_annotations_seal (annotations);
  order = lw_vote_order_new (annotations);
  batches = lw_batches_new (annotations, options);
  result = new_result (annotations);
  result->n_batches = batches->n_batches;
  one_worker = g_new0 (guint8, result->n_tasks + 1);
  work.method = lw_method_get (options->method);
  work.options = options;
  work.annotations = annotations;
  work.result = result;
  work.order = order;
  work.batches = batches;
  work.one_worker = one_worker;
  work.run.rounds = options->rounds;
  work.run.smoothing = lw_annotations_is_multi_label (annotations) ? LW_MULTI_LABEL_SMOOTHING : 0;
  work.run.cancellable = cancellable;
  if (!consolidate_batches (&work, error))
    return NULL;

  choose_labels (&work);
  return g_steal_pointer (&result);
}
