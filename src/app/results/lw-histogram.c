/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How often each confidence occurs, as bars; dragging over them chooses a range while it is dragged. Each bar is a
 * child without content, so that its colour is the style sheet's. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-histogram.h"

#include <math.h>

#define HEIGHT 56
#define GAP 1

struct _LwHistogram
{
  GtkWidget   parent_instance;

  GPtrArray  *bars;
  GArray     *counts;
  double      low;
  double      high;
  double      drag_start;
};

enum
{
  RANGE_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LwHistogram, lw_histogram, GTK_TYPE_WIDGET)

static void
clear_bars (LwHistogram *self)
{
  for (guint i = 0; i < self->bars->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->bars, i));
  g_ptr_array_set_size (self->bars, 0);
}

static void
ensure_bars (LwHistogram *self,
             guint        n_bars)
{
  if (self->bars->len == n_bars)
    return;

  clear_bars (self);
  for (guint i = 0; i < n_bars; i++)
    {
      GtkWidget *bar = g_object_new (GTK_TYPE_BOX, "css-name", "bar", "can-target", FALSE, NULL);

      gtk_widget_set_parent (bar, GTK_WIDGET (self));
      g_ptr_array_add (self->bars, bar);
    }
}

static void
update_selected (LwHistogram *self)
{
  double n = self->bars->len;

  for (guint i = 0; i < self->bars->len; i++)
    {
      gboolean inside = i / n >= self->low - 1e-9 && (i + 1) / n <= self->high + 1e-9;

      if (inside)
        gtk_widget_add_css_class (g_ptr_array_index (self->bars, i), "selected");
      else
        gtk_widget_remove_css_class (g_ptr_array_index (self->bars, i), "selected");
    }
}

/* The bar at x, as the confidence where it begins. */
static double
get_edge (LwHistogram *self,
          double       x)
{
  double n = MAX (self->bars->len, 1);
  double width = MAX (gtk_widget_get_width (GTK_WIDGET (self)), 1);

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = width - x;
  return CLAMP (floor (x / width * n), 0, n - 1) / n;
}

static void
choose (LwHistogram *self,
        double       x)
{
  double step = 1.0 / MAX (self->bars->len, 1);
  double edge = get_edge (self, x);
  double low = MIN (self->drag_start, edge);
  double high = MAX (self->drag_start, edge) + step;

  lw_histogram_set_range (self, low, high);
  g_signal_emit (self, signals[RANGE_CHOSEN], 0, low, MIN (high, 1));
}

static void
drag_begin_cb (LwHistogram *self,
               double       x,
               double       y)
{
  self->drag_start = get_edge (self, x);
  choose (self, x);
}

static void
drag_update_cb (LwHistogram    *self,
                double          offset_x,
                double          offset_y,
                GtkGestureDrag *gesture)
{
  double x;

  if (gtk_gesture_drag_get_start_point (gesture, &x, NULL))
    choose (self, x + offset_x);
}

static void
lw_histogram_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  LwHistogram *self = LW_HISTOGRAM (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = HEIGHT;
  else
    *minimum = *natural = (int) self->bars->len * (2 + GAP);

  for (guint i = 0; i < self->bars->len; i++)
    gtk_widget_measure (g_ptr_array_index (self->bars, i), orientation, -1, NULL, NULL, NULL, NULL);
}

static void
lw_histogram_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  LwHistogram *self = LW_HISTOGRAM (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  double step = width / (double) MAX (self->bars->len, 1);
  guint64 largest = 1;

  for (guint i = 0; i < self->counts->len; i++)
    largest = MAX (largest, g_array_index (self->counts, guint64, i));

  for (guint i = 0; i < self->bars->len; i++)
    {
      double part = g_array_index (self->counts, guint64, i) / (double) largest;
      int bar_height = part > 0 ? MAX ((int) (part * height), 2) : 1;
      int x = (int) ((rtl ? self->bars->len - 1 - i : i) * step);
      int bar_width = MAX ((int) step - GAP, 1);

      gtk_widget_size_allocate (g_ptr_array_index (self->bars, i),
                                &(GtkAllocation) { x, height - bar_height, bar_width, bar_height }, -1);
    }
}

static void
lw_histogram_dispose (GObject *object)
{
  clear_bars (LW_HISTOGRAM (object));

  G_OBJECT_CLASS (lw_histogram_parent_class)->dispose (object);
}

static void
lw_histogram_finalize (GObject *object)
{
  LwHistogram *self = LW_HISTOGRAM (object);

  g_ptr_array_unref (self->bars);
  g_array_unref (self->counts);

  G_OBJECT_CLASS (lw_histogram_parent_class)->finalize (object);
}

static void
lw_histogram_class_init (LwHistogramClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lw_histogram_dispose;
  object_class->finalize = lw_histogram_finalize;
  widget_class->measure = lw_histogram_measure;
  widget_class->size_allocate = lw_histogram_size_allocate;

  /**
   * LwHistogram::range-chosen:
   * @self: the histogram
   * @low: where the range begins, 0 to 1
   * @high: where it ends
   *
   * The pointer chose a range; emitted while it is dragged.
   */
  signals[RANGE_CHOSEN] = g_signal_new ("range-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  gtk_widget_class_set_css_name (widget_class, "histogram");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
lw_histogram_init (LwHistogram *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->bars = g_ptr_array_new ();
  self->counts = g_array_new (FALSE, TRUE, sizeof (guint64));
  self->high = 1;
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

/**
 * lw_histogram_set_counts:
 * @self: a histogram
 * @counts: (array length=n_counts): how often each part of the range from 0 to 1 occurs
 * @n_counts: how many parts there are
 *
 * Sets the bars.
 */
void
lw_histogram_set_counts (LwHistogram   *self,
                         const guint64 *counts,
                         guint          n_counts)
{
  g_return_if_fail (LW_IS_HISTOGRAM (self));

  g_array_set_size (self->counts, 0);
  g_array_append_vals (self->counts, counts, n_counts);
  ensure_bars (self, n_counts);
  update_selected (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * lw_histogram_set_range:
 * @self: a histogram
 * @low: where the range begins, 0 to 1
 * @high: where it ends
 *
 * Marks a range.
 */
void
lw_histogram_set_range (LwHistogram *self,
                        double       low,
                        double       high)
{
  g_return_if_fail (LW_IS_HISTOGRAM (self));

  self->low = low;
  self->high = high;
  update_selected (self);
}
