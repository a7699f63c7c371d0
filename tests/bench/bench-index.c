/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening manifests: against counting their line breaks, and against other programs that are there; its memory; the
 * first rows; opening again. Each figure is a ratio within one round, and the median of the rounds.
 *
 * LW_BENCH_MANIFESTS: a folder with single-1M.manifest and the like; without it, manifests are made.
 * LW_BENCH_PEERS: a folder with programs to compare with, such as p_simdjson. */

#define G_LOG_DOMAIN "lw-bench"

#include "config.h"

#include "lw-bench.h"
#include "lw-manifest-index.h"
#include "lw-test-manifest.h"
#include "lw-test-support.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <malloc.h>
#include <string.h>
#include <unistd.h>

#define N_LINES 1000000
#define N_ROUNDS 7

#define BYTES_AT_ALL (16 * 1e6)

typedef struct
{
  const char *name;
  double      goal;
  double      bytes_a_row;
  gboolean    has_peer;
} Kind;

static const Kind kinds[] = {
  { "single-1M", 3.5, 10, TRUE },
  { "multi-1M", 4, 16, FALSE },
  { "single-10M", 3, 10, TRUE },
  { "multi-10M", 4, 16, FALSE },
};

static guint64
count_lines (const char *path)
{
  static char buffer[256 * 1024];
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  guint64 n_lines = 0;
  gssize n;

  while ((n = read (fd, buffer, sizeof buffer)) > 0)
    for (const char *pos = buffer; (pos = memchr (pos, '\n', buffer + n - pos)) != NULL; pos++)
      n_lines++;
  close (fd);
  return n_lines;
}

static LwManifestIndex *
open_index (const char *path,
            gboolean    no_cache)
{
  LwManifestOpening opening = { .no_cache = no_cache };

  return lw_manifest_index_open (path, &opening, NULL, NULL);
}

static double
get_memory (void)
{
  g_autofree char *status = NULL;
  const char *line;

  malloc_trim (0);
  g_file_get_contents ("/proc/self/status", &status, NULL, NULL);
  line = status != NULL ? strstr (status, "RssAnon:") : NULL;
  return line != NULL ? g_ascii_strtod (line + strlen ("RssAnon:"), NULL) * 1024 : 0;
}

/* Milliseconds of a program that reads @path with as many threads as cores; 0 when there is none. */
static double
run_peer (const char *name,
          const char *path)
{
  const char *folder = g_getenv ("LW_BENCH_PEERS");
  g_autofree char *program = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
  g_autofree char *threads = g_strdup_printf ("%u", g_get_num_processors ());
  char *arguments[] = { program, (char *) path, (char *) "ondemand", threads, NULL };
  double start = lw_bench_now_ms (CLOCK_MONOTONIC);
  int status;

  if (program == NULL || !g_file_test (program, G_FILE_TEST_IS_EXECUTABLE) ||
      !g_spawn_sync (NULL, arguments, NULL, G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                     NULL, &status, NULL) || status != 0)
    return 0;
  return lw_bench_now_ms (CLOCK_MONOTONIC) - start;
}

static GArray *
new_times (void)
{
  return g_array_new (FALSE, FALSE, sizeof (double));
}

static void
measure_open (const char *path,
              const Kind *kind)
{
  g_autoptr (GArray) walls = new_times ();
  g_autoptr (GArray) processors = new_times ();
  g_autoptr (GArray) peers = new_times ();
  g_autofree char *what = NULL;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      double wall[3], processor[3], ratio, peer;
      g_autoptr (LwManifestIndex) index = NULL;

      wall[0] = lw_bench_now_ms (CLOCK_MONOTONIC);
      processor[0] = lw_bench_now_ms (CLOCK_PROCESS_CPUTIME_ID);
      count_lines (path);
      wall[1] = lw_bench_now_ms (CLOCK_MONOTONIC);
      processor[1] = lw_bench_now_ms (CLOCK_PROCESS_CPUTIME_ID);
      index = open_index (path, TRUE);
      wall[2] = lw_bench_now_ms (CLOCK_MONOTONIC);
      processor[2] = lw_bench_now_ms (CLOCK_PROCESS_CPUTIME_ID);
      peer = kind->has_peer ? run_peer ("p_simdjson", path) : 0;
      if (i == 0)
        continue;
      ratio = (wall[2] - wall[1]) / (wall[1] - wall[0]);
      g_array_append_val (walls, ratio);
      ratio = (processor[2] - processor[1]) / (processor[1] - processor[0]);
      g_array_append_val (processors, ratio);
      ratio = (wall[2] - wall[1]) / peer;
      if (peer > 0)
        g_array_append_val (peers, ratio);
    }
  what = g_strdup_printf ("%s: open, index, all counts", kind->name);
  lw_bench_check (what, lw_bench_percentile (walls, 50), " × counting line breaks", kind->goal);
  g_print ("  (CPU time on %u cores: %.2f ×)\n", g_get_num_processors (), lw_bench_percentile (processors, 50));
  if (peers->len > 0)
    lw_bench_check (what, lw_bench_percentile (peers, 50), " × simdjson", 0.5);
  else if (kind->has_peer)
    g_print ("%s: simdjson: skipped, no p_simdjson in LW_BENCH_PEERS\n", kind->name);
}

