/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A column of codes that grows and becomes wider as it must. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-column.h"

#include <string.h>

#define MIN_CAPACITY 64

static guint
find_width (guint32 code)
{
  if (code <= G_MAXUINT8)
    return 1;
  return code <= G_MAXUINT16 ? 2 : 4;
}

static guint32
find_largest (const guint32 *codes,
              gsize          n_codes)
{
  guint32 all = 0;

  for (gsize i = 0; i < n_codes; i++)
    all |= codes[i];
  return all;
}

/**
 * lw_manifest_column_init:
 * @self: (out caller-allocates): a column without rows; clear it
 */
void
lw_manifest_column_init (LwManifestColumn *self)
{
  *self = (LwManifestColumn) { .width = 1 };
}

/**
 * lw_manifest_column_clear:
 * @self: a column
 */
void
lw_manifest_column_clear (LwManifestColumn *self)
{
  g_free (self->data);
  lw_manifest_column_init (self);
}

static void
reserve (LwManifestColumn *self,
         gsize             n_rows)
{
  if (n_rows <= self->capacity)
    return;
  self->capacity = MAX (n_rows, self->capacity + self->capacity / 4 + MIN_CAPACITY);
  self->data = g_realloc_n (self->data, self->capacity, self->width);
}

/* @n codes from @codes, whose width is @width, through @table if there is one, from row @first on. */
static void
put (LwManifestColumn *self,
     gsize             first,
     gconstpointer     codes,
     guint             width,
     gsize             n,
     const guint32    *table)
{
#define PUT(to_type, from_type)                                            \
  G_STMT_START {                                                           \
    to_type *to = (to_type *) self->data + first;                          \
    const from_type *from = codes;                                         \
                                                                           \
    if (table != NULL)                                                     \
      for (gsize i = 0; i < n; i++)                                        \
        to[i] = (to_type) table[from[i]];                                  \
    else                                                                   \
      for (gsize i = 0; i < n; i++)                                        \
        to[i] = (to_type) from[i];                                         \
  } G_STMT_END
#define PUT_FROM(from_type)                                                \
  G_STMT_START {                                                           \
    if (self->width == 1)                                                  \
      PUT (guint8, from_type);                                             \
    else if (self->width == 2)                                             \
      PUT (guint16, from_type);                                            \
    else                                                                   \
      PUT (guint32, from_type);                                            \
  } G_STMT_END

  if (width == 1)
    PUT_FROM (guint8);
  else if (width == 2)
    PUT_FROM (guint16);
  else
    PUT_FROM (guint32);

#undef PUT_FROM
#undef PUT
}

static void
append (LwManifestColumn *self,
        gconstpointer     codes,
        guint             width,
        gsize             n)
{
  reserve (self, self->n_rows + n);
  put (self, self->n_rows, codes, width, n, NULL);
  self->n_rows += n;
}

static void
widen (LwManifestColumn *self,
       guint             width)
{
  LwManifestColumn old = *self;

  *self = (LwManifestColumn) { .width = width };
  reserve (self, old.capacity);
  append (self, old.data, old.width, old.n_rows);
  g_free (old.data);
}

/**
 * lw_manifest_column_append:
 * @self: a column
 * @codes: (array length=n_codes): the codes of the rows that follow
 * @n_codes: how many
 */
void
lw_manifest_column_append (LwManifestColumn *self,
                           const guint32    *codes,
                           gsize             n_codes)
{
  guint width = find_width (find_largest (codes, n_codes));

  if (width > self->width)
    widen (self, width);
  append (self, codes, sizeof *codes, n_codes);
}

/**
 * lw_manifest_column_pad:
 * @self: a column
 * @n_rows: how many rows it is to have at least
 *
 * Adds rows of code 0.
 */
void
lw_manifest_column_pad (LwManifestColumn *self,
                        gsize             n_rows)
{
  if (n_rows <= self->n_rows)
    return;
  reserve (self, n_rows);
  memset ((char *) self->data + self->n_rows * self->width, 0, (n_rows - self->n_rows) * self->width);
  self->n_rows = n_rows;
}

/**
 * lw_manifest_column_init_map:
 * @self: (out caller-allocates): a column; clear it
 * @from: another
 * @codes: (array length=n_codes): for each code in @from the code in @self
 * @n_codes: how many; more than any code in @from
 * @in_place: both may share their rows, so that only one of them is to be cleared
 *
 * Makes a column that is to have the same rows in other words, in just the room that it needs. Fill it with
 * lw_manifest_column_map().
 */
void
lw_manifest_column_init_map (LwManifestColumn       *self,
                             LwManifestColumn       *from,
                             const guint32          *codes,
                             gsize                   n_codes,
                             gboolean                in_place)
{
  *self = (LwManifestColumn) { find_width (find_largest (codes, n_codes)), from->n_rows, from->n_rows, NULL };
  if (!in_place || self->width != from->width)
    {
      self->data = g_malloc_n (MAX (from->n_rows, 1), self->width);
      return;
    }
  from->data = g_realloc_n (from->data, MAX (from->n_rows, 1), from->width);
  self->data = from->data;
}

/**
 * lw_manifest_column_map:
 * @self: a column of lw_manifest_column_init_map()
 * @from: the other
 * @codes: for each code in @from the code in @self
 * @first: a row
 * @end: behind the last row
 *
 * Fills rows; any thread may fill some.
 */
void
lw_manifest_column_map (LwManifestColumn       *self,
                        const LwManifestColumn *from,
                        const guint32          *codes,
                        gsize                   first,
                        gsize                   end)
{
  if (end > first)
    put (self, first, (const char *) from->data + first * from->width, from->width, end - first, codes);
}

/**
 * lw_manifest_column_copy:
 * @self: (inout): a column without rows
 * @from: another
 * @n_rows: how many of its rows
 */
void
lw_manifest_column_copy (LwManifestColumn       *self,
                         const LwManifestColumn *from,
                         gsize                   n_rows)
{
  lw_manifest_column_clear (self);
  self->width = from->width;
  reserve (self, n_rows);
  append (self, from->data, from->width, n_rows);
}
