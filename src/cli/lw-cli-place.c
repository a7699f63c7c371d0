/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The place whose labeling jobs the command line works with, and what is said of a job. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include "lw-cli-place.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "lw-aws-backend.h"
#include "lw-cli-remote.h"
#include "lw-engine-backend.h"

/**
 * lw_cli_dup_workspace:
 * @cli: the run
 *
 * Returns: (transfer full): the folder of the workspace that the options name
 */
char *
lw_cli_dup_workspace (LwCli *cli)
{
  return cli->workspace != NULL ? g_canonicalize_filename (cli->workspace, NULL) : lw_engine_dup_default_workspace ();
}

/* The run that opened a place. */
static G_DEFINE_QUARK (lw-cli, cli)

/**
 * lw_cli_open_place:
 * @cli: the run
 * @error: %LW_JOB_ERROR_BUSY when another process has the workspace
 *
 * Returns: (transfer full) (nullable): this computer with the workspace that the options name, or the place that they
 *   name instead
 */
LwJobBackend *
lw_cli_open_place (LwCli   *cli,
                   GError **error)
{
  g_autofree char *workspace = lw_cli_dup_workspace (cli);
  g_autoptr (LwClock) clock = lw_clock_new_system ();
  LwEngineBackend *backend;

  if (lw_cli_is_remote (cli))
    return lw_cli_open_remote (cli, error);
  backend = lw_engine_backend_open (workspace, clock, cli->cancellable, error);
  if (backend == NULL)
    return NULL;
  g_object_set_qdata (G_OBJECT (backend), cli_quark (), cli);
  return LW_JOB_BACKEND (backend);
}

static void
drained_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  lw_engine_backend_drain_finish (LW_ENGINE_BACKEND (source), result, NULL);
  *(gboolean *) data = TRUE;
}

/* What is not written when the run is interrupted is written at the next start. */
static void
drain (LwCli           *cli,
       LwEngineBackend *backend)
{
  gboolean done = FALSE;

  if (g_cancellable_is_cancelled (cli->cancellable))
    return;
  lw_engine_backend_drain_async (backend, NULL, drained_cb, &done);
  while (!done)
    {
      if (g_cancellable_is_cancelled (cli->cancellable))
        lw_engine_backend_close (backend);
      g_main_context_iteration (NULL, TRUE);
    }
}

/**
 * lw_cli_settle_place:
 * @place: a place
 *
 * Ends its work: what is recorded is written out, however long that takes, unless the run is interrupted. Its jobs
 * still say how they are.
 */
void
lw_cli_settle_place (LwJobBackend *place)
{
  LwCli *cli = g_object_get_qdata (G_OBJECT (place), cli_quark ());

  if (LW_IS_AWS_BACKEND (place))
    {
      lw_aws_backend_watch (LW_AWS_BACKEND (place), 0);
      return;
    }
  if (cli != NULL)
    drain (cli, LW_ENGINE_BACKEND (place));
  g_object_set_qdata (G_OBJECT (place), cli_quark (), NULL);
  lw_engine_backend_close (LW_ENGINE_BACKEND (place));
}

/**
 * lw_cli_close_place:
 * @place: (transfer full): a place
 *
 * Ends its work and forgets it.
 */
void
lw_cli_close_place (LwJobBackend *place)
{
  lw_cli_settle_place (place);
  g_object_unref (place);
}

/**
 * lw_cli_find_job:
 * @place: a place
 * @name: a labeling job name, in any case
 * @error: %LW_JOB_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the job
 */
LwLabelingJob *
lw_cli_find_job (LwJobBackend  *place,
                 const char    *name,
                 GError       **error)
{
  LwLabelingJob *job;

  if (LW_IS_AWS_BACKEND (place))
    return lw_cli_load_job (place, name, error);
  job = lw_job_backend_find_job (place, name);
  if (job == NULL)
    g_set_error (error, LW_JOB_ERROR, LW_JOB_ERROR_NOT_FOUND,
                 _("There is no labeling job named “%s”. “labelwright-cli job list” shows them."), name);
  return job;
}

static gboolean
timeout_cb (gpointer data)
{
  gboolean *timed_out = data;

  *timed_out = TRUE;
  return G_SOURCE_CONTINUE;
}

static void
show_counters (LwCli         *cli,
               LwLabelingJob *job)
{
  const LwLabelCounters *counters = lw_labeling_job_get_counters (job);

  lw_cli_progress (cli, _("%s: %" PRIu64 " of %" PRIu64 " labeled, %" PRIu64 " failed"),
                   lw_labeling_job_status_get_title (lw_labeling_job_get_status (job)), counters->total_labeled,
                   lw_label_counters_get_total (counters), counters->failed_non_retryable_error);
}

