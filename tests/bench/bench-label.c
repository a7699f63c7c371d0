/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How long a person who labels waits: from the key to the frame with the next image, with 12-megapixel JPEGs at three
 * answers a second; and what a changed page costs the worker's screen. */

#include "config.h"

#include "lw-bench.h"
#include "lw-fake-task-queue.h"
#include "lw-label-page.h"
#include "lw-test-support.h"
#include "lw-test-widget.h"
#include "lw-worker-view.h"

#include <adwaita.h>
#include <locale.h>
#include <stdlib.h>

#define N_IMAGES 40
#define WIDTH 4000
#define HEIGHT 3000
#define PACE_MS 333
#define N_PAGES 200
#define GOAL_MS 50.0

typedef struct
{
  GtkWidget   *page;
  LwImagePane *pane;
  char       **images;
  guint        index;
  gint64       pressed;
  GArray      *times;
  guint        n_late;
  gboolean     done;
} Bench;

static void
press_key (GtkWidget *widget,
           guint      keyval,
           guint      keycode)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean stop;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
        continue;
      g_signal_emit_by_name (controller, "key-pressed", keyval, keycode, 0, &stop);
      g_signal_emit_by_name (controller, "key-released", keyval, keycode, 0);
    }
}

static gboolean
pace_timeout_cb (gpointer user_data)
{
  Bench *bench = user_data;

  bench->index++;
  bench->pressed = g_get_monotonic_time ();
  press_key (bench->page, GDK_KEY_1 + bench->index % 2, 10 + bench->index % 2);
  return G_SOURCE_REMOVE;
}

static void
clock_after_paint_cb (GdkFrameClock *clock,
                      Bench         *bench)
{
  double ms;

  if (bench->pressed == 0 || !lw_image_pane_get_shown (bench->pane)
      || g_strcmp0 (lw_image_pane_get_uri (bench->pane), bench->images[bench->index]) != 0)
    return;
  ms = (g_get_monotonic_time () - bench->pressed) / 1000.0;
  g_array_append_val (bench->times, ms);
  bench->pressed = 0;
  if (bench->index + 1 == N_IMAGES)
    bench->done = TRUE;
  else
    g_timeout_add (ms < PACE_MS ? PACE_MS - (guint) ms : 0, pace_timeout_cb, bench);
}

static LwWorkerView *
find_view (GtkWidget *widget)
{
  if (LW_IS_WORKER_VIEW (widget))
    return LW_WORKER_VIEW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      LwWorkerView *view = find_view (child);

      if (view != NULL)
        return view;
    }
  return NULL;
}

static gboolean
is_done (gpointer user_data)
{
  return ((Bench *) user_data)->done;
}

static gboolean
is_shown (gpointer user_data)
{
  return lw_image_pane_get_shown (user_data);
}

static void
print_times (const char *what,
             GArray     *times)
{
  g_print ("%s ms: median %.1f p95 %.1f\n", what, lw_bench_percentile (times, 50), lw_bench_percentile (times, 95));
}

static gboolean
bench_label (const char *dir)
{
  static const char *const labels[] = { "cat", "dog", "bird", "fish", NULL };
  g_autoptr (LwImageLoader) loader = lw_image_loader_new (NULL);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (LwFakeTaskQueue) queue = NULL;
  g_auto (GStrv) images = g_new0 (char *, N_IMAGES + 1);
  GtkWidget *window = adw_window_new ();
  Bench bench = { .images = images, .times = times };

  for (guint i = 0; i < N_IMAGES; i++)
    {
      g_autofree char *name = g_strdup_printf ("%02u.jpg", i);

      images[i] = lw_test_make_photo (dir, name, WIDTH, HEIGHT, i);
    }
  queue = lw_fake_task_queue_new (LW_TASK_TYPE_IMAGE_CLASSIFICATION, labels, (const char *const *) images);
  bench.page = lw_label_page_new (LW_TASK_QUEUE (queue), loader);
  g_object_set (bench.page, "one-key", TRUE, NULL);
  bench.pane = lw_worker_view_get_image_pane (find_view (bench.page));
  adw_window_set_content (ADW_WINDOW (window), bench.page);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  lw_test_wait_until (is_shown, bench.pane);

  g_signal_connect (gdk_surface_get_frame_clock (gtk_native_get_surface (GTK_NATIVE (window))), "after-paint",
                    G_CALLBACK (clock_after_paint_cb), &bench);
  g_timeout_add (PACE_MS, pace_timeout_cb, &bench);
  lw_test_wait_until (is_done, &bench);
  print_times ("label-here key-to-image", times);
  gtk_window_destroy (GTK_WINDOW (window));
  return lw_bench_check ("label-here key to next image painted p95", lw_bench_percentile (times, 95), " ms", GOAL_MS);
}

/* What the wizard does at each keystroke: another header, another name of a category. */
static void
bench_set_page (void)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  GtkWidget *window = adw_window_new ();
  GtkWidget *view = lw_worker_view_new ();

  adw_window_set_content (ADW_WINDOW (window), view);
  gtk_window_set_default_size (GTK_WINDOW (window), 480, 700);
  gtk_window_present (GTK_WINDOW (window));
  for (guint i = 0; i < N_PAGES; i++)
    {
      g_autofree char *html = g_strdup_printf (
        "<crowd-image-classifier name=\"a\" src=\"\" header=\"Header %u\" categories=\"['cat %u','dog','bird']\">"
        "<short-instructions><h3>Good example</h3><p>Sentence %u with some more words.</p><h3>Bad example</h3>"
        "<p>Another one.</p></short-instructions></crowd-image-classifier>", i, i, i);
      g_autoptr (LwWorkerPage) page = lw_worker_page_new (html, NULL);
      gint64 start = g_get_monotonic_time ();
      double ms;

      lw_worker_view_set_page (LW_WORKER_VIEW (view), page);
      ms = (g_get_monotonic_time () - start) / 1000.0;
      g_array_append_val (times, ms);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  print_times ("worker-view set-page", times);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *dir = lw_test_dup_temp_dir ();
  gboolean good;

  setlocale (LC_ALL, "");
  adw_init ();
  bench_set_page ();
  good = bench_label (dir);
  lw_test_remove_tree (dir);
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
