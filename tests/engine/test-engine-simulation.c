/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Fifty workers at once: the counters are right at every step, nobody sees an object twice, no object gets more answers
 * than are wanted, and what the store says is what the workers were told. */

#include "config.h"

#include "lw-engine-simulation.h"
#include "lw-engine-view.h"

#define N_OBJECTS 1500
#define N_WORKERS 50
#define PER_OBJECT 3
#define ANSWERS_PER_CHECK 250

/* What the counters say is what stands at the objects. */
static void
check_counters (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwEngineStore) store = lw_engine_view_open (self->workspace, &error);
  g_autoptr (LwEngineJob) job = NULL;
  guint64 n[LW_OBJECT_STATE_PASSED + 1];
  LwLabelCounters counters;

  /* Nobody else writes meanwhile. */
  g_assert_no_error (error);
  g_assert_true (lw_engine_store_begin (store, FALSE, NULL));
  job = lw_engine_view_load_job (store, 1, &error);
  g_assert_no_error (error);
  g_assert_true (lw_engine_store_count_states (store, 1, n, &error));
  lw_engine_job_get_counters (job, &counters);
  g_assert_cmpuint (n[LW_OBJECT_STATE_LABELED], ==, counters.human_labeled);
  g_assert_cmpuint (n[LW_OBJECT_STATE_FAILED], ==, counters.failed_non_retryable_error);
  g_assert_cmpuint (n[LW_OBJECT_STATE_PENDING] + n[LW_OBJECT_STATE_OPEN] + n[LW_OBJECT_STATE_ANSWERED], ==,
                    counters.unlabeled);
  g_assert_cmpuint (lw_label_counters_get_total (&counters), ==, job->record->n_objects);
  g_assert_cmpuint (n[LW_OBJECT_STATE_OPEN], ==, job->open.length);
  g_assert_cmpuint (job->open.length, <=, job->max_open);
  lw_engine_store_rollback (store);
}

static void
counters_cb (LwLabelingJob *job,
             GParamSpec    *pspec,
             gpointer       data)
{
  const LwLabelCounters *counters = lw_labeling_job_get_counters (job);

  g_assert_cmpuint (counters->total_labeled, ==, counters->human_labeled + counters->machine_labeled);
  g_assert_cmpuint (lw_label_counters_get_total (counters), ==, N_OBJECTS);
}

static void
check_now_and_then (Simulation *self)
{
  if (self->n_answers % ANSWERS_PER_CHECK == 0)
    check_counters (self->fixture);
}

/* From the log: each worker had each object once. Nobody leaves meanwhile, so what was given back was given back by
 * choice. */
static void
check_log (Fixture *self,
           guint64  n_answers)
{
  g_autoptr (LwEngineStore) store = lw_engine_view_open (self->workspace, NULL);
  g_autoptr (GPtrArray) events = lw_engine_store_load_events (store, 1, -1, 0, G_MAXINT, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint64 n_answered = 0, n_done = 0;

  for (guint i = 0; i < events->len; i++)
    {
      LwJobEvent *event = g_ptr_array_index (events, i);
      g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT " %s", lw_job_event_get_object (event),
                                              lw_job_event_get_worker (event));

      g_assert_cmpuint (lw_job_event_get_id (event), ==, i + 1);
      if (lw_job_event_get_kind (event) == LW_JOB_EVENT_ASSIGNED)
        g_assert_true (g_hash_table_add (seen, g_steal_pointer (&key)));
      else if (lw_job_event_get_kind (event) == LW_JOB_EVENT_RELEASED)
        g_assert_true (g_hash_table_contains (seen, key));
      else if (lw_job_event_get_kind (event) == LW_JOB_EVENT_ANSWERED)
        n_answered++;
      else if (lw_job_event_get_object (event) >= 0 && (lw_job_event_get_kind (event) == LW_JOB_EVENT_CONSOLIDATED ||
                                                        lw_job_event_get_kind (event) == LW_JOB_EVENT_FAILED))
        n_done++;
    }
  g_assert_cmpuint (n_answered, ==, n_answers);
  g_assert_cmpuint (n_done, ==, N_OBJECTS);
}

