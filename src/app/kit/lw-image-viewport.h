/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The arithmetic of looking at an image through a rectangle: zoom, position, fit. No widgets: LwImageView draws
 * it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LwImageViewport:
 * @image_width: in image pixels, 0 when there is no image
 * @image_height: likewise
 * @view_width: of the rectangle, in device pixels
 * @view_height: likewise
 * @zoom: device pixels for one image pixel
 * @x: the image's left edge in the rectangle, in device pixels
 * @y: the image's top edge likewise
 * @fitted: the whole image is shown as large as it goes, and stays so when the rectangle changes
 */
typedef struct
{
  double   image_width;
  double   image_height;
  double   view_width;
  double   view_height;
  double   zoom;
  double   x;
  double   y;
  gboolean fitted;
} LwImageViewport;

double lw_image_viewport_get_fit_zoom (const LwImageViewport *self);
double lw_image_viewport_get_min_zoom (const LwImageViewport *self);
double lw_image_viewport_get_max_zoom (const LwImageViewport *self);

void   lw_image_viewport_set_image    (LwImageViewport       *self,
                                       double                 width,
                                       double                 height);
void   lw_image_viewport_set_view     (LwImageViewport       *self,
                                       double                 width,
                                       double                 height);
void   lw_image_viewport_fit          (LwImageViewport       *self);
void   lw_image_viewport_zoom_at      (LwImageViewport       *self,
                                       double                 zoom,
                                       double                 view_x,
                                       double                 view_y);
void   lw_image_viewport_move         (LwImageViewport       *self,
                                       double                 dx,
                                       double                 dy);

G_END_DECLS
