/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A place where labeling jobs run. The calls are documented at LwJobBackendInterface in the header. */

#define G_LOG_DOMAIN "lw-model"

#include "config.h"

#include "lw-job-backend.h"

G_DEFINE_INTERFACE (LwJobBackend, lw_job_backend, G_TYPE_OBJECT)
G_DEFINE_QUARK (lw-job-error-quark, lw_job_error)

static void
lw_job_backend_default_init (LwJobBackendInterface *iface)
{
}

/**
 * lw_workteam_new:
 * @arn: the team's address
 * @name: what people call it
 * @description: one sentence, may be empty
 *
 * Returns: (transfer full): the team
 */
LwWorkteam *
lw_workteam_new (const char *arn,
                 const char *name,
                 const char *description)
{
  LwWorkteam *self;

  g_return_val_if_fail (arn != NULL && name != NULL && description != NULL, NULL);

  self = g_new0 (LwWorkteam, 1);
  self->arn = g_strdup (arn);
  self->name = g_strdup (name);
  self->description = g_strdup (description);
  return self;
}

void
lw_workteam_free (LwWorkteam *self)
{
  if (self == NULL)
    return;

  g_free (self->arn);
  g_free (self->name);
  g_free (self->description);
  g_free (self);
}

const char *
lw_job_backend_get_title (LwJobBackend *self)
{
  g_return_val_if_fail (LW_IS_JOB_BACKEND (self), NULL);

  return LW_JOB_BACKEND_GET_IFACE (self)->get_title (self);
}

GListModel *
lw_job_backend_get_jobs (LwJobBackend *self)
{
  g_return_val_if_fail (LW_IS_JOB_BACKEND (self), NULL);

  return LW_JOB_BACKEND_GET_IFACE (self)->get_jobs (self);
}

LwObjectStore *
lw_job_backend_get_store (LwJobBackend *self)
{
  g_return_val_if_fail (LW_IS_JOB_BACKEND (self), NULL);

  return LW_JOB_BACKEND_GET_IFACE (self)->get_store (self);
}

gboolean
lw_job_backend_get_capability (LwJobBackend     *self,
                               LwJobCapability   capability,
                               const char      **reason)
{
  g_return_val_if_fail (LW_IS_JOB_BACKEND (self), FALSE);

  return LW_JOB_BACKEND_GET_IFACE (self)->get_capability (self, capability, reason);
}

const char *
lw_job_backend_get_region (LwJobBackend *self)
{
  g_return_val_if_fail (LW_IS_JOB_BACKEND (self), NULL);

  return LW_JOB_BACKEND_GET_IFACE (self)->get_region (self);
}

char *
lw_job_backend_dup_default_output_path (LwJobBackend *self)
{
  g_return_val_if_fail (LW_IS_JOB_BACKEND (self), NULL);

  return LW_JOB_BACKEND_GET_IFACE (self)->dup_default_output_path (self);
}

char *
lw_job_backend_dup_default_role_arn (LwJobBackend *self)
{
  g_return_val_if_fail (LW_IS_JOB_BACKEND (self), NULL);

  return LW_JOB_BACKEND_GET_IFACE (self)->dup_default_role_arn (self);
}

void
lw_job_backend_create_async (LwJobBackend               *self,
                             const LwLabelingJobRequest *request,
                             GCancellable               *cancellable,
                             GAsyncReadyCallback         callback,
                             gpointer                    user_data)
{
  g_return_if_fail (LW_IS_JOB_BACKEND (self));

  LW_JOB_BACKEND_GET_IFACE (self)->create_async (self, request, cancellable, callback, user_data);
}

LwLabelingJob *
lw_job_backend_create_finish (LwJobBackend  *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (LW_IS_JOB_BACKEND (self), NULL);

  return LW_JOB_BACKEND_GET_IFACE (self)->create_finish (self, result, error);
}

void
lw_job_backend_stop_async (LwJobBackend        *self,
                           LwLabelingJob       *job,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (LW_IS_JOB_BACKEND (self));

  LW_JOB_BACKEND_GET_IFACE (self)->stop_async (self, job, cancellable, callback, user_data);
}

gboolean
lw_job_backend_stop_finish (LwJobBackend  *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (LW_IS_JOB_BACKEND (self), FALSE);

  return LW_JOB_BACKEND_GET_IFACE (self)->stop_finish (self, result, error);
}

void
lw_job_backend_list_workteams_async (LwJobBackend        *self,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_return_if_fail (LW_IS_JOB_BACKEND (self));

  LW_JOB_BACKEND_GET_IFACE (self)->list_workteams_async (self, cancellable, callback, user_data);
}

GPtrArray *
lw_job_backend_list_workteams_finish (LwJobBackend  *self,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  g_return_val_if_fail (LW_IS_JOB_BACKEND (self), NULL);

  return LW_JOB_BACKEND_GET_IFACE (self)->list_workteams_finish (self, result, error);
}

void
lw_job_backend_open_tasks_async (LwJobBackend        *self,
                                 LwLabelingJob       *job,
                                 const char          *worker,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (LW_IS_JOB_BACKEND (self));

  LW_JOB_BACKEND_GET_IFACE (self)->open_tasks_async (self, job, worker, cancellable, callback, user_data);
}

LwTaskQueue *
lw_job_backend_open_tasks_finish (LwJobBackend  *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (LW_IS_JOB_BACKEND (self), NULL);

  return LW_JOB_BACKEND_GET_IFACE (self)->open_tasks_finish (self, result, error);
}

void
lw_job_backend_load_answers_async (LwJobBackend        *self,
                                   const char          *output_manifest_uri,
                                   guint64              data_object_id,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_return_if_fail (LW_IS_JOB_BACKEND (self));

  LW_JOB_BACKEND_GET_IFACE (self)->load_answers_async (self, output_manifest_uri, data_object_id,
                                                        cancellable, callback, user_data);
}

JsonNode *
lw_job_backend_load_answers_finish (LwJobBackend  *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (LW_IS_JOB_BACKEND (self), NULL);

  return LW_JOB_BACKEND_GET_IFACE (self)->load_answers_finish (self, result, error);
}

/**
 * lw_job_backend_find_job:
 * @self: a backend
 * @name: a labeling job name; case does not matter
 *
 * Returns: (transfer full) (nullable): the job, %NULL when the list has none of this name
 */
LwLabelingJob *
lw_job_backend_find_job (LwJobBackend *self,
                         const char   *name)
{
  GListModel *jobs;

  g_return_val_if_fail (LW_IS_JOB_BACKEND (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  jobs = lw_job_backend_get_jobs (self);
  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (LwLabelingJob) job = g_list_model_get_item (jobs, i);

      if (g_ascii_strcasecmp (lw_labeling_job_get_name (job), name) == 0)
        return g_steal_pointer (&job);
    }
  return NULL;
}
