/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The inside of LwManifestWorker, for the files that are it. */

#pragma once

#include "lw-manifest-worker.h"

#include "lw-attribute-reader.h"
#include "lw-shape-book.h"

G_BEGIN_DECLS

#define MAX_PLANS 4

/* An entry of the shape book. */
typedef struct
{
  LwLineShape shape;
  int         source_ref;
  guint       n_plans;
  LwRowPlan   plans[MAX_PLANS];
} KnownShape;

/* @line is the present line with the white space before it, so that columns are those of the file. */
struct _LwManifestWorker
{
  LwManifestSchema *schema;
  LwLineFacts      *facts;
  GPtrArray        *readers;
  GHashTable       *plain_keys;
  LwManifestPart   *part;
  const char       *line;
  LwShapeBook       shapes;
};

/* lw-manifest-worker.c */
LwAttributeReader *lw_manifest_worker_find_reader     (LwManifestWorker  *self,
                                                       const LwJsonSlice *name);

/* lw-manifest-worker-shapes.c */
void               lw_manifest_worker_learn_shape     (LwManifestWorker  *self,
                                                       const char        *line,
                                                       gsize              length);
const char        *lw_manifest_worker_take_known_line (LwManifestWorker  *self,
                                                       const char        *start,
                                                       const char        *line,
                                                       const char        *end);
void               lw_manifest_worker_free_shape      (gpointer           data);

G_END_DECLS
