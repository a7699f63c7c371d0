/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One row of a table: its cells as they are read, and the numbers that they are sorted by. Immutable. */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define LW_TYPE_TABLE_ROW (lw_table_row_get_type ())
G_DECLARE_FINAL_TYPE (LwTableRow, lw_table_row, LW, TABLE_ROW, GObject)

LwTableRow *lw_table_row_new        (guint              id,
                                     const char *const *cells,
                                     const double      *numbers) G_GNUC_WARN_UNUSED_RESULT;

guint       lw_table_row_get_id     (LwTableRow        *self);
const char *lw_table_row_get_cell   (LwTableRow        *self,
                                     guint              column);
double      lw_table_row_get_number (LwTableRow        *self,
                                     guint              column);

G_END_DECLS
