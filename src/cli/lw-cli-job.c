/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "job list", "job show", "job stop" and "job wait". Making and labeling are in files of their own. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lw-cli-command.h"
#include "lw-cli-duration.h"
#include "lw-cli-place.h"
#include "lw-cli-remote.h"
#include "lw-directory-store.h"
#include "lw-engine-view.h"

static struct
{
  char *until;
  char *timeout;
} wait_options;

static const GOptionEntry wait_entries[] = {
  { "until", 0, 0, G_OPTION_ARG_STRING, &wait_options.until,
    N_("What to wait for: in-progress, completed (default), stopped or ended"), N_("STATUS") },
  { "timeout", 0, 0, G_OPTION_ARG_STRING, &wait_options.timeout,
    N_("For how long at most, such as 90s, 15m or 2h (default: for ever)"), N_("TIME") },
  G_OPTION_ENTRY_NULL
};

/* What --until says, and the status that it means. "ended" is any final one. */
typedef enum
{
  UNTIL_IN_PROGRESS,
  UNTIL_COMPLETED,
  UNTIL_STOPPED,
  UNTIL_ENDED,
} Until;

static const char *const until_words[] = { "in-progress", "completed", "stopped", "ended" };

static void
print_table (GListModel *jobs)
{
  lw_cli_print ("%-32s %-12s %10s %10s %10s\n", _("NAME"), _("STATUS"), _("OBJECTS"), _("LABELED"), _("FAILED"));
  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (LwLabelingJob) job = g_list_model_get_item (jobs, i);
      const LwLabelCounters *counters = lw_labeling_job_get_counters (job);

      lw_cli_print ("%-32s %-12s %10" G_GUINT64_FORMAT " %10" G_GUINT64_FORMAT " %10" G_GUINT64_FORMAT "\n",
                    lw_labeling_job_get_name (job),
                    lw_labeling_job_status_to_string (lw_labeling_job_get_status (job)),
                    lw_label_counters_get_total (counters), counters->total_labeled,
                    counters->failed_non_retryable_error);
    }
}

static void
print_list_json (LwObjectStore *store,
                 GListModel    *jobs)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, 1);
  json_builder_set_member_name (builder, "LabelingJobSummaryList");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (LwLabelingJob) job = g_list_model_get_item (jobs, i);

      json_builder_begin_object (builder);
      lw_cli_build_job (builder, store, job, FALSE);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  lw_cli_print_json (builder);
}

/* Where the files of the jobs are, whoever runs them. */
static LwObjectStore *
dup_store (LwCli       *cli,
           LwCliPlace  *place,
           GError     **error)
{
  g_autofree char *workspace = lw_cli_dup_workspace (cli);

  if (place != NULL)
    return g_object_ref (lw_job_backend_get_store (place));
  return LW_OBJECT_STORE (lw_directory_store_open (workspace, error));
}

/* The jobs of a place; while another process has the workspace, as they are at this moment. */
static GListModel *
list_jobs (LwCli          *cli,
           LwCliPlace    **place,
           LwObjectStore **store,
           GError        **error)
{
  g_autofree char *workspace = lw_cli_dup_workspace (cli);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GPtrArray) jobs = NULL;
  g_autoptr (GListStore) list = NULL;

  *place = lw_cli_open_place (cli, &local_error);
  if (*place != NULL)
    {
      if (lw_cli_is_remote (cli) && !lw_cli_refresh_remote (cli, *place, error))
        return NULL;
      *store = dup_store (cli, *place, error);
      return g_object_ref (lw_job_backend_get_jobs (*place));
    }
  if (!g_error_matches (local_error, LW_JOB_ERROR, LW_JOB_ERROR_BUSY))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  lw_cli_message (cli, _("%s. This is how they are at this moment."), local_error->message);
  *store = dup_store (cli, NULL, error);
  jobs = *store != NULL ? lw_engine_view_list_jobs (workspace, error) : NULL;
  if (jobs == NULL)
    return NULL;
  list = g_list_store_new (LW_TYPE_LABELING_JOB);
  g_list_store_splice (list, 0, 0, jobs->pdata, jobs->len);
  return G_LIST_MODEL (g_steal_pointer (&list));
}

static LwCliExit
run_list (LwCli  *cli,
          int     n_arguments,
          char  **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwCliPlace) place = NULL;
  g_autoptr (LwObjectStore) store = NULL;
  g_autoptr (GListModel) jobs = list_jobs (cli, &place, &store, &error);

  if (jobs == NULL)
    return lw_cli_fail (cli, error);

  if (cli->json)
    print_list_json (store, jobs);
  else if (g_list_model_get_n_items (jobs) > 0)
    print_table (jobs);
  else
    lw_cli_message (cli, "%s", _("There are no labeling jobs yet."));
  return LW_CLI_DONE;
}

