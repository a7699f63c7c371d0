/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Adding a place where labeling jobs run: a server or an AWS profile and Region, with a test of the connection. */

#pragma once

#include "lw-places.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_PLACE_DIALOG (lw_place_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LwPlaceDialog, lw_place_dialog, LW, PLACE_DIALOG, AdwWindow)

GtkWidget *lw_place_dialog_new (GtkWidget *opener,
                                LwPlaces  *places) G_GNUC_WARN_UNUSED_RESULT;

void       lw_place_dialog_set_url (LwPlaceDialog *self,
                                    const char    *url);

G_END_DECLS
