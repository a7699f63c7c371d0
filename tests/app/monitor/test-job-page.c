/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lw-fake-backend.h"
#include "lw-job-page.h"
#include "lw-job-words.h"
#include "lw-test-support.h"
#include "lw-test-widget.h"

#include <adwaita.h>

typedef struct
{
  char          *dir;
  LwFakeBackend *backend;
  LwLabelingJob *job;
  GtkWidget     *page;
  GtkWidget     *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (LwImageLoader) loader = NULL;

  fixture->dir = lw_test_dup_temp_dir ();
  fixture->backend = lw_fake_backend_new (fixture->dir);
  loader = lw_image_loader_new (lw_job_backend_get_store (LW_JOB_BACKEND (fixture->backend)));
  fixture->job = lw_fake_backend_add_job (fixture->backend, "pets & <b>birds</b>", "s3://labelwright/jobs");
  fixture->page = lw_job_page_new (LW_JOB_BACKEND (fixture->backend), loader);
  lw_job_page_set_job (LW_JOB_PAGE (fixture->page), fixture->job);
  fixture->window = lw_test_show_widget (fixture->page, 800, 700);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->page), (gpointer *) &fixture->page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (fixture->page);
  g_assert_finalize_object (fixture->backend);
  lw_test_remove_tree (fixture->dir);
  g_free (fixture->dir);
}

static void
assert_shown (Fixture    *fixture,
              const char *text)
{
  GtkWidget *label = lw_test_find_label (fixture->page, text);

  g_assert_nonnull (label);
  g_assert_true (gtk_widget_get_mapped (label));
}

static void
test_follows (Fixture       *fixture,
              gconstpointer  data)
{
  LwLabelCounters counters = { 312, 312, 0, 3, 85 };

  assert_shown (fixture, "pets & <b>birds</b>");
  assert_shown (fixture, "The data set is being read");
  lw_labeling_job_set_counters (fixture->job, &counters);
  assert_shown (fixture, "312 of 400 images labeled");
  assert_shown (fixture, "312");
  assert_shown (fixture, "3");
  assert_shown (fixture, "85");

  lw_labeling_job_set_speed (fixture->job, 5.2, 14 * 60);
  assert_shown (fixture, "3 people label each image · 5.2 images a minute");
  assert_shown (fixture, "about 14 min left");

  lw_labeling_job_set_problem (fixture->job, "The disk is full.");
  assert_shown (fixture, "The disk is full.");
  lw_labeling_job_set_status (fixture->job, LW_LABELING_JOB_STATUS_COMPLETED);
  assert_shown (fixture, "Completed");
}

static void
test_workers (Fixture       *fixture,
              gconstpointer  data)
{
  LwWorkerActivity *worker = lw_labeling_job_ensure_worker (fixture->job, "a & <i>b</i>");

  lw_worker_activity_update (worker, 96, 4.2, g_get_real_time (), TRUE);
  assert_shown (fixture, "a & <i>b</i>");
  assert_shown (fixture, "96 answers · 4.2 s per image · just now");
}

static gboolean
is_stopped (gpointer user_data)
{
  Fixture *fixture = user_data;

  return lw_fake_backend_get_n_stops (fixture->backend) > 0;
}

static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GList) windows = NULL;
  GtkWidget *dialog;

  gtk_widget_activate_action (fixture->page, "job.stop", NULL);
  g_assert_cmpuint (lw_fake_backend_get_n_stops (fixture->backend), ==, 0);

  windows = gtk_window_list_toplevels ();
  dialog = windows->data != fixture->window ? windows->data : windows->next->data;
  g_assert_true (ADW_IS_MESSAGE_DIALOG (dialog));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  gtk_window_destroy (GTK_WINDOW (dialog));
  lw_test_wait_until (is_stopped, fixture);

  assert_shown (fixture, "Stopped");
  g_assert_null (lw_test_find_label (fixture->page, "Label here"));
}

static void
test_other_job (Fixture       *fixture,
                gconstpointer  data)
{
  LwLabelCounters counters = { 1, 1, 0, 0, 1 };
  LwLabelingJob *other = lw_fake_backend_add_job (fixture->backend, "other", "s3://labelwright/jobs");

  lw_job_page_set_job (LW_JOB_PAGE (fixture->page), other);
  assert_shown (fixture, "other");
  lw_labeling_job_set_counters (fixture->job, &counters);
  assert_shown (fixture, "The data set is being read");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/job-page/follows", Fixture, NULL, set_up, test_follows, tear_down);
  g_test_add ("/job-page/workers", Fixture, NULL, set_up, test_workers, tear_down);
  g_test_add ("/job-page/stop", Fixture, NULL, set_up, test_stop, tear_down);
  g_test_add ("/job-page/other-job", Fixture, NULL, set_up, test_other_job, tear_down);
  return g_test_run ();
}
