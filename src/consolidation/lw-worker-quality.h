/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How good workers are: against the consolidated labels and against gold, how quick, and whether that
 * changes. Not for how far they agree among themselves (lw-agreement.h). */

#pragma once

#include <gio/gio.h>

#include "lw-annotations.h"
#include "lw-consolidation.h"

G_BEGIN_DECLS

/* A worker's answers in the order of time are cut into as many parts of the same size, to see drift. */
#define LW_DRIFT_WINDOWS 10

/**
 * LwDriftWindow:
 * @n_answers: how many answers are in this part
 * @accuracy: against the consolidated labels
 * @seconds: mean time for an answer; %NAN when it is not known
 * @begin: when the first was given, in µs since 1970; 0 when it is not known
 */
typedef struct
{
  guint  n_answers;
  double accuracy;
  double seconds;
  gint64 begin;
} LwDriftWindow;

/**
 * LwWorkerScore:
 * @n_answers: how many answers the worker gave
 * @n_shared: how many of them for an object that others answered too; only these count for @accuracy
 * @accuracy: share of these that are the consolidated label; multi-label: mean of what both have, divided
 *   by what either has (Jaccard); %NAN for none
 * @n_gold: how many answers were for an object with a known answer
 * @gold_accuracy: share of these that are right; %NAN for none
 * @seconds: median time for an answer; %NAN when it is not known
 * @drift: accuracy in the second half of the worker's answers minus the first half; %NAN for fewer than two
 *   shared answers
 * @n_windows: how many of @windows there are; fewer than %LW_DRIFT_WINDOWS for a worker with few answers
 * @windows: the answers in the order of time
 */
typedef struct
{
  guint         n_answers;
  guint         n_shared;
  double        accuracy;
  guint         n_gold;
  double        gold_accuracy;
  double        seconds;
  double        drift;
  guint         n_windows;
  LwDriftWindow windows[LW_DRIFT_WINDOWS];
} LwWorkerScore;

typedef struct _LwWorkerQuality LwWorkerQuality;

LwWorkerQuality     *lw_worker_quality_new           (LwAnnotations          *annotations,
                                                      LwConsolidationResult  *result,
                                                      LwAnnotations          *gold,
                                                      GCancellable           *cancellable,
                                                      GError                **error) G_GNUC_WARN_UNUSED_RESULT;
LwWorkerQuality     *lw_worker_quality_ref           (LwWorkerQuality        *self) G_GNUC_WARN_UNUSED_RESULT;
void                 lw_worker_quality_unref         (LwWorkerQuality        *self);

const LwWorkerScore *lw_worker_quality_get_score     (LwWorkerQuality        *self,
                                                      guint                   worker);
guint32             *lw_worker_quality_dup_confusion (LwWorkerQuality        *self,
                                                      guint                   worker,
                                                      gboolean                against_gold) G_GNUC_WARN_UNUSED_RESULT;
guint32             *lw_worker_quality_dup_ranking   (LwWorkerQuality        *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwWorkerQuality, lw_worker_quality_unref)

G_END_DECLS
