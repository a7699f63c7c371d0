/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Names and their numbers, from 0 in order of first appearance: millions of short strings, each stored once. */

#define G_LOG_DOMAIN "lw-consolidation"

#include "config.h"

#include "lw-name-table.h"

#include <string.h>

#define FIRST_SIZE 64
#define CHUNK 4096

/* A slot of the hash table; @number is one more than the name's, 0 for an empty slot. */
typedef struct
{
  guint32 hash;
  guint32 number;
} Slot;

/* Open addressing, at most half full: a slot is eight bytes, and a name is looked at only when its hash is
 * the same. */
struct _LwNameTable
{
  GStringChunk *chunk;
  GPtrArray    *names;
  Slot         *slots;
  guint32       mask;
};

/* For sorting: most names differ in their key. */
typedef struct
{
  guint64 key;
  guint32 number;
} Sortable;

/* Eight bytes at a time, each mixed by a multiplication. */
static guint32
get_hash (const char *name,
          gsize       length)
{
  const guint64 odd = G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  guint64 hash = length * odd;

  while (length > 0)
    {
      guint64 word = 0;
      gsize n = MIN (length, sizeof word);

      memcpy (&word, name, n);
      hash = (hash ^ word) * odd;
      hash ^= hash >> 29;
      name += n;
      length -= n;
    }
  return (guint32) (hash ^ (hash >> 32));
}

/* The name's slot, or the empty one where it would be. */
static Slot *
find_slot (LwNameTable *self,
           const char  *name,
           gsize        length,
           guint32      hash)
{
  for (guint32 at = hash & self->mask;; at = (at + 1) & self->mask)
    {
      Slot *slot = &self->slots[at];
      const char *other;

      if (slot->number == 0)
        return slot;
      if (slot->hash != hash)
        continue;

      other = g_ptr_array_index (self->names, slot->number - 1);
      if (strncmp (other, name, length) == 0 && other[length] == '\0')
        return slot;
    }
}

static void
grow (LwNameTable *self)
{
  g_autofree Slot *old = self->slots;
  guint32 n_old = self->mask + 1;

  self->mask = n_old * 2 - 1;
  self->slots = g_new0 (Slot, (gsize) n_old * 2);
  for (guint32 i = 0; i < n_old; i++)
    {
      guint32 at = old[i].hash & self->mask;

      if (old[i].number == 0)
        continue;
      while (self->slots[at].number != 0)
        at = (at + 1) & self->mask;
      self->slots[at] = old[i];
    }
}

/* How many bytes at the beginning all names have in common. */
static gsize
get_common_length (LwNameTable *self)
{
  const char *first = self->names->len > 0 ? g_ptr_array_index (self->names, 0) : "";
  gsize length = strlen (first);

  for (guint i = 1; i < self->names->len && length > 0; i++)
    {
      const char *name = g_ptr_array_index (self->names, i);
      gsize n = 0;

      while (n < length && name[n] == first[n])
        n++;
      length = n;
    }
  return length;
}

/* The eight bytes after the common ones, as a number that orders like them. */
static guint64
get_key (const char *name)
{
  guint64 key = 0;
  guint n = 0;

  for (; n < 8 && name[n] != '\0'; n++)
    key = key << 8 | (guchar) name[n];
  return n == 0 ? 0 : key << 8 * (8 - n);
}

static int
compare_sortables (gconstpointer a,
                   gconstpointer b,
                   gpointer      user_data)
{
  LwNameTable *self = user_data;
  const Sortable *left = a;
  const Sortable *right = b;

  if (left->key != right->key)
    return left->key < right->key ? -1 : 1;
  return strcmp (g_ptr_array_index (self->names, left->number), g_ptr_array_index (self->names, right->number));
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

  self->chunk = g_string_chunk_new (CHUNK);
  self->names = g_ptr_array_new ();
  self->slots = g_new0 (Slot, FIRST_SIZE);
  self->mask = FIRST_SIZE - 1;
  return self;
}

void
lw_name_table_free (LwNameTable *self)
{
  if (self == NULL)
    return;

  g_free (self->slots);
  g_ptr_array_unref (self->names);
  g_string_chunk_free (self->chunk);
  g_free (self);
}

/**
 * lw_name_table_add:
 * @self: a table
 * @name: (array length=length): a name, without a zero byte in it
 * @length: its length; -1 when a zero byte ends it
 *
 * Returns: the number of @name, a new one if it is not there yet
 */
guint
lw_name_table_add (LwNameTable *self,
                   const char  *name,
                   gssize       length)
{
  gsize n;
  guint32 hash;
  Slot *slot;

  g_return_val_if_fail (self != NULL && name != NULL, 0);

  n = length >= 0 ? (gsize) length : strlen (name);
  hash = get_hash (name, n);
  slot = find_slot (self, name, n, hash);
  if (slot->number != 0)
    return slot->number - 1;

  g_ptr_array_add (self->names, g_string_chunk_insert_len (self->chunk, name, (gssize) n));
  *slot = (Slot) { hash, self->names->len };
  if (self->names->len > self->mask / 2)
    grow (self);
  return self->names->len - 1;
}

/**
 * lw_name_table_dup_order:
 * @self: a table
 *
 * Returns: (transfer full): the numbers of the names, in the order of their bytes
 */
guint32 *
lw_name_table_dup_order (LwNameTable *self)
{
  g_autofree Sortable *sortables = NULL;
  guint32 *order;
  gsize common;

  g_return_val_if_fail (self != NULL, NULL);

  common = get_common_length (self);
  sortables = g_new (Sortable, self->names->len + 1);
  order = g_new (guint32, self->names->len + 1);
  for (guint i = 0; i < self->names->len; i++)
    sortables[i] = (Sortable) { get_key ((const char *) g_ptr_array_index (self->names, i) + common), i };
  g_qsort_with_data (sortables, (int) self->names->len, sizeof (Sortable), compare_sortables, self);
  for (guint i = 0; i < self->names->len; i++)
    order[i] = sortables[i].number;
  return order;
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
  g_autofree guint32 *order = NULL;
  g_autoptr (GPtrArray) old = NULL;
  guint32 *renumbered;

  g_return_val_if_fail (self != NULL, NULL);

  order = lw_name_table_dup_order (self);
  old = g_steal_pointer (&self->names);
  self->names = g_ptr_array_sized_new (old->len);
  renumbered = g_new (guint32, old->len + 1);
  for (guint i = 0; i < old->len; i++)
    {
      renumbered[order[i]] = i;
      g_ptr_array_add (self->names, g_ptr_array_index (old, order[i]));
    }
  for (guint32 i = 0; i <= self->mask; i++)
    {
      if (self->slots[i].number != 0)
        self->slots[i].number = renumbered[self->slots[i].number - 1] + 1;
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
  gsize length;
  const Slot *slot;

  g_return_val_if_fail (self != NULL && name != NULL, FALSE);

  length = strlen (name);
  slot = find_slot (self, name, length, get_hash (name, length));
  if (slot->number == 0)
    return FALSE;

  if (number != NULL)
    *number = slot->number - 1;
  return TRUE;
}
