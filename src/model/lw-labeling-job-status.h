/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The service's words for the state of a labeling job. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LW_LABELING_JOB_STATUS_INITIALIZING,
  LW_LABELING_JOB_STATUS_IN_PROGRESS,
  LW_LABELING_JOB_STATUS_COMPLETED,
  LW_LABELING_JOB_STATUS_FAILED,
  LW_LABELING_JOB_STATUS_STOPPING,
  LW_LABELING_JOB_STATUS_STOPPED,
} LwLabelingJobStatus;

const char *lw_labeling_job_status_to_string   (LwLabelingJobStatus  self);
gboolean    lw_labeling_job_status_from_string (const char          *text,
                                                LwLabelingJobStatus *status);
const char *lw_labeling_job_status_get_title   (LwLabelingJobStatus  self);
gboolean    lw_labeling_job_status_is_final    (LwLabelingJobStatus  self);

G_END_DECLS
