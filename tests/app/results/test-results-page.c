/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lw-confusion-view.h"
#include "lw-facet-row.h"
#include "lw-fake-backend.h"
#include "lw-gallery.h"
#include "lw-result-detail.h"
#include "lw-results-page.h"
#include "lw-test-support.h"
#include "lw-test-widget.h"

#include <adwaita.h>

#define N_ROWS 60

typedef struct
{
  char          *dir;
  char          *images;
  char          *manifest;
  LwFakeBackend *backend;
  LwImageLoader *loader;
  GtkWidget     *page;
  GtkWidget     *window;
  guint          wanted;
} Fixture;

static const char *const classes[] = { "cat", "dog", "bird & <b>fish</b>" };

/* Every third row a class; every tenth failed, every tenth unlabeled. */
static void
append_row (GString *text,
            guint    i)
{
  guint class = i % 3;

  g_string_append_printf (text, "{\"source-ref\":\"s3://far-away/sub/%u.png\"", i);
  if (i % 10 == 1)
    g_string_append (text, ",\"pets-metadata\":{\"failure-reason\":\"nobody\",\"human-annotated\":\"true\"}");
  else if (i % 10 != 2)
    g_string_append_printf (text, ",\"pets\":%u,\"pets-metadata\":{\"class-name\":\"%s\",\"confidence\":0.%u,"
                            "\"type\":\"groundtruth/image-classification\",\"human-annotated\":\"yes\"}",
                            class, classes[class], i % 10);
  g_string_append (text, "}\n");
}

static void
write_manifest (Fixture *fixture,
                guint    n_rows,
                gboolean bad)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n_rows; i++)
    append_row (text, i);
  if (bad)
    g_string_append (text, "{\"source-ref\":\n");
  g_file_set_contents (fixture->manifest, text->str, text->len, &error);
  g_assert_no_error (error);
}

static guint
count_rows (guint class)
{
  guint n = 0;

  for (guint i = 0; i < N_ROWS; i++)
    n += i % 3 == class && i % 10 != 1 && i % 10 != 2;
  return n;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *workspace = NULL;
  g_autofree char *sub = NULL;

  fixture->dir = lw_test_dup_temp_dir ();
  workspace = g_build_filename (fixture->dir, "workspace", NULL);
  fixture->images = g_build_filename (fixture->dir, "images", NULL);
  fixture->manifest = g_build_filename (fixture->dir, "output.manifest", NULL);
  sub = g_build_filename (fixture->images, "sub", NULL);
  g_assert_cmpint (g_mkdir_with_parents (sub, 0700), ==, 0);
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.png", i);
      g_autofree char *path G_GNUC_UNUSED = lw_test_make_image (sub, name, 40, 30);
    }

  fixture->backend = lw_fake_backend_new (workspace);
  fixture->loader = lw_image_loader_new (lw_job_backend_get_store (LW_JOB_BACKEND (fixture->backend)));
  write_manifest (fixture, N_ROWS, data != NULL);
  fixture->page = lw_results_page_new (LW_JOB_BACKEND (fixture->backend), fixture->loader);
  fixture->window = lw_test_show_widget (fixture->page, 1000, 700);
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
  g_assert_finalize_object (fixture->backend);
  lw_test_remove_tree (fixture->dir);
  g_free (fixture->dir);
  g_free (fixture->images);
  g_free (fixture->manifest);
}

static gboolean
shows_wanted (gpointer user_data)
{
  Fixture *fixture = user_data;

  return lw_results_page_get_n_shown (LW_RESULTS_PAGE (fixture->page)) == fixture->wanted;
}

static void
wait_for (Fixture *fixture,
          guint    n_rows)
{
  fixture->wanted = n_rows;
  lw_test_wait_until (shows_wanted, fixture);
}

static void
open_all (Fixture *fixture)
{
  lw_results_page_open_uri (LW_RESULTS_PAGE (fixture->page), fixture->manifest);
  wait_for (fixture, N_ROWS);
}

static gboolean
has_class (gpointer user_data)
{
  return lw_test_find_label (GTK_WIDGET (user_data), classes[2]) != NULL;
}

