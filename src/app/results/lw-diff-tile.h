/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One image of two manifests with what each of them says of it. */

#pragma once

#include "lw-diff-pair.h"

#include "lw-image-loader.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_DIFF_TILE (lw_diff_tile_get_type ())
G_DECLARE_FINAL_TYPE (LwDiffTile, lw_diff_tile, LW, DIFF_TILE, AdwBin)

GtkWidget *lw_diff_tile_new      (LwImageLoader *loader,
                                  int            size) G_GNUC_WARN_UNUSED_RESULT;

void       lw_diff_tile_set_pair (LwDiffTile    *self,
                                  LwDiffPair    *pair);

G_END_DECLS
