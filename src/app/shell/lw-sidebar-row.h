/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One row of the sidebar: a labeling job with its status and progress, or a draft. Follows its item by notify. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_SIDEBAR_ROW (lw_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (LwSidebarRow, lw_sidebar_row, LW, SIDEBAR_ROW, GtkWidget)

GtkWidget *lw_sidebar_row_new      (void) G_GNUC_WARN_UNUSED_RESULT;

void       lw_sidebar_row_set_item (LwSidebarRow *self,
                                    gpointer      item);

G_END_DECLS
