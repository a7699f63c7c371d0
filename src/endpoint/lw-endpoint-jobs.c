/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* SageMaker's operations on one labeling job. What has no meaning here (roles, keys, ARNs of functions) is kept in the
 * job's request and shown as it came. */

#define G_LOG_DOMAIN "lw-endpoint"

#include "config.h"

#include "lw-endpoint-jobs.h"

#include "lw-json.h"

#include <string.h>

#define DEFAULT_MAX_CONCURRENT 1000
#define DEFAULT_AVAILABILITY (30 * 24 * 60 * 60)
#define CODE_DIGITS 16

/**
 * lw_endpoint_find_job:
 * @call: a call
 * @name: a labeling job name, in any case
 * @error: return location: %LW_ENDPOINT_ERROR_RESOURCE_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the job
 */
LwLabelingJob *
lw_endpoint_find_job (LwEndpointCall  *call,
                      const char      *name,
                      GError         **error)
{
  LwLabelingJob *job = lw_job_backend_find_job (lw_endpoint_get_backend (call->endpoint), name);
  g_autofree char *message = NULL;

  if (job != NULL)
    return job;
  message = g_strdup_printf ("Requested resource not found: there is no labeling job '%s'", name);
  lw_endpoint_fail (error, LW_ENDPOINT_ERROR_RESOURCE_NOT_FOUND, message);
  return NULL;
}

/* (transfer full): such as the service's: the account and something that is the job's alone. */
char *
lw_endpoint_dup_job_code (LwLabelingJob *job)
{
  g_autofree char *text = g_strdup_printf ("%s %" G_GINT64_FORMAT, lw_labeling_job_get_name (job),
                                           lw_labeling_job_get_creation_time (job));
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strdup_printf (LW_ENDPOINT_ACCOUNT "%.*s", CODE_DIGITS, hash);
}

/**
 * lw_endpoint_set_job_state:
 * @call: a call
 * @job: a job
 * @object: gets what both the job's description and its summary say
 */
void
lw_endpoint_set_job_state (LwEndpointCall *call,
                           LwLabelingJob  *job,
                           JsonObject     *object)
{
  const LwLabelCounters *counters = lw_labeling_job_get_counters (job);
  g_autofree char *arn = lw_endpoint_dup_arn (call, "labeling-job", lw_labeling_job_get_name (job));
  const char *reason = lw_labeling_job_get_failure_reason (job);
  JsonObject *numbers = json_object_new ();

  json_object_set_string_member (object, "LabelingJobName", lw_labeling_job_get_name (job));
  json_object_set_string_member (object, "LabelingJobArn", arn);
  json_object_set_string_member (object, "LabelingJobStatus",
                                 lw_labeling_job_status_to_string (lw_labeling_job_get_status (job)));
  lw_endpoint_set_time (object, "CreationTime", lw_labeling_job_get_creation_time (job));
  lw_endpoint_set_time (object, "LastModifiedTime", lw_labeling_job_get_last_modified_time (job));
  json_object_set_int_member (numbers, "TotalLabeled", counters->total_labeled);
  json_object_set_int_member (numbers, "HumanLabeled", counters->human_labeled);
  json_object_set_int_member (numbers, "MachineLabeled", counters->machine_labeled);
  json_object_set_int_member (numbers, "FailedNonRetryableError", counters->failed_non_retryable_error);
  json_object_set_int_member (numbers, "Unlabeled", counters->unlabeled);
  json_object_set_object_member (object, "LabelCounters", numbers);
  if (reason != NULL && *reason != '\0')
    json_object_set_string_member (object, "FailureReason", reason);
  if (lw_labeling_job_get_status (job) == LW_LABELING_JOB_STATUS_COMPLETED ||
      lw_labeling_job_get_status (job) == LW_LABELING_JOB_STATUS_STOPPED || counters->total_labeled > 0)
    {
      g_autofree char *uri = lw_labeling_job_dup_output_manifest_uri (job);
      JsonObject *output = json_object_new ();

      json_object_set_string_member (output, "OutputDatasetS3Uri", uri);
      json_object_set_object_member (object, "LabelingJobOutput", output);
    }
}

static void
fill_defaults (JsonObject *answer)
{
  JsonObject *output = lw_json_get_object (answer, "OutputConfig");
  JsonObject *task = lw_json_get_object (answer, "HumanTaskConfig");

  if (output != NULL && !json_object_has_member (output, "KmsKeyId"))
    json_object_set_string_member (output, "KmsKeyId", "");
  if (task != NULL && !json_object_has_member (task, "MaxConcurrentTaskCount"))
    json_object_set_int_member (task, "MaxConcurrentTaskCount", DEFAULT_MAX_CONCURRENT);
  if (task != NULL && !json_object_has_member (task, "TaskAvailabilityLifetimeInSeconds"))
    json_object_set_int_member (task, "TaskAvailabilityLifetimeInSeconds", DEFAULT_AVAILABILITY);
}

