/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* SageMaker's lists of labeling jobs: filters, orders, pages. */

#define G_LOG_DOMAIN "lw-endpoint"

#include "config.h"

#include "lw-endpoint-jobs.h"

#include "lw-json.h"

#include <string.h>

#define PERSON_ACCOUNT LW_ENDPOINT_ACCOUNT

typedef enum
{
  SORT_BY_TIME,
  SORT_BY_NAME,
  SORT_BY_STATUS,
} SortKey;

typedef struct
{
  SortKey  key;
  gboolean descending;
} Order;

static int
compare_times (gint64 a,
               gint64 b)
{
  return a < b ? -1 : a > b;
}

static int
compare_jobs (gconstpointer a,
              gconstpointer b,
              gpointer      data)
{
  LwLabelingJob *first = *(LwLabelingJob *const *) a;
  LwLabelingJob *second = *(LwLabelingJob *const *) b;
  const Order *order = data;
  int result = 0;

  if (order->key == SORT_BY_STATUS)
    result = strcmp (lw_labeling_job_status_to_string (lw_labeling_job_get_status (first)),
                     lw_labeling_job_status_to_string (lw_labeling_job_get_status (second)));
  if (result == 0 && order->key != SORT_BY_NAME)
    result = compare_times (lw_labeling_job_get_creation_time (first), lw_labeling_job_get_creation_time (second));
  if (result == 0)
    result = g_ascii_strcasecmp (lw_labeling_job_get_name (first), lw_labeling_job_get_name (second));
  return order->descending ? -result : result;
}

/* Whether a time is in the open range that two members of the request bound. */
static gboolean
is_between (JsonObject *request,
            const char *after,
            const char *before,
            gint64      time)
{
  double seconds = time / 1000 / 1000.0;

  return (lw_json_get_double (request, after, -1) < 0 || seconds > lw_json_get_double (request, after, 0)) &&
         (lw_json_get_double (request, before, -1) < 0 || seconds < lw_json_get_double (request, before, 0));
}

static gboolean
contains (const char *text,
          const char *part)
{
  g_autofree char *lower_text = g_ascii_strdown (text, -1);
  g_autofree char *lower_part = part != NULL ? g_ascii_strdown (part, -1) : NULL;

  return lower_part == NULL || strstr (lower_text, lower_part) != NULL;
}

static gboolean
is_wanted (JsonObject    *request,
           LwLabelingJob *job)
{
  const char *status = lw_json_get_string (request, "StatusEquals");

  return is_between (request, "CreationTimeAfter", "CreationTimeBefore", lw_labeling_job_get_creation_time (job)) &&
         is_between (request, "LastModifiedTimeAfter", "LastModifiedTimeBefore",
                     lw_labeling_job_get_last_modified_time (job)) &&
         contains (lw_labeling_job_get_name (job), lw_json_get_string (request, "NameContains")) &&
         (status == NULL ||
          g_str_equal (status, lw_labeling_job_status_to_string (lw_labeling_job_get_status (job))));
}

static const char *
get_workteam (LwLabelingJob *job)
{
  const char *arn = lw_labeling_job_request_get_string (lw_labeling_job_get_request (job), LW_REQUEST_WORKTEAM_ARN);

  return arn != NULL ? arn : "";
}

/* (transfer full) (element-type LwLabelingJob): those that the request asks for, in its order. */
static GPtrArray *
collect (LwEndpointCall *call,
         JsonObject     *request,
         const char     *workteam)
{
  GListModel *jobs = lw_job_backend_get_jobs (lw_endpoint_get_backend (call->endpoint));
  GPtrArray *wanted = g_ptr_array_new_with_free_func (g_object_unref);
  const char *key = lw_json_get_string (request, "SortBy");
  Order order = {
    g_strcmp0 (key, "Name") == 0 ? SORT_BY_NAME : g_strcmp0 (key, "Status") == 0 ? SORT_BY_STATUS : SORT_BY_TIME,
    g_strcmp0 (lw_json_get_string (request, "SortOrder"), "Descending") == 0,
  };

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (LwLabelingJob) job = g_list_model_get_item (jobs, i);
      g_autofree char *code = lw_endpoint_dup_job_code (job);

      if (is_wanted (request, job) && (workteam == NULL || g_str_equal (workteam, get_workteam (job))) &&
          contains (code, lw_json_get_string (request, "JobReferenceCodeContains")))
        g_ptr_array_add (wanted, g_steal_pointer (&job));
    }
  g_ptr_array_sort_with_data (wanted, compare_jobs, &order);
  return wanted;
}

