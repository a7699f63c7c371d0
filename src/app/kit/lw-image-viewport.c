/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The arithmetic of looking at an image through a rectangle: zoom, position, fit. No widgets: LwImageView draws
 * it. */

#define G_LOG_DOMAIN "lw-kit"

#include "config.h"

#include "lw-image-viewport.h"

/* A small image is made larger to fit, but not beyond what still looks like it. */
#define MAX_FIT_ZOOM 8.0
#define MAX_ZOOM 32.0

static gboolean
is_empty (const LwImageViewport *self)
{
  return self->image_width <= 0 || self->image_height <= 0 || self->view_width <= 0 || self->view_height <= 0;
}

static double
place (double offset,
       double extent,
       double view)
{
  if (extent <= view)
    return (view - extent) / 2;
  return CLAMP (offset, view - extent, 0);
}

static void
settle (LwImageViewport *self)
{
  self->x = place (self->x, self->image_width * self->zoom, self->view_width);
  self->y = place (self->y, self->image_height * self->zoom, self->view_height);
}

/**
 * lw_image_viewport_get_fit_zoom:
 * @self: the viewport
 *
 * Returns: the zoom at which the whole image is shown as large as it goes
 */
double
lw_image_viewport_get_fit_zoom (const LwImageViewport *self)
{
  if (is_empty (self))
    return 1;
  return MIN (MIN (self->view_width / self->image_width, self->view_height / self->image_height), MAX_FIT_ZOOM);
}

/**
 * lw_image_viewport_get_min_zoom:
 * @self: the viewport
 *
 * Returns: the smallest zoom: the whole image is seen, and no image is smaller than its pixels need
 */
double
lw_image_viewport_get_min_zoom (const LwImageViewport *self)
{
  return MIN (lw_image_viewport_get_fit_zoom (self), 1);
}

/**
 * lw_image_viewport_get_max_zoom:
 * @self: the viewport
 *
 * Returns: the largest zoom
 */
double
lw_image_viewport_get_max_zoom (const LwImageViewport *self)
{
  return MAX_ZOOM;
}

/**
 * lw_image_viewport_set_image:
 * @self: the viewport
 * @width: in image pixels, 0 for no image
 * @height: likewise
 *
 * Looks at another image; it is fitted.
 */
void
lw_image_viewport_set_image (LwImageViewport *self,
                             double           width,
                             double           height)
{
  self->image_width = width;
  self->image_height = height;
  lw_image_viewport_fit (self);
}

/**
 * lw_image_viewport_set_view:
 * @self: the viewport
 * @width: of the rectangle, in device pixels
 * @height: likewise
 *
 * Changes the rectangle. A fitted image stays fitted; else the point in the middle stays there.
 */
void
lw_image_viewport_set_view (LwImageViewport *self,
                            double           width,
                            double           height)
{
  self->x += (width - self->view_width) / 2;
  self->y += (height - self->view_height) / 2;
  self->view_width = width;
  self->view_height = height;
  if (self->fitted)
    lw_image_viewport_fit (self);
  else
    lw_image_viewport_zoom_at (self, self->zoom, width / 2, height / 2);
}

/**
 * lw_image_viewport_fit:
 * @self: the viewport
 *
 * Shows the whole image as large as it goes.
 */
void
lw_image_viewport_fit (LwImageViewport *self)
{
  self->zoom = lw_image_viewport_get_fit_zoom (self);
  self->fitted = TRUE;
  settle (self);
}

/**
 * lw_image_viewport_zoom_at:
 * @self: the viewport
 * @zoom: the wanted zoom; kept within the smallest and the largest
 * @view_x: the point of the rectangle whose image point stays where it is, in device pixels
 * @view_y: likewise
 */
void
lw_image_viewport_zoom_at (LwImageViewport *self,
                           double           zoom,
                           double           view_x,
                           double           view_y)
{
  double min = lw_image_viewport_get_min_zoom (self);
  double factor;

  zoom = CLAMP (zoom, min, lw_image_viewport_get_max_zoom (self));
  factor = self->zoom > 0 ? zoom / self->zoom : 1;
  self->x = view_x - (view_x - self->x) * factor;
  self->y = view_y - (view_y - self->y) * factor;
  self->zoom = zoom;
  self->fitted = zoom == lw_image_viewport_get_fit_zoom (self);
  settle (self);
}

/**
 * lw_image_viewport_move:
 * @self: the viewport
 * @dx: how far the image moves to the right, in device pixels
 * @dy: how far it moves down, likewise
 *
 * Moves the image; its edges do not leave the rectangle's.
 */
void
lw_image_viewport_move (LwImageViewport *self,
                        double           dx,
                        double           dy)
{
  self->x += dx;
  self->y += dy;
  settle (self);
}
