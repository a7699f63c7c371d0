/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The charts of the results: their numbers as text and as pictures, the keys of the histogram, names as filters. */

#include "config.h"

#include "lw-chart-data.h"
#include "lw-chart-drawing.h"
#include "lw-chart-frame.h"
#include "lw-facet-group.h"
#include "lw-histogram.h"
#include "lw-test-support.h"
#include "lw-test-widget.h"

#include <adwaita.h>

static LwChartData *
make_data (LwChartKind kind,
           guint       n_rows)
{
  const char *series[] = { "first", "=second, \"quoted\"", NULL };
  LwChartData *data = lw_chart_data_new (kind, "Class", "Class", series);

  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *name = g_strdup_printf ("name %u <b>&", i);
      guint64 counts[] = { i, 2 * i };

      lw_chart_data_add_row (data, name, counts);
    }
  return data;
}

static void
test_csv (void)
{
  g_autoptr (LwChartData) data = make_data (LW_CHART_BARS, 2);
  g_autofree char *csv = lw_chart_data_dup_csv (data);

  g_assert_cmpstr (csv, ==, "\"Class\",\"first\",\"'=second, \"\"quoted\"\"\"\r\n"
                   "\"name 0 <b>&\",0,0\r\n\"name 1 <b>&\",1,2\r\n");
  g_assert_cmpuint (lw_chart_data_get_largest (data), ==, 2);
}

typedef struct
{
  const char  *name;
  LwChartKind  kind;
  guint        n_rows;
} PictureRow;

static const PictureRow picture_rows[] =
{
  { "bars", LW_CHART_BARS, 5 },
  { "bars-none", LW_CHART_BARS, 0 },
  { "bars-thousand", LW_CHART_BARS, 1000 },
  { "histogram", LW_CHART_HISTOGRAM, 20 },
  { "matrix", LW_CHART_MATRIX, 2 },
};

static void
test_pictures (gconstpointer user_data)
{
  const PictureRow *row = user_data;
  g_autofree char *dir = lw_test_dup_temp_dir ();
  g_autofree char *svg = g_build_filename (dir, "chart.svg", NULL);
  g_autofree char *png = g_build_filename (dir, "chart.png", NULL);
  g_autofree char *nowhere = g_build_filename (dir, "chart.svg", "chart.png", NULL);
  g_autoptr (LwChartData) data = make_data (row->kind, row->n_rows);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) nowhere_error = NULL;
  g_autofree char *text = NULL;
  int width;
  int height;

  g_assert_true (lw_chart_drawing_write_svg (data, svg, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (svg, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "<svg"));
  g_assert_true (lw_chart_drawing_write_png (data, png, &error));
  g_assert_no_error (error);
  g_assert_nonnull (gdk_pixbuf_get_file_info (png, &width, &height));
  g_assert_cmpint (width, >, 100);
  g_assert_cmpint (height, >, 100);
  g_assert_false (lw_chart_drawing_write_png (data, nowhere, &nowhere_error));
  g_assert_nonnull (nowhere_error);
  lw_test_remove_tree (dir);
}

static void
test_table (void)
{
  g_autoptr (LwChartData) data = make_data (LW_CHART_BARS, 3);
  GtkWidget *frame = g_object_new (LW_TYPE_CHART_FRAME, "title", "Class", "chart", gtk_label_new ("the chart"), NULL);
  GtkWidget *window;

  lw_chart_frame_set_data (LW_CHART_FRAME (frame), data);
  window = lw_test_show_widget (frame, 400, 400);
  g_assert_nonnull (lw_test_find_label (frame, "the chart"));
  gtk_widget_activate_action (frame, "chart.show-table", NULL);
  gtk_test_widget_wait_for_draw (window);
  g_assert_null (lw_test_find_label (frame, "the chart"));
  g_assert_nonnull (lw_test_find_label (frame, "name 2 <b>&"));
  g_assert_nonnull (lw_test_find_label (frame, "4"));
  gtk_widget_activate_action (frame, "chart.copy-csv", NULL);
  gtk_widget_activate_action (frame, "chart.show-table", NULL);
  g_assert_false (lw_chart_frame_get_show_table (LW_CHART_FRAME (frame)));
  gtk_window_destroy (GTK_WINDOW (window));
}

