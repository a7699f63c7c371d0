/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Comparing values of Liquid: equality as == means it, order, and the words empty and blank. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-liquid-value.h"

#include <string.h>

/**
 * lw_liquid_is_empty:
 * @value: a value
 *
 * Returns: whether it equals the word empty: text, lists and objects without content do
 */
gboolean
lw_liquid_is_empty (const LwLiquidValue *value)
{
  if (value->kind == LW_LIQUID_STRING)
    return value->as.string[0] == '\0';
  if (value->kind == LW_LIQUID_OBJECT)
    return json_object_get_size (value->as.object) == 0;
  return lw_liquid_is_list (value) && lw_liquid_get_length (value) == 0;
}

/* What equals the word blank: also nil, false, and text of white space. */
static gboolean
is_blank (const LwLiquidValue *value)
{
  const char *text;

  if (value->kind != LW_LIQUID_STRING)
    return !lw_liquid_is_truthy (value) || lw_liquid_is_empty (value);
  for (text = value->as.string; *text != '\0'; text++)
    if (!g_ascii_isspace (*text))
      return FALSE;
  return TRUE;
}

static double
as_double (const LwLiquidValue *value)
{
  return value->kind == LW_LIQUID_INTEGER ? (double) value->as.integer : value->as.number;
}

static gboolean
lists_are_equal (const LwLiquidValue *a,
                 const LwLiquidValue *b)
{
  guint length = lw_liquid_get_length (a);

  if (a->kind == b->kind && a->as.array == b->as.array)
    return TRUE;
  if (length != lw_liquid_get_length (b))
    return FALSE;
  for (guint i = 0; i < length; i++)
    {
      LwLiquidValue left = lw_liquid_get_item (a, i);
      LwLiquidValue right = lw_liquid_get_item (b, i);

      if (!lw_liquid_equal (&left, &right))
        return FALSE;
    }
  return TRUE;
}

static gboolean
objects_are_equal (JsonObject *a,
                   JsonObject *b)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (a == b)
    return TRUE;
  if (json_object_get_size (a) != json_object_get_size (b))
    return FALSE;
  json_object_iter_init (&iter, a);
  while (json_object_iter_next (&iter, &name, &node))
    {
      LwLiquidValue left = lw_liquid_from_json (node);
      LwLiquidValue right = lw_liquid_from_json (json_object_get_member (b, name));

      if (!json_object_has_member (b, name) || !lw_liquid_equal (&left, &right))
        return FALSE;
    }
  return TRUE;
}

/**
 * lw_liquid_equal:
 * @a: a value
 * @b: a value
 *
 * Returns: whether they are equal as the operator == means it
 */
gboolean
lw_liquid_equal (const LwLiquidValue *a,
                 const LwLiquidValue *b)
{
  if (b->kind == LW_LIQUID_EMPTY || b->kind == LW_LIQUID_BLANK)
    {
      if (a->kind == b->kind)
        return TRUE;
      return b->kind == LW_LIQUID_EMPTY ? lw_liquid_is_empty (a) : is_blank (a);
    }
  if (a->kind == LW_LIQUID_EMPTY || a->kind == LW_LIQUID_BLANK)
    return lw_liquid_equal (b, a);
  if (a->kind == LW_LIQUID_INTEGER && b->kind == LW_LIQUID_INTEGER)
    return a->as.integer == b->as.integer;
  if (lw_liquid_is_number (a) && lw_liquid_is_number (b))
    return as_double (a) == as_double (b);
  if (a->kind == LW_LIQUID_RANGE && b->kind == LW_LIQUID_RANGE)
    return a->as.range.first == b->as.range.first && a->as.range.last == b->as.range.last;
  if (a->kind != LW_LIQUID_RANGE && b->kind != LW_LIQUID_RANGE &&
      lw_liquid_is_list (a) && lw_liquid_is_list (b))
    return lists_are_equal (a, b);
  if (a->kind != b->kind)
    return FALSE;

  if (a->kind == LW_LIQUID_STRING)
    return a->as.string == b->as.string || strcmp (a->as.string, b->as.string) == 0;
  if (a->kind == LW_LIQUID_BOOLEAN)
    return a->as.boolean == b->as.boolean;
  if (a->kind == LW_LIQUID_OBJECT)
    return objects_are_equal (a->as.object, b->as.object);
  return a->kind == LW_LIQUID_NIL || a->kind == LW_LIQUID_SELF ||
         (a->kind == LW_LIQUID_LOOP && a->as.loop == b->as.loop);
}

/**
 * lw_liquid_compare:
 * @a: a value
 * @b: a value
 * @result: (out): less than, equal to or greater than 0
 *
 * Returns: whether the two have an order: numbers, or strings
 */
gboolean
lw_liquid_compare (const LwLiquidValue *a,
                   const LwLiquidValue *b,
                   int                 *result)
{
  if (a->kind == LW_LIQUID_INTEGER && b->kind == LW_LIQUID_INTEGER)
    *result = (a->as.integer > b->as.integer) - (a->as.integer < b->as.integer);
  else if (lw_liquid_is_number (a) && lw_liquid_is_number (b))
    *result = (as_double (a) > as_double (b)) - (as_double (a) < as_double (b));
  else if (a->kind == LW_LIQUID_STRING && b->kind == LW_LIQUID_STRING)
    *result = strcmp (a->as.string, b->as.string);
  else
    return FALSE;
  return TRUE;
}
