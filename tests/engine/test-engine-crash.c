/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The process in which fifty workers label is killed at fifty random moments. What they were told is saved has to be
 * there, once and as the one who said it; the log has no gap; the job has to be finished with a whole output tree. The
 * test runs itself as that process. "--objects N" says how many data objects the job has: 100,000 as a benchmark. */

#include "config.h"

#include "lw-engine-simulation.h"
#include "lw-engine-view.h"

#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_WORKERS 50
#define PER_OBJECT 3
#define N_KILLS 50

static guint n_objects = 1200;

/* The process: prints "try LINE WORKER LABEL" before and "ok LINE WORKER LABEL" after a worker is told that the answer
 * is saved. */

static void
report (const char *word,
        guint64     line,
        guint       worker,
        guint       label)
{
  printf ("%s %" G_GUINT64_FORMAT " %u %u\n", word, line, worker, label);
  fflush (stdout);
}

static gboolean
is_over (LwLabelingJob *job)
{
  return lw_labeling_job_status_is_final (lw_labeling_job_get_status (job));
}

static int
run_workers (const char *workspace)
{
  Fixture fixture = { .workspace = g_strdup (workspace), .clock = lw_clock_new_system () };
  g_autoptr (LwLabelingJob) job = NULL;
  g_autoptr (GRand) random = g_rand_new ();
  Simulation simulation = { .fixture = &fixture, .n_workers = N_WORKERS, .random = random, .report = report,
                            .changes_only = TRUE };

  fixture_reopen (&fixture);
  job = lw_job_backend_find_job (LW_JOB_BACKEND (fixture.backend), "Pets-1");
  if (job == NULL)
    job = try_create (&fixture, &(JobPlan) { .n_objects = n_objects, .n_workers = PER_OBJECT, .attribute = "attr" },
                      NULL);
  simulation.job = job;
  while (lw_labeling_job_get_status (job) == LW_LABELING_JOB_STATUS_INITIALIZING)
    g_main_context_iteration (NULL, TRUE);
  sim_run (&simulation);
  while (!is_over (job))
    g_main_context_iteration (NULL, TRUE);
  fixture_close (&fixture);
  lw_clock_unref (fixture.clock);
  g_free (fixture.workspace);
  return 0;
}

/* The test */

/* The labels, as bits, that a worker's answer for an object may have in the end; %SAVED when it has to be there. */
typedef guint Known;

#define SAVED 256u

static void
read_report (const char *text,
             Known      *known)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  /* The last part is empty, or was cut off by the kill. */
  for (gsize i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 4);
      Known *answer;
      guint label;

      g_assert_cmpuint (g_strv_length (words), ==, 4);
      label = 1u << g_ascii_strtoull (words[3], NULL, 10);
      answer = &known[g_ascii_strtoull (words[1], NULL, 10) * N_WORKERS + g_ascii_strtoull (words[2], NULL, 10)];
      if (g_str_equal (words[0], "ok"))
        *answer = label | SAVED;
      else
        *answer |= label;
    }
}

static guint
count_lines (const GString *text)
{
  guint n = 0;

  for (gsize i = 0; i < text->len; i++)
    n += text->str[i] == '\n';
  return n;
}

/* Runs the worker, and kills it a moment after so many reports, 0 for in its first milliseconds; never when
 * @n_reports is %G_MAXUINT. */
static int
run_process (const char *workspace,
             guint       n_reports,
             Known      *known)
{
  g_autofree char *number = g_strdup_printf ("%u", n_objects);
  const char *arguments[] = { "/proc/self/exe", "--objects", number, "--worker", workspace, NULL };
  g_autoptr (GString) output = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  char buffer[4096];
  gssize length;
  GPid pid;
  int out, status;

  g_spawn_async_with_pipes (NULL, (char **) arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL, &out,
                            NULL, &error);
  g_assert_no_error (error);
  while (count_lines (output) < n_reports && (length = read (out, buffer, sizeof buffer)) > 0)
    g_string_append_len (output, buffer, length);
  if (n_reports < G_MAXUINT)
    {
      g_usleep (g_test_rand_int_range (0, n_reports > 0 ? 8000 : 40000));
      kill (pid, SIGKILL);
    }
  while ((length = read (out, buffer, sizeof buffer)) > 0)
    g_string_append_len (output, buffer, length);
  close (out);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  read_report (output->str, known);
  return status;
}

static guint
get_worker (const LwAnswerRecord *answer)
{
  return (guint) g_ascii_strtoull (answer->worker_name + strlen ("worker "), NULL, 10);
}

static guint
get_label (const LwAnswerRecord *answer)
{
  for (guint i = 0; fixture_labels[i] != NULL; i++)
    {
      g_autofree char *content = make_answer (fixture_labels[i]);

      if (g_str_equal (answer->content, content))
        return i;
    }
  g_assert_not_reached ();
}