/**
 * lw_cli_wait_for_job:
 * @cli: the run
 * @job: a job of an open place
 * @condition: what to wait for
 * @data: for @condition
 * @seconds: for how long at most, -1 for ever
 * @error: %G_IO_ERROR_TIMED_OUT or %G_IO_ERROR_CANCELLED
 *
 * Lets the place work until @condition is true of @job.
 *
 * Returns: whether it is
 */
gboolean
lw_cli_wait_for_job (LwCli           *cli,
                     LwLabelingJob   *job,
                     LwCliCondition   condition,
                     gpointer         data,
                     gint64           seconds,
                     GError         **error)
{
  gboolean timed_out = FALSE;
  guint timeout = 0;
  gboolean met;

  if (seconds >= 0)
    timeout = g_timeout_add_seconds ((guint) MIN (seconds, G_MAXUINT / 1000), timeout_cb, &timed_out);
  while (!(met = condition (job, data)) && !timed_out && !g_cancellable_is_cancelled (cli->cancellable))
    {
      show_counters (cli, job);
      g_main_context_iteration (NULL, TRUE);
    }
  g_clear_handle_id (&timeout, g_source_remove);
  if (met)
    return TRUE;

  if (!g_cancellable_set_error_if_cancelled (cli->cancellable, error))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, _("The time is up; the labeling job “%s” is %s."),
                 lw_labeling_job_get_name (job),
                 lw_labeling_job_status_to_string (lw_labeling_job_get_status (job)));
  return FALSE;
}

/**
 * lw_cli_build_string:
 * @builder: where an object has been begun
 * @name: the member's name
 * @value: (nullable): its value; %NULL adds nothing
 */
void
lw_cli_build_string (JsonBuilder *builder,
                     const char  *name,
                     const char  *value)
{
  if (value == NULL)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

/**
 * lw_cli_build_number:
 * @builder: where an object has been begun
 * @name: the member's name
 * @value: its value
 */
void
lw_cli_build_number (JsonBuilder *builder,
                     const char  *name,
                     guint64      value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, (gint64) value);
}

/**
 * lw_cli_build_time:
 * @builder: where an object has been begun
 * @name: the member's name
 * @time: microseconds since 1970-01-01 UTC
 */
void
lw_cli_build_time (JsonBuilder *builder,
                   const char  *name,
                   gint64       time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autofree char *text = g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ");

  lw_cli_build_string (builder, name, text);
}

static void
build_counters (JsonBuilder           *builder,
                const LwLabelCounters *counters)
{
  json_builder_set_member_name (builder, "LabelCounters");
  json_builder_begin_object (builder);
  lw_cli_build_number (builder, "TotalLabeled", counters->total_labeled);
  lw_cli_build_number (builder, "HumanLabeled", counters->human_labeled);
  lw_cli_build_number (builder, "MachineLabeled", counters->machine_labeled);
  lw_cli_build_number (builder, "FailedNonRetryableError", counters->failed_non_retryable_error);
  lw_cli_build_number (builder, "Unlabeled", counters->unlabeled);
  json_builder_end_object (builder);
}

static void
build_request (JsonBuilder   *builder,
               LwLabelingJob *job)
{
  JsonObject *request = lw_labeling_job_request_get_object (lw_labeling_job_get_request (job));
  g_autoptr (GList) members = json_object_get_members (request);

  for (GList *member = members; member != NULL; member = member->next)
    {
      if (g_strcmp0 (member->data, "LabelingJobName") == 0)
        continue;
      json_builder_set_member_name (builder, member->data);
      json_builder_add_value (builder, json_node_copy (json_object_get_member (request, member->data)));
    }
}

static void
build_output (JsonBuilder   *builder,
              LwObjectStore *store,
              LwLabelingJob *job)
{
  g_autofree char *uri = lw_labeling_job_dup_output_manifest_uri (job);
  g_autofree char *path = uri != NULL ? lw_object_store_dup_path (store, uri) : NULL;

  if (uri == NULL)
    return;

  json_builder_set_member_name (builder, "LabelingJobOutput");
  json_builder_begin_object (builder);
  lw_cli_build_string (builder, "OutputDatasetS3Uri", uri);
  json_builder_end_object (builder);
  if (path != NULL)
    {
      g_autofree char *valid = g_utf8_make_valid (path, -1);

      lw_cli_build_string (builder, "OutputDatasetFile", valid);
    }
}

