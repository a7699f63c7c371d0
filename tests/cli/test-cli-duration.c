/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Durations as people type them. */

#include "config.h"

#include "lw-cli-duration.h"

static const struct
{
  const char *text;
  gint64      seconds;
} rows[] = {
  { "0", 0 },          { "90", 90 },      { "90s", 90 },  { "15m", 900 },  { "2h", 7200 },   { "10d", 864000 },
  { "1h30m", 5400 },   { "1m1", -1 },     { "", -1 },     { "h", -1 },     { "-1", -1 },     { "1.5h", -1 },
  { "2 h", -1 },       { "2H", -1 },      { "1w", -1 },   { "90ss", -1 },  { "1000001", -1 },
  { "99999999999999999999999d", -1 },
};

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 seconds = -1;

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (lw_cli_parse_duration (rows[i].text, &seconds, &error), ==, rows[i].seconds >= 0);
      if (rows[i].seconds >= 0)
        g_assert_cmpint (seconds, ==, rows[i].seconds);
      else
        g_assert_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli-duration", test_rows);
  return g_test_run ();
}