/* Nothing lost, nothing doubled, nothing mixed. */
static void
check_answers (const char *workspace,
               Known      *known,
               GString    *csv)
{
  g_autoptr (LwEngineStore) store = lw_engine_view_open (workspace, NULL);

  for (guint line = 0; line < n_objects; line++)
    {
      g_autoptr (GPtrArray) answers = lw_engine_store_load_answers (store, 1, line, NULL);

      g_assert_cmpuint (answers->len, ==, PER_OBJECT);
      for (guint i = 0; i < answers->len; i++)
        {
          const LwAnswerRecord *answer = g_ptr_array_index (answers, i);
          Known *expected = &known[line * N_WORKERS + get_worker (answer)];
          guint label = get_label (answer);

          /* The last that was saved, or one that was on its way when the process was killed. */
          g_assert_cmpuint (*expected & (1u << label), !=, 0);
          *expected &= ~SAVED;
          g_string_append_printf (csv, "%u,%s,%s\n", line, answer->worker_name, fixture_labels[label]);
        }
    }
  for (guint i = 0; i < n_objects * N_WORKERS; i++)
    g_assert_cmpuint (known[i] & SAVED, ==, 0);
}

static void
check_log (const char *workspace)
{
  g_autoptr (LwEngineStore) store = lw_engine_view_open (workspace, NULL);
  g_autoptr (GPtrArray) events = lw_engine_store_load_events (store, 1, -1, 0, G_MAXINT, NULL);
  guint n_answered = 0;

  for (guint i = 0; i < events->len; i++)
    {
      g_assert_cmpuint (lw_job_event_get_id (g_ptr_array_index (events, i)), ==, i + 1);
      n_answered += lw_job_event_get_kind (g_ptr_array_index (events, i)) == LW_JOB_EVENT_ANSWERED;
    }
  g_assert_cmpuint (n_answered, ==, n_objects * PER_OBJECT);
}

static void
check_tree (const char *folder,
            const char *workspace,
            const char *csv)
{
  g_autofree char *objects = g_build_filename (workspace, "objects", NULL);
  g_autofree char *tree = g_build_filename (objects, "out", "Pets-1", NULL);
  g_autofree char *manifest = g_build_filename (objects, "in", "data.manifest", NULL);
  g_autofree char *labels = g_build_filename (objects, "in", "labels.json", NULL);
  g_autofree char *answers = g_build_filename (folder, "answers.csv", NULL);
  g_autofree char *script = lw_test_dup_source ("tests/engine/check_output_tree.py");
  const char *arguments[] = { "python3", script, tree, "--manifest", manifest, "--labels", labels, "--answers", answers,
                              "--attribute", "attr", "--workers", "3", NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_assert_true (g_file_set_contents (answers, csv, -1, NULL));
  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (output, ==, "");
  g_assert_cmpint (status, ==, 0);
}

static void
test_kill (void)
{
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autofree char *workspace = g_build_filename (folder, "workspace", NULL);
  g_autofree Known *known = g_new0 (Known, n_objects * N_WORKERS);
  g_autoptr (GString) csv = g_string_new ("object,worker,label\n");
  /* Each answer is reported twice: so the last process has about an eighth of them to do. */
  guint n_reports = n_objects * PER_OBJECT * 2 * 7 / 4 / N_KILLS;
  gint64 start = g_get_monotonic_time ();
  guint n_killed = 0;

  for (guint i = 0; i < N_KILLS; i++)
    n_killed += WIFSIGNALED (run_process (workspace, g_test_rand_int_range (0, n_reports), known)) != 0;
  g_test_message ("%u processes were killed while they worked, after %.0f s", n_killed,
                  (g_get_monotonic_time () - start) / 1e6);
  g_assert_cmpuint (n_killed, >, N_KILLS / 2);
  g_assert_cmpint (run_process (workspace, G_MAXUINT, known), ==, 0);
  check_answers (workspace, known, csv);
  g_test_message ("%u answers, none lost, doubled or mixed, after %.0f s", n_objects * PER_OBJECT,
                  (g_get_monotonic_time () - start) / 1e6);
  check_log (workspace);
  check_tree (folder, workspace, csv->str);
  lw_test_remove_tree (folder);
}

int
main (int   argc,
      char *argv[])
{
  if (argc >= 3 && g_str_equal (argv[1], "--objects"))
    n_objects = (guint) g_ascii_strtoull (argv[2], NULL, 10);
  if (argc == 5 && g_str_equal (argv[3], "--worker"))
    return run_workers (argv[4]);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/engine/crash/kill", test_kill);
  return g_test_run ();
}