static LwLabelingJob *
find_in_list (GListModel  *jobs,
              const char  *name,
              GError     **error)
{
  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (LwLabelingJob) job = g_list_model_get_item (jobs, i);

      if (g_ascii_strcasecmp (lw_labeling_job_get_name (job), name) == 0)
        return g_steal_pointer (&job);
    }
  g_set_error (error, LW_JOB_ERROR, LW_JOB_ERROR_NOT_FOUND,
               _("There is no labeling job named “%s”. “labelwright-cli job list” shows them."), name);
  return NULL;
}

/* One job of a place over the wire needs no list of all. */
static LwLabelingJob *
find_job (LwCli          *cli,
          const char     *name,
          LwCliPlace    **place,
          LwObjectStore **store,
          GError        **error)
{
  g_autoptr (GListModel) jobs = NULL;

  if (!lw_cli_is_remote (cli))
    {
      jobs = list_jobs (cli, place, store, error);
      return jobs != NULL ? find_in_list (jobs, name, error) : NULL;
    }
  *place = lw_cli_open_place (cli, error);
  if (*place == NULL)
    return NULL;
  *store = dup_store (cli, *place, error);
  return lw_cli_find_job (*place, name, error);
}

static LwCliExit
run_show (LwCli  *cli,
          int     n_arguments,
          char  **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwCliPlace) place = NULL;
  g_autoptr (LwObjectStore) store = NULL;
  g_autoptr (LwLabelingJob) job = find_job (cli, arguments[0], &place, &store, &error);

  if (job == NULL)
    return lw_cli_fail (cli, error);

  lw_cli_print_job (cli, store, job);
  return LW_CLI_DONE;
}

static gboolean
has_reached (LwLabelingJob *job,
             gpointer       data)
{
  Until until = *(const Until *) data;
  LwLabelingJobStatus status = lw_labeling_job_get_status (job);

  return lw_labeling_job_status_is_final (status)
         || (until == UNTIL_IN_PROGRESS && status != LW_LABELING_JOB_STATUS_INITIALIZING);
}

/* A job that ended otherwise than it was waited for has failed, for a script. */
static LwCliExit
judge (LwCli         *cli,
       LwLabelingJob *job,
       Until          until)
{
  LwLabelingJobStatus status = lw_labeling_job_get_status (job);

  if (until == UNTIL_ENDED || (until == UNTIL_IN_PROGRESS && status == LW_LABELING_JOB_STATUS_IN_PROGRESS)
      || (until != UNTIL_STOPPED && status == LW_LABELING_JOB_STATUS_COMPLETED)
      || (until == UNTIL_STOPPED && status == LW_LABELING_JOB_STATUS_STOPPED))
    return LW_CLI_DONE;

  lw_cli_error (cli, _("The labeling job “%s” is %s."), lw_labeling_job_get_name (job),
                lw_labeling_job_status_to_string (status));
  return LW_CLI_JOB_FAILED;
}

static LwCliExit
run_stop (LwCli  *cli,
          int     n_arguments,
          char  **arguments)
{
  Until until = UNTIL_STOPPED;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwCliPlace) place = lw_cli_open_place (cli, &error);
  g_autoptr (LwLabelingJob) job = place != NULL ? lw_cli_find_job (place, arguments[0], &error) : NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  if (job == NULL)
    return lw_cli_fail (cli, error);

  lw_job_backend_stop_async (place, job, cli->cancellable, lw_cli_take_result, &slot);
  result = lw_cli_await (&slot);
  if (!lw_job_backend_stop_finish (place, result, &error)
      || !lw_cli_wait_for_job (cli, job, has_reached, &until, -1, &error))
    return lw_cli_fail (cli, error);

  lw_cli_message (cli, _("The labeling job “%s” is %s."), lw_labeling_job_get_name (job),
                  lw_labeling_job_status_to_string (lw_labeling_job_get_status (job)));
  if (cli->json)
    lw_cli_print_job (cli, lw_job_backend_get_store (place), job);
  return LW_CLI_DONE;
}

static gboolean
parse_until (Until   *until,
             GError **error)
{
  *until = UNTIL_COMPLETED;
  if (wait_options.until == NULL)
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (until_words); i++)
    {
      if (g_ascii_strcasecmp (until_words[i], wait_options.until) == 0)
        {
          *until = i;
          return TRUE;
        }
    }
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("--until is in-progress, completed, stopped or ended, not “%s”"), wait_options.until);
  return FALSE;
}

