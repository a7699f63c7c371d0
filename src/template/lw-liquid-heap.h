/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The memory of one rendering: everything is freed at its end, and there is a limit, so that no template can take the
 * machine. Not for what a template keeps between renderings. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LwLiquidHeap LwLiquidHeap;

/**
 * LwLiquidHeap:
 * @blocks: what to free at the end
 * @used: bytes handed out
 * @limit: the most bytes to hand out
 * @full: the limit was hit: the rendering ends at the next node
 */
struct _LwLiquidHeap
{
  GPtrArray *blocks;
  gsize      used;
  gsize      limit;
  gboolean   full;
};

void        lw_liquid_heap_init   (LwLiquidHeap *self,
                                   gsize         limit);
void        lw_liquid_heap_clear  (LwLiquidHeap *self);
const char *lw_liquid_heap_take   (LwLiquidHeap *self,
                                   char         *text);
void       *lw_liquid_heap_alloc  (LwLiquidHeap *self,
                                   gsize         size);
void        lw_liquid_heap_append (LwLiquidHeap *self,
                                   GString      *text,
                                   const char   *more,
                                   gssize        length);

G_END_DECLS
