/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The ranges of the text form of a query. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-query-range.h"

#include <string.h>

/* 1900-01-01T00:00:00 and 9998-12-31T23:59:59. */
#define MIN_TIME (-2208988800)
#define MAX_TIME 253370764799

/* < <= > >= or nothing before a value, and perhaps two points and a second one. */
typedef struct
{
  char        sign;
  gboolean    with_equal;
  const char *value;
  const char *second;
} Operator;

static Operator
split (const char *text)
{
  Operator operator = { '=', TRUE, text, strstr (text, "..") };

  if (*text == '<' || *text == '>')
    {
      operator.sign = *text;
      operator.with_equal = text[1] == '=';
      operator.value = text + 1 + operator.with_equal;
    }
  else if (*text == '=')
    operator.value = text + 1;
  if (operator.second != NULL)
    operator.second += 2;
  return operator;
}

/* The value up to the two points. */
static char *
dup_first (const Operator *operator)
{
  gsize length = operator->second != NULL ? (gsize) (operator->second - 2 - operator->value) : strlen (operator->value);

  return g_strndup (operator->value, length);
}

static gboolean
read_confidence (const char *text,
                 double     *value)
{
  char *end;

  if (!g_ascii_isdigit (*text) && *text != '.')
    return FALSE;
  *value = g_ascii_strtod (text, &end);
  return end > text && *end == '\0' && *value >= 0 && *value <= 1;
}

/**
 * lw_query_range_read_confidence:
 * @text: such as "<0.6", "0.2..0.6", "0.5" or "none"
 * @range: (out): what it says
 *
 * Returns: whether it is a range of confidences
 */
gboolean
lw_query_range_read_confidence (const char        *text,
                                LwConfidenceRange *range)
{
  Operator operator = split (text);
  g_autofree char *first = NULL;
  double low, high;

  *range = (LwConfidenceRange) { .is_set = TRUE, .low = -G_MAXDOUBLE, .high = G_MAXDOUBLE };
  if (strcmp (text, "none") == 0)
    {
      range->is_missing = TRUE;
      return TRUE;
    }
  if (operator.second != NULL && operator.value != text)
    return FALSE;
  first = dup_first (&operator);
  if (!read_confidence (first, &low) ||
      (operator.second != NULL && !read_confidence (operator.second, &high)))
    return FALSE;
  if (operator.second == NULL)
    high = low;
  if (operator.sign != '<')
    range->low = low;
  if (operator.sign != '>')
    range->high = high;
  range->above = operator.sign == '>' && !operator.with_equal;
  range->below = operator.sign == '<' && !operator.with_equal;
  return TRUE;
}

static gboolean
read_digits (const char **text,
             guint        n_digits,
             int         *number)
{
  *number = 0;
  for (guint i = 0; i < n_digits; i++, *text += 1)
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      *number = *number * 10 + (**text - '0');
    }
  return TRUE;
}

/* YYYY[-MM[-DD[THH[:MM[:SS]]]]][Z]; numbers[] keeps what is not there. Returns how many there are, 0 when it is no
 * time. */
static guint
read_parts (const char *text,
            int        *numbers)
{
  static const char separators[] = "?--T::";
  guint n = 0;

  if (!read_digits (&text, 4, &numbers[n++]))
    return 0;
  while (n < 6 && (*text == separators[n] || (n == 3 && *text == ' ')))
    {
      text++;
      if (!read_digits (&text, 2, &numbers[n++]))
        return 0;
    }
  if (*text == 'Z' && n > 3)
    text++;
  return *text == '\0' ? n : 0;
}

/* A time that leaves its last parts out is the whole year, month, day, hour or minute. */
static gboolean
read_time (const char *text,
           gint64     *first,
           gint64     *last)
{
  int numbers[6] = { 0, 1, 1, 0, 0, 0 };
  guint n = read_parts (text, numbers);
  g_autoptr (GDateTime) start = NULL;
  g_autoptr (GDateTime) end = NULL;

  if (n == 0 || numbers[0] < 1900 || numbers[0] > 9998)
    return FALSE;
  start = g_date_time_new_utc (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
  if (start == NULL)
    return FALSE;
  end = g_date_time_add_full (start, n == 1, n == 2, n == 3, n == 4, n == 5, n == 6);
  if (end == NULL)
    return FALSE;
  *first = g_date_time_to_unix (start);
  *last = g_date_time_to_unix (end) - 1;
  return TRUE;
}

static gboolean
read_number (const char *text,
             gint64     *first,
             gint64     *last)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &value, NULL))
    return FALSE;
  *first = *last = (gint64) value;
  return TRUE;
}

/* What nothing can be below or above is no bound. */
static gboolean
read_bounds (const char  *text,
             gboolean   (*read) (const char *text, gint64 *first, gint64 *last),
             gint64       least,
             gint64       greatest,
             gint64      *first,
             gint64      *last)
{
  Operator operator = split (text);
  g_autofree char *value = dup_first (&operator);
  gint64 low_first, low_last, high_last, unused;

  if (operator.second != NULL && operator.value != text)
    return FALSE;
  if (!read (value, &low_first, &low_last) ||
      (!operator.with_equal && (operator.sign == '<' ? low_first <= least : low_last >= greatest)))
    return FALSE;
  high_last = low_last;
  if (operator.second != NULL && !read (operator.second, &unused, &high_last))
    return FALSE;

  *first = operator.sign == '<' ? G_MININT64 : operator.with_equal ? low_first : low_last + 1;
  *last = operator.sign == '>' ? G_MAXINT64 : operator.with_equal ? high_last : low_first - 1;
  return TRUE;
}

/**
 * lw_query_range_read_time:
 * @text: such as "2024-05", ">=2024-05-01T10:00", "2024-05-01..2024-05-07"
 * @first: (out): the first second, since 1970; %G_MININT64 for no such bound
 * @last: (out): the last second; %G_MAXINT64 for no such bound
 *
 * Times are UTC.
 *
 * Returns: whether it is a range of times
 */
gboolean
lw_query_range_read_time (const char *text,
                          gint64     *first,
                          gint64     *last)
{
  return read_bounds (text, read_time, MIN_TIME, MAX_TIME, first, last);
}

/**
 * lw_query_range_read_number:
 * @text: such as "3", ">1", "10..20"
 * @first: (out): the least; %G_MININT64 for no such bound
 * @last: (out): the greatest; %G_MAXINT64 for no such bound
 *
 * Returns: whether it is a range of whole numbers from 0
 */
gboolean
lw_query_range_read_number (const char *text,
                            gint64     *first,
                            gint64     *last)
{
  return read_bounds (text, read_number, 0, G_MAXINT32, first, last);
}
