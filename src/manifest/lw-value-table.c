/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A hash table with open addressing: one array of codes, at most half full. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-value-table.h"

#define FIRST_SLOTS 64

/**
 * lw_value_table_init:
 * @self: (out caller-allocates): an empty table; clear it
 */
void
lw_value_table_init (LwValueTable *self)
{
  *self = (LwValueTable) { .n_slots = FIRST_SLOTS };
  self->slots = g_new0 (guint32, FIRST_SLOTS);
  self->values = g_new (guint64, FIRST_SLOTS / 2);
}

/**
 * lw_value_table_clear:
 * @self: a table
 */
void
lw_value_table_clear (LwValueTable *self)
{
  g_clear_pointer (&self->slots, g_free);
  g_clear_pointer (&self->values, g_free);
}

/* Where the value is or would be. */
static guint32 *
find_slot (LwValueTable *self,
           guint64       value)
{
  guint i = lw_value_hash (value) & (self->n_slots - 1);

  while (self->slots[i] != 0 && self->values[self->slots[i] - 1] != value)
    i = (i + 1) & (self->n_slots - 1);
  return &self->slots[i];
}

static void
grow (LwValueTable *self)
{
  self->n_slots *= 2;
  g_free (self->slots);
  self->slots = g_new0 (guint32, self->n_slots);
  self->values = g_renew (guint64, self->values, self->n_slots / 2);
  for (guint i = 0; i < self->n_values; i++)
    *find_slot (self, self->values[i]) = i + 1;
}

/**
 * lw_value_table_find:
 * @self: a table
 * @value: a value
 *
 * Returns: its code, which is made when there is none
 */
guint32
lw_value_table_find (LwValueTable *self,
                     guint64       value)
{
  guint32 *slot = find_slot (self, value);

  if (*slot != 0)
    return *slot;
  if (self->n_values == self->n_slots / 2)
    {
      grow (self);
      slot = find_slot (self, value);
    }
  self->values[self->n_values++] = value;
  return *slot = self->n_values;
}
