/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Names and their numbers, from 0 in order of first appearance: millions of short strings, each stored once. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-name-table.h"

#include <string.h>

struct _LwNameTable
{
  GStringChunk *chunk;
  GPtrArray    *names;
  GHashTable   *numbers;
};

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * lw_name_table_new:
 *
 * Returns: (transfer full): an empty table
 */
LwNameTable *
lw_name_table_new (void)
{
  LwNameTable *self = g_new (LwNameTable, 1);

  self->chunk = g_string_chunk_new (1024);
  self->names = g_ptr_array_new ();
  self->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
lw_name_table_free (LwNameTable *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->numbers);
  g_ptr_array_unref (self->names);
  g_string_chunk_free (self->chunk);
  g_free (self);
}

/**
 * lw_name_table_add:
 * @self: a table
 * @name: a name
 *
 * Returns: the number of @name, a new one if it is not there yet
 */
guint
lw_name_table_add (LwNameTable *self,
                   const char  *name)
{
  guint number;
  char *copy;

  g_return_val_if_fail (self != NULL && name != NULL, 0);

  if (lw_name_table_find (self, name, &number))
    return number;

  number = self->names->len;
  copy = g_string_chunk_insert (self->chunk, name);
  g_ptr_array_add (self->names, copy);
  g_hash_table_insert (self->numbers, copy, GUINT_TO_POINTER (number));
  return number;
}

/**
 * lw_name_table_sort:
 * @self: a table
 *
 * Numbers the names anew, in the order of their bytes.
 *
 * Returns: (transfer full): the new number of each old number
 */
guint32 *
lw_name_table_sort (LwNameTable *self)
{
  guint32 *renumbered;

  g_return_val_if_fail (self != NULL, NULL);

  renumbered = g_new (guint32, self->names->len + 1);
  g_ptr_array_sort (self->names, compare_names);
  for (guint i = 0; i < self->names->len; i++)
    {
      char *name = g_ptr_array_index (self->names, i);

      renumbered[GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, name))] = i;
      g_hash_table_insert (self->numbers, name, GUINT_TO_POINTER (i));
    }
  return renumbered;
}

/**
 * lw_name_table_get_length:
 * @self: a table
 *
 * Returns: the number of names
 */
guint
lw_name_table_get_length (LwNameTable *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->names->len;
}

/**
 * lw_name_table_get:
 * @self: a table
 * @number: a name's number
 *
 * Returns: (transfer none): the name
 */
const char *
lw_name_table_get (LwNameTable *self,
                   guint        number)
{
  g_return_val_if_fail (self != NULL && number < self->names->len, NULL);

  return g_ptr_array_index (self->names, number);
}

/**
 * lw_name_table_find:
 * @self: a table
 * @name: a name
 * @number: (out) (optional): its number
 *
 * Returns: whether @name is there
 */
gboolean
lw_name_table_find (LwNameTable *self,
                    const char  *name,
                    guint       *number)
{
  gpointer value;

  g_return_val_if_fail (self != NULL && name != NULL, FALSE);

  if (!g_hash_table_lookup_extended (self->numbers, name, NULL, &value))
    return FALSE;

  if (number != NULL)
    *number = GPOINTER_TO_UINT (value);
  return TRUE;
}
