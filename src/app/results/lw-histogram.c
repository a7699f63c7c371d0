/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How often each confidence occurs, as bars; dragging over them chooses a range while it is dragged, and so do the
 * arrow keys, with Shift to make the range longer. Each bar is a child without content, so that its colour is the
 * style sheet's. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-histogram.h"

#include "lw-format.h"

#include <glib/gi18n.h>

#include <math.h>

#define HEIGHT 56
#define GAP 1

struct _LwHistogram
{
  GtkWidget   parent_instance;

  GPtrArray  *bars[2];
  GArray     *counts[2];
  double      low;
  double      high;
  guint       anchor;
  guint       cursor;
};

enum
{
  RANGE_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LwHistogram, lw_histogram, GTK_TYPE_WIDGET)

static guint
get_n_bars (LwHistogram *self)
{
  return self->bars[0]->len;
}

static guint64
get_count (LwHistogram *self,
           guint        series,
           guint        bar)
{
  return bar < self->counts[series]->len ? g_array_index (self->counts[series], guint64, bar) : 0;
}

static void
ensure_bars (LwHistogram *self,
             guint        series,
             guint        n_bars)
{
  GPtrArray *bars = self->bars[series];

  while (bars->len > n_bars)
    gtk_widget_unparent (g_ptr_array_steal_index (bars, bars->len - 1));
  while (bars->len < n_bars)
    {
      GtkWidget *bar = g_object_new (GTK_TYPE_BOX, "css-name", "bar", "can-target", FALSE, "accessible-role",
                                     GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

      if (series == 1)
        gtk_widget_add_css_class (bar, "second");
      gtk_widget_set_parent (bar, GTK_WIDGET (self));
      g_ptr_array_add (bars, bar);
    }
}

static gboolean
is_inside (LwHistogram *self,
           guint        bar)
{
  double n = get_n_bars (self);

  return bar / n >= self->low - 1e-9 && (bar + 1) / n <= self->high + 1e-9;
}

static void
update_selected (LwHistogram *self)
{
  for (guint series = 0; series < 2; series++)
    for (guint i = 0; i < self->bars[series]->len; i++)
      {
        GtkWidget *bar = g_ptr_array_index (self->bars[series], i);

        if (is_inside (self, i))
          gtk_widget_add_css_class (bar, "selected");
        else
          gtk_widget_remove_css_class (bar, "selected");
      }
}

/* What a bar, or several, stand for. */
static char *
dup_words (LwHistogram *self,
           double       low,
           double       high,
           guint64      first,
           guint64      second)
{
  g_autofree char *number = lw_format_number (first);
  g_autofree char *second_number = lw_format_number (second);

  if (self->bars[1]->len == 0)
    /* Translators: two confidences and how many labels lie between them */
    return g_strdup_printf (ngettext ("%.2f to %.2f: %s label", "%.2f to %.2f: %s labels", (gulong) first), low, high,
                            number);
  /* Translators: two confidences and how many labels of one and of another label attribute lie between them */
  return g_strdup_printf (_("%.2f to %.2f: %s labels and %s labels"), low, high, number, second_number);
}

/* Those who do not see the bars hear what is chosen. */
static void
update_accessible (LwHistogram *self)
{
  guint64 counts[2] = { 0, 0 };
  g_autofree char *words = NULL;
  g_autofree char *label = NULL;

  for (guint i = 0; i < get_n_bars (self); i++)
    if (is_inside (self, i))
      for (guint series = 0; series < 2; series++)
        counts[series] += get_count (self, series, i);
  words = dup_words (self, self->low, self->high, counts[0], counts[1]);
  label = g_strdup_printf ("%s. %s", _("How often each confidence occurs"), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static guint
get_bar_at (LwHistogram *self,
            double       x)
{
  double n = MAX (get_n_bars (self), 1);
  double width = MAX (gtk_widget_get_width (GTK_WIDGET (self)), 1);

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = width - x;
  return (guint) CLAMP (floor (x / width * n), 0, n - 1);
}

static void
choose (LwHistogram *self,
        double       low,
        double       high)
{
  lw_histogram_set_range (self, low, MIN (high, 1));
  g_signal_emit (self, signals[RANGE_CHOSEN], 0, low, MIN (high, 1));
}

/* From the anchor to the bar, both included. */
static void
choose_to (LwHistogram *self,
           guint        bar)
{
  double step = 1.0 / MAX (get_n_bars (self), 1);

  self->cursor = bar;
  choose (self, MIN (self->anchor, bar) * step, (MAX (self->anchor, bar) + 1) * step);
}

static void
drag_begin_cb (LwHistogram *self,
               double       x,
               double       y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->anchor = get_bar_at (self, x);
  choose_to (self, get_bar_at (self, x));
}

static void
drag_update_cb (LwHistogram    *self,
                double          offset_x,
                double          offset_y,
                GtkGestureDrag *gesture)
{
  double x;

  if (gtk_gesture_drag_get_start_point (gesture, &x, NULL))
    choose_to (self, get_bar_at (self, x + offset_x));
}

static gboolean
move_cursor (LwHistogram *self,
             int          bar,
             gboolean     extend)
{
  guint to = (guint) CLAMP (bar, 0, (int) get_n_bars (self) - 1);

  if (!extend)
    self->anchor = to;
  choose_to (self, to);
  return GDK_EVENT_STOP;
}

static gboolean
key_pressed_cb (LwHistogram     *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  gboolean extend = (state & GDK_SHIFT_MASK) != 0;
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if (get_n_bars (self) == 0 || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return move_cursor (self, (int) self->cursor + (rtl ? 1 : -1), extend);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return move_cursor (self, (int) self->cursor + (rtl ? -1 : 1), extend);
    case GDK_KEY_Home:
      return move_cursor (self, 0, extend);
    case GDK_KEY_End:
      return move_cursor (self, G_MAXINT, extend);
    case GDK_KEY_Delete:
    case GDK_KEY_BackSpace:
      choose (self, 0, 1);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
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
    *minimum = *natural = (int) get_n_bars (self) * (2 + GAP);

  for (guint series = 0; series < 2; series++)
    for (guint i = 0; i < self->bars[series]->len; i++)
      gtk_widget_measure (g_ptr_array_index (self->bars[series], i), orientation, -1, NULL, NULL, NULL, NULL);
}

static guint64
get_largest (LwHistogram *self)
{
  guint64 largest = 1;

  for (guint series = 0; series < 2; series++)
    for (guint i = 0; i < self->counts[series]->len; i++)
      largest = MAX (largest, get_count (self, series, i));
  return largest;
}

static void
lw_histogram_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  LwHistogram *self = LW_HISTOGRAM (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  double step = width / (double) MAX (get_n_bars (self), 1);
  int n_series = self->bars[1]->len > 0 ? 2 : 1;
  int bar_width = MAX ((int) step - GAP, n_series) / n_series;
  double largest = (double) get_largest (self);

  for (int series = 0; series < n_series; series++)
    for (guint i = 0; i < self->bars[series]->len; i++)
      {
        double part = get_count (self, (guint) series, i) / largest;
        int bar_height = part > 0 ? MAX ((int) (part * height), 2) : 1;
        int x = (int) ((rtl ? get_n_bars (self) - 1 - i : i) * step) + series * bar_width;

        gtk_widget_size_allocate (g_ptr_array_index (self->bars[series], i),
                                  &(GtkAllocation) { x, height - bar_height, bar_width, bar_height }, -1);
      }
}

static gboolean
lw_histogram_query_tooltip (GtkWidget  *widget,
                            int         x,
                            int         y,
                            gboolean    keyboard_tooltip,
                            GtkTooltip *tooltip)
{
  LwHistogram *self = LW_HISTOGRAM (widget);
  guint bar = keyboard_tooltip ? self->cursor : get_bar_at (self, x);
  double step = 1.0 / MAX (get_n_bars (self), 1);
  g_autofree char *words =
    dup_words (self, bar * step, (bar + 1) * step, get_count (self, 0, bar), get_count (self, 1, bar));

  gtk_tooltip_set_text (tooltip, words);
  return TRUE;
}

static void
lw_histogram_dispose (GObject *object)
{
  LwHistogram *self = LW_HISTOGRAM (object);

  ensure_bars (self, 0, 0);
  ensure_bars (self, 1, 0);

  G_OBJECT_CLASS (lw_histogram_parent_class)->dispose (object);
}

static void
lw_histogram_finalize (GObject *object)
{
  LwHistogram *self = LW_HISTOGRAM (object);

  for (guint series = 0; series < 2; series++)
    {
      g_ptr_array_unref (self->bars[series]);
      g_array_unref (self->counts[series]);
    }

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
  widget_class->query_tooltip = lw_histogram_query_tooltip;

  /**
   * LwHistogram::range-chosen:
   * @self: the histogram
   * @low: where the range begins, 0 to 1
   * @high: where it ends
   *
   * The pointer or a key chose a range; emitted while it is dragged.
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
  GtkEventController *keys = gtk_event_controller_key_new ();

  for (guint series = 0; series < 2; series++)
    {
      self->bars[series] = g_ptr_array_new ();
      self->counts[series] = g_array_new (FALSE, TRUE, sizeof (guint64));
    }
  self->high = 1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

/**
 * lw_histogram_set_counts:
 * @self: a histogram
 * @counts: (array length=n_counts): how often each part of the range from 0 to 1 occurs
 * @second: (array length=n_counts) (nullable): likewise, for a second bar beside each; %NULL for none
 * @n_counts: how many parts there are
 *
 * Sets the bars.
 */
void
lw_histogram_set_counts (LwHistogram   *self,
                         const guint64 *counts,
                         const guint64 *second,
                         guint          n_counts)
{
  const guint64 *series[2] = { counts, second };

  g_return_if_fail (LW_IS_HISTOGRAM (self));
  g_return_if_fail (counts != NULL);

  for (guint i = 0; i < 2; i++)
    {
      g_array_set_size (self->counts[i], 0);
      if (series[i] != NULL)
        g_array_append_vals (self->counts[i], series[i], n_counts);
      ensure_bars (self, i, series[i] != NULL ? n_counts : 0);
    }
  update_selected (self);
  update_accessible (self);
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
  update_accessible (self);
}