/* The job as it is while another process has the workspace. */
static LwLabelingJob *
look_up (LwCli       *cli,
         const char  *name,
         GError     **error)
{
  g_autofree char *workspace = lw_cli_dup_workspace (cli);
  g_autoptr (LwEngineStore) store = lw_engine_view_open (workspace, error);
  gint64 id = store != NULL ? lw_engine_view_find_job (store, name, error) : 0;
  g_autoptr (LwEngineJob) job = id > 0 ? lw_engine_view_load_job (store, id, error) : NULL;
  g_autoptr (LwEngineSnapshot) snapshot = NULL;

  if (job == NULL)
    return NULL;
  snapshot = lw_engine_snapshot_new (job, 0);
  return lw_engine_view_new_job (snapshot);
}

static void
set_timed_out (const GError  *reason,
               GError       **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, _("The time is up. %s"), reason->message);
}

/* Waits in this process when it can have the workspace, and looks at what another one does when it cannot. */
static LwLabelingJob *
wait_for_job (LwCli          *cli,
              const char     *name,
              Until           until,
              gint64          seconds,
              LwCliPlace    **place,
              GError        **error)
{
  gint64 deadline = seconds < 0 ? G_MAXINT64 : g_get_monotonic_time () + seconds * G_USEC_PER_SEC;

  while (TRUE)
    {
      g_autoptr (GError) busy = NULL;
      g_autoptr (LwLabelingJob) job = NULL;

      *place = lw_cli_open_place (cli, &busy);
      if (*place == NULL && !g_error_matches (busy, LW_JOB_ERROR, LW_JOB_ERROR_BUSY))
        {
          g_propagate_error (error, g_steal_pointer (&busy));
          return NULL;
        }
      job = *place != NULL ? lw_cli_find_job (*place, name, error) : look_up (cli, name, error);
      if (job == NULL)
        return NULL;
      if (*place != NULL)
        {
          if (seconds >= 0)
            seconds = MAX ((deadline - g_get_monotonic_time ()) / G_USEC_PER_SEC, 0);
          return lw_cli_wait_for_job (cli, job, has_reached, &until, seconds, error) ? g_steal_pointer (&job) : NULL;
        }
      if (has_reached (job, &until))
        return g_steal_pointer (&job);
      if (g_get_monotonic_time () >= deadline)
        {
          set_timed_out (busy, error);
          return NULL;
        }
      lw_cli_progress (cli, "%s", busy->message);
      lw_cli_pause (cli, 500);
      if (g_cancellable_set_error_if_cancelled (cli->cancellable, error))
        return NULL;
    }
}

static LwCliExit
run_wait (LwCli  *cli,
          int     n_arguments,
          char  **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwCliPlace) place = NULL;
  g_autoptr (LwLabelingJob) job = NULL;
  g_autoptr (LwObjectStore) store = NULL;
  gint64 seconds = -1;
  Until until;

  if (!parse_until (&until, &error)
      || (wait_options.timeout != NULL && !lw_cli_parse_duration (wait_options.timeout, &seconds, &error)))
    return lw_cli_fail (cli, error);

  job = wait_for_job (cli, arguments[0], until, seconds, &place, &error);
  store = job != NULL ? dup_store (cli, place, &error) : NULL;
  if (store == NULL)
    return lw_cli_fail (cli, error);

  if (cli->json)
    lw_cli_print_job (cli, store, job);
  return judge (cli, job, until);
}

const LwCliCommand lw_cli_job_list = {
  .noun = "job",
  .verb = "list",
  .arguments = "",
  .summary = N_("List the labeling jobs, newest first."),
  .examples = "job list\n"
              "job list --json",
  .takes_service = TRUE,
  .run = run_list,
};

const LwCliCommand lw_cli_job_show = {
  .noun = "job",
  .verb = "show",
  .arguments = "JOB",
  .n_required = 1,
  .n_allowed = 1,
  .summary = N_("Show a labeling job: status, counters, where its output is."),
  .examples = "job show pets\n"
              "job show pets --json",
  .notes = N_("The members of the JSON document are named as in the answer of DescribeLabelingJob."),
  .takes_service = TRUE,
  .run = run_show,
};

const LwCliCommand lw_cli_job_stop = {
  .noun = "job",
  .verb = "stop",
  .arguments = "JOB",
  .n_required = 1,
  .n_allowed = 1,
  .summary = N_("Stop a labeling job. What is labeled stays; it cannot be started again."),
  .examples = "job stop pets",
  .takes_service = TRUE,
  .run = run_stop,
};

const LwCliCommand lw_cli_job_wait = {
  .noun = "job",
  .verb = "wait",
  .arguments = "JOB",
  .n_required = 1,
  .n_allowed = 1,
  .summary = N_("Let a labeling job run until it has a status."),
  .examples = "job wait pets --until completed --timeout 2h\n"
              "job wait pets --until ended --json",
  .notes = N_("Exits with 6 when the job ends otherwise, and with 124 when the time is up. While another\n"
              "process has the workspace, looks at what that one does."),
  .entries = wait_entries,
  .takes_service = TRUE,
  .run = run_wait,
};
