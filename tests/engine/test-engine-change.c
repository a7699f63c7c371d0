/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What people change in a labeling job while it runs, and what it tells them. */

#include "config.h"

#include "lw-engine-fixture.h"

#define OUTPUT "s3://labelwright/out/Pets-1/manifests/output/output.manifest"

static gint64
try_change (Fixture         *self,
            LwLabelingJob   *job,
            LwJobChangeKind  kind,
            const char      *worker,
            double           number)
{
  g_autoptr (GError) error = NULL;
  gint64 n = change (self, job, &(LwJobChange) { kind, worker, number, NULL }, &error);

  g_assert_no_error (error);
  return n;
}

static void
answer_as (LwTaskQueue *queue,
           const char  *label)
{
  for (;;)
    {
      g_autoptr (GPtrArray) tasks = take (queue, 100);

      if (tasks->len == 0)
        return;
      for (guint i = 0; i < tasks->len; i++)
        answer (queue, g_ptr_array_index (tasks, i), label);
    }
}

static void
test_pause (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = 4 });
  g_autoptr (LwTaskQueue) ann = open_queue (self, job, "Ann");
  g_autoptr (LwTaskQueue) bob = open_queue (self, job, "Bob");
  g_autoptr (GPtrArray) held = take (ann, 2);
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (held->len, ==, 2);
  g_assert_cmpint (try_change (self, job, LW_JOB_CHANGE_PAUSE_WORKER, "Ann", 0), ==, 1);
  g_assert_cmpint (try_change (self, job, LW_JOB_CHANGE_PAUSE_WORKER, "Ann", 0), ==, 0);
  none = take (ann, 2);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_false (submit (ann, g_ptr_array_index (held, 0), "{}", &error));
  g_assert_error (error, LW_TASK_ERROR, LW_TASK_ERROR_EXPIRED);
  /* What Ann had goes to others. */
  all = take (bob, 10);
  g_assert_cmpuint (all->len, ==, 4);
  g_assert_cmpint (try_change (self, job, LW_JOB_CHANGE_RESUME_WORKER, "Ann", 0), ==, 1);
  lw_task_queue_close (bob);
  again = take (ann, 10);
  g_assert_cmpuint (again->len, ==, 4);
  g_assert_cmpuint (count_events (self, job, LW_JOB_EVENT_PAUSED), ==, 1);
  g_assert_cmpuint (count_events (self, job, LW_JOB_EVENT_RESUMED), ==, 1);
  g_assert_cmpuint (count_events (self, job, LW_JOB_EVENT_RELEASED), ==, 6);
  g_assert_cmpint (change (self, job, &(LwJobChange) { LW_JOB_CHANGE_PAUSE_WORKER, "Nobody", 0, NULL }, NULL), ==, -1);
}

static void
test_workers (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = 6, .n_workers = 2 });
  g_autoptr (LwTaskQueue) ann = open_queue (self, job, "Ann");
  g_autoptr (LwTaskQueue) bob = open_queue (self, job, "Bob");
  g_autoptr (LwTaskQueue) cem = open_queue (self, job, "Cem");
  g_autoptr (GPtrArray) none = NULL;

  answer_as (ann, "cat");
  answer_as (bob, "cat");
  none = take (cem, 1);
  g_assert_cmpuint (none->len, ==, 0);
  /* All six wait for consolidation: they are open again. */
  g_assert_cmpint (try_change (self, job, LW_JOB_CHANGE_WORKERS_PER_OBJECT, NULL, 3), ==, 6);
  g_assert_cmpuint (lw_labeling_job_get_workers_per_object (job), ==, 3);
  {
    g_autoptr (GPtrArray) tasks = take (cem, 2);

    g_assert_cmpuint (tasks->len, ==, 2);
    answer (cem, g_ptr_array_index (tasks, 0), "cat");
    answer (cem, g_ptr_array_index (tasks, 1), "cat");
  }
  /* The other four have enough answers for two. */
  g_assert_cmpint (try_change (self, job, LW_JOB_CHANGE_WORKERS_PER_OBJECT, NULL, 2), ==, 4);
  lw_task_queue_close (ann);
  lw_task_queue_close (bob);
  lw_task_queue_close (cem);
  wait_status (job, LW_LABELING_JOB_STATUS_COMPLETED);
  g_assert_cmpint (change (self, job, &(LwJobChange) { LW_JOB_CHANGE_WORKERS_PER_OBJECT, NULL, 3, NULL }, NULL), ==,
                   -1);
}

