/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "job label": gives a labeling job the answers of a CSV file, as if its workers sat at the screen. Reading the
 * file is in lw-answers-file.h. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "lw-cli-answers.h"
#include "lw-cli-command.h"
#include "lw-cli-place.h"

/* Tasks are taken and answers recorded so many at a time: one write to the disk serves all of them. */
#define CHUNK 500

/* More diagnostics than this are counted only. */
#define MAX_TOLD 50

static struct
{
  double seconds;
} options;

static const GOptionEntry entries[] = {
  { "seconds", 0, 0, G_OPTION_ARG_DOUBLE, &options.seconds, N_("Time spent on each answer (default: 0)"), N_("N") },
  G_OPTION_ENTRY_NULL
};

/* One recording of a file's answers. */
typedef struct
{
  LwCli         *cli;
  LwJobBackend  *place;
  LwLabelingJob *job;
  LwAnswersFile *answers;
  guint          n_taken;
  guint          n_waiting;
  GError        *error;
} Labeling;

typedef struct
{
  Labeling     *labeling;
  LwFileAnswer *answer;
} Submit;

static void
submit_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Submit *submit = user_data;
  Labeling *labeling = submit->labeling;
  g_autoptr (GError) error = NULL;

  labeling->n_waiting--;
  if (lw_task_queue_submit_finish (LW_TASK_QUEUE (source), result, &error))
    {
      submit->answer->taken = TRUE;
      labeling->n_taken++;
    }
  else if (labeling->error == NULL)
    labeling->error = g_steal_pointer (&error);
}

static GPtrArray *
take_tasks (Labeling     *labeling,
            LwTaskQueue  *queue,
            GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  lw_task_queue_take_async (queue, CHUNK, labeling->cli->cancellable, lw_cli_take_result, &slot);
  result = lw_cli_await (&slot);
  return lw_task_queue_take_finish (queue, result, error);
}

/* Answers the tasks for which the file has an answer; the others stay in the worker's hands until the queue closes, so
 * that the next taking goes on behind them. What is begun is always waited for. */
static gboolean
answer_tasks (Labeling     *labeling,
              LwTaskQueue  *queue,
              guint         worker,
              GPtrArray    *tasks,
              GError      **error)
{
  for (guint i = 0; i < tasks->len; i++)
    {
      LwTask *task = g_ptr_array_index (tasks, i);
      LwFileAnswer *answer = lw_answers_file_find (labeling->answers, worker, lw_task_get_data_object_id (task));
      Submit *submit;

      if (answer == NULL || answer->taken)
        continue;
      submit = g_new (Submit, 1);
      *submit = (Submit) { labeling, answer };
      labeling->n_waiting++;
      lw_task_queue_submit_async (queue, task, answer->content, options.seconds, NULL, submit_cb, submit);
    }
  while (labeling->n_waiting > 0)
    g_main_context_iteration (NULL, TRUE);
  lw_cli_progress (labeling->cli, _("%u of %u answers recorded"), labeling->n_taken,
                   lw_answers_file_get_n (labeling->answers));
  if (labeling->error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&labeling->error));
  return FALSE;
}

static LwTaskQueue *
open_tasks (Labeling    *labeling,
            const char  *worker,
            GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  lw_job_backend_open_tasks_async (labeling->place, labeling->job, worker, labeling->cli->cancellable,
                                   lw_cli_take_result, &slot);
  result = lw_cli_await (&slot);
  return lw_job_backend_open_tasks_finish (labeling->place, result, error);
}

/* All that the job offers to one worker now. */
static gboolean
label_as (Labeling  *labeling,
          guint      worker,
          GError   **error)
{
  g_autoptr (LwTaskQueue) queue = open_tasks (labeling, lw_answers_file_get_worker (labeling->answers, worker), error);
  gboolean more = queue != NULL;
  gboolean good = queue != NULL;

  while (more)
    {
      g_autoptr (GPtrArray) tasks = take_tasks (labeling, queue, error);

      good = tasks != NULL && answer_tasks (labeling, queue, worker, tasks, error);
      more = good && tasks->len > 0 && !g_cancellable_set_error_if_cancelled (labeling->cli->cancellable, error);
      good = good && !g_cancellable_is_cancelled (labeling->cli->cancellable);
    }
  if (queue != NULL)
    lw_task_queue_close (queue);
  return good;
}

/* The job opens further objects when workers have answered those before them: so the workers come round again and
 * again, until a whole round brings nothing. */