typedef struct
{
  double low;
  double high;
  guint  n;
} Range;

static void
range_chosen_cb (LwHistogram *histogram,
                 double       low,
                 double       high,
                 Range       *range)
{
  *range = (Range) { low, high, range->n + 1 };
}

static void
assert_range (Range *range,
              double low,
              double high)
{
  g_assert_cmpfloat_with_epsilon (range->low, low, 1e-9);
  g_assert_cmpfloat_with_epsilon (range->high, high, 1e-9);
}

static void
press (GtkWidget       *widget,
       guint            keyval,
       GdkModifierType  state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean stop = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 200u, state, &stop);
    }
}

static void
test_histogram_keys (void)
{
  guint64 counts[10] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
  GtkWidget *histogram = g_object_new (LW_TYPE_HISTOGRAM, NULL);
  Range range = { -1, -1, 0 };

  g_object_ref_sink (histogram);
  g_signal_connect (histogram, "range-chosen", G_CALLBACK (range_chosen_cb), &range);
  lw_histogram_set_counts (LW_HISTOGRAM (histogram), counts, counts, G_N_ELEMENTS (counts));
  press (histogram, GDK_KEY_End, 0);
  assert_range (&range, 0.9, 1);
  press (histogram, GDK_KEY_Left, GDK_SHIFT_MASK);
  assert_range (&range, 0.8, 1);
  press (histogram, GDK_KEY_Home, 0);
  assert_range (&range, 0, 0.1);
  press (histogram, GDK_KEY_Left, 0);
  assert_range (&range, 0, 0.1);
  press (histogram, GDK_KEY_Right, GDK_SHIFT_MASK);
  assert_range (&range, 0, 0.2);
  press (histogram, GDK_KEY_Delete, 0);
  assert_range (&range, 0, 1);
  g_assert_cmpuint (range.n, ==, 6);
  press (histogram, GDK_KEY_a, 0);
  g_assert_cmpuint (range.n, ==, 6);
  g_assert_finalize_object (histogram);
}

static void
changed_cb (LwFacetGroup *group,
            guint        *n_changes)
{
  (*n_changes)++;
}

static void
test_facets (void)
{
  const char *names[] = { "cat", "dog & <b>", "bird", NULL };
  guint64 counts[] = { 10, 0, 5 };
  guint64 second[] = { 1, 2, 20 };
  GtkWidget *group = g_object_new (LW_TYPE_FACET_GROUP, "title", "Class", "has-keys", TRUE, "hide-empty", TRUE, NULL);
  LwFacetGroup *facets = LW_FACET_GROUP (group);
  GtkWidget *window;
  GtkWidget *check;
  guint n_changes = 0;

  g_signal_connect (group, "changed", G_CALLBACK (changed_cb), &n_changes);
  lw_facet_group_set_names (facets, names);
  lw_facet_group_set_counts (facets, counts, NULL, G_N_ELEMENTS (counts));
  window = lw_test_show_widget (group, 300, 400);
  g_assert_nonnull (lw_test_find_label (group, "bird"));
  g_assert_null (lw_test_find_label (group, "dog & <b>"));
  lw_facet_group_set_active (facets, 0, TRUE);
  g_assert_cmpuint (n_changes, ==, 0);

  check = gtk_widget_get_ancestor (lw_test_find_label (group, "bird"), GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_true (lw_facet_group_get_active (facets, 2));

  lw_facet_group_set_series (facets, "one", "other");
  lw_facet_group_set_counts (facets, counts, second, G_N_ELEMENTS (counts));
  gtk_test_widget_wait_for_draw (window);
  g_assert_nonnull (lw_test_find_label (group, "5 / 20"));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/charts/csv", test_csv);
  for (guint i = 0; i < G_N_ELEMENTS (picture_rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/charts/pictures/%s", picture_rows[i].name);

      g_test_add_data_func (path, &picture_rows[i], test_pictures);
    }
  g_test_add_func ("/charts/table", test_table);
  g_test_add_func ("/charts/histogram-keys", test_histogram_keys);
  g_test_add_func ("/charts/facets", test_facets);
  return g_test_run ();
}