static void
test_drop (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = 30, .n_workers = 2 });
  g_autoptr (LwTaskQueue) ann = open_queue (self, job, "Ann");
  g_autoptr (LwTaskQueue) bob = open_queue (self, job, "Bob");
  g_autoptr (LwTaskQueue) cem = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (LwObjectStory) story = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GPtrArray) a = take (ann, 1);
      g_autoptr (GPtrArray) b = take (bob, 1);

      answer (ann, g_ptr_array_index (a, 0), "cat");
      answer (bob, g_ptr_array_index (b, 0), "dog");
    }
  /* Some have their label, some wait, some are open. */
  advance (self, ann, 61);
  fixture_drain (self);
  g_assert_cmpuint (lw_labeling_job_get_counters (job)->total_labeled, >, 0);
  g_assert_cmpint (try_change (self, job, LW_JOB_CHANGE_DROP_ANSWERS, "Bob", 0), ==, 20);
  g_assert_cmpuint (lw_labeling_job_get_counters (job)->total_labeled, ==, 0);
  g_assert_cmpuint (lw_labeling_job_get_counters (job)->unlabeled, ==, 30);
  /* Bob is not asked about those again, others are. */
  answer_as (bob, "dog");
  answer_as (ann, "cat");
  none = take (bob, 1);
  g_assert_cmpuint (none->len, ==, 0);
  cem = open_queue (self, job, "Cem");
  answer_as (cem, "cat");
  lw_task_queue_close (ann);
  lw_task_queue_close (bob);
  lw_task_queue_close (cem);
  wait_status (job, LW_LABELING_JOB_STATUS_COMPLETED);
  lines = fixture_get_lines (self, OUTPUT);
  g_assert_cmpuint (g_strv_length (lines), ==, 30);
  g_assert_nonnull (strstr (lines[0], "\"class-name\":\"cat\""));
  story = load_story (self, job, "0");
  g_assert_cmpuint (story->turns->len, ==, 3);
  g_assert_cmpint (((LwStoryTurn *) story->turns->pdata[1])->outcome, ==, LW_STORY_DROPPED);
  g_assert_cmpstr (((LwStoryTurn *) story->turns->pdata[2])->worker, ==, "Cem");
}

static void
test_drop_same (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = 3 });
  g_autoptr (LwTaskQueue) ann = open_queue (self, job, "Ann");
  g_autoptr (GPtrArray) tasks = take (ann, 2);

  answer (ann, g_ptr_array_index (tasks, 0), "cat");
  answer (ann, g_ptr_array_index (tasks, 1), "cat");
  g_assert_cmpint (try_change (self, job, LW_JOB_CHANGE_DROP_ANSWERS, "Ann", 1), ==, 2);
  g_assert_cmpuint (answer_all (ann), ==, 3);
  lw_task_queue_close (ann);
  wait_status (job, LW_LABELING_JOB_STATUS_COMPLETED);
}

