/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A loop over the rows of a manifest, by as many threads as there are processors. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-row-parts.h"

/* A thread is not worth its start for fewer rows. */
#define MIN_PART_ROWS (128 * 1024)

typedef struct
{
  guint          part;
  gsize          first;
  gsize          end;
  LwRowPartFunc  func;
  gpointer       data;
  GThread       *thread;
} Part;

/**
 * lw_row_parts_get_n:
 * @n_rows: how many rows there are
 *
 * Returns: in how many parts they are worth to be looked at, 1 at least
 */
guint
lw_row_parts_get_n (gsize n_rows)
{
  gsize n = MIN (n_rows / MIN_PART_ROWS, g_get_num_processors ());

  return (guint) CLAMP (n, 1, LW_MAX_ROW_PARTS);
}

static gpointer
run_part (gpointer data)
{
  Part *part = data;

  part->func (part->part, part->first, part->end, part->data);
  return NULL;
}

/**
 * lw_row_parts_run:
 * @n_rows: how many rows there are
 * @n_parts: in how many parts, at most %LW_MAX_ROW_PARTS
 * @func: called once for each part, in a thread of its own
 * @data: its data
 *
 * Returns when all parts are done.
 */
void
lw_row_parts_run (gsize          n_rows,
                  guint          n_parts,
                  LwRowPartFunc  func,
                  gpointer       data)
{
  Part parts[LW_MAX_ROW_PARTS];
  gsize n_blocks = (n_rows + LW_ROWS_A_BLOCK - 1) / LW_ROWS_A_BLOCK;

  g_assert (n_parts > 0 && n_parts <= LW_MAX_ROW_PARTS);

  for (guint i = 0; i < n_parts; i++)
    parts[i] = (Part) { i, MIN (n_rows, n_blocks * i / n_parts * LW_ROWS_A_BLOCK),
                        MIN (n_rows, n_blocks * (i + 1) / n_parts * LW_ROWS_A_BLOCK), func, data, NULL };
  for (guint i = 1; i < n_parts; i++)
    parts[i].thread = g_thread_new ("rows", run_part, &parts[i]);
  run_part (&parts[0]);
  for (guint i = 1; i < n_parts; i++)
    g_thread_join (parts[i].thread);
}
