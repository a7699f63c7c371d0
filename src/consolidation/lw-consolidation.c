/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Annotation consolidation: the answers of several workers become one result for each data object, with a confidence.
 * Not for measures of agreement or of workers. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-consolidation.h"

#include <string.h>

#include "lw-dawid-skene.h"
#include "lw-groundtruth.h"
#include "lw-votes.h"

/* Probabilities nearer than this are the same: only rounding tells them apart, and rounding may not choose a label. */
#define SAME 1e-9

/* Immutable; any thread may read it. The labels of object i are labels[start[i]] up to labels[start[i + 1]]. */
struct _LwConsolidationResult
{
  gatomicrefcount ref_count;
  guint           n_tasks;
  guint           n_classes;
  double         *posterior;
  GArray         *labels;
  GArray         *start;
};

/* One method: what it makes of the votes of a batch, and the confidence that it writes for a probability. */
typedef struct
{
  const char *word;
  void      (*get_posterior)  (const LwVotes *votes,
                               GCancellable  *cancellable,
                               double        *posterior);
  double    (*get_confidence) (double         probability,
                               gboolean       one_worker);
} Method;

static double
get_plain_confidence (double   probability,
                      gboolean one_worker)
{
  return probability;
}

static void
get_groundtruth (const LwVotes *votes,
                 GCancellable  *cancellable,
                 double        *posterior)
{
  lw_groundtruth_posterior (votes, posterior);
}

static void
get_shares (const LwVotes *votes,
            GCancellable  *cancellable,
            double        *posterior)
{
  lw_votes_get_shares (votes, posterior);
}

static const Method methods[] = {
  [LW_CONSOLIDATION_GROUNDTRUTH] = { "groundtruth", get_groundtruth, lw_groundtruth_confidence },
  [LW_CONSOLIDATION_MAJORITY] = { "majority", get_shares, get_plain_confidence },
  [LW_CONSOLIDATION_DAWID_SKENE] = { "dawid-skene", lw_dawid_skene_posterior, get_plain_confidence },
};

/**
 * lw_consolidation_method_to_string:
 * @method: a method
 *
 * Returns: (transfer none): its name, as files and the command line have it
 */
const char *
lw_consolidation_method_to_string (LwConsolidationMethod method)
{
  g_return_val_if_fail (method < G_N_ELEMENTS (methods), NULL);

  return methods[method].word;
}

/**
 * lw_consolidation_method_from_string:
 * @word: a method's name, as lw_consolidation_method_to_string() gives it
 * @method: (out): the method
 *
 * Returns: whether there is such a method
 */
gboolean
lw_consolidation_method_from_string (const char            *word,
                                     LwConsolidationMethod *method)
{
  g_return_val_if_fail (word != NULL && method != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      if (strcmp (methods[i].word, word) == 0)
        {
          *method = i;
          return TRUE;
        }
    }
  return FALSE;
}

/* What is known of a data object while the batches are worked through. */
typedef struct
{
  const Method          *method;
  LwAnnotations         *annotations;
  LwConsolidationResult *result;
  GCancellable          *cancellable;
  guint8                *one_worker;
} Run;

/* Single label: the posterior's rows go to their objects. */
static void
store_rows (Run           *run,
            const LwVotes *votes,
            const double  *posterior)
{
  const guint n_classes = votes->n_classes;

  for (guint i = 0; i < votes->n_tasks; i++)
    memcpy (run->result->posterior + (gsize) votes->tasks[i] * n_classes, posterior + (gsize) i * n_classes,
            sizeof (double) * n_classes);
}

/* Multi-label: the probability of "chosen" goes to the class's column. */
static void
store_column (Run           *run,
              const LwVotes *votes,
              const double  *posterior,
              guint          class_index)
{
  for (guint i = 0; i < votes->n_tasks; i++)
    run->result->posterior[(gsize) votes->tasks[i] * run->result->n_classes + class_index] = posterior[2 * i + 1];
}

static void
consolidate_batch (Run           *run,
                   const guint32 *tasks,
                   guint          n_tasks)
{
  g_autoptr (LwVotes) votes = lw_votes_new (run->annotations, tasks, n_tasks);
  g_autofree double *posterior = g_new (double, (gsize) n_tasks * votes->n_classes + 1);

  for (guint i = 0; i < n_tasks; i++)
    run->one_worker[votes->tasks[i]] = lw_votes_one_worker (votes, i);

  if (!lw_annotations_is_multi_label (run->annotations))
    {
      run->method->get_posterior (votes, run->cancellable, posterior);
      store_rows (run, votes, posterior);
      return;
    }

  for (guint k = 0; k < run->result->n_classes; k++)
    {
      if (g_cancellable_is_cancelled (run->cancellable))
        return;
      if (!lw_votes_set_class (votes, run->annotations, k))
        continue;

      run->method->get_posterior (votes, run->cancellable, posterior);
      store_column (run, votes, posterior, k);
    }
}

static void
add_label (Run   *run,
           guint  task,
           guint  class_index,
           double probability)
{
  LwConsolidatedLabel label;

  label.class_index = class_index;
  label.confidence = run->method->get_confidence (probability, run->one_worker[task]);
  g_array_append_val (run->result->labels, label);
}

static void
choose_label (Run          *run,
              guint         task,
              const double *posterior)
{
  guint best = 0;

  for (guint k = 1; k < run->result->n_classes; k++)
    {
      if (posterior[k] > posterior[best] + SAME)
        best = k;
    }
  add_label (run, task, best, posterior[best]);
}

