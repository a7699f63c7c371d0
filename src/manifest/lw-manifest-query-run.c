/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs a query: the rows that match, then their order. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-query.h"

#include "lw-manifest-cursor.h"
#include "lw-manifest-matcher.h"

#include <string.h>

static gsize
filter_columns (const LwManifestMatcher *matcher,
                guint32                 *rows)
{
  gsize n = 0;

  for (guint32 row = 0; row < matcher->index->n_rows; row++)
    {
      rows[n] = row;
      n += lw_manifest_matcher_fits (matcher, row);
    }
  return n;
}

static gboolean
filter_text (const LwManifestMatcher  *matcher,
             guint32                  *rows,
             gsize                    *n_rows,
             GCancellable             *cancellable,
             GError                  **error)
{
  g_autoptr (LwManifestCursor) cursor = lw_manifest_cursor_new (matcher->index);
  gsize n = 0;

  if (*matcher->query->text == '\0')
    return TRUE;
  for (gsize i = 0; i < *n_rows; i++)
    {
      LwJsonSlice source_ref;

      if (!lw_manifest_cursor_get_ref (cursor, rows[i], &source_ref, cancellable, error))
        return FALSE;
      if (lw_manifest_matcher_has_text (matcher, &source_ref))
        rows[n++] = rows[i];
    }
  *n_rows = n;
  return TRUE;
}

/* What a row is ordered by; what it lacks comes last either way. */
static guint32
get_key (const LwManifestMatcher *matcher,
         guint32                  row)
{
  LwManifestAttribute *columns = matcher->columns;
  gboolean descending = matcher->query->descending;
  guint32 key = G_MAXUINT32;
  const guint32 *labels;
  guint n_labels;

  if (columns != NULL && matcher->query->sort == LW_MANIFEST_SORT_CONFIDENCE)
    key = lw_manifest_column_get (&columns->confidence, row) - 1;
  else if (columns != NULL && matcher->query->sort == LW_MANIFEST_SORT_CREATION_TIME)
    key = lw_manifest_column_get (&columns->created, row) - 1;
  else if (columns != NULL)
    {
      labels = lw_manifest_attribute_get_labels (columns, row, &n_labels);
      key = n_labels > 0 ? labels[0] : G_MAXUINT32;
    }
  return key != G_MAXUINT32 && descending ? G_MAXUINT32 - 1 - key : key;
}

typedef struct
{
  guint32 key;
  guint32 row;
} Keyed;

/* One stable pass of a radix sort over 16 bits of the key. */
static void
sort_by_half (const Keyed *from,
              Keyed       *to,
              gsize        n,
              guint        shift)
{
  g_autofree guint32 *places = g_new0 (guint32, 65537);

  for (gsize i = 0; i < n; i++)
    places[(from[i].key >> shift & 0xffff) + 1]++;
  for (guint i = 0; i < 65536; i++)
    places[i + 1] += places[i];
  for (gsize i = 0; i < n; i++)
    to[places[from[i].key >> shift & 0xffff]++] = from[i];
}

static void
sort_by_key (const LwManifestMatcher *matcher,
             guint32                 *rows,
             gsize                    n)
{
  g_autofree Keyed *keyed = g_new (Keyed, n + 1);
  g_autofree Keyed *other = g_new (Keyed, n + 1);

  for (gsize i = 0; i < n; i++)
    keyed[i] = (Keyed) { get_key (matcher, rows[i]), rows[i] };
  sort_by_half (keyed, other, n, 0);
  sort_by_half (other, keyed, n, 16);
  for (gsize i = 0; i < n; i++)
    rows[i] = keyed[i].row;
}

static void
reverse (guint32 *rows,
         gsize    n)
{
  for (gsize i = 0; i < n / 2; i++)
    {
      guint32 row = rows[i];

      rows[i] = rows[n - 1 - i];
      rows[n - 1 - i] = row;
    }
}

/* A row and where its source-ref is in the pool; the length is that of the text, without the NUL behind
 * it. */
