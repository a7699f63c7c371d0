/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One image of the gallery with its label and how sure it is. Cheap to bind again and again: a view does so while it
 * scrolls. */

#pragma once

#include "lw-image-loader.h"

#include "lw-manifest-row.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_RESULT_TILE (lw_result_tile_get_type ())
G_DECLARE_FINAL_TYPE (LwResultTile, lw_result_tile, LW, RESULT_TILE, GtkWidget)

GtkWidget *lw_result_tile_new      (LwImageLoader *loader,
                                    int            size) G_GNUC_WARN_UNUSED_RESULT;

LwManifestRow *
           lw_result_tile_get_row  (LwResultTile  *self);
void       lw_result_tile_set_row  (LwResultTile  *self,
                                    LwManifestRow *row);
gboolean       lw_result_tile_is_settled (LwResultTile  *self);
void           lw_result_tile_update     (LwResultTile  *self);
void           lw_result_tile_settle     (LwResultTile  *self,
                                          gboolean       in_view);

G_END_DECLS
