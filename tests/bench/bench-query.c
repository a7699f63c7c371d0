/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Queries over the rows of a manifest, against the least that such work can cost: filter and counts against plain loops
 * over two columns, the order by confidence against a radix sort, text against counting line breaks; all by as many
 * threads as there are processors, in turns, the best turn of each. LW_BENCH_LINES sets the number of lines. */

#define G_LOG_DOMAIN "lw-bench"

#include "config.h"

#include "lw-manifest-counts.h"
#include "lw-manifest-query.h"

#include "lw-bench.h"
#include "lw-test-support.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define DEFAULT_LINES 2000000
#define N_TURNS       9
#define MAX_THREADS   8

/* What the limits work on: a class in a byte, a confidence as a float. */
typedef struct
{
  gsize    n;
  guint    n_threads;
  guint8  *classes;
  float   *confidences;
  guint32 *rows;
  guint32 *keys;
  guint32 *other_rows;
  guint32 *other_keys;
  gsize    n_found[MAX_THREADS];
  guint32  counts[MAX_THREADS][2048];
  guint    shift;
} Limit;

typedef struct
{
  Limit *limit;
  guint  part;
  gsize  first;
  gsize  end;
  void (*work) (Limit *limit, guint part, gsize first, gsize end);
} Part;

static gpointer
run_part (gpointer data)
{
  Part *part = data;

  part->work (part->limit, part->part, part->first, part->end);
  return NULL;
}

static void
run_parts (Limit *limit,
           void (*work) (Limit *limit, guint part, gsize first, gsize end))
{
  Part parts[MAX_THREADS];
  GThread *threads[MAX_THREADS];

  for (guint i = 0; i < limit->n_threads; i++)
    parts[i] = (Part) { limit, i, limit->n * i / limit->n_threads, limit->n * (i + 1) / limit->n_threads, work };
  for (guint i = 1; i < limit->n_threads; i++)
    threads[i] = g_thread_new ("limit", run_part, &parts[i]);
  run_part (&parts[0]);
  for (guint i = 1; i < limit->n_threads; i++)
    g_thread_join (threads[i]);
}

static void
filter_part (Limit *limit,
             guint  part,
             gsize  first,
             gsize  end)
{
  guint32 *out = limit->rows + first;
  gsize n = 0;

  for (gsize i = first; i < end; i++)
    {
      out[n] = (guint32) i;
      n += limit->classes[i] == 3 && limit->confidences[i] < 0.7f;
    }
  limit->n_found[part] = n;
}

static void
limit_filter (Limit *limit)
{
  gsize n = 0;

  run_parts (limit, filter_part);
  for (guint i = 0; i < limit->n_threads; i++)
    {
      memmove (limit->rows + n, limit->rows + limit->n * i / limit->n_threads, limit->n_found[i] * sizeof *limit->rows);
      n += limit->n_found[i];
    }
}

static void
group_part (Limit *limit,
            guint  part,
            gsize  first,
            gsize  end)
{
  guint32 *counts = limit->counts[part];

  memset (counts, 0, sizeof limit->counts[part]);
  for (gsize i = first; i < end; i++)
    counts[limit->classes[i] * 32 + MIN (19, (guint) (limit->confidences[i] * 20))]++;
}

static void
limit_group (Limit *limit)
{
  run_parts (limit, group_part);
}

static void
key_part (Limit *limit,
          guint  part,
          gsize  first,
          gsize  end)
{
  for (gsize i = first; i < end; i++)
    {
      memcpy (&limit->keys[i], &limit->confidences[i], sizeof limit->keys[i]);
      limit->rows[i] = (guint32) i;
    }
}

static void
count_part (Limit *limit,
            guint  part,
            gsize  first,
            gsize  end)
{
  memset (limit->counts[part], 0, sizeof limit->counts[part]);
  for (gsize i = first; i < end; i++)
    limit->counts[part][limit->keys[i] >> limit->shift & 2047]++;
}

static void
deal_part (Limit *limit,
           guint  part,
           gsize  first,
           gsize  end)
{
  guint32 *places = limit->counts[part];

  for (gsize i = first; i < end; i++)
    {
      guint32 place = places[limit->keys[i] >> limit->shift & 2047]++;

      limit->other_keys[place] = limit->keys[i];
      limit->other_rows[place] = limit->rows[i];
    }
}

/* Three passes of eleven bits. */
static void
limit_sort (Limit *limit)
{
  run_parts (limit, key_part);
  for (limit->shift = 0; limit->shift < 33; limit->shift += 11)
    {
      guint32 *keys = limit->keys, *rows = limit->rows;
      guint32 sum = 0;

      run_parts (limit, count_part);
      for (guint digit = 0; digit < 2048; digit++)
        for (guint part = 0; part < limit->n_threads; part++)
          {
            guint32 n = limit->counts[part][digit];

            limit->counts[part][digit] = sum;
            sum += n;
          }
      run_parts (limit, deal_part);
      limit->keys = limit->other_keys;
      limit->rows = limit->other_rows;
      limit->other_keys = keys;
      limit->other_rows = rows;
    }
}

static void
init_limit (Limit *limit,
            gsize  n)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  *limit = (Limit) { .n = n, .n_threads = CLAMP (g_get_num_processors (), 1, MAX_THREADS) };
  limit->classes = g_new0 (guint8, n);
  limit->confidences = g_new0 (float, n);
  limit->rows = g_new0 (guint32, n);
  limit->keys = g_new0 (guint32, n);
  limit->other_rows = g_new0 (guint32, n);
  limit->other_keys = g_new0 (guint32, n);
  for (gsize i = 0; i < n; i++)
    {
      limit->classes[i] = (guint8) g_rand_int_range (random, 0, 24);
      limit->confidences[i] = (float) g_rand_int_range (random, 0, 4097) / 4096;
    }
}