typedef struct
{
  guint64 place;
  guint32 length;
  guint32 row;
} Named;

typedef struct
{
  const char *pool;
  gboolean    descending;
} NameOrder;

static int
compare_names (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const NameOrder *order = data;
  const Named *first = a;
  const Named *second = b;
  int result = memcmp (order->pool + first->place, order->pool + second->place, MIN (first->length, second->length));

  if (result == 0)
    result = (first->length > second->length) - (first->length < second->length);
  return order->descending ? -result : result;
}

static gboolean
collect_names (const LwManifestMatcher  *matcher,
               const guint32            *rows,
               gsize                     n,
               Named                    *named,
               GString                  *pool,
               GCancellable             *cancellable,
               GError                  **error)
{
  g_autoptr (LwManifestCursor) cursor = lw_manifest_cursor_new (matcher->index);

  for (gsize i = 0; i < n; i++)
    {
      LwJsonSlice source_ref;
      g_autofree char *text = NULL;
      gsize length = 0;

      if (!lw_manifest_cursor_get_ref (cursor, rows[i], &source_ref, cancellable, error))
        return FALSE;
      named[i].row = rows[i];
      named[i].place = pool->len;
      if (source_ref.data != NULL && source_ref.escaped)
        {
          text = lw_json_slice_dup (&source_ref, &length);
          g_string_append_len (pool, text, length);
        }
      else if (source_ref.data != NULL)
        g_string_append_len (pool, source_ref.data, source_ref.length);
      named[i].length = pool->len - named[i].place;
    }
  return TRUE;
}

static gboolean
sort_by_source_ref (const LwManifestMatcher  *matcher,
                    guint32                  *rows,
                    gsize                     n,
                    GCancellable             *cancellable,
                    GError                  **error)
{
  g_autoptr (GString) pool = g_string_new (NULL);
  g_autofree Named *named = g_new (Named, n + 1);
  NameOrder order;

  if (!collect_names (matcher, rows, n, named, pool, cancellable, error))
    return FALSE;
  order = (NameOrder) { pool->str, matcher->query->descending };
  g_qsort_with_data (named, (int) n, sizeof *named, compare_names, &order);
  for (gsize i = 0; i < n; i++)
    rows[i] = named[i].row;
  return TRUE;
}

static gboolean
sort_rows (const LwManifestMatcher  *matcher,
           guint32                  *rows,
           gsize                     n,
           GCancellable             *cancellable,
           GError                  **error)
{
  switch (matcher->query->sort)
    {
    case LW_MANIFEST_SORT_FILE_ORDER:
      if (matcher->query->descending)
        reverse (rows, n);
      return TRUE;
    case LW_MANIFEST_SORT_SOURCE_REF:
      return sort_by_source_ref (matcher, rows, n, cancellable, error);
    case LW_MANIFEST_SORT_CLASS:
    case LW_MANIFEST_SORT_CONFIDENCE:
    case LW_MANIFEST_SORT_CREATION_TIME:
      sort_by_key (matcher, rows, n);
      return TRUE;
    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * lw_manifest_query_run:
 * @self: a query
 * @index: the manifest
 * @cancellable: (nullable): stops it where it reads the file
 * @n_rows: (out): how many rows match
 * @error: return location: %LW_MANIFEST_ERROR_CHANGED when the file must be read and was changed, or a
 *   #GIOErrorEnum code
 *
 * Only text and the order by source-ref read the file. Rows that lack what they are ordered by come last,
 * equal rows stay in file order. May be called in any thread.
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
  rows = g_new (guint32, (gsize) index->n_rows + 1);
  if (lw_manifest_matcher_init (&matcher, self, index))
    *n_rows = filter_columns (&matcher, rows);
  if (!filter_text (&matcher, rows, n_rows, cancellable, error) ||
      !sort_rows (&matcher, rows, *n_rows, cancellable, error))
    return NULL;

  rows = g_renew (guint32, rows, *n_rows + 1);
  return g_steal_pointer (&rows);
}
