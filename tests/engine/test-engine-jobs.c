/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whole labeling jobs through the backend's interface: the life of a job, what its output manifest says, chaining,
 * stopping conditions. What the time does is in test-engine-time.c. */

#include "config.h"

#include "lw-engine-fixture.h"

#define OUTPUT "s3://labelwright/out/Pets-1/manifests/output/output.manifest"

static void
check_counters (LwLabelingJob *job,
                guint64        labeled,
                guint64        failed,
                guint64        unlabeled)
{
  const LwLabelCounters *counters = lw_labeling_job_get_counters (job);

  g_assert_cmpuint (counters->total_labeled, ==, labeled);
  g_assert_cmpuint (counters->failed_non_retryable_error, ==, failed);
  g_assert_cmpuint (counters->unlabeled, ==, unlabeled);
}

static void
test_single_worker (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = 24 });
  g_autoptr (LwTaskQueue) queue = open_queue (self, job, "Ann");
  g_auto (GStrv) lines = NULL;

  g_assert_cmpuint (lw_task_queue_get_n_remaining (queue), ==, 24);
  g_assert_cmpstr (lw_task_queue_get_template (queue), ==, FIXTURE_TEMPLATE);
  g_assert_cmpuint (answer_all (queue), ==, 24);
  g_assert_cmpuint (lw_task_queue_get_n_answered (queue), ==, 24);
  g_assert_cmpuint (lw_task_queue_get_n_remaining (queue), ==, 0);
  lw_task_queue_close (queue);
  wait_status (job, LW_LABELING_JOB_STATUS_COMPLETED);
  check_counters (job, 24, 0, 0);

  lines = fixture_get_lines (self, OUTPUT);
  g_assert_cmpuint (g_strv_length (lines), ==, 24);
  g_assert_cmpstr (lines[1], ==,
                   "{\"source-ref\":\"s3://labelwright/images/1.jpg\",\"Pets-1\":1,\"Pets-1-metadata\":"
                   "{\"class-name\":\"dog\",\"job-name\":\"labeling-job/pets-1\",\"confidence\":0,"
                   "\"type\":\"groundtruth/image-classification\",\"human-annotated\":\"yes\","
                   "\"creation-date\":\"2023-11-14T22:13:20.000001\"}}");
}

static void
test_several_workers (Fixture       *self,
                      gconstpointer  data)
{
  static const char *const names[] = { "Ann", "Bob", "Cem" };
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = 30, .n_workers = 3 });
  g_autoptr (GPtrArray) queues = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) lines = NULL;
  guint n = 0, n_round;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (queues, open_queue (self, job, names[i]));
  do
    {
      n_round = 0;
      for (guint i = 0; i < queues->len; i++)
        n_round += answer_all (g_ptr_array_index (queues, i));
      n += n_round;
    }
  while (n_round > 0);
  g_assert_cmpuint (n, ==, 90);
  for (guint i = 0; i < queues->len; i++)
    lw_task_queue_close (g_ptr_array_index (queues, i));
  wait_status (job, LW_LABELING_JOB_STATUS_COMPLETED);
  lines = fixture_get_lines (self, OUTPUT);
  g_assert_cmpuint (g_strv_length (lines), ==, 30);
  for (guint i = 0; i < 30; i++)
    g_assert_nonnull (strstr (lines[i], "\"confidence\":0.95"));
  g_assert_cmpuint (g_list_model_get_n_items (lw_labeling_job_get_workers (job)), ==, 3);
}

static void
test_multi_label (Fixture       *self,
                  gconstpointer  data)
{
  static const char *const contents[] = {
    "{\"crowd-image-classifier-multi-select\":{\"labels\":[\"dog\",\"cat\"]}}",
    "{\"crowd-image-classifier-multi-select\":{\"labels\":[]}}",
  };
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = 2, .multi_label = TRUE });
  g_autoptr (LwTaskQueue) queue = open_queue (self, job, "Ann");
  g_autoptr (GPtrArray) tasks = take (queue, 2);
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 2; i++)
    g_assert_true (submit (queue, g_ptr_array_index (tasks, i), contents[i], NULL));
  lw_task_queue_close (queue);
  wait_status (job, LW_LABELING_JOB_STATUS_COMPLETED);
  lines = fixture_get_lines (self, OUTPUT);
  g_assert_cmpstr (lines[0], ==,
                   "{\"source-ref\":\"s3://labelwright/images/0.jpg\",\"Pets-1\":[0,1],\"Pets-1-metadata\":"
                   "{\"job-name\":\"labeling-job/pets-1\",\"class-map\":{\"0\":\"cat\",\"1\":\"dog\"},"
                   "\"human-annotated\":\"yes\",\"creation-date\":\"2023-11-14T22:13:20.000000\","
                   "\"confidence-map\":{\"0\":0.0,\"1\":0.0},"
                   "\"type\":\"groundtruth/image-classification-multilabel\"}}");
  g_assert_nonnull (strstr (lines[1], "\"Pets-1\":[],"));
  g_assert_nonnull (strstr (lines[1], "\"class-map\":{},"));
}

