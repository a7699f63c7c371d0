/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The state of one rendering: variables, loops, output, limits, and what went wrong where. */

#pragma once

#include "lw-liquid-value.h"
#include "lw-liquid.h"

G_BEGIN_DECLS

typedef enum
{
  LW_LIQUID_FLOW_NORMAL,
  LW_LIQUID_FLOW_BREAK,
  LW_LIQUID_FLOW_CONTINUE,
  LW_LIQUID_FLOW_STOP,
} LwLiquidFlow;

typedef struct _LwLiquidContext LwLiquidContext;

/**
 * LwLiquidContext:
 * @heap: where values are made
 * @options: how to render
 * @variables: the variables of the caller
 * @assigned: (element-type utf8 LwLiquidValue): what assign and capture set
 * @counters: (element-type utf8 gint64): what increment and decrement count
 * @continued: (element-type utf8 guint): where "offset: continue" goes on
 * @loop: (nullable): the innermost for loop
 * @output: where text goes
 * @map: (nullable): gets where @output comes from; %NULL while @output is not the rendered text
 * @diagnostics: (nullable): where to say what went wrong
 * @source: the template's text
 * @place: where in @source the rendering is
 * @steps: how many steps are left
 * @max_output: how large the output may become
 * @flow: what a node asks the nodes around it to do
 */
struct _LwLiquidContext
{
  LwLiquidHeap           heap;
  const LwLiquidOptions *options;
  JsonObject            *variables;
  GHashTable            *assigned;
  GHashTable            *counters;
  GHashTable            *continued;
  const LwLiquidLoop    *loop;
  GString               *output;
  LwSourceMap           *map;
  GPtrArray             *diagnostics;
  const char            *source;
  const char            *place;
  guint                  steps;
  gsize                  max_output;
  LwLiquidFlow           flow;
};

gboolean      lw_liquid_context_step   (LwLiquidContext     *self,
                                        gsize                bytes);
void          lw_liquid_context_warn   (LwLiquidContext     *self,
                                        const char          *code,
                                        const char          *format,
                                        ...) G_GNUC_PRINTF (3, 4);
void          lw_liquid_context_stop   (LwLiquidContext     *self,
                                        const char          *code,
                                        const char          *text);

LwLiquidValue lw_liquid_context_lookup (LwLiquidContext     *self,
                                        const char          *name);
void          lw_liquid_context_assign (LwLiquidContext     *self,
                                        const char          *name,
                                        LwLiquidValue        value);
gint64        lw_liquid_context_count  (LwLiquidContext     *self,
                                        const char          *name,
                                        int                  by);

void          lw_liquid_place_find     (const char          *source,
                                        const char          *place,
                                        guint               *line,
                                        guint               *column);

G_END_DECLS
