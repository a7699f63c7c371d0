/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Values of Liquid: what they are and hold. Comparing them is in lw-liquid-value-compare.c, their text
 * forms are in lw-liquid-text.c. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-liquid-value.h"

#include <string.h>

/**
 * lw_liquid_new_array:
 * @heap: the heap
 * @length: how many items
 *
 * Returns: (transfer none): an array of nils; empty when the heap is full
 */
LwLiquidArray *
lw_liquid_new_array (LwLiquidHeap *heap,
                     guint         length)
{
  static LwLiquidArray nothing;
  gsize size = sizeof (LwLiquidArray) + length * sizeof (LwLiquidValue);
  LwLiquidArray *array = lw_liquid_heap_alloc (heap, size);

  if (array == NULL)
    return &nothing;
  array->length = length;
  return array;
}

/**
 * lw_liquid_nil:
 *
 * Returns: what does not exist
 */
LwLiquidValue
lw_liquid_nil (void)
{
  return (LwLiquidValue) { .kind = LW_LIQUID_NIL };
}

/**
 * lw_liquid_boolean:
 * @value: a truth value
 *
 * Returns: @value as a value of Liquid
 */
LwLiquidValue
lw_liquid_boolean (gboolean value)
{
  return (LwLiquidValue) { .kind = LW_LIQUID_BOOLEAN, .as.boolean = value };
}

/**
 * lw_liquid_integer:
 * @value: an integer
 *
 * Returns: @value as a value of Liquid
 */
LwLiquidValue
lw_liquid_integer (gint64 value)
{
  return (LwLiquidValue) { .kind = LW_LIQUID_INTEGER, .as.integer = value };
}

/**
 * lw_liquid_float:
 * @value: a number with a fraction
 *
 * Returns: @value as a value of Liquid
 */
LwLiquidValue
lw_liquid_float (double value)
{
  return (LwLiquidValue) { .kind = LW_LIQUID_FLOAT, .as.number = value };
}

/**
 * lw_liquid_string:
 * @value: text that outlives the value
 *
 * Returns: @value as a value of Liquid
 */
LwLiquidValue
lw_liquid_string (const char *value)
{
  return (LwLiquidValue) { .kind = LW_LIQUID_STRING, .as.string = value };
}

/**
 * lw_liquid_array:
 * @value: an array of the heap
 *
 * Returns: @value as a value of Liquid
 */
LwLiquidValue
lw_liquid_array (const LwLiquidArray *value)
{
  return (LwLiquidValue) { .kind = LW_LIQUID_ARRAY, .as.array = value };
}

/**
 * lw_liquid_from_json:
 * @node: (nullable): a JSON value
 *
 * Returns: the value that points into @node
 */
LwLiquidValue
lw_liquid_from_json (JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return lw_liquid_nil ();
  if (JSON_NODE_HOLDS_OBJECT (node))
    return (LwLiquidValue) { .kind = LW_LIQUID_OBJECT, .as.object = json_node_get_object (node) };
  if (JSON_NODE_HOLDS_ARRAY (node))
    return (LwLiquidValue) { .kind = LW_LIQUID_JSON_ARRAY, .as.json_array = json_node_get_array (node) };

  switch (json_node_get_value_type (node))
    {
    case G_TYPE_BOOLEAN:
      return lw_liquid_boolean (json_node_get_boolean (node));
    case G_TYPE_INT64:
      return lw_liquid_integer (json_node_get_int (node));
    case G_TYPE_DOUBLE:
      return lw_liquid_float (json_node_get_double (node));
    default:
      return lw_liquid_string (json_node_get_string (node));
    }
}

/**
 * lw_liquid_is_truthy:
 * @value: a value
 *
 * Returns: whether conditions take it as true: anything but nil and false
 */
gboolean
lw_liquid_is_truthy (const LwLiquidValue *value)
{
  return value->kind != LW_LIQUID_NIL && (value->kind != LW_LIQUID_BOOLEAN || value->as.boolean);
}

/**
 * lw_liquid_is_number:
 * @value: a value
 *
 * Returns: whether it is an integer or a float
 */
