/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A workspace in a temporary folder with a clock that the test moves, and the backend's calls as calls that wait.
 * For the test programs of this folder only. */

#pragma once

#include "lw-engine-backend.h"
#include "lw-job-control.h"
#include "lw-job-options.h"
#include "lw-json.h"
#include "lw-label-categories.h"
#include "lw-test-support.h"

#include <string.h>

#define FIXTURE_START G_GINT64_CONSTANT (1700000000000000)
#define FIXTURE_TEMPLATE "<script src=\"https://assets.crowd.aws/crowd-html-elements.js\"></script>"

typedef struct
{
  char            *folder;
  char            *workspace;
  LwClock         *clock;
  LwEngineBackend *backend;
} Fixture;

/* What a job is made of; zero is the default of each. */
typedef struct
{
  const char        *name;
  const char        *attribute;
  const char        *manifest;
  const char        *output;
  const char *const *labels;
  gboolean           multi_label;
  guint              n_objects;
  guint              n_workers;
  guint              n_open;
  gint64             time_limit;
  gint64             lifetime;
  gint64             max_count;
  gint64             max_percent;
  const char        *input;
  LwJobOptions       options;
} JobPlan;

static const char *const fixture_labels[] = { "cat", "dog", "none of “these”", NULL };

static inline void
store_result_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static inline GAsyncResult *
wait_result (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static inline void
fixture_reopen (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  self->backend = lw_engine_backend_open (self->workspace, self->clock, NULL, &error);
  g_assert_no_error (error);
}

/* Waits until all is written that can be. */
static inline void
fixture_drain (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lw_engine_backend_drain_async (self->backend, NULL, store_result_cb, &result);
  lw_engine_backend_drain_finish (self->backend, wait_result (&result), &error);
  g_assert_no_error (error);
}

static inline void
fixture_close (Fixture *self)
{
  fixture_drain (self);
  lw_engine_backend_close (self->backend);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  /* A thread of GTask may still be letting go of it. */
  while (g_atomic_int_get (&G_OBJECT (self->backend)->ref_count) > 1)
    g_thread_yield ();
  g_assert_finalize_object (self->backend);
  self->backend = NULL;
}

static inline void
fixture_set_up (Fixture       *self,
                gconstpointer  data)
{
  self->folder = lw_test_dup_temp_dir ();
  self->workspace = g_build_filename (self->folder, "workspace", NULL);
  self->clock = lw_clock_new_manual (FIXTURE_START);
  fixture_reopen (self);
}

static inline void
fixture_tear_down (Fixture       *self,
                   gconstpointer  data)
{
  if (self->backend != NULL)
    fixture_close (self);
  lw_clock_unref (self->clock);
  lw_test_remove_tree (self->folder);
  g_free (self->workspace);
  g_free (self->folder);
}

static inline void
fixture_put (Fixture    *self,
             const char *uri,
             const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  lw_object_store_put (lw_job_backend_get_store (LW_JOB_BACKEND (self->backend)), uri, bytes, NULL, &error);
  g_assert_no_error (error);
}

/* The text of an object, or NULL when there is none. */
static inline char *
fixture_get (Fixture    *self,
             const char *uri)
{
  g_autoptr (GBytes) bytes = lw_object_store_get (lw_job_backend_get_store (LW_JOB_BACKEND (self->backend)), uri, 0,
                                                  -1, NULL, NULL, NULL);

  return bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
}

static inline char **
fixture_get_lines (Fixture    *self,
                   const char *uri)
{
  g_autofree char *text = fixture_get (self, uri);

  g_assert_nonnull (text);
  g_assert_true (g_str_has_suffix (text, "\n"));
  text[strlen (text) - 1] = '\0';
  return g_strsplit (text, "\n", -1);
}

static inline char *
make_manifest (guint n_objects)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_objects; i++)
    g_string_append_printf (text, "{\"source-ref\":\"s3://labelwright/images/%u.jpg\"}\n", i);
  return g_string_free (text, FALSE);
}

