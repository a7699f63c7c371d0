/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A picture that can be zoomed and moved: fit, actual size, scroll, pinch, drag, keys. Shows any paintable; does
 * not load anything (lw-image-pane.h does). */

#define G_LOG_DOMAIN "lw-kit"

#include "config.h"

#include "lw-image-view.h"

#include "lw-image-decoder.h"
#include "lw-image-gestures.h"
#include "lw-image-view-actions.h"
#include "lw-image-viewport.h"

#include <math.h>

#define PIXEL_ZOOM 4.0
/* A picture decoded a little smaller than it is shown still looks sharp. */
#define DETAIL_TOLERANCE 1.12

struct _LwImageView
{
  GtkWidget        parent_instance;

  GdkPaintable    *paintable;
  LwImageViewport  viewport;
  gboolean         wants_detail;
  LwImageGestures *gestures;
};

enum
{
  PROP_0,
  PROP_PAINTABLE,
  PROP_ZOOM,
  PROP_FITTED,
  PROP_WANTS_DETAIL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LwImageView, lw_image_view, GTK_TYPE_WIDGET)

static double
get_scale (LwImageView *self)
{
  return gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

static void
update_wants_detail (LwImageView *self)
{
  gboolean wants_detail = FALSE;

  if (self->paintable != NULL)
    {
      double texture_width = gdk_paintable_get_intrinsic_width (self->paintable);
      double shown_width = self->viewport.image_width * MIN (self->viewport.zoom, 1);

      wants_detail = texture_width > 0 && texture_width < self->viewport.image_width
                     && shown_width > texture_width * DETAIL_TOLERANCE;
    }
  if (wants_detail == self->wants_detail)
    return;
  self->wants_detail = wants_detail;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WANTS_DETAIL]);
}

static void
update_actions (LwImageView *self)
{
  const LwImageViewport *viewport = &self->viewport;
  gboolean has_image = self->paintable != NULL;
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "image.zoom-in",
                                 has_image && viewport->zoom < lw_image_viewport_get_max_zoom (viewport));
  gtk_widget_action_set_enabled (widget, "image.zoom-out",
                                 has_image && viewport->zoom > lw_image_viewport_get_min_zoom (viewport));
  gtk_widget_action_set_enabled (widget, "image.fit", has_image && !viewport->fitted);
  gtk_widget_action_set_enabled (widget, "image.actual-size", has_image && viewport->zoom != 1);
}

/* before: the viewport as it was; the caller has changed it since. */
static void
viewport_changed (LwImageView           *self,
                  const LwImageViewport *before)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (before->zoom != self->viewport.zoom)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
  if (before->fitted != self->viewport.fitted)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FITTED]);
  update_actions (self);
  update_wants_detail (self);
}

static void
zoom_at_middle (LwImageView *self,
                double       zoom)
{
  GtkWidget *widget = GTK_WIDGET (self);

  lw_image_view_zoom_at (self, zoom, gtk_widget_get_width (widget) / 2.0, gtk_widget_get_height (widget) / 2.0);
}

static void
lw_image_view_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  *minimum = 32;
  *natural = 240;
}

static void
lw_image_view_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  LwImageView *self = LW_IMAGE_VIEW (widget);
  LwImageViewport before = self->viewport;
  double scale = get_scale (self);

  lw_image_viewport_set_view (&self->viewport, width * scale, height * scale);
  viewport_changed (self, &before);
}

static void
lw_image_view_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  LwImageView *self = LW_IMAGE_VIEW (widget);
  const LwImageViewport *viewport = &self->viewport;
  double scale = get_scale (self);

  if (self->paintable == NULL)
    return;
  gtk_snapshot_save (snapshot);
  /* Whole device pixels: an image that is shown at the size it was decoded for is not resampled. */
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (round (viewport->x) / scale, round (viewport->y) / scale));
  gdk_paintable_snapshot (self->paintable, snapshot,
                          round (viewport->image_width * viewport->zoom) / scale,
                          round (viewport->image_height * viewport->zoom) / scale);
  gtk_snapshot_restore (snapshot);
}

