/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "job create": makes a labeling job of a folder or a manifest. The rules of a request are in the model; what is
 * written for a job is in lw-job-setup.h. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lw-cli-command.h"
#include "lw-cli-duration.h"
#include "lw-cli-place.h"
#include "lw-dataset-scan.h"
#include "lw-job-setup.h"
#include "lw-json.h"
#include "lw-worker-template.h"

#define UNSET G_MININT
#define DEFAULT_TIME_LIMIT (5 * 60)

static struct
{
  char     *dataset;
  char     *manifest;
  char     *labels;
  char     *task_type;
  int       workers;
  char     *label_attribute;
  char     *title;
  char     *description;
  char     *keywords;
  char     *header;
  char     *template;
  char     *time_limit;
  char     *availability;
  int       max_objects;
  int       max_percent;
  char     *output;
  char     *spec;
  gboolean  dry_run;
  gboolean  if_absent;
} options = { .workers = UNSET, .max_objects = UNSET, .max_percent = UNSET };

static const GOptionEntry entries[] = {
  { "dataset", 0, 0, G_OPTION_ARG_FILENAME, &options.dataset, N_("Folder of images, with all folders in it"), N_("FOLDER") },
  { "manifest", 0, 0, G_OPTION_ARG_FILENAME, &options.manifest,
    N_("Input manifest instead of a folder; a file or an s3:// address"), N_("FILE") },
  { "labels", 0, 0, G_OPTION_ARG_FILENAME, &options.labels,
    N_("Label categories: a file (a name a line, CSV, or a label category file), or a,b,c"), N_("LABELS") },
  { "task-type", 0, 0, G_OPTION_ARG_STRING, &options.task_type, N_("single (default) or multi"), N_("TYPE") },
  { "workers", 0, 0, G_OPTION_ARG_INT, &options.workers, N_("Workers per data object (default: 1)"), N_("N") },
  { "label-attribute", 0, 0, G_OPTION_ARG_STRING, &options.label_attribute,
    N_("Label attribute name (default: the job's name)"), N_("NAME") },
  { "title", 0, 0, G_OPTION_ARG_STRING, &options.title, N_("Task title"), N_("TEXT") },
  { "description", 0, 0, G_OPTION_ARG_STRING, &options.description, N_("Task description"), N_("TEXT") },
  { "keywords", 0, 0, G_OPTION_ARG_STRING, &options.keywords, N_("Task keywords, separated by commas"), N_("WORDS") },
  { "header", 0, 0, G_OPTION_ARG_STRING, &options.header, N_("What the worker reads above the image"), N_("TEXT") },
  { "template", 0, 0, G_OPTION_ARG_FILENAME, &options.template, N_("Worker task template"), N_("FILE") },
  { "time-limit", 0, 0, G_OPTION_ARG_STRING, &options.time_limit, N_("Time per task (default: 5m)"), N_("TIME") },
  { "availability", 0, 0, G_OPTION_ARG_STRING, &options.availability,
    N_("For how long a task is offered (default: 30d)"), N_("TIME") },
  { "max-objects", 0, 0, G_OPTION_ARG_INT, &options.max_objects, N_("Stop after N human-labeled objects"), N_("N") },
  { "max-percent", 0, 0, G_OPTION_ARG_INT, &options.max_percent, N_("Stop after N % of the data set"), N_("N") },
  { "output", 0, 0, G_OPTION_ARG_FILENAME, &options.output,
    N_("Folder for the output, or an s3:// address (default: the workspace)"), N_("FOLDER") },
  { "spec", 0, 0, G_OPTION_ARG_FILENAME, &options.spec,
    N_("CreateLabelingJob request in JSON; other options go before its members"), N_("FILE") },
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run, N_("Print the request instead of sending it"), NULL },
  { "if-absent", 0, 0, G_OPTION_ARG_NONE, &options.if_absent, N_("Do nothing when there is a job of that name"), NULL },
  G_OPTION_ENTRY_NULL
};

static gboolean
is_s3_address (const char *text)
{
  return g_str_has_prefix (text, "s3://");
}