static inline LwLabelingJobRequest *
plan_request (Fixture       *self,
              const JobPlan *plan)
{
  LwLabelingJobRequest *request = lw_labeling_job_request_new ();
  const char *name = plan->name != NULL ? plan->name : "Pets-1";
  LwTaskType type = plan->multi_label ? LW_TASK_TYPE_IMAGE_CLASSIFICATION_MULTI_LABEL
                                      : LW_TASK_TYPE_IMAGE_CLASSIFICATION;
  const char *const keywords[] = { "Images", NULL };
  g_autoptr (LwLabelCategories) categories =
    lw_label_categories_new (plan->labels != NULL ? plan->labels : fixture_labels);
  g_autofree char *made = plan->manifest == NULL ? make_manifest (plan->n_objects) : NULL;
  g_autofree char *labels = lw_label_categories_to_json (categories);

  fixture_put (self, "s3://labelwright/in/data.manifest", made != NULL ? made : plan->manifest);
  fixture_put (self, "s3://labelwright/in/labels.json", labels);
  fixture_put (self, "s3://labelwright/in/template.liquid", FIXTURE_TEMPLATE);

#define SET(field, value) lw_labeling_job_request_set_string (request, LW_REQUEST_ ## field, value)
#define SET_INT(field, value) lw_labeling_job_request_set_int (request, LW_REQUEST_ ## field, value)
  SET (LABELING_JOB_NAME, name);
  SET (LABEL_ATTRIBUTE_NAME, plan->attribute != NULL ? plan->attribute : name);
  SET (MANIFEST_S3_URI, "s3://labelwright/in/data.manifest");
  SET (S3_OUTPUT_PATH, plan->output != NULL ? plan->output : "s3://labelwright/out");
  SET (ROLE_ARN, "arn:aws:iam::000000000000:role/Labelwright");
  SET (LABEL_CATEGORY_CONFIG_S3_URI, "s3://labelwright/in/labels.json");
  SET (WORKTEAM_ARN, "arn:aws:sagemaker:us-east-1:000000000000:workteam/private-crowd/this-computer");
  SET (UI_TEMPLATE_S3_URI, "s3://labelwright/in/template.liquid");
  SET (TASK_TITLE, "Which pet?");
  SET (TASK_DESCRIPTION, "Choose one.");
  lw_labeling_job_request_set_strings (request, LW_REQUEST_TASK_KEYWORDS, keywords);
  SET_INT (NUMBER_OF_HUMAN_WORKERS_PER_DATA_OBJECT, MAX (plan->n_workers, 1));
  SET_INT (TASK_TIME_LIMIT_IN_SECONDS, plan->time_limit > 0 ? plan->time_limit : 300);
  SET_INT (TASK_AVAILABILITY_LIFETIME_IN_SECONDS, plan->lifetime > 0 ? plan->lifetime : 864000);
  if (plan->n_open > 0)
    SET_INT (MAX_CONCURRENT_TASK_COUNT, plan->n_open);
  if (plan->max_count > 0)
    SET_INT (MAX_HUMAN_LABELED_OBJECT_COUNT, plan->max_count);
  if (plan->max_percent > 0)
    SET_INT (MAX_PERCENTAGE_OF_INPUT_DATASET_LABELED, plan->max_percent);
  if (plan->input != NULL)
    SET (MANIFEST_S3_URI, plan->input);
#undef SET
#undef SET_INT
  lw_job_options_write (&plan->options, request);
  lw_labeling_job_request_set_task_type (request, "us-east-1", type);
  return request;
}

static inline LwLabelingJob *
try_create (Fixture        *self,
            const JobPlan  *plan,
            GError        **error)
{
  g_autoptr (LwLabelingJobRequest) request = plan_request (self, plan);
  g_autoptr (GAsyncResult) result = NULL;

  lw_job_backend_create_async (LW_JOB_BACKEND (self->backend), request, NULL, store_result_cb, &result);
  return lw_job_backend_create_finish (LW_JOB_BACKEND (self->backend), wait_result (&result), error);
}

static inline void
wait_status (LwLabelingJob       *job,
             LwLabelingJobStatus  status)
{
  while (lw_labeling_job_get_status (job) != status)
    {
      g_assert_false (lw_labeling_job_status_is_final (lw_labeling_job_get_status (job)));
      g_main_context_iteration (NULL, TRUE);
    }
}

/* A job that is in progress. */
static inline LwLabelingJob *
create (Fixture       *self,
        const JobPlan *plan)
{
  g_autoptr (GError) error = NULL;
  LwLabelingJob *job = try_create (self, plan, &error);

  g_assert_no_error (error);
  wait_status (job, LW_LABELING_JOB_STATUS_IN_PROGRESS);
  return job;
}

static inline LwTaskQueue *
try_open (Fixture        *self,
          LwLabelingJob  *job,
          const char     *worker,
          GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  lw_job_backend_open_tasks_async (LW_JOB_BACKEND (self->backend), job, worker, NULL, store_result_cb, &result);
  return lw_job_backend_open_tasks_finish (LW_JOB_BACKEND (self->backend), wait_result (&result), error);
}

