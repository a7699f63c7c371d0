/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Correcting labels on the results page: keys, classes, undo, the saved manifest, and what is there at the next
 * open. */

#include "config.h"

#include "lw-classes-dialog.h"
#include "lw-correction-bar.h"
#include "lw-correction-history.h"
#include "lw-fake-backend.h"
#include "lw-gallery.h"
#include "lw-manifest-index.h"
#include "lw-result-detail.h"
#include "lw-results-page.h"
#include "lw-test-support.h"
#include "lw-test-widget.h"

#include <adwaita.h>

#define N_ROWS 12

typedef struct
{
  char          *dir;
  char          *manifest;
  LwFakeBackend *backend;
  LwImageLoader *loader;
  GtkWidget     *page;
  GtkWidget     *window;
  const char    *text;
} Fixture;

static void
write_manifest (const char *path)
{
  static const char * const classes[] = { "cat", "dog", "bird" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < N_ROWS; i++)
    g_string_append_printf (text, "{\"source-ref\":\"s3://far-away/%u.png\",\"pets\":%u,\"pets-metadata\":{"
                            "\"class-name\":\"%s\",\"confidence\":0.%u,\"type\":\"groundtruth/image-classification\","
                            "\"human-annotated\":\"yes\"}}\n", i, i % 3, classes[i % 3], i % 10);
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
}

static gboolean
shows_text (gpointer user_data)
{
  Fixture *fixture = user_data;

  return lw_test_find_label (fixture->page, fixture->text) != NULL;
}

static void
wait_for (Fixture    *fixture,
          const char *text)
{
  fixture->text = text;
  lw_test_wait_until (shows_text, fixture);
}

/* Actions of the palette are there when the corrections are read. */
static gboolean
has_palette (gpointer user_data)
{
  GtkWidget *bar = lw_test_find_widget (((Fixture *) user_data)->page, LW_TYPE_CORRECTION_BAR);

  return g_strv_length ((char **) lw_correction_bar_get_classes (LW_CORRECTION_BAR (bar))) > 0;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *workspace = NULL;

  fixture->dir = lw_test_dup_temp_dir ();
  workspace = g_build_filename (fixture->dir, "workspace", NULL);
  fixture->manifest = g_build_filename (fixture->dir, "output.manifest", NULL);
  write_manifest (fixture->manifest);
  fixture->backend = lw_fake_backend_new (workspace);
  fixture->loader = lw_image_loader_new (lw_job_backend_get_store (LW_JOB_BACKEND (fixture->backend)));
  fixture->page = lw_results_page_new (LW_JOB_BACKEND (fixture->backend), fixture->loader);
  fixture->window = lw_test_show_widget (fixture->page, 1000, 700);
  lw_results_page_open_uri (LW_RESULTS_PAGE (fixture->page), fixture->manifest);
  wait_for (fixture, "12 images");
  lw_test_wait_until (has_palette, fixture);
}

static gboolean
is_gone (gpointer user_data)
{
  return *(gpointer *) user_data == NULL;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->page), (gpointer *) &fixture->page);
  g_object_add_weak_pointer (G_OBJECT (fixture->loader), (gpointer *) &fixture->loader);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->loader);
  lw_test_wait_until (is_gone, &fixture->page);
  lw_test_wait_until (is_gone, &fixture->loader);
  /* A thread that looked for answers may have it still. */
  g_object_add_weak_pointer (G_OBJECT (fixture->backend), (gpointer *) &fixture->backend);
  g_object_unref (fixture->backend);
  lw_test_wait_until (is_gone, &fixture->backend);
  lw_test_remove_tree (fixture->dir);
  g_free (fixture->dir);
  g_free (fixture->manifest);
}

static void
select_rows (Fixture *fixture,
             guint    first,
             guint    n_rows)
{
  LwGallery *gallery = LW_GALLERY (lw_test_find_widget (fixture->page, LW_TYPE_GALLERY));

  gtk_selection_model_select_range (GTK_SELECTION_MODEL (lw_gallery_get_selection (gallery)), first, n_rows, TRUE);
}

/* The key of a class says which images are shown, or while correcting what they are. */
static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *gallery = lw_test_find_widget (fixture->page, LW_TYPE_GALLERY);
  gboolean used = FALSE;

  g_signal_emit_by_name (gallery, "category-key", 1, &used);
  g_assert_true (used);
  wait_for (fixture, "4 of 12 images");
  g_signal_emit_by_name (gallery, "category-key", 1, &used);
  wait_for (fixture, "12 images");

  gtk_widget_activate_action (fixture->page, "results.correct", NULL);
  wait_for (fixture, "Select images, then press the key of their right label.");
  select_rows (fixture, 0, 3);
  wait_for (fixture, "3 images selected. Press the key of the right label.");
  g_signal_emit_by_name (gallery, "category-key", 1, &used);
  wait_for (fixture, "3 images labeled “dog”");
  wait_for (fixture, "12 images · 3 selected · 1 correction");

  gtk_widget_activate_action (fixture->page, "results.undo", NULL);
  wait_for (fixture, "12 images · 3 selected");
  gtk_widget_activate_action (fixture->page, "results.redo", NULL);
  wait_for (fixture, "12 images · 3 selected · 1 correction");
  lw_results_page_open_query (LW_RESULTS_PAGE (fixture->page), fixture->manifest, "class:dog");
  wait_for (fixture, "6 of 12 images · 1 correction");
}

