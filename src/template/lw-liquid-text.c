/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The text forms of Liquid's values: as output shows them, as JSON, and numbers in both directions. Never depends on
 * the locale. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-liquid-value.h"

#include <math.h>
#include <string.h>

/* Nesting that is written; what lies deeper is left out. */
#define MAX_DEPTH 100

/* The shortest digits that read back as the same number. */
static void
format_shortest (double  value,
                 char   *buffer,
                 gsize   size)
{
  for (int digits = 15; digits <= 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (buffer, size, format, value);
      if (g_ascii_strtod (buffer, NULL) == value)
        return;
    }
}

/* Liquid shows floats as Ruby does: always with a point, with an exponent from 1e15 on and below 1e-4. */
static void
append_float (LwLiquidHeap *heap,
              GString      *text,
              double        value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  gsize mantissa;

  if (isnan (value))
    g_strlcpy (buffer, "NaN", sizeof buffer);
  else if (isinf (value))
    g_strlcpy (buffer, value > 0 ? "Infinity" : "-Infinity", sizeof buffer);
  else
    format_shortest (value, buffer, sizeof buffer);

  mantissa = strcspn (buffer, "e");
  lw_liquid_heap_append (heap, text, buffer, mantissa);
  if (isfinite (value) && memchr (buffer, '.', mantissa) == NULL)
    lw_liquid_heap_append (heap, text, ".0", 2);
  lw_liquid_heap_append (heap, text, buffer + mantissa, -1);
}

static void
append_integer (LwLiquidHeap *heap,
                GString      *text,
                gint64        value)
{
  char buffer[24];

  g_snprintf (buffer, sizeof buffer, "%" G_GINT64_FORMAT, value);
  lw_liquid_heap_append (heap, text, buffer, -1);
}

static void
append_json_string (LwLiquidHeap *heap,
                    GString      *text,
                    const char   *string)
{
  const char *plain = string;
  const char *p;

  lw_liquid_heap_append (heap, text, "\"", 1);
  for (p = string; *p != '\0'; p++)
    {
      char escape[8] = "";

      if (*p == '"' || *p == '\\')
        g_snprintf (escape, sizeof escape, "\\%c", *p);
      else if (*p == '\n')
        g_strlcpy (escape, "\\n", sizeof escape);
      else if (*p == '\t')
        g_strlcpy (escape, "\\t", sizeof escape);
      else if (*p == '\r')
        g_strlcpy (escape, "\\r", sizeof escape);
      else if ((guchar) *p < 0x20 || *p == '<')
        g_snprintf (escape, sizeof escape, "\\u%04x", (guchar) *p);
      else if (strncmp (p, "\xe2\x80\xa8", 3) == 0 || strncmp (p, "\xe2\x80\xa9", 3) == 0)
        g_snprintf (escape, sizeof escape, "\\u20%02x", (guchar) p[2] - 0x80);
      if (escape[0] == '\0')
        continue;

      lw_liquid_heap_append (heap, text, plain, p - plain);
      lw_liquid_heap_append (heap, text, escape, -1);
      if ((guchar) *p >= 0x80)
        p += 2;
      plain = p + 1;
    }
  lw_liquid_heap_append (heap, text, plain, p - plain);
  lw_liquid_heap_append (heap, text, "\"", 1);
}

static void append_json (LwLiquidHeap        *heap,
                         GString             *text,
                         const LwLiquidValue *value,
                         const char          *const words[],
                         guint                depth);

/* What differs between JSON and the form in which Ruby's Liquid shows an object. */
static const char *const json_words[] = { "null", ":", "," };
static const char *const inspect_words[] = { "nil", "=>", ", " };

static void
append_json_object (LwLiquidHeap *heap,
                    GString      *text,
                    JsonObject   *object,
                    const char   *const words[],
                    guint         depth)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  gboolean first = TRUE;

  lw_liquid_heap_append (heap, text, "{", 1);
  json_object_iter_init_ordered (&iter, object);
  while (!heap->full && json_object_iter_next_ordered (&iter, &name, &node))
    {
      LwLiquidValue member = lw_liquid_from_json (node);

      if (!first)
        lw_liquid_heap_append (heap, text, words[2], -1);
      append_json_string (heap, text, name);
      lw_liquid_heap_append (heap, text, words[1], -1);
      append_json (heap, text, &member, words, depth + 1);
      first = FALSE;
    }
  lw_liquid_heap_append (heap, text, "}", 1);
}

static void
append_json_list (LwLiquidHeap        *heap,
                  GString             *text,
                  const LwLiquidValue *list,
                  const char          *const words[],
                  guint                depth)
{
  lw_liquid_heap_append (heap, text, "[", 1);
  for (guint i = 0; !heap->full && i < lw_liquid_get_length (list); i++)
    {
      LwLiquidValue item = lw_liquid_get_item (list, i);

      if (i > 0)
        lw_liquid_heap_append (heap, text, words[2], -1);
      append_json (heap, text, &item, words, depth + 1);
    }
  lw_liquid_heap_append (heap, text, "]", 1);
}

