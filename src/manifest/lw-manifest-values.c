/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What words of the metadata mean as numbers: confidences and times. The other half of
 * lw-manifest-attribute.h. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-attribute.h"

#include "lw-time.h"

#include <string.h>

/**
 * lw_manifest_confidence_from_slice:
 * @slice: a JSON value
 *
 * Returns: the confidence in units of 1e-9, rounded down, at most 4; %LW_CONFIDENCE_MISSING when it is no
 *   number from 0 up
 */
guint32
lw_manifest_confidence_from_slice (const LwJsonSlice *slice)
{
  double value;

  if (!lw_json_slice_to_double (slice, &value) || value < 0)
    return LW_CONFIDENCE_MISSING;
  /* The thousandth of a unit is for decimals that a double holds a little too low. */
  return (guint32) (MIN (value, 4.0) * LW_CONFIDENCE_UNIT + 1e-3);
}

/**
 * lw_manifest_confidence_to_double:
 * @confidence: in units of 1e-9
 *
 * Returns: the confidence; %LW_CONFIDENCE_NONE when it is missing
 */
double
lw_manifest_confidence_to_double (guint32 confidence)
{
  return confidence == LW_CONFIDENCE_MISSING ? LW_CONFIDENCE_NONE : confidence / LW_CONFIDENCE_UNIT;
}

static gboolean
read_digits (const char *data,
             int         n,
             guint      *value)
{
  *value = 0;
  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (data[i]))
        return FALSE;
      *value = *value * 10 + (guint) (data[i] - '0');
    }
  return TRUE;
}

/* Days since 1970-01-01 in the Gregorian calendar, counted in years that start in March. */
static gint64
count_days (guint year,
            guint month,
            guint day)
{
  guint y = month > 2 ? year : year - 1;
  guint m = (month + 9) % 12;

  return (gint64) y * 365 + y / 4 - y / 100 + y / 400 + (m * 306 + 5) / 10 + day - 1 - 719468;
}

/* The form that the service writes, which has no zone and means UTC: 2019-04-18T16:40:59.217995 */
static gboolean
read_usual_date (const LwJsonSlice *slice,
                 gint64            *seconds)
{
  const char *data = slice->data;
  guint year, month, day, hour, minute, second;

  if (slice->length < 19 || slice->length > 26 || data[4] != '-' || data[7] != '-' || data[10] != 'T' ||
      data[13] != ':' || data[16] != ':' || (slice->length > 19 && data[19] != '.'))
    return FALSE;
  for (gsize i = 20; i < slice->length; i++)
    if (!g_ascii_isdigit (data[i]))
      return FALSE;
  if (!read_digits (data, 4, &year) || !read_digits (data + 5, 2, &month) || !read_digits (data + 8, 2, &day) ||
      !read_digits (data + 11, 2, &hour) || !read_digits (data + 14, 2, &minute) ||
      !read_digits (data + 17, 2, &second))
    return FALSE;
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59)
    return FALSE;

  *seconds = count_days (year, month, day) * 86400 + hour * 3600 + minute * 60 + second;
  return TRUE;
}

/**
 * lw_manifest_created_from_slice:
 * @slice: a JSON value
 *
 * Returns: seconds since 1970, rounded down; 0 when it is no time, or none after 1970 that fits
 */
guint32
lw_manifest_created_from_slice (const LwJsonSlice *slice)
{
  gint64 seconds = 0;

  if (slice->type != LW_JSON_STRING)
    return 0;
  if (!read_usual_date (slice, &seconds))
    {
      g_autofree char *text = lw_json_slice_dup (slice, NULL);
      gint64 time;

      if (!lw_time_parse (text, &time))
        return 0;
      seconds = time / G_USEC_PER_SEC;
    }
  return seconds > 0 && seconds < G_MAXUINT32 ? (guint32) seconds : 0;
}
