/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A labeling job in words and signs, the same in the sidebar and on the job page. Not widgets. */

#pragma once

#include "lw-labeling-job.h"

G_BEGIN_DECLS

const char *lw_job_words_get_icon_name (LwLabelingJobStatus  status);
const char *lw_job_words_get_css_class (LwLabelingJobStatus  status);
char       *lw_job_words_dup_progress  (LwLabelingJob       *job) G_GNUC_WARN_UNUSED_RESULT;
char       *lw_job_words_dup_time_left (LwLabelingJob       *job) G_GNUC_WARN_UNUSED_RESULT;
char       *lw_job_words_dup_summary   (LwLabelingJob       *job) G_GNUC_WARN_UNUSED_RESULT;
char       *lw_job_words_dup_activity  (LwWorkerActivity    *worker,
                                        gint64               now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
