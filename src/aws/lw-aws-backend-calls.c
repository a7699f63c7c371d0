/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The calls of LwJobBackend that ask the service. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-aws-backend.h"
#include "lw-aws-backend-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lw-aws-error.h"
#include "lw-json.h"

/* How far to look for a data object's answers. */
#define MAX_ITERATIONS 50

/* Hands an error over as the interface has it: what it has codes for becomes one of these. */
void
lw_aws_propagate_error (GError **target,
                        GError  *error)
{
  static const struct
  {
    LwAwsError from;
    LwJobError to;
  } codes[] = {
    { LW_AWS_ERROR_IN_USE, LW_JOB_ERROR_IN_USE },
    { LW_AWS_ERROR_NOT_FOUND, LW_JOB_ERROR_NOT_FOUND },
    { LW_AWS_ERROR_INVALID, LW_JOB_ERROR_INVALID },
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, LW_AWS_ERROR, (int) codes[i].from))
      {
        g_set_error_literal (target, LW_JOB_ERROR, (int) codes[i].to, error->message);
        g_error_free (error);
        return;
      }
  g_propagate_error (target, error);
}

static void
fail_task (GTask  *task,
           GError *error)
{
  GError *translated = NULL;

  lw_aws_propagate_error (&translated, error);
  g_task_return_error (task, translated);
}

static void
described_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = lw_sagemaker_client_call_finish (LW_SAGEMAKER_CLIENT (source), result, &error);
  LwLabelingJob *job = NULL;

  if (answer != NULL)
    job = lw_aws_backend_keep_job (g_task_get_source_object (task), json_node_get_object (answer), &error);
  if (job != NULL)
    g_task_return_pointer (task, job, g_object_unref);
  else
    fail_task (task, g_steal_pointer (&error));
}

/* Ends a task with the job of this name as it is now. */
static void
describe (GTask      *task,
          const char *name)
{
  LwAwsBackend *self = g_task_get_source_object (task);
  g_autoptr (JsonObject) input = json_object_new ();

  json_object_set_string_member (input, "LabelingJobName", name);
  lw_sagemaker_client_call_async (lw_aws_backend_get_client (self), "DescribeLabelingJob", input,
                                  g_task_get_cancellable (task), described_cb, g_object_ref (task));
}

/**
 * lw_aws_backend_load_async:
 * @self: a backend
 * @name: a labeling job name
 * @cancellable: (nullable): ends the call
 * @callback: called when the job is there
 * @user_data: for @callback
 *
 * Asks for one job.
 */
void
lw_aws_backend_load_async (LwAwsBackend        *self,
                           const char          *name,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LW_IS_AWS_BACKEND (self) && name != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lw_aws_backend_load_async);
  describe (task, name);
}

/**
 * lw_aws_backend_load_finish:
 * @self: a backend
 * @result: as given to the callback
 * @error: %LW_JOB_ERROR_NOT_FOUND, %LW_AWS_ERROR
 *
 * Returns: (transfer full) (nullable): the job, which is in the list now
 */
LwLabelingJob *
lw_aws_backend_load_finish (LwAwsBackend  *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
created_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = lw_sagemaker_client_call_finish (LW_SAGEMAKER_CLIENT (source), result, &error);

  if (answer != NULL)
    describe (task, g_task_get_task_data (task));
  else
    fail_task (task, g_steal_pointer (&error));
}

static void
lw_aws_backend_create_async (LwJobBackend               *backend,
                             const LwLabelingJobRequest *request,
                             GCancellable               *cancellable,
                             GAsyncReadyCallback         callback,
                             gpointer                    user_data)
{
  g_autoptr (GTask) task = g_task_new (backend, cancellable, callback, user_data);

  g_task_set_source_tag (task, lw_aws_backend_create_async);
  g_task_set_task_data (task, g_strdup (lw_labeling_job_request_get_string (request, LW_REQUEST_LABELING_JOB_NAME)),
                        g_free);
  lw_sagemaker_client_call_async (lw_aws_backend_get_client (LW_AWS_BACKEND (backend)), "CreateLabelingJob",
                                  lw_labeling_job_request_get_object (request), cancellable, created_cb,
                                  g_object_ref (task));
}

