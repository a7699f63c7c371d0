/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "job create": makes a labeling job of a folder or a manifest. The rules of a request are in the model; what is
 * written for a job is in lw-job-setup.h. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lw-cli-chain.h"
#include "lw-cli-command.h"
#include "lw-cli-place.h"
#include "lw-cli-request.h"
#include "lw-dataset-scan.h"
#include "lw-job-setup.h"
#include "lw-json.h"
#include "lw-worker-template.h"

static struct
{
  LwCliRequestOptions  request;
  char                *dataset;
  char                *manifest;
  char                *labels;
  char                *header;
  char                *template;
  char                *spec;
  char                *chain;
  char                *clone;
  gboolean             dry_run;
  gboolean             if_absent;
} options = { .request = { .workers = LW_CLI_UNSET, .max_objects = LW_CLI_UNSET, .max_percent = LW_CLI_UNSET,
                           .max_open = LW_CLI_UNSET, .seed = LW_CLI_UNSET, .stop_confidence = -1 } };

static const GOptionEntry entries[] = {
  { "dataset", 0, 0, G_OPTION_ARG_FILENAME, &options.dataset,
    N_("Folder of images, with all folders in it"), N_("FOLDER") },
  { "manifest", 0, 0, G_OPTION_ARG_FILENAME, &options.manifest,
    N_("Input manifest instead of a folder; a file, an s3:// address, or a prefix that ends with /"), N_("FILE") },
  { "chain", 0, 0, G_OPTION_ARG_STRING, &options.chain,
    N_("Go on from the output of JOB, which is over; images of --dataset are added"), N_("JOB") },
  { "clone", 0, 0, G_OPTION_ARG_STRING, &options.clone, N_("Begin again with the input of JOB"), N_("JOB") },
  { "labels", 0, 0, G_OPTION_ARG_FILENAME, &options.labels,
    N_("Label categories: a file (a name a line, CSV, or a label category file), or a,b,c"), N_("LABELS") },
  { "task-type", 0, 0, G_OPTION_ARG_STRING, &options.request.task_type,
    N_("single (default) or multi"), N_("TYPE") },
  { "workers", 0, 0, G_OPTION_ARG_INT, &options.request.workers,
    N_("Workers per data object (default: 1)"), N_("N") },
  { "label-attribute", 0, 0, G_OPTION_ARG_STRING, &options.request.label_attribute,
    N_("Label attribute name (default: the job's name)"), N_("NAME") },
  { "title", 0, 0, G_OPTION_ARG_STRING, &options.request.title, N_("Task title"), N_("TEXT") },
  { "description", 0, 0, G_OPTION_ARG_STRING, &options.request.description,
    N_("Task description"), N_("TEXT") },
  { "keywords", 0, 0, G_OPTION_ARG_STRING, &options.request.keywords,
    N_("Task keywords, separated by commas"), N_("WORDS") },
  { "header", 0, 0, G_OPTION_ARG_STRING, &options.header,
    N_("What the worker reads above the image"), N_("TEXT") },
  { "template", 0, 0, G_OPTION_ARG_FILENAME, &options.template, N_("Worker task template"), N_("FILE") },
  { "time-limit", 0, 0, G_OPTION_ARG_STRING, &options.request.time_limit,
    N_("Time per task (default: 5m)"), N_("TIME") },
  { "availability", 0, 0, G_OPTION_ARG_STRING, &options.request.availability,
    N_("For how long a task is offered (default: 30d)"), N_("TIME") },
  { "max-objects", 0, 0, G_OPTION_ARG_INT, &options.request.max_objects,
    N_("Stop after N human-labeled objects"), N_("N") },
  { "max-percent", 0, 0, G_OPTION_ARG_INT, &options.request.max_percent,
    N_("Stop after N % of the data set"), N_("N") },
  { "max-open", 0, 0, G_OPTION_ARG_INT, &options.request.max_open,
    N_("Data objects open at once (default: 1000)"), N_("N") },
  { "order", 0, 0, G_OPTION_ARG_STRING, &options.request.order,
    N_("manifest (default), random, or uncertain: the least certain first"), N_("ORDER") },
  { "seed", 0, 0, G_OPTION_ARG_INT, &options.request.seed, N_("Seed of the random order"), N_("N") },
  { "stop-confidence", 0, 0, G_OPTION_ARG_DOUBLE, &options.request.stop_confidence,
    N_("Ask no further worker about an object at this confidence"), N_("P") },
  { "method", 0, 0, G_OPTION_ARG_STRING, &options.request.method,
    N_("Method of annotation consolidation (default: groundtruth)"), N_("METHOD") },
  { "gold-attribute", 0, 0, G_OPTION_ARG_STRING, &options.request.gold_attribute,
    N_("Key of input lines that holds an answer known to be right"), N_("KEY") },
  { "portable-names", 0, 0, G_OPTION_ARG_NONE, &options.request.portable_names,
    N_("No colons in the names of output files"), NULL },
  { "output", 0, 0, G_OPTION_ARG_FILENAME, &options.request.output,
    N_("Folder for the output, or an s3:// address (default: the workspace)"), N_("FOLDER") },
  { "spec", 0, 0, G_OPTION_ARG_FILENAME, &options.spec,
    N_("CreateLabelingJob request in JSON; other options go before its members"), N_("FILE") },
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run,
    N_("Print the request instead of sending it"), NULL },
  { "if-absent", 0, 0, G_OPTION_ARG_NONE, &options.if_absent,
    N_("Do nothing when there is a job of that name"), NULL },
  G_OPTION_ENTRY_NULL
};

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
  bucket = lw_object_store_map_folder (lw_job_backend_get_store (place), lw_dataset_scan_get_folder (scan), NULL,
                                       FALSE, error);
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
set_manifest (LwCli                       *cli,
              LwJobSetup                  *setup,
              const LwLabelingJobRequest  *request,
              LwJobBackend                *place,
              GError                     **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (options.dataset != NULL)
    {
      bytes = make_manifest (cli, place, error);
      if (bytes != NULL && options.chain != NULL)
        {
          g_autoptr (GBytes) added = g_steal_pointer (&bytes);

          bytes = lw_cli_append_images (place, request, added, error);
        }
    }
  else if (options.manifest != NULL && !lw_cli_is_s3_address (options.manifest))
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
  else if (options.header == NULL &&
           lw_labeling_job_request_get_string (request, LW_REQUEST_UI_TEMPLATE_S3_URI) != NULL)
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

  lw_cli_print_job (cli, lw_job_backend_get_store (place), job);
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
      || !set_manifest (cli, setup, request, place, &error))
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
  else if ((options.chain != NULL) + (options.clone != NULL) + (options.spec != NULL) > 1)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _("Give one of --chain, --clone and --spec"));
  else if (options.chain != NULL || options.clone != NULL)
    return TRUE;
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
  existing = options.if_absent ? lw_cli_find_job (place, name, NULL) : NULL;
  if (existing != NULL)
    {
      lw_cli_message (cli, _("There is a labeling job named “%s”; nothing was done."), name);
      lw_cli_print_job (cli, lw_job_backend_get_store (place), existing);
      return LW_CLI_DONE;
    }

  if (options.chain != NULL || options.clone != NULL)
    {
      lw_labeling_job_request_free (g_steal_pointer (&request));
      request = lw_cli_dup_chained_request (place, options.chain, options.clone, name, &error);
      if (request == NULL)
        return lw_cli_fail (cli, error);
    }
  if (options.manifest != NULL && lw_cli_is_s3_address (options.manifest))
    lw_labeling_job_request_set_string (request, LW_REQUEST_MANIFEST_S3_URI, options.manifest);
  if (!lw_cli_fill_request (cli, &options.request, request, place, name, &error))
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
              "job create pets-3 --chain pets --dataset more-photos/\n"
              "job create --spec request.json --dry-run\n"
              "job create --spec request.json --profile work --region eu-west-1",
  .notes = N_("Every rule of CreateLabelingJob is checked before anything is written. With the label attribute\n"
              "name of an earlier job, only data objects that lack it are labeled. --chain takes that name over\n"
              "from a\n"
              "job that was stopped or has failed; from one that is complete, a new name labels all anew, unless\n"
              "--label-attribute gives the old one. All other settings come from the earlier job."),
  .takes_service = TRUE,
  .entries = entries,
  .run = run_create,
};
