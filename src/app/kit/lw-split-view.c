/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Sidebar and content side by side, or one of them when there is little room. */

#define G_LOG_DOMAIN "lw-kit"

#include "config.h"

#include "lw-split-view.h"

struct _LwSplitView
{
  GtkWidget  parent_instance;

  GtkWidget *sidebar;
  GtkWidget *content;
  int        sidebar_width;
  int        collapse_below;
  gboolean   collapsed;
  gboolean   show_sidebar;
  gboolean   show_content;
};

enum
{
  PROP_0,
  PROP_SIDEBAR,
  PROP_CONTENT,
  PROP_SIDEBAR_WIDTH,
  PROP_COLLAPSE_BELOW,
  PROP_COLLAPSED,
  PROP_SHOW_SIDEBAR,
  PROP_SHOW_CONTENT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LwSplitView, lw_split_view, GTK_TYPE_WIDGET)

static gboolean
shows_sidebar (LwSplitView *self)
{
  if (self->sidebar == NULL)
    return FALSE;
  return self->collapsed ? !self->show_content : self->show_sidebar;
}

static gboolean
shows_content (LwSplitView *self)
{
  return self->content != NULL && (!self->collapsed || self->show_content);
}

static void
replace_child (LwSplitView  *self,
               GtkWidget   **child,
               GtkWidget    *widget,
               GParamSpec   *pspec)
{
  if (*child == widget)
    return;

  g_clear_pointer (child, gtk_widget_unparent);
  *child = widget;
  if (widget != NULL)
    gtk_widget_set_parent (widget, GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
set_width (LwSplitView *self,
           int         *width,
           int          value,
           GParamSpec  *pspec)
{
  if (*width == value)
    return;

  *width = value;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static int
get_minimum (GtkWidget      *child,
             GtkOrientation  orientation,
             int             for_size)
{
  int minimum = 0;

  if (child != NULL)
    gtk_widget_measure (child, orientation, for_size, &minimum, NULL, NULL, NULL);
  return minimum;
}

static int
get_natural (GtkWidget      *child,
             GtkOrientation  orientation)
{
  int natural = 0;

  if (child != NULL)
    gtk_widget_measure (child, orientation, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static int
get_sidebar_width (LwSplitView *self)
{
  return MAX (self->sidebar_width, get_minimum (self->sidebar, GTK_ORIENTATION_HORIZONTAL, -1));
}

static void
lw_split_view_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  LwSplitView *self = LW_SPLIT_VIEW (widget);

  *minimum = MAX (get_minimum (self->sidebar, orientation, -1),
                  get_minimum (self->content, orientation, -1));
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = get_sidebar_width (self) + get_natural (self->content, orientation);
  else
    *natural = MAX (get_natural (self->sidebar, orientation), get_natural (self->content, orientation));
  *natural = MAX (*natural, *minimum);
}

static void
update_collapsed (LwSplitView *self,
                  int          width)
{
  int needed = get_sidebar_width (self) + get_minimum (self->content, GTK_ORIENTATION_HORIZONTAL, -1);
  gboolean collapsed = width < MAX (self->collapse_below, needed);

  if (collapsed == self->collapsed)
    return;

  self->collapsed = collapsed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLLAPSED]);
}

static void
lw_split_view_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  LwSplitView *self = LW_SPLIT_VIEW (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int sidebar_width = 0;

  update_collapsed (self, width);

  if (self->sidebar != NULL)
    gtk_widget_set_child_visible (self->sidebar, shows_sidebar (self));
  if (self->content != NULL)
    gtk_widget_set_child_visible (self->content, shows_content (self));

  if (shows_sidebar (self))
    {
      sidebar_width = shows_content (self) ? get_sidebar_width (self) : width;
      gtk_widget_size_allocate (self->sidebar,
                                &(GtkAllocation) { rtl ? width - sidebar_width : 0, 0, sidebar_width, height }, -1);
    }
  if (shows_content (self))
    gtk_widget_size_allocate (self->content,
                              &(GtkAllocation) { rtl ? 0 : sidebar_width, 0, width - sidebar_width, height }, -1);
}

static gboolean
lw_split_view_focus (GtkWidget        *widget,
                     GtkDirectionType  direction)
{
  LwSplitView *self = LW_SPLIT_VIEW (widget);
  GtkWidget *focus = gtk_widget_get_focus_child (widget);
  gboolean forward = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_RIGHT || direction == GTK_DIR_DOWN;
  GtkWidget *first = forward ? self->sidebar : self->content;
  GtkWidget *second = forward ? self->content : self->sidebar;
  gboolean first_shown = forward ? shows_sidebar (self) : shows_content (self);
  gboolean second_shown = forward ? shows_content (self) : shows_sidebar (self);

  if (focus != second && first_shown && gtk_widget_child_focus (first, direction))
    return TRUE;
  return second_shown && gtk_widget_child_focus (second, direction);
}

static void
lw_split_view_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  LwSplitView *self = LW_SPLIT_VIEW (object);

  switch (property_id)
    {
    case PROP_SIDEBAR:
      g_value_set_object (value, self->sidebar);
      break;
    case PROP_CONTENT:
      g_value_set_object (value, self->content);
      break;
    case PROP_SIDEBAR_WIDTH:
      g_value_set_int (value, self->sidebar_width);
      break;
    case PROP_COLLAPSE_BELOW:
      g_value_set_int (value, self->collapse_below);
      break;
    case PROP_COLLAPSED:
      g_value_set_boolean (value, self->collapsed);
      break;
    case PROP_SHOW_SIDEBAR:
      g_value_set_boolean (value, self->show_sidebar);
      break;
    case PROP_SHOW_CONTENT:
      g_value_set_boolean (value, self->show_content);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lw_split_view_set_property (GObject      *object,
                            guint         property_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  LwSplitView *self = LW_SPLIT_VIEW (object);

  switch (property_id)
    {
    case PROP_SIDEBAR:
      lw_split_view_set_sidebar (self, g_value_get_object (value));
      break;
    case PROP_CONTENT:
      lw_split_view_set_content (self, g_value_get_object (value));
      break;
    case PROP_SIDEBAR_WIDTH:
      set_width (self, &self->sidebar_width, g_value_get_int (value), pspec);
      break;
    case PROP_COLLAPSE_BELOW:
      set_width (self, &self->collapse_below, g_value_get_int (value), pspec);
      break;
    case PROP_SHOW_SIDEBAR:
      lw_split_view_set_show_sidebar (self, g_value_get_boolean (value));
      break;
    case PROP_SHOW_CONTENT:
      lw_split_view_set_show_content (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lw_split_view_dispose (GObject *object)
{
  LwSplitView *self = LW_SPLIT_VIEW (object);

  g_clear_pointer (&self->sidebar, gtk_widget_unparent);
  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (lw_split_view_parent_class)->dispose (object);
}

static void
lw_split_view_class_init (LwSplitViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = lw_split_view_get_property;
  object_class->set_property = lw_split_view_set_property;
  object_class->dispose = lw_split_view_dispose;
  widget_class->measure = lw_split_view_measure;
  widget_class->size_allocate = lw_split_view_size_allocate;
  widget_class->focus = lw_split_view_focus;

  properties[PROP_SIDEBAR] =
    g_param_spec_object ("sidebar", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | flags);
  properties[PROP_CONTENT] =
    g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | flags);
  properties[PROP_SIDEBAR_WIDTH] =
    g_param_spec_int ("sidebar-width", NULL, NULL, 0, G_MAXINT, 280, G_PARAM_READWRITE | flags);
  properties[PROP_COLLAPSE_BELOW] =
    g_param_spec_int ("collapse-below", NULL, NULL, 0, G_MAXINT, 720, G_PARAM_READWRITE | flags);
  properties[PROP_COLLAPSED] =
    g_param_spec_boolean ("collapsed", NULL, NULL, FALSE, G_PARAM_READABLE | flags);
  properties[PROP_SHOW_SIDEBAR] =
    g_param_spec_boolean ("show-sidebar", NULL, NULL, TRUE, G_PARAM_READWRITE | flags);
  properties[PROP_SHOW_CONTENT] =
    g_param_spec_boolean ("show-content", NULL, NULL, TRUE, G_PARAM_READWRITE | flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lw_split_view_init (LwSplitView *self)
{
  self->sidebar_width = 280;
  self->collapse_below = 720;
  self->show_sidebar = TRUE;
  self->show_content = TRUE;
}

/**
 * lw_split_view_get_sidebar:
 * @self: a split view
 *
 * Returns: (transfer none) (nullable): the widget at the start
 */
GtkWidget *
lw_split_view_get_sidebar (LwSplitView *self)
{
  g_return_val_if_fail (LW_IS_SPLIT_VIEW (self), NULL);

  return self->sidebar;
}

/**
 * lw_split_view_set_sidebar:
 * @self: a split view
 * @sidebar: (nullable): the widget at the start
 *
 * Sets the narrow part.
 */
void
lw_split_view_set_sidebar (LwSplitView *self,
                           GtkWidget   *sidebar)
{
  g_return_if_fail (LW_IS_SPLIT_VIEW (self));

  replace_child (self, &self->sidebar, sidebar, properties[PROP_SIDEBAR]);
}

/**
 * lw_split_view_get_content:
 * @self: a split view
 *
 * Returns: (transfer none) (nullable): the widget that gets the rest of the room
 */
GtkWidget *
lw_split_view_get_content (LwSplitView *self)
{
  g_return_val_if_fail (LW_IS_SPLIT_VIEW (self), NULL);

  return self->content;
}

/**
 * lw_split_view_set_content:
 * @self: a split view
 * @content: (nullable): the widget that gets the rest of the room
 *
 * Sets the wide part.
 */
void
lw_split_view_set_content (LwSplitView *self,
                           GtkWidget   *content)
{
  g_return_if_fail (LW_IS_SPLIT_VIEW (self));

  replace_child (self, &self->content, content, properties[PROP_CONTENT]);
}

/**
 * lw_split_view_get_collapsed:
 * @self: a split view
 *
 * Returns: whether there is room for one of the two only
 */
gboolean
lw_split_view_get_collapsed (LwSplitView *self)
{
  g_return_val_if_fail (LW_IS_SPLIT_VIEW (self), FALSE);

  return self->collapsed;
}

/**
 * lw_split_view_get_show_sidebar:
 * @self: a split view
 *
 * Returns: whether the sidebar is shown when there is room for both
 */
gboolean
lw_split_view_get_show_sidebar (LwSplitView *self)
{
  g_return_val_if_fail (LW_IS_SPLIT_VIEW (self), FALSE);

  return self->show_sidebar;
}

/**
 * lw_split_view_set_show_sidebar:
 * @self: a split view
 * @show_sidebar: whether the sidebar is shown when there is room for both
 *
 * Hides the sidebar, or shows it again.
 */
void
lw_split_view_set_show_sidebar (LwSplitView *self,
                                gboolean     show_sidebar)
{
  g_return_if_fail (LW_IS_SPLIT_VIEW (self));

  if (self->show_sidebar == !!show_sidebar)
    return;

  self->show_sidebar = !!show_sidebar;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_SIDEBAR]);
}

/**
 * lw_split_view_get_show_content:
 * @self: a split view
 *
 * Returns: whether, when there is room for one, it is the content
 */
gboolean
lw_split_view_get_show_content (LwSplitView *self)
{
  g_return_val_if_fail (LW_IS_SPLIT_VIEW (self), FALSE);

  return self->show_content;
}

/**
 * lw_split_view_set_show_content:
 * @self: a split view
 * @show_content: whether, when there is room for one, it is the content
 *
 * Goes to the content, or back to the sidebar. Seen only when collapsed.
 */
void
lw_split_view_set_show_content (LwSplitView *self,
                                gboolean     show_content)
{
  g_return_if_fail (LW_IS_SPLIT_VIEW (self));

  if (self->show_content == !!show_content)
    return;

  self->show_content = !!show_content;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_CONTENT]);
}
