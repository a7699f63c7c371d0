/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The window's buttons at the start of a page's header bar: back, and show the sidebar. Not the page's own buttons. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_PAGE_BUTTONS (lw_page_buttons_get_type ())
G_DECLARE_FINAL_TYPE (LwPageButtons, lw_page_buttons, LW, PAGE_BUTTONS, GtkWidget)

GtkWidget *lw_page_buttons_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
