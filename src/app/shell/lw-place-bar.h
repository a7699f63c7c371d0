/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Says that the window's place cannot be reached or does not let the person in, with one button to try again. Hidden
 * when all is well. */

#pragma once

#include "lw-place.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_PLACE_BAR (lw_place_bar_get_type ())
G_DECLARE_FINAL_TYPE (LwPlaceBar, lw_place_bar, LW, PLACE_BAR, AdwBin)

void lw_place_bar_set_place (LwPlaceBar *self,
                             LwPlace    *place);

G_END_DECLS
