/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The place where one image of a data set is looked at: an image view that loads its picture by address at the size
 * it is shown, in full when zoomed in, and says so when a picture is on its way or cannot be shown. */

#pragma once

#include "lw-image-loader.h"
#include "lw-image-view.h"

G_BEGIN_DECLS

#define LW_TYPE_IMAGE_PANE (lw_image_pane_get_type ())
G_DECLARE_FINAL_TYPE (LwImagePane, lw_image_pane, LW, IMAGE_PANE, GtkWidget)

GtkWidget     *lw_image_pane_new            (void) G_GNUC_WARN_UNUSED_RESULT;

LwImageLoader *lw_image_pane_get_loader     (LwImagePane   *self);
void           lw_image_pane_set_loader     (LwImagePane   *self,
                                             LwImageLoader *loader);
const char    *lw_image_pane_get_uri        (LwImagePane   *self);
void           lw_image_pane_set_uri        (LwImagePane   *self,
                                             const char    *uri);
void           lw_image_pane_set_paintable  (LwImagePane   *self,
                                             GdkPaintable  *paintable);
void           lw_image_pane_reload         (LwImagePane   *self);
LwImageView   *lw_image_pane_get_view       (LwImagePane   *self);
int            lw_image_pane_get_load_size  (LwImagePane   *self);
gboolean       lw_image_pane_get_shown      (LwImagePane   *self);
gboolean       lw_image_pane_get_settled    (LwImagePane   *self);

G_END_DECLS
