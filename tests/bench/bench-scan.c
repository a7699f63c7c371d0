/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether the window stays live while the wizard looks through a folder of 10,000 JPEGs: the longest turn of the main
 * loop from the choice of the folder until the result has been painted, and how soon a cancelled scan is over.
 *
 * A turn is what the main loop does between two waits. The goal is for what the thread computes in it; the time for
 * which it waited for the display or the processor says as much about the machine, and is printed beside it. */

#include "config.h"

#include "lw-bench.h"
#include "lw-test-support.h"
#include "lw-test-widget.h"

#include "lw-engine-backend.h"

#include "lw-dataset-page.h"
#include "lw-wizard.h"

#include <adwaita.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define N_IMAGES 10000
#define N_FOLDERS 20
#define GOAL_MS 16.0
#define CANCEL_GOAL_MS 300.0

/* Of which every so many are wrong, so that there is something to list. */
#define EVERY_BROKEN 40
#define EVERY_DUPLICATE 50

static struct
{
  GArray *turns;
  GArray *own;
  gint64  start;
  double  own_start;
} loop;

/* Milliseconds for which this thread had a processor. */
static double
get_own (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static void
start_turn (void)
{
  loop.own_start = get_own ();
  loop.start = g_get_monotonic_time ();
}

static int
poll_func (GPollFD *fds,
           guint    n_fds,
           int      timeout)
{
  double wall = (g_get_monotonic_time () - loop.start) / 1000.0;
  double own = get_own () - loop.own_start;
  int result;

  if (loop.turns != NULL)
    {
      g_array_append_val (loop.turns, wall);
      g_array_append_val (loop.own, own);
    }
  result = g_poll (fds, n_fds, timeout);
  start_turn ();
  return result;
}

static void
write_file (const char   *dir,
            guint         index,
            const guint8 *jpeg,
            gsize         length)
{
  g_autofree char *path = g_strdup_printf ("%s/%02u/%05u.jpg", dir, index % N_FOLDERS, index);
  g_autofree char *comment = g_strdup_printf ("%08u", index - (index % EVERY_DUPLICATE == 0 ? 1 : 0));
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) error = NULL;

  /* The start marker, a comment that makes the content another one, the rest. */
  g_byte_array_append (bytes, jpeg, 2);
  g_byte_array_append (bytes, (const guint8 *) "\xff\xfe\x00\x0a", 4);
  g_byte_array_append (bytes, (const guint8 *) comment, 8);
  g_byte_array_append (bytes, jpeg + 2, index % EVERY_BROKEN == 1 ? length / 2 : length - 2);
  g_file_set_contents_full (path, (const char *) bytes->data, bytes->len, G_FILE_SET_CONTENTS_NONE, 0644, &error);
  g_assert_no_error (error);
}

static void
make_folder (const char *dir)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 640, 480);
  g_autoptr (GError) error = NULL;
  g_autofree char *jpeg = NULL;
  gsize length;

  for (int y = 0; y < 480; y++)
    for (int x = 0; x < 640 * 3; x++)
      gdk_pixbuf_get_pixels (pixbuf)[y * gdk_pixbuf_get_rowstride (pixbuf) + x] = (guint8) (x * y / 97 + (x ^ y) % 31);
  gdk_pixbuf_save_to_buffer (pixbuf, &jpeg, &length, "jpeg", &error, "quality", "80", NULL);
  g_assert_no_error (error);
  for (guint i = 0; i < N_FOLDERS; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%02u", dir, i);

      g_assert_cmpint (g_mkdir_with_parents (path, 0755), ==, 0);
    }
  for (guint i = 0; i < N_IMAGES; i++)
    write_file (dir, i, (const guint8 *) jpeg, length);
}

/* What the person sees of the page, found as the person finds it. */
static gboolean
has_result (gpointer page)
{
  GtkWidget *bar = lw_test_find_widget (page, GTK_TYPE_PROGRESS_BAR);

  return !gtk_widget_get_mapped (bar);
}

