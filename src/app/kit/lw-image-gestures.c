/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Pointer, wheel and fingers on an image view: what they do to it and where the pointer is. Keys are the view's
 * own. */

#define G_LOG_DOMAIN "lw-kit"

#include "config.h"

#include "lw-image-gestures.h"

#include <math.h>

#define SCROLL_STEP 1.15

/* The controllers belong to the view, which owns this too. */
struct _LwImageGestures
{
  LwImageView        *view;
  GtkEventController *controllers[5];
  double              pointer_x;
  double              pointer_y;
  gboolean            has_pointer;
  double              drag_x;
  double              drag_y;
  double              pinch_zoom;
};

static void
pointer_motion_cb (GtkEventControllerMotion *controller,
                   double                    x,
                   double                    y,
                   LwImageGestures          *self)
{
  self->pointer_x = x;
  self->pointer_y = y;
  self->has_pointer = TRUE;
}

static void
pointer_leave_cb (GtkEventControllerMotion *controller,
                  LwImageGestures          *self)
{
  self->has_pointer = FALSE;
}

static gboolean
wheel_scroll_cb (GtkEventControllerScroll *controller,
                 double                    dx,
                 double                    dy,
                 LwImageGestures          *self)
{
  double zoom = lw_image_view_get_zoom (self->view) * pow (SCROLL_STEP, -dy);

  if (self->has_pointer)
    lw_image_view_zoom_at (self->view, zoom, self->pointer_x, self->pointer_y);
  else
    lw_image_view_set_zoom (self->view, zoom);
  return GDK_EVENT_STOP;
}

static void
drag_begin_cb (GtkGestureDrag  *gesture,
               double           x,
               double           y,
               LwImageGestures *self)
{
  self->drag_x = 0;
  self->drag_y = 0;
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
drag_update_cb (GtkGestureDrag  *gesture,
                double           x,
                double           y,
                LwImageGestures *self)
{
  lw_image_view_move (self->view, x - self->drag_x, y - self->drag_y);
  self->drag_x = x;
  self->drag_y = y;
}

static void
pinch_begin_cb (GtkGesture       *gesture,
                GdkEventSequence *sequence,
                LwImageGestures  *self)
{
  self->pinch_zoom = lw_image_view_get_zoom (self->view);
}

static void
pinch_scale_changed_cb (GtkGestureZoom  *gesture,
                        double           scale,
                        LwImageGestures *self)
{
  double x, y;

  if (gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    lw_image_view_zoom_at (self->view, self->pinch_zoom * scale, x, y);
}

static void
click_pressed_cb (GtkGestureClick *gesture,
                  int              n_press,
                  double           x,
                  double           y,
                  LwImageGestures *self)
{
  if (n_press != 2)
    return;
  if (lw_image_view_get_fitted (self->view))
    lw_image_view_zoom_at (self->view, MAX (1, lw_image_view_get_zoom (self->view) * 2), x, y);
  else
    lw_image_view_fit (self->view);
}

/**
 * lw_image_gestures_new:
 * @view: (unowned): the view, which frees the result when it is disposed of
 *
 * Makes @view follow pointer, wheel and fingers.
 *
 * Returns: (transfer full): what remembers their state
 */
LwImageGestures *
lw_image_gestures_new (LwImageView *view)
{
  LwImageGestures *self = g_new0 (LwImageGestures, 1);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->view = view;
  self->controllers[0] = motion;
  self->controllers[1] = scroll;
  self->controllers[2] = GTK_EVENT_CONTROLLER (drag);
  self->controllers[3] = GTK_EVENT_CONTROLLER (pinch);
  self->controllers[4] = GTK_EVENT_CONTROLLER (click);
  g_signal_connect (motion, "enter", G_CALLBACK (pointer_motion_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (pointer_motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (pointer_leave_cb), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (wheel_scroll_cb), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_scale_changed_cb), self);
  g_signal_connect (click, "pressed", G_CALLBACK (click_pressed_cb), self);
  for (guint i = 0; i < G_N_ELEMENTS (self->controllers); i++)
    gtk_widget_add_controller (GTK_WIDGET (view), self->controllers[i]);
  return self;
}

/**
 * lw_image_gestures_free:
 * @self: (transfer full): the state; its view still exists
 */
void
lw_image_gestures_free (LwImageGestures *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->controllers); i++)
    gtk_widget_remove_controller (GTK_WIDGET (self->view), self->controllers[i]);
  g_free (self);
}

/**
 * lw_image_gestures_get_pointer:
 * @self: the state
 * @x: (out): where the pointer is, in the view's pixels
 * @y: (out): likewise
 *
 * Returns: whether the pointer is over the view
 */
gboolean
lw_image_gestures_get_pointer (LwImageGestures *self,
                               double          *x,
                               double          *y)
{
  *x = self->pointer_x;
  *y = self->pointer_y;
  return self->has_pointer;
}
