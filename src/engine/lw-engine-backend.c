/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* This computer as a place for labeling jobs: the engine of a workspace behind the interface that the studio and the
 * command line use. Belongs to the thread (and its main context) that opened it. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-backend-private.h"

#include "lw-directory-store.h"
#include "lw-engine-task-queue.h"

#include "lw-region.h"

#include <glib/gi18n.h>

#define DEFAULT_OUTPUT_PATH "s3://" LW_WORKSPACE_BUCKET "/jobs"
#define CLOSE_SECONDS 2
#define ROLE_ARN "arn:aws:iam::000000000000:role/Labelwright"
#define WORKTEAM_ARN "arn:aws:sagemaker:us-east-1:000000000000:workteam/private-crowd/this-computer"

static void lw_engine_backend_iface_init (LwJobBackendInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LwEngineBackend, lw_engine_backend, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LW_TYPE_JOB_BACKEND, lw_engine_backend_iface_init)
                               G_IMPLEMENT_INTERFACE (LW_TYPE_JOB_CONTROL, lw_engine_backend_control_iface_init))

static G_DEFINE_QUARK (lw-engine-job-id-quark, job_id)

gint64
lw_engine_backend_get_job_id (LwLabelingJob *job)
{
  const gint64 *id = g_object_get_qdata (G_OBJECT (job), job_id_quark ());

  return id != NULL ? *id : 0;
}

static int
compare_jobs (gconstpointer a,
              gconstpointer b,
              gpointer      data)
{
  gint64 first = lw_engine_backend_get_job_id ((LwLabelingJob *) a);
  gint64 second = lw_engine_backend_get_job_id ((LwLabelingJob *) b);

  return first > second ? -1 : first < second;
}

static LwLabelingJob *
new_job (LwEngineSnapshot *snapshot)
{
  g_autoptr (LwLabelingJobRequest) request = NULL;
  LwLabelingJob *job;
  gint64 *id;

  request = lw_labeling_job_request_parse (snapshot->request, -1, NULL);
  if (request == NULL)
    request = lw_labeling_job_request_new ();
  job = lw_labeling_job_new (request, snapshot->creation_time);
  id = g_new (gint64, 1);
  *id = snapshot->id;
  g_object_set_qdata_full (G_OBJECT (job), job_id_quark (), id, g_free);
  return job;
}

static LwLabelingJob *
ensure_job (LwEngineBackend  *self,
            LwEngineSnapshot *snapshot)
{
  LwLabelingJob *job = g_hash_table_lookup (self->by_id, &snapshot->id);

  if (job != NULL)
    return job;
  job = new_job (snapshot);
  g_hash_table_insert (self->by_id, g_object_get_qdata (G_OBJECT (job), job_id_quark ()), job);
  return job;
}

static void
update_workers (LwLabelingJob    *job,
                LwEngineSnapshot *snapshot)
{
  for (guint i = 0; i < snapshot->workers->len; i++)
    {
      const LwWorkerSnapshot *worker = g_ptr_array_index (snapshot->workers, i);

      LwWorkerActivity *activity = lw_labeling_job_ensure_worker (job, worker->name);

      lw_worker_activity_update (activity, worker->n_answers, worker->mean_seconds, worker->last_answer,
                                 worker->active);
      lw_worker_activity_set_paused (activity, worker->paused);
      lw_worker_activity_set_gold (activity, worker->n_gold, worker->n_gold_right);
    }
}

/* The status last: who waits for it finds everything else in place. */
static void
update_job (LwLabelingJob    *job,
            LwEngineSnapshot *snapshot)
{
  lw_labeling_job_set_last_modified_time (job, snapshot->last_modified_time);
  lw_labeling_job_set_counters (job, &snapshot->counters);
  lw_labeling_job_set_speed (job, snapshot->objects_per_minute, snapshot->seconds_left);
  lw_labeling_job_set_failure_reason (job, snapshot->failure_reason);
  lw_labeling_job_set_problem (job, snapshot->problem);
  lw_labeling_job_set_plan (job, snapshot->n_workers, snapshot->stop_confidence);
  lw_labeling_job_set_answers_saved (job, snapshot->n_saved);
  lw_labeling_job_set_result_uri (job, snapshot->result_uri);
  update_workers (job, snapshot);
  lw_labeling_job_set_status (job, snapshot->status);
  lw_labeling_job_set_last_event (job, snapshot->last_event);
}

/**
 * lw_engine_backend_new_job:
 * @snapshot: how a job is
 *
 * Returns: (transfer full): the job, which will not change
 */
LwLabelingJob *
lw_engine_backend_new_job (LwEngineSnapshot *snapshot)
{
  LwLabelingJob *job = new_job (snapshot);

  update_job (job, snapshot);
  return job;
}