static void
build_workers (JsonBuilder   *builder,
               LwLabelingJob *job)
{
  GListModel *workers = lw_labeling_job_get_workers (job);

  json_builder_set_member_name (builder, "Workers");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (workers); i++)
    {
      g_autoptr (LwWorkerActivity) worker = g_list_model_get_item (workers, i);
      guint64 n_right;

      json_builder_begin_object (builder);
      lw_cli_build_string (builder, "Name", lw_worker_activity_get_name (worker));
      lw_cli_build_number (builder, "Answers", lw_worker_activity_get_n_answers (worker));
      lw_cli_build_number (builder, "KnownAnswers", lw_worker_activity_get_gold (worker, &n_right));
      lw_cli_build_number (builder, "KnownAnswersRight", n_right);
      json_builder_set_member_name (builder, "Paused");
      json_builder_add_boolean_value (builder, lw_worker_activity_get_paused (worker));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* What this program knows of a job that DescribeLabelingJob does not. */
static void
build_run (JsonBuilder   *builder,
           LwLabelingJob *job)
{
  g_autofree char *result = lw_labeling_job_dup_result_uri (job);

  lw_cli_build_string (builder, "Problem", lw_labeling_job_get_problem (job));
  lw_cli_build_string (builder, "ResultDatasetS3Uri", result);
  lw_cli_build_number (builder, "WorkersPerDataObject", lw_labeling_job_get_workers_per_object (job));
  if (lw_labeling_job_get_stop_confidence (job) > 0)
    {
      json_builder_set_member_name (builder, "StopConfidence");
      json_builder_add_double_value (builder, lw_labeling_job_get_stop_confidence (job));
    }
  lw_cli_build_number (builder, "AnswersSaved", lw_labeling_job_get_answers_saved (job));
  lw_cli_build_number (builder, "LastEvent", lw_labeling_job_get_last_event (job));
  build_workers (builder, job);
}

/**
 * lw_cli_build_job:
 * @builder: where an object has been begun
 * @store: where the job's files are
 * @job: a job
 * @with_request: whether the members of the request are wanted too
 *
 * Adds the job's members, named as in the answer of DescribeLabelingJob; OutputDatasetFile is the local path.
 */
void
lw_cli_build_job (JsonBuilder   *builder,
                  LwObjectStore *store,
                  LwLabelingJob *job,
                  gboolean       with_request)
{
  lw_cli_build_string (builder, "LabelingJobName", lw_labeling_job_get_name (job));
  lw_cli_build_string (builder, "LabelingJobStatus",
                       lw_labeling_job_status_to_string (lw_labeling_job_get_status (job)));
  build_counters (builder, lw_labeling_job_get_counters (job));
  lw_cli_build_string (builder, "FailureReason", lw_labeling_job_get_failure_reason (job));
  lw_cli_build_time (builder, "CreationTime", lw_labeling_job_get_creation_time (job));
  lw_cli_build_time (builder, "LastModifiedTime", lw_labeling_job_get_last_modified_time (job));
  build_output (builder, store, job);
  if (!with_request)
    return;
  build_run (builder, job);
  build_request (builder, job);
}

static void
print_text (LwObjectStore *store,
            LwLabelingJob *job)
{
  const LwLabelCounters *counters = lw_labeling_job_get_counters (job);
  g_autofree char *uri = lw_labeling_job_dup_output_manifest_uri (job);
  g_autofree char *path = uri != NULL ? lw_object_store_dup_path (store, uri) : NULL;
  g_autofree char *output = lw_cli_dup_printable (path != NULL ? path : uri != NULL ? uri : "");

  lw_cli_print (_("Labeling job:    %s\n"), lw_labeling_job_get_name (job));
  lw_cli_print (_("Status:          %s\n"), lw_labeling_job_status_to_string (lw_labeling_job_get_status (job)));
  lw_cli_print (_("Task type:       %s\n"), lw_task_type_get_title (lw_labeling_job_get_task_type (job)));
  lw_cli_print (_("Data objects:    %" PRIu64 "\n"), lw_label_counters_get_total (counters));
  lw_cli_print (_("Labeled:         %" PRIu64 "\n"), counters->total_labeled);
  lw_cli_print (_("Failed:          %" PRIu64 "\n"), counters->failed_non_retryable_error);
  lw_cli_print (_("Unlabeled:       %" PRIu64 "\n"), counters->unlabeled);
  lw_cli_print (_("Output manifest: %s\n"), output);
  if (lw_labeling_job_get_stop_confidence (job) > 0 || lw_labeling_job_get_answers_saved (job) > 0)
    lw_cli_print (_("Answers saved:   %" PRIu64 "\n"), lw_labeling_job_get_answers_saved (job));
  if (lw_labeling_job_get_failure_reason (job) != NULL)
    lw_cli_print (_("Failure reason:  %s\n"), lw_labeling_job_get_failure_reason (job));
  if (lw_labeling_job_get_problem (job) != NULL)
    lw_cli_print (_("Problem:         %s\n"), lw_labeling_job_get_problem (job));
}

/**
 * lw_cli_print_job:
 * @cli: the run
 * @store: where the job's files are
 * @job: a job
 *
 * Writes what is known of a job to standard output.
 */
void
lw_cli_print_job (LwCli         *cli,
                  LwObjectStore *store,
                  LwLabelingJob *job)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!cli->json)
    {
      print_text (store, job);
      return;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  lw_cli_build_number (builder, "version", 1);
  lw_cli_build_job (builder, store, job, TRUE);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}
