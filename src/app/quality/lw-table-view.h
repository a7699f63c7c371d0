/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A table of texts and numbers that is sorted by pressing a column's title and makes only the rows in view. What its
 * rows are about is their owner's matter. */

#pragma once

#include "lw-table-row.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_TABLE_VIEW (lw_table_view_get_type ())
G_DECLARE_FINAL_TYPE (LwTableView, lw_table_view, LW, TABLE_VIEW, AdwBin)

void lw_table_view_set_name   (LwTableView       *self,
                               const char        *name);
void lw_table_view_add_column (LwTableView       *self,
                               const char        *title,
                               gboolean           is_number);
void lw_table_view_take_rows  (LwTableView       *self,
                               GListStore        *rows);

G_END_DECLS
