/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One row of a table: its cells as they are read, and the numbers that they are sorted by. Immutable. */

#define G_LOG_DOMAIN "lw-quality"

#include "config.h"

#include "lw-table-row.h"

#include <math.h>

struct _LwTableRow
{
  GObject  parent_instance;

  guint    id;
  GStrv    cells;
  double  *numbers;
};

G_DEFINE_FINAL_TYPE (LwTableRow, lw_table_row, G_TYPE_OBJECT)

static void
lw_table_row_finalize (GObject *object)
{
  LwTableRow *self = LW_TABLE_ROW (object);

  g_strfreev (self->cells);
  g_free (self->numbers);

  G_OBJECT_CLASS (lw_table_row_parent_class)->finalize (object);
}

static void
lw_table_row_class_init (LwTableRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_table_row_finalize;
}

static void
lw_table_row_init (LwTableRow *self)
{
}

/**
 * lw_table_row_new:
 * @id: what the row is about, the owner's matter
 * @cells: (array zero-terminated=1): a text for each column
 * @numbers: a number for each column; %NAN in columns of text
 *
 * Returns: (transfer full): a row
 */
LwTableRow *
lw_table_row_new (guint              id,
                  const char *const *cells,
                  const double      *numbers)
{
  LwTableRow *self;

  g_return_val_if_fail (cells != NULL && numbers != NULL, NULL);

  self = g_object_new (LW_TYPE_TABLE_ROW, NULL);
  self->id = id;
  self->cells = g_strdupv ((char **) cells);
  self->numbers = g_memdup2 (numbers, g_strv_length (self->cells) * sizeof (double));
  return self;
}

/**
 * lw_table_row_get_id:
 * @self: a row
 *
 * Returns: what the row is about
 */
guint
lw_table_row_get_id (LwTableRow *self)
{
  g_return_val_if_fail (LW_IS_TABLE_ROW (self), 0);

  return self->id;
}

/**
 * lw_table_row_get_cell:
 * @self: a row
 * @column: from 0
 *
 * Returns: (transfer none): the cell's text
 */
const char *
lw_table_row_get_cell (LwTableRow *self,
                       guint       column)
{
  g_return_val_if_fail (LW_IS_TABLE_ROW (self), "");
  g_return_val_if_fail (column < g_strv_length (self->cells), "");

  return self->cells[column];
}

/**
 * lw_table_row_get_number:
 * @self: a row
 * @column: from 0
 *
 * Returns: what the cell is sorted by; %NAN for a text, or for what is not defined
 */
double
lw_table_row_get_number (LwTableRow *self,
                         guint       column)
{
  g_return_val_if_fail (LW_IS_TABLE_ROW (self), NAN);
  g_return_val_if_fail (column < g_strv_length (self->cells), NAN);

  return self->numbers[column];
}