LW_ENDPOINT_OPERATION (lw_endpoint_describe_labeling_job)
{
  static const char *const members[] = {
    "LabelAttributeName", "InputConfig", "OutputConfig", "RoleArn", "LabelCategoryConfigS3Uri", "StoppingConditions",
    "LabelingJobAlgorithmsConfig", "HumanTaskConfig",
  };
  g_autoptr (LwLabelingJob) job = lw_endpoint_find_job (call, lw_json_get_string (request, "LabelingJobName"), error);
  g_autofree char *code = NULL;
  g_autofree char *arn = NULL;
  JsonObject *kept;
  JsonArray *tags;

  if (job == NULL)
    return FALSE;
  kept = lw_labeling_job_request_get_object (lw_labeling_job_get_request (job));
  lw_endpoint_set_job_state (call, job, answer);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    lw_endpoint_copy_member (kept, answer, members[i]);
  fill_defaults (answer);
  code = lw_endpoint_dup_job_code (job);
  json_object_set_string_member (answer, "JobReferenceCode", code);
  arn = lw_endpoint_dup_arn (call, "labeling-job", lw_labeling_job_get_name (job));
  tags = lw_endpoint_dup_tags (call, arn, error);
  if (tags == NULL)
    return FALSE;
  json_object_set_array_member (answer, "Tags", tags);
  return TRUE;
}

static void
fail_later (LwEndpointCall *call,
            GError         *error)
{
  lw_endpoint_call_respond_error (call, lw_endpoint_translate (error));
  lw_endpoint_call_free (call);
}

static void
created_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  LwEndpointCall *call = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwLabelingJob) job = lw_job_backend_create_finish (LW_JOB_BACKEND (source), result, &error);
  g_autoptr (JsonObject) answer = json_object_new ();
  g_autofree char *arn = NULL;

  if (job == NULL)
    {
      fail_later (call, error);
      return;
    }
  arn = lw_endpoint_dup_arn (call, "labeling-job", lw_labeling_job_get_name (job));
  json_object_set_string_member (answer, "LabelingJobArn", arn);
  lw_endpoint_sagemaker_answer (call, answer);
}

/* What the model leaves to words. */
static gboolean
check_request (JsonObject  *request,
               GError     **error)
{
  JsonObject *source = lw_json_get_object (lw_json_get_object (request, "InputConfig"), "DataSource");
  const char *attribute = lw_json_get_string (request, "LabelAttributeName");

  if (lw_json_get_object (source, "S3DataSource") == NULL)
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_VALIDATION,
                             "1 validation error detected: Value null at 'inputConfig.dataSource.s3DataSource' failed "
                             "to satisfy constraint: Member must not be null");
  if (g_str_has_suffix (attribute, "-metadata") || g_str_has_suffix (attribute, "-ref"))
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_VALIDATION,
                             "LabelAttributeName can't end with \"-metadata\" or \"-ref\"");
  return TRUE;
}

LW_ENDPOINT_OPERATION (lw_endpoint_create_labeling_job)
{
  LwJobBackend *backend = lw_endpoint_get_backend (call->endpoint);
  const char *name = lw_json_get_string (request, "LabelingJobName");
  g_autoptr (LwLabelingJob) known = lw_job_backend_find_job (backend, name);
  g_autoptr (LwLabelingJobRequest) parsed = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *arn = lw_endpoint_dup_arn (call, "labeling-job", name);
  g_autofree char *message = NULL;

  if (known != NULL)
    {
      message = g_strdup_printf ("Labeling Job name must be unique within an AWS account and region, and a labeling "
                                 "job with this name already exists (%s)", arn);
      return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_RESOURCE_IN_USE, message);
    }
  if (!check_request (request, error))
    return FALSE;
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_set_object (node, request);
  parsed = lw_labeling_job_request_new_from_node (node, error);
  if (parsed == NULL)
    return FALSE;
  *later = TRUE;
  lw_job_backend_create_async (backend, parsed, NULL, created_cb, call);
  return TRUE;
}

static void
stopped_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  LwEndpointCall *call = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = json_object_new ();

  if (lw_job_backend_stop_finish (LW_JOB_BACKEND (source), result, &error))
    lw_endpoint_sagemaker_answer (call, answer);
  else
    fail_later (call, error);
}

LW_ENDPOINT_OPERATION (lw_endpoint_stop_labeling_job)
{
  g_autoptr (LwLabelingJob) job = lw_endpoint_find_job (call, lw_json_get_string (request, "LabelingJobName"), error);
  g_autofree char *message = NULL;

  if (job == NULL)
    return FALSE;
  if (lw_labeling_job_status_is_final (lw_labeling_job_get_status (job)))
    {
      message = g_strdup_printf ("The request was rejected because the labeling job is in status %s.",
                                 lw_labeling_job_status_to_string (lw_labeling_job_get_status (job)));
      return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_VALIDATION, message);
    }
  *later = TRUE;
  lw_job_backend_stop_async (lw_endpoint_get_backend (call->endpoint), job, NULL, stopped_cb, call);
  return TRUE;
}