static LwLabelingJob *
apply (LwEngineBackend  *self,
       LwEngineSnapshot *snapshot)
{
  gboolean is_new = !g_hash_table_contains (self->by_id, &snapshot->id);
  LwLabelingJob *job = ensure_job (self, snapshot);

  update_job (job, snapshot);
  if (is_new)
    g_list_store_insert_sorted (self->jobs, job, compare_jobs, NULL);
  return job;
}

static void
update_queues (LwEngineBackend  *self,
               LwEngineSnapshot *snapshot)
{
  g_autoptr (GPtrArray) queues = g_ptr_array_new_with_free_func (g_object_unref);

  /* A handler of "changed" may close a queue. */
  for (guint i = 0; i < self->queues->len; i++)
    if (lw_engine_task_queue_get_job_id (g_ptr_array_index (self->queues, i)) == snapshot->id)
      g_ptr_array_add (queues, g_object_ref (g_ptr_array_index (self->queues, i)));
  for (guint i = 0; i < queues->len; i++)
    lw_engine_task_queue_update (g_ptr_array_index (queues, i), snapshot);
}

static void
engine_changed_cb (LwEngineBackend *self)
{
  g_autoptr (GPtrArray) changes = lw_engine_steal_changes (self->engine);

  for (guint i = 0; i < changes->len; i++)
    {
      apply (self, g_ptr_array_index (changes, i));
      update_queues (self, g_ptr_array_index (changes, i));
    }
}

/* The interface */

static const char *
lw_engine_backend_get_title (LwJobBackend *backend)
{
  return _("This Computer");
}

static GListModel *
lw_engine_backend_get_jobs (LwJobBackend *backend)
{
  return G_LIST_MODEL (LW_ENGINE_BACKEND (backend)->jobs);
}

static LwObjectStore *
lw_engine_backend_get_store (LwJobBackend *backend)
{
  return lw_engine_get_objects (LW_ENGINE_BACKEND (backend)->engine);
}

static gboolean
lw_engine_backend_get_capability (LwJobBackend     *backend,
                                  LwJobCapability   capability,
                                  const char      **reason)
{
  if (capability != LW_JOB_CAPABILITY_PUBLIC_WORKFORCE)
    return TRUE;
  if (reason != NULL)
    *reason = _("Workers at this computer are not paid through Labelwright");
  return FALSE;
}

static const char *
lw_engine_backend_get_region (LwJobBackend *backend)
{
  return LW_REGION_DEFAULT;
}

static char *
lw_engine_backend_dup_default_output_path (LwJobBackend *backend)
{
  return g_strdup (DEFAULT_OUTPUT_PATH);
}

static char *
lw_engine_backend_dup_default_role_arn (LwJobBackend *backend)
{
  return g_strdup (ROLE_ARN);
}

GTask *
lw_engine_backend_new_task (LwJobBackend        *backend,
                            gpointer             tag,
                            const char          *name,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (backend, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_name (task, name);
  return task;
}

static void
lw_engine_backend_create_async (LwJobBackend               *backend,
                                const LwLabelingJobRequest *request,
                                GCancellable               *cancellable,
                                GAsyncReadyCallback         callback,
                                gpointer                    user_data)
{
  lw_engine_create_job (LW_ENGINE_BACKEND (backend)->engine,
                        lw_engine_backend_new_task (backend, lw_engine_backend_create_async, "create a labeling job",
                                                    cancellable, callback, user_data),
                        request);
}

static LwLabelingJob *
lw_engine_backend_create_finish (LwJobBackend  *backend,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_autoptr (LwEngineSnapshot) snapshot = NULL;
  LwEngineBackend *self = LW_ENGINE_BACKEND (backend);
  LwLabelingJob *known;

  g_return_val_if_fail (g_task_is_valid (result, backend), NULL);

  snapshot = g_task_propagate_pointer (G_TASK (result), error);
  if (snapshot == NULL)
    return NULL;
  /* The news may have come first, and be newer. */
  known = g_hash_table_lookup (self->by_id, &snapshot->id);
  return g_object_ref (known != NULL ? known : apply (self, snapshot));
}

static void
lw_engine_backend_stop_async (LwJobBackend        *backend,
                              LwLabelingJob       *job,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  lw_engine_stop_job (LW_ENGINE_BACKEND (backend)->engine,
                      lw_engine_backend_new_task (backend, lw_engine_backend_stop_async, "stop a labeling job",
                                                  cancellable, callback, user_data),
                      lw_engine_backend_get_job_id (job));
}

static gboolean
lw_engine_backend_stop_finish (LwJobBackend  *backend,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, backend), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
lw_engine_backend_list_workteams_async (LwJobBackend        *backend,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  g_autoptr (GTask) task = lw_engine_backend_new_task (backend, lw_engine_backend_list_workteams_async,
                                                       "list work teams", cancellable, callback, user_data);
  GPtrArray *teams = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_workteam_free);

  g_ptr_array_add (teams, lw_workteam_new (WORKTEAM_ARN, _("This computer"), _("Whoever sits at this computer")));
  g_task_return_pointer (task, teams, (GDestroyNotify) g_ptr_array_unref);
}

