/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who gets which object, and what the time does: leases, expiry, declines, the first iteration, the end after 30
 * days. */

#include "config.h"

#include "lw-engine-fixture.h"

#define OUTPUT "s3://labelwright/out/Pets-1/manifests/output/output.manifest"

static guint64
get_line (GPtrArray *tasks,
          guint      i)
{
  return lw_task_get_data_object_id (g_ptr_array_index (tasks, i));
}

static void
wait_counters (LwLabelingJob *job,
               guint64        labeled,
               guint64        failed)
{
  for (;;)
    {
      const LwLabelCounters *counters = lw_labeling_job_get_counters (job);

      if (counters->total_labeled == labeled && counters->failed_non_retryable_error == failed)
        return;
      g_assert_cmpuint (counters->total_labeled, <=, labeled);
      g_assert_cmpuint (counters->failed_non_retryable_error, <=, failed);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
test_leases (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = 5, .time_limit = 60 });
  g_autoptr (LwTaskQueue) ann = open_queue (self, job, "Ann");
  g_autoptr (LwTaskQueue) bob = open_queue (self, job, "Bob");
  g_autoptr (GPtrArray) first = take (ann, 3);
  g_autoptr (GPtrArray) second = take (bob, 9);
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (first->len, ==, 3);
  g_assert_cmpuint (second->len, ==, 2);
  g_assert_cmpuint (get_line (second, 0), ==, 3);
  g_assert_cmpint (lw_task_get_expires_time (g_ptr_array_index (first, 0)), ==, FIXTURE_START + 60000000);
  g_assert_cmpstr (lw_task_get_source_ref (g_ptr_array_index (first, 2)), ==, "s3://labelwright/images/2.jpg");

  advance (self, bob, 59);
  answer (ann, g_ptr_array_index (first, 0), "cat");
  advance (self, bob, 1);
  g_assert_false (submit (ann, g_ptr_array_index (first, 1), "{}", &error));
  g_assert_error (error, LW_TASK_ERROR, LW_TASK_ERROR_EXPIRED);
  again = take (bob, 9);
  g_assert_cmpuint (again->len, ==, 2);
  g_assert_cmpuint (get_line (again, 0), ==, 1);
}

/* Who let the time run out gets an object again when there is nothing else, and after everybody else. */
static void
test_expired_again (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = 3, .time_limit = 60 });
  g_autoptr (LwTaskQueue) ann = open_queue (self, job, "Ann");
  g_autoptr (LwTaskQueue) bob = open_queue (self, job, "Bob");
  g_autoptr (GPtrArray) first = take (ann, 2);
  g_autoptr (GPtrArray) new_one = NULL;
  g_autoptr (GPtrArray) for_bob = NULL;
  g_autoptr (GPtrArray) again = NULL;

  advance (self, bob, 60);
  g_assert_cmpuint (lw_task_queue_get_n_remaining (bob), ==, 3);
  new_one = take (ann, 2);
  g_assert_cmpuint (new_one->len, ==, 1);
  g_assert_cmpuint (get_line (new_one, 0), ==, 2);
  for_bob = take (bob, 1);
  g_assert_cmpuint (get_line (for_bob, 0), ==, 0);
  again = take (ann, 2);
  g_assert_cmpuint (again->len, ==, 1);
  g_assert_cmpuint (get_line (again, 0), ==, 1);
  answer (ann, g_ptr_array_index (again, 0), "cat");
}

static void
test_release (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = 5 });
  g_autoptr (LwTaskQueue) ann = open_queue (self, job, "Ann");
  g_autoptr (LwTaskQueue) bob = open_queue (self, job, "Bob");
  g_autoptr (GPtrArray) tasks = take (ann, 5);
  g_autoptr (GPtrArray) none = take (bob, 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) own = NULL;
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) rest = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  lw_task_queue_release_async (ann, g_ptr_array_index (tasks, 3), NULL, store_result_cb, &result);
  g_assert_true (lw_task_queue_release_finish (ann, wait_result (&result), NULL));
  /* Not to the one who did not want it. */
  own = take (ann, 2);
  g_assert_cmpuint (own->len, ==, 0);
  g_assert_cmpuint (lw_task_queue_get_n_remaining (ann), ==, 4);
  one = take (bob, 2);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpuint (get_line (one, 0), ==, 3);
  lw_task_queue_close (ann);
  rest = take (bob, 9);
  g_assert_cmpuint (rest->len, ==, 4);
}

