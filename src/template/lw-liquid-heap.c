/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The memory of one rendering: everything is freed at its end, and there is a limit, so that no template can take the
 * machine. Not for what a template keeps between renderings. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-liquid-heap.h"

#include <string.h>

/**
 * lw_liquid_heap_init:
 * @self: a heap
 * @limit: the most bytes that it may hand out
 */
void
lw_liquid_heap_init (LwLiquidHeap *self,
                     gsize         limit)
{
  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->used = 0;
  self->limit = limit;
  self->full = FALSE;
}

/**
 * lw_liquid_heap_clear:
 * @self: a heap
 *
 * Frees all that was handed out.
 */
void
lw_liquid_heap_clear (LwLiquidHeap *self)
{
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
}

static gboolean
charge (LwLiquidHeap *self,
        gsize         size)
{
  if (self->full || size > self->limit - self->used)
    {
      self->full = TRUE;
      return FALSE;
    }
  self->used += size;
  return TRUE;
}

/**
 * lw_liquid_heap_take:
 * @self: the heap
 * @text: (transfer full): a string
 *
 * Returns: (transfer none): @text, which lives as long as the heap
 */
const char *
lw_liquid_heap_take (LwLiquidHeap *self,
                     char         *text)
{
  charge (self, strlen (text) + 32);
  g_ptr_array_add (self->blocks, text);
  return text;
}

/**
 * lw_liquid_heap_alloc:
 * @self: the heap
 * @size: how many bytes
 *
 * Returns: (transfer none) (nullable): zeroed memory, %NULL when the heap is full
 */
void *
lw_liquid_heap_alloc (LwLiquidHeap *self,
                      gsize         size)
{
  void *block;

  if (!charge (self, size))
    return NULL;
  block = g_malloc0 (size);
  g_ptr_array_add (self->blocks, block);
  return block;
}

/**
 * lw_liquid_heap_append:
 * @self: the heap
 * @text: a string under construction
 * @more: what to append
 * @length: its length, or -1
 *
 * Appends unless @text would outgrow the heap; then the heap is full.
 */
void
lw_liquid_heap_append (LwLiquidHeap *self,
                       GString      *text,
                       const char   *more,
                       gssize        length)
{
  gsize size = length < 0 ? strlen (more) : (gsize) length;

  if (self->full || text->len + size > self->limit - self->used)
    self->full = TRUE;
  else
    g_string_append_len (text, more, size);
}
