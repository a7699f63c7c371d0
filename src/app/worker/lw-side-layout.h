/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Three children beside each other, or above each other where it is narrow: a panel that folds away, the main
 * thing, and a panel that is always there. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_SIDE_LAYOUT (lw_side_layout_get_type ())
G_DECLARE_FINAL_TYPE (LwSideLayout, lw_side_layout, LW, SIDE_LAYOUT, GtkLayoutManager)

gboolean lw_side_layout_get_panel_open (LwSideLayout *self);
void     lw_side_layout_set_panel_open (LwSideLayout *self,
                                        gboolean      open);
gboolean lw_side_layout_get_narrow     (LwSideLayout *self);
void     lw_side_layout_set_mirrored   (LwSideLayout *self,
                                        gboolean      mirrored);
void     lw_side_layout_set_open_narrow (LwSideLayout *self,
                                         gboolean      open);

G_END_DECLS
