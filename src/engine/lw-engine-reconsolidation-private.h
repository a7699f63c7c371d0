/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files lw-engine-reconsolidation*.c share. */

#pragma once

#include "lw-engine-reconsolidation.h"

#include "lw-consolidation.h"

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

G_END_DECLS
