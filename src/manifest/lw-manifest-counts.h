/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How many rows of each class, state, confidence, annotator and job there are under a query. Each facet is
 * counted without the query's own limit on that facet, so that its bars can be chosen among, and with all other
 * conditions; a condition that is not a facet's (in parentheses, of another attribute, a class that a row must have
 * beside others) counts everywhere. Not a list of rows. */

#pragma once

#include "lw-manifest-query.h"

G_BEGIN_DECLS

typedef struct _LwManifestCounts LwManifestCounts;

/**
 * LwManifestCounts:
 * @n_rows: rows that match the whole query
 * @attribute: the attribute's position in the index; -1 when the manifest has none
 * @n_classes: length of @classes
 * @classes: (array length=n_classes): rows that have each class, in the index's order
 * @states: rows in each #LwDataObjectState
 * @annotators: labeled rows by each #LwAnnotator
 * @n_jobs: length of @jobs
 * @job_names: (array length=n_jobs): names of labeling jobs, without
 *   "labeling-job/", as they first appear
 * @jobs: (array length=n_jobs): rows labeled (or failed) in each job
 * @bins: labels by confidence, `min (19, floor (confidence × 20))`; a row of several labels counts once a
 *   label
 * @without: labels without a confidence
 */
struct _LwManifestCounts
{
  guint64  n_rows;
  int      attribute;
  guint    n_classes;
  guint64 *classes;
  guint64  states[LW_N_DATA_OBJECT_STATES];
  guint64  annotators[3];
  guint    n_jobs;
  char   **job_names;
  guint64 *jobs;
  guint64  bins[LW_CONFIDENCE_BINS];
  guint64  without;
};

LwManifestCounts *lw_manifest_query_count  (LwManifestQuery   *self,
                                            LwManifestIndex   *index,
                                            GCancellable      *cancellable,
                                            GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void              lw_manifest_counts_free  (LwManifestCounts  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwManifestCounts, lw_manifest_counts_free)

G_END_DECLS
