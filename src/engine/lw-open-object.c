/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who has a place at an open data object. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-job.h"

/**
 * lw_slot_is_seen:
 * @self: a worker's place at an object
 *
 * Returns: whether the worker will never get the object again
 */
gboolean
lw_slot_is_seen (const LwSlot *self)
{
  return self->kind != LW_SLOT_LEASED && self->kind != LW_SLOT_EXPIRED;
}

/**
 * lw_open_object_find_slot:
 * @self: an object
 * @worker: a worker
 *
 * Returns: (transfer none) (nullable): the worker's place at it
 */
LwSlot *
lw_open_object_find_slot (LwOpenObject *self,
                          gint64        worker)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      LwSlot *slot = &g_array_index (self->slots, LwSlot, i);

      if (slot->worker == worker)
        return slot;
    }
  return NULL;
}

static guint *
get_count (LwOpenObject *self,
           LwSlotKind    kind)
{
  switch (kind)
    {
    case LW_SLOT_LEASED:
      return &self->n_leases;
    case LW_SLOT_ANSWERED:
      return &self->n_answers;
    case LW_SLOT_DROPPED:
    case LW_SLOT_RELEASED:
    case LW_SLOT_EXPIRED:
      return &self->n_past;
    case LW_SLOT_DECLINED:
    default:
      return &self->n_declines;
    }
}

/**
 * lw_open_object_add_slot:
 * @self: an object
 * @slot: a worker's place; takes the place of an earlier one of this worker
 */
void
lw_open_object_add_slot (LwOpenObject *self,
                         const LwSlot *slot)
{
  LwSlot *old = lw_open_object_find_slot (self, slot->worker);

  if (old != NULL)
    lw_open_object_remove_slot (self, old);
  g_array_append_vals (self->slots, slot, 1);
  ++*get_count (self, slot->kind);
}

/**
 * lw_open_object_remove_slot:
 * @self: an object
 * @slot: a place at it
 */
void
lw_open_object_remove_slot (LwOpenObject *self,
                            LwSlot       *slot)
{
  --*get_count (self, slot->kind);
  g_array_remove_index_fast (self->slots, slot - &g_array_index (self->slots, LwSlot, 0));
}
