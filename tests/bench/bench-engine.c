/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the engine can take: durable answers a second from 50 workers at once, and the time until a worker has the
 * next task, in a job of a million data objects. Prints figures; does not judge them. */

#include "config.h"

#include "../engine/lw-engine-fixture.h"

#define N_OBJECTS 1000000
#define N_WORKERS 50
#define N_TAKES 2000
#define N_ANSWERS 20000

typedef struct
{
  LwTaskQueue *queue;
  guint       *n_left;
  guint       *n_busy;
} BenchWorker;

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

static void
bench_take (LwTaskQueue *queue)
{
  static gint64 times[N_TAKES];

  for (guint i = 0; i < N_TAKES; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GPtrArray) tasks = take (queue, 1);

      times[i] = g_get_monotonic_time () - start;
      g_assert_cmpuint (tasks->len, ==, 1);
      answer (queue, g_ptr_array_index (tasks, 0), "cat");
    }
  qsort (times, N_TAKES, sizeof times[0], compare_times);
  g_print ("engine next-task us: median %" G_GINT64_FORMAT " p95 %" G_GINT64_FORMAT "\n", times[N_TAKES / 2],
           times[N_TAKES * 95 / 100]);
}

static void go_on (BenchWorker *worker);

static void
submitted_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GError) error = NULL;

  lw_task_queue_submit_finish (LW_TASK_QUEUE (source), result, &error);
  g_assert_no_error (error);
  go_on (data);
}

static void
taken_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (GPtrArray) tasks = lw_task_queue_take_finish (LW_TASK_QUEUE (source), result, NULL);

  g_assert_cmpuint (tasks->len, ==, 1);
  lw_task_queue_submit_async (LW_TASK_QUEUE (source), g_ptr_array_index (tasks, 0),
                              "{\"crowd-image-classifier\":{\"label\":\"dog\"}}", 1, NULL, submitted_cb, data);
}

static void
go_on (BenchWorker *worker)
{
  if (*worker->n_left == 0)
    {
      --*worker->n_busy;
      return;
    }
  --*worker->n_left;
  lw_task_queue_take_async (worker->queue, 1, NULL, taken_cb, worker);
}

static void
bench_submit (Fixture       *self,
              LwLabelingJob *job)
{
  BenchWorker workers[N_WORKERS];
  guint n_left = N_ANSWERS, n_busy = N_WORKERS;
  gint64 start;
  double seconds;

  for (guint i = 0; i < N_WORKERS; i++)
    {
      g_autofree char *name = g_strdup_printf ("worker %u", i);

      workers[i] = (BenchWorker) { open_queue (self, job, name), &n_left, &n_busy };
    }
  start = g_get_monotonic_time ();
  for (guint i = 0; i < N_WORKERS; i++)
    go_on (&workers[i]);
  while (n_busy > 0)
    g_main_context_iteration (NULL, TRUE);
  seconds = (g_get_monotonic_time () - start) / (double) G_USEC_PER_SEC;
  g_print ("engine durable answers/s: %.0f (%u workers, %u answers)\n", N_ANSWERS / seconds, N_WORKERS, N_ANSWERS);
  for (guint i = 0; i < N_WORKERS; i++)
    g_object_unref (workers[i].queue);
}

int
main (int   argc,
      char *argv[])
{
  Fixture fixture = { 0 };
  g_autoptr (LwLabelingJob) job = NULL;
  g_autoptr (LwTaskQueue) queue = NULL;
  gint64 start;

  fixture_set_up (&fixture, NULL);
  start = g_get_monotonic_time ();
  job = create (&fixture, &(JobPlan) { .n_objects = N_OBJECTS });
  g_print ("engine read-input ms: %" G_GINT64_FORMAT " (%u objects)\n", (g_get_monotonic_time () - start) / 1000,
           N_OBJECTS);
  queue = open_queue (&fixture, job, "Ann");
  bench_take (queue);
  g_clear_object (&queue);
  bench_submit (&fixture, job);
  g_clear_object (&job);
  start = g_get_monotonic_time ();
  fixture_tear_down (&fixture, NULL);
  g_print ("engine close ms: %" G_GINT64_FORMAT "\n", (g_get_monotonic_time () - start) / 1000);
  return 0;
}
