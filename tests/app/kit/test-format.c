/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lw-format.h"

#include <glib.h>

static const struct
{
  double      seconds;
  const char *duration;
  const char *countdown;
} times[] = {
  { -5, "0.0 s", "0:00" },
  { 0, "0.0 s", "0:00" },
  { 4.24, "4.2 s", "0:05" },
  { 9.96, "10 s", "0:10" },
  { 59, "59 s", "0:59" },
  { 59.6, "1 min", "1:00" },
  { 60, "1 min", "1:00" },
  { 150, "3 min", "2:30" },
  { 3599, "1 h", "59:59" },
  { 4200, "1 h 10 min", "1:10:00" },
  { 86400, "1 day", "24:00:00" },
  { 183600, "2 days 3 h", "51:00:00" },
  { 1e18, "24855 days 3 h", "596523:14:07" },
};

static const struct
{
  double      fraction;
  const char *percent;
} percents[] = {
  { -1, "0 %" }, { 0, "0 %" }, { 0.001, "1 %" }, { 0.5, "50 %" }, { 0.996, "99 %" }, { 1, "100 %" }, { 2, "100 %" },
};

static void
test_times (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *duration = lw_format_duration (times[i].seconds);
      g_autofree char *countdown = lw_format_countdown (times[i].seconds);

      g_assert_cmpstr (duration, ==, times[i].duration);
      g_assert_cmpstr (countdown, ==, times[i].countdown);
    }
}

static void
test_percents (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (percents); i++)
    {
      g_autofree char *percent = lw_format_percent (percents[i].fraction);

      g_assert_cmpstr (percent, ==, percents[i].percent);
    }
}

static void
test_counts (void)
{
  g_autofree char *one = lw_format_images (1);
  g_autofree char *many = lw_format_images (400);

  g_assert_cmpstr (one, ==, "1 image");
  g_assert_cmpstr (many, ==, "400 images");
}

static void
test_ago (void)
{
  gint64 now = G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC;
  g_autofree char *just_now = lw_format_time_ago (now - 5 * G_USEC_PER_SEC, now);
  g_autofree char *later = lw_format_time_ago (now + 5 * G_USEC_PER_SEC, now);
  g_autofree char *minutes = lw_format_time_ago (now - 300 * (gint64) G_USEC_PER_SEC, now);
  g_autofree char *hours = lw_format_time_ago (now - 7300 * (gint64) G_USEC_PER_SEC, now);

  g_assert_cmpstr (just_now, ==, "just now");
  g_assert_cmpstr (later, ==, "just now");
  g_assert_cmpstr (minutes, ==, "5 min ago");
  g_assert_cmpstr (hours, ==, "2 h ago");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/times", test_times);
  g_test_add_func ("/format/percents", test_percents);
  g_test_add_func ("/format/counts", test_counts);
  g_test_add_func ("/format/ago", test_ago);
  return g_test_run ();
}
