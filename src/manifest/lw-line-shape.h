/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What many lines of a manifest have in common: fixed text with values between. A line of a known shape needs
 * no parser: its fixed text is compared, its values are checked, and it is then known to be what the line was
 * that the shape was learnt from, with other values. Any other line goes to the parser. Only for manifest/. */

#pragma once

#include "lw-line-facts.h"

G_BEGIN_DECLS

#define LW_SHAPE_MAX_SLOTS  32
#define LW_SHAPE_MAX_TEXT   3072

/* The matchers read whole blocks: so many bytes behind a line and behind a shape's text must be there. */
#define LW_SHAPE_SPARE      64

/* So many members and items of a line are taken apart. */
#define LW_LINE_MAX_ITEMS   64

typedef struct _LwLineShape LwLineShape;
typedef struct _LwShapeSlot LwShapeSlot;

typedef enum
{
  LW_SLOT_END,
  LW_SLOT_STRING,
  LW_SLOT_NUMBER,
  LW_SLOT_NESTED,
} LwSlotKind;

/**
 * LwShapeSlot:
 * @text: where the fixed text before the value starts
 * @length: how long that is
 * @kind: what the value is
 * @place: where it was in the line that the shape was learnt from
 */
struct _LwShapeSlot
{
  guint16    text;
  guint16    length;
  LwSlotKind kind;
  gsize      place;
};

/**
 * LwLineShape:
 * @n_slots: how many values there are, the end of the line not counted
 * @slots: (array): the values, and the end behind them
 * @text: the fixed text of all slots
 */
struct _LwLineShape
{
  guint       n_slots;
  LwShapeSlot slots[LW_SHAPE_MAX_SLOTS + 1];
  char        text[LW_SHAPE_MAX_TEXT + LW_SHAPE_SPARE];
};

/**
 * LwLineItem:
 * @key: the name of an object's member, without escapes; no data in an array
 * @value: a string or a number
 */
typedef struct
{
  LwJsonSlice key;
  LwJsonSlice value;
} LwLineItem;

/**
 * LwLineValues:
 * @slices: the values, as many as the shape has slots
 * @first_item: for objects and arrays: which of @items is their first
 * @n_items: how many they have; 0 when they were not taken apart, because something in them is nested or there is
 *   too much of it
 *
 * What a line of a known shape says.
 */
typedef struct
{
  LwJsonSlice slices[LW_SHAPE_MAX_SLOTS];
  guint8      first_item[LW_SHAPE_MAX_SLOTS];
  guint8      n_items[LW_SHAPE_MAX_SLOTS];
  LwLineItem  items[LW_LINE_MAX_ITEMS];
} LwLineValues;

/**
 * LwLineMatcher:
 * @shape: a shape
 * @line: the start of a line; %LW_SHAPE_SPARE bytes behind @end may be read
 * @end: behind the text, where a NUL stands
 * @values: (out): the values
 *
 * Returns: (nullable): the end of the line, where its line break is; %NULL when it has another shape
 */
typedef const char *(*LwLineMatcher) (const LwLineShape *shape,
                                      const char        *line,
                                      const char        *end,
                                      LwLineValues      *values);

gboolean      lw_line_shape_learn       (LwLineShape       *self,
                                         const LwLineFacts *facts,
                                         const char        *line,
                                         gsize              length);
int           lw_line_shape_find_slot   (const LwLineShape *self,
                                         const char        *line,
                                         const LwJsonSlice *value);

/* All give the same; the first is what any machine has. */
const char   *lw_line_match_portable    (const LwLineShape *shape,
                                         const char        *line,
                                         const char        *end,
                                         LwLineValues      *values);
guint         lw_line_match_get_all     (LwLineMatcher      matchers[4]);
LwLineMatcher lw_line_match_get_best    (void);

G_END_DECLS
