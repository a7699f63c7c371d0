/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the options of "job create" put into a request. Not the files that a job needs beside its request. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include "lw-cli-request.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lw-cli-duration.h"
#include "lw-consolidation.h"
#include "lw-job-options.h"
#include "lw-str.h"

/* As the console of the service has it for image classification. */
#define DEFAULT_TIME_LIMIT (5 * 60)

/**
 * lw_cli_is_s3_address:
 * @text: what an option has
 *
 * Returns: whether it is an address rather than a path
 */
gboolean
lw_cli_is_s3_address (const char *text)
{
  return g_str_has_prefix (text, "s3://");
}

/* A field that neither an option nor the specification sets gets the fallback. */
static void
set_string (LwLabelingJobRequest *request,
            LwRequestField        field,
            const char           *value,
            const char           *fallback)
{
  if (value != NULL)
    lw_labeling_job_request_set_string (request, field, value);
  else if (fallback != NULL && lw_labeling_job_request_get_string (request, field) == NULL)
    lw_labeling_job_request_set_string (request, field, fallback);
}

static void
set_int (LwLabelingJobRequest *request,
         LwRequestField        field,
         int                   value,
         int                   fallback)
{
  if (value != LW_CLI_UNSET)
    lw_labeling_job_request_set_int (request, field, value);
  else if (fallback != LW_CLI_UNSET && lw_labeling_job_request_get_int (request, field, LW_CLI_UNSET) == LW_CLI_UNSET)
    lw_labeling_job_request_set_int (request, field, fallback);
}

static gboolean
set_duration (LwLabelingJobRequest  *request,
              LwRequestField         field,
              const char            *value,
              int                    fallback,
              GError               **error)
{
  gint64 seconds = LW_CLI_UNSET;

  if (value != NULL && !lw_cli_parse_duration (value, &seconds, error))
    return FALSE;
  set_int (request, field, (int) MIN (seconds, G_MAXINT), fallback);
  return TRUE;
}

static gboolean
set_task_type (const LwCliRequestOptions  *options,
               LwLabelingJobRequest       *request,
               LwJobBackend               *place,
               GError                    **error)
{
  gboolean is_set = lw_labeling_job_request_get_string (request, LW_REQUEST_PRE_HUMAN_TASK_LAMBDA_ARN) != NULL;
  LwTaskType type = LW_TASK_TYPE_IMAGE_CLASSIFICATION;

  if (g_strcmp0 (options->task_type, "multi") == 0)
    type = LW_TASK_TYPE_IMAGE_CLASSIFICATION_MULTI_LABEL;
  else if (options->task_type != NULL && strcmp (options->task_type, "single") != 0)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("--task-type is single or multi, not “%s”"),
                   options->task_type);
      return FALSE;
    }
  if (options->task_type != NULL || !is_set)
    lw_labeling_job_request_set_task_type (request, lw_job_backend_get_region (place), type);
  return TRUE;
}

static void
set_keywords (const LwCliRequestOptions *options,
              LwLabelingJobRequest      *request)
{
  const char *const fallback[] = { "Images", "categorization", "classification", NULL };
  g_auto (GStrv) present = lw_labeling_job_request_dup_strings (request, LW_REQUEST_TASK_KEYWORDS);

  if (options->keywords != NULL)
    {
      g_auto (GStrv) words = g_strsplit (options->keywords, ",", -1);

      for (guint i = 0; words[i] != NULL; i++)
        g_strstrip (words[i]);
      lw_labeling_job_request_set_strings (request, LW_REQUEST_TASK_KEYWORDS, (const char *const *) words);
    }
  else if (present == NULL || present[0] == NULL)
    lw_labeling_job_request_set_strings (request, LW_REQUEST_TASK_KEYWORDS, fallback);
}

static gboolean
set_workteam (LwCli                 *cli,
              LwLabelingJobRequest  *request,
              LwJobBackend          *place,
              GError               **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) teams = NULL;
  GAsyncResult *slot = NULL;

  if (lw_labeling_job_request_get_string (request, LW_REQUEST_WORKTEAM_ARN) != NULL)
    return TRUE;

  lw_job_backend_list_workteams_async (place, cli->cancellable, lw_cli_take_result, &slot);
  result = lw_cli_await (&slot);
  teams = lw_job_backend_list_workteams_finish (place, result, error);
  if (teams == NULL)
    return FALSE;
  if (teams->len > 0)
    lw_labeling_job_request_set_string (request, LW_REQUEST_WORKTEAM_ARN,
                                        ((LwWorkteam *) g_ptr_array_index (teams, 0))->arn);
  return TRUE;
}