/* Giving back by choice outlives the process, too. */
static void
test_release_is_kept (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = 2 });
  g_autoptr (LwTaskQueue) ann = open_queue (self, job, "Ann");
  g_autoptr (GPtrArray) tasks = take (ann, 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (LwTaskQueue) later = NULL;
  g_autoptr (GPtrArray) rest = NULL;

  lw_task_queue_release_async (ann, g_ptr_array_index (tasks, 0), NULL, store_result_cb, &result);
  g_assert_true (lw_task_queue_release_finish (ann, wait_result (&result), NULL));
  g_clear_object (&job);
  fixture_close (self);
  fixture_reopen (self);
  job = g_object_ref (lw_job_backend_find_job (LW_JOB_BACKEND (self->backend), "Pets-1"));
  later = open_queue (self, job, "Ann");
  g_assert_cmpuint (lw_task_queue_get_n_remaining (later), ==, 1);
  rest = take (later, 9);
  g_assert_cmpuint (rest->len, ==, 1);
  g_assert_cmpuint (get_line (rest, 0), ==, 1);
}

/* A process that ends takes no task away from a worker who looks at it in a browser. */
static void
test_leases_survive (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = 5, .time_limit = 60 });
  g_autoptr (LwTaskQueue) before = open_queue (self, job, "Ann");
  g_autoptr (GPtrArray) tasks = take (before, 3);
  g_autoptr (LwTaskQueue) ann = NULL;
  g_autoptr (LwTaskQueue) bob = NULL;
  g_autoptr (GPtrArray) for_bob = NULL;
  g_autoptr (GPtrArray) mine = NULL;
  g_autoptr (GPtrArray) more = NULL;

  g_clear_object (&job);
  fixture_close (self);
  fixture_reopen (self);
  job = g_object_ref (lw_job_backend_find_job (LW_JOB_BACKEND (self->backend), "Pets-1"));
  bob = open_queue (self, job, "Bob");
  for_bob = take (bob, 1);
  g_assert_cmpuint (get_line (for_bob, 0), ==, 3);

  /* An answer that was on its way arrives; what else was in hand comes first, then something new. */
  ann = open_queue (self, job, "Ann");
  answer (ann, g_ptr_array_index (tasks, 1), "cat");
  mine = take (ann, 1);
  g_assert_cmpuint (get_line (mine, 0), ==, 0);
  g_assert_cmpint (lw_task_get_expires_time (g_ptr_array_index (mine, 0)), ==, FIXTURE_START + 60000000);
  more = take (ann, 9);
  g_assert_cmpuint (more->len, ==, 2);
  g_assert_cmpuint (get_line (more, 0), ==, 2);
  g_assert_cmpuint (get_line (more, 1), ==, 4);
  lw_task_queue_close (ann);
}

