/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A picture that can be zoomed and moved: fit, actual size, scroll, pinch, drag, keys. Shows any paintable; does
 * not load anything (lw-image-pane.h does). */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_IMAGE_VIEW (lw_image_view_get_type ())
G_DECLARE_FINAL_TYPE (LwImageView, lw_image_view, LW, IMAGE_VIEW, GtkWidget)

GtkWidget    *lw_image_view_new               (void) G_GNUC_WARN_UNUSED_RESULT;

GdkPaintable *lw_image_view_get_paintable     (LwImageView  *self);
void          lw_image_view_set_paintable     (LwImageView  *self,
                                               GdkPaintable *paintable);
void          lw_image_view_replace_paintable (LwImageView  *self,
                                               GdkPaintable *paintable);
double        lw_image_view_get_zoom          (LwImageView  *self);
void          lw_image_view_set_zoom          (LwImageView  *self,
                                               double        zoom);
void          lw_image_view_zoom_at           (LwImageView  *self,
                                               double        zoom,
                                               double        x,
                                               double        y);
void          lw_image_view_move              (LwImageView  *self,
                                               double        dx,
                                               double        dy);
gboolean      lw_image_view_get_fitted        (LwImageView  *self);
void          lw_image_view_fit               (LwImageView  *self);
void          lw_image_view_zoom_to_pointer   (LwImageView  *self);
gboolean      lw_image_view_get_wants_detail  (LwImageView  *self);

G_END_DECLS
