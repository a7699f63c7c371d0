/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes the terms and trees of a query as text; what the text looks like is said in lw-manifest-query-text.c. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-query-term.h"

#include <inttypes.h>
#include <string.h>

/* In as few digits as give the same number. */
static void
append_double (GString *text,
               double   value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint precision = 1; precision <= 17; precision++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%ug", precision);
      g_ascii_formatd (buffer, sizeof buffer, format, value);
      if (g_ascii_strtod (buffer, NULL) == value)
        break;
    }
  g_string_append (text, buffer);
}

/**
 * lw_query_term_append_range:
 * @text: a query that is being written
 * @attribute: (nullable): the label attribute
 * @range: a range of confidences
 */
void
lw_query_term_append_range (GString                 *text,
                            const char              *attribute,
                            const LwConfidenceRange *range)
{
  if (!range->is_set)
    return;
  if (range->is_missing)
    {
      lw_query_words_append_name (text, "confidence", attribute);
      g_string_append (text, "none");
      return;
    }
  if (range->low > -G_MAXDOUBLE && range->high < G_MAXDOUBLE && !range->above && !range->below)
    {
      lw_query_words_append_name (text, "confidence", attribute);
      append_double (text, range->low);
      g_string_append (text, range->low != range->high ? ".." : "");
      if (range->low != range->high)
        append_double (text, range->high);
      return;
    }
  if (range->low > -G_MAXDOUBLE)
    {
      lw_query_words_append_name (text, "confidence", attribute);
      g_string_append (text, range->above ? ">" : ">=");
      append_double (text, range->low);
    }
  if (range->high < G_MAXDOUBLE)
    {
      lw_query_words_append_name (text, "confidence", attribute);
      g_string_append (text, range->below ? "<" : "<=");
      append_double (text, range->high);
    }
}

/**
 * lw_query_term_append_bits:
 * @text: a query that is being written
 * @name: the term's name
 * @attribute: (nullable): the label attribute
 * @names: the name of each bit
 * @bits: a set, not the empty one
 */
void
lw_query_term_append_bits (GString           *text,
                           const char        *name,
                           const char        *attribute,
                           const char *const *names,
                           guint              bits)
{
  gboolean first = TRUE;

  lw_query_words_append_name (text, name, attribute);
  for (guint i = 0; names[i] != NULL; i++)
    {
      if ((bits >> i & 1) == 0)
        continue;
      g_string_append_printf (text, "%s%s", first ? "" : ",", names[i]);
      first = FALSE;
    }
}

static void
append_second (GString *text,
               gint64   seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);
  g_autofree char *words = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");

  g_string_append (text, words);
}

static void
append_integer (GString *text,
                gint64   number)
{
  g_string_append_printf (text, "%" PRId64, number);
}

static void
append_bounds (GString    *text,
               gint64      first,
               gint64      last,
               void      (*append) (GString *text, gint64 number))
{
  if (first == G_MININT64)
    g_string_append (text, "<=");
  else if (last == G_MAXINT64)
    g_string_append (text, ">=");
  else
    append (text, first);
  if (first != G_MININT64 && last != G_MAXINT64 && first != last)
    g_string_append (text, "..");
  if (first == G_MININT64)
    append (text, last);
  else if (last == G_MAXINT64)
    append (text, first);
  else if (first != last)
    append (text, last);
}

/**
 * lw_query_term_append_time:
 * @text: a query that is being written
 * @attribute: (nullable): the label attribute
 * @first: the first second since 1970, or %G_MININT64
 * @last: the last one, or %G_MAXINT64
 */
void
lw_query_term_append_time (GString    *text,
                           const char *attribute,
                           gint64      first,
                           gint64      last)
{
  lw_query_words_append_name (text, "time", attribute);
  append_bounds (text, first, last, append_second);
}

/**
 * lw_query_term_append_number:
 * @text: a query that is being written
 * @name: the term's name
 * @attribute: (nullable): the label attribute
 * @first: the least, or %G_MININT64
 * @last: the greatest, or %G_MAXINT64
 */
void
lw_query_term_append_number (GString    *text,
                             const char *name,
                             const char *attribute,
                             gint64      first,
                             gint64      last)
{
  lw_query_words_append_name (text, name, attribute);
  append_bounds (text, first, last, append_integer);
}
