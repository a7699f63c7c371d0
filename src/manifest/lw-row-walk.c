/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which row a place in the file belongs to, asked with ever later places. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-row-walk.h"

/**
 * lw_row_walk_init:
 * @self: (out caller-allocates): a walk
 * @rows: rows
 * @row: where it starts; the number of rows is behind them all
 */
void
lw_row_walk_init (LwRowWalk            *self,
                  const LwManifestRows *rows,
                  gsize                 row)
{
  *self = (LwRowWalk) { rows, row, rows->end, G_MAXUINT64 };
  if (row >= rows->n_rows)
    return;
  self->start = lw_manifest_rows_get_offset (rows, row);
  self->end = self->start + lw_manifest_rows_get_length (rows, row);
}

/* Whole runs of rows whose places are known are skipped. */
static void
skip_bases (LwRowWalk *self,
            guint64    offset)
{
  gsize base = self->row / LW_ROWS_PER_BASE + 1;
  gsize found = 0;

  for (; base < self->rows->bases->len && g_array_index (self->rows->bases, guint64, base) <= offset; base++)
    found = base;
  if (found > 0)
    lw_row_walk_init (self, self->rows, found * LW_ROWS_PER_BASE);
}

/**
 * lw_row_walk_seek:
 * @self: a walk
 * @offset: a place in the file, not before the present row
 *
 * Goes to the row that the place belongs to, behind them all when it is behind the last.
 */
void
lw_row_walk_seek (LwRowWalk *self,
                  guint64    offset)
{
  if (offset < self->end)
    return;
  skip_bases (self, offset);
  while (offset >= self->end)
    {
      self->row++;
      self->start = self->end;
      self->end = self->row < self->rows->n_rows
                    ? self->start + lw_manifest_rows_get_length (self->rows, self->row) : G_MAXUINT64;
    }
}
