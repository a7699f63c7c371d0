/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the gallery costs over a million rows: its first frame against the same gallery over 200, each frame while it
 * scrolls and thumbnails arrive, and the way from a new query to the frame that shows it. A frame goes from the frame
 * clock's before-paint to its after-paint. The processor's time is judged; the clock's too, but only where the machine
 * has nothing else to do. */

#include "config.h"

#include "lw-bench.h"
#include "lw-fake-backend.h"
#include "lw-gallery.h"
#include "lw-results-page.h"
#include "lw-test-manifest.h"
#include "lw-test-support.h"
#include "lw-test-widget.h"

#include "lw-manifest-cache.h"
#include "lw-manifest-model.h"

#include <locale.h>
#include <stdlib.h>
#include <unistd.h>

#define N_ROWS 1000000
#define N_FEW_ROWS 200
#define N_IMAGES 4000
#define N_PICTURES 32
#define N_STEPS 200
#define STEP 48
#define N_FIRST_FRAMES 5

typedef struct
{
  char          *dir;
  char          *many;
  char          *few;
  LwFakeBackend *backend;
  LwImageLoader *loader;
} Bench;

/* Frames of one window, in milliseconds. */
typedef struct
{
  GArray *cpu;
  GArray *wall;
  double  cpu_start;
  double  wall_start;
  guint   n_steps;
  GtkAdjustment *adjustment;
} Frames;

/* A few pictures under thousands of names, so that each tile has one of its own to load. */
static void
make_images (const char *dir)
{
  for (guint i = 0; i < N_IMAGES; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.jpg", i);
      g_autofree char *path = g_build_filename (dir, name, NULL);
      g_autofree char *first_name = g_strdup_printf ("%u.jpg", i % N_PICTURES);
      g_autofree char *first = g_build_filename (dir, first_name, NULL);

      if (i < N_PICTURES)
        {
          g_autofree char *made = lw_test_make_photo (dir, name, 640, 480, i);

          g_assert_cmpstr (made, ==, path);
        }
      else
        g_assert_cmpint (link (first, path), ==, 0);
    }
}

static void
before_paint_cb (GdkFrameClock *clock,
                 Frames        *frames)
{
  frames->cpu_start = lw_bench_now_ms (CLOCK_THREAD_CPUTIME_ID);
  frames->wall_start = lw_bench_now_ms (CLOCK_MONOTONIC);
}

static gboolean
step_cb (gpointer data)
{
  Frames *frames = data;

  gtk_adjustment_set_value (frames->adjustment, gtk_adjustment_get_value (frames->adjustment) + STEP);
  return G_SOURCE_REMOVE;
}

static void
after_paint_cb (GdkFrameClock *clock,
                Frames        *frames)
{
  double cpu = lw_bench_now_ms (CLOCK_THREAD_CPUTIME_ID) - frames->cpu_start;
  double wall = lw_bench_now_ms (CLOCK_MONOTONIC) - frames->wall_start;

  g_array_append_val (frames->cpu, cpu);
  g_array_append_val (frames->wall, wall);
  if (frames->adjustment != NULL && frames->n_steps < N_STEPS)
    {
      frames->n_steps++;
      g_idle_add_full (G_PRIORITY_DEFAULT, step_cb, frames, NULL);
    }
}

static void
frames_init (Frames    *frames,
             GtkWidget *window)
{
  GdkFrameClock *clock = gdk_surface_get_frame_clock (gtk_native_get_surface (GTK_NATIVE (window)));

  frames->cpu = g_array_new (FALSE, FALSE, sizeof (double));
  frames->wall = g_array_new (FALSE, FALSE, sizeof (double));
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), frames);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), frames);
}

static void
frames_clear (Frames    *frames,
              GtkWidget *window)
{
  GdkFrameClock *clock = gdk_surface_get_frame_clock (gtk_native_get_surface (GTK_NATIVE (window)));

  g_signal_handlers_disconnect_by_data (clock, frames);
  g_array_unref (frames->cpu);
  g_array_unref (frames->wall);
}

static gboolean
has_frame (gpointer data)
{
  return ((Frames *) data)->cpu->len > 0;
}

