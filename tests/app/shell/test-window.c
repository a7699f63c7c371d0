/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The studio in one process: its window, what it can be told to do, what can be dropped on it. */

#include "config.h"

#include "lw-engine-backend.h"
#include "lw-test-support.h"
#include "lw-test-widget.h"
#include "lw-window.h"
#include "lw-wizard.h"

#include <adwaita.h>

/* One program, as always; a window for each test. */
static LwApplication *application;

typedef struct
{
  LwWindow   *window;
  const char *page;
} Fixture;

static gboolean
is_open (gpointer user_data)
{
  return lw_application_get_backend (application) != NULL;
}

static gboolean
shows_page (gpointer user_data)
{
  Fixture *fixture = user_data;

  return strcmp (lw_window_get_page_name (fixture->window), fixture->page) == 0;
}

static void
wait_for_page (Fixture    *fixture,
               const char *page)
{
  fixture->page = page;
  lw_test_wait_until (shows_page, fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->window = lw_window_new (application);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_close (GTK_WINDOW (fixture->window));
  while (fixture->window != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
says_who_has_it (gpointer user_data)
{
  Fixture *fixture = user_data;

  return lw_test_find_label (GTK_WIDGET (fixture->window), "Another program has the labeling jobs") != NULL;
}

/* The first test, because the program opens its workspace once. */
static void
test_busy (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (LwClock) clock = lw_clock_new_system ();
  g_autoptr (GError) error = NULL;
  LwEngineBackend *other = lw_engine_backend_open (lw_application_get_workspace (application), clock, NULL, &error);

  g_assert_no_error (error);
  wait_for_page (fixture, "problem");
  lw_test_wait_until (says_who_has_it, fixture);

  lw_engine_backend_close (other);
  g_object_unref (other);
  g_action_group_activate_action (G_ACTION_GROUP (application), "open-workspace", NULL);
  lw_test_wait_until (is_open, fixture);
  wait_for_page (fixture, "welcome");
}

static void
test_opens (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_cmpstr (lw_window_get_page_name (fixture->window), ==, "welcome");
  lw_test_wait_until (is_open, fixture);
  g_assert_nonnull (lw_test_find_label (GTK_WIDGET (fixture->window), "This Computer"));
}

static void
test_new_job (Fixture       *fixture,
              gconstpointer  data)
{
  lw_test_wait_until (is_open, fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.new-job", NULL);
  g_assert_cmpstr (lw_window_get_page_name (fixture->window), ==, "wizard");
  g_assert_nonnull (lw_test_find_widget (GTK_WIDGET (fixture->window), LW_TYPE_WIZARD));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  g_assert_cmpstr (lw_window_get_page_name (fixture->window), ==, "welcome");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (lw_test_find_widget (GTK_WIDGET (fixture->window), LW_TYPE_WIZARD));
}

static void
test_folder (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GFile) folder = g_file_new_for_path (g_getenv ("LW_SAMPLE_DIR"));

  /* Also when it comes before the workspace is open. */
  lw_window_open_file (fixture->window, folder);
  wait_for_page (fixture, "wizard");
}

static void
test_manifest (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *dir = lw_test_dup_temp_dir ();
  g_autofree char *path = g_build_filename (dir, "output.manifest", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, "{\"source-ref\":\"s3://a/b.png\"}\n", -1, NULL));
  lw_test_wait_until (is_open, fixture);
  lw_window_open_file (fixture->window, file);
  wait_for_page (fixture, "results");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  g_assert_cmpstr (lw_window_get_page_name (fixture->window), ==, "welcome");
  lw_test_remove_tree (dir);
}

static void
test_not_there (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/no/such/file");

  lw_test_wait_until (is_open, fixture);
  lw_window_open_file (fixture->window, file);
  for (guint i = 0; i < 100; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpstr (lw_window_get_page_name (fixture->window), ==, "welcome");
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  application = lw_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);

  g_test_add ("/window/busy", Fixture, NULL, set_up, test_busy, tear_down);
  g_test_add ("/window/opens", Fixture, NULL, set_up, test_opens, tear_down);
  g_test_add ("/window/new-job", Fixture, NULL, set_up, test_new_job, tear_down);
  g_test_add ("/window/folder", Fixture, NULL, set_up, test_folder, tear_down);
  g_test_add ("/window/manifest", Fixture, NULL, set_up, test_manifest, tear_down);
  g_test_add ("/window/not-there", Fixture, NULL, set_up, test_not_there, tear_down);
  status = g_test_run ();

  lw_engine_backend_close (LW_ENGINE_BACKEND (lw_application_get_backend (application)));
  g_object_unref (application);
  return status;
}
