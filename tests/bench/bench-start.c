/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How long a person waits for the studio: from the start of the process to the first painted frame, beside a minimal
 * window in the same run. Looks from outside, through the X server, so that nothing in the programs is made for it. */

#include "config.h"

#include "lw-test-support.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <signal.h>
#include <sys/wait.h>

#define N_RUNS 9
#define GOAL 1.3
#define PATIENCE_US (30 * G_USEC_PER_SEC)
/* The header bar's rows: both programs have words or buttons there. */
#define TOP 16
#define ROWS 24
#define ENOUGH 20

static int
error_cb (Display     *display,
          XErrorEvent *event)
{
  return 0;
}

/* A ground of one colour is not yet a frame. */
static gboolean
is_painted (Display *display,
            Window   window)
{
  XWindowAttributes attributes;
  XImage *image;
  guint n = 0;

  if (!XGetWindowAttributes (display, window, &attributes) || attributes.height < TOP + ROWS)
    return FALSE;
  image = XGetImage (display, window, 0, TOP, attributes.width, ROWS, AllPlanes, ZPixmap);
  if (image == NULL)
    return FALSE;

  for (int y = 0; y < ROWS; y += 2)
    for (int x = attributes.width / 4; x < attributes.width; x += 2)
      n += XGetPixel (image, x, y) != XGetPixel (image, attributes.width / 4, 0);
  XDestroyImage (image);
  return n >= ENOUGH;
}

static Window
find_window (Display *display)
{
  Window found = None;

  while (XPending (display))
    {
      XEvent event;

      XNextEvent (display, &event);
      if (event.type == MapNotify && !event.xmap.override_redirect)
        found = event.xmap.window;
    }
  return found;
}

static double
measure (Display           *display,
         const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  gint64 end = 0;
  Window window = None;
  GPid pid;

  g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &pid,
                 &error);
  g_assert_no_error (error);
  while (end == 0 && g_get_monotonic_time () - start < PATIENCE_US)
    {
      Window mapped = find_window (display);

      if (mapped != None)
        window = mapped;
      if (window != None && is_painted (display, window))
        end = g_get_monotonic_time ();
      else
        g_usleep (500);
    }
  kill (pid, SIGTERM);
  waitpid (pid, NULL, 0);
  g_spawn_close_pid (pid);
  XSync (display, False);
  find_window (display);
  g_assert_cmpint (end, >, start);
  return (end - start) / 1000.0;
}

static int
compare (const void *a,
         const void *b)
{
  double difference = *(const double *) a - *(const double *) b;

  return (difference > 0) - (difference < 0);
}

static double
get_median (double *times)
{
  qsort (times, N_RUNS, sizeof *times, compare);
  return times[N_RUNS / 2];
}

int
main (void)
{
  const char *build = g_getenv ("LW_BUILD_DIR") != NULL ? g_getenv ("LW_BUILD_DIR") : "_build";
  g_autofree char *workspace = lw_test_dup_temp_dir ();
  g_autofree char *studio = g_build_filename (build, "src", "labelwright", NULL);
  g_autofree char *minimal = g_build_filename (build, "tests", "minimal-window", NULL);
  const char *const studio_argv[] = { studio, "--workspace", workspace, NULL };
  const char *const minimal_argv[] = { minimal, NULL };
  Display *display = XOpenDisplay (NULL);
  double studio_times[N_RUNS];
  double minimal_times[N_RUNS];
  double ratio;

  g_assert_nonnull (display);
  XSetErrorHandler (error_cb);
  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);

  /* Once each for the disk's cache. */
  measure (display, studio_argv);
  measure (display, minimal_argv);
  for (guint i = 0; i < N_RUNS; i++)
    {
      studio_times[i] = measure (display, studio_argv);
      minimal_times[i] = measure (display, minimal_argv);
    }

  ratio = get_median (studio_times) / get_median (minimal_times);
  g_print ("start to first frame ms: studio %.0f minimal %.0f\n", studio_times[N_RUNS / 2],
           minimal_times[N_RUNS / 2]);
  g_print ("start ratio: %.2f (goal %.1f)\n", ratio, GOAL);

  XCloseDisplay (display);
  lw_test_remove_tree (workspace);
  return ratio <= GOAL ? 0 : 1;
}
