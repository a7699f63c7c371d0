/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Gives every different value a code, from 1, in the order in which they first come. Only for manifest/. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LwValueTable LwValueTable;

/**
 * LwValueTable:
 * @values: the value of code c is number c - 1
 * @n_values: how many there are
 * @slots: codes by hash of their value, 0 where there is none
 * @n_slots: a power of two
 */
struct _LwValueTable
{
  guint64 *values;
  guint    n_values;
  guint32 *slots;
  guint    n_slots;
};

void    lw_value_table_init  (LwValueTable *self);
void    lw_value_table_clear (LwValueTable *self);
guint32 lw_value_table_find  (LwValueTable *self,
                              guint64       value);

static inline guint64
lw_value_hash (guint64 value)
{
  value *= 0x9e3779b97f4a7c15u;
  return value ^ value >> 32;
}

G_END_DECLS
