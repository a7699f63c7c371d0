/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "job change", "job pause", "job resume", "job drop-answers" and "job gold": what can be changed while a labeling job
 * runs. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "lw-cli-answers.h"
#include "lw-cli-command.h"
#include "lw-cli-place.h"
#include "lw-cli-request.h"
#include "lw-job-control.h"

static struct
{
  int      workers;
  double   stop_confidence;
  gboolean same_worker;
} options = { .workers = LW_CLI_UNSET, .stop_confidence = -1 };

static const GOptionEntry change_entries[] = {
  { "workers", 0, 0, G_OPTION_ARG_INT, &options.workers, N_("Workers per data object from now on"), N_("N") },
  { "stop-confidence", 0, 0, G_OPTION_ARG_DOUBLE, &options.stop_confidence,
    N_("Ask no further worker about an object at this confidence; 0 for never"), N_("P") },
  G_OPTION_ENTRY_NULL
};

static const GOptionEntry drop_entries[] = {
  { "same-worker", 0, 0, G_OPTION_ARG_NONE, &options.same_worker,
    N_("The worker may be asked about the same objects again"), NULL },
  G_OPTION_ENTRY_NULL
};

static gboolean
has_begun (LwLabelingJob *job,
           gpointer       data)
{
  return lw_labeling_job_get_status (job) != LW_LABELING_JOB_STATUS_INITIALIZING;
}

/* Opens the place and the job. */
static LwLabelingJob *
open_job (LwCli         *cli,
          const char    *name,
          LwJobBackend **place,
          GError       **error)
{
  g_autoptr (LwLabelingJob) job = NULL;

  *place = lw_cli_open_place (cli, error);
  if (*place == NULL)
    return NULL;
  job = lw_cli_find_job (*place, name, error);
  if (job == NULL || !lw_cli_wait_for_job (cli, job, has_begun, NULL, -1, error))
    return NULL;
  return g_steal_pointer (&job);
}

/* The number that the change answers with, -1 on error. */
static gint64
apply (LwCli              *cli,
       LwJobBackend       *place,
       LwLabelingJob      *job,
       const LwJobChange  *change,
       GError            **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  lw_job_control_change_async (LW_JOB_CONTROL (place), job, change, cli->cancellable, lw_cli_take_result, &slot);
  result = lw_cli_await (&slot);
  return lw_job_control_change_finish (LW_JOB_CONTROL (place), result, error);
}

static LwCliExit
finish (LwCli         *cli,
        LwJobBackend  *place,
        LwLabelingJob *job)
{
  /* The change is on the disk; what follows from it arrives by signal. */
  lw_cli_settle_place (place);
  if (cli->json)
    lw_cli_print_job (cli, lw_job_backend_get_store (place), job);
  return LW_CLI_DONE;
}

static LwCliExit
run_change (LwCli  *cli,
            int     n_arguments,
            char  **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwCliPlace) place = NULL;
  g_autoptr (LwLabelingJob) job = NULL;
  LwJobChange workers = { LW_JOB_CHANGE_WORKERS_PER_OBJECT, NULL, options.workers, NULL };
  LwJobChange confidence = { LW_JOB_CHANGE_STOP_CONFIDENCE, NULL, options.stop_confidence, NULL };

  if (options.workers == LW_CLI_UNSET && options.stop_confidence < 0)
    {
      lw_cli_error (cli, "%s", _("Change what? Give --workers N or --stop-confidence P."));
      return LW_CLI_USAGE;
    }
  job = open_job (cli, arguments[0], &place, &error);
  if (job == NULL || (options.workers != LW_CLI_UNSET && apply (cli, place, job, &workers, &error) < 0) ||
      (options.stop_confidence >= 0 && apply (cli, place, job, &confidence, &error) < 0))
    return lw_cli_fail (cli, error);
  lw_cli_message (cli, _("The labeling job “%s” is changed."), lw_labeling_job_get_name (job));
  return finish (cli, place, job);
}

static LwCliExit
change_worker (LwCli            *cli,
               char            **arguments,
               LwJobChangeKind   kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwCliPlace) place = NULL;
  g_autoptr (LwLabelingJob) job = open_job (cli, arguments[0], &place, &error);
  LwJobChange change = { kind, arguments[1], 0, NULL };

  if (job == NULL || apply (cli, place, job, &change, &error) < 0)
    return lw_cli_fail (cli, error);
  lw_cli_message (cli, kind == LW_JOB_CHANGE_PAUSE_WORKER ? _("“%s” gets no more tasks.") : _("“%s” gets tasks again."),
                  arguments[1]);
  return finish (cli, place, job);
}

static LwCliExit
run_pause (LwCli  *cli,
           int     n_arguments,
           char  **arguments)
{
  return change_worker (cli, arguments, LW_JOB_CHANGE_PAUSE_WORKER);
}

static LwCliExit
run_resume (LwCli  *cli,
            int     n_arguments,
            char  **arguments)
{
  return change_worker (cli, arguments, LW_JOB_CHANGE_RESUME_WORKER);
}