static void
clear_limit (Limit *limit)
{
  g_free (limit->classes);
  g_free (limit->confidences);
  g_free (limit->rows);
  g_free (limit->keys);
  g_free (limit->other_rows);
  g_free (limit->other_keys);
}

static void
write_manifest (const char *path,
                gsize       n_lines)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2);
  FILE *file = g_fopen (path, "w");

  g_assert_nonnull (file);
  for (gsize i = 0; i < n_lines; i++)
    {
      int label = g_rand_int_range (random, 0, 24);

      g_fprintf (file, "{\"source-ref\":\"s3://bucket/camera-traps-2026/raw/marsh_%d/cam%02d/IMG_%08" G_GSIZE_FORMAT
                 ".jpg\",\"species\":%d,\"species-metadata\":{\"class-name\":\"class %d\",\"confidence\":0.%04d,"
                 "\"type\":\"groundtruth/image-classification\",\"job-name\":\"labeling-job/species\","
                 "\"human-annotated\":\"%s\",\"creation-date\":\"2026-05-%02dT10:%02d:00.123456\"}}\n",
                 g_rand_int_range (random, 0, 8), g_rand_int_range (random, 0, 64), i, label, label,
                 g_rand_int_range (random, 0, 4096), g_rand_int_range (random, 0, 8) > 0 ? "yes" : "no",
                 g_rand_int_range (random, 1, 29), g_rand_int_range (random, 0, 60));
    }
  fclose (file);
}

static void
count_line_breaks (const char *path)
{
  g_autofree char *buffer = g_malloc (1 << 18);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  guint64 n_lines = 0;
  gssize n;

  while ((n = read (fd, buffer, 1 << 18)) > 0)
    for (const char *pos = buffer; (pos = memchr (pos, '\n', buffer + n - pos)) != NULL; pos++)
      n_lines++;
  close (fd);
  g_assert_cmpuint (n_lines, >, 0);
}

static double
now_ms (void)
{
  return (double) g_get_monotonic_time () / 1e3;
}

static double
time_run (LwManifestIndex *index,
          const char      *text)
{
  g_autoptr (LwManifestQuery) query = lw_manifest_query_parse (text, NULL);
  double start = now_ms ();
  gsize n_rows;
  g_autofree guint32 *rows = lw_manifest_query_run (query, index, NULL, &n_rows, NULL);

  g_assert_nonnull (rows);
  return now_ms () - start;
}

static double
time_count (LwManifestIndex *index,
            const char      *text)
{
  g_autoptr (LwManifestQuery) query = lw_manifest_query_parse (text, NULL);
  double start = now_ms ();
  g_autoptr (LwManifestCounts) counts = lw_manifest_query_count (query, index, NULL, NULL);

  g_assert_nonnull (counts);
  return now_ms () - start;
}

static gboolean
report (const char *what,
        double      ours,
        double      limit,
        double      goal)
{
  gboolean good = ours / limit <= goal;

  g_print ("%-44s %8.2f ms  limit %8.2f ms  ratio %5.2f (at most %.2f) %s\n", what, ours, limit, ours / limit, goal,
           good ? "PASS" : "FAIL");
  return good;
}

int
main (int   argc,
      char *argv[])
{
  const char *lines = g_getenv ("LW_BENCH_LINES");
  gsize n_lines = lines != NULL ? g_ascii_strtoull (lines, NULL, 10) : DEFAULT_LINES;
  g_autofree char *folder = lw_test_dup_temp_dir ();
  g_autofree char *path = g_build_filename (folder, "m", NULL);
  g_autoptr (LwManifestIndex) index = NULL;
  double best[8];
  gboolean good = TRUE;
  Limit limit;

  write_manifest (path, n_lines);
  init_limit (&limit, n_lines);
  index = lw_manifest_index_new_from_file (path, NULL, NULL, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (best); i++)
    best[i] = G_MAXDOUBLE;
  for (guint turn = 0; turn < N_TURNS; turn++)
    {
      void (*const limits[]) (Limit *limit) = { limit_filter, limit_group, limit_sort };
      double start;

      for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
        {
          start = now_ms ();
          limits[i] (&limit);
          best[i] = MIN (best[i], now_ms () - start);
        }
      start = now_ms ();
      count_line_breaks (path);
      best[3] = MIN (best[3], now_ms () - start);
      best[4] = MIN (best[4], time_run (index, "class:\"class 3\" confidence:<0.7"));
      best[5] = MIN (best[5], time_count (index, "class:\"class 3\" confidence:<0.7"));
      best[6] = MIN (best[6], time_run (index, "sort:confidence"));
      best[7] = MIN (best[7], time_run (index, "marsh_2/cam07"));
    }
  g_print ("%" G_GSIZE_FORMAT " lines, %u threads\n", n_lines, limit.n_threads);
  good &= report ("filter on class and confidence", best[4], best[0], 2);
  good &= report ("counts of every facet", best[5], best[1], 2);
  good &= report ("order by confidence", best[6], best[2], 1.5);
  good &= report ("text in source-ref, against line breaks", best[7], best[3], 1.15);
  clear_limit (&limit);
  lw_test_remove_tree (folder);
  return good ? 0 : 1;
}