static gboolean
is_scrolled (gpointer data)
{
  Frames *frames = data;

  return frames->n_steps == N_STEPS && frames->cpu->len > N_STEPS;
}

static LwManifestModel *
open_model (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwManifestIndex) index = lw_manifest_index_new_from_file (path, NULL, NULL, NULL, &error);
  LwManifestModel *model = lw_manifest_model_new ();

  g_assert_no_error (error);
  lw_manifest_model_set_index (model, index);
  return model;
}

/* From nothing to the first frame of a window with the gallery, as the main thread computes it. */
static double
time_first_frame (Bench           *bench,
                  LwManifestModel *model)
{
  double start = lw_bench_now_ms (CLOCK_THREAD_CPUTIME_ID);
  GtkWidget *gallery = lw_gallery_new ();
  GtkWidget *window = adw_window_new ();
  Frames frames = { NULL };
  double ms;

  lw_gallery_set_loader (LW_GALLERY (gallery), bench->loader);
  lw_gallery_set_model (LW_GALLERY (gallery), G_LIST_MODEL (model));
  adw_window_set_content (ADW_WINDOW (window), gallery);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  frames_init (&frames, window);
  lw_test_wait_until (has_frame, &frames);
  ms = lw_bench_now_ms (CLOCK_THREAD_CPUTIME_ID) - start;
  frames_clear (&frames, window);
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return ms;
}

static gboolean
bench_first_frame (Bench *bench)
{
  g_autoptr (LwManifestModel) many = open_model (bench->many);
  g_autoptr (LwManifestModel) few = open_model (bench->few);
  g_autoptr (GArray) many_times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) few_times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < N_FIRST_FRAMES; i++)
    {
      double many_ms = time_first_frame (bench, many);
      double few_ms = time_first_frame (bench, few);

      /* The first of each makes what all windows share. */
      if (i == 0)
        continue;
      g_array_append_val (many_times, many_ms);
      g_array_append_val (few_times, few_ms);
    }
  g_print ("grid first frame: %.1f ms of CPU over %u rows, %.1f over %u\n",
           lw_bench_percentile (many_times, 50), N_ROWS, lw_bench_percentile (few_times, 50), N_FEW_ROWS);
  return lw_bench_check ("grid first frame, a million rows to 200",
                         lw_bench_percentile (many_times, 50) / lw_bench_percentile (few_times, 50), " times", 1.2);
}

static gboolean
bench_scroll (Bench *bench)
{
  g_autoptr (LwManifestModel) model = open_model (bench->many);
  GtkWidget *gallery = lw_gallery_new ();
  GtkWidget *window;
  Frames frames = { NULL };
  gboolean good;

  lw_image_loader_forget (bench->loader);
  lw_gallery_set_loader (LW_GALLERY (gallery), bench->loader);
  lw_gallery_set_model (LW_GALLERY (gallery), G_LIST_MODEL (model));
  window = lw_test_show_widget (gallery, 1280, 800);
  frames_init (&frames, window);
  frames.adjustment = gtk_scrollable_get_vadjustment (
    GTK_SCROLLABLE (lw_test_find_widget (gallery, GTK_TYPE_GRID_VIEW)));
  step_cb (&frames);
  lw_test_wait_until (is_scrolled, &frames);

  g_print ("grid scroll: %u frames, %.1f MB of thumbnails; CPU ms median %.2f p95 %.2f, wall ms median %.2f p95 %.2f "
           "max %.2f\n", frames.cpu->len, lw_image_loader_get_bytes (bench->loader) / 1048576.0,
           lw_bench_percentile (frames.cpu, 50), lw_bench_percentile (frames.cpu, 95),
           lw_bench_percentile (frames.wall, 50), lw_bench_percentile (frames.wall, 95),
           lw_bench_percentile (frames.wall, 100));
  good = lw_bench_check ("grid scroll CPU a frame p95", lw_bench_percentile (frames.cpu, 95), " ms", 10);
  good &= lw_bench_check ("grid scroll frame p95", lw_bench_percentile (frames.wall, 95), " ms", 16.7);
  good &= lw_bench_check ("grid scroll longest frame", lw_bench_percentile (frames.wall, 100), " ms", 50);
  frames_clear (&frames, window);
  gtk_window_destroy (GTK_WINDOW (window));
  return good;
}

