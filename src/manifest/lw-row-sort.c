/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Orders row numbers by a column of codes: each code has a rank, rows are dealt to the place of their rank, by several
 * threads. Few ranks take one pass; many take two, by the low and by the high half of the rank. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-row-sort.h"

#include <string.h>

/* With more ranks than this the places are too many for the caches to hold. */
#define MAX_ONE_PASS 8192

typedef struct
{
  const LwManifestColumn *column;
  const guint32          *ranks;
  const guint32          *rows;
  guint32                *out;
  guint64                *pairs;
  guint                   shift;
  guint32                 n_places;
  guint32                *places[LW_MAX_ROW_PARTS];
} Sort;

/* The loop over @first to @end for each width of the column; @body sees row and rank. */
#define FOR_EACH_RANK(type, body)                                                       \
  G_STMT_START {                                                                        \
    const type *codes = sort->column->data;                                             \
                                                                                        \
    for (gsize i = first; i < end; i++)                                                 \
      {                                                                                 \
        guint32 row = sort->rows[i];                                                    \
        guint32 rank = sort->ranks[codes[row]];                                         \
                                                                                        \
        body;                                                                           \
      }                                                                                 \
  } G_STMT_END

#define FOR_EACH_WIDTH(body)                                                            \
  G_STMT_START {                                                                        \
    if (sort->column->width == 1)                                                       \
      FOR_EACH_RANK (guint8, body);                                                     \
    else if (sort->column->width == 2)                                                  \
      FOR_EACH_RANK (guint16, body);                                                    \
    else                                                                                \
      FOR_EACH_RANK (guint32, body);                                                    \
  } G_STMT_END

static void
count_low (guint    part,
           gsize    first,
           gsize    end,
           gpointer data)
{
  Sort *sort = data;
  guint32 *counts = sort->places[part];
  guint32 mask = sort->pairs != NULL ? (1u << sort->shift) - 1 : G_MAXUINT32;

  FOR_EACH_WIDTH (counts[rank & mask]++);
}

static void
deal_once (guint    part,
           gsize    first,
           gsize    end,
           gpointer data)
{
  Sort *sort = data;
  guint32 *places = sort->places[part];
  guint32 *out = sort->out;

  FOR_EACH_WIDTH (out[places[rank]++] = row);
}

static void
deal_low (guint    part,
          gsize    first,
          gsize    end,
          gpointer data)
{
  Sort *sort = data;
  guint32 *places = sort->places[part];
  guint64 *pairs = sort->pairs;
  guint32 mask = (1u << sort->shift) - 1;

  FOR_EACH_WIDTH (pairs[places[rank & mask]++] = (guint64) (rank >> sort->shift) << 32 | row);
}

static void
count_high (guint    part,
            gsize    first,
            gsize    end,
            gpointer data)
{
  Sort *sort = data;
  guint32 *counts = sort->places[part];

  for (gsize i = first; i < end; i++)
    counts[sort->pairs[i] >> 32]++;
}

static void
deal_high (guint    part,
           gsize    first,
           gsize    end,
           gpointer data)
{
  Sort *sort = data;
  guint32 *places = sort->places[part];

  for (gsize i = first; i < end; i++)
    sort->out[places[sort->pairs[i] >> 32]++] = (guint32) sort->pairs[i];
}

/* From how many to where they start: rank by rank, and part by part within a rank, so that equal rows stay in order. */
static void
place (Sort  *sort,
       guint  n_parts)
{
  guint32 sum = 0;

  for (guint32 rank = 0; rank < sort->n_places; rank++)
    for (guint part = 0; part < n_parts; part++)
      {
        guint32 n = sort->places[part][rank];

        sort->places[part][rank] = sum;
        sum += n;
      }
}

static void
pass (Sort          *sort,
      gsize          n_rows,
      guint          n_parts,
      guint32        n_places,
      LwRowPartFunc  count,
      LwRowPartFunc  deal)
{
  sort->n_places = n_places;
  for (guint i = 0; i < n_parts; i++)
    sort->places[i] = g_new0 (guint32, n_places);
  lw_row_parts_run (n_rows, n_parts, count, sort);
  place (sort, n_parts);
  lw_row_parts_run (n_rows, n_parts, deal, sort);
  for (guint i = 0; i < n_parts; i++)
    g_free (sort->places[i]);
}

static guint
count_bits (guint32 value)
{
  guint n = 0;

  for (; value > 0; value >>= 1)
    n++;
  return n;
}

/**
 * lw_row_sort:
 * @rows: (inout) (array length=n_rows): row numbers
 * @n_rows: how many
 * @column: a column
 * @ranks: for each code in @column its rank
 * @n_ranks: ranks are below this
 * @cancellable: (nullable): stops it between two passes
 * @error: return location: %G_IO_ERROR_CANCELLED
 *
 * Orders the rows by rank; rows of one rank stay in their order. While it runs it takes 4 bytes more for each row, or 8
 * when there are many ranks.
 *
 * Returns: whether it was done
 */
gboolean
lw_row_sort (guint32                *rows,
             gsize                   n_rows,
             const LwManifestColumn *column,
             const guint32          *ranks,
             guint32                 n_ranks,
             GCancellable           *cancellable,
             GError                **error)
{
  guint n_parts = lw_row_parts_get_n (n_rows);
  Sort sort = { .column = column, .ranks = ranks, .rows = rows };
  g_autofree guint64 *pairs = NULL;
  g_autofree guint32 *out = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (n_ranks <= MAX_ONE_PASS)
    {
      out = sort.out = g_new (guint32, n_rows + 1);
      pass (&sort, n_rows, n_parts, n_ranks, count_low, deal_once);
      memcpy (rows, out, n_rows * sizeof *rows);
      return TRUE;
    }
  sort.shift = (count_bits (n_ranks) + 1) / 2;
  pairs = sort.pairs = g_new (guint64, n_rows + 1);
  pass (&sort, n_rows, n_parts, 1u << sort.shift, count_low, deal_low);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  sort.out = rows;
  pass (&sort, n_rows, n_parts, (n_ranks >> sort.shift) + 1, count_high, deal_high);
  return TRUE;
}
