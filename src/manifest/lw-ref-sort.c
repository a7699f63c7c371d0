/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Orders rows by their source-ref. What all of them start with is not kept; eight bytes after that are compared as one
 * number. Rows that are in order already, as a scan of a folder writes them, are not sorted. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-sort.h"

#include "lw-manifest-cursor.h"

#include <string.h>

/* A row and where its source-ref is in the pool. Length -1: it has none. */
typedef struct
{
  guint64 key;
  guint64 place;
  gint32  length;
  guint32 row;
} Named;

typedef struct
{
  GString  *pool;
  Named    *named;
  gsize     n;
  gboolean  descending;
} RefSort;

/* Bytes in order of their value, which for UTF-8 is the order of the characters. */
static int
compare_texts (const RefSort *self,
               const Named   *first,
               const Named   *second)
{
  int result = memcmp (self->pool->str + first->place, self->pool->str + second->place,
                       MIN (first->length, second->length));

  return result != 0 ? result : (first->length > second->length) - (first->length < second->length);
}

static int
compare_named (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const RefSort *self = data;
  const Named *first = a;
  const Named *second = b;
  int result;

  if (first->length < 0 || second->length < 0)
    return (first->length < 0) - (second->length < 0);
  if (first->key != second->key)
    result = first->key < second->key ? -1 : 1;
  else
    result = compare_texts (self, first, second);
  return self->descending ? -result : result;
}

static gboolean
collect (RefSort          *self,
         LwManifestIndex  *index,
         const guint32    *rows,
         GCancellable     *cancellable,
         GError          **error)
{
  g_autoptr (LwManifestCursor) cursor = lw_manifest_cursor_new (index);

  for (gsize i = 0; i < self->n; i++)
    {
      g_autofree char *copy = NULL;
      LwJsonSlice ref;
      gsize length;

      if (!lw_manifest_cursor_get_ref (cursor, rows[i], &ref, cancellable, error))
        return FALSE;
      self->named[i] = (Named) { 0, self->pool->len, -1, rows[i] };
      if (ref.data == NULL || lw_manifest_index_is_malformed (index, rows[i]))
        continue;
      copy = ref.escaped ? lw_json_slice_dup (&ref, &length) : NULL;
      self->named[i].length = (gint32) (copy != NULL ? length : ref.length);
      g_string_append_len (self->pool, copy != NULL ? copy : ref.data, self->named[i].length);
    }
  return TRUE;
}

/* How many bytes all texts start with. */
static gsize
find_common (const RefSort *self)
{
  const Named *first = NULL;
  gsize common = 0;

  for (gsize i = 0; i < self->n; i++)
    {
      const Named *named = &self->named[i];
      gsize k = 0;

      if (named->length < 0)
        continue;
      if (first == NULL)
        {
          first = named;
          common = (gsize) first->length;
        }
      common = MIN (common, (gsize) named->length);
      while (k < common && self->pool->str[first->place + k] == self->pool->str[named->place + k])
        k++;
      common = k;
    }
  return common;
}

/* A text that ends early has zeros, which sort before everything; what a tie means, the texts tell. */
static void
make_keys (RefSort *self)
{
  gsize common = find_common (self);

  for (gsize i = 0; i < self->n; i++)
    {
      Named *named = &self->named[i];

      for (guint k = 0; k < 8; k++)
        {
          gsize at = common + k;
          guint8 byte = named->length > 0 && at < (gsize) named->length
                          ? (guint8) self->pool->str[named->place + at] : 0;

          named->key = named->key << 8 | byte;
        }
    }
}

static gboolean
is_sorted (RefSort *self)
{
  for (gsize i = 1; i < self->n; i++)
    if (compare_named (&self->named[i - 1], &self->named[i], self) > 0)
      return FALSE;
  return TRUE;
}

/**
 * lw_ref_sort:
 * @index: a manifest
 * @rows: (inout) (array length=n_rows): rows of it, in file order
 * @n_rows: how many
 * @descending: whether the greatest comes first
 * @cancellable: (nullable): stops it while it reads the file
 * @error: return location: %LW_MANIFEST_ERROR_CHANGED, or a #GIOErrorEnum code
 *
 * Orders the rows by source-ref; equal ones stay in their order, those without one come last. While it runs it keeps
 * all source-refs, and 24 bytes for each.
 *
 * Returns: whether it was done
 */
gboolean
lw_ref_sort (LwManifestIndex  *index,
             guint32          *rows,
             gsize             n_rows,
             gboolean          descending,
             GCancellable     *cancellable,
             GError          **error)
{
  g_autoptr (GString) pool = g_string_new (NULL);
  g_autofree Named *named = g_new (Named, n_rows + 1);
  RefSort self = { pool, named, n_rows, descending };

  if (!collect (&self, index, rows, cancellable, error))
    return FALSE;
  make_keys (&self);
  if (is_sorted (&self))
    return TRUE;
  g_qsort_with_data (named, (int) n_rows, sizeof *named, compare_named, &self);
  for (gsize i = 0; i < n_rows; i++)
    rows[i] = named[i].row;
  return TRUE;
}
