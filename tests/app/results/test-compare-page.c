/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two manifests side by side: counts, flips and their images, the differences as files. */

#include "config.h"

#include "lw-compare-page.h"
#include "lw-confusion-view.h"
#include "lw-fake-backend.h"
#include "lw-split-view.h"
#include "lw-test-support.h"
#include "lw-test-widget.h"

#include <adwaita.h>

typedef struct
{
  char          *dir;
  char          *left;
  char          *right;
  LwFakeBackend *backend;
  LwImageLoader *loader;
  GtkWidget     *page;
  GtkWidget     *window;
  const char    *text;
} Fixture;

static const char *const classes[] = { "cat", "dog", "=bird" };

/* Of 30 images every third is of another class on the right; the last five are only there. */
static char *
write_manifest (Fixture    *fixture,
                const char *name,
                guint       first,
                guint       n_rows,
                guint       step)
{
  char *path = g_build_filename (fixture->dir, name, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = first; i < first + n_rows; i++)
    {
      guint class = (i + (step > 0 && i % step == 0)) % 3;

      g_string_append_printf (text, "{\"source-ref\":\"s3://b/%u.png\",\"k\":%u,\"k-metadata\":{\"class-name\":\"%s\","
                                    "\"confidence\":0.5,\"type\":\"groundtruth/image-classification\"}}\n",
                              i, class, classes[class]);
    }
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  return path;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *workspace = NULL;

  fixture->dir = lw_test_dup_temp_dir ();
  workspace = g_build_filename (fixture->dir, "workspace", NULL);
  fixture->left = write_manifest (fixture, "left.manifest", 0, 30, 0);
  fixture->right = write_manifest (fixture, "right.manifest", 2, 33, 3);
  fixture->backend = lw_fake_backend_new (workspace);
  fixture->loader = lw_image_loader_new (lw_job_backend_get_store (LW_JOB_BACKEND (fixture->backend)));
  fixture->page = lw_compare_page_new (LW_JOB_BACKEND (fixture->backend), fixture->loader);
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
  g_free (fixture->left);
  g_free (fixture->right);
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

static void
activate (Fixture    *fixture,
          const char *title)
{
  GtkWidget *row = gtk_widget_get_ancestor (lw_test_find_label (fixture->page, title), GTK_TYPE_LIST_BOX_ROW);

  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
}

static guint
find_entry (LwConfusionMatrix *matrix,
            const char        *name)
{
  guint entry = 0;

  while (!g_str_equal (lw_confusion_matrix_get_name (matrix, entry), name))
    entry++;
  return entry;
}

static void
activate_cell (Fixture    *fixture,
               const char *left,
               const char *right)
{
  GtkWidget *view = lw_test_find_widget (fixture->page, LW_TYPE_CONFUSION_VIEW);
  LwConfusionMatrix *matrix = lw_confusion_view_get_matrix (LW_CONFUSION_VIEW (view));

  g_signal_emit_by_name (view, "cell-activated", find_entry (matrix, left), find_entry (matrix, right));
}

/* Rows 3, 6, … 27 are others: nine of the 28 that both have. */
static void
test_compare (Fixture       *fixture,
              gconstpointer  data)
{
  LwComparePage *page = LW_COMPARE_PAGE (fixture->page);
  LwManifestDiff *diff;

  lw_compare_page_compare (page, fixture->left, fixture->right);
  wait_for (fixture, "Another label: 9 images");
  diff = lw_compare_page_get_diff (page);
  g_assert_cmpuint (lw_manifest_diff_get_n_pairs (diff, LW_MANIFEST_DIFF_SAME), ==, 19);
  g_assert_cmpuint (lw_manifest_diff_get_n_pairs (diff, LW_MANIFEST_DIFF_ONLY_LEFT), ==, 2);
  g_assert_cmpuint (lw_manifest_diff_get_n_pairs (diff, LW_MANIFEST_DIFF_ONLY_RIGHT), ==, 5);

  activate (fixture, "Only in the second manifest");
  wait_for (fixture, "Only in the second manifest: 5 images");
  g_assert_cmpuint (lw_compare_page_get_n_shown (page), ==, 5);
  activate (fixture, "Which labels became which");
  wait_for (fixture, "Differences, most frequent first");
  activate_cell (fixture, "cat", "dog");
  wait_for (fixture, "cat → dog: 9 images");
  g_assert_cmpuint (lw_compare_page_get_n_shown (page), ==, 9);

  g_object_set (page, "match", "line", NULL);
  wait_for (fixture, "Another label: 20 images");
  gtk_widget_activate_action (fixture->page, "compare.swap", NULL);
  g_object_set (page, "match", "source-ref", NULL);
  wait_for (fixture, "Another label: 9 images");
  activate_cell (fixture, "dog", "cat");
  wait_for (fixture, "dog → cat: 9 images");
}

static gboolean
is_there (gpointer user_data)
{
  return g_file_test (user_data, G_FILE_TEST_EXISTS);
}

static char *
save (Fixture    *fixture,
      const char *format)
{
  g_autofree char *path = g_build_filename (fixture->dir, format, NULL);
  char *text = NULL;

  gtk_widget_activate_action (fixture->page, "compare.save-as", "(ss)", format, path);
  lw_test_wait_until (is_there, path);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == '\n';
  return n;
}

static void
test_save (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *csv = NULL;
  g_autofree char *json = NULL;
  g_autofree char *manifest = NULL;

  lw_compare_page_compare (LW_COMPARE_PAGE (fixture->page), fixture->left, fixture->right);
  wait_for (fixture, "Another label: 9 images");
  csv = save (fixture, "csv");
  g_assert_cmpuint (count_lines (csv), ==, 17);
  g_assert_nonnull (strstr (csv, "\r\ns3://b/3.png,changed,labeled,cat,0.5,labeled,dog,0.5\r\n"));
  g_assert_nonnull (strstr (csv, "\r\ns3://b/32.png,only-right,,,,labeled,'=bird,0.5\r\n"));
  json = save (fixture, "json");
  g_assert_cmpuint (count_lines (json), ==, 16);
  g_assert_nonnull (strstr (json, "{\"source-ref\":\"s3://b/3.png\",\"change\":\"changed\","
                                  "\"left\":{\"state\":\"labeled\","
                                  "\"label\":\"cat\",\"confidence\":0.5},\"right\":{\"state\":\"labeled\","
                                  "\"label\":\"dog\",\"confidence\":0.5}}\n"));
  manifest = save (fixture, "manifest");
  g_assert_cmpuint (count_lines (manifest), ==, 14);
}

static gboolean
is_narrow (gpointer user_data)
{
  GtkWidget *view = lw_test_find_widget (((Fixture *) user_data)->page, LW_TYPE_SPLIT_VIEW);

  return lw_split_view_get_collapsed (LW_SPLIT_VIEW (view));
}

/* What the page changes when it becomes narrow does not keep its header from being drawn. */
static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  lw_compare_page_compare (LW_COMPARE_PAGE (fixture->page), fixture->left, fixture->right);
  wait_for (fixture, "Another label: 9 images");
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 700);
  lw_test_wait_until (is_narrow, fixture);
  gtk_test_widget_wait_for_draw (fixture->page);
}

static void
test_missing (Fixture       *fixture,
              gconstpointer  data)
{
  lw_compare_page_compare (LW_COMPARE_PAGE (fixture->page), fixture->left, "/no/such/file");
  wait_for (fixture, "The manifests cannot be compared");
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *data = lw_test_dup_temp_dir ();
  int status;

  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/compare-page/compare", Fixture, NULL, set_up, test_compare, tear_down);
  g_test_add ("/compare-page/save", Fixture, NULL, set_up, test_save, tear_down);
  g_test_add ("/compare-page/narrow", Fixture, NULL, set_up, test_narrow, tear_down);
  g_test_add ("/compare-page/missing", Fixture, NULL, set_up, test_missing, tear_down);
  status = g_test_run ();
  lw_test_remove_tree (data);
  return status;
}
