/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Results, for the files that make them. Private to this folder. */

#pragma once

#include "lw-consolidation.h"
#include "lw-method.h"

G_BEGIN_DECLS

/* Immutable when it is given out; any thread may read it. The labels of object i are labels[start[i]] up to
 * labels[start[i + 1]]. Posteriors are rows in the order in which the objects were worked through; row[i]
 * is that of object i, batch[i] its batch. */
struct _LwConsolidationResult
{
  gatomicrefcount ref_count;
  guint           n_tasks;
  guint           n_classes;
  guint           n_batches;
  double         *posterior;
  guint32        *row;
  guint32        *batch;
  GArray         *labels;
  guint32        *start;
};

/* One method: what it makes of the votes of a batch, and the confidence that it writes for a probability. */
typedef struct
{
  const char    *word;
  LwMethodFunc   get_posterior;
  double       (*get_confidence) (double   probability,
                                  gboolean one_worker);
} LwMethod;

const LwMethod *lw_method_get (LwConsolidationMethod method);

/* Which objects are consolidated together: batch b has tasks[start[b]] up to tasks[start[b + 1]]. */
typedef struct
{
  guint32 *tasks;
  guint32 *start;
  guint    n_batches;
} LwBatches;

LwBatches *lw_batches_new  (LwAnnotations                *annotations,
                            const LwConsolidationOptions *options) G_GNUC_WARN_UNUSED_RESULT;
void       lw_batches_free (LwBatches                    *self);

/* Smoothing of the methods that have one. */
#define LW_MULTI_LABEL_SMOOTHING 0.01

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwBatches, lw_batches_free)

G_END_DECLS