/* Every row is selected, and none again. */
static gboolean
bench_select_all (Bench *bench)
{
  g_autoptr (LwManifestModel) model = open_model (bench->many);
  GtkWidget *gallery = lw_gallery_new ();
  GtkWidget *window;
  GtkSelectionModel *selection;
  double start;
  double ms;

  lw_gallery_set_loader (LW_GALLERY (gallery), bench->loader);
  lw_gallery_set_model (LW_GALLERY (gallery), G_LIST_MODEL (model));
  window = lw_test_show_widget (gallery, 1280, 800);
  selection = GTK_SELECTION_MODEL (lw_gallery_get_selection (LW_GALLERY (gallery)));
  start = lw_bench_now_ms (CLOCK_THREAD_CPUTIME_ID);
  gtk_selection_model_select_all (selection);
  ms = lw_bench_now_ms (CLOCK_THREAD_CPUTIME_ID) - start;
  g_assert_cmpuint (lw_row_selection_get_n_selected (LW_ROW_SELECTION (selection)), ==, N_ROWS);
  gtk_window_destroy (GTK_WINDOW (window));
  return lw_bench_check ("grid select all of a million rows", ms, " ms CPU", 16.7);
}

typedef struct
{
  LwResultsPage *page;
  guint          n_shown;
  Frames        *frames;
} Wanted;

static gboolean
is_shown (gpointer data)
{
  Wanted *wanted = data;

  return lw_results_page_get_n_shown (wanted->page) == wanted->n_shown;
}

static gboolean
is_painted (gpointer data)
{
  Wanted *wanted = data;

  /* A frame before the rows are others does not count. */
  if (!is_shown (data))
    g_array_set_size (wanted->frames->cpu, 0);
  return is_shown (data) && wanted->frames->cpu->len > 0;
}

static gboolean
has_rows (gpointer data)
{
  Wanted *wanted = data;

  if (lw_results_page_get_n_shown (wanted->page) == 0)
    g_array_set_size (wanted->frames->cpu, 0);
  return lw_results_page_get_n_shown (wanted->page) > 0 && wanted->frames->cpu->len > 0;
}

/* What is kept of earlier openings. */
static void
forget_index (void)
{
  g_autofree char *folder = lw_manifest_cache_dup_folder ();

  if (g_file_test (folder, G_FILE_TEST_EXISTS))
    lw_test_remove_tree (folder);
}

/* From the path to the frame with the first rows, of a file that was never opened before. */
static gboolean
bench_open (Bench *bench)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < N_FIRST_FRAMES; i++)
    {
      GtkWidget *page = lw_results_page_new (LW_JOB_BACKEND (bench->backend), bench->loader);
      GtkWidget *window = lw_test_show_widget (page, 1280, 800);
      Frames frames = { NULL };
      Wanted wanted = { LW_RESULTS_PAGE (page), N_ROWS, &frames };
      double start;
      double cpu_start;
      double ms;

      forget_index ();
      frames_init (&frames, window);
      start = lw_bench_now_ms (CLOCK_MONOTONIC);
      cpu_start = lw_bench_now_ms (CLOCK_THREAD_CPUTIME_ID);
      lw_results_page_open_uri (LW_RESULTS_PAGE (page), bench->many);
      lw_test_wait_until (has_rows, &wanted);
      ms = lw_bench_now_ms (CLOCK_MONOTONIC) - start;
      g_array_append_val (times, ms);
      g_print ("grid opened, first rows painted: %u rows after %.1f ms, of which %.1f ms CPU of the main thread\n",
               lw_results_page_get_n_shown (LW_RESULTS_PAGE (page)), ms,
               lw_bench_now_ms (CLOCK_THREAD_CPUTIME_ID) - cpu_start);
      lw_test_wait_until (is_shown, &wanted);
      frames_clear (&frames, window);
      gtk_window_destroy (GTK_WINDOW (window));
    }
  return lw_bench_check ("grid first rows of a million on screen", lw_bench_percentile (times, 50), " ms", 50);
}

