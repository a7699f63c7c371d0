/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The forms in which Ground Truth writes times. All are UTC; none depends on the locale. */

#define G_LOG_DOMAIN "lw-base"

#include "config.h"

#include "lw-time.h"

static char *
format (gint64      time,
        const char *pattern)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);

  return g_date_time_format (date, pattern);
}

/**
 * lw_time_format_creation_date:
 * @time: microseconds since 1970-01-01 UTC
 *
 * Returns: (transfer full): as in label metadata, "2019-04-18T16:40:59.217995", no zone
 */
char *
lw_time_format_creation_date (gint64 time)
{
  g_autofree char *seconds = format (time, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%06d", seconds, (int) (time % G_USEC_PER_SEC));
}

/**
 * lw_time_format_answer:
 * @time: microseconds since 1970-01-01 UTC
 *
 * Returns: (transfer full): as in worker responses, "2020-12-28T18:59:15.191Z"
 */
char *
lw_time_format_answer (gint64 time)
{
  g_autofree char *seconds = format (time, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%03dZ", seconds, (int) (time % G_USEC_PER_SEC / 1000));
}

/**
 * lw_time_format_file_stamp:
 * @time: microseconds since 1970-01-01 UTC
 *
 * Returns: (transfer full): as in names of the output tree, "2021-11-18_02:19:51"
 */
char *
lw_time_format_file_stamp (gint64 time)
{
  return format (time, "%Y-%m-%d_%H:%M:%S");
}

/**
 * lw_time_format_compact:
 * @time: microseconds since 1970-01-01 UTC
 *
 * Returns: (transfer full): as in names of data set manifests, "20220210T115635"
 */
char *
lw_time_format_compact (gint64 time)
{
  return format (time, "%Y%m%dT%H%M%S");
}

/**
 * lw_time_parse:
 * @text: a time in ISO 8601, with or without fraction and zone; without a zone it is UTC
 * @time: (out): microseconds since 1970-01-01 UTC
 *
 * Returns: whether @text was a time
 */
gboolean
lw_time_parse (const char *text,
               gint64     *time)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) date = NULL;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (time != NULL, FALSE);

  date = g_date_time_new_from_iso8601 (text, utc);
  if (date == NULL)
    return FALSE;

  *time = g_date_time_to_unix (date) * G_USEC_PER_SEC + g_date_time_get_microsecond (date);
  return TRUE;
}