/* Two who agree are certain enough; where they do not, a third is asked. */
static void
test_stop_early (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job =
    create (self, &(JobPlan) { .n_objects = 8, .n_workers = 5, .options = { .stop_confidence = 0.85 } });
  g_autoptr (LwTaskQueue) ann = open_queue (self, job, "Ann");
  g_autoptr (LwTaskQueue) bob = open_queue (self, job, "Bob");
  g_autoptr (LwTaskQueue) cem = open_queue (self, job, "Cem");
  g_autoptr (GPtrArray) tasks = NULL;

  answer_as (ann, "cat");
  tasks = take (bob, 8);
  g_assert_cmpuint (tasks->len, ==, 8);
  for (guint i = 0; i < 8; i++)
    answer (bob, g_ptr_array_index (tasks, i), i < 6 ? "cat" : "dog");
  g_ptr_array_unref (tasks);
  tasks = take (cem, 8);
  g_assert_cmpuint (tasks->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    answer (cem, g_ptr_array_index (tasks, i), "dog");
  {
    g_autoptr (LwTaskQueue) dan = open_queue (self, job, "Dan");

    answer_as (dan, "dog");
    lw_task_queue_close (dan);
  }
  lw_task_queue_close (ann);
  lw_task_queue_close (bob);
  lw_task_queue_close (cem);
  wait_status (job, LW_LABELING_JOB_STATUS_COMPLETED);
  g_assert_cmpuint (lw_labeling_job_get_answers_saved (job), ==, 6 * 3 + 2);
}

static void
test_gold (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (GString) manifest = g_string_new (NULL);
  g_autoptr (LwLabelingJob) job = NULL;
  g_autoptr (LwTaskQueue) ann = NULL;
  LwWorkerActivity *worker;
  guint64 n_right;

  for (guint i = 0; i < 6; i++)
    g_string_append_printf (manifest, "{\"source-ref\":\"s3://labelwright/%u.jpg\"%s}\n", i,
                            i == 0 ? ",\"truth\":\"cat\"" : i == 1 ? ",\"truth\":1" : i == 2 ? ",\"truth\":9" : "");
  job = create (self, &(JobPlan) { .manifest = manifest->str, .options = { .gold_attribute = (char *) "truth" } });
  ann = open_queue (self, job, "Ann");
  answer_as (ann, "cat");
  lw_task_queue_close (ann);
  wait_status (job, LW_LABELING_JOB_STATUS_COMPLETED);
  worker = lw_labeling_job_ensure_worker (job, "Ann");
  g_assert_cmpuint (lw_worker_activity_get_gold (worker, &n_right), ==, 2);
  g_assert_cmpuint (n_right, ==, 1);
  /* What is known can be told later too. */
  g_assert_cmpint (change (self, job, &(LwJobChange) { LW_JOB_CHANGE_GOLD, NULL, 0, "{\"4\":\"cat\",\"1\":[]}" }, NULL),
                   ==, 2);
  fixture_drain (self);
  g_assert_cmpuint (lw_worker_activity_get_gold (worker, &n_right), ==, 2);
  g_assert_cmpuint (n_right, ==, 2);
  g_assert_cmpint (change (self, job,
                           &(LwJobChange) { LW_JOB_CHANGE_GOLD, NULL, 0, "{\"99\":\"cat\"}" }, NULL), ==, -1);
  g_assert_cmpint (change (self, job, &(LwJobChange) { LW_JOB_CHANGE_GOLD, NULL, 0, "[" }, NULL), ==, -1);
}

static void
test_story (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = 2, .n_workers = 2, .time_limit = 60 });
  g_autoptr (LwTaskQueue) ann = open_queue (self, job, "Ann");
  g_autoptr (LwTaskQueue) bob = open_queue (self, job, "Bob");
  g_autoptr (LwTaskQueue) cem = open_queue (self, job, "Cem");
  g_autoptr (GPtrArray) first = take (ann, 1);
  g_autoptr (GPtrArray) other = NULL;
  g_autoptr (GPtrArray) second = NULL;
  g_autoptr (GPtrArray) third = NULL;
  g_autoptr (LwObjectStory) story = NULL;
  LwStoryTurn *turn;

  advance (self, ann, 61);
  second = take (bob, 1);
  decline (bob, g_ptr_array_index (second, 0));
  /* What is new comes before what comes back. */
  other = take (ann, 1);
  answer (ann, g_ptr_array_index (other, 0), "cat");
  g_ptr_array_unref (first);
  first = take (ann, 1);
  answer (ann, g_ptr_array_index (first, 0), "cat");
  third = take (cem, 1);
  g_assert_true (submit (cem, g_ptr_array_index (third, 0), "{\"crowd-image-classifier\":{\"label\":\"cow\"}}",
                         NULL));
  advance (self, ann, 61);
  fixture_drain (self);
  story = load_story (self, job, "0.jpg");
  g_assert_cmpuint (story->line, ==, 0);
  g_assert_cmpstr (story->state, ==, "labeled");
  g_assert_cmpstr (story->labels, ==, "cat");
  g_assert_cmpuint (story->batch_size, ==, 1);
  g_assert_cmpuint (story->turns->len, ==, 4);
  turn = g_ptr_array_index (story->turns, 0);
  g_assert_cmpint (turn->outcome, ==, LW_STORY_EXPIRED);
  g_assert_cmpint (turn->ended - turn->shown, ==, 61 * G_USEC_PER_SEC);
  turn = g_ptr_array_index (story->turns, 1);
  g_assert_cmpint (turn->outcome, ==, LW_STORY_DECLINED);
  g_assert_cmpstr (turn->content, ==, "blurred");
  turn = g_ptr_array_index (story->turns, 2);
  g_assert_cmpstr (turn->labels, ==, "cat");
  g_assert_cmpstr (turn->worker, ==, "Ann");
  turn = g_ptr_array_index (story->turns, 3);
  g_assert_null (turn->labels);
  g_assert_nonnull (turn->refused);
  g_assert_cmpuint (count_events (self, job, LW_JOB_EVENT_REFUSED), ==, 1);
  lw_task_queue_close (ann);
  lw_task_queue_close (bob);
  lw_task_queue_close (cem);
}