static void
test_filter (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *label;
  GtkWidget *check;

  open_all (fixture);
  lw_test_wait_until (has_class, fixture->page);
  g_assert_nonnull (lw_test_find_label (fixture->page, "60 images"));

  label = lw_test_find_label (fixture->page, classes[2]);
  check = gtk_widget_get_ancestor (label, GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  wait_for (fixture, count_rows (2));

  lw_results_page_open_query (LW_RESULTS_PAGE (fixture->page), fixture->manifest, "state:failed");
  wait_for (fixture, N_ROWS / 10);
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));

  gtk_widget_activate_action (fixture->page, "results.show-all", NULL);
  wait_for (fixture, N_ROWS);
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *entry;

  open_all (fixture);
  lw_results_page_focus_search (LW_RESULTS_PAGE (fixture->page));
  entry = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  gtk_editable_set_text (GTK_EDITABLE (entry), "class:dog confidence:>=0.5");
  fixture->wanted = 0;
  for (guint i = 0; i < N_ROWS; i++)
    fixture->wanted += i % 3 == 1 && i % 10 >= 5;
  lw_test_wait_until (shows_wanted, fixture);

  gtk_editable_set_text (GTK_EDITABLE (entry), "/7.png");
  wait_for (fixture, 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "no-such-thing");
  wait_for (fixture, 0);
  g_assert_nonnull (lw_test_find_label (fixture->page, "No image matches"));
}

static void
test_detail (Fixture       *fixture,
             gconstpointer  data)
{
  LwResultDetail *detail = LW_RESULT_DETAIL (lw_test_find_widget (fixture->page, LW_TYPE_RESULT_DETAIL));
  GtkWidget *grid = lw_test_find_widget (fixture->page, GTK_TYPE_GRID_VIEW);

  open_all (fixture);
  g_signal_emit_by_name (grid, "activate", 5);
  g_assert_true (lw_results_page_get_detail (LW_RESULTS_PAGE (fixture->page)));
  g_assert_cmpuint (lw_manifest_row_get_row (lw_result_detail_get_row (detail)), ==, 5);
  g_assert_nonnull (lw_test_find_label (fixture->page, "6 of 60"));

  gtk_widget_activate_action (fixture->page, "results.next", NULL);
  g_assert_cmpuint (lw_manifest_row_get_row (lw_result_detail_get_row (detail)), ==, 6);
  gtk_widget_activate_action (fixture->page, "results.previous", NULL);
  gtk_widget_activate_action (fixture->page, "results.previous", NULL);
  g_assert_cmpuint (lw_manifest_row_get_row (lw_result_detail_get_row (detail)), ==, 4);

  gtk_widget_activate_action (fixture->page, "results.close-detail", NULL);
  g_assert_false (lw_results_page_get_detail (LW_RESULTS_PAGE (fixture->page)));
  g_assert_nonnull (lw_test_find_label (fixture->page, "60 images"));
}

static gboolean
misses_images (gpointer user_data)
{
  return lw_test_find_label (GTK_WIDGET (user_data),
                             "The images of the bucket “far-away” are not on this computer, or not where they were.")
         != NULL;
}

static gboolean
has_images (gpointer user_data)
{
  Fixture *fixture = user_data;

  return lw_image_loader_peek (fixture->loader, "s3://far-away/sub/0.png", 160) != NULL;
}

static void
test_locate (Fixture       *fixture,
             gconstpointer  data)
{
  open_all (fixture);
  lw_test_wait_until (misses_images, fixture->page);
  lw_results_page_locate (LW_RESULTS_PAGE (fixture->page), fixture->images);
  lw_test_wait_until (has_images, fixture);
}

/* A running job writes its manifest again and again. */
static void
test_follows_file (Fixture       *fixture,
                   gconstpointer  data)
{
  open_all (fixture);
  write_manifest (fixture, N_ROWS + 7, FALSE);
  wait_for (fixture, N_ROWS + 7);
}

static void
test_bad_lines (Fixture       *fixture,
                gconstpointer  data)
{
  lw_results_page_open_uri (LW_RESULTS_PAGE (fixture->page), fixture->manifest);
  wait_for (fixture, N_ROWS + 1);
  g_assert_nonnull (lw_test_find_label (fixture->page,
                                        "1 line of the manifest cannot be read. The others are shown."));
}

/* Rows that two label attributes call the same, or not: every fourth is a dog to the second one. */
static void
write_two_attributes (Fixture *fixture)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < N_ROWS; i++)
    g_string_append_printf (text, "{\"source-ref\":\"s3://far-away/sub/%u.png\",\"pets\":%u,\"pets-metadata\":"
                            "{\"class-name\":\"%s\",\"confidence\":0.8,\"type\":\"groundtruth/image-classification\","
                            "\"job-name\":\"labeling-job/a\"},\"other \\\"one\\\"\":%u,\"other \\\"one\\\"-metadata\":"
                            "{\"class-name\":\"%s\",\"confidence\":0.7,\"type\":\"groundtruth/image-classification\","
                            "\"job-name\":\"labeling-job/b\"}}\n",
                            i, i % 3, classes[i % 3], i % 4 == 0 ? 1 : i % 3, classes[i % 4 == 0 ? 1 : i % 3]);
  g_assert_true (g_file_set_contents (fixture->manifest, text->str, text->len, NULL));
}