static gboolean
label_all (Labeling  *labeling,
           GError   **error)
{
  guint n = lw_answers_file_get_n (labeling->answers);
  guint n_before;

  do
    {
      n_before = labeling->n_taken;
      for (guint w = 0; w < lw_answers_file_get_n_workers (labeling->answers); w++)
        {
          if (lw_labeling_job_status_is_final (lw_labeling_job_get_status (labeling->job)))
            return TRUE;
          if (!label_as (labeling, w, error))
            return FALSE;
        }
    }
  while (labeling->n_taken > n_before && labeling->n_taken < n);
  return TRUE;
}

static gboolean
is_running (LwLabelingJob *job,
            gpointer       data)
{
  return lw_labeling_job_get_status (job) != LW_LABELING_JOB_STATUS_INITIALIZING;
}

static void
tell_not_taken (LwCli         *cli,
                LwAnswersFile *answers,
                const char    *path)
{
  guint n_told = 0;

  for (guint w = 0; w < lw_answers_file_get_n_workers (answers); w++)
    {
      GPtrArray *rows = lw_answers_file_get_answers (answers, w);

      for (guint i = 0; i < rows->len; i++)
        {
          const LwFileAnswer *answer = g_ptr_array_index (rows, i);

          if (answer->taken)
            continue;
          if (n_told++ < MAX_TOLD)
            lw_cli_error (cli, _("%s:%" PRIu64 ": the job did not ask “%s” about data object %"
                                 PRIu64 ": it is answered already, has enough answers or was not reached"),
                          path, answer->line, lw_answers_file_get_worker (answers, w), answer->data_object_id);
        }
    }
  if (n_told > MAX_TOLD)
    lw_cli_error (cli, _("… and %u more."), n_told - MAX_TOLD);
}

static void
tell_number (Labeling *labeling)
{
  guint n = lw_answers_file_get_n (labeling->answers);

  lw_cli_message (labeling->cli, ngettext ("%u of %u answer recorded.", "%u of %u answers recorded.", n),
                  labeling->n_taken, n);
}

static LwCliExit
report (Labeling   *labeling,
        const char *path)
{
  /* What is answered in full becomes labels and files now that no worker is there any more. */
  lw_cli_settle_place (labeling->place);
  tell_not_taken (labeling->cli, labeling->answers, path);
  tell_number (labeling);
  if (labeling->cli->json)
    lw_cli_print_job (labeling->cli, lw_job_backend_get_store (labeling->place), labeling->job);
  if (lw_labeling_job_get_problem (labeling->job) != NULL)
    {
      lw_cli_error (labeling->cli, "%s", lw_labeling_job_get_problem (labeling->job));
      return LW_CLI_INPUT_OUTPUT;
    }
  return labeling->n_taken < lw_answers_file_get_n (labeling->answers) ? LW_CLI_PROBLEMS : LW_CLI_DONE;
}

static LwCliExit
run_label (LwCli  *cli,
           int     n_arguments,
           char  **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();
  g_autoptr (LwCliPlace) place = lw_cli_open_place (cli, &error);
  g_autoptr (LwLabelingJob) job = place != NULL ? lw_cli_find_job (place, arguments[0], &error) : NULL;
  g_autoptr (LwAnswersFile) answers =
    job != NULL ? lw_cli_read_answers (place, job, arguments[1], FALSE, diagnostics, &error) : NULL;
  Labeling labeling = { cli, place, job, answers, 0, 0, NULL };

  if (answers == NULL)
    return lw_cli_fail (cli, error);
  if (diagnostics->len > 0)
    return lw_cli_refuse_answers (cli, diagnostics, arguments[1]);

  if (!lw_cli_wait_for_job (cli, job, is_running, NULL, -1, &error) || !label_all (&labeling, &error))
    {
      tell_number (&labeling);
      return lw_cli_fail (cli, error);
    }
  return report (&labeling, arguments[1]);
}

const LwCliCommand lw_cli_job_label = {
  .noun = "job",
  .verb = "label",
  .arguments = "JOB ANSWERS.csv",
  .n_required = 2,
  .n_allowed = 2,
  .summary = N_("Give a labeling job the answers of a CSV file."),
  .examples = "job label pets answers.csv\n"
              "job label pets - < answers.csv",
  .notes = N_("The first line names the columns object, worker and label, in any order. An object is a source-ref,\n"
              "the file name in one, or the number of a line of the input manifest, from 0. Several labels are\n"
              "joined with “|”. A file that does not fit the job is refused as a whole. Answers are taken as the\n"
              "job asks for them: never twice from a worker, never more for an object than it wants; the rest is\n"
              "told, and the exit code is 1."),
  .entries = entries,
  .run = run_label,
};
