/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A place where labeling jobs run that is asked over the wire: the list of its jobs and how it is kept up to date. The
 * calls of the interface that ask are in lw-aws-backend-calls.c. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-aws-backend.h"
#include "lw-aws-backend-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lw-aws-error.h"
#include "lw-aws-job.h"
#include "lw-json.h"
#include "lw-region.h"
#include "lw-str.h"

/* The list says not all of a job; so many are described in one go, the others in the next one. */
#define MAX_DESCRIBED 100

/* Invariant: by_name has each job of the list, by its name in lower case. */
struct _LwAwsBackend
{
  GObject            parent_instance;

  LwSagemakerClient *client;
  LwObjectStore     *store;
  char              *title;
  char              *output_path;
  char              *role_arn;
  GListStore        *jobs;
  GHashTable        *by_name;
  guint              watch_source;
  gboolean           is_refreshing;
};

enum
{
  WATCHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Task data of a refresh: what is known, then what was found. */
typedef struct
{
  LwSagemakerClient *client;
  GHashTable        *known;
  JsonArray         *summaries;
  GPtrArray         *descriptions;
} Refresh;

static void lw_aws_backend_job_backend_init (LwJobBackendInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LwAwsBackend, lw_aws_backend, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LW_TYPE_JOB_BACKEND, lw_aws_backend_job_backend_init))

static void
refresh_free (Refresh *self)
{
  g_object_unref (self->client);
  g_hash_table_unref (self->known);
  g_clear_pointer (&self->summaries, json_array_unref);
  g_ptr_array_unref (self->descriptions);
  g_free (self);
}

static const char *
lw_aws_backend_get_title (LwJobBackend *backend)
{
  return LW_AWS_BACKEND (backend)->title;
}

static GListModel *
lw_aws_backend_get_jobs (LwJobBackend *backend)
{
  return G_LIST_MODEL (LW_AWS_BACKEND (backend)->jobs);
}

static LwObjectStore *
lw_aws_backend_get_store (LwJobBackend *backend)
{
  return LW_AWS_BACKEND (backend)->store;
}

static gboolean
lw_aws_backend_get_capability (LwJobBackend     *backend,
                               LwJobCapability   capability,
                               const char      **reason)
{
  const char *why = NULL;

  switch (capability)
    {
    case LW_JOB_CAPABILITY_LABEL_HERE:
      why = _("Workers of this place label in its worker portal, in the browser.");
      break;
    case LW_JOB_CAPABILITY_LOCAL_FOLDERS:
      why = _("The images have to be uploaded to a bucket of this place first.");
      break;
    case LW_JOB_CAPABILITY_PUBLIC_WORKFORCE:
      why = _("The public workforce, Amazon Mechanical Turk, is closed.");
      break;
    default:
      break;
    }
  if (reason != NULL)
    *reason = why;
  return why == NULL;
}

static const char *
lw_aws_backend_get_region (LwJobBackend *backend)
{
  LwAwsClient *aws = lw_sagemaker_client_get_aws (LW_AWS_BACKEND (backend)->client);
  const char *region = lw_aws_config_get_region (lw_aws_client_get_config (aws));

  return region != NULL ? region : LW_REGION_DEFAULT;
}

/* The bucket that AWS's own tools make for SageMaker, where the account is known. */
static char *
lw_aws_backend_dup_default_output_path (LwJobBackend *backend)
{
  LwAwsBackend *self = LW_AWS_BACKEND (backend);
  LwAwsClient *aws = lw_sagemaker_client_get_aws (self->client);
  g_autoptr (LwAwsCredentials) credentials = lw_aws_credentials_provider_peek (lw_aws_client_get_provider (aws));
  const char *account = credentials != NULL ? lw_aws_credentials_get_account_id (credentials) : NULL;

  if (self->output_path != NULL)
    return g_strdup (self->output_path);
  if (account == NULL)
    return g_strdup ("s3://");
  return g_strdup_printf ("s3://sagemaker-%s-%s/labeling", lw_aws_backend_get_region (backend), account);
}

static char *
lw_aws_backend_dup_default_role_arn (LwJobBackend *backend)
{
  return g_strdup (LW_AWS_BACKEND (backend)->role_arn);
}

static void
lw_aws_backend_job_backend_init (LwJobBackendInterface *iface)
{
  iface->get_title = lw_aws_backend_get_title;
  iface->get_jobs = lw_aws_backend_get_jobs;
  iface->get_store = lw_aws_backend_get_store;
  iface->get_capability = lw_aws_backend_get_capability;
  iface->get_region = lw_aws_backend_get_region;
  iface->dup_default_output_path = lw_aws_backend_dup_default_output_path;
  iface->dup_default_role_arn = lw_aws_backend_dup_default_role_arn;
  lw_aws_backend_init_calls (iface);
}

