/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Words of HTTP: what a status is called, and its form of a date. */

#define G_LOG_DOMAIN "lw-http"

#include "config.h"

#include "lw-http-status.h"

#include <stdio.h>
#include <string.h>

static const struct
{
  guint       status;
  const char *phrase;
} phrases[] = {
  { 100, "Continue" },
  { 200, "OK" },
  { 201, "Created" },
  { 202, "Accepted" },
  { 204, "No Content" },
  { 206, "Partial Content" },
  { 301, "Moved Permanently" },
  { 302, "Found" },
  { 303, "See Other" },
  { 304, "Not Modified" },
  { 307, "Temporary Redirect" },
  { 400, "Bad Request" },
  { 401, "Unauthorized" },
  { 403, "Forbidden" },
  { 404, "Not Found" },
  { 405, "Method Not Allowed" },
  { 408, "Request Timeout" },
  { 409, "Conflict" },
  { 411, "Length Required" },
  { 412, "Precondition Failed" },
  { 413, "Content Too Large" },
  { 415, "Unsupported Media Type" },
  { 416, "Range Not Satisfiable" },
  { 417, "Expectation Failed" },
  { 429, "Too Many Requests" },
  { 431, "Request Header Fields Too Large" },
  { 500, "Internal Server Error" },
  { 501, "Not Implemented" },
  { 503, "Service Unavailable" },
  { 505, "HTTP Version Not Supported" },
  { 507, "Insufficient Storage" },
};

static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
static const char *const months[] = {
  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
};

/**
 * lw_http_status_get_phrase:
 * @status: such as 404
 *
 * Returns: what it is called
 */
const char *
lw_http_status_get_phrase (guint status)
{
  for (gsize i = 0; i < G_N_ELEMENTS (phrases); i++)
    if (phrases[i].status == status)
      return phrases[i].phrase;
  return "Unknown";
}

/**
 * lw_http_date_format:
 * @time: microseconds since 1970-01-01 UTC
 *
 * Returns: (transfer full): as in "Sun, 06 Nov 1994 08:49:37 GMT"
 */
char *
lw_http_date_format (gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);

  return g_strdup_printf ("%s, %02d %s %04d %02d:%02d:%02d GMT", days[g_date_time_get_day_of_week (date) - 1],
                          g_date_time_get_day_of_month (date), months[g_date_time_get_month (date) - 1],
                          g_date_time_get_year (date), g_date_time_get_hour (date), g_date_time_get_minute (date),
                          g_date_time_get_second (date));
}

/**
 * lw_http_date_parse:
 * @text: as in "Sun, 06 Nov 1994 08:49:37 GMT"
 * @time: (out): microseconds since 1970-01-01 UTC
 *
 * Returns: whether it is a date
 */
gboolean
lw_http_date_parse (const char *text,
                    gint64     *time)
{
  g_autoptr (GDateTime) date = NULL;
  const char *comma = strchr (text, ',');
  char name[4];
  int day, year, hour, minute, second;
  int month = 0;

  if (comma == NULL ||
      sscanf (comma + 1, " %2d %3s %4d %2d:%2d:%2d GMT", &day, name, &year, &hour, &minute, &second) != 6)
    return FALSE;
  while (month < 12 && !g_str_equal (months[month], name))
    month++;
  if (month < 12)
    date = g_date_time_new_utc (year, month + 1, day, hour, minute, second);
  if (date == NULL)
    return FALSE;
  *time = g_date_time_to_unix (date) * G_USEC_PER_SEC;
  return TRUE;
}
