/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Opens places: connects to one that is asked over the wire, and gives each that is open its pictures. */

#pragma once

#include "lw-places.h"

G_BEGIN_DECLS

void lw_places_load_of (LwPlaces     *self,
                        const char   *workspace);
void lw_place_connect  (LwPlace      *self);
void lw_place_opened   (LwPlace      *self,
                        LwJobBackend *backend);

G_END_DECLS
