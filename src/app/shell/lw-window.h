/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The studio's window: the sidebar, and one page at a time beside it. Pages meet here through the window's actions;
 * what a page shows is the page's own affair. */

#pragma once

#include "lw-application.h"

G_BEGIN_DECLS

#define LW_TYPE_WINDOW (lw_window_get_type ())
G_DECLARE_FINAL_TYPE (LwWindow, lw_window, LW, WINDOW, AdwApplicationWindow)

LwWindow   *lw_window_new           (LwApplication *application) G_GNUC_WARN_UNUSED_RESULT;

void        lw_window_open_file     (LwWindow      *self,
                                     GFile         *file);
const char *lw_window_get_page_name (LwWindow      *self);

G_END_DECLS
