/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The filters of Liquid: one table a topic, and the lookup by name. */

#pragma once

#include "lw-liquid-context.h"

G_BEGIN_DECLS

#define LW_LIQUID_MAX_ARGUMENTS 4

typedef struct _LwLiquidArguments LwLiquidArguments;
typedef struct _LwLiquidFilter LwLiquidFilter;

/**
 * LwLiquidArguments:
 * @length: how many there are
 * @values: the arguments; nil beyond @length
 * @allow_false: the argument of that name, which the filter "default" knows
 */
struct _LwLiquidArguments
{
  guint         length;
  LwLiquidValue values[LW_LIQUID_MAX_ARGUMENTS];
  gboolean      allow_false;
};

typedef LwLiquidValue (*LwLiquidFilterFunc) (LwLiquidContext         *context,
                                             const LwLiquidValue     *input,
                                             const LwLiquidArguments *arguments);

/**
 * LwLiquidFilter:
 * @name: as templates write it
 * @func: what it does
 * @min_arguments: how many arguments it needs
 * @max_arguments: how many it takes
 */
struct _LwLiquidFilter
{
  const char         *name;
  LwLiquidFilterFunc  func;
  guint               min_arguments;
  guint               max_arguments;
};

extern const LwLiquidFilter lw_liquid_html_filters[];
extern const LwLiquidFilter lw_liquid_text_filters[];
extern const LwLiquidFilter lw_liquid_number_filters[];
extern const LwLiquidFilter lw_liquid_list_filters[];

const LwLiquidFilter *lw_liquid_filter_find          (const char          *name);

gboolean              lw_liquid_get_integer_argument (LwLiquidContext     *context,
                                                      const LwLiquidValue *value,
                                                      gint64              *integer);
const char           *lw_liquid_get_text             (LwLiquidContext     *context,
                                                      const LwLiquidValue *value);
LwLiquidValue         lw_liquid_take                 (LwLiquidContext     *context,
                                                      char                *text);
const char           *lw_liquid_escape               (LwLiquidContext     *context,
                                                      const char          *text);

G_END_DECLS
