/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Liquid in HTML, put out of the way of the HTML parser: each piece becomes one character that nobody uses, and later
 * the piece again. For lw-rich-text-reader.c. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-rich-marks.h"

#include "lw-source.h"

#include <string.h>

/* The characters: a private plane of Unicode. */
#define FIRST_MARK 0xf0000
#define N_MARKS 0xfffd

/* Takes out the characters that HTML does not allow, and those that are marks. */
static char *
dup_allowed (const char *html)
{
  g_autofree char *valid = g_utf8_make_valid (html, -1);
  GString *text = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c >= 0x20 || c == '\t' || c == '\n') && c != 0xfffe && c != 0xffff &&
          (c < FIRST_MARK || c > FIRST_MARK + N_MARKS))
        g_string_append_unichar (text, c);
    }
  return g_string_free (text, FALSE);
}

/**
 * lw_rich_marks_put:
 * @html: HTML with Liquid
 * @liquid: (element-type utf8): where the pieces go
 *
 * Returns: (transfer full): @html with marks in place of Liquid
 */
char *
lw_rich_marks_put (const char *html,
                   GPtrArray  *liquid)
{
  g_autofree char *allowed = dup_allowed (html);
  GString *text = g_string_new (NULL);

  for (const char *p = allowed; *p != '\0';)
    {
      const char *after = lw_source_skip_liquid (p);

      if (after == p || liquid->len >= N_MARKS)
        {
          g_string_append_c (text, *p++);
          continue;
        }
      g_string_append_unichar (text, FIRST_MARK + liquid->len);
      g_ptr_array_add (liquid, g_strndup (p, after - p));
      p = after;
    }
  return g_string_free (text, FALSE);
}

/**
 * lw_rich_marks_get:
 * @liquid: (nullable) (element-type utf8): the pieces
 * @c: a character
 *
 * Returns: (nullable): the piece that @c stands for, %NULL when it is no mark
 */
const char *
lw_rich_marks_get (GPtrArray *liquid,
                   gunichar   c)
{
  if (liquid == NULL || c < FIRST_MARK || c - FIRST_MARK >= liquid->len)
    return NULL;
  return g_ptr_array_index (liquid, c - FIRST_MARK);
}

/**
 * lw_rich_marks_restore:
 * @liquid: (nullable) (element-type utf8): the pieces
 * @value: an attribute's value
 * @restored: (out) (transfer full): @value with Liquid in place of marks
 *
 * Returns: whether there was any
 */
gboolean
lw_rich_marks_restore (GPtrArray   *liquid,
                       const char  *value,
                       char       **restored)
{
  GString *text = g_string_new (NULL);
  gboolean found = FALSE;

  for (; *value != '\0'; value = g_utf8_next_char (value))
    {
      const char *piece = lw_rich_marks_get (liquid, g_utf8_get_char (value));

      found |= piece != NULL;
      g_string_append_len (text, piece != NULL ? piece : value,
                           piece != NULL ? (gssize) strlen (piece) : g_utf8_next_char (value) - value);
    }
  *restored = g_string_free (text, FALSE);
  return found;
}
