/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Some rows of a manifest: runs of neighbours, each as two numbers of one to five bytes, how far it is from
 * the end of the one before and how long it is, less one. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-row-set.h"

#include <string.h>

struct _LwRowSet
{
  gatomicrefcount  refs;
  guint8          *code;
  gsize            length;
  guint            size;
  guint64          end;
};

/* Seven bits a byte, the low ones first; the high bit says that more follow. */
static void
put_number (GByteArray *code,
            guint32     number)
{
  guint8 byte;

  for (; number >= 0x80; number >>= 7)
    {
      byte = (guint8) (number | 0x80);
      g_byte_array_append (code, &byte, 1);
    }
  byte = (guint8) number;
  g_byte_array_append (code, &byte, 1);
}

static gboolean
get_number (LwRowSetIter *iter,
            guint32      *number)
{
  guint64 value = 0;

  for (guint shift = 0; shift < 35 && iter->pos < iter->end; shift += 7)
    {
      guint8 byte = *iter->pos++;

      value |= (guint64) (byte & 0x7f) << shift;
      if ((byte & 0x80) == 0)
        {
          *number = (guint32) value;
          return value <= G_MAXUINT32;
        }
    }
  return FALSE;
}

static LwRowSet *
take_code (GByteArray *code,
           guint       size,
           guint64     end)
{
  LwRowSet *self = g_new0 (LwRowSet, 1);

  g_atomic_ref_count_init (&self->refs);
  self->length = code->len;
  self->code = g_byte_array_free (code, FALSE);
  self->size = size;
  self->end = end;
  return self;
}

/**
 * lw_row_set_new_range:
 * @first: a row
 * @n_rows: how many
 *
 * Returns: (transfer full): the row and those behind it
 */
LwRowSet *
lw_row_set_new_range (guint first,
                      guint n_rows)
{
  GByteArray *code = g_byte_array_new ();

  if (n_rows > 0)
    {
      put_number (code, first);
      put_number (code, n_rows - 1);
    }
  return take_code (code, n_rows, n_rows > 0 ? (guint64) first + n_rows : 0);
}

static LwRowSet *
new_from_sorted (const guint32 *rows,
                 gsize          n_rows)
{
  GByteArray *code = g_byte_array_new ();
  guint64 end = 0;
  guint size = 0;

  for (gsize i = 0; i < n_rows; )
    {
      gsize last = i;

      while (last + 1 < n_rows && rows[last + 1] <= (guint64) rows[last] + 1)
        last++;
      put_number (code, (guint32) (rows[i] - end));
      put_number (code, rows[last] - rows[i]);
      size += rows[last] - rows[i] + 1;
      end = (guint64) rows[last] + 1;
      i = last + 1;
    }
  return take_code (code, size, end);
}

static gboolean
is_sorted (const guint32 *rows,
           gsize          n_rows)
{
  for (gsize i = 1; i < n_rows; i++)
    if (rows[i] < rows[i - 1])
      return FALSE;
  return TRUE;
}

/* One bit a row up to the last one: a view sorted by confidence has its rows in any order. */
static guint32 *
sort_rows (const guint32 *rows,
           gsize          n_rows,
           gsize         *n_sorted)
{
  g_autofree guint64 *bits = NULL;
  guint32 *sorted = g_new (guint32, n_rows);
  guint32 highest = 0;
  gsize n = 0;

  for (gsize i = 0; i < n_rows; i++)
    highest = MAX (highest, rows[i]);
  bits = g_new0 (guint64, highest / 64 + 1);
  for (gsize i = 0; i < n_rows; i++)
    bits[rows[i] / 64] |= (guint64) 1 << rows[i] % 64;
  for (gsize i = 0; i <= highest / 64; i++)
    for (guint64 word = bits[i]; word != 0; word &= word - 1)
      {
        guint bit = 0;

        while ((word >> bit & 1) == 0)
          bit++;
        sorted[n++] = (guint32) (i * 64 + bit);
      }
  *n_sorted = n;
  return sorted;
}

