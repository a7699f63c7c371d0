/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How fast a million rows are exported to CSV and to an augmented manifest, against copying the bytes of the lines, and
 * whether memory stays flat meanwhile. The copies run in turn with the exports. */

#define G_LOG_DOMAIN "lw-bench"

#include "config.h"

#include "lw-bench.h"
#include "lw-test-support.h"

#include "lw-export.h"
#include "lw-manifest-writer.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define N_LINES 1000000
#define N_RUNS  9

/* An export is at least half as fast as a copy. */
#define MIN_SPEED 0.5

/* What an export may have in memory, and what more rows may add to that. */
#define MAX_MEMORY_MB 16.0
#define MAX_GROWTH_MB 1.0

static double
now_ms (void)
{
  return (double) g_get_monotonic_time () / 1e3;
}

static double
measure_anonymous_mb (void)
{
  g_autofree char *text = NULL;
  const char *at;

  g_assert_true (g_file_get_contents ("/proc/self/status", &text, NULL, NULL));
  at = strstr (text, "RssAnon:");
  g_assert_nonnull (at);
  return (double) g_ascii_strtoull (at + strlen ("RssAnon:"), NULL, 10) / 1024;
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
        g_strdup_printf ("{\"source-ref\":\"s3://bucket/camera-traps/raw/site-%02u/IMG_%08u.jpg\",\"species\":%u,"
                         "\"species-metadata\":{\"class-name\":\"%s\",\"confidence\":0.%02d,\"type\":"
                         "\"groundtruth/image-classification\",\"job-name\":\"labeling-job/species\","
                         "\"human-annotated\":\"yes\",\"creation-date\":\"2026-05-%02dT10:%02d:00.123456\"}}",
                         i % 40, i, class_index, names[class_index], g_rand_int_range (random, 0, 100),
                         g_rand_int_range (random, 1, 29), g_rand_int_range (random, 0, 60));

      g_assert_true (lw_manifest_writer_add_line (writer, line, strlen (line), NULL));
    }
  g_assert_true (lw_manifest_writer_commit (writer, NULL));
}

static double
measure_copy (const char *from,
              const char *to)
{
  double start = now_ms ();
  g_autofree char *buffer = g_malloc (1 << 20);
  int source = g_open (from, O_RDONLY | O_CLOEXEC, 0);
  int target = g_open (to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  gssize n;

  while ((n = read (source, buffer, 1 << 20)) > 0)
    g_assert_cmpint (write (target, buffer, (gsize) n), ==, n);
  close (source);
  close (target);
  g_assert_cmpint (g_unlink (to), ==, 0);
  return now_ms () - start;
}

typedef struct
{
  double before;
  double peak;
} Memory;

static void
watch_memory_cb (guint64  done,
                 guint64  total,
                 gpointer data)
{
  Memory *memory = data;

  memory->peak = MAX (memory->peak, measure_anonymous_mb () - memory->before);
}

static double
measure_export (LwManifestIndex *index,
                const guint32   *rows,
                gsize            n_rows,
                LwExportFormat   format,
                const char      *to,
                double          *peak)
{
  g_autoptr (LwExportOptions) options = lw_export_options_new (format);
  g_autoptr (LwExportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  Memory memory = { .before = measure_anonymous_mb () };
  double start = now_ms ();

  report = lw_export_run (index, rows, n_rows, options, NULL, to, peak != NULL ? watch_memory_cb : NULL, &memory, NULL,
                          &error);
  g_assert_no_error (error);
  start = now_ms () - start;
  g_assert_cmpuint (report->n_written, ==, n_rows);
  g_assert_cmpint (g_unlink (to), ==, 0);
  if (peak != NULL)
    *peak = memory.peak;
  return start;
}

/* On a busy machine the shortest of several turns is the one that was disturbed least. */
static gboolean
check_speed (LwManifestIndex *index,
             const guint32   *rows,
             LwExportFormat   format,
             const char      *from,
             const char      *to)
{
  g_autofree char *what = g_strdup_printf ("speed of an export of a million rows as %s, a copy of the lines being 1:",
                                           lw_export_format_get_info (format)->id);
  double copy = G_MAXDOUBLE;
  double export = G_MAXDOUBLE;

  for (guint i = 0; i < N_RUNS; i++)
    {
      double copied = measure_copy (from, to);
      double exported = measure_export (index, rows, N_LINES, format, to, NULL);

      g_print ("# copy %.0f ms, export %.0f ms\n", copied, exported);
      copy = MIN (copy, copied);
      export = MIN (export, exported);
    }
  return lw_bench_check_at_least (what, copy / export, "", MIN_SPEED);
}

static gboolean
check_memory (LwManifestIndex *index,
              const guint32   *rows,
              LwExportFormat   format,
              const char      *to)
{
  g_autofree char *most = g_strdup_printf ("memory of an export as %s:", lw_export_format_get_info (format)->id);
  g_autofree char *more = g_strdup_printf ("memory that twice the rows add:");
  double few, many;

  measure_export (index, rows, N_LINES / 2, format, to, &few);
  measure_export (index, rows, N_LINES, format, to, &many);
  return lw_bench_check (most, MAX (many, 0), " MB", MAX_MEMORY_MB) &
         lw_bench_check (more, MAX (many - few, 0), " MB", MAX_GROWTH_MB);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autofree char *from = g_build_filename (folder, "from.manifest", NULL);
  g_autofree char *to = g_build_filename (folder, "to", NULL);
  g_autoptr (LwManifestIndex) index = NULL;
  g_autofree guint32 *rows = g_new (guint32, N_LINES);
  const LwExportFormat formats[] = { LW_EXPORT_FORMAT_CSV, LW_EXPORT_FORMAT_MANIFEST };
  gboolean good = TRUE;

  for (guint32 i = 0; i < N_LINES; i++)
    rows[i] = i;
  write_manifest (from);
  index = lw_manifest_index_new_from_file (from, NULL, NULL, NULL, NULL);
  g_assert_nonnull (index);
  g_assert_cmpuint (lw_manifest_index_get_n_rows (index), ==, N_LINES);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      good &= check_speed (index, rows, formats[i], from, to);
      good &= check_memory (index, rows, formats[i], to);
    }
  lw_test_remove_tree (folder);
  return good ? 0 : 1;
}
