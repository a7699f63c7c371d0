/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window shows when nothing is chosen: the three ways to begin. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_WELCOME_PAGE (lw_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (LwWelcomePage, lw_welcome_page, LW, WELCOME_PAGE, AdwBin)

G_END_DECLS
