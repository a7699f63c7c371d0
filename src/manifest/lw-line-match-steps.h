/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The steps of comparing a line with a shape, written once and compiled for each kind of block. Only for
 * lw-line-match.c. */

#pragma once

#include "lw-line-shape.h"
#include "lw-text-word.h"

G_BEGIN_DECLS

/* Longer lines are looked at by the parser, which says that they are too long. */
#define MAX_LENGTH 100000

#define ALWAYS_INLINE inline __attribute__ ((always_inline))

/* Whether @length bytes are the same. */
typedef gboolean (*EqualFunc) (const char *a,
                               const char *b,
                               gsize       length);

/* The first quote, backslash or control character from @pos on; a NUL stops it at the end of the text at the
 * latest. Whether bytes over 0x7f stand before it is told by @wide. */
typedef const char *(*SkipFunc) (const char *pos,
                                 gboolean   *wide);

/* Behind the digits at @pos. */
static ALWAYS_INLINE const char *
skip_digits (const char *pos)
{
  guint n;

  do
    {
      n = lw_text_count_digits (pos);
      pos += n;
    }
  while (G_UNLIKELY (n == 8));
  return pos;
}

/* Behind a number of less than eight characters with at most a point; NULL for any other. Where the next value starts
 * depends on it, so it is made of few steps one after the other, and of no branch but the last. */
static ALWAYS_INLINE const char *
skip_short_number (const char *pos)
{
  const guint64 highs = 0x8080808080808080u;
  guint64 word = lw_text_load_word (pos);
  guint64 numbers = word ^ 0x3030303030303030u;
  guint64 dots = word ^ 0x2e2e2e2e2e2e2e2eu;
  guint64 is_dot = ~(((dots & ~highs) + ~highs) | dots) & highs;
  guint64 others = (numbers | (numbers + 0x7676767676767676u)) & highs & ~is_dot;
  guint64 last = others & (0 - others);
  guint n = others != 0 ? (guint) __builtin_ctzll (others) / 8 : 0;

  is_dot &= (last >> 7) - 1;
  /* One point at most, neither first nor last; a zero only before it; no exponent. */
  if ((n == 0) | ((is_dot & (is_dot - 1)) != 0) | ((is_dot & (last >> 8 | 0x80)) != 0) |
      ((word & 0xff) == '0' && n > 1 && is_dot != 0x8000) | ((pos[n] | 0x20) == 'e'))
    return NULL;
  return pos + n;
}

/* Behind any number that starts at @pos (RFC 8259); NULL when there is none. */
static G_GNUC_NO_INLINE const char *
skip_any_number (const char *pos)
{
  const char *start;
  const char *stop;

  pos += *pos == '-';
  start = pos;
  pos = skip_digits (pos);
  if (pos == start || (*start == '0' && pos > start + 1))
    return NULL;
  if (*pos == '.')
    {
      stop = skip_digits (pos + 1);
      if (stop == pos + 1)
        return NULL;
      pos = stop;
    }
  if (G_UNLIKELY ((*pos | 0x20) == 'e'))
    {
      pos++;
      pos += *pos == '+' || *pos == '-';
      stop = skip_digits (pos);
      if (stop == pos)
        return NULL;
      pos = stop;
    }
  return pos;
}

static ALWAYS_INLINE const char *
skip_number (const char *pos)
{
  const char *stop = skip_short_number (pos);

  return stop != NULL ? stop : skip_any_number (pos);
}

/* The bytes of a sequence that starts with one over 0x7f; 0 when it is not UTF-8 (Unicode, table 3-7). */
static ALWAYS_INLINE guint
count_sequence (const guchar *text)
{
  guchar a = text[0];
  guchar b = text[1];
  guint more = a < 0xe0 ? 1 : a < 0xf0 ? 2 : 3;
  guchar low = a == 0xe0 ? 0xa0 : a == 0xf0 ? 0x90 : 0x80;
  guchar high = a == 0xed ? 0x9f : a == 0xf4 ? 0x8f : 0xbf;

  if (a < 0xc2 || a > 0xf4 || b < low || b > high || (more > 1 && (text[2] & 0xc0) != 0x80) ||
      (more > 2 && (text[3] & 0xc0) != 0x80))
    return 0;
  return more + 1;
}

/* A quote stands at @end, so no sequence that is one goes beyond it. */
static G_GNUC_NO_INLINE gboolean
is_utf8 (const char *text,
         const char *end)
{
  while (text < end)
    {
      guint64 wide = lw_text_load_word (text) & 0x8080808080808080u;
      guint n;

      if (wide == 0)
        {
          text += 8;
          continue;
        }
      text += __builtin_ctzll (wide) / 8;
      if (text >= end)
        break;
      n = count_sequence ((const guchar *) text);
      if (n == 0)
        return FALSE;
      text += n;
    }
  return TRUE;
}

/* Behind the escape whose backslash is at @pos; NULL for one that does not exist, and for half of a surrogate pair or
 * two, which the parser looks at. */
static ALWAYS_INLINE const char *
skip_escape (const char *pos)
{
  char c = pos[1];
  guint unit = 0;

  if (c == '"' || c == '\\' || c == '/' || c == 'b' || c == 'f' || c == 'n' || c == 'r' || c == 't')
    return pos + 2;
  if (c != 'u')
    return NULL;
  for (guint i = 2; i < 6; i++)
    {
      int digit = g_ascii_xdigit_value (pos[i]);

      if (digit < 0)
        return NULL;
      unit = unit << 4 | (guint) digit;
    }
  return unit < 0xd800 || unit > 0xdfff ? pos + 6 : NULL;
}