static gboolean
has_matrix (gpointer user_data)
{
  return lw_confusion_view_get_matrix (user_data) != NULL;
}

static guint
find_entry (LwConfusionMatrix *matrix,
            const char        *name)
{
  for (guint i = 0; i < lw_confusion_matrix_get_n_classes (matrix); i++)
    if (strcmp (lw_confusion_matrix_get_name (matrix, i), name) == 0)
      return i;
  g_assert_not_reached ();
}

static void
test_matrix (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *view = lw_test_find_widget (fixture->page, LW_TYPE_CONFUSION_VIEW);
  LwConfusionMatrix *matrix;

  write_two_attributes (fixture);
  open_all (fixture);
  gtk_widget_activate_action (fixture->page, "results.show-matrix", NULL);
  lw_test_wait_until (has_matrix, view);
  matrix = lw_confusion_view_get_matrix (LW_CONFUSION_VIEW (view));
  g_assert_cmpuint (lw_confusion_matrix_get_n_both (matrix), ==, N_ROWS);
  g_assert_cmpuint (lw_confusion_matrix_get_count (matrix, find_entry (matrix, "cat"), find_entry (matrix, "dog")), ==,
                    N_ROWS / 12);
  g_signal_emit_by_name (view, "cell-activated", find_entry (matrix, "cat"), find_entry (matrix, "dog"));
  wait_for (fixture, N_ROWS / 12);
}

/* The key of a label category shows its images, and all again; Ctrl+A selects what is shown. */
static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  LwGallery *gallery = LW_GALLERY (lw_test_find_widget (fixture->page, LW_TYPE_GALLERY));
  GtkWidget *grid = lw_test_find_widget (fixture->page, GTK_TYPE_GRID_VIEW);

  open_all (fixture);
  lw_test_press_key (grid, GDK_KEY_2);
  wait_for (fixture, count_rows (1));
  lw_test_press_key (grid, GDK_KEY_2);
  wait_for (fixture, N_ROWS);
  gtk_widget_activate_action (grid, "list.select-all", NULL);
  g_assert_cmpuint (lw_row_selection_get_n_selected (lw_gallery_get_selection (gallery)), ==, N_ROWS);
  lw_test_press_key (grid, GDK_KEY_1);
  wait_for (fixture, count_rows (0));
  g_assert_cmpuint (lw_row_selection_get_n_selected (lw_gallery_get_selection (gallery)), ==, 0);
}

static gboolean
says_it_has_no_lines (gpointer user_data)
{
  return lw_test_find_label (GTK_WIDGET (user_data), "The manifest has no lines") != NULL;
}

static void
test_no_lines (Fixture       *fixture,
               gconstpointer  data)
{
  g_assert_true (g_file_set_contents (fixture->manifest, "\n\n", -1, NULL));
  lw_results_page_open_uri (LW_RESULTS_PAGE (fixture->page), fixture->manifest);
  lw_test_wait_until (says_it_has_no_lines, fixture->page);
}

static gboolean
says_it_cannot (gpointer user_data)
{
  return lw_test_find_label (GTK_WIDGET (user_data), "The manifest cannot be read") != NULL;
}

static void
test_no_manifest (Fixture       *fixture,
                  gconstpointer  data)
{
  lw_results_page_open_uri (LW_RESULTS_PAGE (fixture->page), "/no/such/file");
  lw_test_wait_until (says_it_cannot, fixture->page);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/results-page/filter", Fixture, NULL, set_up, test_filter, tear_down);
  g_test_add ("/results-page/search", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/results-page/detail", Fixture, NULL, set_up, test_detail, tear_down);
  g_test_add ("/results-page/locate", Fixture, NULL, set_up, test_locate, tear_down);
  g_test_add ("/results-page/follows-file", Fixture, NULL, set_up, test_follows_file, tear_down);
  g_test_add ("/results-page/bad-lines", Fixture, "bad", set_up, test_bad_lines, tear_down);
  g_test_add ("/results-page/keys", Fixture, NULL, set_up, test_keys, tear_down);
  g_test_add ("/results-page/matrix", Fixture, NULL, set_up, test_matrix, tear_down);
  g_test_add ("/results-page/no-lines", Fixture, NULL, set_up, test_no_lines, tear_down);
  g_test_add ("/results-page/no-manifest", Fixture, NULL, set_up, test_no_manifest, tear_down);
  return g_test_run ();
}
