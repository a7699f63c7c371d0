/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the rows of a manifest are: a length in two bytes for each, a place for each 64. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-rows.h"

/**
 * lw_manifest_rows_init:
 * @self: (out caller-allocates): no rows; clear it
 */
void
lw_manifest_rows_init (LwManifestRows *self)
{
  *self = (LwManifestRows) { .n_rows = 0 };
  self->bases = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->lengths = g_array_new (FALSE, FALSE, sizeof (guint16));
  self->far = g_array_new (FALSE, FALSE, sizeof (LwFarRow));
  self->blank_runs = g_array_new (FALSE, FALSE, sizeof (LwBlankRun));
}

/**
 * lw_manifest_rows_clear:
 * @self: rows
 */
void
lw_manifest_rows_clear (LwManifestRows *self)
{
  g_clear_pointer (&self->bases, g_array_unref);
  g_clear_pointer (&self->lengths, g_array_unref);
  g_clear_pointer (&self->far, g_array_unref);
  g_clear_pointer (&self->blank_runs, g_array_unref);
}

/**
 * lw_manifest_rows_copy:
 * @self: (out caller-allocates): rows; clear them
 * @from: others
 */
void
lw_manifest_rows_copy (LwManifestRows       *self,
                       const LwManifestRows *from)
{
  *self = *from;
  self->bases = g_array_copy (from->bases);
  self->lengths = g_array_copy (from->lengths);
  self->far = g_array_copy (from->far);
  self->blank_runs = g_array_copy (from->blank_runs);
}

static void
set_length (LwManifestRows *self,
            gsize           row,
            guint64         length)
{
  LwFarRow far = { (guint32) row, length };

  g_array_index (self->lengths, guint16, row) = (guint16) MIN (length, LW_ROW_LENGTH_FAR);
  if (length >= LW_ROW_LENGTH_FAR)
    g_array_append_val (self->far, far);
}

/**
 * lw_manifest_rows_append:
 * @self: rows
 * @start: a place in the file
 * @offsets: (array length=n_offsets): where the rows that follow start, from @start; ascending
 * @n_offsets: how many
 */
void
lw_manifest_rows_append (LwManifestRows *self,
                         guint64         start,
                         const guint32  *offsets,
                         gsize           n_offsets)
{
  gsize row = self->n_rows;

  g_array_set_size (self->lengths, row + n_offsets);
  for (gsize i = 0; i < n_offsets; i++, row++)
    {
      guint64 offset = start + offsets[i];

      if (row % LW_ROWS_PER_BASE == 0)
        g_array_append_val (self->bases, offset);
      if (row > 0)
        set_length (self, row - 1, offset - self->last);
      self->last = offset;
    }
  self->n_rows = row;
}

/**
 * lw_manifest_rows_add_blank:
 * @self: rows
 * @row: the row before which a blank line stands; it may be one that is still to come, but not before the
 *   last such row
 */
void
lw_manifest_rows_add_blank (LwManifestRows *self,
                            gsize           row)
{
  LwBlankRun run = { (guint32) row, ++self->n_blank };
  LwBlankRun *last = NULL;

  if (self->blank_runs->len > 0)
    last = &g_array_index (self->blank_runs, LwBlankRun, self->blank_runs->len - 1);
  if (last != NULL && last->row == row)
    *last = run;
  else
    g_array_append_val (self->blank_runs, run);
}

/**
 * lw_manifest_rows_resume:
 * @self: (out caller-allocates): rows; clear them
 * @from: rows that are finished
 *
 * The same rows, to put others behind them.
 */
void
lw_manifest_rows_resume (LwManifestRows       *self,
                         const LwManifestRows *from)
{
  lw_manifest_rows_copy (self, from);
  if (self->far->len > 0 && g_array_index (self->far, LwFarRow, self->far->len - 1).row + 1 == self->n_rows)
    g_array_set_size (self->far, self->far->len - 1);
}