/* A string with escapes, from behind its quote: the parser's work. */
static G_GNUC_NO_INLINE const char *
parse_string (const char  *pos,
              const char  *end,
              LwJsonSlice *value)
{
  LwJsonScan scan;

  lw_json_scan_init (&scan, pos - 1, end - (pos - 1));
  return lw_json_scan_value (&scan, value) ? scan.pos : NULL;
}

/* Objects and arrays: the parser's work too, which must not go on in the next line. */
static G_GNUC_NO_INLINE const char *
parse_nested (const char  *pos,
              const char  *end,
              LwJsonSlice *value)
{
  const char *newline = memchr (pos, '\n', end - pos);
  LwJsonScan scan;

  if (*pos != '{' && *pos != '[')
    return NULL;
  lw_json_scan_init (&scan, pos, (newline != NULL ? newline : end) - pos);
  return lw_json_scan_value (&scan, value) ? scan.pos : NULL;
}

/* Behind the string whose text starts at @pos; NULL when it is not well formed or not in this line. */
static ALWAYS_INLINE const char *
match_string (const char  *pos,
              const char  *end,
              LwJsonSlice *value,
              SkipFunc     skip)
{
  gboolean wide = FALSE;
  gboolean escaped = FALSE;
  const char *stop = skip (pos, &wide);

  while (G_UNLIKELY (*stop == '\\'))
    {
      escaped = TRUE;
      stop = skip_escape (stop);
      if (stop == NULL)
        return parse_string (pos, end, value);
      stop = skip (stop, &wide);
    }
  if (*stop != '"' || (wide && !is_utf8 (pos, stop)))
    return NULL;
  *value = (LwJsonSlice) { LW_JSON_STRING, escaped, pos, stop - pos };
  return stop + 1;
}

/* A string or a number. */
static ALWAYS_INLINE const char *
match_plain (const char  *pos,
             const char  *end,
             LwJsonSlice *value,
             SkipFunc     skip)
{
  const char *stop;

  if (*pos == '"')
    return match_string (pos + 1, end, value, skip);
  stop = skip_number (pos);
  if (stop != NULL)
    *value = (LwJsonSlice) { LW_JSON_NUMBER, FALSE, pos, stop - pos };
  return stop;
}

/* A member's name, which mostly is the number of a class. */
static ALWAYS_INLINE const char *
match_key (const char  *pos,
           const char  *end,
           LwJsonSlice *key,
           SkipFunc     skip)
{
  guint n = lw_text_count_digits (pos);

  if (G_UNLIKELY (pos[n] != '"'))
    return match_string (pos, end, key, skip);
  *key = (LwJsonSlice) { LW_JSON_STRING, FALSE, pos, n };
  return pos + n + 1;
}

/* What class maps and the like mostly are: nothing nested, and no white space but a blank behind a colon or a
 * comma. NULL for any other, which may be well formed. */
static ALWAYS_INLINE const char *
match_flat (const char   *pos,
            const char   *end,
            LwLineValues *values,
            guint         slot,
            guint        *n_items,
            SkipFunc      skip)
{
  gboolean is_object = *pos == '{';
  char close = is_object ? '}' : ']';
  const char *start = pos;
  guint n = *n_items;

  if (!is_object && *pos != '[')
    return NULL;
  do
    {
      LwLineItem *item = &values->items[n];

      if (n == LW_LINE_MAX_ITEMS)
        return NULL;
      pos++;
      pos += *pos == ' ';
      if (is_object)
        {
          if (*pos != '"')
            return NULL;
          pos = match_key (pos + 1, end, &item->key, skip);
          if (pos == NULL || *pos++ != ':')
            return NULL;
          pos += *pos == ' ';
        }
      pos = match_plain (pos, end, &item->value, skip);
      if (pos == NULL)
        return NULL;
      n++;
    }
  while (*pos == ',');
  if (*pos != close)
    return NULL;
  values->slices[slot] = (LwJsonSlice) { is_object ? LW_JSON_OBJECT : LW_JSON_ARRAY, FALSE, start, pos + 1 - start };
  values->first_item[slot] = (guint8) *n_items;
  values->n_items[slot] = (guint8) (n - *n_items);
  *n_items = n;
  return pos + 1;
}

/* See #LwLineMatcher. */
static ALWAYS_INLINE const char *
match_line (const LwLineShape *shape,
            const char        *line,
            const char        *end,
            LwLineValues      *values,
            EqualFunc          equal,
            SkipFunc           skip)
{
  const LwShapeSlot *slot = shape->slots;
  const char *pos = line;
  guint n_items = 0;

  for (guint i = 0; slot->kind != LW_SLOT_END; slot++, i++)
    {
      LwJsonSlice *value = &values->slices[i];
      const char *start;

      if (!equal (pos, shape->text + slot->text, slot->length))
        return NULL;
      pos += slot->length;
      start = pos;
      if (slot->kind == LW_SLOT_STRING)
        pos = match_string (pos, end, value, skip);
      else if (slot->kind == LW_SLOT_NUMBER)
        {
          pos = skip_number (pos);
          if (pos != NULL)
            *value = (LwJsonSlice) { LW_JSON_NUMBER, FALSE, start, pos - start };
        }
      else
        {
          pos = match_flat (start, end, values, i, &n_items, skip);
          if (pos == NULL)
            {
              values->n_items[i] = 0;
              pos = parse_nested (start, end, value);
            }
        }
      if (pos == NULL)
        return NULL;
    }
  if (!equal (pos, shape->text + slot->text, slot->length))
    return NULL;
  pos += slot->length;
  while (G_UNLIKELY (*pos == ' ' || *pos == '\t' || *pos == '\r'))
    pos++;
  return (pos == end || *pos == '\n') && pos - line <= MAX_LENGTH ? pos : NULL;
}

G_END_DECLS
