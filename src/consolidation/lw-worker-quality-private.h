/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of worker quality share. Private to this folder. */

#pragma once

#include "lw-worker-quality.h"
#include "lw-answers-by-worker.h"

G_BEGIN_DECLS

/* Immutable when it is given out; any thread may read it. */
struct _LwWorkerQuality
{
  gatomicrefcount        ref_count;
  LwAnnotations         *annotations;
  LwConsolidationResult *result;
  LwAnnotations         *gold;
  guint32               *gold_classes;
  guint32               *gold_tasks;
  LwAnswersByWorker       *by_worker;
  LwWorkerScore         *scores;
};

guint    lw_worker_quality_get_consensus (LwWorkerQuality *self,
                                          guint            task,
                                          guint32         *truth);
gboolean lw_worker_quality_get_gold      (LwWorkerQuality *self,
                                          guint            task,
                                          guint32         *truth,
                                          guint           *n_truth);
gboolean lw_worker_quality_is_in         (const guint32   *classes,
                                          guint            n,
                                          guint32          class_index);
guint32 *lw_worker_quality_new_truth     (LwWorkerQuality *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