/**
 * lw_manifest_rows_drop_last:
 * @self: rows that are not finished, of which there is one at least, with no blank line behind it
 *
 * Forgets the last row.
 */
void
lw_manifest_rows_drop_last (LwManifestRows *self)
{
  gsize row = self->n_rows - 1;

  if (row > 0)
    self->last = lw_manifest_rows_get_offset (self, row - 1);
  if (self->far->len > 0 && g_array_index (self->far, LwFarRow, self->far->len - 1).row + 1 == row)
    g_array_set_size (self->far, self->far->len - 1);
  g_array_set_size (self->lengths, (guint) row);
  g_array_set_size (self->bases, (guint) ((row + LW_ROWS_PER_BASE - 1) / LW_ROWS_PER_BASE));
  self->n_rows = row;
}

/**
 * lw_manifest_rows_drop_blank:
 * @self: rows, with a blank line behind the last one
 *
 * Forgets the last blank line.
 */
void
lw_manifest_rows_drop_blank (LwManifestRows *self)
{
  guint i = self->blank_runs->len - 1;
  LwBlankRun *last = &g_array_index (self->blank_runs, LwBlankRun, i);

  self->n_blank--;
  last->n_blank--;
  if (last->n_blank == (i > 0 ? g_array_index (self->blank_runs, LwBlankRun, i - 1).n_blank : 0))
    g_array_set_size (self->blank_runs, i);
}

/**
 * lw_manifest_rows_finish:
 * @self: rows
 * @end: where the file ends
 */
void
lw_manifest_rows_finish (LwManifestRows *self,
                         guint64         end)
{
  self->end = end;
  if (self->n_rows > 0)
    set_length (self, self->n_rows - 1, end - self->last);
}

/* The first long row from @row on, as a position in the table. */
static guint
find_far (const LwManifestRows *self,
          gsize                 row)
{
  guint low = 0;
  guint high = self->far->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->far, LwFarRow, middle).row < row)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * lw_manifest_rows_get_offset:
 * @self: rows
 * @row: one of them
 *
 * Returns: where its line starts in the file, in bytes
 */
guint64
lw_manifest_rows_get_offset (const LwManifestRows *self,
                             gsize                 row)
{
  const guint16 *lengths = (const guint16 *) (const void *) self->lengths->data;
  gsize first = row - row % LW_ROWS_PER_BASE;
  guint64 offset = g_array_index (self->bases, guint64, row / LW_ROWS_PER_BASE);
  guint32 sum = 0;

  for (gsize i = first; i < row; i++)
    sum += lengths[i];
  for (guint i = self->far->len > 0 ? find_far (self, first) : 0; i < self->far->len; i++)
    {
      const LwFarRow *far = &g_array_index (self->far, LwFarRow, i);

      if (far->row >= row)
        break;
      offset += far->length - LW_ROW_LENGTH_FAR;
    }
  return offset + sum;
}

/**
 * lw_manifest_rows_get_length:
 * @self: rows
 * @row: one of them
 *
 * Returns: how many bytes it is to the next one or to the end
 */
guint64
lw_manifest_rows_get_length (const LwManifestRows *self,
                             gsize                 row)
{
  guint16 length = g_array_index (self->lengths, guint16, row);

  return length != LW_ROW_LENGTH_FAR ? length : g_array_index (self->far, LwFarRow, find_far (self, row)).length;
}

/**
 * lw_manifest_rows_get_line_number:
 * @self: rows
 * @row: one of them
 *
 * Returns: the number of its line in the file, from 1
 */
guint64
lw_manifest_rows_get_line_number (const LwManifestRows *self,
                                  gsize                 row)
{
  const LwBlankRun *runs = (const LwBlankRun *) (const void *) self->blank_runs->data;
  guint low = 0;
  guint high = self->blank_runs->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (runs[middle].row <= row)
        low = middle + 1;
      else
        high = middle;
    }
  return row + 1 + (low > 0 ? runs[low - 1].n_blank : 0);
}
