/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Durations as people type them. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include "lw-cli-duration.h"

#include <glib/gi18n.h>

/* More than anybody waits, and small enough to be multiplied. */
#define MAX_NUMBER 1000000

static gint64
get_unit (char letter)
{
  switch (letter)
    {
    case 's':
      return 1;
    case 'm':
      return 60;
    case 'h':
      return 60 * 60;
    case 'd':
      return 24 * 60 * 60;
    default:
      return 0;
    }
}

/**
 * lw_cli_parse_duration:
 * @text: such as "90", "90s", "15m", "2h", "1h30m", "10d"; a number alone is seconds
 * @seconds: (out): the duration
 * @error: %G_OPTION_ERROR_BAD_VALUE
 *
 * Returns: whether @text is a duration
 */
gboolean
lw_cli_parse_duration (const char  *text,
                       gint64      *seconds,
                       GError     **error)
{
  const char *at = text;
  gint64 sum = 0;

  while (g_ascii_isdigit (*at))
    {
      char *end;
      guint64 number = g_ascii_strtoull (at, &end, 10);
      gint64 unit = *end != '\0' ? get_unit (*end) : at == text ? 1 : 0;

      if (unit == 0 || number > MAX_NUMBER)
        break;
      sum += (gint64) number * unit;
      at = *end != '\0' ? end + 1 : end;
      if (*at == '\0')
        {
          *seconds = sum;
          return TRUE;
        }
    }
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("“%s” is not a duration. Write it as 90s, 15m, 2h or 1h30m."), text);
  return FALSE;
}