/* The image that is open stays open when its label takes it out of the query. */
static void
test_detail (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *gallery = lw_test_find_widget (fixture->page, LW_TYPE_GALLERY);
  LwResultDetail *detail = LW_RESULT_DETAIL (lw_test_find_widget (fixture->page, LW_TYPE_RESULT_DETAIL));

  lw_results_page_open_query (LW_RESULTS_PAGE (fixture->page), fixture->manifest, "class:cat");
  wait_for (fixture, "4 of 12 images");
  g_signal_emit_by_name (gallery, "activate", 1);
  g_assert_cmpuint (lw_manifest_row_get_row (lw_result_detail_get_row (detail)), ==, 3);
  lw_test_wait_until (has_palette, fixture);
  gtk_widget_activate_action (fixture->page, "results.label-as", "s", "a new & <b>class</b>");
  wait_for (fixture, "a new & <b>class</b>");
  g_assert_cmpuint (lw_manifest_row_get_row (lw_result_detail_get_row (detail)), ==, 3);
  gtk_widget_activate_action (fixture->page, "results.close-detail", NULL);
  wait_for (fixture, "3 of 12 images · 1 correction");
}

static GtkWidget *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }
  return NULL;
}

static void
choose_class (GtkWidget  *dialog,
              const char *name)
{
  GtkWidget *row = gtk_widget_get_ancestor (lw_test_find_label (dialog, name), ADW_TYPE_ACTION_ROW);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (lw_test_find_widget (row, GTK_TYPE_CHECK_BUTTON)), TRUE);
}

static void
test_merge (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *dialog;

  gtk_widget_activate_action (fixture->page, "results.edit-classes", NULL);
  dialog = find_window (LW_TYPE_CLASSES_DIALOG);
  choose_class (dialog, "cat");
  choose_class (dialog, "dog");
  gtk_editable_set_text (GTK_EDITABLE (lw_test_find_widget (dialog, GTK_TYPE_ENTRY)), "pet");
  g_assert_nonnull (lw_test_find_label (dialog, "8 images become “pet”."));
  gtk_widget_activate_action (dialog, "classes.rename", NULL);
  wait_for (fixture, "12 images · 1 correction");
  g_assert_nonnull (lw_test_find_label (dialog, "pet"));
  g_assert_null (lw_test_find_label (dialog, "cat"));

  gtk_widget_activate_action (dialog, "classes.undo", NULL);
  wait_for (fixture, "12 images");
  g_assert_nonnull (lw_test_find_label (dialog, "cat"));
  choose_class (dialog, "bird");
  gtk_widget_activate_action (dialog, "classes.drop", NULL);
  wait_for (fixture, "12 images · 1 correction");
  gtk_window_destroy (GTK_WINDOW (dialog));
  lw_results_page_open_query (LW_RESULTS_PAGE (fixture->page), fixture->manifest, "state:unlabeled");
  wait_for (fixture, "4 of 12 images · 1 correction");
}

static void
test_history (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *window;

  select_rows (fixture, 0, 2);
  gtk_widget_activate_action (fixture->page, "results.label-as", "s", "bird");
  wait_for (fixture, "12 images · 2 selected · 1 correction");
  gtk_widget_activate_action (fixture->page, "results.rename-class", "(ss)", "bird", "owl");
  wait_for (fixture, "12 images · 2 selected · 2 corrections");
  gtk_widget_activate_action (fixture->page, "results.correction-history", NULL);
  window = find_window (LW_TYPE_CORRECTION_HISTORY);
  g_assert_nonnull (lw_test_find_label (window, "“bird” renamed to “owl”"));
  g_assert_nonnull (lw_test_find_label (window, "2 images labeled “bird”"));
  gtk_widget_activate_action (window, "history.go", "u", 0);
  wait_for (fixture, "12 images · 2 selected");
  gtk_widget_activate_action (window, "history.redo", NULL);
  wait_for (fixture, "12 images · 2 selected · 1 correction");
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_there (gpointer user_data)
{
  return g_file_test (user_data, G_FILE_TEST_EXISTS);
}

/* The original is never touched; what was corrected is there at the next open, and in the new manifest. */
static void
test_save (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->dir, "corrected.manifest", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (LwManifestIndex) saved = NULL;

  g_file_get_contents (fixture->manifest, &before, NULL, NULL);
  gtk_widget_activate_action (fixture->page, "results.merge-classes", "(^ass)",
                              (const char *[]) { "cat", "dog", NULL }, "dog");
  wait_for (fixture, "12 images · 1 correction");
  gtk_widget_activate_action (fixture->page, "results.save-corrected-as", "s", path);
  lw_test_wait_until (is_there, path);
  saved = lw_manifest_index_new_from_file (path, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (lw_manifest_index_get_n_classes (saved, 0), ==, 2);
  g_assert_cmpuint (lw_manifest_index_get_class_count (saved, 0, 0), ==, 8);

  lw_results_page_open_uri (LW_RESULTS_PAGE (fixture->page), path);
  wait_for (fixture, "12 images");
  lw_results_page_open_uri (LW_RESULTS_PAGE (fixture->page), fixture->manifest);
  wait_for (fixture, "12 images · 1 correction");
  g_file_get_contents (fixture->manifest, &after, NULL, NULL);
  g_assert_cmpstr (before, ==, after);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *data = lw_test_dup_temp_dir ();
  int status;

  /* The journals of corrections; G_TEST_OPTION_ISOLATE_DIRS would hide the icons as well. */
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/results-corrections/keys", Fixture, NULL, set_up, test_keys, tear_down);
  g_test_add ("/results-corrections/detail", Fixture, NULL, set_up, test_detail, tear_down);
  g_test_add ("/results-corrections/merge", Fixture, NULL, set_up, test_merge, tear_down);
  g_test_add ("/results-corrections/history", Fixture, NULL, set_up, test_history, tear_down);
  g_test_add ("/results-corrections/save", Fixture, NULL, set_up, test_save, tear_down);
  status = g_test_run ();
  lw_test_remove_tree (data);
  return status;
}
