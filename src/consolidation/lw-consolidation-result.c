/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What consolidation made of the answers: reading it. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-consolidation.h"

#include "lw-consolidation-private.h"

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
  g_free (self->row);
  g_free (self->batch);
  g_array_unref (self->labels);
  g_free (self->start);
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
 * lw_consolidation_result_get_n_batches:
 * @self: results
 *
 * Returns: in how many batches the objects were consolidated
 */
guint
lw_consolidation_result_get_n_batches (LwConsolidationResult *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_batches;
}

/**
 * lw_consolidation_result_get_batch:
 * @self: results
 * @task: a data object
 *
 * Returns: with which batch the object was consolidated, from 0
 */
guint
lw_consolidation_result_get_batch (LwConsolidationResult *self,
                                   guint                  task)
{
  g_return_val_if_fail (self != NULL && task < self->n_tasks, 0);

  return self->batch[task];
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
  g_return_val_if_fail (self != NULL && task < self->n_tasks, NULL);
  g_return_val_if_fail (n_labels != NULL, NULL);

  *n_labels = self->start[task + 1] - self->start[task];
  return (const LwConsolidatedLabel *) (gconstpointer) self->labels->data + self->start[task];
}

/**
 * lw_consolidation_result_get_posterior:
 * @self: results
 * @task: a data object
 *
 * Returns: (array) (transfer none): the probability of each class; single label: they add up to 1;
 *   multi-label: each is the probability that the class applies, 0 for a class that nobody in the batch
 *   chose
 */
const double *
lw_consolidation_result_get_posterior (LwConsolidationResult *self,
                                       guint                  task)
{
  g_return_val_if_fail (self != NULL && task < self->n_tasks, NULL);

  return self->posterior + (gsize) self->row[task] * self->n_classes;
}