static LwReconsolidation *
reconsolidate (Fixture       *self,
               LwLabelingJob *job,
               const char    *method,
               GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  lw_job_control_reconsolidate_async (LW_JOB_CONTROL (self->backend), job, method, NULL, NULL, NULL, store_result_cb,
                                      &result);
  return lw_job_control_reconsolidate_finish (LW_JOB_CONTROL (self->backend), wait_result (&result), error);
}

static char *
keep (Fixture           *self,
      LwLabelingJob     *job,
      LwReconsolidation *made)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *uri;

  lw_job_control_keep_async (LW_JOB_CONTROL (self->backend), job, made, NULL, NULL, store_result_cb, &result);
  uri = lw_job_control_keep_finish (LW_JOB_CONTROL (self->backend), wait_result (&result), &error);
  g_assert_no_error (error);
  return uri;
}

/* Three who are often right and two who always say the same. */
static LwLabelingJob *
make_doubtful_job (Fixture *self)
{
  static const char *const names[] = { "Ann", "Bob", "Cem", "Dan", "Eve" };
  LwLabelingJob *job = create (self, &(JobPlan) { .n_objects = 60, .n_workers = 5, .n_open = 100 });

  for (guint w = 0; w < G_N_ELEMENTS (names); w++)
    {
      g_autoptr (LwTaskQueue) queue = open_queue (self, job, names[w]);
      gboolean more = TRUE;

      while (more)
        {
          g_autoptr (GPtrArray) tasks = take (queue, 20);

          more = tasks->len > 0;
          for (guint i = 0; i < tasks->len; i++)
            {
              LwTask *task = g_ptr_array_index (tasks, i);
              guint64 line = lw_task_get_data_object_id (task);

              answer (queue, task, fixture_labels[w >= 3 ? 0 : (line + (line % 7 == w)) % 2]);
            }
        }
      lw_task_queue_close (queue);
    }
  fixture_drain (self);
  wait_status (job, LW_LABELING_JOB_STATUS_COMPLETED);
  return job;
}

static void
test_reconsolidate (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = make_doubtful_job (self);
  g_autoptr (LwReconsolidation) same = NULL;
  g_autoptr (LwReconsolidation) other = NULL;
  g_autoptr (LwReconsolidation) none = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = fixture_get (self, OUTPUT);
  g_autofree char *after = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *again = NULL;
  g_autofree char *chosen = NULL;
  g_auto (GStrv) lines = NULL;
  LwLabelChange *changed;

  same = reconsolidate (self, job, "groundtruth", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (same->n_answers, ==, 300);
  g_assert_cmpuint (same->changes->len, ==, 0);
  other = reconsolidate (self, job, "majority", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (other->n_objects, ==, 60);
  g_assert_cmpuint (other->changes->len, >, 0);
  changed = g_ptr_array_index (other->changes, 0);
  g_assert_true (g_str_has_prefix (changed->why, "Ann ("));
  g_assert_nonnull (strstr (changed->why, "%): "));
  g_assert_nonnull (strstr (changed->why, " → "));
  g_test_message ("%s", changed->why);
  uri = keep (self, job, other);
  again = keep (self, job, other);
  g_assert_cmpstr (uri, !=, again);
  fixture_drain (self);
  chosen = lw_labeling_job_dup_result_uri (job);
  g_assert_cmpstr (chosen, ==, again);
  lines = fixture_get_lines (self, uri);
  g_assert_cmpuint (g_strv_length (lines), ==, 60);
  for (guint i = 0; i < other->changes->len; i++)
    {
      g_autofree char *expected = NULL;

      changed = g_ptr_array_index (other->changes, i);
      expected = g_strdup_printf ("\"class-name\":\"%s\"", changed->new_labels);
      g_assert_nonnull (strstr (lines[changed->line], expected));
      g_assert_cmpstr (changed->new_labels, !=, changed->old_labels);
    }
  after = fixture_get (self, OUTPUT);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (change (self, job, &(LwJobChange) { LW_JOB_CHANGE_MANIFEST, NULL, 0, NULL }, NULL), ==, 1);
  fixture_drain (self);
  g_free (chosen);
  chosen = lw_labeling_job_dup_result_uri (job);
  g_assert_cmpstr (chosen, ==, OUTPUT);
  none = reconsolidate (self, job, "guess", &error);
  g_assert_error (error, LW_JOB_ERROR, LW_JOB_ERROR_INVALID);
}

/* What was changed holds after a restart. */
static void
test_restart (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = 5, .n_workers = 2 });
  g_autoptr (LwTaskQueue) ann = open_queue (self, job, "Ann");
  guint64 last;

  answer_as (ann, "cat");
  try_change (self, job, LW_JOB_CHANGE_WORKERS_PER_OBJECT, NULL, 4);
  try_change (self, job, LW_JOB_CHANGE_STOP_CONFIDENCE, NULL, 0.97);
  try_change (self, job, LW_JOB_CHANGE_PAUSE_WORKER, "Ann", 0);
  fixture_drain (self);
  last = lw_labeling_job_get_last_event (job);
  g_clear_object (&ann);
  g_clear_object (&job);
  fixture_close (self);
  fixture_reopen (self);
  job = lw_job_backend_find_job (LW_JOB_BACKEND (self->backend), "pets-1");
  g_assert_cmpuint (lw_labeling_job_get_workers_per_object (job), ==, 4);
  g_assert_cmpfloat (lw_labeling_job_get_stop_confidence (job), ==, 0.97);
  g_assert_true (lw_worker_activity_get_paused (lw_labeling_job_ensure_worker (job, "Ann")));
  g_assert_cmpuint (lw_labeling_job_get_last_event (job), ==, last);
}

