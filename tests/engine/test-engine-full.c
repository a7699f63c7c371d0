/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Disks without room: the job says so, nothing that was saved is lost, and it goes on when there is room again.
 * Needs the right to mount a small tmpfs; skipped without. */

#include "config.h"

#include "lw-engine-fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/mount.h>
#include <unistd.h>

static gboolean
mount_small (const char *path,
             const char *size)
{
  g_autofree char *options = g_strconcat ("size=", size, NULL);

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  if (mount ("tmpfs", path, "tmpfs", 0, options) == 0)
    return TRUE;
  g_test_skip ("a tmpfs cannot be mounted here");
  return FALSE;
}

static char *
fill (const char *folder)
{
  char *path = g_build_filename (folder, "fill", NULL);
  int fd = g_open (path, O_WRONLY | O_CREAT | O_APPEND, 0600);
  g_autofree char *block = g_strnfill (4096, 'x');

  g_assert_cmpint (fd, >=, 0);
  while (write (fd, block, 4096) > 0)
    ;
  g_assert_cmpint (errno, ==, ENOSPC);
  close (fd);
  return path;
}

static void
wait_problem (LwLabelingJob *job,
              gboolean       problem)
{
  while ((lw_labeling_job_get_problem (job) != NULL) != problem)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_output (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (self->folder, "small", NULL);
  g_autoptr (LwLabelingJob) job = NULL;
  g_autoptr (LwTaskQueue) queue = NULL;
  g_autofree char *bucket = NULL;
  g_autofree char *filler = NULL;
  g_auto (GStrv) lines = NULL;

  if (!mount_small (folder, "400k"))
    return;
  bucket = lw_object_store_map_folder (lw_job_backend_get_store (LW_JOB_BACKEND (self->backend)), folder, "small", TRUE,
                                       NULL);
  job = create (self, &(JobPlan) { .n_objects = 15, .output = "s3://small/out" });
  queue = open_queue (self, job, "Ann");
  filler = fill (folder);
  g_assert_cmpuint (answer_all (queue), ==, 15);
  lw_task_queue_close (queue);
  wait_problem (job, TRUE);
  g_test_message ("%s", lw_labeling_job_get_problem (job));
  g_assert_cmpint (lw_labeling_job_get_status (job), ==, LW_LABELING_JOB_STATUS_IN_PROGRESS);
  g_assert_cmpint (g_unlink (filler), ==, 0);
  wait_status (job, LW_LABELING_JOB_STATUS_COMPLETED);
  wait_problem (job, FALSE);
  lines = fixture_get_lines (self, "s3://small/out/Pets-1/manifests/output/output.manifest");
  g_assert_cmpuint (g_strv_length (lines), ==, 15);
  g_assert_cmpint (umount2 (folder, MNT_DETACH), ==, 0);
}

static void
set_read_only (const char *path,
               gboolean    read_only)
{
  /* The engine may just have a file open for writing, which keeps the file system as it is. */
  while (mount ("tmpfs", path, "tmpfs", MS_REMOUNT | (read_only ? MS_RDONLY : 0), NULL) != 0)
    {
      g_assert_cmpint (errno, ==, EBUSY);
      g_thread_yield ();
    }
}

static void
test_read_only (Fixture       *self,
                gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (self->folder, "small", NULL);
  g_autoptr (LwLabelingJob) job = NULL;
  g_autoptr (LwTaskQueue) queue = NULL;
  g_autofree char *bucket = NULL;

  if (!mount_small (folder, "4m"))
    return;
  bucket = lw_object_store_map_folder (lw_job_backend_get_store (LW_JOB_BACKEND (self->backend)), folder, "small", TRUE,
                                       NULL);
  job = create (self, &(JobPlan) { .n_objects = 15, .output = "s3://small/out" });
  queue = open_queue (self, job, "Ann");
  set_read_only (folder, TRUE);
  g_assert_cmpuint (answer_all (queue), ==, 15);
  lw_task_queue_close (queue);
  wait_problem (job, TRUE);
  g_assert_nonnull (strstr (lw_labeling_job_get_problem (job), g_strerror (EROFS)));
  set_read_only (folder, FALSE);
  wait_status (job, LW_LABELING_JOB_STATUS_COMPLETED);
  wait_problem (job, FALSE);
  g_assert_cmpuint (count_events (self, job, LW_JOB_EVENT_PROBLEM), ==, 1);
  g_assert_cmpuint (count_events (self, job, LW_JOB_EVENT_RECOVERED), ==, 1);
  g_assert_cmpint (umount2 (folder, MNT_DETACH), ==, 0);
}

static void
test_state (void)
{
  Fixture fixture = { .folder = lw_test_dup_temp_dir (), .clock = lw_clock_new_manual (FIXTURE_START) };
  g_autoptr (LwLabelingJob) job = NULL;
  g_autoptr (LwTaskQueue) queue = NULL;
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *filler = NULL;
  guint n = 0;

  fixture.workspace = g_build_filename (fixture.folder, "small", NULL);
  if (!mount_small (fixture.workspace, "6m"))
    {
      fixture_tear_down (&fixture, NULL);
      return;
    }
  fixture_reopen (&fixture);
  job = create (&fixture, &(JobPlan) { .n_objects = 400 });
  queue = open_queue (&fixture, job, "Ann");
  tasks = take (queue, 10);
  filler = fill (fixture.workspace);
  /* The log of the database may still have room for a few. */
  while (n < 10)
    {
      g_autofree char *content =
        g_strdup_printf ("{\"crowd-image-classifier\":{\"label\":\"cat\"},\"x\":\"%*s\"}", 900000, "y");

      if (!submit (queue, g_ptr_array_index (tasks, n), content, &error))
        break;
      n++;
    }
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_test_message ("%u answers were saved, then: %s", n, error->message);
  wait_problem (job, TRUE);
  g_assert_cmpint (g_unlink (filler), ==, 0);
  for (guint i = n; i < 10; i++)
    answer (queue, g_ptr_array_index (tasks, i), "dog");
  wait_problem (job, FALSE);
  g_assert_cmpuint (lw_task_queue_get_n_answered (queue), ==, 10);
  g_clear_object (&queue);
  g_clear_object (&job);
  fixture_close (&fixture);
  g_assert_cmpint (umount2 (fixture.workspace, MNT_DETACH), ==, 0);
  fixture_tear_down (&fixture, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/engine/full/output", Fixture, NULL, fixture_set_up, test_output, fixture_tear_down);
  g_test_add ("/engine/full/read-only", Fixture, NULL, fixture_set_up, test_read_only, fixture_tear_down);
  g_test_add_func ("/engine/full/state", test_state);
  return g_test_run ();
}