static void
check_answers (Fixture *self)
{
  g_autoptr (LwEngineStore) store = lw_engine_view_open (self->workspace, NULL);

  for (guint line = 0; line < N_OBJECTS; line++)
    {
      g_autoptr (GPtrArray) answers = lw_engine_store_load_answers (store, 1, line, NULL);

      g_assert_cmpuint (answers->len, <=, PER_OBJECT);
    }
}

static void
test_crowd (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job =
    create (self, &(JobPlan) { .n_objects = N_OBJECTS, .n_workers = PER_OBJECT, .n_open = 200 });
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());
  Simulation simulation = { .fixture = self, .job = job, .n_workers = N_WORKERS, .random = random,
                            .step = check_now_and_then };

  g_signal_connect (job, "notify::counters", G_CALLBACK (counters_cb), NULL);
  sim_run (&simulation);
  wait_status (job, LW_LABELING_JOB_STATUS_COMPLETED);
  check_counters (self);
  check_log (self, simulation.n_answers);
  check_answers (self);
}

static LwTaskQueue *
open_next (Fixture           *self,
           const char        *worker,
           const char *const *jobs)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  LwTaskQueue *queue;

  lw_engine_backend_open_next_async (self->backend, worker, jobs, NULL, store_result_cb, &result);
  queue = lw_engine_backend_open_next_finish (self->backend, wait_result (&result), &error);
  g_assert_no_error (error);
  return queue;
}

/* Answers one task of the job whose turn it is, and leaves; returns whether there was one. */
static gboolean
work_once (Fixture           *self,
           const char        *worker,
           const char *const *jobs,
           LwLabelingJob     *second,
           guint             *n)
{
  g_autoptr (LwTaskQueue) queue = open_next (self, worker, jobs);
  g_autoptr (GPtrArray) tasks = NULL;

  if (queue == NULL)
    return FALSE;
  tasks = take (queue, 1);
  g_assert_cmpuint (tasks->len, ==, 1);
  answer (queue, g_ptr_array_index (tasks, 0), "cat");
  n[lw_task_queue_get_job (queue) == second]++;
  lw_task_queue_close (queue);
  return TRUE;
}

/* Jobs that run at the same time get the workers in turns, whoever they are, and only those that may. */
static void
test_fair (Fixture       *self,
           gconstpointer  data)
{
  const char *const only_two[] = { "Two", NULL };
  const char *const none[] = { "Three", NULL };
  g_autoptr (LwLabelingJob) first = create (self, &(JobPlan) { .name = "One", .n_objects = 40 });
  g_autoptr (LwLabelingJob) second = create (self, &(JobPlan) { .name = "Two", .n_objects = 40 });
  guint n[2] = { 0 };

  for (guint i = 0; i < 30; i++)
    g_assert_true (work_once (self, i % 3 == 0 ? "Ann" : "Bob", NULL, second, n));
  g_assert_cmpuint (n[0], ==, 15);
  g_assert_cmpuint (n[1], ==, 15);
  g_assert_true (work_once (self, "Cem", only_two, second, n));
  g_assert_cmpuint (n[1], ==, 16);
  g_assert_false (work_once (self, "Cem", none, second, n));
  /* To the end of both. */
  while (work_once (self, "Ann", NULL, second, n))
    ;
  g_assert_cmpuint (n[0], ==, 40);
  g_assert_cmpuint (n[1], ==, 40);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/engine/simulation/crowd", Fixture, NULL, fixture_set_up, test_crowd, fixture_tear_down);
  g_test_add ("/engine/simulation/fair", Fixture, NULL, fixture_set_up, test_fair, fixture_tear_down);
  return g_test_run ();
}
