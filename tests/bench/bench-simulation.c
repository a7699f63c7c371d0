/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A whole job of 100,000 data objects, three workers each, done by 50 workers at once: whether the counters are right
 * throughout, and whether an answer costs as much time and memory at the end as at the beginning. The number of objects
 * may be given. */

#include "config.h"

#include "../engine/lw-engine-simulation.h"
#include "lw-bench.h"
#include "lw-engine-view.h"

#include <sys/resource.h>
#include <unistd.h>

#define N_OBJECTS 100000
#define N_WORKERS 50
#define PER_OBJECT 3
#define BLOCK 1000
#define CHECKS 20

/* Against the first of the answers after the job has come up to speed. */
#define MAX_TIME_RATIO 1.5
#define MAX_MEMORY_MIB 24.0

typedef struct
{
  guint   n_objects;
  GArray *cpu;
  GArray *memory;
  double  last_cpu;
  guint   n_wrong;
} Watch;

/* The program's own work: what the kernel needs for a file depends on what else the disk does. */
static double
get_cpu (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_utime.tv_sec + usage.ru_utime.tv_usec / (double) G_USEC_PER_SEC;
}

static double
get_memory_mib (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  words = g_strsplit (text, " ", 3);
  return g_ascii_strtoull (words[1], NULL, 10) * (double) sysconf (_SC_PAGESIZE) / (1024 * 1024);
}

static void
counters_cb (LwLabelingJob *job,
             GParamSpec    *pspec,
             gpointer       data)
{
  Watch *watch = data;
  const LwLabelCounters *counters = lw_labeling_job_get_counters (job);

  watch->n_wrong += lw_label_counters_get_total (counters) != watch->n_objects ||
                    counters->total_labeled != counters->human_labeled + counters->machine_labeled;
}

/* What the counters say is what stands at the objects; the two threads agree on a moment. */
static void
check_counters (Simulation *self)
{
  Watch *watch = self->data;
  g_autoptr (LwEngineStore) store = lw_engine_view_open (self->fixture->workspace, NULL);
  g_autoptr (GPtrArray) records = NULL;
  guint64 n[LW_OBJECT_STATE_PASSED + 1];
  const LwJobRecord *record;

  g_assert_true (lw_engine_store_begin (store, FALSE, NULL));
  records = lw_engine_store_load_jobs (store, 1, NULL);
  g_assert_true (lw_engine_store_count_states (store, 1, n, NULL));
  lw_engine_store_rollback (store);
  record = g_ptr_array_index (records, 0);
  watch->n_wrong += n[LW_OBJECT_STATE_LABELED] != record->n_labeled || n[LW_OBJECT_STATE_FAILED] != record->n_failed;
}

static void
watch_block (Simulation *self)
{
  Watch *watch = self->data;
  double cpu, memory;

  if (self->n_answers % ((guint64) watch->n_objects * PER_OBJECT / CHECKS) == 0)
    check_counters (self);
  if (self->n_answers % BLOCK != 0)
    return;
  cpu = get_cpu ();
  memory = get_memory_mib ();
  cpu -= watch->last_cpu;
  watch->last_cpu += cpu;
  cpu *= 1e6 / BLOCK;
  g_array_append_val (watch->cpu, cpu);
  g_array_append_val (watch->memory, memory);
  if (watch->cpu->len % 30 == 1)
    g_print ("simulation %6" G_GUINT64_FORMAT " answers: %.0f µs CPU an answer, %.1f MiB\n", self->n_answers, cpu,
             memory);
}

static double
get_median (GArray *values,
            guint   from,
            guint   n)
{
  g_autoptr (GArray) part = g_array_new (FALSE, FALSE, sizeof (double));

  g_array_append_vals (part, &g_array_index (values, double, from), n);
  return lw_bench_percentile (part, 50);
}

static gboolean
judge (const Watch *watch)
{
  guint n = watch->cpu->len;
  guint tenth = MAX (n / 10, 1);
  double first = get_median (watch->cpu, n / 20, tenth);
  double last = get_median (watch->cpu, n - tenth, tenth);
  double grown = g_array_index (watch->memory, double, n - 1) - g_array_index (watch->memory, double, n / 20);
  gboolean good;

  g_print ("simulation: the first %.0f µs, the last %.0f µs CPU an answer\n", first, last);
  good = lw_bench_check ("simulation time of the last against the first answers:", last / first, "", MAX_TIME_RATIO);
  good &= lw_bench_check ("simulation memory from the first to the last answers:", grown, " MiB", MAX_MEMORY_MIB);
  g_print ("simulation counters: %u wrong %s\n", watch->n_wrong, watch->n_wrong == 0 ? "ok" : "MISSED");
  return good && watch->n_wrong == 0;
}

int
main (int   argc,
      char *argv[])
{
  Fixture fixture = { 0 };
  guint n_objects = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : N_OBJECTS;
  Watch watch = { n_objects, g_array_new (FALSE, FALSE, sizeof (double)), g_array_new (FALSE, FALSE, sizeof (double)),
                  0, 0 };
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (LwLabelingJob) job = NULL;
  Simulation simulation = { .fixture = &fixture, .n_workers = N_WORKERS, .random = random, .step = watch_block,
                            .data = &watch };
  gint64 start;
  gboolean good;

  fixture_set_up (&fixture, NULL);
  simulation.job = job = create (&fixture, &(JobPlan) { .n_objects = n_objects, .n_workers = PER_OBJECT });
  g_signal_connect (job, "notify::counters", G_CALLBACK (counters_cb), &watch);
  watch.last_cpu = get_cpu ();
  start = g_get_monotonic_time ();
  sim_run (&simulation);
  g_print ("simulation: %" G_GUINT64_FORMAT " answers in %.1f s\n", simulation.n_answers,
           (g_get_monotonic_time () - start) / 1e6);
  wait_status (job, LW_LABELING_JOB_STATUS_COMPLETED);
  g_print ("simulation: all written after %.1f s\n", (g_get_monotonic_time () - start) / 1e6);
  good = judge (&watch);
  g_clear_object (&job);
  fixture_tear_down (&fixture, NULL);
  g_array_unref (watch.cpu);
  g_array_unref (watch.memory);
  return good ? 0 : 1;
}
