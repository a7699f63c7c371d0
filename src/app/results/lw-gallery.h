/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows of a manifest as a grid of images that can be walked over, selected and opened. Knows nothing of queries: it
 * shows the list it is given. */

#pragma once

#include "lw-row-selection.h"

#include "lw-image-loader.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_GALLERY (lw_gallery_get_type ())
G_DECLARE_FINAL_TYPE (LwGallery, lw_gallery, LW, GALLERY, AdwBin)

GtkWidget      *lw_gallery_new           (void) G_GNUC_WARN_UNUSED_RESULT;

void            lw_gallery_set_loader    (LwGallery     *self,
                                          LwImageLoader *loader);
void            lw_gallery_set_model     (LwGallery     *self,
                                          GListModel    *model);
LwRowSelection *lw_gallery_get_selection (LwGallery     *self);

int             lw_gallery_get_tile_size (LwGallery     *self);
void            lw_gallery_set_tile_size (LwGallery     *self,
                                          int            tile_size);
void            lw_gallery_rebuild       (LwGallery     *self);
void            lw_gallery_focus         (LwGallery     *self);
void            lw_gallery_rewind        (LwGallery     *self);
void            lw_gallery_scroll_to     (LwGallery     *self,
                                          guint          position);

G_END_DECLS