static char *
read_text (const char  *path,
           GError     **error)
{
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  if (!g_utf8_validate_len (text, length, NULL))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("“%s” is not UTF-8 text"), path);
      return NULL;
    }
  return g_steal_pointer (&text);
}

static LwLabelingJobRequest *
read_spec (GError **error)
{
  g_autofree char *text = NULL;
  LwLabelingJobRequest *request;

  if (options.spec == NULL)
    return lw_labeling_job_request_new ();

  text = read_text (options.spec, error);
  request = text != NULL ? lw_labeling_job_request_parse (text, -1, error) : NULL;
  if (request == NULL)
    g_prefix_error (error, "%s: ", options.spec);
  return request;
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
  if (value != UNSET)
    lw_labeling_job_request_set_int (request, field, value);
  else if (fallback != UNSET && lw_labeling_job_request_get_int (request, field, UNSET) == UNSET)
    lw_labeling_job_request_set_int (request, field, fallback);
}

static gboolean
set_duration (LwLabelingJobRequest  *request,
              LwRequestField         field,
              const char            *value,
              int                    fallback,
              GError               **error)
{
  gint64 seconds = UNSET;

  if (value != NULL && !lw_cli_parse_duration (value, &seconds, error))
    return FALSE;
  set_int (request, field, (int) MIN (seconds, G_MAXINT), fallback);
  return TRUE;
}

static gboolean
set_task_type (LwLabelingJobRequest  *request,
               LwJobBackend          *place,
               GError               **error)
{
  gboolean is_set = lw_labeling_job_request_get_string (request, LW_REQUEST_PRE_HUMAN_TASK_LAMBDA_ARN) != NULL;
  LwTaskType type = LW_TASK_TYPE_IMAGE_CLASSIFICATION;

  if (g_strcmp0 (options.task_type, "multi") == 0)
    type = LW_TASK_TYPE_IMAGE_CLASSIFICATION_MULTI_LABEL;
  else if (options.task_type != NULL && strcmp (options.task_type, "single") != 0)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("--task-type is single or multi, not “%s”"),
                   options.task_type);
      return FALSE;
    }
  if (options.task_type != NULL || !is_set)
    lw_labeling_job_request_set_task_type (request, lw_job_backend_get_region (place), type);
  return TRUE;
}

