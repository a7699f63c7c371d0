/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The inside of LwManifestQuery, for the files of manifest/ that read, write and run it. */

#pragma once

#include "lw-manifest-query.h"

G_BEGIN_DECLS

/* No upper bound: in units of 1e-9, as confidence is kept. */
#define LW_CONFIDENCE_NO_BOUND G_MAXUINT32

/* Bounds are kept in units of 1e-9. */
#define LW_CONFIDENCE_UNIT    1e9
#define LW_CONFIDENCE_MISSING G_MAXUINT32

/* Immutable; any thread may read it. Confidence: low <= c < high, in units of 1e-9. */
struct _LwManifestQuery
{
  gatomicrefcount  refs;
  char            *attribute;
  char           **classes;
  char           **not_classes;
  gboolean         has_confidence;
  guint32          low;
  guint32          high;
  guint            states;
  guint            annotators;
  char            *text;
  LwManifestSort   sort;
  gboolean         descending;
};

extern const char *const lw_manifest_state_names[];
extern const char *const lw_manifest_annotator_names[];
extern const char *const lw_manifest_sort_names[];

LwManifestQuery *lw_manifest_query_copy      (LwManifestQuery *self) G_GNUC_WARN_UNUSED_RESULT;
gsize            lw_manifest_query_find_name (const char      *text);

G_END_DECLS
