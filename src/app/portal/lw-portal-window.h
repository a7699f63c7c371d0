/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "Workers in the browser": opens and closes the portal, invites, shows who works now, on what and how fast. */

#pragma once

#include "lw-portal.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_PORTAL_WINDOW (lw_portal_window_get_type ())
G_DECLARE_FINAL_TYPE (LwPortalWindow, lw_portal_window, LW, PORTAL_WINDOW, AdwWindow)

void lw_portal_window_present (LwPortal    *portal,
                               GListModel  *jobs,
                               GtkWindow   *parent);

G_END_DECLS
