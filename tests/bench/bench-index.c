/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening manifests: against counting their line breaks, and against other programs that are there; whether all counts
 * are exact; its memory; the first rows; a file that is not in memory, against reading it; opening again. Each figure
 * is a ratio within one round, and the median of the rounds.
 *
 * LW_BENCH_MANIFESTS: a folder with single-1M.manifest and the like, and beside each the true counts as
 * single-1M.manifest.truth.json; without it, manifests are made.
 * An argument is the only manifest to look at.
 * LW_BENCH_PEERS: a folder with programs to compare with: `p_simdjson FILE ondemand THREADS` and
 * `p_duckdb FILE THREADS typed`. */

#define G_LOG_DOMAIN "lw-bench"

#include "config.h"

#include "lw-bench.h"
#include "lw-manifest-counts.h"
#include "lw-manifest-index.h"
#include "lw-test-manifest.h"
#include "lw-test-support.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <malloc.h>
#include <string.h>
#include <unistd.h>

#define N_LINES 1000000
#define N_ROUNDS 7
#define N_COLD_ROUNDS 5

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

/* Programs to compare with: how they are called, and how much faster this one is to be at least. */
typedef struct
{
  const char *name;
  const char *program;
  const char *arguments[2];
  double      goal;
} Peer;

static const Peer peers[] = {
  { "simdjson", "p_simdjson", { "ondemand", NULL }, 0.5 },
  { "DuckDB", "p_duckdb", { NULL, "typed" }, 0.25 },
};

/* Milliseconds of a program that reads @path with as many threads as cores; 0 when there is none. */
static double
run_peer (const Peer *peer,
          const char *path)
{
  const char *folder = g_getenv ("LW_BENCH_PEERS");
  g_autofree char *program = folder != NULL ? g_build_filename (folder, peer->program, NULL) : NULL;
  g_autofree char *threads = g_strdup_printf ("%u", g_get_num_processors ());
  char *arguments[] = { program, (char *) path, threads, threads, NULL };
  double start;
  int status;

  for (guint i = 0; i < G_N_ELEMENTS (peer->arguments); i++)
    if (peer->arguments[i] != NULL)
      arguments[2 + i] = (char *) peer->arguments[i];
  start = lw_bench_now_ms (CLOCK_MONOTONIC);
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
print_peer (const char *what,
            const Peer *peer,
            GArray     *ratios)
{
  g_autofree char *unit = g_strdup_printf (" × %s", peer->name);

  if (ratios->len > 0)
    lw_bench_check (what, lw_bench_percentile (ratios, 50), unit, peer->goal);
  else
    g_print ("%s: %s: skipped, no %s in LW_BENCH_PEERS\n", what, peer->name, peer->program);
}

static void
measure_open (const char *path,
              const Kind *kind)
{
  g_autoptr (GArray) walls = new_times ();
  g_autoptr (GArray) processors = new_times ();
  GArray *ratios[G_N_ELEMENTS (peers)] = { new_times (), new_times () };
  g_autofree char *what = NULL;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      double wall[3], processor[3], ratio;
      g_autoptr (LwManifestIndex) index = NULL;

      /* What is cold is paged out on some machines: read it anew. */
      count_lines (path);
      wall[0] = lw_bench_now_ms (CLOCK_MONOTONIC);
      processor[0] = lw_bench_now_ms (CLOCK_PROCESS_CPUTIME_ID);
      count_lines (path);
      wall[1] = lw_bench_now_ms (CLOCK_MONOTONIC);
      processor[1] = lw_bench_now_ms (CLOCK_PROCESS_CPUTIME_ID);
      index = open_index (path, TRUE);
      wall[2] = lw_bench_now_ms (CLOCK_MONOTONIC);
      processor[2] = lw_bench_now_ms (CLOCK_PROCESS_CPUTIME_ID);
      for (guint k = 0; k < G_N_ELEMENTS (peers) && kind->has_peer; k++)
        {
          double peer = run_peer (&peers[k], path);

          ratio = (wall[2] - wall[1]) / peer;
          if (i > 0 && peer > 0)
            g_array_append_val (ratios[k], ratio);
        }
      if (i == 0)
        continue;
      ratio = (wall[2] - wall[1]) / (wall[1] - wall[0]);
      g_array_append_val (walls, ratio);
      ratio = (processor[2] - processor[1]) / (processor[1] - processor[0]);
      g_array_append_val (processors, ratio);
    }
  what = g_strdup_printf ("%s: open, index, all counts", kind->name);
  lw_bench_check (what, lw_bench_percentile (walls, 50), " × counting line breaks", kind->goal);
  g_print ("  (CPU time on %u cores: %.2f ×)\n", g_get_num_processors (), lw_bench_percentile (processors, 50));
  for (guint k = 0; k < G_N_ELEMENTS (peers); k++)
    {
      if (kind->has_peer)
        print_peer (what, &peers[k], ratios[k]);
      g_array_unref (ratios[k]);
    }
}

