/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The studio as a program: one instance, its command line, the place where jobs run, its windows. Not what a window
 * shows. */

#pragma once

#include "lw-places.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_APPLICATION (lw_application_get_type ())
G_DECLARE_FINAL_TYPE (LwApplication, lw_application, LW, APPLICATION, AdwApplication)

LwApplication *lw_application_new            (void) G_GNUC_WARN_UNUSED_RESULT;

void           lw_application_open_workspace (LwApplication *self);
const char    *lw_application_get_workspace  (LwApplication *self);
LwJobBackend  *lw_application_get_backend    (LwApplication *self);
LwPlaces      *lw_application_get_places     (LwApplication *self);
void           lw_application_open_place     (LwApplication *self,
                                              LwPlace       *place);
const GError  *lw_application_get_error      (LwApplication *self);

G_END_DECLS