static LwCliExit
run_drop (LwCli  *cli,
          int     n_arguments,
          char  **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwCliPlace) place = NULL;
  g_autoptr (LwLabelingJob) job = open_job (cli, arguments[0], &place, &error);
  LwJobChange change = { LW_JOB_CHANGE_DROP_ANSWERS, arguments[1], options.same_worker, NULL };
  gint64 n = job != NULL ? apply (cli, place, job, &change, &error) : -1;

  if (n < 0)
    return lw_cli_fail (cli, error);
  lw_cli_message (cli, ngettext ("%u answer dropped; its object is asked about again.",
                                 "%u answers dropped; their objects are asked about again.", (gulong) n), (guint) n);
  return finish (cli, place, job);
}

static void
print_scores (LwCli         *cli,
              LwLabelingJob *job)
{
  GListModel *workers = lw_labeling_job_get_workers (job);

  if (g_list_model_get_n_items (workers) > 0)
    lw_cli_print ("%-24s %10s %10s %8s\n", _("WORKER"), _("KNOWN"), _("RIGHT"), _("SCORE"));
  for (guint i = 0; i < g_list_model_get_n_items (workers); i++)
    {
      g_autoptr (LwWorkerActivity) worker = g_list_model_get_item (workers, i);
      g_autofree char *name = lw_cli_dup_printable (lw_worker_activity_get_name (worker));
      guint64 n_right;
      guint64 n = lw_worker_activity_get_gold (worker, &n_right);

      lw_cli_print ("%-24s %10" PRIu64 " %10" PRIu64, name, n, n_right);
      if (n > 0)
        lw_cli_print (" %7.1f%%\n", 100.0 * n_right / n);
      else
        lw_cli_print ("        –\n");
    }
}

static LwCliExit
set_gold (LwCli         *cli,
          LwJobBackend  *place,
          LwLabelingJob *job,
          LwAnswersFile *answers)
{
  g_autofree char *gold = lw_cli_dup_gold (answers);
  LwJobChange change = { LW_JOB_CHANGE_GOLD, NULL, 0, gold };
  g_autoptr (GError) error = NULL;
  gint64 n = apply (cli, place, job, &change, &error);

  if (n < 0)
    return lw_cli_fail (cli, error);
  lw_cli_message (cli, ngettext ("%u data object has a known answer.", "%u data objects have a known answer.",
                                 (gulong) n), (guint) n);
  if (cli->json)
    return finish (cli, place, job);
  lw_cli_settle_place (place);
  print_scores (cli, job);
  return LW_CLI_DONE;
}

static LwCliExit
run_gold (LwCli  *cli,
          int     n_arguments,
          char  **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();
  g_autoptr (LwCliPlace) place = NULL;
  g_autoptr (LwLabelingJob) job = open_job (cli, arguments[0], &place, &error);
  g_autoptr (LwAnswersFile) answers =
    job != NULL ? lw_cli_read_answers (place, job, arguments[1], TRUE, diagnostics, &error) : NULL;

  if (answers == NULL)
    return lw_cli_fail (cli, error);
  if (diagnostics->len > 0)
    return lw_cli_refuse_answers (cli, diagnostics, arguments[1]);
  return set_gold (cli, place, job, answers);
}

const LwCliCommand lw_cli_job_change = {
  .noun = "job",
  .verb = "change",
  .arguments = "JOB",
  .n_required = 1,
  .n_allowed = 1,
  .summary = N_("Change a labeling job while it runs: workers per object, when to stop asking."),
  .examples = "job change pets --workers 5\n"
              "job change pets --stop-confidence 0.95",
  .notes = N_("Counts for objects that have no label yet. To go on with a job that is over, chain a new one:\n"
              "“job create\n"
              "NAME --chain JOB”."),
  .entries = change_entries,
  .run = run_change,
};

const LwCliCommand lw_cli_job_pause = {
  .noun = "job",
  .verb = "pause",
  .arguments = "JOB WORKER",
  .n_required = 2,
  .n_allowed = 2,
  .summary = N_("Give a worker no more tasks of a labeling job."),
  .examples = "job pause pets Ann",
  .run = run_pause,
};

const LwCliCommand lw_cli_job_resume = {
  .noun = "job",
  .verb = "resume",
  .arguments = "JOB WORKER",
  .n_required = 2,
  .n_allowed = 2,
  .summary = N_("Give a worker who was paused tasks again."),
  .examples = "job resume pets Ann",
  .run = run_resume,
};

const LwCliCommand lw_cli_job_drop_answers = {
  .noun = "job",
  .verb = "drop-answers",
  .arguments = "JOB WORKER",
  .n_required = 2,
  .n_allowed = 2,
  .summary = N_("Forget all answers of a worker and ask others about those objects."),
  .examples = "job drop-answers pets Ann\n"
              "job drop-answers pets Ann --same-worker",
  .notes = N_("Objects that have their label already lose it and are asked about again; what others said stays. The\n"
              "answers stay in files that are written, and in the log. Only while the job runs."),
  .entries = drop_entries,
  .run = run_drop,
};

const LwCliCommand lw_cli_job_gold = {
  .noun = "job",
  .verb = "gold",
  .arguments = "JOB ANSWERS.csv",
  .n_required = 2,
  .n_allowed = 2,
  .summary = N_("Tell which answers are known to be right, and show each worker's score."),
  .examples = "job gold pets known.csv",
  .notes = N_("The first line names the columns object and label; an object is a source-ref, the file name in\n"
              "one, or a\n"
              "line’s number from 0. Several labels are joined with “|”."),
  .run = run_gold,
};
