/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* LabelCounters of a labeling job. Invariant: total_labeled + failed_non_retryable_error + unlabeled = data objects;
 * all may be zero right after creation. */

#define G_LOG_DOMAIN "lw-model"

#include "config.h"

#include "lw-label-counters.h"

/**
 * lw_label_counters_get_total:
 * @self: counters
 *
 * Returns: the number of data objects of the job
 */
guint64
lw_label_counters_get_total (const LwLabelCounters *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->total_labeled + self->failed_non_retryable_error + self->unlabeled;
}

/**
 * lw_label_counters_get_done:
 * @self: counters
 *
 * Returns: the part of the data objects that is labeled or failed, 0 to 1; 0 for a job without data objects
 */
double
lw_label_counters_get_done (const LwLabelCounters *self)
{
  guint64 total = lw_label_counters_get_total (self);

  return total > 0 ? (double) (total - self->unlabeled) / (double) total : 0.0;
}

/**
 * lw_label_counters_equal:
 * @a: label counters
 * @b: label counters
 *
 * Returns: whether all their numbers are the same
 */
gboolean
lw_label_counters_equal (const LwLabelCounters *a,
                         const LwLabelCounters *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->total_labeled == b->total_labeled &&
         a->human_labeled == b->human_labeled &&
         a->machine_labeled == b->machine_labeled &&
         a->failed_non_retryable_error == b->failed_non_retryable_error &&
         a->unlabeled == b->unlabeled;
}
