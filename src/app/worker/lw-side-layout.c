/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Three children beside each other, or above each other where it is narrow: a panel that folds away, the main
 * thing, and a panel that is always there.
 *
 *   wide    panel | main | side          (mirrored: side | main | panel)
 *   narrow  panel
 *           main                         (only one of both where it is low, too)
 *           side
 *
 * Whether the panel is open is remembered apart for wide and narrow: where it is narrow it takes room
 * from the main thing, so it begins closed there. */

#define G_LOG_DOMAIN "lw-worker"

#include "config.h"

#include "lw-side-layout.h"

#define NARROW_WIDTH 640
#define PANEL_WIDTH 250
#define SIDE_MIN_WIDTH 190
#define SIDE_MAX_WIDTH 320
/* How much of a narrow place the side takes at most, with the panel closed and open, and how much the open panel. */
#define SIDE_FRACTION 0.46
#define SIDE_FRACTION_WITH_PANEL 0.34
#define PANEL_FRACTION 0.3
/* Below this height a narrow place has no room for all three. */
#define LOW_HEIGHT 480

struct _LwSideLayout
{
  GtkLayoutManager parent_instance;

  gboolean         narrow;
  gboolean         open_wide;
  gboolean         open_narrow;
  gboolean         mirrored;
};

typedef struct
{
  GtkWidget *panel;
  GtkWidget *main;
  GtkWidget *side;
} Children;

G_DEFINE_FINAL_TYPE (LwSideLayout, lw_side_layout, GTK_TYPE_LAYOUT_MANAGER)

static Children
get_children (GtkWidget *widget)
{
  Children children;

  children.panel = gtk_widget_get_first_child (widget);
  children.main = gtk_widget_get_next_sibling (children.panel);
  children.side = gtk_widget_get_next_sibling (children.main);
  return children;
}

static int
measure_natural (GtkWidget      *child,
                 GtkOrientation  orientation,
                 int             for_size)
{
  int natural;

  gtk_widget_measure (child, orientation, for_size, NULL, &natural, NULL, NULL);
  return natural;
}

static int
measure_minimum (GtkWidget      *child,
                 GtkOrientation  orientation,
                 int             for_size)
{
  int minimum;

  gtk_widget_measure (child, orientation, for_size, &minimum, NULL, NULL, NULL);
  return minimum;
}