static void
lw_image_view_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  LwImageView *self = LW_IMAGE_VIEW (object);

  switch (prop_id)
    {
    case PROP_PAINTABLE:
      g_value_set_object (value, self->paintable);
      break;
    case PROP_ZOOM:
      g_value_set_double (value, self->viewport.zoom);
      break;
    case PROP_FITTED:
      g_value_set_boolean (value, self->viewport.fitted);
      break;
    case PROP_WANTS_DETAIL:
      g_value_set_boolean (value, self->wants_detail);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lw_image_view_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  LwImageView *self = LW_IMAGE_VIEW (object);

  switch (prop_id)
    {
    case PROP_PAINTABLE:
      lw_image_view_set_paintable (self, g_value_get_object (value));
      break;
    case PROP_ZOOM:
      lw_image_view_set_zoom (self, g_value_get_double (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
lw_image_view_dispose (GObject *object)
{
  LwImageView *self = LW_IMAGE_VIEW (object);

  g_clear_object (&self->paintable);
  g_clear_pointer (&self->gestures, lw_image_gestures_free);

  G_OBJECT_CLASS (lw_image_view_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  properties[PROP_PAINTABLE] =
    g_param_spec_object ("paintable", NULL, NULL, GDK_TYPE_PAINTABLE,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_ZOOM] =
    g_param_spec_double ("zoom", NULL, NULL, 0, G_MAXDOUBLE, 1,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_FITTED] =
    g_param_spec_boolean ("fitted", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WANTS_DETAIL] =
    g_param_spec_boolean ("wants-detail", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lw_image_view_class_init (LwImageViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lw_image_view_get_property;
  object_class->set_property = lw_image_view_set_property;
  object_class->dispose = lw_image_view_dispose;
  widget_class->measure = lw_image_view_measure;
  widget_class->size_allocate = lw_image_view_size_allocate;
  widget_class->snapshot = lw_image_view_snapshot;

  install_properties (object_class);
  lw_image_view_install_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "image-view");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
lw_image_view_init (LwImageView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->viewport.zoom = 1;
  self->viewport.fitted = TRUE;
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_focusable (widget, TRUE);
  self->gestures = lw_image_gestures_new (self);
  update_actions (self);
}

/**
 * lw_image_view_new:
 *
 * Returns: (transfer full): a view without a picture
 */
GtkWidget *
lw_image_view_new (void)
{
  return g_object_new (LW_TYPE_IMAGE_VIEW, NULL);
}

/**
 * lw_image_view_get_paintable:
 * @self: the view
 *
 * Returns: (transfer none) (nullable): the picture
 */
GdkPaintable *
lw_image_view_get_paintable (LwImageView *self)
{
  g_return_val_if_fail (LW_IS_IMAGE_VIEW (self), NULL);

  return self->paintable;
}

/**
 * lw_image_view_set_paintable:
 * @self: the view
 * @paintable: (nullable): another picture, which is fitted
 */
void
lw_image_view_set_paintable (LwImageView  *self,
                             GdkPaintable *paintable)
{
  LwImageViewport before;
  int width = 0, height = 0;

  g_return_if_fail (LW_IS_IMAGE_VIEW (self));
  g_return_if_fail (paintable == NULL || GDK_IS_PAINTABLE (paintable));

  if (!g_set_object (&self->paintable, paintable))
    return;
  before = self->viewport;
  if (paintable != NULL)
    lw_image_get_natural_size (paintable, &width, &height);
  lw_image_viewport_set_image (&self->viewport, width, height);
  viewport_changed (self, &before);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAINTABLE]);
}

/**
 * lw_image_view_replace_paintable:
 * @self: the view
 * @paintable: the same picture with more or less detail
 *
 * Shows it at the zoom and position of the one before.
 */
void
lw_image_view_replace_paintable (LwImageView  *self,
                                 GdkPaintable *paintable)
{
  int width, height;

  g_return_if_fail (LW_IS_IMAGE_VIEW (self));
  g_return_if_fail (GDK_IS_PAINTABLE (paintable));

  lw_image_get_natural_size (paintable, &width, &height);
  if (self->paintable == NULL || width != self->viewport.image_width || height != self->viewport.image_height)
    {
      lw_image_view_set_paintable (self, paintable);
      return;
    }
  if (!g_set_object (&self->paintable, paintable))
    return;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  update_wants_detail (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAINTABLE]);
}

/**
 * lw_image_view_get_zoom:
 * @self: the view
 *
 * Returns: how many pixels of the screen one pixel of the image takes
 */
double
lw_image_view_get_zoom (LwImageView *self)
{
  g_return_val_if_fail (LW_IS_IMAGE_VIEW (self), 1);

  return self->viewport.zoom;
}

/**
 * lw_image_view_set_zoom:
 * @self: the view
 * @zoom: how many pixels of the screen one pixel of the image takes; kept within bounds
 *
 * Zooms around the middle.
 */
void
lw_image_view_set_zoom (LwImageView *self,
                        double       zoom)
{
  g_return_if_fail (LW_IS_IMAGE_VIEW (self));

  zoom_at_middle (self, zoom);
}

/**
 * lw_image_view_zoom_at:
 * @self: the view
 * @zoom: as in lw_image_view_set_zoom()
 * @x: the point of the widget that stays where it is
 * @y: likewise
 */
void
lw_image_view_zoom_at (LwImageView *self,
                       double       zoom,
                       double       x,
                       double       y)
{
  LwImageViewport before;
  double scale;

  g_return_if_fail (LW_IS_IMAGE_VIEW (self));

  if (self->paintable == NULL)
    return;
  before = self->viewport;
  scale = get_scale (self);
  lw_image_viewport_zoom_at (&self->viewport, zoom, x * scale, y * scale);
  viewport_changed (self, &before);
}

/**
 * lw_image_view_move:
 * @self: the view
 * @dx: how far the picture moves to the right, in the widget's pixels
 * @dy: how far it moves down, likewise
 */
void
lw_image_view_move (LwImageView *self,
                    double       dx,
                    double       dy)
{
  LwImageViewport before;
  double scale;

  g_return_if_fail (LW_IS_IMAGE_VIEW (self));

  before = self->viewport;
  scale = get_scale (self);
  lw_image_viewport_move (&self->viewport, dx * scale, dy * scale);
  viewport_changed (self, &before);
}

/**
 * lw_image_view_get_fitted:
 * @self: the view
 *
 * Returns: whether the whole image is shown and stays so
 */
gboolean
lw_image_view_get_fitted (LwImageView *self)
{
  g_return_val_if_fail (LW_IS_IMAGE_VIEW (self), FALSE);

  return self->viewport.fitted;
}

/**
 * lw_image_view_fit:
 * @self: the view
 *
 * Shows the whole image as large as it goes.
 */
void
lw_image_view_fit (LwImageView *self)
{
  LwImageViewport before;

  g_return_if_fail (LW_IS_IMAGE_VIEW (self));

  before = self->viewport;
  lw_image_viewport_fit (&self->viewport);
  viewport_changed (self, &before);
}

/**
 * lw_image_view_zoom_to_pointer:
 * @self: the view
 *
 * Zooms to single pixels at the pointer, or in the middle when the pointer is elsewhere; fits when that is so already.
 */
void
lw_image_view_zoom_to_pointer (LwImageView *self)
{
  double zoom, x, y;

  g_return_if_fail (LW_IS_IMAGE_VIEW (self));

  if (!self->viewport.fitted && self->viewport.zoom >= PIXEL_ZOOM)
    {
      lw_image_view_fit (self);
      return;
    }
  zoom = self->viewport.zoom < 1 ? 1 : PIXEL_ZOOM;
  if (lw_image_gestures_get_pointer (self->gestures, &x, &y))
    lw_image_view_zoom_at (self, zoom, x, y);
  else
    zoom_at_middle (self, zoom);
}

/**
 * lw_image_view_get_wants_detail:
 * @self: the view
 *
 * Returns: whether the picture was decoded smaller than it is shown now
 */
gboolean
lw_image_view_get_wants_detail (LwImageView *self)
{
  g_return_val_if_fail (LW_IS_IMAGE_VIEW (self), FALSE);

  return self->wants_detail;
}