gboolean
lw_liquid_is_number (const LwLiquidValue *value)
{
  return value->kind == LW_LIQUID_INTEGER || value->kind == LW_LIQUID_FLOAT;
}

/**
 * lw_liquid_is_list:
 * @value: a value
 *
 * Returns: whether it is a list: an array or a range
 */
gboolean
lw_liquid_is_list (const LwLiquidValue *value)
{
  return value->kind == LW_LIQUID_ARRAY || value->kind == LW_LIQUID_JSON_ARRAY ||
         value->kind == LW_LIQUID_RANGE;
}

/**
 * lw_liquid_get_size:
 * @value: a value
 *
 * Returns: about how many bytes are looked at when the whole of @value is
 */
gsize
lw_liquid_get_size (const LwLiquidValue *value)
{
  if (value->kind == LW_LIQUID_STRING)
    return strlen (value->as.string);
  return 8 * (gsize) lw_liquid_get_length (value);
}

/**
 * lw_liquid_get_length:
 * @value: a value
 *
 * Returns: how many items a list has, cut to what a loop can ever take; 0 for what is no list
 */
guint
lw_liquid_get_length (const LwLiquidValue *value)
{
  if (value->kind == LW_LIQUID_ARRAY)
    return value->as.array->length;
  if (value->kind == LW_LIQUID_JSON_ARRAY)
    return json_array_get_length (value->as.json_array);
  if (value->kind == LW_LIQUID_RANGE && value->as.range.last >= value->as.range.first)
    return MIN ((guint64) value->as.range.last - (guint64) value->as.range.first, G_MAXINT32 - 1) + 1;
  return 0;
}

/**
 * lw_liquid_get_item:
 * @value: a list
 * @index: from 0
 *
 * Returns: the item there, nil beyond the end
 */
LwLiquidValue
lw_liquid_get_item (const LwLiquidValue *value,
                    guint                index)
{
  if (index >= lw_liquid_get_length (value))
    return lw_liquid_nil ();
  if (value->kind == LW_LIQUID_ARRAY)
    return value->as.array->items[index];
  if (value->kind == LW_LIQUID_JSON_ARRAY)
    return lw_liquid_from_json (json_array_get_element (value->as.json_array, index));
  return lw_liquid_integer (value->as.range.first + index);
}

static LwLiquidValue
new_pair (LwLiquidHeap *heap,
          const char   *name,
          JsonNode     *node)
{
  LwLiquidArray *pair = lw_liquid_new_array (heap, 2);

  if (pair->length == 2)
    {
      pair->items[0] = lw_liquid_string (name);
      pair->items[1] = lw_liquid_from_json (node);
    }
  return lw_liquid_array (pair);
}

static LwLiquidValue
get_character (LwLiquidHeap *heap,
               const char   *start)
{
  if (*start == '\0')
    return lw_liquid_nil ();
  return lw_liquid_string (lw_liquid_heap_take (heap, g_strndup (start, g_utf8_next_char (start) - start)));
}

/**
 * lw_liquid_get_first:
 * @heap: where a new value is made
 * @value: a list, object or string
 *
 * Returns: its first item, [name, value] pair or character, or nil
 */
LwLiquidValue
lw_liquid_get_first (LwLiquidHeap        *heap,
                     const LwLiquidValue *value)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (value->kind == LW_LIQUID_STRING)
    return get_character (heap, value->as.string);
  if (value->kind != LW_LIQUID_OBJECT)
    return lw_liquid_get_item (value, 0);

  json_object_iter_init_ordered (&iter, value->as.object);
  if (!json_object_iter_next_ordered (&iter, &name, &node))
    return lw_liquid_nil ();
  return new_pair (heap, name, node);
}

/**
 * lw_liquid_get_last:
 * @heap: where a new value is made
 * @value: a list or string
 *
 * Returns: its last item or character, or nil
 */