static LwLabelingJob *
lw_aws_backend_create_finish (LwJobBackend  *backend,
                              GAsyncResult  *result,
                              GError       **error)
{
  return lw_aws_backend_load_finish (LW_AWS_BACKEND (backend), result, error);
}

static void
lw_aws_backend_stop_async (LwJobBackend        *backend,
                           LwLabelingJob       *job,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (backend, cancellable, callback, user_data);
  g_autoptr (JsonObject) input = json_object_new ();

  g_task_set_source_tag (task, lw_aws_backend_stop_async);
  g_task_set_task_data (task, g_strdup (lw_labeling_job_get_name (job)), g_free);
  json_object_set_string_member (input, "LabelingJobName", lw_labeling_job_get_name (job));
  lw_sagemaker_client_call_async (lw_aws_backend_get_client (LW_AWS_BACKEND (backend)), "StopLabelingJob", input,
                                  cancellable, created_cb, g_object_ref (task));
}

static gboolean
lw_aws_backend_stop_finish (LwJobBackend  *backend,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_autoptr (LwLabelingJob) job = lw_aws_backend_load_finish (LW_AWS_BACKEND (backend), result, error);

  return job != NULL;
}

static void
free_team (gpointer data)
{
  lw_workteam_free (data);
}

static void
add_teams (GPtrArray  *teams,
           JsonArray  *entries,
           const char *name_member,
           const char *description_member)
{
  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);
      const char *arn = lw_json_get_string (entry, "WorkteamArn");
      const char *name = lw_json_get_string (entry, name_member);
      const char *description = lw_json_get_string (entry, description_member);

      if (name == NULL)
        name = strrchr (arn, '/') != NULL ? strrchr (arn, '/') + 1 : arn;
      g_ptr_array_add (teams, lw_workteam_new (arn, name, description != NULL ? description : ""));
    }
}

/* The private teams, then the vendors that the account has subscribed to, where it may list those. */
static void
run_list_workteams (GTask        *task,
                    gpointer      source,
                    gpointer      task_data,
                    GCancellable *cancellable)
{
  LwSagemakerClient *client = task_data;
  g_autoptr (JsonObject) input = json_object_new ();
  g_autoptr (JsonObject) vendor_input = json_object_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) own = lw_sagemaker_client_list (client, "ListWorkteams", input, 0, cancellable, &error);
  g_autoptr (JsonArray) vendors = NULL;
  GPtrArray *teams;

  if (own == NULL)
    {
      fail_task (task, g_steal_pointer (&error));
      return;
    }
  vendors = lw_sagemaker_client_list (client, "ListSubscribedWorkteams", vendor_input, 0, cancellable, NULL);
  teams = g_ptr_array_new_with_free_func (free_team);
  add_teams (teams, own, "WorkteamName", "Description");
  if (vendors != NULL)
    add_teams (teams, vendors, "MarketplaceTitle", "MarketplaceDescription");
  g_task_return_pointer (task, teams, (GDestroyNotify) g_ptr_array_unref);
}

static void
lw_aws_backend_list_workteams_async (LwJobBackend        *backend,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (backend, cancellable, callback, user_data);

  g_task_set_source_tag (task, lw_aws_backend_list_workteams_async);
  g_task_set_task_data (task, g_object_ref (lw_aws_backend_get_client (LW_AWS_BACKEND (backend))), g_object_unref);
  g_task_run_in_thread (task, run_list_workteams);
}