static void
test_declines (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = 3, .n_workers = 2 });
  g_autoptr (LwTaskQueue) ann = open_queue (self, job, "Ann");
  g_autoptr (LwTaskQueue) bob = open_queue (self, job, "Bob");
  g_autoptr (LwTaskQueue) cem = open_queue (self, job, "Cem");
  g_autoptr (GPtrArray) for_ann = take (ann, 3);
  g_autoptr (GPtrArray) for_bob = NULL;
  g_autoptr (GPtrArray) for_cem = NULL;
  g_autoptr (GPtrArray) nothing = NULL;
  g_auto (GStrv) lines = NULL;

  decline (ann, g_ptr_array_index (for_ann, 0));
  decline (ann, g_ptr_array_index (for_ann, 1));
  answer (ann, g_ptr_array_index (for_ann, 2), "cat");
  nothing = take (ann, 3);
  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_cmpuint (lw_task_queue_get_n_remaining (ann), ==, 0);

  /* Two declines of two wanted answers: the object is over. */
  for_bob = take (bob, 3);
  decline (bob, g_ptr_array_index (for_bob, 0));
  answer (bob, g_ptr_array_index (for_bob, 1), "dog");
  answer (bob, g_ptr_array_index (for_bob, 2), "cat");
  wait_counters (job, 0, 1);
  for_cem = take (cem, 3);
  g_assert_cmpuint (for_cem->len, ==, 1);
  g_assert_cmpuint (get_line (for_cem, 0), ==, 1);
  answer (cem, g_ptr_array_index (for_cem, 0), "dog");
  lw_task_queue_close (ann);
  lw_task_queue_close (bob);
  lw_task_queue_close (cem);
  wait_status (job, LW_LABELING_JOB_STATUS_COMPLETED);
  lines = fixture_get_lines (self, OUTPUT);
  g_assert_cmpstr (lines[0], ==,
                   "{\"source-ref\":\"s3://labelwright/images/0.jpg\",\"Pets-1-metadata\":{\"retry-count\":1,"
                   "\"failure-reason\":\"ClientError: Annotation tasks expired. As many workers declined the task as "
                   "were asked for an answer.\",\"human-annotated\":\"true\"}}");
}

/* An object whose time runs out is labeled with the answers it has, or fails without any. */
static void
test_availability (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job =
    create (self, &(JobPlan) { .n_objects = 2, .n_workers = 3, .lifetime = 3600, .time_limit = 7200 });
  g_autoptr (LwTaskQueue) ann = open_queue (self, job, "Ann");
  g_autoptr (GPtrArray) tasks = take (ann, 2);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  answer (ann, g_ptr_array_index (tasks, 0), "cat");
  advance (self, ann, 3599);
  g_assert_cmpuint (lw_labeling_job_get_counters (job)->failed_non_retryable_error, ==, 0);
  advance (self, ann, 1);
  g_assert_false (submit (ann, g_ptr_array_index (tasks, 1), "{}", &error));
  g_assert_error (error, LW_TASK_ERROR, LW_TASK_ERROR_EXPIRED);
  wait_counters (job, 1, 1);
  wait_status (job, LW_LABELING_JOB_STATUS_COMPLETED);
  lines = fixture_get_lines (self, OUTPUT);
  g_assert_nonnull (strstr (lines[0], "\"confidence\":0,"));
  g_assert_nonnull (strstr (lines[1], "\"failure-reason\":\"ClientError: Annotation tasks expired. The tasks were"));
}

static void
test_max_open (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = 30, .n_open = 4 });
  g_autoptr (LwTaskQueue) ann = open_queue (self, job, "Ann");
  g_autoptr (GPtrArray) tasks = take (ann, 20);
  g_autoptr (GPtrArray) more = NULL;

  g_assert_cmpuint (tasks->len, ==, 4);
  g_assert_cmpuint (lw_task_queue_get_n_remaining (ann), ==, 30);
  answer (ann, g_ptr_array_index (tasks, 2), "cat");
  more = take (ann, 20);
  g_assert_cmpuint (more->len, ==, 1);
  g_assert_cmpuint (get_line (more, 0), ==, 4);
}

/* The second iteration opens when each object of the first is in somebody's hands and one is answered. */
static void
test_probe (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = 30, .n_workers = 2 });
  g_autoptr (LwTaskQueue) ann = open_queue (self, job, "Ann");
  g_autoptr (GPtrArray) tasks = take (ann, 20);
  g_autoptr (GPtrArray) more = NULL;

  g_assert_cmpuint (tasks->len, ==, 10);
  answer (ann, g_ptr_array_index (tasks, 0), "cat");
  more = take (ann, 30);
  g_assert_cmpuint (more->len, ==, 20);
}

static void
test_iterations (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = 12 });
  g_autoptr (LwTaskQueue) ann = open_queue (self, job, "Ann");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *none = NULL;
  g_autofree char *intermediate = NULL;
  g_autofree char *output = NULL;

  answer_all (ann);
  lw_task_queue_close (ann);
  wait_status (job, LW_LABELING_JOB_STATUS_COMPLETED);