/* Labeled lines pass, bad ones fail, every other byte stays. */
static void
test_mixed_manifest (Fixture       *self,
                     gconstpointer  data)
{
  static const char manifest[] =
    "\xef\xbb\xbf{\"source-ref\":\"s3://labelwright/a.jpg\", \"n\" : 1.50e+1,\"old\":{\"b\":[1 ,2]}}\r\n"
    "\n"
    "{\"source-ref\":\"s3://labelwright/b.jpg\",\"Pets-1\":\"1\",\"Pets-1-metadata\":{\"human-annotated\":\"no\"}}\n"
    "{not json}\n"
    "{\"source\":\"a text\"}\n"
    "{\"source-ref\":\"s3://labelwright/c.jpg\",\"Pets-1-metadata\":{\"failure-reason\":\"x\"}}";
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .manifest = manifest });
  g_autoptr (LwTaskQueue) queue = open_queue (self, job, "Ann");
  g_auto (GStrv) lines = NULL;

  check_counters (job, 1, 2, 2);
  g_assert_cmpuint (lw_labeling_job_get_counters (job)->machine_labeled, ==, 1);
  g_assert_cmpuint (answer_all (queue), ==, 2);
  lw_task_queue_close (queue);
  wait_status (job, LW_LABELING_JOB_STATUS_COMPLETED);
  check_counters (job, 3, 2, 0);

  lines = fixture_get_lines (self, OUTPUT);
  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_true (g_str_has_prefix (lines[0], "{\"source-ref\":\"s3://labelwright/a.jpg\", \"n\" : 1.50e+1,"
                                             "\"old\":{\"b\":[1 ,2]},\"Pets-1\":0,"));
  g_assert_cmpstr (lines[1], ==, "{\"source-ref\":\"s3://labelwright/b.jpg\",\"Pets-1\":\"1\","
                                 "\"Pets-1-metadata\":{\"human-annotated\":\"no\"}}");
  g_assert_true (g_str_has_prefix (lines[2], "{\"Pets-1-metadata\":{\"retry-count\":1,\"failure-reason\":\""
                                             "ClientError: Line 4 "));
  g_assert_true (g_str_has_prefix (lines[3], "{\"source\":\"a text\",\"Pets-1-metadata\":{\"retry-count\":1,"));
  g_assert_true (g_str_has_suffix (lines[3], ",\"human-annotated\":\"true\"}}"));
  g_assert_null (strstr (lines[4], "failure-reason"));
  g_assert_nonnull (strstr (lines[4], "\"class-name\":\"cat\""));
}

