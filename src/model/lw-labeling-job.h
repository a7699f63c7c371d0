/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One labeling job of a place, as the studio and the command line see it. Backends create and update it on the main
 * thread and every change arrives by "notify". Not the request's rules (lw-labeling-job-request.h). */

#pragma once

#include "lw-label-counters.h"
#include "lw-labeling-job-request.h"
#include "lw-labeling-job-status.h"
#include "lw-worker-activity.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define LW_TYPE_LABELING_JOB (lw_labeling_job_get_type ())
G_DECLARE_FINAL_TYPE (LwLabelingJob, lw_labeling_job, LW, LABELING_JOB, GObject)

LwLabelingJob              *lw_labeling_job_new                      (const LwLabelingJobRequest *request,
                                                                      gint64                      creation_time) G_GNUC_WARN_UNUSED_RESULT;

const char                 *lw_labeling_job_get_name                 (LwLabelingJob              *self);
const LwLabelingJobRequest *lw_labeling_job_get_request              (LwLabelingJob              *self);
LwTaskType                  lw_labeling_job_get_task_type            (LwLabelingJob              *self);
gint64                      lw_labeling_job_get_creation_time        (LwLabelingJob              *self);
char                       *lw_labeling_job_dup_output_manifest_uri  (LwLabelingJob              *self) G_GNUC_WARN_UNUSED_RESULT;

gint64                      lw_labeling_job_get_last_modified_time   (LwLabelingJob              *self);
void                        lw_labeling_job_set_last_modified_time   (LwLabelingJob              *self,
                                                                      gint64                      time);
LwLabelingJobStatus         lw_labeling_job_get_status               (LwLabelingJob              *self);
void                        lw_labeling_job_set_status               (LwLabelingJob              *self,
                                                                      LwLabelingJobStatus         status);
const LwLabelCounters      *lw_labeling_job_get_counters             (LwLabelingJob              *self);
void                        lw_labeling_job_set_counters             (LwLabelingJob              *self,
                                                                      const LwLabelCounters      *counters);
double                      lw_labeling_job_get_progress             (LwLabelingJob              *self);
const char                 *lw_labeling_job_get_failure_reason       (LwLabelingJob              *self);
void                        lw_labeling_job_set_failure_reason       (LwLabelingJob              *self,
                                                                      const char                 *reason);
const char                 *lw_labeling_job_get_problem              (LwLabelingJob              *self);
void                        lw_labeling_job_set_problem              (LwLabelingJob              *self,
                                                                      const char                 *problem);
double                      lw_labeling_job_get_objects_per_minute   (LwLabelingJob              *self);
gint64                      lw_labeling_job_get_seconds_left         (LwLabelingJob              *self);
void                        lw_labeling_job_set_speed                (LwLabelingJob              *self,
                                                                      double                      objects_per_minute,
                                                                      gint64                      seconds_left);
guint                       lw_labeling_job_get_workers_per_object   (LwLabelingJob              *self);
double                      lw_labeling_job_get_stop_confidence      (LwLabelingJob              *self);
void                        lw_labeling_job_set_plan                 (LwLabelingJob              *self,
                                                                      guint                       workers_per_object,
                                                                      double                      stop_confidence);
guint64                     lw_labeling_job_get_answers_saved        (LwLabelingJob              *self);
void                        lw_labeling_job_set_answers_saved        (LwLabelingJob              *self,
                                                                      guint64                     n_answers);
guint64                     lw_labeling_job_get_last_event           (LwLabelingJob              *self);
void                        lw_labeling_job_set_last_event           (LwLabelingJob              *self,
                                                                      guint64                     id);
char                       *lw_labeling_job_dup_result_uri           (LwLabelingJob              *self) G_GNUC_WARN_UNUSED_RESULT;
void                        lw_labeling_job_set_result_uri           (LwLabelingJob              *self,
                                                                      const char                 *uri);
GListModel                 *lw_labeling_job_get_workers              (LwLabelingJob              *self);
LwWorkerActivity           *lw_labeling_job_ensure_worker            (LwLabelingJob              *self,
                                                                      const char                 *name);

G_END_DECLS