static void
measure_memory (const char *path,
                const Kind *kind)
{
  double before = get_memory ();
  g_autoptr (LwManifestIndex) index = open_index (path, TRUE);
  double used = get_memory () - before;
  g_autofree char *what = g_strdup_printf ("%s: memory of %u rows", kind->name, lw_manifest_index_get_n_rows (index));

  lw_bench_check (what, used / 1e6, " MB",
                  (lw_manifest_index_get_n_rows (index) * kind->bytes_a_row + BYTES_AT_ALL) / 1e6);
}

typedef struct
{
  double started_at;
  double first_at;
} First;

static void
partial_cb (LwManifestIndex *partial,
            gpointer         data)
{
  First *first = data;

  if (first->first_at == 0)
    first->first_at = lw_bench_now_ms (CLOCK_MONOTONIC) - first->started_at;
}

static void
measure_first_rows (const char *path,
                    const Kind *kind)
{
  g_autoptr (GArray) times = new_times ();
  g_autofree char *what = g_strdup_printf ("%s: first rows", kind->name);

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      First first = { lw_bench_now_ms (CLOCK_MONOTONIC), 0 };
      LwManifestOpening opening = { .no_cache = TRUE, .partial = partial_cb, .data = &first };
      g_autoptr (LwManifestIndex) index = lw_manifest_index_open (path, &opening, NULL, NULL);

      g_array_append_val (times, first.first_at);
    }
  lw_bench_check (what, lw_bench_percentile (times, 50), " ms", 50);
}

static void
measure_again (const char *path,
               const Kind *kind)
{
  g_autoptr (GArray) ratios = new_times ();
  g_autofree char *what = g_strdup_printf ("%s: opening again", kind->name);
  g_autoptr (LwManifestIndex) kept = open_index (path, FALSE);

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      double start = lw_bench_now_ms (CLOCK_MONOTONIC);
      g_autoptr (LwManifestIndex) first = open_index (path, TRUE);
      double middle = lw_bench_now_ms (CLOCK_MONOTONIC);
      g_autoptr (LwManifestIndex) again = open_index (path, FALSE);
      double ratio = (lw_bench_now_ms (CLOCK_MONOTONIC) - middle) / (middle - start);

      g_array_append_val (ratios, ratio);
    }
  lw_bench_check (what, lw_bench_percentile (ratios, 50), " × the first opening", 0.1);
}

static void
write_multi (const char *path)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  FILE *file = fopen (path, "w");

  g_assert_nonnull (file);
  for (guint i = 0; i < N_LINES; i++)
    {
      guint a = (guint) g_rand_int_range (random, 0, 12);
      guint b = a + 1 + (guint) g_rand_int_range (random, 0, 12);

      fprintf (file, "{\"source-ref\":\"s3://bucket/camera-traps/raw/site-%02u/IMG_%08u.jpg\",\"tags\":[%u,%u],"
               "\"tags-metadata\":{\"class-map\":{\"%u\":\"class %u\",\"%u\":\"class %u\"},\"confidence-map\":{"
               "\"%u\":0.%02d,\"%u\":0.%02d},\"type\":\"groundtruth/image-classification-multilabel\","
               "\"job-name\":\"labeling-job/tags\",\"human-annotated\":\"yes\","
               "\"creation-date\":\"2026-05-%02dT10:%02d:00.123456\"}}\n",
               i % 40, i, a, b, a, a, b, b, a, g_rand_int_range (random, 0, 100), b,
               g_rand_int_range (random, 0, 100), g_rand_int_range (random, 1, 29), g_rand_int_range (random, 0, 60));
    }
  fclose (file);
}

/* A manifest of the folder that is named, or one of our own of a million lines; NULL for more without a folder. */
static char *
find_manifest (const char *name,
               const char *folder)
{
  const char *given = g_getenv ("LW_BENCH_MANIFESTS");
  g_autofree char *file = g_strconcat (name, ".manifest", NULL);
  g_autofree char *path = g_build_filename (given != NULL ? given : folder, file, NULL);
  LwTestManifest manifest = { .n_images = 0 };

  if (given != NULL)
    return g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
  if (strcmp (name, "single-1M") == 0)
    lw_test_manifest_write (&manifest, path, N_LINES);
  else if (strcmp (name, "multi-1M") == 0)
    write_multi (path);
  else
    return NULL;
  return g_steal_pointer (&path);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = lw_test_dup_temp_dir ();

  g_setenv ("XDG_CACHE_HOME", folder, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = find_manifest (kinds[i].name, folder);

      if (path == NULL)
        {
          g_print ("%s: skipped, not in LW_BENCH_MANIFESTS\n", kinds[i].name);
          continue;
        }
      /* What was written just now is not kept for another time. */
      g_usleep (50 * 1000);
      measure_open (path, &kinds[i]);
      measure_memory (path, &kinds[i]);
      measure_first_rows (path, &kinds[i]);
      measure_again (path, &kinds[i]);
    }
  lw_test_remove_tree (folder);
  return 0;
}
