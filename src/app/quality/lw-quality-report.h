/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the answers of a labeling job say about its labels and its workers: computed in a thread from a table of
 * answers, then immutable. The sentences are in lw-quality-words.h. */

#pragma once

#include "lw-job-answers.h"

#include "lw-agreement.h"
#include "lw-worker-quality.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _LwQualityReport LwQualityReport;

LwQualityReport       *lw_quality_report_ref              (LwQualityReport      *self) G_GNUC_WARN_UNUSED_RESULT;
void                   lw_quality_report_unref            (LwQualityReport      *self);

LwQualityReport       *lw_quality_report_compute          (LwJobAnswers         *answers,
                                                           GCancellable         *cancellable,
                                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void                   lw_quality_report_compute_async    (LwJobAnswers         *answers,
                                                           GCancellable         *cancellable,
                                                           GAsyncReadyCallback   callback,
                                                           gpointer              user_data);
LwQualityReport       *lw_quality_report_compute_finish   (GAsyncResult         *result,
                                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;

LwConsolidationMethod  lw_quality_report_get_method       (LwQualityReport      *self);
LwAnnotations         *lw_quality_report_get_annotations  (LwQualityReport      *self);
LwConsolidationResult *lw_quality_report_get_result       (LwQualityReport      *self);
LwAgreement           *lw_quality_report_get_agreement    (LwQualityReport      *self);
LwWorkerQuality       *lw_quality_report_get_workers      (LwQualityReport      *self);
guint                  lw_quality_report_get_n_known      (LwQualityReport      *self);
guint64                lw_quality_report_get_n_refused    (LwQualityReport      *self);
guint64                lw_quality_report_get_line         (LwQualityReport      *self,
                                                           guint                 task);
const guint32         *lw_quality_report_get_disputed     (LwQualityReport      *self,
                                                           guint                *n_tasks);
char                  *lw_quality_report_dup_votes        (LwQualityReport      *self,
                                                           guint                 task) G_GNUC_WARN_UNUSED_RESULT;
char                  *lw_quality_report_dup_label        (LwQualityReport      *self,
                                                           guint                 task) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwQualityReport, lw_quality_report_unref)

G_END_DECLS
