/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Numbers, sizes and durations as people read them, in their language and locale. For files and the wire see
 * lw-time.h and json-glib: nothing here is stable. */

#define G_LOG_DOMAIN "lw-kit"

#include "config.h"

#include "lw-format.h"

#include <glib/gi18n.h>
#include <math.h>

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/**
 * lw_format_number:
 * @number: a count
 *
 * Returns: (transfer full): it with the locale's thousands separators
 */
char *
lw_format_number (guint64 number)
{
  return g_strdup_printf ("%'" G_GUINT64_FORMAT, number);
}

/**
 * lw_format_images:
 * @n_images: a count of images
 *
 * Returns: (transfer full): "1,204 images"
 */
char *
lw_format_images (guint64 n_images)
{
  g_autofree char *number = lw_format_number (n_images);

  return g_strdup_printf (ngettext ("%s image", "%s images", (gulong) n_images), number);
}

/**
 * lw_format_bytes:
 * @bytes: a size
 *
 * Returns: (transfer full): "4.2 MB"
 */
char *
lw_format_bytes (guint64 bytes)
{
  return g_format_size (bytes);
}

static char *
format_minutes (guint n)
{
  return g_strdup_printf (ngettext ("%u min", "%u min", n), n);
}

static char *
format_hours (guint n)
{
  return g_strdup_printf (ngettext ("%u h", "%u h", n), n);
}

static char *
format_days (guint n)
{
  return g_strdup_printf (ngettext ("%u day", "%u days", n), n);
}

static char *
format_pair (char *large,
             char *small)
{
  g_autofree char *first = large;
  g_autofree char *second = small;

  /* Translators: a duration in two units, such as “1 h 10 min” */
  return g_strdup_printf (_("%s %s"), first, second);
}

/**
 * lw_format_duration:
 * @seconds: a duration in seconds
 *
 * Returns: (transfer full): it in its one or two largest units: "4.2 s", "50 s", "14 min", "1 h 10 min", "2 days 3 h"
 */
char *
lw_format_duration (double seconds)
{
  guint minutes;

  if (!(seconds >= 0))
    seconds = 0;
  if (seconds < 9.95)
    return g_strdup_printf (_("%.1f s"), seconds);
  if (seconds < MINUTE - 0.5)
    return g_strdup_printf (_("%.0f s"), seconds);

  minutes = MIN (seconds, (double) G_MAXINT) / MINUTE + 0.5;
  if (minutes < 60)
    return format_minutes (minutes);
  if (minutes < DAY / MINUTE)
    return minutes % 60 == 0 ? format_hours (minutes / 60)
                             : format_pair (format_hours (minutes / 60), format_minutes (minutes % 60));
  if (minutes / 60 % 24 == 0)
    return format_days (minutes / 60 / 24);
  return format_pair (format_days (minutes / 60 / 24), format_hours (minutes / 60 % 24));
}

/**
 * lw_format_countdown:
 * @seconds: how much time is left, in seconds
 *
 * Returns: (transfer full): it as a clock shows it: "4:59", "1:00:00"; "0:00" when there is none
 */
char *
lw_format_countdown (double seconds)
{
  guint total = seconds > 0 ? (guint) ceil (MIN (seconds, (double) G_MAXINT)) : 0;

  if (total < HOUR)
    return g_strdup_printf ("%u:%02u", total / MINUTE, total % MINUTE);
  return g_strdup_printf ("%u:%02u:%02u", total / HOUR, total % HOUR / MINUTE, total % MINUTE);
}

/**
 * lw_format_percent:
 * @fraction: 0 to 1
 *
 * Returns: (transfer full): "78 %"; neither "0 %" nor "100 %" unless it is exactly that
 */
char *
lw_format_percent (double fraction)
{
  int percent = (int) (CLAMP (fraction, 0, 1) * 100 + 0.5);

  if (fraction > 0)
    percent = MAX (percent, 1);
  if (fraction < 1)
    percent = MIN (percent, 99);
  /* Translators: a percentage, such as “78 %” */
  return g_strdup_printf (_("%d %%"), percent);
}

/**
 * lw_format_time_ago:
 * @time: when it was, in microseconds since 1970
 * @now: when it is, likewise
 *
 * Returns: (transfer full): "just now", "5 min ago", or a date in the form of the locale
 */
char *
lw_format_time_ago (gint64 time,
                    gint64 now)
{
  gint64 seconds = (now - time) / G_USEC_PER_SEC;

  if (seconds < MINUTE)
    return g_strdup (_("just now"));
  if (seconds < DAY)
    {
      g_autofree char *duration = seconds < HOUR ? format_minutes (seconds / MINUTE) : format_hours (seconds / HOUR);

      /* Translators: %s is a duration, such as “5 min” */
      return g_strdup_printf (_("%s ago"), duration);
    }
  else
    {
      g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);

      return then != NULL ? g_date_time_format (then, "%x") : g_strdup ("");
    }
}