static void
lw_aws_backend_dispose (GObject *object)
{
  LwAwsBackend *self = LW_AWS_BACKEND (object);

  g_clear_handle_id (&self->watch_source, g_source_remove);
  g_clear_object (&self->client);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (lw_aws_backend_parent_class)->dispose (object);
}

static void
lw_aws_backend_finalize (GObject *object)
{
  LwAwsBackend *self = LW_AWS_BACKEND (object);

  g_free (self->title);
  g_free (self->output_path);
  g_free (self->role_arn);
  g_hash_table_unref (self->by_name);
  g_object_unref (self->jobs);
  G_OBJECT_CLASS (lw_aws_backend_parent_class)->finalize (object);
}

static void
lw_aws_backend_class_init (LwAwsBackendClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lw_aws_backend_dispose;
  G_OBJECT_CLASS (klass)->finalize = lw_aws_backend_finalize;

  /**
   * LwAwsBackend::watched:
   * @error: (nullable): why it could not be asked how the jobs are, %NULL when it was
   *
   * After each time that lw_aws_backend_watch() asked.
   */
  signals[WATCHED] = g_signal_new ("watched", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
lw_aws_backend_init (LwAwsBackend *self)
{
  self->jobs = g_list_store_new (LW_TYPE_LABELING_JOB);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * lw_aws_backend_new:
 * @client: whom it asks
 * @store: where the jobs' files are
 * @title: what people call the place
 *
 * Returns: (transfer full): a place whose jobs are not known yet: see lw_aws_backend_refresh_async()
 */
LwAwsBackend *
lw_aws_backend_new (LwSagemakerClient *client,
                    LwObjectStore     *store,
                    const char        *title)
{
  LwAwsBackend *self;

  g_return_val_if_fail (LW_IS_SAGEMAKER_CLIENT (client) && LW_IS_OBJECT_STORE (store) && title != NULL, NULL);

  self = g_object_new (LW_TYPE_AWS_BACKEND, NULL);
  self->client = g_object_ref (client);
  self->store = g_object_ref (store);
  self->title = g_strdup (title);
  return self;
}

/**
 * lw_aws_backend_get_client:
 * @self: a backend
 *
 * Returns: (transfer none): whom it asks
 */
LwSagemakerClient *
lw_aws_backend_get_client (LwAwsBackend *self)
{
  g_return_val_if_fail (LW_IS_AWS_BACKEND (self), NULL);

  return self->client;
}

/**
 * lw_aws_backend_set_defaults:
 * @self: a backend
 * @output_path: (nullable): where output goes when nothing else is said
 * @role_arn: (nullable): the role of a job that names none
 *
 * For places that are known to have these; who uses AWS chooses.
 */
void
lw_aws_backend_set_defaults (LwAwsBackend *self,
                             const char   *output_path,
                             const char   *role_arn)
{
  g_return_if_fail (LW_IS_AWS_BACKEND (self));

  lw_set_str (&self->output_path, output_path);
  lw_set_str (&self->role_arn, role_arn);
}

/* Newest first. */
static int
compare_jobs (gconstpointer a,
              gconstpointer b,
              gpointer      data)
{
  gint64 first = lw_labeling_job_get_creation_time ((LwLabelingJob *) a);
  gint64 second = lw_labeling_job_get_creation_time ((LwLabelingJob *) b);

  return first > second ? -1 : first < second;
}

/* Updates the job that is described, or adds it. */
LwLabelingJob *
lw_aws_backend_keep_job (LwAwsBackend  *self,
                         JsonObject    *description,
                         GError       **error)
{
  const char *name = lw_json_get_string (description, "LabelingJobName");
  g_autofree char *key = g_ascii_strdown (name != NULL ? name : "", -1);
  LwLabelingJob *job = g_hash_table_lookup (self->by_name, key);

  if (job != NULL)
    {
      lw_aws_job_update (job, description);
      return g_object_ref (job);
    }
  job = lw_aws_job_new (description, error);
  if (job == NULL)
    return NULL;
  g_hash_table_insert (self->by_name, g_steal_pointer (&key), job);
  g_list_store_insert_sorted (self->jobs, job, compare_jobs, NULL);
  return job;
}

static void
run_refresh (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Refresh *refresh = task_data;
  g_autoptr (JsonObject) input = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (input, "SortBy", "CreationTime");
  json_object_set_string_member (input, "SortOrder", "Descending");
  refresh->summaries = lw_sagemaker_client_list (refresh->client, "ListLabelingJobs", input, 0, cancellable, &error);
  for (guint i = 0; error == NULL && i < json_array_get_length (refresh->summaries)
                    && refresh->descriptions->len < MAX_DESCRIBED; i++)
    {
      const char *name = lw_json_get_string (json_array_get_object_element (refresh->summaries, i), "LabelingJobName");
      g_autofree char *key = g_ascii_strdown (name, -1);
      JsonNode *description;

      if (g_hash_table_contains (refresh->known, key))
        continue;
      description = lw_sagemaker_client_describe (refresh->client, name, cancellable, &error);
      if (description != NULL)
        g_ptr_array_add (refresh->descriptions, description);
    }
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * lw_aws_backend_refresh_async:
 * @self: a backend
 * @cancellable: (nullable): ends the call
 * @callback: called when the list of jobs is up to date
 * @user_data: for @callback
 *
 * Asks for all jobs; those that are new are described, the newest first.
 */
void
lw_aws_backend_refresh_async (LwAwsBackend        *self,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Refresh *refresh;
  GHashTableIter iter;
  gpointer name;

  g_return_if_fail (LW_IS_AWS_BACKEND (self));

  task = g_task_new (self, cancellable, callback, user_data);
  refresh = g_new0 (Refresh, 1);
  refresh->client = g_object_ref (self->client);
  refresh->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  refresh->descriptions = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  g_hash_table_iter_init (&iter, self->by_name);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_hash_table_add (refresh->known, g_strdup (name));
  g_task_set_source_tag (task, lw_aws_backend_refresh_async);
  g_task_set_task_data (task, refresh, (GDestroyNotify) refresh_free);
  g_task_run_in_thread (task, run_refresh);
}

/* Jobs that the place does not have any more. */
static void
drop_others (LwAwsBackend *self,
             JsonArray    *summaries)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < json_array_get_length (summaries); i++)
    g_hash_table_add (names, g_ascii_strdown (lw_json_get_string (json_array_get_object_element (summaries, i),
                                                                  "LabelingJobName"), -1));
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->jobs)); i > 0; i--)
    {
      g_autoptr (LwLabelingJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i - 1);
      g_autofree char *key = g_ascii_strdown (lw_labeling_job_get_name (job), -1);

      if (g_hash_table_contains (names, key))
        continue;
      g_hash_table_remove (self->by_name, key);
      g_list_store_remove (self->jobs, i - 1);
    }
}

