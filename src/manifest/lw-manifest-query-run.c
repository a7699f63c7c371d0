/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs a query: the rows that match, then their order. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-query.h"

#include "lw-manifest-matcher.h"
#include "lw-manifest-sort.h"

#include <string.h>

typedef struct
{
  const LwManifestMatcher *matcher;
  guint32                 *rows;
  gsize                    firsts[LW_MAX_ROW_PARTS];
  gsize                    counts[LW_MAX_ROW_PARTS];
  GCancellable            *cancellable;
} Filter;

/* Eight bytes that are 1 or 0 as eight bits, the first byte as the lowest. */
static inline guint
pack (const guint8 *bytes)
{
  guint64 word;

  memcpy (&word, bytes, sizeof word);
  return (guint) (GUINT64_FROM_LE (word) * G_GUINT64_CONSTANT (0x0102040810204080) >> 56);
}

/* Appends the rows whose byte is 1; returns how many there are then. */
static gsize
append_rows (guint32      *rows,
             gsize         n,
             guint32       first,
             const guint8 *bytes,
             guint         n_bytes)
{
  for (guint i = 0; i < n_bytes; i += 64)
    {
      guint64 bits = 0;

      for (guint k = 0; k < 8; k++)
        bits |= (guint64) pack (bytes + i + k * 8) << (k * 8);
      if (bits == G_MAXUINT64)
        {
          for (guint k = 0; k < 64; k++)
            rows[n + k] = first + i + k;
          n += 64;
          continue;
        }
      for (; bits != 0; bits &= bits - 1)
        rows[n++] = first + i + (guint) __builtin_ctzll (bits);
    }
  return n;
}

/* Each part writes where its rows would be if all matched; there is room for that, and what is not written is no
 * memory yet. */
static void
filter_part (guint    part,
             gsize    first,
             gsize    end,
             gpointer data)
{
  Filter *filter = data;
  guint32 *rows = filter->rows + first;
  gsize n = 0;

  for (gsize row = first; row < end && !g_cancellable_is_cancelled (filter->cancellable); row += LW_ROWS_A_BLOCK)
    {
      guint8 out[LW_ROWS_A_BLOCK];
      guint n_rows = (guint) MIN (end - row, LW_ROWS_A_BLOCK);

      lw_manifest_matcher_run (filter->matcher, row, n_rows, out);
      memset (out + n_rows, 0, LW_ROWS_A_BLOCK - n_rows);
      n = append_rows (rows, n, (guint32) row, out, (n_rows + 63) / 64 * 64);
    }
  filter->firsts[part] = first;
  filter->counts[part] = n;
}

static gsize
run_filter (const LwManifestMatcher *matcher,
            guint32                 *rows,
            GCancellable            *cancellable)
{
  gsize n_all = matcher->index->rows.n_rows;
  guint n_parts = lw_row_parts_get_n (n_all);
  Filter filter = { .matcher = matcher, .rows = rows, .cancellable = cancellable };
  gsize n = 0;

  lw_row_parts_run (n_all, n_parts, filter_part, &filter);
  for (guint i = 0; i < n_parts; i++)
    {
      if (n != filter.firsts[i])
        memmove (rows + n, rows + filter.firsts[i], filter.counts[i] * sizeof *rows);
      n += filter.counts[i];
    }
  return n;
}

/**
 * lw_manifest_query_run:
 * @self: a query
 * @index: the manifest
 * @cancellable: (nullable): stops it
 * @n_rows: (out): how many rows match
 * @error: return location: %LW_MANIFEST_ERROR_CHANGED when the file must be read and was changed, or a
 *   #GIOErrorEnum code
 *
 * Only text and the order by source-ref read the file. Rows that lack what they are ordered by come last,
 * equal rows stay in file order. May be called in any thread, and uses others.
 *
 * Returns: (transfer full) (nullable) (array length=n_rows): the rows, to be freed with g_free(); not
 *   %NULL when there are none, %NULL with @error set
 */
guint32 *
lw_manifest_query_run (LwManifestQuery  *self,
                       LwManifestIndex  *index,
                       GCancellable     *cancellable,
                       gsize            *n_rows,
                       GError          **error)
{
  g_auto (LwManifestMatcher) matcher = { 0 };
  g_autofree guint32 *rows = NULL;

  g_return_val_if_fail (self != NULL && index != NULL && n_rows != NULL, NULL);

  *n_rows = 0;
  if (!lw_manifest_matcher_init (&matcher, self, index, cancellable, error))
    return NULL;
  rows = g_new (guint32, index->rows.n_rows + 64);
  *n_rows = run_filter (&matcher, rows, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  rows = g_renew (guint32, rows, *n_rows + 1);
  if (!lw_manifest_sort_rows (&matcher, rows, *n_rows, cancellable, error))
    return NULL;
  return g_steal_pointer (&rows);
}
