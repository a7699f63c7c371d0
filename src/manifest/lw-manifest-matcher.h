/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A query made ready for one index: names are looked up once, a row is judged by its integers. Only for
 * manifest/. */

#pragma once

#include "lw-json-scan.h"
#include "lw-manifest-index-private.h"
#include "lw-manifest-query-private.h"

G_BEGIN_DECLS

typedef struct _LwManifestMatcher LwManifestMatcher;

/**
 * LwManifestMatcher:
 * @attribute: its position, -1 when the manifest has none
 * @columns: (nullable): its columns
 * @flags: the rows' flags, also when there is no attribute
 * @wants_label: only a row with a fitting label matches
 * @wanted: (nullable): for each class, whether a label of it fits; %NULL when all do
 * @unwanted: (nullable): for each class, whether a row of it never matches
 */
struct _LwManifestMatcher
{
  LwManifestQuery     *query;
  LwManifestIndex     *index;
  int                  attribute;
  LwManifestAttribute *columns;
  const guint8        *flags;
  guint8              *own_flags;
  gboolean             wants_label;
  guint8              *wanted;
  guint8              *unwanted;
};

gboolean lw_manifest_matcher_init        (LwManifestMatcher        *self,
                                          LwManifestQuery          *query,
                                          LwManifestIndex          *index);
void     lw_manifest_matcher_clear       (LwManifestMatcher        *self);

gboolean lw_manifest_matcher_fits        (const LwManifestMatcher  *self,
                                          guint                     row);
gboolean lw_manifest_matcher_fits_label  (const LwManifestMatcher  *self,
                                          guint                     row);
gboolean lw_manifest_matcher_is_unwanted (const LwManifestMatcher  *self,
                                          guint                     row);
gboolean lw_manifest_matcher_has_text    (const LwManifestMatcher  *self,
                                          const LwJsonSlice        *source_ref);

static inline gboolean
lw_manifest_matcher_fits_state (const LwManifestMatcher *self,
                                guint                    row)
{
  return (self->query->states >> LW_ROW_STATE (self->flags[row]) & 1) != 0;
}

static inline gboolean
lw_manifest_matcher_fits_annotator (const LwManifestMatcher *self,
                                    guint                    row)
{
  return (self->query->annotators >> LW_ROW_ANNOTATOR (self->flags[row]) & 1) != 0;
}

static inline gboolean
lw_manifest_matcher_fits_class (const LwManifestMatcher *self,
                                guint32                  position)
{
  return self->wanted == NULL || self->wanted[position];
}

static inline gboolean
lw_manifest_matcher_fits_confidence (const LwManifestMatcher *self,
                                     guint32                  confidence)
{
  return !self->query->has_confidence ||
         (confidence != LW_CONFIDENCE_MISSING && confidence >= self->query->low && confidence < self->query->high);
}

/* A confidence code in the units of the query, rounded down. */
static inline guint32
lw_manifest_matcher_get_units (const LwManifestMatcher *self,
                               guint32                  code)
{
  if (code == 0)
    return LW_CONFIDENCE_MISSING;
  return (guint32) (MIN (self->columns->confidences[code - 1], 4.0) * LW_CONFIDENCE_UNIT + 1e-3);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LwManifestMatcher, lw_manifest_matcher_clear)

G_END_DECLS
