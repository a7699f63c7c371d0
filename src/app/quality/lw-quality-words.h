/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Measures of agreement and of workers in words: numbers as people read them, and what they mean. */

#pragma once

#include "lw-agreement.h"
#include "lw-worker-quality.h"

G_BEGIN_DECLS

char       *lw_quality_words_dup_share    (double                     share) G_GNUC_WARN_UNUSED_RESULT;
char       *lw_quality_words_dup_kappa    (double                     kappa) G_GNUC_WARN_UNUSED_RESULT;
char       *lw_quality_words_dup_seconds  (double                     seconds) G_GNUC_WARN_UNUSED_RESULT;
char       *lw_quality_words_dup_drift    (double                     drift) G_GNUC_WARN_UNUSED_RESULT;
char       *lw_quality_words_dup_headline (const LwAgreementMeasures *measures,
                                           guint                      n_objects) G_GNUC_WARN_UNUSED_RESULT;
const char *lw_quality_words_get_verdict  (double                     alpha);
char       *lw_quality_words_dup_worker   (const LwWorkerScore       *score,
                                           const char                *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
