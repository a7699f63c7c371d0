/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files lw-engine-reconsolidation*.c share. */

#pragma once

#include "lw-engine-reconsolidation.h"

#include "lw-consolidation.h"
#include "lw-worker-quality.h"

G_BEGIN_DECLS

typedef struct
{
  guint64 line;
  gsize   first;
  guint   n_labels;
} LwNewObject;

/**
 * LwNewLabels:
 * @objects: (element-type LwNewObject): in the order of the manifest
 * @labels: (element-type LwConsolidatedLabel): those of all objects
 */
typedef struct
{
  GArray *objects;
  GArray *labels;
} LwNewLabels;

/**
 * LwWhy:
 * @annotations: what was consolidated
 * @result: what came out
 * @quality: (nullable): how the workers did, judged by that
 * @names: (element-type utf8 utf8): the workers' names by what the files call them
 */
typedef struct
{
  LwAnnotations         *annotations;
  LwConsolidationResult *result;
  LwWorkerQuality       *quality;
  GHashTable            *names;
} LwWhy;

/* lw-engine-reconsolidation-why.c */
char *lw_engine_dup_why (const LwWhy *self,
                         guint        task) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
