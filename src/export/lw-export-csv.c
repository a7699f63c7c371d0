/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Fields of tables (RFC 4180) that no spreadsheet takes for a formula; and back. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-csv.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* What a spreadsheet may run. A quote before it makes it text; so that it can be taken away again, one more goes before
 * a field that has such a quote already. */
static inline gboolean
looks_like_formula (const char *value,
                    gsize       length)
{
  gsize i = 0;

  while (i < length && value[i] == '\'')
    i++;
  return i < length && (value[i] == '=' || value[i] == '+' || value[i] == '-' || value[i] == '@' || value[i] == '\t' ||
                        value[i] == '\r' || value[i] == '\n');
}

static inline gboolean
divides (char c,
         char delimiter)
{
  return c == delimiter || c == '"' || c == '\n' || c == '\r';
}

static inline gboolean
needs_quotes (const char *value,
              gsize       length,
              char        delimiter)
{
  gsize i = 0;

  if (length > 0 && (value[0] == ' ' || value[length - 1] == ' '))
    return TRUE;
#ifdef __SSE2__
  for (; i + 16 <= length; i += 16)
    {
      __m128i bytes = _mm_loadu_si128 ((const __m128i *) (const void *) (value + i));
      __m128i found = _mm_or_si128 (_mm_or_si128 (_mm_cmpeq_epi8 (bytes, _mm_set1_epi8 (delimiter)),
                                                  _mm_cmpeq_epi8 (bytes, _mm_set1_epi8 ('"'))),
                                    _mm_or_si128 (_mm_cmpeq_epi8 (bytes, _mm_set1_epi8 ('\n')),
                                                  _mm_cmpeq_epi8 (bytes, _mm_set1_epi8 ('\r'))));

      if (_mm_movemask_epi8 (found) != 0)
        return TRUE;
    }
#endif
  for (; i < length; i++)
    if (divides (value[i], delimiter))
      return TRUE;
  return FALSE;
}

/**
 * lw_export_csv_append:
 * @text: where it goes
 * @delimiter: what stands between fields
 * @value: (array length=length): the field
 * @length: its length in bytes
 *
 * Numbers that the program makes itself need not come through here. The text has no zero byte behind it afterwards.
 */
void
lw_export_csv_append (GString    *text,
                      char        delimiter,
                      const char *value,
                      gsize       length)
{
  gboolean formula = looks_like_formula (value, length);

  if (!needs_quotes (value, length, delimiter))
    {
      if (formula)
        lw_export_csv_put_c (text, '\'');
      lw_export_csv_put (text, value, length);
      return;
    }
  g_string_append_c (text, '"');
  if (formula)
    g_string_append_c (text, '\'');
  for (gsize i = 0; i < length; i++)
    {
      if (value[i] == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, value[i]);
    }
  g_string_append_c (text, '"');
}

/**
 * lw_export_csv_append_part:
 * @list: labels so far
 * @value: one more
 *
 * Adds a label to a field that has several: "cat|dog"; a backslash stands before what is not meant to divide.
 */
void
lw_export_csv_append_part (GString    *list,
                           const char *value)
{
  if (list->len > 0)
    g_string_append_c (list, LW_EXPORT_CSV_BETWEEN);
  for (const char *at = value; *at != '\0'; at++)
    {
      if (*at == LW_EXPORT_CSV_BETWEEN || *at == '\\')
        g_string_append_c (list, '\\');
      g_string_append_c (list, *at);
    }
}

/**
 * lw_export_csv_dup_plain:
 * @field: a field as a reader of CSV gives it
 *
 * Returns: (transfer full): what lw_export_csv_append() got
 */
char *
lw_export_csv_dup_plain (const char *field)
{
  gboolean formula = *field == '\'' && looks_like_formula (field, strlen (field));

  return g_strdup (formula ? field + 1 : field);
}

/**
 * lw_export_csv_split_parts:
 * @list: a field of labels
 *
 * Returns: (transfer full): the labels; none for an empty field
 */
char **
lw_export_csv_split_parts (const char *list)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autoptr (GString) part = g_string_new (NULL);

  for (const char *at = list; *at != '\0'; at++)
    {
      if (*at == '\\' && (at[1] == LW_EXPORT_CSV_BETWEEN || at[1] == '\\'))
        at++;
      else if (*at == LW_EXPORT_CSV_BETWEEN)
        {
          g_strv_builder_add (parts, part->str);
          g_string_truncate (part, 0);
          continue;
        }
      g_string_append_c (part, *at);
    }
  if (*list != '\0')
    g_strv_builder_add (parts, part->str);
  return g_strv_builder_end (parts);
}