#define TREE "s3://labelwright/out/Pets-1/annotations/"
  first = fixture_get (self, TREE "consolidated-annotation/consolidation-request/iteration-1/2023-11-14_22:13:20.json");
  g_assert_nonnull (first);
  g_assert_nonnull (strstr (first, "\"datasetObjectId\":\"9\""));
  second = fixture_get (self, TREE "consolidated-annotation/consolidation-response/iteration-2/"
                                   "2023-11-14_22:13:21.json");
  g_assert_nonnull (second);
  g_assert_nonnull (strstr (second, "\"datasetObjectId\":\"10\""));
  none = fixture_get (self, TREE "worker-response/iteration-1/10/2023-11-14_22:13:20.json");
  g_assert_null (none);
  output = fixture_get (self, OUTPUT);
  intermediate = fixture_get (self, TREE "intermediate/2/annotations.json");
  g_assert_cmpstr (intermediate, ==, output);
#undef TREE
}

static void
test_rhythm (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = 600 });
  g_autoptr (LwTaskQueue) ann = open_queue (self, job, "Ann");
  guint n = 0;

  /* Answers may be changed for a minute, unless 500 wait. */
  while (n < 500)
    {
      g_autoptr (GPtrArray) tasks = take (ann, 100);

      for (guint i = 0; i < tasks->len && n < 500; i++, n++)
        answer (ann, g_ptr_array_index (tasks, i), "cat");
      if (n < 500)
        g_assert_cmpuint (lw_labeling_job_get_counters (job)->total_labeled, ==, 0);
    }
  wait_counters (job, 10, 0);
  advance (self, ann, 61);
  wait_counters (job, 500, 0);
}

static void
test_job_expires (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = 4, .lifetime = 2592000 });
  g_autoptr (LwTaskQueue) ann = open_queue (self, job, "Ann");
  g_autoptr (GPtrArray) tasks = take (ann, 1);
  g_auto (GStrv) lines = NULL;

  answer (ann, g_ptr_array_index (tasks, 0), "dog");
  advance (self, ann, 30 * 24 * 60 * 60 + 1);
  wait_status (job, LW_LABELING_JOB_STATUS_FAILED);
  g_assert_nonnull (strstr (lw_labeling_job_get_failure_reason (job), "30 days"));
  lines = fixture_get_lines (self, OUTPUT);
  g_assert_nonnull (strstr (lines[0], "\"class-name\":\"dog\""));
}

static void
test_same_worker_twice (Fixture       *self,
                        gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = 3, .n_workers = 2 });
  g_autoptr (LwTaskQueue) one = open_queue (self, job, "Ann");
  g_autoptr (LwTaskQueue) two = open_queue (self, job, " Ann ");
  g_autoptr (GPtrArray) first = take (one, 3);
  g_autoptr (GPtrArray) second = take (two, 3);

  g_assert_cmpuint (first->len, ==, 3);
  g_assert_cmpuint (second->len, ==, 0);
  /* The leases stay as long as one of the two is there. */
  lw_task_queue_close (two);
  answer (one, g_ptr_array_index (first, 0), "cat");
}

static void
test_speed (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = 40 });
  g_autoptr (LwTaskQueue) ann = open_queue (self, job, "Ann");

  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (GPtrArray) tasks = take (ann, 1);

      advance (self, NULL, 2);
      answer (ann, g_ptr_array_index (tasks, 0), "cat");
    }
  while (lw_labeling_job_get_seconds_left (job) != 60)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpfloat_with_epsilon (lw_labeling_job_get_objects_per_minute (job), 30, 1e-9);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add ("/engine/time/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("leases", test_leases);
  ADD ("expired-again", test_expired_again);
  ADD ("leases-survive", test_leases_survive);
  ADD ("release", test_release);
  ADD ("release-is-kept", test_release_is_kept);
  ADD ("declines", test_declines);
  ADD ("availability", test_availability);
  ADD ("max-open", test_max_open);
  ADD ("probe", test_probe);
  ADD ("iterations", test_iterations);
  ADD ("rhythm", test_rhythm);
  ADD ("job-expires", test_job_expires);
  ADD ("same-worker-twice", test_same_worker_twice);
  ADD ("speed", test_speed);
#undef ADD
  return g_test_run ();
}
