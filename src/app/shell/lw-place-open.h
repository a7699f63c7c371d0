/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Opens places: connects to one that is asked over the wire, and gives each that is open its pictures. */

#pragma once

#include "lw-place.h"

G_BEGIN_DECLS

void lw_place_connect (LwPlace      *self);
void lw_place_opened  (LwPlace      *self,
                       LwJobBackend *backend);

G_END_DECLS
