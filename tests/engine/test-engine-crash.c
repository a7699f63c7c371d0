/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A worker's process is killed at random moments, twenty times. What it had reported as saved has to be there,
 * once, and the job has to be finished with a whole output tree. The test runs itself as the worker. */

#include "config.h"

#include "lw-engine-fixture.h"
#include "lw-manifest-line.h"

#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_OBJECTS 600
#define N_KILLS 20
#define ANSWERS_PER_TURN 15

/* The worker: prints "try LINE LABEL" before and "ok LINE LABEL" after it has been told that the answer is saved. */

static void
report (const char *word,
        guint64     line,
        guint       label)
{
  printf ("%s %" G_GUINT64_FORMAT " %u\n", word, line, label);
  fflush (stdout);
}

static gboolean
type_one (LwTaskQueue *queue,
          LwTask      *task)
{
  guint label = g_random_int_range (0, 3);
  g_autofree char *content = make_answer (fixture_labels[label]);
  g_autoptr (GError) error = NULL;

  report ("try", lw_task_get_data_object_id (task), label);
  if (!submit (queue, task, content, &error))
    {
      g_assert_error (error, LW_TASK_ERROR, LW_TASK_ERROR_CONSOLIDATED);
      return FALSE;
    }
  report ("ok", lw_task_get_data_object_id (task), label);
  return TRUE;
}

static guint
work_a_turn (Fixture       *self,
             LwLabelingJob *job)
{
  g_autoptr (LwTaskQueue) queue = try_open (self, job, "Ann", NULL);
  guint n = 0;

  /* The job may have ended meanwhile. */
  if (queue == NULL)
    return 0;
  while (n < ANSWERS_PER_TURN)
    {
      g_autoptr (GPtrArray) tasks = take (queue, 5);

      if (tasks->len == 0)
        break;
      for (guint i = 0; i < tasks->len; i++, n++)
        {
          type_one (queue, g_ptr_array_index (tasks, i));
          /* Now and then the worker thinks again. */
          if (n % 4 == 0)
            type_one (queue, g_ptr_array_index (tasks, i));
        }
    }
  lw_task_queue_close (queue);
  return n;
}

static gboolean
is_over (LwLabelingJob *job)
{
  return lw_labeling_job_status_is_final (lw_labeling_job_get_status (job));
}

static int
run_worker (const char *workspace)
{
  Fixture fixture = { .workspace = g_strdup (workspace), .clock = lw_clock_new_system () };
  g_autoptr (LwLabelingJob) job = NULL;

  fixture_reopen (&fixture);
  job = lw_job_backend_find_job (LW_JOB_BACKEND (fixture.backend), "Pets-1");
  if (job == NULL)
    job = try_create (&fixture, &(JobPlan) { .n_objects = N_OBJECTS, .attribute = "attr" }, NULL);
  while (!is_over (job))
    if ((lw_labeling_job_get_status (job) != LW_LABELING_JOB_STATUS_IN_PROGRESS || work_a_turn (&fixture, job) == 0) &&
        !is_over (job))
      g_main_context_iteration (NULL, TRUE);
  fixture_close (&fixture);
  lw_clock_unref (fixture.clock);
  g_free (fixture.workspace);
  return 0;
}

/* The test */

/* The labels, as bits, that an object may have in the end. */
typedef guint Known;

static void
read_report (const char *text,
             Known      *known)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  /* The last part is empty, or was cut off by the kill. */
  for (gsize i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 3);
      Known *object;
      guint label;

      g_assert_cmpuint (g_strv_length (words), ==, 3);
      label = 1u << g_ascii_strtoull (words[2], NULL, 10);
      object = &known[g_ascii_strtoull (words[1], NULL, 10)];
      if (g_str_equal (words[0], "ok"))
        *object = label;
      else
        *object |= label;
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
  const char *arguments[] = { "/proc/self/exe", "--worker", workspace, NULL };
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
get_label (const char *line)
{
  g_autofree char *text = lw_manifest_line_dup_member (line, strlen (line), "attr");

  g_assert_nonnull (text);
  return g_ascii_strtoull (text, NULL, 10);
}

static void
check_labels (const char  *workspace,
              const Known *known,
              GString     *csv)
{
  g_autofree char *path = g_build_filename (workspace, "objects/out/Pets-1/manifests/output/output.manifest", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, N_OBJECTS);
  for (guint i = 0; i < N_OBJECTS; i++)
    {
      guint label = get_label (lines[i]);

      /* The last that was saved, or one that was on its way when the process was killed. */
      g_assert_cmpuint (known[i] & (1u << label), !=, 0);
      g_string_append_printf (csv, "%u,Ann,%s\n", i, fixture_labels[label]);
    }
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
                              "--attribute", "attr", NULL };
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
  g_autofree Known *known = g_new0 (Known, N_OBJECTS);
  g_autoptr (GString) csv = g_string_new ("object,worker,label\n");

  for (guint i = 0; i < N_KILLS; i++)
    g_assert_true (WIFSIGNALED (run_process (workspace, g_test_rand_int_range (0, 50), known)));
  g_assert_cmpint (run_process (workspace, G_MAXUINT, known), ==, 0);
  check_labels (workspace, known, csv);
  check_tree (folder, workspace, csv->str);
  lw_test_remove_tree (folder);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--worker"))
    return run_worker (argv[2]);

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/engine/crash/kill", test_kill);
  return g_test_run ();
}