static void
set_keywords (LwLabelingJobRequest *request)
{
  const char *const fallback[] = { "Images", "categorization", "classification", NULL };
  g_auto (GStrv) present = lw_labeling_job_request_dup_strings (request, LW_REQUEST_TASK_KEYWORDS);

  if (options.keywords != NULL)
    {
      g_auto (GStrv) words = g_strsplit (options.keywords, ",", -1);

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
set_output (LwLabelingJobRequest  *request,
            LwJobBackend          *place,
            GError               **error)
{
  g_autofree char *bucket = NULL;
  g_autofree char *uri = NULL;

  if (options.output == NULL || is_s3_address (options.output))
    {
      set_string (request, LW_REQUEST_S3_OUTPUT_PATH, options.output, NULL);
      return TRUE;
    }

  bucket = lw_object_store_map_folder (lw_job_backend_get_store (place), options.output, NULL, FALSE, error);
  if (bucket == NULL)
    return FALSE;
  uri = g_strdup_printf ("s3://%s/", bucket);
  set_string (request, LW_REQUEST_S3_OUTPUT_PATH, uri, NULL);
  return TRUE;
}

static gboolean
fill_request (LwCli                 *cli,
              LwLabelingJobRequest  *request,
              LwJobBackend          *place,
              const char            *name,
              GError               **error)
{
  gboolean multi;

  if (!set_task_type (request, place, error) || !set_workteam (cli, request, place, error)
      || !set_output (request, place, error))
    return FALSE;

  multi = lw_labeling_job_request_get_task_type (request) == LW_TASK_TYPE_IMAGE_CLASSIFICATION_MULTI_LABEL;
  set_string (request, LW_REQUEST_LABELING_JOB_NAME, name, NULL);
  set_string (request, LW_REQUEST_LABEL_ATTRIBUTE_NAME, options.label_attribute, NULL);
  set_string (request, LW_REQUEST_TASK_TITLE, options.title,
              multi ? "Image Classification (Multi-label)" : "Image Classification (Single Label)");
  set_string (request, LW_REQUEST_TASK_DESCRIPTION, options.description,
              multi ? "Categorize images into one or more classes." : "Categorize images into individual classes.");
  set_keywords (request);
  set_int (request, LW_REQUEST_NUMBER_OF_HUMAN_WORKERS_PER_DATA_OBJECT, options.workers, 1);
  set_int (request, LW_REQUEST_MAX_HUMAN_LABELED_OBJECT_COUNT, options.max_objects, UNSET);
  set_int (request, LW_REQUEST_MAX_PERCENTAGE_OF_INPUT_DATASET_LABELED, options.max_percent, UNSET);
  return set_duration (request, LW_REQUEST_TASK_TIME_LIMIT_IN_SECONDS, options.time_limit, DEFAULT_TIME_LIMIT, error)
         && set_duration (request, LW_REQUEST_TASK_AVAILABILITY_LIFETIME_IN_SECONDS, options.availability, UNSET,
                          error);
}

static void
scan_progress_cb (guint       n_images,
                  guint       n_checked,
                  const char *folder,
                  gpointer    data)
{
  lw_cli_progress (data, _("%u images found, %u looked into"), n_images, n_checked);
}

static LwDatasetScan *
scan_folder (LwCli   *cli,
             GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (LwDatasetScan) scan = NULL;
  GAsyncResult *slot = NULL;

  lw_dataset_scan_run_async (options.dataset, LW_DATASET_SCAN_DEFAULT, scan_progress_cb, cli, cli->cancellable,
                             lw_cli_take_result, &slot);
  result = lw_cli_await (&slot);
  scan = lw_dataset_scan_run_finish (result, error);
  if (scan == NULL)
    return NULL;

  for (guint i = 0; i < lw_dataset_scan_get_n_problems (scan); i++)
    {
      const LwDatasetProblem *problem = lw_dataset_scan_get_problem (scan, i);
      g_autofree char *shown = lw_cli_dup_printable (problem->name);

      lw_cli_message (cli, "%s: %s", shown, problem->text);
    }
  if (lw_dataset_scan_get_n_items (scan) == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("“%s” has no image that can be labeled"),
                   options.dataset);
      return NULL;
    }
  return g_steal_pointer (&scan);
}

static GBytes *
make_manifest (LwCli         *cli,
               LwJobBackend  *place,
               GError       **error)
{
  g_autoptr (LwDatasetScan) scan = scan_folder (cli, error);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *bucket = NULL;

  if (scan == NULL)
    return NULL;
  bucket = lw_object_store_map_folder (lw_job_backend_get_store (place), lw_dataset_scan_get_folder (scan), NULL, FALSE,
                                       error);
  if (bucket == NULL)
    return NULL;

  for (guint i = 0; i < lw_dataset_scan_get_n_items (scan); i++)
    {
      g_autoptr (LwS3Uri) uri = lw_s3_uri_new (bucket, lw_dataset_scan_get_item (scan, i)->key);
      g_autofree char *source_ref = lw_s3_uri_to_string (uri);
      g_autofree char *quoted = lw_json_quote (source_ref);

      g_string_append_printf (text, "{\"source-ref\":%s}\n", quoted);
    }
  return g_string_free_to_bytes (g_steal_pointer (&text));
}

/* Sets the input manifest: made of a folder, copied from a file, or an address. */
static gboolean
set_manifest (LwCli                 *cli,
              LwJobSetup            *setup,
              LwJobBackend          *place,
              GError               **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (options.dataset != NULL)
    bytes = make_manifest (cli, place, error);
  else if (options.manifest != NULL && !is_s3_address (options.manifest))
    {
      g_autofree char *text = NULL;
      gsize length;

      if (g_file_get_contents (options.manifest, &text, &length, error))
        bytes = g_bytes_new_take (g_steal_pointer (&text), length);
    }
  else
    return TRUE;

  if (bytes == NULL)
    return FALSE;
  lw_job_setup_take_manifest (setup, g_steal_pointer (&bytes));
  return TRUE;
}

static char **
read_labels (GError **error)
{
  g_autofree char *text = NULL;
  char **names;

  if (g_file_test (options.labels, G_FILE_TEST_EXISTS))
    {
      text = read_text (options.labels, error);
      return text != NULL ? lw_label_categories_names_from_text (text) : NULL;
    }

  names = g_strsplit (options.labels, ",", -1);
  for (guint i = 0; names[i] != NULL; i++)
    g_strstrip (names[i]);
  return names;
}

static gboolean
set_labels (LwCli       *cli,
            LwJobSetup  *setup,
            LwTaskType   type,
            gboolean    *good,
            GError     **error)
{
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();
  g_autoptr (LwLabelCategories) categories = NULL;
  g_auto (GStrv) names = NULL;

  if (options.labels == NULL)
    return TRUE;

  names = read_labels (error);
  if (names == NULL)
    return FALSE;
  lw_label_categories_check ((const char *const *) names, type, diagnostics);
  for (guint i = 0; i < diagnostics->len; i++)
    {
      const LwDiagnostic *row = g_ptr_array_index (diagnostics, i);

      if (row->severity == LW_SEVERITY_ERROR)
        lw_cli_error (cli, "--labels: %s", row->text);
      else
        lw_cli_message (cli, "--labels: %s", row->text);
    }
  *good = *good && !lw_diagnostics_has_errors (diagnostics);
  categories = lw_label_categories_new ((const char *const *) names);
  lw_job_setup_set_categories (setup, categories);
  return TRUE;
}

static gboolean
set_template (LwJobSetup                  *setup,
              const LwLabelingJobRequest  *request,
              GError                     **error)
{
  gboolean multi = lw_labeling_job_request_get_task_type (request) == LW_TASK_TYPE_IMAGE_CLASSIFICATION_MULTI_LABEL;
  g_autofree char *source = NULL;

  if (options.template != NULL)
    source = read_text (options.template, error);
  else if (options.header == NULL && lw_labeling_job_request_get_string (request, LW_REQUEST_UI_TEMPLATE_S3_URI) != NULL)
    return TRUE;
  else
    source = lw_worker_template_new (multi, options.header, NULL, NULL, NULL);

  if (source == NULL)
    return FALSE;
  lw_job_setup_set_template (setup, source);
  return TRUE;
}

static LwCliExit
complain (LwCli                      *cli,
          const LwLabelingJobRequest *request)
{
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();

  lw_labeling_job_request_check (request, diagnostics);
  for (guint i = 0; i < diagnostics->len; i++)
    {
      const LwDiagnostic *row = g_ptr_array_index (diagnostics, i);

      if (row->severity == LW_SEVERITY_ERROR)
        lw_cli_error (cli, "%s: %s", row->code, row->text);
    }
  return lw_diagnostics_has_errors (diagnostics) ? LW_CLI_USAGE : LW_CLI_DONE;
}

static gboolean
has_begun (LwLabelingJob *job,
           gpointer       data)
{
  return lw_labeling_job_get_status (job) != LW_LABELING_JOB_STATUS_INITIALIZING;
}

static LwCliExit
create (LwCli        *cli,
        LwJobBackend *place,
        LwJobSetup   *setup)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (LwLabelingJob) job = NULL;
  GAsyncResult *slot = NULL;

  lw_job_setup_run_async (setup, cli->cancellable, lw_cli_take_result, &slot);
  result = lw_cli_await (&slot);
  job = lw_job_setup_run_finish (result, &error);
  if (job == NULL || !lw_cli_wait_for_job (cli, job, has_begun, NULL, -1, &error))
    return lw_cli_fail (cli, error);

  lw_cli_print_job (cli, place, job);
  return lw_labeling_job_get_status (job) == LW_LABELING_JOB_STATUS_FAILED ? LW_CLI_JOB_FAILED : LW_CLI_DONE;
}