/* The studio learns that a worker has left, also when the job was over before. */
static void
test_late_leave (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = 2 });
  g_autoptr (LwTaskQueue) queue = open_queue (self, job, "Ann");
  LwWorkerActivity *ann;

  answer_all (queue);
  advance (self, queue, 61);
  wait_status (job, LW_LABELING_JOB_STATUS_COMPLETED);
  ann = lw_labeling_job_ensure_worker (job, "Ann");
  g_assert_true (lw_worker_activity_get_active (ann));
  lw_task_queue_close (queue);
  while (lw_worker_activity_get_active (ann))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_refused_answers (Fixture       *self,
                      gconstpointer  data)
{
  static const char *const contents[] = {
    "{\"crowd-image-classifier\":{\"label\":\"unicorn\"}}",
    "{\"something-else\":{\"label\":\"cat\"}}",
    "[1,2,{\"x\":null}]",
    "null",
    "{\"crowd-image-classifier\":{\"label\":7}}",
  };
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = G_N_ELEMENTS (contents) });
  g_autoptr (LwTaskQueue) queue = open_queue (self, job, "Ann");
  g_autoptr (GPtrArray) tasks = take (queue, G_N_ELEMENTS (contents));
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_false (submit (queue, g_ptr_array_index (tasks, 0), "{not json", &error));
  g_assert_error (error, LW_JOB_ERROR, LW_JOB_ERROR_INVALID);
  for (guint i = 0; i < tasks->len; i++)
    g_assert_true (submit (queue, g_ptr_array_index (tasks, i), contents[i], NULL));
  lw_task_queue_close (queue);
  wait_status (job, LW_LABELING_JOB_STATUS_COMPLETED);
  check_counters (job, 0, G_N_ELEMENTS (contents), 0);
  lines = fixture_get_lines (self, OUTPUT);
  g_assert_nonnull (strstr (lines[0], "“unicorn” is not a label category"));
  for (guint i = 0; i < tasks->len; i++)
    {
      g_autofree char *uri = g_strdup_printf ("s3://labelwright/out/Pets-1/annotations/worker-response/iteration-1/%u/"
                                              "2023-11-14_22:13:20.json", i);
      g_autofree char *text = fixture_get (self, uri);

      g_assert_nonnull (text);
      g_assert_nonnull (strstr (text, contents[i]));
    }
}

static void
test_amend (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = 3 });
  g_autoptr (LwTaskQueue) queue = open_queue (self, job, "Ann");
  g_autoptr (GPtrArray) tasks = take (queue, 3);
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  LwTask *first = g_ptr_array_index (tasks, 0);

  answer (queue, first, "cat");
  answer (queue, first, "dog");
  g_assert_cmpuint (lw_task_queue_get_n_answered (queue), ==, 1);
  advance (self, queue, 61);
  while (lw_labeling_job_get_counters (job)->total_labeled == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (submit (queue, first, "{}", &error));
  g_assert_error (error, LW_TASK_ERROR, LW_TASK_ERROR_CONSOLIDATED);
  answer (queue, g_ptr_array_index (tasks, 1), "dog");
  answer (queue, g_ptr_array_index (tasks, 2), "dog");
  lw_task_queue_close (queue);
  wait_status (job, LW_LABELING_JOB_STATUS_COMPLETED);
  lines = fixture_get_lines (self, OUTPUT);
  g_assert_nonnull (strstr (lines[0], "\"Pets-1\":1,"));
}

static void
test_names (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job G_GNUC_UNUSED = create (self, &(JobPlan) { .n_objects = 1 });
  g_autoptr (LwLabelingJob) other = NULL;
  g_autoptr (GError) error = NULL;

  other = try_create (self, &(JobPlan) { .n_objects = 1, .name = "pETS-1" }, &error);
  g_assert_null (other);
  g_assert_error (error, LW_JOB_ERROR, LW_JOB_ERROR_IN_USE);
  g_clear_error (&error);
  other = try_create (self, &(JobPlan) { .n_objects = 1, .name = "not_a name" }, &error);
  g_assert_null (other);
  g_assert_error (error, LW_JOB_ERROR, LW_JOB_ERROR_INVALID);
}

static void
test_failing_input (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (LwLabelingJob) empty = try_create (self, &(JobPlan) { .manifest = "\n\n" }, NULL);
  g_autoptr (LwLabelingJob) labels = NULL;
  g_autoptr (LwTaskQueue) queue = NULL;
  g_autoptr (GError) error = NULL;
  const char *const one_label[] = { "cat", NULL };

  wait_status (empty, LW_LABELING_JOB_STATUS_FAILED);
  g_assert_nonnull (lw_labeling_job_get_failure_reason (empty));
  labels = try_create (self, &(JobPlan) { .name = "b", .n_objects = 3, .labels = one_label }, NULL);
  wait_status (labels, LW_LABELING_JOB_STATUS_FAILED);
  queue = try_open (self, labels, "Ann", &error);
  g_assert_error (error, LW_TASK_ERROR, LW_TASK_ERROR_JOB_ENDED);
}

