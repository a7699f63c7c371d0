/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A place for labeling jobs in which nothing runs. */

#define G_LOG_DOMAIN "lw-test"

#include "config.h"

#include "lw-fake-backend.h"

#include "lw-directory-store.h"
#include "lw-json.h"
#include "lw-region.h"
#include "lw-str.h"

struct _LwFakeBackend
{
  GObject        parent_instance;

  GListStore    *jobs;
  LwObjectStore *store;
  char          *answers;
  guint          n_stops;
};

static void lw_fake_backend_iface_init (LwJobBackendInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LwFakeBackend, lw_fake_backend, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LW_TYPE_JOB_BACKEND, lw_fake_backend_iface_init))

static const char *
lw_fake_backend_get_title (LwJobBackend *backend)
{
  return "This computer";
}

static GListModel *
lw_fake_backend_get_jobs (LwJobBackend *backend)
{
  return G_LIST_MODEL (LW_FAKE_BACKEND (backend)->jobs);
}

static LwObjectStore *
lw_fake_backend_get_store (LwJobBackend *backend)
{
  return LW_FAKE_BACKEND (backend)->store;
}

static gboolean
lw_fake_backend_get_capability (LwJobBackend     *backend,
                                LwJobCapability   capability,
                                const char      **reason)
{
  return TRUE;
}

static const char *
lw_fake_backend_get_region (LwJobBackend *backend)
{
  return LW_REGION_DEFAULT;
}

static char *
lw_fake_backend_dup_default_output_path (LwJobBackend *backend)
{
  return g_strdup ("s3://labelwright/jobs");
}

static char *
lw_fake_backend_dup_default_role_arn (LwJobBackend *backend)
{
  return g_strdup ("arn:aws:iam::000000000000:role/Labelwright");
}

static void
lw_fake_backend_stop_async (LwJobBackend        *backend,
                            LwLabelingJob       *job,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (backend, cancellable, callback, user_data);

  LW_FAKE_BACKEND (backend)->n_stops++;
  lw_labeling_job_set_status (job, LW_LABELING_JOB_STATUS_STOPPED);
  g_task_return_boolean (task, TRUE);
}

static gboolean
lw_fake_backend_stop_finish (LwJobBackend  *backend,
                             GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
lw_fake_backend_load_answers_async (LwJobBackend        *backend,
                                    const char          *output_manifest_uri,
                                    guint64              data_object_id,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  LwFakeBackend *self = LW_FAKE_BACKEND (backend);
  g_autoptr (GTask) task = g_task_new (backend, cancellable, callback, user_data);
  JsonNode *document = self->answers != NULL ? lw_json_parse (self->answers, -1, NULL) : NULL;

  g_task_return_pointer (task, document, (GDestroyNotify) json_node_unref);
}

static JsonNode *
lw_fake_backend_load_answers_finish (LwJobBackend  *backend,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
lw_fake_backend_finalize (GObject *object)
{
  LwFakeBackend *self = LW_FAKE_BACKEND (object);

  g_clear_object (&self->jobs);
  g_clear_object (&self->store);
  g_free (self->answers);

  G_OBJECT_CLASS (lw_fake_backend_parent_class)->finalize (object);
}

static void
lw_fake_backend_class_init (LwFakeBackendClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_fake_backend_finalize;
}

static void
lw_fake_backend_init (LwFakeBackend *self)
{
  self->jobs = g_list_store_new (LW_TYPE_LABELING_JOB);
}

static void
lw_fake_backend_iface_init (LwJobBackendInterface *iface)
{
  iface->get_title = lw_fake_backend_get_title;
  iface->get_jobs = lw_fake_backend_get_jobs;
  iface->get_store = lw_fake_backend_get_store;
  iface->get_capability = lw_fake_backend_get_capability;
  iface->get_region = lw_fake_backend_get_region;
  iface->dup_default_output_path = lw_fake_backend_dup_default_output_path;
  iface->dup_default_role_arn = lw_fake_backend_dup_default_role_arn;
  iface->stop_async = lw_fake_backend_stop_async;
  iface->stop_finish = lw_fake_backend_stop_finish;
  iface->load_answers_async = lw_fake_backend_load_answers_async;
  iface->load_answers_finish = lw_fake_backend_load_answers_finish;
}

/**
 * lw_fake_backend_new:
 * @workspace: an empty folder
 *
 * Returns: (transfer full): a place without jobs
 */
LwFakeBackend *
lw_fake_backend_new (const char *workspace)
{
  LwFakeBackend *self = g_object_new (LW_TYPE_FAKE_BACKEND, NULL);
  g_autoptr (GError) error = NULL;

  self->store = LW_OBJECT_STORE (lw_directory_store_open (workspace, &error));
  g_assert_no_error (error);
  return self;
}

/**
 * lw_fake_backend_add_job:
 * @self: a fake place
 * @name: the job's name
 * @output_path: an s3 address
 *
 * Adds a job of the single-label task type that is in progress, without data objects.
 *
 * Returns: (transfer none): the job
 */
LwLabelingJob *
lw_fake_backend_add_job (LwFakeBackend *self,
                         const char    *name,
                         const char    *output_path)
{
  g_autoptr (LwLabelingJobRequest) request = lw_labeling_job_request_new ();
  g_autoptr (LwLabelingJob) job = NULL;

  lw_labeling_job_request_set_string (request, LW_REQUEST_LABELING_JOB_NAME, name);
  lw_labeling_job_request_set_string (request, LW_REQUEST_LABEL_ATTRIBUTE_NAME, name);
  lw_labeling_job_request_set_string (request, LW_REQUEST_MANIFEST_S3_URI, "s3://labelwright/datasets/a.manifest");
  lw_labeling_job_request_set_string (request, LW_REQUEST_S3_OUTPUT_PATH, output_path);
  lw_labeling_job_request_set_int (request, LW_REQUEST_NUMBER_OF_HUMAN_WORKERS_PER_DATA_OBJECT, 3);
  lw_labeling_job_request_set_task_type (request, LW_REGION_DEFAULT, LW_TASK_TYPE_IMAGE_CLASSIFICATION);

  job = lw_labeling_job_new (request, G_GINT64_CONSTANT (1790000000) * G_USEC_PER_SEC);
  lw_labeling_job_set_status (job, LW_LABELING_JOB_STATUS_IN_PROGRESS);
  g_list_store_append (self->jobs, job);
  return job;
}

/**
 * lw_fake_backend_set_answers:
 * @self: a fake place
 * @document: (nullable): the worker-response document of every data object
 *
 * Sets what load_answers gives.
 */
void
lw_fake_backend_set_answers (LwFakeBackend *self,
                             const char    *document)
{
  lw_set_str (&self->answers, document);
}

/**
 * lw_fake_backend_get_n_stops:
 * @self: a fake place
 *
 * Returns: how many jobs were stopped
 */
guint
lw_fake_backend_get_n_stops (LwFakeBackend *self)
{
  return self->n_stops;
}