static gboolean
has_progress (gpointer page)
{
  GtkWidget *bar = lw_test_find_widget (page, GTK_TYPE_PROGRESS_BAR);

  return gtk_widget_get_mapped (bar) && gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (bar)) > 0.1;
}

static gboolean
is_idle (gpointer user_data)
{
  return !g_main_context_pending (NULL);
}

static GtkWidget *
find_cancel_button (GtkWidget *widget)
{
  GtkWidget *label = lw_test_find_label (widget, "Stop reading");

  return label != NULL ? gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON) : NULL;
}

static void
stop_timer_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *) user_data;
}

/* Long enough for all animations and for the pictures to have come. */
static void
settle (void)
{
  gboolean done = FALSE;

  g_timeout_add_once (1500, stop_timer_cb, &done);
  lw_test_wait_until (is_true, &done);
}

static gboolean
bench_scan (GtkWidget  *page,
            const char *folder)
{
  gint64 start = g_get_monotonic_time ();
  double seconds;

  loop.turns = g_array_new (FALSE, FALSE, sizeof (double));
  loop.own = g_array_new (FALSE, FALSE, sizeof (double));
  start_turn ();
  lw_dataset_page_choose (LW_DATASET_PAGE (page), folder);
  lw_test_wait_until (has_progress, page);
  lw_test_wait_until (has_result, page);
  seconds = (g_get_monotonic_time () - start) / 1e6;
  settle ();
  g_print ("scan %d images: %.2f s; %u turns, with all waiting p99 %.1f ms longest %.1f ms\n", N_IMAGES, seconds,
           loop.turns->len, lw_bench_percentile (loop.turns, 99), lw_bench_percentile (loop.turns, 100));
  return lw_bench_check ("scan longest main-loop turn", lw_bench_percentile (loop.own, 100), " ms", GOAL_MS);
}

static gboolean
bench_cancel (GtkWidget  *page,
              const char *folder)
{
  gint64 start;

  lw_dataset_page_choose (LW_DATASET_PAGE (page), "");
  lw_test_wait_until (is_idle, NULL);
  lw_dataset_page_choose (LW_DATASET_PAGE (page), folder);
  lw_test_wait_until (has_progress, page);
  start = g_get_monotonic_time ();
  g_signal_emit_by_name (find_cancel_button (page), "clicked");
  lw_test_wait_until (is_idle, NULL);
  return lw_bench_check ("scan cancel", (g_get_monotonic_time () - start) / 1000.0, " ms", CANCEL_GOAL_MS);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *workspace = lw_test_dup_temp_dir ();
  g_autofree char *folder = g_build_filename (workspace, "images", NULL);
  g_autoptr (LwClock) clock = lw_clock_new_system ();
  g_autoptr (LwEngineBackend) backend = NULL;
  g_autoptr (LwImageLoader) loader = NULL;
  GtkWidget *wizard, *window, *page;
  gboolean good;

  setlocale (LC_ALL, "");
  g_setenv ("XDG_DATA_HOME", workspace, TRUE);
  adw_init ();
  make_folder (folder);
  backend = lw_engine_backend_open (workspace, clock, NULL, NULL);
  g_assert_nonnull (backend);
  loader = lw_image_loader_new (lw_job_backend_get_store (LW_JOB_BACKEND (backend)));
  wizard = lw_wizard_new (LW_JOB_BACKEND (backend), loader);
  window = lw_test_show_widget (wizard, 1280, 800);
  gtk_widget_activate_action (wizard, "wizard.go", "(us)", LW_WIZARD_STEP_DATASET, "");
  page = lw_test_find_widget (wizard, LW_TYPE_DATASET_PAGE);
  settle ();

  g_main_context_set_poll_func (NULL, poll_func);
  good = bench_scan (page, folder);
  g_main_context_set_poll_func (NULL, NULL);
  good &= bench_cancel (page, folder);

  gtk_window_destroy (GTK_WINDOW (window));
  lw_engine_backend_close (backend);
  g_clear_object (&loader);
  g_clear_object (&backend);
  lw_test_remove_tree (workspace);
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
