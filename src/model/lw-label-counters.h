/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* LabelCounters of a labeling job. Invariant: total_labeled + failed_non_retryable_error + unlabeled = data objects;
 * all may be zero right after creation. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint64 total_labeled;
  guint64 human_labeled;
  guint64 machine_labeled;
  guint64 failed_non_retryable_error;
  guint64 unlabeled;
} LwLabelCounters;

guint64  lw_label_counters_get_total (const LwLabelCounters *self);
double   lw_label_counters_get_done  (const LwLabelCounters *self);
gboolean lw_label_counters_equal     (const LwLabelCounters *a,
                                      const LwLabelCounters *b);

G_END_DECLS
