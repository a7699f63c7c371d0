/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A small picture in a square of fixed size, loaded when it is needed and forgotten when it is not. Shows the whole
 * image: nothing is cropped, stretched or turned. */

#pragma once

#include "lw-image-loader.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_THUMBNAIL (lw_thumbnail_get_type ())
G_DECLARE_FINAL_TYPE (LwThumbnail, lw_thumbnail, LW, THUMBNAIL, GtkWidget)

void        lw_thumbnail_set_loader (LwThumbnail   *self,
                                     LwImageLoader *loader);
const char *lw_thumbnail_get_uri    (LwThumbnail   *self);
void        lw_thumbnail_set_uri    (LwThumbnail   *self,
                                     const char    *uri);
int         lw_thumbnail_get_size   (LwThumbnail   *self);
void        lw_thumbnail_set_size   (LwThumbnail   *self,
                                     int            size);

G_END_DECLS