/* What is wrong in the index; %NULL when nothing is. */
static const char *
find_difference (LwManifestIndex *index,
                 JsonObject      *truth)
{
  g_autoptr (LwManifestQuery) all = lw_manifest_query_new ();
  g_autoptr (LwManifestCounts) counts = lw_manifest_query_count (all, index, NULL, NULL);
  JsonArray *bins = json_object_get_array_member (truth, "histogram");
  JsonObject *classes = json_object_get_object_member (truth, "classes");

  if (lw_manifest_index_get_n_lines (index) != (guint64) json_object_get_int_member (truth, "lines") ||
      lw_manifest_index_get_n_blank (index) != (guint64) json_object_get_int_member (truth, "blank"))
    return "lines";
  if (lw_manifest_index_get_n_malformed (index) != (guint64) json_object_get_int_member (truth, "malformed") ||
      counts->states[LW_DATA_OBJECT_STATE_LABELED] != (guint64) json_object_get_int_member (truth, "labelled") ||
      counts->states[LW_DATA_OBJECT_STATE_FAILED] != (guint64) json_object_get_int_member (truth, "failed"))
    return "states";
  if (counts->annotators[LW_ANNOTATOR_HUMAN] != (guint64) json_object_get_int_member (truth, "human"))
    return "annotators";
  for (guint i = 0; i < LW_CONFIDENCE_BINS; i++)
    if (counts->bins[i] != (guint64) json_array_get_int_element (bins, i))
      return "histogram";
  for (guint i = 0; i < counts->n_classes; i++)
    if (counts->classes[i] != (guint64) json_object_get_int_member (classes,
                                                                    lw_manifest_index_get_class_name (index, 0, i)))
      return "classes";
  return NULL;
}

static void
check_truth (const char *path,
             const Kind *kind)
{
  g_autofree char *truth = g_strconcat (path, ".truth.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (LwManifestIndex) index = NULL;
  const char *difference;

  if (!json_parser_load_from_file (parser, truth, NULL))
    {
      g_print ("%s: true counts: skipped, not beside the manifest\n", kind->name);
      return;
    }
  index = open_index (path, TRUE);
  difference = find_difference (index, json_node_get_object (json_parser_get_root (parser)));
  g_print ("%s: counts %s%s\n", kind->name, difference == NULL ? "exact ok" : "MISSED: ",
           difference != NULL ? difference : "");
}

static void
drop_pages (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  fsync (fd);
  posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED);
  close (fd);
}

static void
measure_cold (const char *path,
              const Kind *kind)
{
  g_autoptr (GArray) ratios = new_times ();
  g_autofree char *what = g_strdup_printf ("%s: open a file that is not in memory", kind->name);
  char *cat[] = { (char *) "cat", (char *) path, NULL };

  for (guint i = 0; i < N_COLD_ROUNDS; i++)
    {
      g_autoptr (LwManifestIndex) index = NULL;
      double times[3], ratio;

      drop_pages (path);
      times[0] = lw_bench_now_ms (CLOCK_MONOTONIC);
      g_spawn_sync (NULL, cat, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL, NULL,
                    NULL);
      times[1] = lw_bench_now_ms (CLOCK_MONOTONIC);
      drop_pages (path);
      times[2] = lw_bench_now_ms (CLOCK_MONOTONIC);
      index = open_index (path, TRUE);
      ratio = (lw_bench_now_ms (CLOCK_MONOTONIC) - times[2]) / (times[1] - times[0]);
      g_array_append_val (ratios, ratio);
    }
  lw_bench_check (what, lw_bench_percentile (ratios, 50), " × cat", 1);
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
      g_autofree char *path = NULL;

      if (argc > 1 && strcmp (argv[1], kinds[i].name) != 0)
        continue;
      path = find_manifest (kinds[i].name, folder);
      if (path == NULL)
        {
          g_print ("%s: skipped, not in LW_BENCH_MANIFESTS\n", kinds[i].name);
          continue;
        }
      /* What was written just now is not kept for another time. */
      g_usleep (50 * 1000);
      measure_open (path, &kinds[i]);
      check_truth (path, &kinds[i]);
      measure_memory (path, &kinds[i]);
      measure_first_rows (path, &kinds[i]);
      measure_again (path, &kinds[i]);
      measure_cold (path, &kinds[i]);
    }
  lw_test_remove_tree (folder);
  return 0;
}
