/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How long a round of Dawid and Skene's method takes, beside a loop that is written for ten classes and nothing
 * else and beside numpy; how much memory an answer takes; and what ten million answers take from the text to the
 * result.
 * Processor time is compared, so that a busy machine does not show, and the programs take turns.
 *
 * numpy is asked if there is a Python that has it and scipy; otherwise that line says skipped. */

#include "config.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <malloc.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "lw-agreement.h"
#include "lw-answer-csv.h"
#include "lw-bench.h"
#include "lw-consolidation.h"
#include "lw-diagnostic.h"
#include "lw-simulation.h"

#define N_CLASSES 10
#define N_WORKERS 1000
#define PER_OBJECT 5
#define N_OBJECTS 100000
#define N_LARGE 2000000
#define ROUNDS 50
#define TURNS 5

/* Each round: the counts of the last one become probabilities, and one pass makes the next probabilities and counts. */
static const char numpy_program[] =
  "import sys, time, numpy as np, scipy.sparse as sp\n"
  "a = np.fromfile(sys.argv[1], np.int32).reshape(-1, 3)\n"
  "item, worker, label = a[:, 0], a[:, 1], a[:, 2]\n"
  "n, w, k = item.max() + 1, worker.max() + 1, label.max() + 1\n"
  "rows = sp.csr_matrix((np.ones(len(a)), (item, worker * k + label)), shape=(n, w * k))\n"
  "columns = rows.T.tocsr()\n"
  "p = sp.csr_matrix((np.ones(len(a)), (item, label)), shape=(n, k)).toarray()\n"
  "p /= p.sum(1, keepdims=True)\n"
  "rounds = int(sys.argv[2])\n"
  "start = time.process_time()\n"
  "for _ in range(rounds):\n"
  "    prior = p.mean(0)\n"
  "    c = (columns @ p).reshape(w, k, k)\n"
  "    c = np.maximum(c / np.maximum(c.sum(1, keepdims=True), 1e-300), 1e-10)\n"
  "    s = rows @ np.log(c).reshape(w * k, k) + np.log(prior)\n"
  "    p = np.exp(s - s.max(1, keepdims=True))\n"
  "    p /= p.sum(1, keepdims=True)\n"
  "print((time.process_time() - start) / rounds * 1000)\n";

static double
get_cpu_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec + now.tv_nsec * 1e-9;
}

static double
get_peak_bytes (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss * 1024.0;
}

static void
add_numbers (guint    object,
             guint    worker,
             guint    label,
             guint    truth,
             gpointer data)
{
  const gint32 numbers[3] = { (gint32) object, (gint32) worker, (gint32) label };

  g_array_append_vals (data, numbers, 3);
}

static LwSimulation
get_simulation (guint n_objects)
{
  return (LwSimulation) { n_objects, N_CLASSES, N_WORKERS, PER_OBJECT, 0.65, 7 };
}

/* The loop to compare with: ten classes, no names, no end before the last round, four doubles at a time. */
#define LANES 3

typedef double Lanes __attribute__ ((vector_size (32)));
typedef struct { Lanes v[LANES]; } Row;

static inline __attribute__ ((always_inline)) void
pass_floor (const gint32 *cells,
            const gint32 *starts,
            guint         n_objects,
            const Row    *factors,
            Row          *sums,
            const Row    *prior,
            Row          *prior_sum)
{
  for (guint i = 0; i < n_objects; i++)
    {
      Row row = *prior;
      Lanes total;
      double inverse;

      for (gint32 a = starts[i]; a < starts[i + 1]; a++)
        {
#pragma GCC unroll 4
          for (guint j = 0; j < LANES; j++)
            row.v[j] *= factors[cells[a]].v[j];
        }
      total = row.v[0] + row.v[1] + row.v[2];
      inverse = 1 / (total[0] + total[1] + total[2] + total[3]);
#pragma GCC unroll 4
      for (guint j = 0; j < LANES; j++)
        {
          row.v[j] *= inverse;
          prior_sum->v[j] += row.v[j];
        }
      for (gint32 a = starts[i]; a < starts[i + 1]; a++)
        {
#pragma GCC unroll 4
          for (guint j = 0; j < LANES; j++)
            sums[cells[a]].v[j] += row.v[j];
        }
    }
}

#ifdef __x86_64__
__attribute__ ((target ("avx2"))) static void
pass_floor_avx2 (const gint32 *cells,
                 const gint32 *starts,
                 guint         n_objects,
                 const Row    *factors,
                 Row          *sums,
                 const Row    *prior,
                 Row          *prior_sum)
{
  pass_floor (cells, starts, n_objects, factors, sums, prior, prior_sum);
}
#endif

