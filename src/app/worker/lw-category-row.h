/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The button of one label category: key, name and a mark that shows by shape and colour whether it is chosen. */

#pragma once

#include "lw-category.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_CATEGORY_ROW (lw_category_row_get_type ())
G_DECLARE_FINAL_TYPE (LwCategoryRow, lw_category_row, LW, CATEGORY_ROW, GtkToggleButton)

GtkWidget *lw_category_row_new          (void) G_GNUC_WARN_UNUSED_RESULT;

void       lw_category_row_set_category (LwCategoryRow *self,
                                         LwCategory    *category);
void       lw_category_row_set_multiple (LwCategoryRow *self,
                                         gboolean       multiple);

G_END_DECLS
