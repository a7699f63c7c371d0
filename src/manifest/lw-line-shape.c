/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Learns the shape of a line from what the parser found in it. The matching is in lw-line-match.c. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-line-shape.h"

#include <string.h>

/* What is the same in many lines and says what the others mean stays text. */
static gboolean
is_fixed (const LwLineFacts *facts,
          const LwJsonSlice *value)
{
  if (value->type == LW_JSON_TRUE || value->type == LW_JSON_FALSE || value->type == LW_JSON_NULL)
    return TRUE;
  for (guint i = 0; i < facts->metadata->len; i++)
    {
      const LwLineMetadata *metadata = &g_array_index (facts->metadata, LwLineMetadata, i);

      if (value->data == metadata->type.data || value->data == metadata->job_name.data)
        return TRUE;
    }
  return FALSE;
}

static LwSlotKind
find_kind (const LwJsonSlice *value)
{
  if (value->type == LW_JSON_STRING)
    return LW_SLOT_STRING;
  return value->type == LW_JSON_NUMBER ? LW_SLOT_NUMBER : LW_SLOT_NESTED;
}

/* The text from @from up to @to is fixed; what follows is a value of @kind. */
static gboolean
add_slot (LwLineShape *self,
          guint       *n_text,
          const char  *from,
          const char  *to,
          LwSlotKind   kind)
{
  gsize length = to - from;

  if (*n_text + length > LW_SHAPE_MAX_TEXT || self->n_slots > LW_SHAPE_MAX_SLOTS)
    return FALSE;
  memcpy (self->text + *n_text, from, length);
  self->slots[self->n_slots] = (LwShapeSlot) { (guint16) *n_text, (guint16) length, kind, 0 };
  *n_text += length;
  return TRUE;
}

/**
 * lw_line_shape_learn:
 * @self: (out caller-allocates): a shape
 * @facts: what the parser found in the line, which is well formed
 * @line: (array length=length): the line
 * @length: its length in bytes
 *
 * Returns: whether the line has a shape that is worth knowing
 */
gboolean
lw_line_shape_learn (LwLineShape       *self,
                     const LwLineFacts *facts,
                     const char        *line,
                     gsize              length)
{
  const char *from = line;
  guint n_text = 0;

  memset (self, 0, sizeof *self);
  for (guint i = 0; i < facts->values->len; i++)
    {
      const LwJsonSlice *value = &g_array_index (facts->values, LwJsonSlice, i);

      if (is_fixed (facts, value))
        continue;
      if (self->n_slots == LW_SHAPE_MAX_SLOTS || !add_slot (self, &n_text, from, value->data, find_kind (value)))
        return FALSE;
      self->slots[self->n_slots++].place = value->data - line;
      from = value->data + value->length + (value->type == LW_JSON_STRING);
    }
  return add_slot (self, &n_text, from, line + length, LW_SLOT_END);
}

/**
 * lw_line_shape_find_slot:
 * @self: a shape
 * @line: the line that it was learnt from
 * @value: a value in that line; may have no data
 *
 * Returns: which slot it is; -1 when it is none
 */
int
lw_line_shape_find_slot (const LwLineShape *self,
                         const char        *line,
                         const LwJsonSlice *value)
{
  for (guint i = 0; value->data != NULL && i < self->n_slots; i++)
    if (self->slots[i].place == (gsize) (value->data - line))
      return (int) i;
  return -1;
}
