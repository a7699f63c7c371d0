/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The places that the studio knows, this computer first, kept in a file of the workspace. A list model of LwPlace. */

#pragma once

#include "lw-place.h"

G_BEGIN_DECLS

#define LW_TYPE_PLACES (lw_places_get_type ())
G_DECLARE_FINAL_TYPE (LwPlaces, lw_places, LW, PLACES, GObject)

LwPlaces *lw_places_new       (void) G_GNUC_WARN_UNUSED_RESULT;

gboolean  lw_places_load      (LwPlaces    *self,
                               const char  *path,
                               GError     **error);
LwPlace  *lw_places_get_local (LwPlaces    *self);
LwPlace  *lw_places_find      (LwPlaces    *self,
                               const char  *id);
LwPlace  *lw_places_add       (LwPlaces    *self,
                               LwPlace     *place,
                               GError     **error);
gboolean  lw_places_remove    (LwPlaces    *self,
                               LwPlace     *place,
                               GError     **error);

G_END_DECLS