static GPtrArray *
lw_engine_backend_list_workteams_finish (LwJobBackend  *backend,
                                         GAsyncResult  *result,
                                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, backend), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
lw_engine_backend_iface_init (LwJobBackendInterface *iface)
{
  iface->get_title = lw_engine_backend_get_title;
  iface->get_jobs = lw_engine_backend_get_jobs;
  iface->get_store = lw_engine_backend_get_store;
  iface->get_capability = lw_engine_backend_get_capability;
  iface->get_region = lw_engine_backend_get_region;
  iface->dup_default_output_path = lw_engine_backend_dup_default_output_path;
  iface->dup_default_role_arn = lw_engine_backend_dup_default_role_arn;
  iface->create_async = lw_engine_backend_create_async;
  iface->create_finish = lw_engine_backend_create_finish;
  iface->stop_async = lw_engine_backend_stop_async;
  iface->stop_finish = lw_engine_backend_stop_finish;
  iface->list_workteams_async = lw_engine_backend_list_workteams_async;
  iface->list_workteams_finish = lw_engine_backend_list_workteams_finish;
  iface->open_tasks_async = lw_engine_backend_open_tasks_async;
  iface->open_tasks_finish = lw_engine_backend_open_tasks_finish;
  iface->load_answers_async = lw_engine_backend_load_answers_async;
  iface->load_answers_finish = lw_engine_backend_load_answers_finish;
}

static void
lw_engine_backend_dispose (GObject *object)
{
  LwEngineBackend *self = LW_ENGINE_BACKEND (object);

  lw_engine_backend_close (self);
  lw_engine_backend_forget_queues (self);
  G_OBJECT_CLASS (lw_engine_backend_parent_class)->dispose (object);
}

static void
lw_engine_backend_finalize (GObject *object)
{
  LwEngineBackend *self = LW_ENGINE_BACKEND (object);

  g_clear_object (&self->engine);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->queues, g_ptr_array_unref);
  g_clear_object (&self->jobs);
  g_free (self->workspace);
  G_OBJECT_CLASS (lw_engine_backend_parent_class)->finalize (object);
}

static void
lw_engine_backend_class_init (LwEngineBackendClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lw_engine_backend_dispose;
  object_class->finalize = lw_engine_backend_finalize;
}

static void
lw_engine_backend_init (LwEngineBackend *self)
{
  self->jobs = g_list_store_new (LW_TYPE_LABELING_JOB);
  self->by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_object_unref);
  self->queues = g_ptr_array_new ();
}

/* Takes the engine. */
LwEngineBackend *
lw_engine_backend_new (const char *workspace,
                       LwEngine   *engine)
{
  LwEngineBackend *self = g_object_new (LW_TYPE_ENGINE_BACKEND, NULL);

  self->workspace = g_strdup (workspace);
  self->engine = engine;
  self->changed_id = g_signal_connect_object (engine, "changed", G_CALLBACK (engine_changed_cb), self,
                                              G_CONNECT_SWAPPED);
  engine_changed_cb (self);
  return self;
}

/**
 * lw_engine_backend_get_workspace:
 * @self: a place
 *
 * Returns: (transfer none): its folder
 */
const char *
lw_engine_backend_get_workspace (LwEngineBackend *self)
{
  g_return_val_if_fail (LW_IS_ENGINE_BACKEND (self), NULL);

  return self->workspace;
}

/**
 * lw_engine_backend_wake:
 * @self: a place
 *
 * Makes the engine look at its clock; needed only after a manual clock was moved.
 */
void
lw_engine_backend_wake (LwEngineBackend *self)
{
  g_return_if_fail (LW_IS_ENGINE_BACKEND (self));

  lw_engine_wake (self->engine);
}

/**
 * lw_engine_backend_close:
 * @self: a place
 *
 * Gives the workspace free, after two seconds of writing at most: what is not in the output trees by then is written
 * after the next start. The jobs stay listed as they are; whatever is asked after this fails. Closing twice is allowed.
 */
void
lw_engine_backend_close (LwEngineBackend *self)
{
  g_return_if_fail (LW_IS_ENGINE_BACKEND (self));

  if (self->engine == NULL || self->changed_id == 0)
    return;
  lw_engine_close (self->engine, CLOSE_SECONDS);
  engine_changed_cb (self);
  g_clear_signal_handler (&self->changed_id, self->engine);
}
