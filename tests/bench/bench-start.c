/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How long a person waits for the studio's window, against the least libadwaita program (minimal-window.c) in the same
 * run. Looks from outside, at the X server's screen: from the start of the process to the first picture in the
 * window. Both are started in turn, and killed when they have painted.
 *
 *   bench-start STUDIO PEER */

#include "config.h"

#include "lw-bench.h"
#include "lw-test-support.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/Xdamage.h>
#include <gio/gio.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>

#define N_WARM 3
#define N_RUNS 21
#define GOAL 1.3
#define WAIT_MS 20000

typedef struct
{
  Display *display;
  Window   root;
  Damage   damage;
} BenchScreen;

static void
open_screen (BenchScreen *screen)
{
  int event, error;

  screen->display = XOpenDisplay (NULL);
  g_assert_nonnull (screen->display);
  g_assert_true (XDamageQueryExtension (screen->display, &event, &error));
  screen->root = DefaultRootWindow (screen->display);
  screen->damage = XDamageCreate (screen->display, screen->root, XDamageReportNonEmpty);
}

/* Whether anything is on the screen, which is black without a window. The windows stand in its top left corner. */
static gboolean
has_picture (BenchScreen *screen)
{
  XImage *image = XGetImage (screen->display, screen->root, 0, 380, 256, 1, AllPlanes, ZPixmap);
  gboolean found = FALSE;

  g_assert_nonnull (image);
  for (int x = 0; x < image->width && !found; x++)
    found = (XGetPixel (image, x, 0) & 0xffffff) != 0;
  XDestroyImage (image);
  return found;
}

/* Waits until there is a picture, or until there is none. The server says when the screen changed: nothing is
 * polled. */
static gboolean
wait_for_picture (BenchScreen *screen,
                  gboolean     wanted)
{
  gint64 end = g_get_monotonic_time () + WAIT_MS * 1000;

  while (g_get_monotonic_time () < end)
    {
      struct pollfd fd = { .fd = ConnectionNumber (screen->display), .events = POLLIN };

      XDamageSubtract (screen->display, screen->damage, None, None);
      if (has_picture (screen) == wanted)
        return TRUE;
      if (XPending (screen->display) == 0)
        poll (&fd, 1, WAIT_MS);
      while (XPending (screen->display) > 0)
        {
          XEvent event;

          XNextEvent (screen->display, &event);
        }
    }
  return FALSE;
}

/* Milliseconds from the start to the first picture. */
static double
start (BenchScreen *screen,
       const char  *program)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  gint64 begin;
  double ms;

  g_assert_true (wait_for_picture (screen, FALSE));
  begin = g_get_monotonic_time ();
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, program, NULL);
  g_assert_no_error (error);
  g_assert_true (wait_for_picture (screen, TRUE));
  ms = (g_get_monotonic_time () - begin) / 1000.0;
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
  return ms;
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *dir = lw_test_dup_temp_dir ();
  g_autoptr (GArray) studio = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) peer = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) ratios = g_array_new (FALSE, FALSE, sizeof (double));
  BenchScreen screen;
  gboolean good;

  setlocale (LC_ALL, "");
  if (argc != 3)
    return EXIT_FAILURE;
  /* A workspace that is there already, as on every day but the first. */
  g_setenv ("XDG_DATA_HOME", dir, TRUE);
  open_screen (&screen);
  for (guint i = 0; i < N_WARM + N_RUNS; i++)
    {
      double ms[2];

      for (guint j = 0; j < 2; j++)
        {
          guint which = (i + j) % 2;

          ms[which] = start (&screen, argv[2 - which]);
        }
      if (i < N_WARM)
        continue;
      g_array_append_val (peer, ms[0]);
      g_array_append_val (studio, ms[1]);
      ms[0] = ms[1] / ms[0];
      g_array_append_val (ratios, ms[0]);
    }
  g_print ("start ms: peer least %.0f median %.0f, studio least %.0f median %.0f\n", lw_bench_percentile (peer, 0),
           lw_bench_percentile (peer, 50), lw_bench_percentile (studio, 0), lw_bench_percentile (studio, 50));
  good = lw_bench_check ("start studio/peer ratio", lw_bench_percentile (ratios, 50), "", GOAL);
  XCloseDisplay (screen.display);
  lw_test_remove_tree (dir);
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
