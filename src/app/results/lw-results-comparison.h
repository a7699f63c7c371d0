/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What another label attribute says of the rows that a query chose: its counts, and how often it differs. Immutable. */

#pragma once

#include "lw-confusion-matrix.h"
#include "lw-manifest-counts.h"

G_BEGIN_DECLS

typedef struct _LwResultsComparison LwResultsComparison;

/**
 * LwResultsComparison:
 * @attribute: the other attribute's position in the index
 * @matrix: the query's attribute against the other one
 * @n_classes: how many classes the query's attribute has
 * @classes: (array length=n_classes): rows to which the other attribute gives each of them
 * @states: rows in each #LwDataObjectState
 * @annotators: labeled rows by each #LwAnnotator
 * @bins: labels by confidence
 */
struct _LwResultsComparison
{
  int                attribute;
  LwConfusionMatrix *matrix;
  guint              n_classes;
  guint64           *classes;
  guint64            states[LW_N_DATA_OBJECT_STATES];
  guint64            annotators[3];
  guint64            bins[LW_CONFIDENCE_BINS];
};

LwResultsComparison *lw_results_comparison_new  (LwManifestIndex      *index,
                                                 int                   attribute,
                                                 int                   other,
                                                 GBytes               *rows,
                                                 GCancellable         *cancellable,
                                                 GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void                 lw_results_comparison_free (LwResultsComparison  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwResultsComparison, lw_results_comparison_free)

G_END_DECLS
