/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One labeling job of a place, as the studio and the command line see it. Backends create and update it on the main
 * thread and every change arrives by "notify". Not the request's rules (lw-labeling-job-request.h). */

#define G_LOG_DOMAIN "lw-model"

#include "config.h"

#include "lw-labeling-job-private.h"

#include "lw-s3-uri.h"
#include "lw-str.h"

GParamSpec *lw_labeling_job_properties[LW_LABELING_JOB_N_PROPS];

G_DEFINE_FINAL_TYPE (LwLabelingJob, lw_labeling_job, G_TYPE_OBJECT)

static void
lw_labeling_job_finalize (GObject *object)
{
  LwLabelingJob *self = LW_LABELING_JOB (object);

  lw_labeling_job_request_free (self->request);
  g_free (self->failure_reason);
  g_free (self->problem);
  g_free (self->result_uri);
  g_clear_object (&self->workers);

  G_OBJECT_CLASS (lw_labeling_job_parent_class)->finalize (object);
}

static void
lw_labeling_job_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  LwLabelingJob *self = LW_LABELING_JOB (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, lw_labeling_job_get_name (self));
      break;
    case PROP_STATUS:
      g_value_set_uint (value, self->status);
      break;
    case PROP_STATUS_TITLE:
      g_value_set_string (value, lw_labeling_job_status_get_title (self->status));
      break;
    case PROP_COUNTERS:
      g_value_set_pointer (value, &self->counters);
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, lw_labeling_job_get_progress (self));
      break;
    case PROP_LAST_MODIFIED_TIME:
      g_value_set_int64 (value, self->last_modified_time);
      break;
    case PROP_FAILURE_REASON:
      g_value_set_string (value, self->failure_reason);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    case PROP_OBJECTS_PER_MINUTE:
      g_value_set_double (value, self->objects_per_minute);
      break;
    case PROP_SECONDS_LEFT:
      g_value_set_int64 (value, self->seconds_left);
      break;
    case PROP_WORKERS:
      g_value_set_object (value, self->workers);
      break;
    case PROP_PLAN:
      g_value_set_uint (value, self->workers_per_object);
      break;
    case PROP_ANSWERS_SAVED:
      g_value_set_uint64 (value, self->answers_saved);
      break;
    case PROP_LAST_EVENT:
      g_value_set_uint64 (value, self->last_event);
      break;
    case PROP_RESULT_URI:
      g_value_take_string (value, lw_labeling_job_dup_result_uri (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lw_labeling_job_class_init (LwLabelingJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = lw_labeling_job_finalize;
  object_class->get_property = lw_labeling_job_get_property;

  lw_labeling_job_properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  lw_labeling_job_properties[PROP_STATUS] =
    g_param_spec_uint ("status", NULL, NULL, 0, LW_LABELING_JOB_STATUS_STOPPED, 0, flags);
  lw_labeling_job_properties[PROP_STATUS_TITLE] = g_param_spec_string ("status-title", NULL, NULL, NULL, flags);
  lw_labeling_job_properties[PROP_COUNTERS] = g_param_spec_pointer ("counters", NULL, NULL, flags);
  lw_labeling_job_properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, flags);
  lw_labeling_job_properties[PROP_LAST_MODIFIED_TIME] =
    g_param_spec_int64 ("last-modified-time", NULL, NULL, 0, G_MAXINT64, 0, flags);
  lw_labeling_job_properties[PROP_FAILURE_REASON] = g_param_spec_string ("failure-reason", NULL, NULL, NULL, flags);
  lw_labeling_job_properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  lw_labeling_job_properties[PROP_OBJECTS_PER_MINUTE] =
    g_param_spec_double ("objects-per-minute", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  lw_labeling_job_properties[PROP_SECONDS_LEFT] =
    g_param_spec_int64 ("seconds-left", NULL, NULL, -1, G_MAXINT64, -1, flags);
  lw_labeling_job_properties[PROP_WORKERS] = g_param_spec_object ("workers", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  lw_labeling_job_properties[PROP_PLAN] =
    g_param_spec_uint ("workers-per-object", NULL, NULL, 0, G_MAXUINT, 0, flags);
  lw_labeling_job_properties[PROP_ANSWERS_SAVED] =
    g_param_spec_uint64 ("answers-saved", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  lw_labeling_job_properties[PROP_LAST_EVENT] =
    g_param_spec_uint64 ("last-event", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  lw_labeling_job_properties[PROP_RESULT_URI] = g_param_spec_string ("result-uri", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, LW_LABELING_JOB_N_PROPS, lw_labeling_job_properties);
}

static void
lw_labeling_job_init (LwLabelingJob *self)
{
  self->seconds_left = -1;
  self->workers = g_list_store_new (LW_TYPE_WORKER_ACTIVITY);
}

/**
 * lw_labeling_job_new:
 * @request: what the job was created with; copied
 * @creation_time: microseconds since 1970-01-01 UTC
 *
 * Returns: (transfer full): a job that is Initializing
 */
LwLabelingJob *
lw_labeling_job_new (const LwLabelingJobRequest *request,
                     gint64                      creation_time)
{
  LwLabelingJob *self;

  g_return_val_if_fail (request != NULL, NULL);

  self = g_object_new (LW_TYPE_LABELING_JOB, NULL);
  self->request = lw_labeling_job_request_copy (request);
  self->creation_time = creation_time;
  self->last_modified_time = creation_time;
  return self;
}

/**
 * lw_labeling_job_get_name:
 * @self: a job
 *
 * Returns: (transfer none): the labeling job name
 */
const char *
lw_labeling_job_get_name (LwLabelingJob *self)
{
  g_return_val_if_fail (LW_IS_LABELING_JOB (self), NULL);

  return lw_labeling_job_request_get_string (self->request, LW_REQUEST_LABELING_JOB_NAME);
}

/**
 * lw_labeling_job_get_request:
 * @self: a job
 *
 * Returns: (transfer none): what the job was made of; it does not change
 */
const LwLabelingJobRequest *
lw_labeling_job_get_request (LwLabelingJob *self)
{
  g_return_val_if_fail (LW_IS_LABELING_JOB (self), NULL);

  return self->request;
}

/**
 * lw_labeling_job_get_task_type:
 * @self: a job
 *
 * Returns: one label an image, several, or a task type that is not image classification
 */
LwTaskType
lw_labeling_job_get_task_type (LwLabelingJob *self)
{
  g_return_val_if_fail (LW_IS_LABELING_JOB (self), LW_TASK_TYPE_OTHER);

  return lw_labeling_job_request_get_task_type (self->request);
}

/**
 * lw_labeling_job_get_creation_time:
 * @self: a job
 *
 * Returns: microseconds since 1970-01-01 UTC
 */
gint64
lw_labeling_job_get_creation_time (LwLabelingJob *self)
{
  g_return_val_if_fail (LW_IS_LABELING_JOB (self), 0);

  return self->creation_time;
}

/**
 * lw_labeling_job_dup_output_manifest_uri:
 * @self: a job
 *
 * Returns: (transfer full): where its output manifest is or will be
 */
char *
lw_labeling_job_dup_output_manifest_uri (LwLabelingJob *self)
{
  g_return_val_if_fail (LW_IS_LABELING_JOB (self), NULL);

  return lw_labeling_job_request_dup_output_uri (self->request, "manifests/output/output.manifest");
}

/**
 * lw_labeling_job_get_last_modified_time:
 * @self: a job
 *
 * Returns: microseconds since 1970-01-01 UTC
 */
gint64
lw_labeling_job_get_last_modified_time (LwLabelingJob *self)
{
  g_return_val_if_fail (LW_IS_LABELING_JOB (self), 0);

  return self->last_modified_time;
}

/**
 * lw_labeling_job_set_last_modified_time:
 * @self: a job
 * @time: microseconds since 1970-01-01 UTC
 *
 * For the place where the job runs.
 */
void
lw_labeling_job_set_last_modified_time (LwLabelingJob *self,
                                        gint64         time)
{
  g_return_if_fail (LW_IS_LABELING_JOB (self));

  if (self->last_modified_time == time)
    return;

  self->last_modified_time = time;
  g_object_notify_by_pspec (G_OBJECT (self), lw_labeling_job_properties[PROP_LAST_MODIFIED_TIME]);
}

/**
 * lw_labeling_job_get_status:
 * @self: a job
 *
 * Returns: the status, in the service's words
 */
LwLabelingJobStatus
lw_labeling_job_get_status (LwLabelingJob *self)
{
  g_return_val_if_fail (LW_IS_LABELING_JOB (self), LW_LABELING_JOB_STATUS_FAILED);

  return self->status;
}

/**
 * lw_labeling_job_set_status:
 * @self: a job
 * @status: its status
 *
 * For the place where the job runs. Notifies "status" and "status-title".
 */
void
lw_labeling_job_set_status (LwLabelingJob       *self,
                            LwLabelingJobStatus  status)
{
  g_return_if_fail (LW_IS_LABELING_JOB (self));

  if (self->status == status)
    return;

  self->status = status;
  g_object_notify_by_pspec (G_OBJECT (self), lw_labeling_job_properties[PROP_STATUS]);
  g_object_notify_by_pspec (G_OBJECT (self), lw_labeling_job_properties[PROP_STATUS_TITLE]);
}

/**
 * lw_labeling_job_get_counters:
 * @self: a job
 *
 * Returns: (transfer none): the label counters; valid until they are set again
 */
const LwLabelCounters *
lw_labeling_job_get_counters (LwLabelingJob *self)
{
  g_return_val_if_fail (LW_IS_LABELING_JOB (self), NULL);

  return &self->counters;
}

/**
 * lw_labeling_job_set_counters:
 * @self: a job
 * @counters: the label counters
 *
 * For the place where the job runs. Notifies "counters" and "progress" when a number changed.
 */
void
lw_labeling_job_set_counters (LwLabelingJob         *self,
                              const LwLabelCounters *counters)
{
  g_return_if_fail (LW_IS_LABELING_JOB (self));
  g_return_if_fail (counters != NULL);

  if (lw_label_counters_equal (&self->counters, counters))
    return;

  self->counters = *counters;
  g_object_notify_by_pspec (G_OBJECT (self), lw_labeling_job_properties[PROP_COUNTERS]);
  g_object_notify_by_pspec (G_OBJECT (self), lw_labeling_job_properties[PROP_PROGRESS]);
}

/**
 * lw_labeling_job_get_progress:
 * @self: a job
 *
 * Returns: the part of the data objects that is labeled or failed, 0 to 1
 */
double
lw_labeling_job_get_progress (LwLabelingJob *self)
{
  g_return_val_if_fail (LW_IS_LABELING_JOB (self), 0);

  return lw_label_counters_get_done (&self->counters);
}

/**
 * lw_labeling_job_get_failure_reason:
 * @self: a job
 *
 * Returns: (nullable): why the job failed
 */
const char *
lw_labeling_job_get_failure_reason (LwLabelingJob *self)
{
  g_return_val_if_fail (LW_IS_LABELING_JOB (self), NULL);

  return self->failure_reason;
}

/**
 * lw_labeling_job_set_failure_reason:
 * @self: a job
 * @reason: (nullable): why it failed, a sentence for people
 *
 * For the place where the job runs.
 */
void
lw_labeling_job_set_failure_reason (LwLabelingJob *self,
                                    const char    *reason)
{
  g_return_if_fail (LW_IS_LABELING_JOB (self));

  if (lw_set_str (&self->failure_reason, reason))
    g_object_notify_by_pspec (G_OBJECT (self), lw_labeling_job_properties[PROP_FAILURE_REASON]);
}

/**
 * lw_labeling_job_get_problem:
 * @self: a job
 *
 * Returns: (nullable): what keeps the job from going on now, such as a full disk; it goes on by itself afterwards
 */
const char *
lw_labeling_job_get_problem (LwLabelingJob *self)
{
  g_return_val_if_fail (LW_IS_LABELING_JOB (self), NULL);

  return self->problem;
}

/**
 * lw_labeling_job_set_problem:
 * @self: a job
 * @problem: (nullable): what keeps it from going on, a sentence for people
 *
 * For the place where the job runs.
 */
void
lw_labeling_job_set_problem (LwLabelingJob *self,
                             const char    *problem)
{
  g_return_if_fail (LW_IS_LABELING_JOB (self));

  if (lw_set_str (&self->problem, problem))
    g_object_notify_by_pspec (G_OBJECT (self), lw_labeling_job_properties[PROP_PROBLEM]);
}
