/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which rows of a long list are selected: one bitset over a model, no object a row. All of a million rows are selected
 * in the time of one. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_ROW_SELECTION (lw_row_selection_get_type ())
G_DECLARE_FINAL_TYPE (LwRowSelection, lw_row_selection, LW, ROW_SELECTION, GObject)

LwRowSelection *lw_row_selection_new            (void) G_GNUC_WARN_UNUSED_RESULT;

GListModel     *lw_row_selection_get_model      (LwRowSelection *self);
void            lw_row_selection_set_model      (LwRowSelection *self,
                                                 GListModel     *model);

guint           lw_row_selection_get_n_selected (LwRowSelection *self);
const GtkBitset *
                lw_row_selection_get_selected   (LwRowSelection *self);

G_END_DECLS