static int
get_side_width (GtkWidget *side,
                int        width)
{
  int minimum, natural;

  gtk_widget_measure (side, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return MAX (CLAMP (MIN (natural, width / 3), SIDE_MIN_WIDTH, SIDE_MAX_WIDTH), minimum);
}

static GtkSizeRequestMode
lw_side_layout_get_request_mode (GtkLayoutManager *manager,
                                 GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
lw_side_layout_measure (GtkLayoutManager *manager,
                        GtkWidget        *widget,
                        GtkOrientation    orientation,
                        int               for_size,
                        int              *minimum,
                        int              *natural,
                        int              *minimum_baseline,
                        int              *natural_baseline)
{
  Children children = get_children (widget);
  int panel = measure_minimum (children.panel, orientation, -1);
  int main = measure_minimum (children.main, orientation, -1);
  int side = measure_minimum (children.side, orientation, -1);

  /* Small enough for the narrow form; a place that is large gives what the wide one wants. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (MAX (panel, main), side);
      *natural = MAX (*minimum, PANEL_WIDTH + SIDE_MAX_WIDTH + measure_natural (children.main, orientation, -1));
    }
  else
    {
      *minimum = MAX (panel, main + side);
      *natural = MAX (*minimum, measure_natural (children.main, orientation, -1));
    }
}

static void
place (GtkWidget *child,
       int        x,
       int        y,
       int        width,
       int        height)
{
  gtk_widget_size_allocate (child, &(GtkAllocation) { x, y, width, height }, -1);
}

static void
allocate_narrow (LwSideLayout *self,
                 Children     *children,
                 int           width,
                 int           height)
{
  gboolean only_one = height < LOW_HEIGHT;
  int main_minimum = measure_minimum (children->main, GTK_ORIENTATION_VERTICAL, width);
  int side_minimum = measure_minimum (children->side, GTK_ORIENTATION_VERTICAL, width);
  int side_height = measure_natural (children->side, GTK_ORIENTATION_VERTICAL, width);
  int panel_height = 0;

  side_height = MIN (side_height, height * (self->open_narrow ? SIDE_FRACTION_WITH_PANEL : SIDE_FRACTION));
  side_height = MAX (MIN (side_height, height - main_minimum), side_minimum);
  if (self->open_narrow)
    panel_height = only_one ? height - side_height
                            : MAX (height * PANEL_FRACTION,
                                   measure_minimum (children->panel, GTK_ORIENTATION_VERTICAL, width));
  gtk_widget_set_child_visible (children->panel, self->open_narrow);
  gtk_widget_set_child_visible (children->main, panel_height + side_height < height);
  if (self->open_narrow)
    place (children->panel, 0, 0, width, panel_height);
  if (panel_height + side_height < height)
    place (children->main, 0, panel_height, width, height - panel_height - side_height);
  place (children->side, 0, height - side_height, width, side_height);
}

static void
allocate_wide (LwSideLayout *self,
               GtkWidget    *widget,
               Children     *children,
               int           width,
               int           height)
{
  gboolean reverse = self->mirrored != (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL);
  int panel_width = self->open_wide
    ? MAX (PANEL_WIDTH, measure_minimum (children->panel, GTK_ORIENTATION_HORIZONTAL, -1)) : 0;
  int side_width = get_side_width (children->side, width);
  int main_width = width - panel_width - side_width;

  gtk_widget_set_child_visible (children->panel, self->open_wide);
  gtk_widget_set_child_visible (children->main, TRUE);
  if (self->open_wide)
    place (children->panel, reverse ? width - panel_width : 0, 0, panel_width, height);
  place (children->main, reverse ? side_width : panel_width, 0, main_width, height);
  place (children->side, reverse ? 0 : width - side_width, 0, side_width, height);
}

static void
lw_side_layout_allocate (GtkLayoutManager *manager,
                         GtkWidget        *widget,
                         int               width,
                         int               height,
                         int               baseline)
{
  LwSideLayout *self = LW_SIDE_LAYOUT (manager);
  Children children = get_children (widget);

  self->narrow = width < NARROW_WIDTH;
  if (self->narrow)
    allocate_narrow (self, &children, width, height);
  else
    allocate_wide (self, widget, &children, width, height);
}

static void
lw_side_layout_class_init (LwSideLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = lw_side_layout_get_request_mode;
  manager_class->measure = lw_side_layout_measure;
  manager_class->allocate = lw_side_layout_allocate;
}

static void
lw_side_layout_init (LwSideLayout *self)
{
  self->open_wide = TRUE;
}

/**
 * lw_side_layout_get_panel_open:
 * @self: the layout
 *
 * Returns: whether the panel is seen at the present width
 */
gboolean
lw_side_layout_get_panel_open (LwSideLayout *self)
{
  g_return_val_if_fail (LW_IS_SIDE_LAYOUT (self), FALSE);

  return self->narrow ? self->open_narrow : self->open_wide;
}

/**
 * lw_side_layout_set_panel_open:
 * @self: the layout
 * @open: whether the panel is seen at the present width
 */
void
lw_side_layout_set_panel_open (LwSideLayout *self,
                               gboolean      open)
{
  GtkWidget *widget;
  Children children;

  g_return_if_fail (LW_IS_SIDE_LAYOUT (self));

  if (self->narrow)
    self->open_narrow = open;
  else
    self->open_wide = open;
  widget = gtk_layout_manager_get_widget (GTK_LAYOUT_MANAGER (self));
  if (widget != NULL)
    {
      /* At once, so that the focus can be moved there. */
      children = get_children (widget);
      gtk_widget_set_child_visible (children.panel, open);
    }
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}

/**
 * lw_side_layout_set_open_narrow:
 * @self: the layout
 * @open: whether the panel is seen where it is narrow
 */
void
lw_side_layout_set_open_narrow (LwSideLayout *self,
                                gboolean      open)
{
  g_return_if_fail (LW_IS_SIDE_LAYOUT (self));

  if (self->open_narrow == open)
    return;
  self->open_narrow = open;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}

/**
 * lw_side_layout_get_narrow:
 * @self: the layout
 *
 * Returns: whether the children stand above each other
 */
gboolean
lw_side_layout_get_narrow (LwSideLayout *self)
{
  g_return_val_if_fail (LW_IS_SIDE_LAYOUT (self), FALSE);

  return self->narrow;
}

/**
 * lw_side_layout_set_mirrored:
 * @self: the layout
 * @mirrored: whether the side stands where the panel else is: under the left hand
 */
void
lw_side_layout_set_mirrored (LwSideLayout *self,
                             gboolean      mirrored)
{
  g_return_if_fail (LW_IS_SIDE_LAYOUT (self));

  if (self->mirrored == mirrored)
    return;
  self->mirrored = mirrored;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}