static void
normalize_floor (Row *factors,
                 Row *sums)
{
  for (guint w = 0; w < N_WORKERS; w++)
    {
      Row total = { { { 0 } } };

      for (guint k = 0; k < N_CLASSES; k++)
        for (guint j = 0; j < LANES; j++)
          total.v[j] += sums[w * N_CLASSES + k].v[j];
      for (guint k = 0; k < N_CLASSES; k++)
        for (guint t = 0; t < N_CLASSES; t++)
          factors[w * N_CLASSES + k].v[t / 4][t % 4] =
            MAX (sums[w * N_CLASSES + k].v[t / 4][t % 4] / total.v[t / 4][t % 4], 1e-10);
    }
}

static double
run_floor (GArray *numbers,
           guint   rounds)
{
  const gint32 *triples = (const gint32 *) (gconstpointer) numbers->data;
  guint n = numbers->len / 3;
  g_autofree gint32 *cells = g_new (gint32, n);
  g_autofree gint32 *starts = g_new (gint32, n / PER_OBJECT + 1);
  gsize size = sizeof (Row) * N_WORKERS * N_CLASSES;
  Row *factors = g_aligned_alloc0 (1, size, 64);
  Row *sums = g_aligned_alloc0 (1, size, 64);
  Row prior = { { { 0 } } };
  double start;

  for (guint a = 0; a < n; a++)
    {
      cells[a] = triples[a * 3 + 1] * N_CLASSES + triples[a * 3 + 2];
      for (guint t = 0; t < N_CLASSES; t++)
        sums[cells[a]].v[t / 4][t % 4] += t == (guint) triples[a * 3 + 2] ? 0.65 : 0.04;
    }
  for (guint i = 0; i <= n / PER_OBJECT; i++)
    starts[i] = (gint32) (i * PER_OBJECT);
  for (guint t = 0; t < N_CLASSES; t++)
    prior.v[t / 4][t % 4] = 1.0 / N_CLASSES;
  start = get_cpu_seconds ();
  for (guint round = 0; round < rounds; round++)
    {
      Row prior_sum = { { { 0 } } };

      normalize_floor (factors, sums);
      memset (sums, 0, size);
#ifdef __x86_64__
      if (__builtin_cpu_supports ("avx2"))
        pass_floor_avx2 (cells, starts, n / PER_OBJECT, factors, sums, &prior, &prior_sum);
      else
#endif
        pass_floor (cells, starts, n / PER_OBJECT, factors, sums, &prior, &prior_sum);
      for (guint j = 0; j < LANES; j++)
        prior.v[j] = prior_sum.v[j] / (double) (n / PER_OBJECT);
    }
  start = get_cpu_seconds () - start;
  g_aligned_free (factors);
  g_aligned_free (sums);
  return start / rounds * 1000;
}

static LwAnnotations *
take_numbers (GArray *numbers)
{
  LwAnnotations *annotations = lw_annotations_new (FALSE);
  const gint32 *triples = (const gint32 *) (gconstpointer) numbers->data;
  char name[16];

  for (guint a = 0; a < numbers->len / 3; a++)
    {
      guint label, worker, task;

      g_snprintf (name, sizeof name, "c%d", triples[a * 3 + 2]);
      label = lw_annotations_add_class (annotations, name);
      g_snprintf (name, sizeof name, "w%d", triples[a * 3 + 1]);
      worker = lw_annotations_add_worker (annotations, name, -1);
      g_snprintf (name, sizeof name, "t%d", triples[a * 3]);
      task = lw_annotations_add_task (annotations, name, -1);
      lw_annotations_add_answer (annotations, task, worker, &label, 1);
    }
  return annotations;
}

/* Ours: what more rounds take, so that what comes before and after them does not count. */
static double
run_rounds (LwAnnotations *annotations,
            guint          rounds)
{
  const LwConsolidationOptions options = { .method = LW_CONSOLIDATION_DAWID_SKENE, .n_threads = 1, .rounds = rounds };
  double start = get_cpu_seconds ();
  g_autoptr (LwConsolidationResult) result = lw_consolidate_with_options (annotations, &options, NULL, NULL);

  g_assert_nonnull (result);
  return get_cpu_seconds () - start;
}

