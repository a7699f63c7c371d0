/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A labeling job made of what SageMaker says of it: the answer of DescribeLabelingJob, or an entry of
 * ListLabelingJobs. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-aws-job.h"

#include "lw-json.h"

/* The members of the answer that were in the request. */
static const char *const request_members[] = {
  "LabelingJobName", "LabelAttributeName", "InputConfig", "OutputConfig", "RoleArn", "LabelCategoryConfigS3Uri",
  "StoppingConditions", "LabelingJobAlgorithmsConfig", "HumanTaskConfig", "Tags",
};

/* The service's times are seconds, with a fraction. */
static gint64
get_time (JsonObject *object,
          const char *member)
{
  return (gint64) (lw_json_get_double (object, member, 0) * G_USEC_PER_SEC);
}

/**
 * lw_aws_job_new:
 * @description: the answer of DescribeLabelingJob
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the job as it is
 */
LwLabelingJob *
lw_aws_job_new (JsonObject  *description,
                GError     **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (LwLabelingJobRequest) request = NULL;
  JsonObject *object = json_object_new ();
  LwLabelingJob *job;

  json_node_take_object (node, object);
  for (guint i = 0; i < G_N_ELEMENTS (request_members); i++)
    if (json_object_has_member (description, request_members[i]))
      json_object_set_member (object, request_members[i],
                              lw_json_copy (json_object_get_member (description, request_members[i])));
  request = lw_labeling_job_request_new_from_node (node, error);
  if (request == NULL)
    return NULL;
  job = lw_labeling_job_new (request, get_time (description, "CreationTime"));
  lw_aws_job_update (job, description);
  return job;
}

static guint64
get_count (JsonObject *counters,
           const char *member)
{
  return (guint64) MAX (lw_json_get_int (counters, member, 0), 0);
}

/**
 * lw_aws_job_update:
 * @job: a job
 * @description: what the service says of it now
 *
 * The status changes last: who waits for it finds everything else in place.
 */
void
lw_aws_job_update (LwLabelingJob *job,
                   JsonObject    *description)
{
  JsonObject *counters = lw_json_get_object (description, "LabelCounters");
  JsonObject *output = lw_json_get_object (description, "LabelingJobOutput");
  const char *reason = lw_json_get_string (description, "FailureReason");
  const char *uri = output != NULL ? lw_json_get_string (output, "OutputDatasetS3Uri") : NULL;
  const char *word = lw_json_get_string (description, "LabelingJobStatus");
  LwLabelCounters numbers = { 0 };
  LwLabelingJobStatus status;

  lw_labeling_job_set_last_modified_time (job, get_time (description, "LastModifiedTime"));
  lw_labeling_job_set_failure_reason (job, reason != NULL && *reason != '\0' ? reason : NULL);
  if (uri != NULL && *uri != '\0')
    lw_labeling_job_set_result_uri (job, uri);
  if (counters != NULL)
    {
      numbers.total_labeled = get_count (counters, "TotalLabeled");
      numbers.human_labeled = get_count (counters, "HumanLabeled");
      numbers.machine_labeled = get_count (counters, "MachineLabeled");
      numbers.failed_non_retryable_error = get_count (counters, "FailedNonRetryableError");
      numbers.unlabeled = get_count (counters, "Unlabeled");
      lw_labeling_job_set_counters (job, &numbers);
    }
  if (word != NULL && lw_labeling_job_status_from_string (word, &status))
    lw_labeling_job_set_status (job, status);
}
