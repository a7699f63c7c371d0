/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The words of one Liquid expression, as in {{ here }} and {% if here %}. Not the lexer of the whole template: that
 * only looks for the braces, see lw-liquid-parser.c. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-liquid-lexer.h"

#include <string.h>

static gboolean
is_name_character (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-' || (guchar) c >= 0x80;
}

/* The length of {word}, which stands in templates that a program should have filled in. */
static gsize
measure_placeholder (const char *text,
                     const char *end)
{
  const char *p = text + 1;

  if (*text != '{')
    return 0;
  while (p < end && (g_ascii_isalnum (*p) || *p == '_'))
    p++;
  return p < end && *p == '}' && p > text + 1 ? p + 1 - text : 0;
}

static gsize
measure_name (const char *text,
              const char *end)
{
  const char *p = text;

  while (p < end && (is_name_character (*p) || measure_placeholder (p, end) > 0))
    p += MAX (measure_placeholder (p, end), 1);
  if (p < end && *p == '?')
    p++;
  return p - text;
}

static gsize
measure_number (const char *text,
                const char *end)
{
  const char *p = text + (*text == '-');

  while (p < end && g_ascii_isdigit (*p))
    p++;
  if (p + 1 < end && *p == '.' && g_ascii_isdigit (p[1]))
    for (p++; p < end && g_ascii_isdigit (*p);)
      p++;
  return p - text;
}

static LwLiquidToken
read_operator (const char *text,
               const char *end)
{
  static const char *const comparisons[] = { "==", "!=", "<>", "<=", ">=", "<", ">" };

  for (guint i = 0; i < G_N_ELEMENTS (comparisons); i++)
    {
      gsize length = strlen (comparisons[i]);

      if ((gsize) (end - text) >= length && strncmp (text, comparisons[i], length) == 0)
        return (LwLiquidToken) { LW_LIQUID_TOKEN_COMPARISON, text, length };
    }
  if (end - text >= 2 && text[0] == '.' && text[1] == '.')
    return (LwLiquidToken) { LW_LIQUID_TOKEN_RANGE, text, end - text >= 3 && text[2] == '.' ? 3 : 2 };
  if (strchr (".|:,()[]=-?", *text) != NULL)
    return (LwLiquidToken) { LW_LIQUID_TOKEN_CHARACTER, text, 1 };
  return (LwLiquidToken) { LW_LIQUID_TOKEN_UNKNOWN, text, 1 };
}

/**
 * lw_liquid_token_read:
 * @text: where to read
 * @end: the end of the expression
 *
 * Returns: the first word at or after @text; a string that is not closed is unknown
 */
LwLiquidToken
lw_liquid_token_read (const char *text,
                      const char *end)
{
  while (text < end && (g_ascii_isspace (*text) || *text == '\0'))
    text++;
  if (text >= end)
    return (LwLiquidToken) { LW_LIQUID_TOKEN_END, end, 0 };

  if (*text == '"' || *text == '\'')
    {
      const char *close = memchr (text + 1, *text, end - text - 1);

      if (close == NULL)
        return (LwLiquidToken) { LW_LIQUID_TOKEN_UNKNOWN, text, end - text };
      return (LwLiquidToken) { LW_LIQUID_TOKEN_STRING, text + 1, close - text - 1 };
    }
  if (g_ascii_isdigit (*text) || (*text == '-' && text + 1 < end && g_ascii_isdigit (text[1])))
    return (LwLiquidToken) { LW_LIQUID_TOKEN_NUMBER, text, measure_number (text, end) };
  if (g_ascii_isalpha (*text) || *text == '_' || (guchar) *text >= 0x80 || measure_placeholder (text, end) > 0)
    {
      LwLiquidToken token = { LW_LIQUID_TOKEN_NAME, text, measure_name (text, end) };

      if (lw_liquid_token_is (&token, "contains"))
        token.kind = LW_LIQUID_TOKEN_COMPARISON;
      return token;
    }
  return read_operator (text, end);
}

/**
 * lw_liquid_token_end:
 * @self: a word
 *
 * Returns: the first character after it
 */
const char *
lw_liquid_token_end (const LwLiquidToken *self)
{
  return self->start + self->length + (self->kind == LW_LIQUID_TOKEN_STRING ? 1 : 0);
}

/**
 * lw_liquid_token_is:
 * @self: a word
 * @text: text
 *
 * Returns: whether the word reads @text; a quoted string never does
 */
gboolean
lw_liquid_token_is (const LwLiquidToken *self,
                    const char          *text)
{
  return self->kind != LW_LIQUID_TOKEN_STRING && strlen (text) == self->length &&
         strncmp (self->start, text, self->length) == 0;
}
