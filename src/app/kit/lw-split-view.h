/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Sidebar and content side by side, or one of them when there is little room. Not a navigation history: the window
 * keeps that. (AdwLeaflet and AdwFlap are deprecated, their successors newer than our floor.) */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_SPLIT_VIEW (lw_split_view_get_type ())
G_DECLARE_FINAL_TYPE (LwSplitView, lw_split_view, LW, SPLIT_VIEW, GtkWidget)

GtkWidget *lw_split_view_get_sidebar      (LwSplitView *self);
void       lw_split_view_set_sidebar      (LwSplitView *self,
                                           GtkWidget   *sidebar);
GtkWidget *lw_split_view_get_content      (LwSplitView *self);
void       lw_split_view_set_content      (LwSplitView *self,
                                           GtkWidget   *content);
gboolean   lw_split_view_get_collapsed    (LwSplitView *self);
gboolean   lw_split_view_get_show_sidebar (LwSplitView *self);
void       lw_split_view_set_show_sidebar (LwSplitView *self,
                                           gboolean     show_sidebar);
gboolean   lw_split_view_get_show_content (LwSplitView *self);
void       lw_split_view_set_show_content (LwSplitView *self,
                                           gboolean     show_content);

G_END_DECLS