static double
run_numpy (GArray *numbers)
{
  const char *const pythons[] = { "/usr/bin/python3", "python3" };
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "labelwright-bench.bin", NULL);
  double ms = 0;

  g_file_set_contents (path, numbers->data, (gssize) numbers->len * 4, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (pythons) && ms <= 0; i++)
    {
      const char *arguments[] = { pythons[i], "-c", numpy_program, path, "10", NULL };
      g_autofree char *output = NULL;

      if (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                        &output, NULL, NULL, NULL) && output != NULL)
        ms = g_ascii_strtod (output, NULL);
    }
  g_unlink (path);
  return ms;
}

static gboolean
bench_rounds (void)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) floors = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (LwAnnotations) annotations = NULL;
  const LwSimulation simulation = get_simulation (N_OBJECTS);
  double numpy;
  double median;
  gboolean good;

  lw_simulation_run (&simulation, add_numbers, numbers);
  annotations = take_numbers (numbers);
  for (guint turn = 0; turn < TURNS; turn++)
    {
      double few = run_rounds (annotations, 5);
      double many = run_rounds (annotations, 5 + ROUNDS);
      double mine = (many - few) / ROUNDS * 1000;
      double floor = run_floor (numbers, ROUNDS);

      g_array_append_val (ours, mine);
      g_array_append_val (floors, floor);
    }
  median = lw_bench_percentile (ours, 50);
  g_print ("a round of 100,000 objects × 5 answers, ms of processor time: %.2f, fused loop %.2f\n", median,
           lw_bench_percentile (floors, 50));
  good = lw_bench_check ("round/fused loop ratio", median / lw_bench_percentile (floors, 50), "", 1.5);
  numpy = run_numpy (numbers);
  if (numpy <= 0)
    g_print ("round/numpy ratio: skipped, there is no numpy and scipy\n");
  else
    good = lw_bench_check ("round/numpy ratio", median / numpy, "", 0.12) && good;
  return good;
}

static void
add_line (guint    object,
          guint    worker,
          guint    label,
          guint    truth,
          gpointer data)
{
  char line[64];
  int length = g_snprintf (line, sizeof line, "t%u,w%u,c%u\n", object, worker, label);

  g_string_append_len (data, line, length);
}

/* Ten million answers: the text, the table, fifty rounds, and agreement. */
static gboolean
bench_large (void)
{
  const LwSimulation simulation = get_simulation (N_LARGE);
  const LwConsolidationOptions options = { .method = LW_CONSOLIDATION_DAWID_SKENE, .n_threads = 2, .rounds = ROUNDS };
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();
  g_autoptr (LwAnnotations) annotations = NULL;
  g_autoptr (LwConsolidationResult) result = NULL;
  g_autoptr (LwAgreement) agreement = NULL;
  GString *text = g_string_new ("task,worker,label\n");
  g_autoptr (GBytes) csv = NULL;
  double times[4];
  double cpu;
  gboolean good;

  lw_simulation_run (&simulation, add_line, text);
  csv = g_string_free_to_bytes (text);
  times[0] = g_get_monotonic_time () * 1e-6;
  annotations = lw_answer_csv_read (csv, FALSE, NULL, diagnostics);
  g_clear_pointer (&csv, g_bytes_unref);
  malloc_trim (0);
  times[1] = g_get_monotonic_time () * 1e-6;
  result = lw_consolidate_with_options (annotations, &options, NULL, NULL);
  times[2] = g_get_monotonic_time () * 1e-6;
  g_assert_nonnull (result);
  good = lw_bench_check ("bytes of memory an answer, the text included", get_peak_bytes () / (N_LARGE * PER_OBJECT), "",
                         60);
  g_clear_pointer (&result, lw_consolidation_result_unref);
  cpu = get_cpu_seconds ();
  times[2] -= times[1];
  times[3] = g_get_monotonic_time () * 1e-6;
  agreement = lw_agreement_new (annotations, 2, NULL, NULL);
  cpu = get_cpu_seconds () - cpu;
  times[3] = g_get_monotonic_time () * 1e-6 - times[3];
  good = lw_bench_check ("10 million answers, reading", times[1] - times[0], " s", 10) && good;
  good = lw_bench_check ("10 million answers, 50 rounds on 2 threads", times[2], " s", 30) && good;
  g_print ("10 million answers, agreement: %.2f s, %.2f s of processor time\n", times[3], cpu);
  return lw_bench_check ("10 million answers, agreement on 2 processors", MIN (times[3], cpu / 2), " s", 2) && good;
}

int
main (void)
{
  gboolean good = bench_large ();

  good = bench_rounds () && good;
  return good ? 0 : 1;
}
