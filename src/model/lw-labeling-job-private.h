/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files lw-labeling-job*.c share. */

#pragma once

#include "lw-labeling-job.h"

G_BEGIN_DECLS

struct _LwLabelingJob
{
  GObject               parent_instance;

  LwLabelingJobRequest *request;
  gint64                creation_time;
  gint64                last_modified_time;
  LwLabelingJobStatus   status;
  LwLabelCounters       counters;
  char                 *failure_reason;
  char                 *problem;
  double                objects_per_minute;
  gint64                seconds_left;
  GListStore           *workers;
  guint                 workers_per_object;
  double                stop_confidence;
  guint64               answers_saved;
  guint64               last_event;
  char                 *result_uri;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_STATUS,
  PROP_STATUS_TITLE,
  PROP_COUNTERS,
  PROP_PROGRESS,
  PROP_LAST_MODIFIED_TIME,
  PROP_FAILURE_REASON,
  PROP_PROBLEM,
  PROP_OBJECTS_PER_MINUTE,
  PROP_SECONDS_LEFT,
  PROP_WORKERS,
  PROP_PLAN,
  PROP_ANSWERS_SAVED,
  PROP_LAST_EVENT,
  PROP_RESULT_URI,
  LW_LABELING_JOB_N_PROPS
};

extern GParamSpec *lw_labeling_job_properties[LW_LABELING_JOB_N_PROPS];

G_END_DECLS