static JsonObject *
summarize (LwEndpointCall *call,
           LwLabelingJob  *job)
{
  JsonObject *summary = json_object_new ();
  JsonObject *request = lw_labeling_job_request_get_object (lw_labeling_job_get_request (job));
  JsonObject *task = lw_json_get_object (request, "HumanTaskConfig");

  lw_endpoint_set_job_state (call, job, summary);
  lw_endpoint_copy_member (request, summary, "InputConfig");
  lw_endpoint_copy_member (task, summary, "WorkteamArn");
  lw_endpoint_copy_member (task, summary, "PreHumanTaskLambdaArn");
  lw_endpoint_copy_member (lw_json_get_object (task, "AnnotationConsolidationConfig"), summary,
                           "AnnotationConsolidationLambdaArn");
  return summary;
}

LW_ENDPOINT_OPERATION (lw_endpoint_list_labeling_jobs)
{
  g_autoptr (GPtrArray) jobs = collect (call, request, NULL);
  JsonArray *summaries;
  guint first, n;

  if (!lw_endpoint_page (request, jobs, &first, &n, answer, error))
    return FALSE;
  summaries = json_array_new ();
  for (guint i = first; i < first + n; i++)
    json_array_add_object_element (summaries, summarize (call, g_ptr_array_index (jobs, i)));
  json_object_set_array_member (answer, "LabelingJobSummaryList", summaries);
  return TRUE;
}

static JsonObject *
summarize_for_workteam (LwLabelingJob *job)
{
  const LwLabelCounters *counters = lw_labeling_job_get_counters (job);
  const LwLabelingJobRequest *request = lw_labeling_job_get_request (job);
  g_autofree char *code = lw_endpoint_dup_job_code (job);
  JsonObject *summary = json_object_new ();
  JsonObject *numbers = json_object_new ();

  json_object_set_string_member (summary, "LabelingJobName", lw_labeling_job_get_name (job));
  json_object_set_string_member (summary, "JobReferenceCode", code);
  json_object_set_string_member (summary, "WorkRequesterAccountId", PERSON_ACCOUNT);
  lw_endpoint_set_time (summary, "CreationTime", lw_labeling_job_get_creation_time (job));
  json_object_set_int_member (numbers, "HumanLabeled", counters->human_labeled);
  json_object_set_int_member (numbers, "PendingHuman", counters->unlabeled);
  json_object_set_int_member (numbers, "Total", lw_label_counters_get_total (counters));
  json_object_set_object_member (summary, "LabelCounters", numbers);
  json_object_set_int_member (summary, "NumberOfHumanWorkersPerDataObject",
                              lw_labeling_job_request_get_int (request,
                                                               LW_REQUEST_NUMBER_OF_HUMAN_WORKERS_PER_DATA_OBJECT, 1));
  return summary;
}

LW_ENDPOINT_OPERATION (lw_endpoint_list_labeling_jobs_for_workteam)
{
  const char *arn = lw_json_get_string (request, "WorkteamArn");
  g_autoptr (GPtrArray) jobs = collect (call, request, arn);
  JsonArray *summaries;
  guint first, n;

  if (jobs->len == 0 && lw_endpoint_find_workteam (call, arn) == NULL)
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_RESOURCE_NOT_FOUND, "The specified workteam does not exist");
  if (!lw_endpoint_page (request, jobs, &first, &n, answer, error))
    return FALSE;
  summaries = json_array_new ();
  for (guint i = first; i < first + n; i++)
    json_array_add_object_element (summaries, summarize_for_workteam (g_ptr_array_index (jobs, i)));
  json_object_set_array_member (answer, "LabelingJobSummaryList", summaries);
  return TRUE;
}
