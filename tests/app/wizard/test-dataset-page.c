/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The data set page in a window: what is typed into it, and a folder in which most is wrong. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-dataset-page.h"
#include "lw-finding-list.h"

#include "lw-test-support.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#define N_BROKEN 1500

typedef struct
{
  LwWizardSession *session;
  GtkWidget       *window;
  LwDatasetPage   *page;
  char            *folder;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = lw_test_dup_temp_dir ();
  fixture->session = lw_wizard_session_new (NULL, NULL);
  fixture->page = g_object_new (LW_TYPE_DATASET_PAGE, NULL);
  lw_dataset_page_set_session (fixture->page, fixture->session);
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 600, 700);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->session);
  lw_test_remove_tree (fixture->folder);
  g_free (fixture->folder);
}

static const char *
get_text (Fixture     *fixture,
          LwDraftText  text)
{
  return lw_wizard_draft_get_text (lw_wizard_session_get_draft (fixture->session), text);
}

/* A name may begin and end with blanks; around any other name they are a slip. */
static void
test_blanks (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "photos ", NULL);
  g_autofree char *manifest = g_build_filename (fixture->folder, " set.manifest ", NULL);
  g_autofree char *slip = g_strdup_printf ("  %s \n", fixture->folder);

  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  g_assert_true (g_file_set_contents (manifest, "", 0, NULL));
  lw_dataset_page_choose (fixture->page, folder);
  g_assert_cmpstr (get_text (fixture, LW_DRAFT_FOLDER), ==, folder);
  lw_dataset_page_choose (fixture->page, manifest);
  g_assert_cmpstr (get_text (fixture, LW_DRAFT_FOLDER), ==, "");
  g_assert_cmpstr (get_text (fixture, LW_DRAFT_MANIFEST), ==, manifest);
  lw_dataset_page_choose (fixture->page, slip);
  g_assert_cmpstr (get_text (fixture, LW_DRAFT_FOLDER), ==, fixture->folder);
}

static gboolean
is_read (gpointer user_data)
{
  return lw_wizard_dataset_get_state (lw_wizard_session_get_dataset (user_data)) == LW_DATASET_STATE_READY;
}

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The list of what is wrong with many files makes few widgets, and says how many it leaves out. */
static void
test_many_problems (Fixture       *fixture,
                    gconstpointer  data)
{
  GtkWidget *expander, *view;
  GListModel *sentences;
  GtkAdjustment *adjustment;
  g_autoptr (GtkStringObject) last = NULL;
  gint64 start;

  for (guint i = 0; i < N_BROKEN; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%04u.jpg", fixture->folder, i);

      g_assert_true (g_file_set_contents (path, "no picture", -1, NULL));
    }
  lw_dataset_page_choose (fixture->page, fixture->folder);
  lw_test_wait_until (is_read, fixture->session);
  gtk_test_widget_wait_for_draw (fixture->window);

  expander = find (GTK_WIDGET (fixture->page), ADW_TYPE_EXPANDER_ROW);
  g_assert_nonnull (expander);
  start = g_get_monotonic_time ();
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (expander), TRUE);
  gtk_test_widget_wait_for_draw (fixture->window);
  g_test_message ("shown after %.1f ms", (g_get_monotonic_time () - start) / 1000.0);

  view = find (find (expander, LW_TYPE_FINDING_LIST), GTK_TYPE_LIST_VIEW);
  sentences = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view)));
  g_assert_cmpuint (g_list_model_get_n_items (sentences), <, 50);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  while (g_list_model_get_n_items (sentences) < 1001)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
      gtk_test_widget_wait_for_draw (fixture->window);
    }
  last = g_list_model_get_item (sentences, 1000);
  g_assert_cmpstr (gtk_string_object_get_string (last), ==, "and 500 more");
}

int
main (int   argc,
      char *argv[])
{
  /* The display's home folder is an empty one; isolated folders would hide the icons' format. */
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/dataset-page/blanks", Fixture, NULL, set_up, test_blanks, tear_down);
  g_test_add ("/dataset-page/many-problems", Fixture, NULL, set_up, test_many_problems, tear_down);

  return g_test_run ();
}