/* Answers are any JSON: kept as they came, and not counted when they say nothing. */
static void
test_odd_answers (Fixture       *self,
                  gconstpointer  data)
{
  g_autofree char *big = g_strnfill (3 * 1024 * 1024, 'x');
  g_autofree char *huge = g_strdup_printf ("{\"crowd-image-classifier\":{\"label\":\"cat\"},\"x\":\"%s\"}", big);
  g_autofree char *open = g_strnfill (5000, '[');
  g_autofree char *close = g_strnfill (5000, ']');
  g_autofree char *deep = g_strdup_printf ("{\"crowd-image-classifier\":%s{\"a\":[1,{}]}%s}", open, close);
  const char *const contents[] = { huge, deep, "[]", " \"cat\" ", "-1.5e3", "{\"crowd-image-classifier\":[]}",
                                   "{\"crowd-image-classifier\":{\"label\":{\"label\":\"cat\"}}}" };
  const char *const refused[] = { "", "{", "[1,]", "{\"a\":}", "{\"a\" 1}", "nul", "1 2", "\"\xff\"", "[[1]" };
  g_autoptr (LwLabelingJob) job = create (self, &(JobPlan) { .n_objects = G_N_ELEMENTS (contents) + 1 });
  g_autoptr (LwTaskQueue) ann = open_queue (self, job, "Ann");
  g_autoptr (GPtrArray) tasks = take (ann, 20);

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (submit (ann, g_ptr_array_index (tasks, 0), refused[i], &error));
      g_assert_error (error, LW_JOB_ERROR, LW_JOB_ERROR_INVALID);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    g_assert_true (submit (ann, g_ptr_array_index (tasks, i), contents[i], NULL));
  answer (ann, g_ptr_array_index (tasks, G_N_ELEMENTS (contents)), "cat");
  lw_task_queue_close (ann);
  wait_status (job, LW_LABELING_JOB_STATUS_COMPLETED);
  g_assert_cmpuint (lw_labeling_job_get_counters (job)->failed_non_retryable_error, ==, G_N_ELEMENTS (contents));
  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autofree char *number = g_strdup_printf ("%zu", i);
      g_autoptr (LwObjectStory) story = load_story (self, job, number);
      const LwStoryTurn *turn = g_ptr_array_index (story->turns, 0);

      g_assert_cmpstr (turn->content, ==, contents[i]);
      g_assert_nonnull (turn->refused);
      g_assert_cmpstr (story->state, ==, "failed");
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add ("/engine/change/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("pause", test_pause);
  ADD ("workers", test_workers);
  ADD ("drop", test_drop);
  ADD ("drop-same", test_drop_same);
  ADD ("stop-early", test_stop_early);
  ADD ("gold", test_gold);
  ADD ("story", test_story);
  ADD ("reconsolidate", test_reconsolidate);
  ADD ("restart", test_restart);
  ADD ("odd-answers", test_odd_answers);
#undef ADD
  return g_test_run ();
}