static gboolean
set_output (const LwCliRequestOptions  *options,
            LwLabelingJobRequest       *request,
            LwJobBackend               *place,
            GError                    **error)
{
  g_autofree char *bucket = NULL;
  g_autofree char *uri = NULL;

  if (options->output == NULL || lw_cli_is_s3_address (options->output))
    {
      set_string (request, LW_REQUEST_S3_OUTPUT_PATH, options->output, NULL);
      return TRUE;
    }

  bucket = lw_object_store_map_folder (lw_job_backend_get_store (place), options->output, NULL, FALSE, error);
  if (bucket == NULL)
    return FALSE;
  uri = g_strdup_printf ("s3://%s/", bucket);
  set_string (request, LW_REQUEST_S3_OUTPUT_PATH, uri, NULL);
  return TRUE;
}

/* Refuses a word that the options do not know. */
static gboolean
read_run_options (const LwCliRequestOptions  *options,
                  LwJobOptions               *run,
                  GError                    **error)
{
  LwConsolidationMethod method;

  if (options->order != NULL && !lw_job_order_from_string (options->order, &run->order))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("--order is manifest, random or uncertain, not “%s”"), options->order);
      return FALSE;
    }
  if (options->method != NULL && !lw_consolidation_method_from_string (options->method, &method))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("There is no method of annotation consolidation “%s”"), options->method);
      return FALSE;
    }
  if (options->stop_confidence > 0 && !(options->stop_confidence < 1))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _("--stop-confidence is at least 0 and below 1"));
      return FALSE;
    }
  return TRUE;
}

/* How this program runs the job: what is not in CreateLabelingJob. */
static gboolean
set_run (const LwCliRequestOptions  *options,
         LwLabelingJobRequest       *request,
         GError                    **error)
{
  g_auto (LwJobOptions) run = { 0 };

  lw_job_options_read (&run, request);
  if (!read_run_options (options, &run, error))
    return FALSE;
  if (options->seed != LW_CLI_UNSET)
    run.seed = (guint32) options->seed;
  if (options->stop_confidence >= 0)
    run.stop_confidence = options->stop_confidence;
  if (options->method != NULL)
    lw_set_str (&run.method, options->method);
  if (options->gold_attribute != NULL)
    lw_set_str (&run.gold_attribute, options->gold_attribute);
  run.portable_names |= options->portable_names;
  lw_job_options_write (&run, request);
  return TRUE;
}

/**
 * lw_cli_fill_request:
 * @cli: the run
 * @options: the options
 * @request: the request to fill in; what it has is kept where there is no option
 * @place: where the job will run
 * @name: (nullable): the labeling job name
 * @error: an option is wrong, or the place cannot be asked
 *
 * Puts the options into the request, and the values that the console of the service has for the rest.
 *
 * Returns: whether it worked
 */
gboolean
lw_cli_fill_request (LwCli                      *cli,
                     const LwCliRequestOptions  *options,
                     LwLabelingJobRequest       *request,
                     LwJobBackend               *place,
                     const char                 *name,
                     GError                    **error)
{
  gboolean multi;

  if (!set_task_type (options, request, place, error) || !set_workteam (cli, request, place, error)
      || !set_output (options, request, place, error) || !set_run (options, request, error))
    return FALSE;

  multi = lw_labeling_job_request_get_task_type (request) == LW_TASK_TYPE_IMAGE_CLASSIFICATION_MULTI_LABEL;
  set_string (request, LW_REQUEST_LABELING_JOB_NAME, name, NULL);
  set_string (request, LW_REQUEST_LABEL_ATTRIBUTE_NAME, options->label_attribute, NULL);
  set_string (request, LW_REQUEST_TASK_TITLE, options->title,
              multi ? "Image Classification (Multi-label)" : "Image Classification (Single Label)");
  set_string (request, LW_REQUEST_TASK_DESCRIPTION, options->description,
              multi ? "Categorize images into one or more classes." : "Categorize images into individual classes.");
  set_keywords (options, request);
  set_int (request, LW_REQUEST_NUMBER_OF_HUMAN_WORKERS_PER_DATA_OBJECT, options->workers, 1);
  set_int (request, LW_REQUEST_MAX_HUMAN_LABELED_OBJECT_COUNT, options->max_objects, LW_CLI_UNSET);
  set_int (request, LW_REQUEST_MAX_PERCENTAGE_OF_INPUT_DATASET_LABELED, options->max_percent, LW_CLI_UNSET);
  set_int (request, LW_REQUEST_MAX_CONCURRENT_TASK_COUNT, options->max_open, LW_CLI_UNSET);
  return set_duration (request, LW_REQUEST_TASK_TIME_LIMIT_IN_SECONDS, options->time_limit, DEFAULT_TIME_LIMIT, error)
         && set_duration (request, LW_REQUEST_TASK_AVAILABILITY_LIFETIME_IN_SECONDS, options->availability,
                          LW_CLI_UNSET, error);
}
