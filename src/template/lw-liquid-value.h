/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Values of Liquid. They are small and copied freely; what they point to belongs to the template, to the variables, or
 * to the heap, and all three outlive the rendering. */

#pragma once

#include "lw-liquid-heap.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  LW_LIQUID_NIL,
  LW_LIQUID_BOOLEAN,
  LW_LIQUID_INTEGER,
  LW_LIQUID_FLOAT,
  LW_LIQUID_STRING,
  LW_LIQUID_ARRAY,
  LW_LIQUID_JSON_ARRAY,
  LW_LIQUID_OBJECT,
  LW_LIQUID_RANGE,
  LW_LIQUID_LOOP,
  LW_LIQUID_SELF,
  LW_LIQUID_EMPTY,
  LW_LIQUID_BLANK,
} LwLiquidKind;

typedef struct _LwLiquidValue LwLiquidValue;
typedef struct _LwLiquidArray LwLiquidArray;
typedef struct _LwLiquidLoop LwLiquidLoop;

/**
 * LwLiquidValue:
 * @kind: what it is
 * @safe: a string that is not to be escaped (again) when it is output
 */
struct _LwLiquidValue
{
  LwLiquidKind kind;
  gboolean     safe;
  union
  {
    gboolean             boolean;
    gint64               integer;
    double               number;
    const char          *string;
    const LwLiquidArray *array;
    JsonArray           *json_array;
    JsonObject          *object;
    const LwLiquidLoop  *loop;
    struct
    {
      gint64 first;
      gint64 last;
    } range;
  } as;
};

struct _LwLiquidArray
{
  guint         length;
  LwLiquidValue items[];
};

/* What the variable forloop shows inside a for loop. */
struct _LwLiquidLoop
{
  const char         *variable;
  const char         *name;
  LwLiquidValue       item;
  guint               index;
  guint               length;
  const LwLiquidLoop *parent;
};

LwLiquidArray *lw_liquid_new_array         (LwLiquidHeap        *heap,
                                            guint                length);

LwLiquidValue  lw_liquid_nil               (void);
LwLiquidValue  lw_liquid_boolean           (gboolean             value);
LwLiquidValue  lw_liquid_integer           (gint64               value);
LwLiquidValue  lw_liquid_float             (double               value);
LwLiquidValue  lw_liquid_string            (const char          *value);
LwLiquidValue  lw_liquid_array             (const LwLiquidArray *value);
LwLiquidValue  lw_liquid_from_json         (JsonNode            *node);

gboolean       lw_liquid_is_truthy         (const LwLiquidValue *value);
gboolean       lw_liquid_is_number         (const LwLiquidValue *value);
gboolean       lw_liquid_is_empty          (const LwLiquidValue *value);
gboolean       lw_liquid_is_list           (const LwLiquidValue *value);
gboolean       lw_liquid_equal             (const LwLiquidValue *a,
                                            const LwLiquidValue *b);
gboolean       lw_liquid_compare           (const LwLiquidValue *a,
                                            const LwLiquidValue *b,
                                            int                 *result);

gsize          lw_liquid_get_size          (const LwLiquidValue *value);
guint          lw_liquid_get_length        (const LwLiquidValue *value);
LwLiquidValue  lw_liquid_get_item          (const LwLiquidValue *value,
                                            guint                index);
LwLiquidValue  lw_liquid_get_member        (LwLiquidHeap        *heap,
                                            const LwLiquidValue *value,
                                            const char          *name);
LwLiquidValue  lw_liquid_get_first         (LwLiquidHeap        *heap,
                                            const LwLiquidValue *value);
LwLiquidValue  lw_liquid_get_last          (LwLiquidHeap        *heap,
                                            const LwLiquidValue *value);
LwLiquidValue  lw_liquid_to_list           (LwLiquidHeap        *heap,
                                            const LwLiquidValue *value);

const char    *lw_liquid_to_text           (LwLiquidHeap        *heap,
                                            const LwLiquidValue *value);
const char    *lw_liquid_to_json           (LwLiquidHeap        *heap,
                                            const LwLiquidValue *value);
gboolean       lw_liquid_parse_number      (const char          *text,
                                            LwLiquidValue       *number);
LwLiquidValue  lw_liquid_to_number         (const LwLiquidValue *value);
gboolean       lw_liquid_to_integer        (const LwLiquidValue *value,
                                            gint64              *integer);

G_END_DECLS
