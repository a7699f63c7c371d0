/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the engine can take: durable answers a second from 50 workers at once, the time until a worker has the next
 * task in a job of a million data objects, and how long closing takes after tens of thousands of answers. */

#include "config.h"

#include "../engine/lw-engine-simulation.h"
#include "lw-bench.h"

#define N_OBJECTS 1000000
#define N_WORKERS 50
#define N_TAKES 2000
#define N_ANSWERS 20000

#define MAX_TAKE_MS 1.0
#define MIN_ANSWERS 2000.0
#define MAX_CLOSE_S 4.0

static double
get_ms (gint64 start)
{
  return (g_get_monotonic_time () - start) / 1000.0;
}

static gboolean
bench_take (LwTaskQueue *queue)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < N_TAKES; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GPtrArray) tasks = take (queue, 1);
      double ms = get_ms (start);

      g_array_append_val (times, ms);
      g_assert_cmpuint (tasks->len, ==, 1);
      answer (queue, g_ptr_array_index (tasks, 0), "cat");
    }
  g_print ("engine next task, 95 of 100: %.3f ms\n", lw_bench_percentile (times, 95));
  return lw_bench_check ("engine next task at the median:", lw_bench_percentile (times, 50), " ms", MAX_TAKE_MS);
}

static void
stop_at_goal (Simulation *self)
{
  self->stopped = self->n_answers >= N_ANSWERS;
}

static gboolean
bench_submit (Fixture       *fixture,
              LwLabelingJob *job)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  Simulation simulation = { .fixture = fixture, .job = job, .n_workers = N_WORKERS, .random = random, .plain = TRUE,
                            .step = stop_at_goal };
  gint64 start = g_get_monotonic_time ();
  double rate;

  sim_run (&simulation);
  rate = simulation.n_answers * 1000.0 / get_ms (start);
  g_print ("engine durable answers a second: %.0f (%u workers; goal ≥ %.0f) %s\n", rate, N_WORKERS, MIN_ANSWERS,
           rate >= MIN_ANSWERS ? "ok" : "MISSED");
  return rate >= MIN_ANSWERS;
}

int
main (int   argc,
      char *argv[])
{
  Fixture fixture = { 0 };
  g_autoptr (LwLabelingJob) job = NULL;
  g_autoptr (LwTaskQueue) queue = NULL;
  gboolean good;
  gint64 start;

  fixture_set_up (&fixture, NULL);
  start = g_get_monotonic_time ();
  job = create (&fixture, &(JobPlan) { .n_objects = N_OBJECTS });
  g_print ("engine read input: %.0f ms (%u objects)\n", get_ms (start), N_OBJECTS);
  queue = open_queue (&fixture, job, "Ann");
  good = bench_take (queue);
  g_clear_object (&queue);
  good &= bench_submit (&fixture, job);
  g_clear_object (&job);
  start = g_get_monotonic_time ();
  lw_engine_backend_close (fixture.backend);
  good &= lw_bench_check ("engine close after these answers:", get_ms (start) / 1000, " s", MAX_CLOSE_S);
  g_clear_object (&fixture.backend);
  fixture_tear_down (&fixture, NULL);
  return good ? 0 : 1;
}
