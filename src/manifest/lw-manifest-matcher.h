/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A query made ready for one index: names are looked up once, values become codes, text becomes a bit a row. Only for
 * manifest/. */

#pragma once

#include "lw-manifest-index-private.h"
#include "lw-manifest-query-private.h"
#include "lw-match-node.h"

G_BEGIN_DECLS

/* What flags say of a row: bits in LwManifestMatcher.flag_fits. */
#define LW_FITS_STATE     1
#define LW_FITS_ANNOTATOR 2
#define LW_FITS_JOB       4
#define LW_FITS_ALL_FLAGS 7

typedef struct _LwManifestMatcher LwManifestMatcher;

/**
 * LwManifestMatcher:
 * @attribute: the query's attribute, by position; -1 when the manifest has none
 * @columns: (nullable): its columns
 * @flags: a column of flags, also when there is no attribute
 * @matches_none: the query names an attribute that the manifest has not
 * @flag_fits: for each value of the flags column LW_FITS_… bits
 * @wanted: (nullable): for each class, whether the query wants it; %NULL when it wants all
 * @low: the lowest wanted confidence code
 * @high: the highest
 * @filter: (nullable): rows whose flags fit
 * @job: (nullable): rows whose job fits, when there are more than flags can tell
 * @label: (nullable): rows that have a label of a wanted class with a wanted confidence
 * @others: (nullable): all other conditions
 *
 * The four conditions are all of the query. The members before them take its facets apart, for counting.
 */
struct _LwManifestMatcher
{
  LwManifestQuery     *query;
  LwManifestIndex     *index;
  int                  attribute;
  LwManifestAttribute *columns;
  LwManifestColumn     flags;
  GPtrArray           *own_flags;
  gboolean             matches_none;
  guint8               flag_fits[256];
  guint8              *wanted;
  guint32              low;
  guint32              high;
  LwMatchNode         *filter;
  LwMatchNode         *job;
  LwMatchNode         *label;
  LwMatchNode         *others;
};

gboolean lw_manifest_matcher_init  (LwManifestMatcher        *self,
                                    LwManifestQuery          *query,
                                    LwManifestIndex          *index,
                                    GCancellable             *cancellable,
                                    GError                  **error);
void     lw_manifest_matcher_clear (LwManifestMatcher        *self);
void     lw_manifest_matcher_run   (const LwManifestMatcher  *self,
                                    gsize                     first,
                                    guint                     n_rows,
                                    guint8                   *out);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LwManifestMatcher, lw_manifest_matcher_clear)

G_END_DECLS