/**
 * lw_row_set_new_from_rows:
 * @rows: (array length=n_rows): rows in any order
 * @n_rows: how many
 *
 * Returns: (transfer full): these rows, each once
 */
LwRowSet *
lw_row_set_new_from_rows (const guint32 *rows,
                          gsize          n_rows)
{
  g_autofree guint32 *sorted = NULL;
  gsize n_sorted;

  g_return_val_if_fail (rows != NULL || n_rows == 0, NULL);

  if (is_sorted (rows, n_rows))
    return new_from_sorted (rows, n_rows);
  sorted = sort_rows (rows, n_rows, &n_sorted);
  return new_from_sorted (sorted, n_sorted);
}

/**
 * lw_row_set_new_from_base64:
 * @text: what lw_row_set_to_base64() made
 *
 * Returns: (transfer full) (nullable): the rows; %NULL for a text that says nothing of the kind
 */
LwRowSet *
lw_row_set_new_from_base64 (const char *text)
{
  g_autofree guint8 *code = NULL;
  GByteArray *array;
  LwRowSetIter iter;
  gsize length;
  guint64 size = 0;
  guint first, n_rows;

  g_return_val_if_fail (text != NULL, NULL);

  code = g_base64_decode (text, &length);
  iter = (LwRowSetIter) { code, code + length, 0 };
  while (lw_row_set_iter_next (&iter, &first, &n_rows))
    size += n_rows;
  if (iter.pos != iter.end || size > G_MAXUINT32)
    return NULL;

  array = g_byte_array_new ();
  g_byte_array_append (array, code, (guint) length);
  return take_code (array, (guint) size, iter.next);
}

/**
 * lw_row_set_to_base64:
 * @self: rows
 *
 * Returns: (transfer full): them as text
 */
char *
lw_row_set_to_base64 (LwRowSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_base64_encode (self->code, self->length);
}

/**
 * lw_row_set_ref:
 * @self: rows
 *
 * Returns: (transfer full): @self
 */
LwRowSet *
lw_row_set_ref (LwRowSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * lw_row_set_unref:
 * @self: (transfer full): rows
 */
void
lw_row_set_unref (LwRowSet *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->code);
  g_free (self);
}

/**
 * lw_row_set_get_size:
 * @self: rows
 *
 * Returns: how many
 */
guint
lw_row_set_get_size (LwRowSet *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->size;
}

/**
 * lw_row_set_get_end:
 * @self: rows
 *
 * Returns: the number behind the last row; 0 when there is none
 */
guint64
lw_row_set_get_end (LwRowSet *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->end;
}

/**
 * lw_row_set_iter_init:
 * @iter: (out caller-allocates): a place
 * @self: rows; they must live as long as @iter is used
 */
void
lw_row_set_iter_init (LwRowSetIter *iter,
                      LwRowSet     *self)
{
  g_return_if_fail (iter != NULL && self != NULL);

  *iter = (LwRowSetIter) { self->code, self->code + self->length, 0 };
}

/**
 * lw_row_set_iter_next:
 * @iter: a place
 * @first: (out): the first row of the next run
 * @n_rows: (out): how many rows it has
 *
 * Runs come in ascending order and do not touch each other.
 *
 * Returns: whether there was one
 */
gboolean
lw_row_set_iter_next (LwRowSetIter *iter,
                      guint        *first,
                      guint        *n_rows)
{
  LwRowSetIter ahead = *iter;
  guint32 gap, more;

  if (!get_number (&ahead, &gap) || !get_number (&ahead, &more) || ahead.next + gap + more >= G_MAXUINT32)
    return FALSE;
  *first = (guint) (ahead.next + gap);
  *n_rows = more + 1;
  ahead.next += (guint64) gap + more + 1;
  *iter = ahead;
  return TRUE;
}