static void
test_stopping_conditions (Fixture       *self,
                          gconstpointer  data)
{
  const JobPlan plans[] = {
    { .name = "count", .n_objects = 40, .max_count = 15 },
    { .name = "percent", .n_objects = 40, .max_percent = 36 },
    { .name = "both", .n_objects = 40, .max_count = 15, .max_percent = 90 },
    { .name = "all", .n_objects = 15, .max_count = 15, .max_percent = 100 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_autoptr (LwLabelingJob) job = create (self, &plans[i]);
      g_autoptr (LwTaskQueue) queue = open_queue (self, job, "Ann");

      g_assert_cmpuint (lw_task_queue_get_n_remaining (queue), ==, 15);
      g_assert_cmpuint (answer_all (queue), ==, 15);
      lw_task_queue_close (queue);
      wait_status (job, i < 3 ? LW_LABELING_JOB_STATUS_STOPPED : LW_LABELING_JOB_STATUS_COMPLETED);
      check_counters (job, 15, 0, plans[i].n_objects - 15);
    }
}

static void
test_stop (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = 20, .n_workers = 2 });
  g_autoptr (LwTaskQueue) ann = open_queue (self, job, "Ann");
  g_autoptr (LwTaskQueue) bob = open_queue (self, job, "Bob");
  g_autoptr (GPtrArray) for_ann = take (ann, 5);
  g_autoptr (GPtrArray) for_bob = take (bob, 2);
  g_autoptr (GError) error = NULL;
  g_autofree char *partial = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 4; i++)
    answer (ann, g_ptr_array_index (for_ann, i), "dog");
  for (guint i = 0; i < 2; i++)
    answer (bob, g_ptr_array_index (for_bob, i), "dog");
  stop (self, job);
  g_assert_false (submit (ann, g_ptr_array_index (for_ann, 4), "{}", &error));
  g_assert_error (error, LW_TASK_ERROR, LW_TASK_ERROR_JOB_ENDED);
  wait_status (job, LW_LABELING_JOB_STATUS_STOPPED);
  check_counters (job, 2, 0, 18);
  lines = fixture_get_lines (self, OUTPUT);
  g_assert_cmpuint (g_strv_length (lines), ==, 20);
  g_assert_cmpstr (lines[2], ==, "{\"source-ref\":\"s3://labelwright/images/2.jpg\"}");
  partial = fixture_get (self, "s3://labelwright/out/Pets-1/annotations/worker-response/iteration-1/2/"
                               "2023-11-14_22:13:20.json");
  g_assert_nonnull (partial);
  g_assert_cmpuint (lw_task_queue_get_n_remaining (ann), ==, 0);
}

static void
test_stop_at_once (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = try_create (self, &(JobPlan) { .n_objects = 2000 }, NULL);
  g_auto (GStrv) lines = NULL;

  stop (self, job);
  wait_status (job, LW_LABELING_JOB_STATUS_STOPPED);
  check_counters (job, 0, 0, 2000);
  lines = fixture_get_lines (self, OUTPUT);
  g_assert_cmpuint (g_strv_length (lines), ==, 2000);
}

/* A stopped job goes on in another from its output manifest; with another attribute all is labeled once more. */
static void
test_chain (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (LwLabelingJob) first = create (self, &(JobPlan) { .n_objects = 20, .max_count = 12 });
  g_autoptr (LwTaskQueue) queue = open_queue (self, first, "Ann");
  g_autoptr (LwLabelingJob) second = NULL;
  g_autoptr (LwLabelingJob) third = NULL;
  g_autofree char *output = NULL;
  g_auto (GStrv) before = NULL;
  g_auto (GStrv) after = NULL;

  answer_all (queue);
  g_clear_object (&queue);
  wait_status (first, LW_LABELING_JOB_STATUS_STOPPED);
  output = fixture_get (self, OUTPUT);
  before = g_strsplit (output, "\n", -1);

  second = create (self, &(JobPlan) { .name = "second", .attribute = "Pets-1", .manifest = output });
  check_counters (second, 12, 0, 8);
  queue = open_queue (self, second, "Ann");
  g_assert_cmpuint (answer_all (queue), ==, 8);
  g_clear_object (&queue);
  wait_status (second, LW_LABELING_JOB_STATUS_COMPLETED);
  after = fixture_get_lines (self, "s3://labelwright/out/second/manifests/output/output.manifest");
  for (guint i = 0; i < 12; i++)
    g_assert_cmpstr (after[i], ==, before[i]);
  for (guint i = 12; i < 20; i++)
    g_assert_nonnull (strstr (after[i], "\"job-name\":\"labeling-job/second\""));

  third = create (self, &(JobPlan) { .name = "third", .manifest = output });
  check_counters (third, 0, 0, 20);
}

