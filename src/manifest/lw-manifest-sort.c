/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Brings the rows that match a query into its order: says which rank each code of the ordering column has. The order by
 * source-ref, which has no column, is in lw-ref-sort.c. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-sort.h"

#include "lw-match-build.h"
#include "lw-query-term.h"
#include "lw-row-sort.h"

#include <string.h>

/* A code that says nothing; it comes last in either order. */
#define NO_KEY G_MAXUINT32

typedef struct
{
  LwManifestColumn  column;
  guint32          *keys;
  guint32           n_codes;
  guint32           n_keys;
} Order;

static Order
new_order (const LwManifestColumn *column,
           guint32                 n_codes,
           guint32                 n_keys)
{
  Order order = { .column = *column, .n_codes = n_codes, .n_keys = n_keys };

  order.keys = g_new (guint32, n_codes + 1);
  memset (order.keys, 0xff, (n_codes + 1) * sizeof *order.keys);
  return order;
}

/* Codes in order of what they mean, after 0 for nothing. */
static Order
order_by_code (const LwManifestColumn *column,
               guint32                 n_values)
{
  Order order = new_order (column, n_values + 1, n_values);

  for (guint32 i = 0; i < n_values; i++)
    order.keys[i + 1] = i;
  return order;
}

/* Of several labels the first counts. */
static Order
order_by_class (const LwManifestAttribute *columns)
{
  Order order = new_order (&columns->labels, columns->n_codes, columns->classes->len);

  for (guint32 code = 0; code < columns->n_codes; code++)
    if (lw_manifest_attribute_get_code_size (columns, code) > 0)
      order.keys[code] = columns->code_classes[columns->code_starts[code]];
  return order;
}

static Order
order_by_flags (const LwManifestMatcher *matcher)
{
  gboolean by_state = matcher->query->sort == LW_MANIFEST_SORT_STATE;
  Order order = new_order (&matcher->flags, 256, LW_N_DATA_OBJECT_STATES);

  for (guint i = 0; i < 256; i++)
    {
      guint annotator = lw_match_get_annotator (i);

      if (by_state)
        order.keys[i] = LW_ROW_STATE (i);
      else if (annotator != LW_ANNOTATOR_UNKNOWN)
        order.keys[i] = annotator;
    }
  return order;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  const char *first = *(const char *const *) a;
  const char *second = *(const char *const *) b;

  return strcmp (lw_query_skip_job_prefix (first), lw_query_skip_job_prefix (second));
}

static Order
order_by_job (const LwManifestAttribute *columns,
              const LwManifestColumn    *flags)
{
  gboolean in_flags = columns->job.n_rows == 0;
  guint32 n_jobs = columns->jobs->len;
  Order order = new_order (in_flags ? flags : &columns->job, in_flags ? 256 : n_jobs + 1, n_jobs);
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy (columns->jobs, NULL, NULL);
  g_autofree guint32 *keys = g_new (guint32, n_jobs + 1);

  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, compare_names);
  keys[0] = NO_KEY;
  for (guint32 i = 0; i < n_jobs; i++)
    {
      guint position;

      g_ptr_array_find (sorted, g_ptr_array_index (columns->jobs, i), &position);
      keys[i + 1] = position;
    }
  for (guint32 code = 0; code < order.n_codes; code++)
    {
      guint32 job = in_flags ? LW_ROW_JOB (code) : code;

      order.keys[code] = job <= n_jobs ? keys[job] : NO_KEY;
    }
  return order;
}

static gboolean
sort_by (const LwManifestMatcher  *matcher,
         Order                     order,
         guint32                  *rows,
         gsize                     n_rows,
         GCancellable             *cancellable,
         GError                  **error)
{
  g_autofree guint32 *ranks = order.keys;

  for (guint32 i = 0; i < order.n_codes; i++)
    {
      if (ranks[i] == NO_KEY)
        ranks[i] = order.n_keys;
      else if (matcher->query->descending)
        ranks[i] = order.n_keys - 1 - ranks[i];
    }
  return lw_row_sort (rows, n_rows, &order.column, ranks, order.n_keys + 1, cancellable, error);
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

/**
 * lw_manifest_sort_rows:
 * @matcher: a query
 * @rows: (inout) (array length=n_rows): its rows, in file order
 * @n_rows: how many
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Rows that lack what they are ordered by come last, equal rows stay in file order.
 *
 * Returns: whether it was done
 */
gboolean
lw_manifest_sort_rows (const LwManifestMatcher  *matcher,
                       guint32                  *rows,
                       gsize                     n_rows,
                       GCancellable             *cancellable,
                       GError                  **error)
{
  const LwManifestAttribute *columns = matcher->columns;
  Order order;

  switch (matcher->query->sort)
    {
    case LW_MANIFEST_SORT_FILE_ORDER:
      if (matcher->query->descending)
        reverse (rows, n_rows);
      return TRUE;
    case LW_MANIFEST_SORT_SOURCE_REF:
      return lw_ref_sort (matcher->index, rows, n_rows, matcher->query->descending, cancellable, error);
    case LW_MANIFEST_SORT_STATE:
    case LW_MANIFEST_SORT_ANNOTATOR:
      return sort_by (matcher, order_by_flags (matcher), rows, n_rows, cancellable, error);
    case LW_MANIFEST_SORT_CLASS:
    case LW_MANIFEST_SORT_CONFIDENCE:
    case LW_MANIFEST_SORT_CREATION_TIME:
    case LW_MANIFEST_SORT_JOB:
    default:
      break;
    }

  if (columns == NULL)
    return TRUE;
  if (matcher->query->sort == LW_MANIFEST_SORT_CLASS)
    order = order_by_class (columns);
  else if (matcher->query->sort == LW_MANIFEST_SORT_CONFIDENCE)
    order = order_by_code (&columns->confidence, columns->n_confidences);
  else if (matcher->query->sort == LW_MANIFEST_SORT_CREATION_TIME)
    order = order_by_code (&columns->created, columns->n_times);
  else
    order = order_by_job (columns, &matcher->flags);
  return sort_by (matcher, order, rows, n_rows, cancellable, error);
}