LwLiquidValue
lw_liquid_get_last (LwLiquidHeap        *heap,
                    const LwLiquidValue *value)
{
  guint length = lw_liquid_get_length (value);

  if (value->kind == LW_LIQUID_STRING)
    {
      const char *end = value->as.string + strlen (value->as.string);

      return get_character (heap, end > value->as.string ? g_utf8_prev_char (end) : end);
    }
  return length > 0 ? lw_liquid_get_item (value, length - 1) : lw_liquid_nil ();
}

static LwLiquidValue
get_loop_member (const LwLiquidLoop *loop,
                 const char         *name)
{
  if (strcmp (name, "index") == 0)
    return lw_liquid_integer (loop->index + 1);
  if (strcmp (name, "index0") == 0)
    return lw_liquid_integer (loop->index);
  if (strcmp (name, "rindex") == 0)
    return lw_liquid_integer (loop->length - loop->index);
  if (strcmp (name, "rindex0") == 0)
    return lw_liquid_integer (loop->length - loop->index - 1);
  if (strcmp (name, "first") == 0)
    return lw_liquid_boolean (loop->index == 0);
  if (strcmp (name, "last") == 0)
    return lw_liquid_boolean (loop->index + 1 == loop->length);
  if (strcmp (name, "length") == 0)
    return lw_liquid_integer (loop->length);
  if (strcmp (name, "name") == 0)
    return lw_liquid_string (loop->name);
  if (strcmp (name, "parentloop") == 0 && loop->parent != NULL)
    return (LwLiquidValue) { .kind = LW_LIQUID_LOOP, .as.loop = loop->parent };
  return lw_liquid_nil ();
}

/**
 * lw_liquid_get_member:
 * @heap: where a new value is made
 * @value: a value
 * @name: the word after the dot
 *
 * Returns: the member, or what size, first and last say of @value, or nil
 */
LwLiquidValue
lw_liquid_get_member (LwLiquidHeap        *heap,
                      const LwLiquidValue *value,
                      const char          *name)
{
  if (value->kind == LW_LIQUID_LOOP)
    return get_loop_member (value->as.loop, name);
  if (value->kind == LW_LIQUID_OBJECT && json_object_has_member (value->as.object, name))
    return lw_liquid_from_json (json_object_get_member (value->as.object, name));

  if (strcmp (name, "size") == 0)
    {
      if (value->kind == LW_LIQUID_STRING)
        return lw_liquid_integer (g_utf8_strlen (value->as.string, -1));
      if (value->kind == LW_LIQUID_OBJECT)
        return lw_liquid_integer (json_object_get_size (value->as.object));
      return lw_liquid_is_list (value) ? lw_liquid_integer (lw_liquid_get_length (value)) : lw_liquid_nil ();
    }
  if (strcmp (name, "first") == 0)
    return lw_liquid_get_first (heap, value);
  if (strcmp (name, "last") == 0)
    return lw_liquid_get_last (heap, value);
  return lw_liquid_nil ();
}

/**
 * lw_liquid_to_list:
 * @heap: where a new list is made
 * @value: a value
 *
 * Returns: what a for loop goes through: a list as it is, an object as [name, value] pairs, a string as one item,
 *   nothing else
 */
LwLiquidValue
lw_liquid_to_list (LwLiquidHeap        *heap,
                   const LwLiquidValue *value)
{
  LwLiquidArray *array;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  guint i = 0;

  if (lw_liquid_is_list (value))
    return *value;
  if (value->kind == LW_LIQUID_STRING && value->as.string[0] != '\0')
    {
      array = lw_liquid_new_array (heap, 1);
      if (array->length == 1)
        array->items[0] = *value;
      return lw_liquid_array (array);
    }
  if (value->kind != LW_LIQUID_OBJECT)
    return lw_liquid_array (lw_liquid_new_array (heap, 0));

  array = lw_liquid_new_array (heap, json_object_get_size (value->as.object));
  json_object_iter_init_ordered (&iter, value->as.object);
  while (i < array->length && json_object_iter_next_ordered (&iter, &name, &node))
    array->items[i++] = new_pair (heap, name, node);
  return lw_liquid_array (array);
}
