/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Annotation consolidation: the answers of several workers become one result for each data object, with a
 * confidence. Not for measures of agreement or of workers. */

#pragma once

#include <gio/gio.h>

#include "lw-annotations.h"

G_BEGIN_DECLS

/* As many data objects as Ground Truth consolidates in one call. */
#define LW_CONSOLIDATION_BATCH 50

/**
 * LwConsolidationMethod:
 * @LW_CONSOLIDATION_GROUNDTRUTH: as the service does it; the default
 * @LW_CONSOLIDATION_MAJORITY: the class with the most votes
 * @LW_CONSOLIDATION_DAWID_SKENE: expectation maximization to convergence, a confusion matrix a worker
 * @LW_CONSOLIDATION_ONE_COIN: the same with one number a worker: how often it is right
 * @LW_CONSOLIDATION_GLAD: workers differ in ability, data objects in difficulty
 * @LW_CONSOLIDATION_MACE: a worker answers in earnest or spams
 * @LW_N_CONSOLIDATION_METHODS: how many there are
 */
typedef enum
{
  LW_CONSOLIDATION_GROUNDTRUTH,
  LW_CONSOLIDATION_MAJORITY,
  LW_CONSOLIDATION_DAWID_SKENE,
  LW_CONSOLIDATION_ONE_COIN,
  LW_CONSOLIDATION_GLAD,
  LW_CONSOLIDATION_MACE,
  LW_N_CONSOLIDATION_METHODS,
} LwConsolidationMethod;

/**
 * LwConsolidatedLabel:
 * @class_index: the class
 * @confidence: 0 to 1, as it is written into the output manifest
 */
typedef struct
{
  guint  class_index;
  double confidence;
} LwConsolidatedLabel;

/**
 * LwConsolidationProgress:
 * @fraction: how much is done, 0 to 1
 * @data: what the caller gave
 *
 * Called now and then by the thread that consolidates.
 */
typedef void (*LwConsolidationProgress) (double   fraction,
                                         gpointer data);

/**
 * LwConsolidationOptions:
 * @method: how
 * @batch_size: how many data objects at a time, in the order in which they first appeared; 0 for all at
 *   once. Where the table of annotations has batches, they count instead
 * @ignore_batches: whether the batches of the table do not count
 * @n_threads: how many threads may work; 0 for as many as there are processors. The result is the same bit
 *   by bit
 * @rounds: 0, or exactly so many rounds instead of going on to convergence: to measure
 * @progress: (nullable): told how far it is
 * @progress_data: for @progress
 */
typedef struct
{
  LwConsolidationMethod    method;
  guint                    batch_size;
  gboolean                 ignore_batches;
  guint                    n_threads;
  guint                    rounds;
  LwConsolidationProgress  progress;
  gpointer                 progress_data;
} LwConsolidationOptions;

typedef struct _LwConsolidationResult LwConsolidationResult;

const char                *lw_consolidation_method_to_string     (LwConsolidationMethod          method);
gboolean                   lw_consolidation_method_from_string   (const char                    *word,
                                                                  LwConsolidationMethod         *method);

LwConsolidationResult     *lw_consolidate                        (LwAnnotations                 *annotations,
                                                                  LwConsolidationMethod          method,
                                                                  guint                          batch_size,
                                                                  GCancellable                  *cancellable,
                                                                  GError                       **error)
                                                                  G_GNUC_WARN_UNUSED_RESULT;
LwConsolidationResult     *lw_consolidate_with_options           (LwAnnotations                 *annotations,
                                                                  const LwConsolidationOptions  *options,
                                                                  GCancellable                  *cancellable,
                                                                  GError                       **error)
                                                                  G_GNUC_WARN_UNUSED_RESULT;

LwConsolidationResult     *lw_consolidation_result_ref           (LwConsolidationResult         *self)
                                                                  G_GNUC_WARN_UNUSED_RESULT;
void                       lw_consolidation_result_unref         (LwConsolidationResult         *self);
guint                      lw_consolidation_result_get_n_tasks   (LwConsolidationResult         *self);
guint                      lw_consolidation_result_get_n_batches (LwConsolidationResult         *self);
guint                      lw_consolidation_result_get_batch     (LwConsolidationResult         *self,
                                                                  guint                          task);
const LwConsolidatedLabel *lw_consolidation_result_get_labels    (LwConsolidationResult         *self,
                                                                  guint                          task,
                                                                  guint                         *n_labels);
const double              *lw_consolidation_result_get_posterior (LwConsolidationResult         *self,
                                                                  guint                          task);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwConsolidationResult, lw_consolidation_result_unref)

G_END_DECLS