static void
append_json (LwLiquidHeap        *heap,
             GString             *text,
             const LwLiquidValue *value,
             const char          *const words[],
             guint                depth)
{
  if (value->kind == LW_LIQUID_STRING)
    append_json_string (heap, text, value->as.string);
  else if (value->kind == LW_LIQUID_BOOLEAN)
    lw_liquid_heap_append (heap, text, value->as.boolean ? "true" : "false", -1);
  else if (value->kind == LW_LIQUID_INTEGER)
    append_integer (heap, text, value->as.integer);
  else if (value->kind == LW_LIQUID_FLOAT && isfinite (value->as.number))
    append_float (heap, text, value->as.number);
  else if (value->kind == LW_LIQUID_OBJECT && depth < MAX_DEPTH)
    append_json_object (heap, text, value->as.object, words, depth);
  else if (lw_liquid_is_list (value) && depth < MAX_DEPTH)
    append_json_list (heap, text, value, words, depth);
  else
    lw_liquid_heap_append (heap, text, words[0], -1);
}

static void
append_text (LwLiquidHeap        *heap,
             GString             *text,
             const LwLiquidValue *value,
             guint                depth)
{
  if (value->kind == LW_LIQUID_STRING)
    lw_liquid_heap_append (heap, text, value->as.string, -1);
  else if (value->kind == LW_LIQUID_FLOAT)
    append_float (heap, text, value->as.number);
  else if (value->kind == LW_LIQUID_RANGE)
    {
      append_integer (heap, text, value->as.range.first);
      lw_liquid_heap_append (heap, text, "..", 2);
      append_integer (heap, text, value->as.range.last);
    }
  else if (value->kind == LW_LIQUID_OBJECT)
    append_json_object (heap, text, value->as.object, inspect_words, depth);
  else if (value->kind == LW_LIQUID_BOOLEAN || value->kind == LW_LIQUID_INTEGER)
    append_json (heap, text, value, inspect_words, depth);
  else if (lw_liquid_is_list (value) && depth < MAX_DEPTH)
    for (guint i = 0; !heap->full && i < lw_liquid_get_length (value); i++)
      {
        LwLiquidValue item = lw_liquid_get_item (value, i);

        append_text (heap, text, &item, depth + 1);
      }
}

/**
 * lw_liquid_to_text:
 * @heap: where a new string is made
 * @value: a value
 *
 * Returns: (transfer none): @value as an output shows it; nil is empty, a list is its items one after the other
 */
const char *
lw_liquid_to_text (LwLiquidHeap        *heap,
                   const LwLiquidValue *value)
{
  GString *text;

  if (value->kind == LW_LIQUID_STRING)
    return value->as.string;
  if (value->kind == LW_LIQUID_NIL)
    return "";

  text = g_string_new (NULL);
  append_text (heap, text, value, 0);
  return lw_liquid_heap_take (heap, g_string_free (text, FALSE));
}

/**
 * lw_liquid_to_json:
 * @heap: where the string is made
 * @value: a value
 *
 * The characters "<", U+2028 and U+2029 are written as \u escapes, so that the text is safe inside a script element.
 *
 * Returns: (transfer none): @value as compact JSON
 */
const char *
lw_liquid_to_json (LwLiquidHeap        *heap,
                   const LwLiquidValue *value)
{
  GString *text = g_string_new (NULL);

  append_json (heap, text, value, json_words, 0);
  return lw_liquid_heap_take (heap, g_string_free (text, FALSE));
}

/**
 * lw_liquid_parse_number:
 * @text: text
 * @number: (out): an integer, or a float when there is a point or when it is out of range
 *
 * Returns: whether the whole of @text is a number such as "-12" or "1.5"
 */
gboolean
lw_liquid_parse_number (const char    *text,
                        LwLiquidValue *number)
{
  const char *digits = text[0] == '-' ? text + 1 : text;
  gsize n_digits = strspn (digits, "0123456789");
  gint64 integer;

  if (n_digits == 0)
    return FALSE;
  if (digits[n_digits] == '.' && g_ascii_isdigit (digits[n_digits + 1]))
    {
      gsize n_fraction = strspn (digits + n_digits + 1, "0123456789");

      *number = lw_liquid_float (g_ascii_strtod (text, NULL));
      return digits[n_digits + 1 + n_fraction] == '\0';
    }
  if (digits[n_digits] != '\0')
    return FALSE;

  if (g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &integer, NULL))
    *number = lw_liquid_integer (integer);
  else
    *number = lw_liquid_float (g_ascii_strtod (text, NULL));
  return TRUE;
}

/**
 * lw_liquid_to_number:
 * @value: a value
 *
 * Returns: the number that arithmetic takes for @value: of a string what it starts with; 0 for anything else
 */
LwLiquidValue
lw_liquid_to_number (const LwLiquidValue *value)
{
  g_autofree char *text = NULL;
  LwLiquidValue number;

  if (lw_liquid_is_number (value))
    return *value;
  if (value->kind != LW_LIQUID_STRING)
    return lw_liquid_integer (0);

  text = g_strstrip (g_strdup (value->as.string));
  if (lw_liquid_parse_number (text, &number))
    return number;
  return lw_liquid_integer (g_ascii_strtoll (text, NULL, 10));
}

/**
 * lw_liquid_to_integer:
 * @value: a value
 * @integer: (out): the number, cut to an integer
 *
 * Returns: whether @value is a number or a string that is one
 */
gboolean
lw_liquid_to_integer (const LwLiquidValue *value,
                      gint64              *integer)
{
  LwLiquidValue number = *value;

  if (value->kind == LW_LIQUID_STRING && !lw_liquid_parse_number (value->as.string, &number))
    return FALSE;
  if (number.kind == LW_LIQUID_INTEGER)
    *integer = number.as.integer;
  else if (number.kind == LW_LIQUID_FLOAT && !isnan (number.as.number))
    *integer = CLAMP (number.as.number, -9.2e18, 9.2e18);
  else
    return FALSE;
  return TRUE;
}
