/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the benches share: sorted times, and a line that says whether a goal is met. */

#pragma once

#include <glib.h>
#include <time.h>

G_BEGIN_DECLS

static inline int
lw_bench_compare (gconstpointer a,
                  gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* What a clock of clock_gettime() shows, in milliseconds. */
static inline double
lw_bench_now_ms (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

/* The value that @percent of @times (doubles; sorted here) do not pass. */
static inline double
lw_bench_percentile (GArray *times,
                     guint   percent)
{
  g_assert_cmpuint (times->len, >, 0);
  g_array_sort (times, lw_bench_compare);
  return g_array_index (times, double, MIN ((gsize) times->len * percent / 100, times->len - 1));
}

/* Prints "@what 1.21 @unit (goal ≤ 1.30) ok". Returns whether it is. */
static inline gboolean
lw_bench_check (const char *what,
                double      value,
                const char *unit,
                double      goal)
{
  gboolean good = value <= goal;

  g_print ("%s %.2f%s (goal ≤ %.2f) %s\n", what, value, unit, goal, good ? "ok" : "MISSED");
  return good;
}

/* Prints "@what 1.21 @unit (goal ≥ 0.95) ok". Returns whether it is. */
static inline gboolean
lw_bench_check_at_least (const char *what,
                         double      value,
                         const char *unit,
                         double      goal)
{
  gboolean good = value >= goal;

  g_print ("%s %.2f%s (goal ≥ %.2f) %s\n", what, value, unit, goal, good ? "ok" : "MISSED");
  return good;
}

G_END_DECLS