static gboolean
bench_query (Bench          *bench,
             LwTestManifest *manifest)
{
  GtkWidget *page = lw_results_page_new (LW_JOB_BACKEND (bench->backend), bench->loader);
  GtkWidget *window = lw_test_show_widget (page, 1280, 800);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) cpu_times = g_array_new (FALSE, FALSE, sizeof (double));
  Frames frames = { NULL };
  Wanted wanted = { LW_RESULTS_PAGE (page), N_ROWS, &frames };
  gboolean good;

  lw_results_page_open_uri (LW_RESULTS_PAGE (page), bench->many);
  lw_test_wait_until (is_shown, &wanted);
  frames_init (&frames, window);
  for (guint i = 0; i < 4 * LW_TEST_MANIFEST_N_CLASSES; i++)
    {
      guint class_index = i / 2 % LW_TEST_MANIFEST_N_CLASSES;
      const char *name = lw_test_manifest_get_class_name (class_index);
      g_autofree char *query = i % 2 == 0 ? g_strdup_printf ("class:\"%s\"", name) : g_strdup ("");
      double start;
      double cpu_start;
      double ms;

      wanted.n_shown = i % 2 == 0 ? (guint) manifest->classes[class_index] : N_ROWS;
      g_array_set_size (frames.cpu, 0);
      start = lw_bench_now_ms (CLOCK_MONOTONIC);
      cpu_start = lw_bench_now_ms (CLOCK_THREAD_CPUTIME_ID);
      lw_results_page_open_query (LW_RESULTS_PAGE (page), bench->many, query);
      lw_test_wait_until (is_painted, &wanted);
      ms = lw_bench_now_ms (CLOCK_MONOTONIC) - start;
      g_array_append_val (times, ms);
      ms = lw_bench_now_ms (CLOCK_THREAD_CPUTIME_ID) - cpu_start;
      g_array_append_val (cpu_times, ms);
    }
  g_print ("grid new query to painted: median %.1f ms, longest %.1f ms, of which %.1f ms CPU of the main thread\n",
           lw_bench_percentile (times, 50), lw_bench_percentile (times, 100), lw_bench_percentile (cpu_times, 50));
  good = lw_bench_check ("grid new query over a million rows to painted", lw_bench_percentile (times, 50), " ms", 100);
  frames_clear (&frames, window);
  gtk_window_destroy (GTK_WINDOW (window));
  return good;
}

/* An argument names the one thing to measure. */
static gboolean
is_wanted (int         argc,
           char       *argv[],
           const char *name)
{
  return argc < 2 || g_str_equal (argv[1], name);
}

int
main (int   argc,
      char *argv[])
{
  LwTestManifest manifest = { .n_images = N_IMAGES };
  LwTestManifest few = { .n_images = N_IMAGES };
  Bench bench = { .dir = lw_test_dup_temp_dir () };
  g_autofree char *cache = g_build_filename (bench.dir, "cache", NULL);
  gboolean good = TRUE;

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  setlocale (LC_ALL, "");
  adw_init ();
  bench.many = g_build_filename (bench.dir, "many.manifest", NULL);
  bench.few = g_build_filename (bench.dir, "few.manifest", NULL);
  bench.backend = lw_fake_backend_new (bench.dir);
  bench.loader = lw_image_loader_new (lw_job_backend_get_store (LW_JOB_BACKEND (bench.backend)));
  manifest.folder = few.folder = bench.dir;
  make_images (bench.dir);
  lw_test_manifest_write (&manifest, bench.many, N_ROWS);
  lw_test_manifest_write (&few, bench.few, N_FEW_ROWS);

  if (is_wanted (argc, argv, "first"))
    good &= bench_first_frame (&bench);
  if (is_wanted (argc, argv, "scroll"))
    good &= bench_scroll (&bench);
  if (is_wanted (argc, argv, "select"))
    good &= bench_select_all (&bench);
  if (is_wanted (argc, argv, "open"))
    good &= bench_open (&bench);
  if (is_wanted (argc, argv, "query"))
    good &= bench_query (&bench, &manifest);

  g_object_unref (bench.loader);
  g_object_unref (bench.backend);
  lw_test_remove_tree (bench.dir);
  g_free (bench.dir);
  g_free (bench.many);
  g_free (bench.few);
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