static gpointer
propagate_finish (LwJobBackend  *backend,
                  GAsyncResult  *result,
                  GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static GPtrArray *
lw_aws_backend_list_workteams_finish (LwJobBackend  *backend,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  return propagate_finish (backend, result, error);
}

static void
lw_aws_backend_open_tasks_async (LwJobBackend        *backend,
                                 LwLabelingJob       *job,
                                 const char          *worker,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  const char *reason = NULL;

  lw_job_backend_get_capability (backend, LW_JOB_CAPABILITY_LABEL_HERE, &reason);
  g_task_report_new_error (backend, callback, user_data, lw_aws_backend_open_tasks_async, LW_JOB_ERROR,
                           LW_JOB_ERROR_UNSUPPORTED, "%s", reason);
}

static LwTaskQueue *
lw_aws_backend_open_tasks_finish (LwJobBackend  *backend,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return propagate_finish (backend, result, error);
}

/* Task data: where to look for whose answers. */
typedef struct
{
  LwObjectStore *store;
  char          *root;
  guint64        id;
} Answers;

static void
answers_free (Answers *self)
{
  g_object_unref (self->store);
  g_free (self->root);
  g_free (self);
}

/* The answers of one iteration; files are named after times, so the last one is the newest. */
static char *
find_answers (const Answers  *answers,
              guint           iteration,
              GCancellable   *cancellable,
              GError        **error)
{
  g_autofree char *prefix = g_strdup_printf ("%s/annotations/worker-response/iteration-%u/%" G_GUINT64_FORMAT "/",
                                             answers->root, iteration, answers->id);
  g_autoptr (GPtrArray) objects = lw_object_store_list (answers->store, prefix, cancellable, error);
  LwObjectInfo *last = objects != NULL && objects->len > 0 ? g_ptr_array_index (objects, objects->len - 1) : NULL;

  return last != NULL ? g_strdup (last->uri) : NULL;
}

static void
run_load_answers (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  const Answers *answers = task_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL;
  g_autoptr (GBytes) bytes = NULL;
  JsonNode *node = NULL;

  for (guint i = 1; i <= MAX_ITERATIONS && uri == NULL && error == NULL; i++)
    uri = find_answers (answers, i, cancellable, &error);
  if (uri != NULL)
    bytes = lw_object_store_get (answers->store, uri, 0, -1, NULL, cancellable, &error);
  if (bytes != NULL)
    node = lw_json_parse (g_bytes_get_size (bytes) > 0 ? g_bytes_get_data (bytes, NULL) : "",
                          (gssize) g_bytes_get_size (bytes), &error);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, node, (GDestroyNotify) json_node_unref);
}

static void
lw_aws_backend_load_answers_async (LwJobBackend        *backend,
                                   const char          *output_manifest_uri,
                                   guint64              data_object_id,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (backend, cancellable, callback, user_data);
  const char *end = strstr (output_manifest_uri, "/manifests/output/");
  Answers *answers = g_new0 (Answers, 1);

  answers->store = g_object_ref (lw_job_backend_get_store (backend));
  answers->root = end != NULL ? g_strndup (output_manifest_uri, end - output_manifest_uri)
                              : g_strdup (output_manifest_uri);
  answers->id = data_object_id;
  g_task_set_source_tag (task, lw_aws_backend_load_answers_async);
  g_task_set_task_data (task, answers, (GDestroyNotify) answers_free);
  g_task_run_in_thread (task, run_load_answers);
}

static JsonNode *
lw_aws_backend_load_answers_finish (LwJobBackend  *backend,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  return propagate_finish (backend, result, error);
}

/* Fills in the calls of the interface that ask. */
void
lw_aws_backend_init_calls (LwJobBackendInterface *iface)
{
  iface->create_async = lw_aws_backend_create_async;
  iface->create_finish = lw_aws_backend_create_finish;
  iface->stop_async = lw_aws_backend_stop_async;
  iface->stop_finish = lw_aws_backend_stop_finish;
  iface->list_workteams_async = lw_aws_backend_list_workteams_async;
  iface->list_workteams_finish = lw_aws_backend_list_workteams_finish;
  iface->open_tasks_async = lw_aws_backend_open_tasks_async;
  iface->open_tasks_finish = lw_aws_backend_open_tasks_finish;
  iface->load_answers_async = lw_aws_backend_load_answers_async;
  iface->load_answers_finish = lw_aws_backend_load_answers_finish;
}