static LwCliExit
print_request (LwJobSetup *setup)
{
  g_autoptr (LwLabelingJobRequest) request = lw_job_setup_dup_request (setup);
  g_autofree char *text = lw_labeling_job_request_to_json (request, TRUE);

  lw_cli_print ("%s\n", text);
  return LW_CLI_DONE;
}

static LwCliExit
set_up (LwCli                *cli,
        LwJobBackend         *place,
        LwLabelingJobRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwJobSetup) setup = lw_job_setup_new (place, request);
  g_autoptr (LwLabelingJobRequest) complete = NULL;
  gboolean good = TRUE;

  if (!set_labels (cli, setup, lw_labeling_job_request_get_task_type (request), &good, &error)
      || !set_template (setup, request, &error)
      || !set_manifest (cli, setup, place, &error))
    return lw_cli_fail (cli, error);

  complete = lw_job_setup_dup_request (setup);
  if (complain (cli, complete) != LW_CLI_DONE || !good)
    return LW_CLI_USAGE;
  return options.dry_run ? print_request (setup) : create (cli, place, setup);
}

/* What must be known before the place is opened. */
static gboolean
check_options (const LwLabelingJobRequest  *request,
               GError                     **error)
{
  gboolean has_manifest = lw_labeling_job_request_get_string (request, LW_REQUEST_MANIFEST_S3_URI) != NULL;
  gboolean has_labels = lw_labeling_job_request_get_string (request, LW_REQUEST_LABEL_CATEGORY_CONFIG_S3_URI) != NULL;

  if (options.dataset != NULL && options.manifest != NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _("Give --dataset or --manifest, not both"));
  else if (options.dataset == NULL && options.manifest == NULL && !has_manifest)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _("Which images? Give --dataset FOLDER or --manifest FILE"));
  else if (options.labels == NULL && !has_labels)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _("Which label categories? Give --labels FILE or --labels a,b,c"));
  else
    return TRUE;
  return FALSE;
}

