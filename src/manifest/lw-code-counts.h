/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How often each code stands in the rows that match a query, for its facets. Only for manifest/. */

#pragma once

#include "lw-manifest-matcher.h"

G_BEGIN_DECLS

typedef struct _LwCodeCounts LwCodeCounts;

/**
 * LwCodeCounts:
 * @flags: rows of each value of the flags, without the query's own limits on flags
 * @classes: labels of each class, without the limit on classes
 * @bins: labels of each bin of confidences, without the limit on confidence
 * @without: labels without a confidence, likewise
 * @jobs: (nullable): rows of each job code, without the limit on jobs; %NULL when flags tell it
 */
struct _LwCodeCounts
{
  guint64  flags[256];
  guint64 *classes;
  guint64  bins[LW_CONFIDENCE_BINS];
  guint64  without;
  guint64 *jobs;
};

void lw_code_counts_init  (LwCodeCounts            *self,
                           const LwManifestMatcher *matcher,
                           GCancellable            *cancellable);
void lw_code_counts_clear (LwCodeCounts            *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LwCodeCounts, lw_code_counts_clear)

G_END_DECLS