static inline LwTaskQueue *
open_queue (Fixture       *self,
            LwLabelingJob *job,
            const char    *worker)
{
  g_autoptr (GError) error = NULL;
  LwTaskQueue *queue = try_open (self, job, worker, &error);

  g_assert_no_error (error);
  return queue;
}

static inline GPtrArray *
take (LwTaskQueue *queue,
      guint        n_tasks)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *tasks;

  lw_task_queue_take_async (queue, n_tasks, NULL, store_result_cb, &result);
  tasks = lw_task_queue_take_finish (queue, wait_result (&result), &error);
  g_assert_no_error (error);
  return tasks;
}

static inline gboolean
submit (LwTaskQueue  *queue,
        LwTask       *task,
        const char   *content,
        GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  lw_task_queue_submit_async (queue, task, content, 1.5, NULL, store_result_cb, &result);
  return lw_task_queue_submit_finish (queue, wait_result (&result), error);
}

static inline char *
make_answer (const char *label)
{
  g_autofree char *quoted = lw_json_quote (label);

  return g_strdup_printf ("{\"crowd-image-classifier\":{\"label\":%s}}", quoted);
}

static inline void
answer (LwTaskQueue *queue,
        LwTask      *task,
        const char  *label)
{
  g_autofree char *content = make_answer (label);
  g_autoptr (GError) error = NULL;

  submit (queue, task, content, &error);
  g_assert_no_error (error);
}

static inline void
decline (LwTaskQueue *queue,
         LwTask      *task)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lw_task_queue_decline_async (queue, task, "blurred", NULL, store_result_cb, &result);
  lw_task_queue_decline_finish (queue, wait_result (&result), &error);
  g_assert_no_error (error);
}

static inline void
stop (Fixture       *self,
      LwLabelingJob *job)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lw_job_backend_stop_async (LW_JOB_BACKEND (self->backend), job, NULL, store_result_cb, &result);
  lw_job_backend_stop_finish (LW_JOB_BACKEND (self->backend), wait_result (&result), &error);
  g_assert_no_error (error);
}

/* Moves the clock, and comes back when the engine has seen it: its calls are done in order. */
static inline void
advance (Fixture     *self,
         LwTaskQueue *queue,
         gint64       seconds)
{
  lw_clock_advance (self->clock, seconds * G_USEC_PER_SEC);
  lw_engine_backend_wake (self->backend);
  if (queue != NULL)
    g_ptr_array_unref (take (queue, 0));
}

/* Answers whatever the worker gets, object i with label i modulo 2; returns how many. */
static inline guint
answer_all (LwTaskQueue *queue)
{
  guint n = 0;

  for (;;)
    {
      g_autoptr (GPtrArray) tasks = take (queue, 4);

      if (tasks->len == 0)
        return n;
      for (guint i = 0; i < tasks->len; i++, n++)
        {
          LwTask *task = g_ptr_array_index (tasks, i);

          answer (queue, task, fixture_labels[lw_task_get_data_object_id (task) % 2]);
        }
    }
}

/* What a change of a running job answers; -1 with @error set. */
static inline gint64
change (Fixture           *self,
        LwLabelingJob     *job,
        const LwJobChange *wanted,
        GError           **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  lw_job_control_change_async (LW_JOB_CONTROL (self->backend), job, wanted, NULL, store_result_cb, &result);
  return lw_job_control_change_finish (LW_JOB_CONTROL (self->backend), wait_result (&result), error);
}

static inline LwObjectStory *
load_story (Fixture       *self,
            LwLabelingJob *job,
            const char    *object)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  LwObjectStory *story;

  lw_job_control_load_story_async (LW_JOB_CONTROL (self->backend), job, object, NULL, store_result_cb, &result);
  story = lw_job_control_load_story_finish (LW_JOB_CONTROL (self->backend), wait_result (&result), &error);
  g_assert_no_error (error);
  return story;
}

static inline GPtrArray *
load_events (Fixture       *self,
             LwLabelingJob *job)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *events;

  lw_job_control_load_events_async (LW_JOB_CONTROL (self->backend), job, 0, G_MAXINT, NULL, store_result_cb, &result);
  events = lw_job_control_load_events_finish (LW_JOB_CONTROL (self->backend), wait_result (&result), &error);
  g_assert_no_error (error);
  return events;
}

static inline guint
count_events (Fixture        *self,
              LwLabelingJob  *job,
              LwJobEventKind  kind)
{
  g_autoptr (GPtrArray) events = load_events (self, job);
  guint n = 0;

  for (guint i = 0; i < events->len; i++)
    n += lw_job_event_get_kind (g_ptr_array_index (events, i)) == kind;
  return n;
}