/* Others' trees: the answers lie beside the manifest. */
static void
test_foreign_answers (Fixture       *self,
                      gconstpointer  data)
{
  g_autofree char *folder = lw_test_dup_cases_dir ("groundtruth/birds-first-30");
  g_autofree char *manifest = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  if (folder == NULL)
    return;
  manifest = g_build_filename (folder, "output.manifest", NULL);
  lw_job_backend_load_answers_async (LW_JOB_BACKEND (self->backend), manifest, 7, NULL, store_result_cb, &result);
  node = lw_job_backend_load_answers_finish (LW_JOB_BACKEND (self->backend), wait_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (lw_json_get_array (lw_json_node_object (node), "answers")), ==, 5);
}

static void
test_answers (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = 12 });
  g_autoptr (LwTaskQueue) queue = open_queue (self, job, "Ann");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *first;

  answer_all (queue);
  lw_task_queue_close (queue);
  wait_status (job, LW_LABELING_JOB_STATUS_COMPLETED);
  lw_job_backend_load_answers_async (LW_JOB_BACKEND (self->backend), OUTPUT, 11, NULL, store_result_cb, &result);
  node = lw_job_backend_load_answers_finish (LW_JOB_BACKEND (self->backend), wait_result (&result), &error);
  g_assert_no_error (error);
  first = json_array_get_object_element (lw_json_get_array (lw_json_node_object (node), "answers"), 0);
  g_assert_cmpstr (lw_json_get_string (first, "acceptanceTime"), ==, "2023-11-14T22:13:20.000Z");
  g_assert_cmpfloat (lw_json_get_double (first, "timeSpentInSeconds", 0), ==, 1.5);
  g_assert_true (g_str_has_prefix (lw_json_get_string (first, "workerId"), "private.us-east-1."));

  g_clear_object (&result);
  lw_job_backend_load_answers_async (LW_JOB_BACKEND (self->backend), OUTPUT, 12, NULL, store_result_cb, &result);
  g_assert_null (lw_job_backend_load_answers_finish (LW_JOB_BACKEND (self->backend), wait_result (&result), &error));
  g_assert_no_error (error);
}

static void
test_reopen (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = 25 });
  g_autoptr (LwTaskQueue) queue = open_queue (self, job, "Ann");
  g_autoptr (GPtrArray) tasks = take (queue, 12);
  GListModel *jobs;

  for (guint i = 0; i < 7; i++)
    answer (queue, g_ptr_array_index (tasks, i), "cat");
  g_clear_object (&queue);
  g_clear_object (&job);
  fixture_close (self);
  fixture_reopen (self);
  jobs = lw_job_backend_get_jobs (LW_JOB_BACKEND (self->backend));
  g_assert_cmpuint (g_list_model_get_n_items (jobs), ==, 1);
  job = g_list_model_get_item (jobs, 0);
  check_counters (job, 7, 0, 18);
  queue = open_queue (self, job, "Ann");
  g_assert_cmpuint (answer_all (queue), ==, 18);
  lw_task_queue_close (queue);
  wait_status (job, LW_LABELING_JOB_STATUS_COMPLETED);
}

static void
test_busy (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwEngineBackend) second = lw_engine_backend_open (self->workspace, self->clock, NULL, &error);

  g_assert_null (second);
  g_assert_error (error, LW_JOB_ERROR, LW_JOB_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, "test-engine-jobs"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add ("/engine/jobs/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("single-worker", test_single_worker);
  ADD ("several-workers", test_several_workers);
  ADD ("multi-label", test_multi_label);
  ADD ("mixed-manifest", test_mixed_manifest);
  ADD ("late-leave", test_late_leave);
  ADD ("refused-answers", test_refused_answers);
  ADD ("amend", test_amend);
  ADD ("names", test_names);
  ADD ("failing-input", test_failing_input);
  ADD ("stopping-conditions", test_stopping_conditions);
  ADD ("stop", test_stop);
  ADD ("stop-at-once", test_stop_at_once);
  ADD ("chain", test_chain);
  ADD ("foreign-answers", test_foreign_answers);
  ADD ("answers", test_answers);
  ADD ("reopen", test_reopen);
  ADD ("busy", test_busy);
#undef ADD
  return g_test_run ();
}