static LwCliExit
run_create (LwCli  *cli,
            int     n_arguments,
            char  **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwCliPlace) place = NULL;
  g_autoptr (LwLabelingJobRequest) request = read_spec (&error);
  g_autoptr (LwLabelingJob) existing = NULL;
  const char *name;

  if (request == NULL || !check_options (request, &error))
    return lw_cli_fail (cli, error);
  name = n_arguments > 0 ? arguments[0]
                         : lw_labeling_job_request_get_string (request, LW_REQUEST_LABELING_JOB_NAME);
  if (name == NULL)
    {
      lw_cli_error (cli, "%s", _("What is the labeling job called? Give its NAME."));
      return LW_CLI_USAGE;
    }

  place = lw_cli_open_place (cli, &error);
  if (place == NULL)
    return lw_cli_fail (cli, error);
  existing = options.if_absent ? lw_job_backend_find_job (place, name) : NULL;
  if (existing != NULL)
    {
      lw_cli_message (cli, _("There is a labeling job named “%s”; nothing was done."), name);
      lw_cli_print_job (cli, place, existing);
      return LW_CLI_DONE;
    }

  if (options.manifest != NULL && is_s3_address (options.manifest))
    lw_labeling_job_request_set_string (request, LW_REQUEST_MANIFEST_S3_URI, options.manifest);
  if (!fill_request (cli, request, place, name, &error))
    return lw_cli_fail (cli, error);
  return set_up (cli, place, request);
}

const LwCliCommand lw_cli_job_create = {
  .noun = "job",
  .verb = "create",
  .arguments = "[NAME]",
  .n_required = 0,
  .n_allowed = 1,
  .summary = N_("Make a labeling job of a folder of images or of a manifest."),
  .examples = "job create pets --dataset photos/ --labels cat,dog,other\n"
              "job create pets --dataset photos/ --labels labels.txt --task-type multi --workers 3\n"
              "job create pets-2 --manifest output.manifest --labels labels.json --label-attribute pets\n"
              "job create --spec request.json --dry-run",
  .notes = N_("Every rule of CreateLabelingJob is checked before anything is written. With the label attribute name of an\n"
              "earlier job, only data objects that lack it are labeled."),
  .entries = entries,
  .run = run_create,
};