/**
 * lw_aws_backend_refresh_finish:
 * @self: a backend
 * @result: as given to the callback
 * @error: %LW_AWS_ERROR
 *
 * Returns: whether the list is up to date
 */
gboolean
lw_aws_backend_refresh_finish (LwAwsBackend  *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  const Refresh *refresh;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  refresh = g_task_get_task_data (G_TASK (result));
  drop_others (self, refresh->summaries);
  for (guint i = 0; i < json_array_get_length (refresh->summaries); i++)
    {
      JsonObject *summary = json_array_get_object_element (refresh->summaries, i);
      g_autofree char *key = g_ascii_strdown (lw_json_get_string (summary, "LabelingJobName"), -1);
      LwLabelingJob *job = g_hash_table_lookup (self->by_name, key);

      if (job != NULL)
        lw_aws_job_update (job, summary);
    }
  for (guint i = 0; i < refresh->descriptions->len; i++)
    {
      JsonNode *description = g_ptr_array_index (refresh->descriptions, i);
      g_autoptr (LwLabelingJob) job = lw_aws_backend_keep_job (self, json_node_get_object (description), NULL);
    }
  return TRUE;
}

static void
refreshed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  LwAwsBackend *self = LW_AWS_BACKEND (source);
  g_autoptr (GError) error = NULL;

  self->is_refreshing = FALSE;
  if (!lw_aws_backend_refresh_finish (self, result, &error))
    g_debug ("%s", error->message);
  g_signal_emit (self, signals[WATCHED], 0, error);
}

static gboolean
watch_cb (gpointer data)
{
  LwAwsBackend *self = data;

  if (!self->is_refreshing)
    {
      self->is_refreshing = TRUE;
      lw_aws_backend_refresh_async (self, NULL, refreshed_cb, NULL);
    }
  return G_SOURCE_CONTINUE;
}

/**
 * lw_aws_backend_watch:
 * @self: a backend
 * @seconds: how often to ask how the jobs are; 0 to stop asking
 */
void
lw_aws_backend_watch (LwAwsBackend *self,
                      guint         seconds)
{
  g_return_if_fail (LW_IS_AWS_BACKEND (self));

  g_clear_handle_id (&self->watch_source, g_source_remove);
  if (seconds > 0)
    self->watch_source = g_timeout_add_seconds (seconds, watch_cb, self);
}
