/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a piece of checked JSON text means: text without escapes, numbers. The other half of
 * lw-json-scan.h. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-json-scan.h"

#include <math.h>
#include <string.h>

static guint
read_hex (const char *data)
{
  guint unit = 0;

  for (int i = 0; i < 4; i++)
    unit = unit << 4 | (guint) g_ascii_xdigit_value (data[i]);
  return unit;
}

/* At the byte after the backslash of a checked escape; returns the bytes it takes. */
static gsize
append_escape (GString    *text,
               const char *data)
{
  static const char names[] = "bfnrt";
  static const char values[] = "\b\f\n\r\t";
  const char *name;
  gunichar c;

  if (*data != 'u')
    {
      name = strchr (names, *data);
      g_string_append_c (text, name != NULL ? values[name - names] : *data);
      return 1;
    }

  c = read_hex (data + 1);
  if (c < 0xd800 || c > 0xdbff)
    {
      if (c == 0)
        g_string_append_c (text, '\0');
      else
        g_string_append_unichar (text, c);
      return 5;
    }
  g_string_append_unichar (text, 0x10000 + ((c - 0xd800) << 10) + (read_hex (data + 7) - 0xdc00));
  return 11;
}

/**
 * lw_json_slice_dup:
 * @self: a string
 * @length: (out) (optional): its length in bytes; it may contain NUL
 *
 * Returns: (transfer full): the text that the string means; the JSON text itself for other types
 */
char *
lw_json_slice_dup (const LwJsonSlice *self,
                   gsize             *length)
{
  GString *text;
  const char *pos = self->data;
  const char *end = self->data + self->length;

  if (!self->escaped)
    {
      if (length != NULL)
        *length = self->length;
      return g_strndup (self->data, self->length);
    }

  text = g_string_sized_new (self->length);
  while (pos < end)
    {
      const char *backslash = memchr (pos, '\\', end - pos);
      const char *stop = backslash != NULL ? backslash : end;

      g_string_append_len (text, pos, stop - pos);
      pos = stop;
      if (backslash != NULL)
        pos += 1 + append_escape (text, backslash + 1);
    }
  if (length != NULL)
    *length = text->len;
  return g_string_free (text, FALSE);
}

/**
 * lw_json_slice_equal:
 * @self: a string
 * @text: (array length=length): what to compare with
 * @length: its length in bytes
 *
 * Returns: whether the string means this text
 */
gboolean
lw_json_slice_equal (const LwJsonSlice *self,
                     const char        *text,
                     gsize              length)
{
  g_autofree char *copy = NULL;
  gsize copy_length;

  if (!self->escaped)
    return self->length == length && memcmp (self->data, text, length) == 0;

  if (self->length < length)
    return FALSE;
  copy = lw_json_slice_dup (self, &copy_length);
  return copy_length == length && memcmp (copy, text, length) == 0;
}

/**
 * lw_json_slice_has_nul:
 * @self: a string
 *
 * Returns: whether it has a NUL, which JSON can write and a C string cannot hold
 */
gboolean
lw_json_slice_has_nul (const LwJsonSlice *self)
{
  g_autofree char *copy = NULL;
  gsize length;

  if (!self->escaped)
    return FALSE;
  copy = lw_json_slice_dup (self, &length);
  return memchr (copy, '\0', length) != NULL;
}

/**
 * lw_json_slice_to_int:
 * @self: a number, or a string that is one
 * @value: (out): the integer
 *
 * Returns: whether it is a whole number of at most 15 digits, written as such
 */
gboolean
lw_json_slice_to_int (const LwJsonSlice *self,
                      gint64            *value)
{
  gboolean negative = self->length > 0 && self->data[0] == '-';
  gint64 number = 0;
  gsize i = negative ? 1 : 0;

  if ((self->type != LW_JSON_NUMBER && self->type != LW_JSON_STRING) ||
      self->length == i || self->length - i > 15)
    return FALSE;

  for (; i < self->length; i++)
    {
      if (!g_ascii_isdigit (self->data[i]))
        return FALSE;
      number = number * 10 + (self->data[i] - '0');
    }
  *value = negative ? -number : number;
  return TRUE;
}

/* Digits with at most one point: an exact integer over an exact power of ten is the nearest double. */
static gboolean
read_short_decimal (const LwJsonSlice *self,
                    double            *value)
{
  static const double powers[] = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  };
  guint64 number = 0;
  gsize point = self->length;

  if (self->length > 15)
    return FALSE;
  for (gsize i = 0; i < self->length; i++)
    {
      if (self->data[i] == '.')
        point = i + 1;
      else if (g_ascii_isdigit (self->data[i]))
        number = number * 10 + (guint64) (self->data[i] - '0');
      else
        return FALSE;
    }
  *value = (double) number / powers[self->length - point];
  return TRUE;
}

/**
 * lw_json_slice_to_double:
 * @self: a number
 * @value: (out): the nearest double
 *
 * Returns: whether it is a number that a double can hold
 */
gboolean
lw_json_slice_to_double (const LwJsonSlice *self,
                         double            *value)
{
  g_autofree char *copy = NULL;

  if (self->type != LW_JSON_NUMBER)
    return FALSE;
  if (read_short_decimal (self, value))
    return TRUE;

  copy = g_strndup (self->data, self->length);
  *value = g_ascii_strtod (copy, NULL);
  return isfinite (*value);
}