/* Takes the classes that somebody chose. */
static void
choose_set (Run          *run,
            guint         task,
            const double *posterior,
            guint8       *chosen)
{
  guint n_answers;
  guint n_classes;
  const guint32 *answers = lw_annotations_get_answers (run->annotations, task, &n_answers);

  for (guint a = 0; a < n_answers; a++)
    {
      const guint32 *classes = lw_annotations_get_answer_classes (run->annotations, answers[a], &n_classes);

      for (guint i = 0; i < n_classes; i++)
        chosen[classes[i]] = TRUE;
    }
  for (guint k = 0; k < run->result->n_classes; k++)
    {
      if (chosen[k])
        add_label (run, task, k, posterior[k]);
      chosen[k] = FALSE;
    }
}

static void
choose_labels (Run *run)
{
  LwConsolidationResult *result = run->result;
  g_autofree guint8 *chosen = g_new0 (guint8, result->n_classes + 1);

  g_array_append_val (result->start, result->labels->len);
  for (guint i = 0; i < result->n_tasks; i++)
    {
      const double *posterior = result->posterior + (gsize) i * result->n_classes;

      if (lw_annotations_is_multi_label (run->annotations))
        choose_set (run, i, posterior, chosen);
      else
        choose_label (run, i, posterior);
      g_array_append_val (result->start, result->labels->len);
    }
}

static LwConsolidationResult *
new_result (LwAnnotations *annotations)
{
  LwConsolidationResult *self = g_new0 (LwConsolidationResult, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->n_tasks = lw_annotations_get_n_tasks (annotations);
  self->n_classes = lw_annotations_get_n_classes (annotations);
  self->posterior = g_new0 (double, (gsize) self->n_tasks * self->n_classes + 1);
  self->labels = g_array_new (FALSE, FALSE, sizeof (LwConsolidatedLabel));
  self->start = g_array_new (FALSE, FALSE, sizeof (guint));
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
 * Makes one result of the answers for each data object.
 *
 * Single label: the most probable class. Of classes with the same probability the one with the lowest class index
 * wins. The classes that count as possible truths are all of the table, chosen by somebody or not.
 *
 * Multi-label: each class is a problem of two classes, chosen and not chosen. The result has the classes that at least
 * one worker chose, ascending, each with the confidence that it applies; it may be empty.
 *
 * The confidence is in [0, 1]. `groundtruth` writes 0.05 + 0.9 p with two digits, and 0 for an object that one worker
 * alone answered; `majority` writes the share of the votes; `dawid-skene` writes p. That one is meant for all
 * objects at once (@batch_size 0).
 *
 * The result does not depend on the order in which answers were added, except for what is in which batch. It is a plain
 * function: call it in a thread for more than a few batches.
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
  g_autoptr (LwConsolidationResult) result = NULL;
  g_autofree guint32 *tasks = NULL;
  g_autofree guint8 *one_worker = NULL;
  Run run;

  g_return_val_if_fail (annotations != NULL, NULL);
  g_return_val_if_fail (method < G_N_ELEMENTS (methods), NULL);

  lw_annotations_seal (annotations);
  result = new_result (annotations);
  one_worker = g_new0 (guint8, result->n_tasks + 1);
  run = (Run) { &methods[method], annotations, result, cancellable, one_worker };

  tasks = g_new (guint32, result->n_tasks + 1);
  for (guint i = 0; i < result->n_tasks; i++)
    tasks[i] = i;
  if (batch_size == 0)
    batch_size = MAX (result->n_tasks, 1);
  for (guint done = 0; done < result->n_tasks; done += MIN (batch_size, result->n_tasks - done))
    {
      consolidate_batch (&run, tasks + done, MIN (batch_size, result->n_tasks - done));
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
    }
  choose_labels (&run);
  return g_steal_pointer (&result);
}

LwConsolidationResult *
lw_consolidation_result_ref (LwConsolidationResult *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lw_consolidation_result_unref (LwConsolidationResult *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->posterior);
  g_array_unref (self->labels);
  g_array_unref (self->start);
  g_free (self);
}

/**
 * lw_consolidation_result_get_n_tasks:
 * @self: results
 *
 * Returns: how many data objects have one; numbered as in the table of annotations
 */
guint
lw_consolidation_result_get_n_tasks (LwConsolidationResult *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_tasks;
}

/**
 * lw_consolidation_result_get_labels:
 * @self: results
 * @task: a data object
 * @n_labels: (out): how many; always 1 for single label
 *
 * Returns: (array length=n_labels) (transfer none): the labels, ascending by class index
 */
const LwConsolidatedLabel *
lw_consolidation_result_get_labels (LwConsolidationResult *self,
                                    guint                  task,
                                    guint                 *n_labels)
{
  guint start;

  g_return_val_if_fail (self != NULL && task < self->n_tasks, NULL);
  g_return_val_if_fail (n_labels != NULL, NULL);

  start = g_array_index (self->start, guint, task);
  *n_labels = g_array_index (self->start, guint, task + 1) - start;
  return (const LwConsolidatedLabel *) (gconstpointer) self->labels->data + start;
}

/**
 * lw_consolidation_result_get_posterior:
 * @self: results
 * @task: a data object
 *
 * Returns: (array) (transfer none): the probability of each class; single label: they add up to 1; multi-label: each is
 *   the probability that the class applies, 0 for a class that nobody in the batch chose
 */
const double *
lw_consolidation_result_get_posterior (LwConsolidationResult *self,
                                       guint                  task)
{
  g_return_val_if_fail (self != NULL && task < self->n_tasks, NULL);

  return self->posterior + (gsize) task * self->n_classes;
}
