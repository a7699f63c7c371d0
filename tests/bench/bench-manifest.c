/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How long it takes to open a manifest of 300,000 lines, as a multiple of counting its line breaks; to
 * filter and sort its rows, as a multiple of a plain loop; and to scan 10,000 images while the main loop
 * stays live. Fails on ratios and on the CPU time of main-loop turns, never on wall time. */

#define G_LOG_DOMAIN "lw-bench"

#include "config.h"

#include "lw-dataset-scan.h"
#include "lw-manifest-counts.h"
#include "lw-manifest-writer.h"

#include "lw-test-support.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define N_LINES  300000
#define N_IMAGES 10000
#define N_RUNS   5

/* What the measured code may take of what it is measured against. */
#define MAX_OPEN_RATIO   25
#define MAX_FILTER_RATIO 60
#define MAX_TURN_MS      4.0

static double
cpu_ms (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static void
report (const char *what,
        double      ms,
        double      ratio,
        double      limit)
{
  g_print ("# %-40s %8.1f ms CPU  %6.1f times  (at most %.0f)\n", what, ms, ratio, limit);
  g_assert_cmpfloat (ratio, <=, limit);
}

static void
write_manifest (const char *path)
{
  static const char *const names[] = { "deer", "fox", "wild boar", "badger", "hare", "squirrel", "hedgehog", "owl" };
  g_autoptr (LwManifestWriter) writer = lw_manifest_writer_open (path, NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < N_LINES; i++)
    {
      guint class_index = (guint) g_rand_int_range (random, 0, G_N_ELEMENTS (names));
      g_autofree char *line =
        g_strdup_printf ("{\"source-ref\":\"s3://bucket/camera-traps/raw/site-%02u/IMG_%08u.jpg\","
                         "\"species\":%u,"
                         "\"species-metadata\":{\"class-name\":\"%s\",\"confidence\":0.%02d,\"type\":"
                         "\"groundtruth/image-classification\",\"job-name\":\"labeling-job/species\","
                         "\"human-annotated\":\"yes\",\"creation-date\":\"2026-05-%02dT10:%02d:00.123456\"}}",
                         i % 40, i, class_index, names[class_index], g_rand_int_range (random, 0, 100),
                         g_rand_int_range (random, 1, 29), g_rand_int_range (random, 0, 60));

      g_assert_true (lw_manifest_writer_add_line (writer, line, strlen (line), NULL));
    }
  g_assert_true (lw_manifest_writer_commit (writer, NULL));
}

static guint64
count_lines (const char *path)
{
  g_autofree char *buffer = g_malloc (1 << 20);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  guint64 n_lines = 0;
  gssize n;

  while ((n = read (fd, buffer, 1 << 20)) > 0)
    for (const char *pos = buffer; (pos = memchr (pos, '\n', buffer + n - pos)) != NULL; pos++)
      n_lines++;
  close (fd);
  return n_lines;
}

static double
measure_count (const char *path)
{
  double best = G_MAXDOUBLE;

  for (int i = 0; i < N_RUNS; i++)
    {
      double start = cpu_ms (CLOCK_PROCESS_CPUTIME_ID);

      g_assert_cmpuint (count_lines (path), ==, N_LINES);
      best = MIN (best, cpu_ms (CLOCK_PROCESS_CPUTIME_ID) - start);
    }
  return best;
}

static LwManifestIndex *
measure_open (const char *path,
              double      base)
{
  g_autoptr (LwManifestIndex) index = NULL;
  double best = G_MAXDOUBLE;

  for (int i = 0; i < N_RUNS; i++)
    {
      double start = cpu_ms (CLOCK_PROCESS_CPUTIME_ID);

      g_clear_pointer (&index, lw_manifest_index_unref);
      index = lw_manifest_index_new_from_file (path, NULL, NULL, NULL, NULL);
      best = MIN (best, cpu_ms (CLOCK_PROCESS_CPUTIME_ID) - start);
    }
  g_assert_cmpuint (lw_manifest_index_count_state (index, 0, LW_DATA_OBJECT_STATE_LABELED), ==, N_LINES);
  report ("open, against counting line breaks", best, best / base, MAX_OPEN_RATIO);
  return g_steal_pointer (&index);
}

/* The least that a filter can do: one comparison an integer. */
static double
measure_loop (void)
{
  g_autofree guint32 *column = g_new (guint32, N_LINES);
  g_autofree guint32 *rows = g_new (guint32, N_LINES);
  double best = G_MAXDOUBLE;

  for (guint32 i = 0; i < N_LINES; i++)
    column[i] = i * 2654435761u;
  for (int i = 0; i < N_RUNS; i++)
    {
      double start = cpu_ms (CLOCK_PROCESS_CPUTIME_ID);
      volatile gsize n_found;
      gsize n = 0;

      for (guint32 row = 0; row < N_LINES; row++)
        {
          rows[n] = row;
          n += column[row] < G_MAXUINT32 / 3;
        }
      n_found = n;
      g_assert_cmpuint (n_found, <, N_LINES);
      best = MIN (best, cpu_ms (CLOCK_PROCESS_CPUTIME_ID) - start);
    }
  return best;
}

static void
measure_query (LwManifestIndex *index,
               const char      *text,
               double           base)
{
  g_autoptr (LwManifestQuery) query = lw_manifest_query_parse (text, NULL);
  double best = G_MAXDOUBLE;
  gsize n_rows;

  for (int i = 0; i < N_RUNS; i++)
    {
      double start = cpu_ms (CLOCK_PROCESS_CPUTIME_ID);
      g_autofree guint32 *rows = lw_manifest_query_run (query, index, NULL, &n_rows, NULL);

      g_assert_nonnull (rows);
      best = MIN (best, cpu_ms (CLOCK_PROCESS_CPUTIME_ID) - start);
    }
  report (text, best, best / base, MAX_FILTER_RATIO);
}

/* Small but whole JPEG files, each with a content of its own. */
static void
write_images (const char *folder)
{
  static const char image[] = "\xff\xd8\xff\xc0\x00\x0b\x08\x00\xc8\x01\x2c\x01\x01\x11\x00"
                              "\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" "data\xff\xd9";
  char content[sizeof image + 8];

  memcpy (content, image, sizeof image - 1);
  for (guint i = 0; i < N_IMAGES; i++)
    {
      g_autofree char *name = g_strdup_printf ("%02u/%05u.jpg", i % 20, i);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *parent = g_path_get_dirname (path);
      int fd;

      g_mkdir_with_parents (parent, 0755);
      g_snprintf (content + sizeof image - 1, 9, "%08u", i);
      fd = g_open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
      g_assert_cmpint (write (fd, content, sizeof image - 1 + 8), ==, sizeof image - 1 + 8);
      close (fd);
    }
}

static void
progress_cb (guint       n_images,
             guint       n_checked,
             const char *folder,
             gpointer    data)
{
  guint *n_calls = data;

  *n_calls += 1;
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GAsyncResult **done = user_data;

  *done = g_object_ref (result);
}

static void
measure_scan (const char *folder)
{
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (LwDatasetScan) scan = NULL;
  gint64 start = g_get_monotonic_time ();
  double longest = 0;
  guint n_calls = 0;

  lw_dataset_scan_run_async (folder, LW_DATASET_SCAN_DEFAULT, progress_cb, &n_calls, NULL, done_cb, &done);
  while (done == NULL)
    {
      double before = cpu_ms (CLOCK_THREAD_CPUTIME_ID);

      g_main_context_iteration (NULL, TRUE);
      longest = MAX (longest, cpu_ms (CLOCK_THREAD_CPUTIME_ID) - before);
    }
  scan = lw_dataset_scan_run_finish (done, NULL);
  g_assert_cmpuint (lw_dataset_scan_get_n_items (scan), ==, N_IMAGES);
  g_print ("# scan of %d images: %.0f ms, %u reports, longest main-loop turn %.2f ms CPU (at most "
           "%.0f)\n", N_IMAGES,
           (double) (g_get_monotonic_time () - start) / 1e3, n_calls, longest, MAX_TURN_MS);
  g_assert_cmpfloat (longest, <=, MAX_TURN_MS);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autofree char *path = g_build_filename (folder, "m", NULL);
  g_autofree char *images = g_build_filename (folder, "images", NULL);
  g_autoptr (LwManifestIndex) index = NULL;
  double loop;

  write_manifest (path);
  index = measure_open (path, measure_count (path));
  g_print ("# %d lines, %" G_GUINT64_FORMAT " bytes\n", N_LINES, lw_manifest_index_get_n_bytes (index));

  loop = measure_loop ();
  measure_query (index, "class:fox confidence:<0.6", loop);
  measure_query (index, "sort:confidence", loop);

  write_images (images);
  measure_scan (images);
  lw_test_remove_tree (folder);
  return 0;
}
