/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A few shares as bars side by side, each with its number above and its name below, so that it can be read without
 * the bars too. */

#define G_LOG_DOMAIN "lw-kit"

#include "config.h"

#include "lw-bar-chart.h"

#define BAR_HEIGHT 96

struct _LwBarChart
{
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (LwBarChart, lw_bar_chart, GTK_TYPE_BOX)

static void
lw_bar_chart_class_init (LwBarChartClass *klass)
{
}

static void
lw_bar_chart_init (LwBarChart *self)
{
  gtk_box_set_homogeneous (GTK_BOX (self), TRUE);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

/**
 * lw_bar_chart_clear:
 * @self: a chart
 *
 * Removes all bars.
 */
void
lw_bar_chart_clear (LwBarChart *self)
{
  GtkWidget *child;

  g_return_if_fail (LW_IS_BAR_CHART (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
}

static GtkWidget *
new_label (const char *text,
           const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* One colour whatever the share: it is no battery that runs low. */
static GtkWidget *
new_bar (double share)
{
  GtkWidget *bar = gtk_level_bar_new ();

  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (bar), GTK_ORIENTATION_VERTICAL);
  gtk_level_bar_set_inverted (GTK_LEVEL_BAR (bar), TRUE);
  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), CLAMP (share, 0, 1));
  gtk_widget_set_size_request (bar, -1, BAR_HEIGHT);
  gtk_widget_set_halign (bar, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (bar, "lw-share");
  return bar;
}

/**
 * lw_bar_chart_add_bar:
 * @self: a chart
 * @bar: a share with its number and name
 *
 * Adds a bar at the end.
 */
void
lw_bar_chart_add_bar (LwBarChart  *self,
                      const LwBar *bar)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *level = new_bar (bar->share);

  g_return_if_fail (LW_IS_BAR_CHART (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (level), GTK_ACCESSIBLE_PROPERTY_LABEL, bar->name, -1);
  gtk_box_append (GTK_BOX (column), new_label (bar->number, NULL));
  gtk_box_append (GTK_BOX (column), level);
  gtk_box_append (GTK_BOX (column), new_label (bar->name, bar->marked ? "heading" : "dim-label"));
  if (bar->marked)
    gtk_widget_add_css_class (column, "lw-marked");
  gtk_box_append (GTK_BOX (self), column);
}
