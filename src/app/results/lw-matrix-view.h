/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A confusion matrix as coloured cells with their counts, to be walked over with the arrow keys and opened with Enter.
 * Shows the most frequent entries; the table and the list beside it have all. */

#pragma once

#include "lw-confusion-matrix.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_MATRIX_VIEW_MAX_ENTRIES 30

#define LW_TYPE_MATRIX_VIEW (lw_matrix_view_get_type ())
G_DECLARE_FINAL_TYPE (LwMatrixView, lw_matrix_view, LW, MATRIX_VIEW, GtkWidget)

void   lw_matrix_view_set_matrix     (LwMatrixView       *self,
                                      LwConfusionMatrix  *matrix,
                                      const guint        *entries,
                                      guint               n_entries);
char  *lw_matrix_view_dup_entry_name (LwConfusionMatrix  *matrix,
                                      guint               entry) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
