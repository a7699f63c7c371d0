/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* This computer as a place for labeling jobs: the engine of a workspace behind the interface that the studio and the
 * command line use. Belongs to the thread (and its main context) that opened it. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-backend.h"

#include "lw-answer-finder.h"
#include "lw-directory-store.h"
#include "lw-engine-task-queue.h"
#include "lw-engine.h"

#include "lw-region.h"

#include <glib/gi18n.h>

#define DEFAULT_OUTPUT_PATH "s3://" LW_WORKSPACE_BUCKET "/jobs"
#define ROLE_ARN "arn:aws:iam::000000000000:role/Labelwright"
#define WORKTEAM_ARN "arn:aws:sagemaker:us-east-1:000000000000:workteam/private-crowd/this-computer"

/* Invariant: @jobs has each job of the engine once, newest first; @by_id finds it by the engine's number. */
struct _LwEngineBackend
{
  GObject     parent_instance;

  char       *workspace;
  LwEngine   *engine;
  gulong      changed_id;
  GListStore *jobs;
  GHashTable *by_id;
  GPtrArray  *queues;
};

static void lw_engine_backend_iface_init (LwJobBackendInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LwEngineBackend, lw_engine_backend, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LW_TYPE_JOB_BACKEND, lw_engine_backend_iface_init))

static G_DEFINE_QUARK (lw-engine-job-id-quark, job_id)

static gint64
get_id (LwLabelingJob *job)
{
  const gint64 *id = g_object_get_qdata (G_OBJECT (job), job_id_quark ());

  return id != NULL ? *id : 0;
}

static int
compare_jobs (gconstpointer a,
              gconstpointer b,
              gpointer      data)
{
  gint64 first = get_id ((LwLabelingJob *) a);
  gint64 second = get_id ((LwLabelingJob *) b);

  return first > second ? -1 : first < second;
}

static LwLabelingJob *
ensure_job (LwEngineBackend  *self,
            LwEngineSnapshot *snapshot)
{
  LwLabelingJob *job = g_hash_table_lookup (self->by_id, &snapshot->id);
  g_autoptr (LwLabelingJobRequest) request = NULL;
  gint64 *id;

  if (job != NULL)
    return job;
  request = lw_labeling_job_request_parse (snapshot->request, -1, NULL);
  if (request == NULL)
    request = lw_labeling_job_request_new ();
  job = lw_labeling_job_new (request, snapshot->creation_time);
  id = g_new (gint64, 1);
  *id = snapshot->id;
  g_object_set_qdata_full (G_OBJECT (job), job_id_quark (), id, g_free);
  g_hash_table_insert (self->by_id, id, job);
  return job;
}

static void
update_workers (LwLabelingJob    *job,
                LwEngineSnapshot *snapshot)
{
  for (guint i = 0; i < snapshot->workers->len; i++)
    {
      const LwWorkerSnapshot *worker = g_ptr_array_index (snapshot->workers, i);

      lw_worker_activity_update (lw_labeling_job_ensure_worker (job, worker->name), worker->n_answers,
                                 worker->mean_seconds, worker->last_answer, worker->active);
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
  update_workers (job, snapshot);
  lw_labeling_job_set_status (job, snapshot->status);
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

static void
queue_gone_cb (gpointer  data,
               GObject  *queue)
{
  LwEngineBackend *self = data;

  g_ptr_array_remove_fast (self->queues, queue);
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

static GTask *
new_task (LwJobBackend        *backend,
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
                        new_task (backend, lw_engine_backend_create_async, "create a labeling job", cancellable,
                                  callback, user_data),
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
                      new_task (backend, lw_engine_backend_stop_async, "stop a labeling job", cancellable, callback,
                                user_data),
                      get_id (job));
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
  g_autoptr (GTask) task = new_task (backend, lw_engine_backend_list_workteams_async, "list work teams", cancellable,
                                     callback, user_data);
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

/* Opening tasks: the engine is asked when the job's input is read. */

typedef struct
{
  LwLabelingJob *job;
  char          *worker;
  gulong         status_id;
} LwOpenCall;

static void
free_open_call (LwOpenCall *call)
{
  g_clear_signal_handler (&call->status_id, call->job);
  g_object_unref (call->job);
  g_free (call->worker);
  g_free (call);
}

static void
enter_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  LwEngineBackend *self = LW_ENGINE_BACKEND (source);
  g_autoptr (GTask) task = data;
  const LwOpenCall *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  LwEngineSeat *seat = g_task_propagate_pointer (G_TASK (result), &error);
  LwEngineTaskQueue *queue;

  if (seat == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  queue = lw_engine_task_queue_new (self->engine, call->job, get_id (call->job), call->worker, seat);
  lw_engine_task_queue_set_numbers (queue, G_TASK (result));
  g_ptr_array_add (self->queues, queue);
  g_object_weak_ref (G_OBJECT (queue), queue_gone_cb, self);
  g_task_return_pointer (task, queue, g_object_unref);
}

static void
enter (GTask *task)
{
  LwEngineBackend *self = g_task_get_source_object (task);
  const LwOpenCall *call = g_task_get_task_data (task);

  lw_engine_enter (self->engine, new_task (LW_JOB_BACKEND (self), enter, "enter a labeling job", NULL, enter_cb, task),
                   get_id (call->job), call->worker);
}

static void
job_status_cb (LwLabelingJob *job,
               GParamSpec    *pspec,
               gpointer       data)
{
  GTask *task = data;
  LwOpenCall *call = g_task_get_task_data (task);

  if (lw_labeling_job_get_status (job) == LW_LABELING_JOB_STATUS_INITIALIZING)
    return;
  g_clear_signal_handler (&call->status_id, job);
  enter (task);
}

static char *
dup_worker_name (const char *worker)
{
  g_autofree char *name = g_strstrip (g_strdup (worker != NULL ? worker : ""));

  return g_strdup (*name != '\0' ? name : g_get_user_name ());
}

static void
lw_engine_backend_open_tasks_async (LwJobBackend        *backend,
                                    LwLabelingJob       *job,
                                    const char          *worker,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  GTask *task = new_task (backend, lw_engine_backend_open_tasks_async, "open tasks", cancellable, callback,
                          user_data);
  LwOpenCall *call = g_new0 (LwOpenCall, 1);

  call->job = g_object_ref (job);
  call->worker = dup_worker_name (worker);
  g_task_set_task_data (task, call, (GDestroyNotify) free_open_call);
  if (lw_labeling_job_get_status (job) == LW_LABELING_JOB_STATUS_INITIALIZING)
    call->status_id = g_signal_connect (job, "notify::status", G_CALLBACK (job_status_cb), task);
  else
    enter (task);
}

static LwTaskQueue *
lw_engine_backend_open_tasks_finish (LwJobBackend  *backend,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, backend), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Answers */

typedef struct
{
  char    *path;
  guint64  data_object_id;
} LwAnswersCall;

static void
free_answers_call (LwAnswersCall *call)
{
  g_free (call->path);
  g_free (call);
}

static void
load_answers_thread (GTask        *task,
                     gpointer      source,
                     gpointer      data,
                     GCancellable *cancellable)
{
  const LwAnswersCall *call = data;
  g_autoptr (GError) error = NULL;
  JsonNode *node = lw_answer_finder_load (call->path, call->data_object_id, &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, node, (GDestroyNotify) json_node_unref);
}

static char *
dup_manifest_path (LwEngineBackend *self,
                   const char      *uri)
{
  g_autoptr (GFile) file = NULL;

  if (g_str_has_prefix (uri, "s3://"))
    return lw_object_store_dup_path (lw_engine_get_objects (self->engine), uri);
  file = g_file_new_for_commandline_arg (uri);
  return g_file_get_path (file);
}

static void
lw_engine_backend_load_answers_async (LwJobBackend        *backend,
                                      const char          *output_manifest_uri,
                                      guint64              data_object_id,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_autoptr (GTask) task = new_task (backend, lw_engine_backend_load_answers_async, "load answers", cancellable,
                                     callback, user_data);
  LwAnswersCall *call = g_new0 (LwAnswersCall, 1);

  call->path = dup_manifest_path (LW_ENGINE_BACKEND (backend), output_manifest_uri);
  call->data_object_id = data_object_id;
  g_task_set_task_data (task, call, (GDestroyNotify) free_answers_call);
  if (call->path == NULL)
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_run_in_thread (task, load_answers_thread);
}

static JsonNode *
lw_engine_backend_load_answers_finish (LwJobBackend  *backend,
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
  for (guint i = 0; i < self->queues->len; i++)
    g_object_weak_unref (g_ptr_array_index (self->queues, i), queue_gone_cb, self);
  g_ptr_array_set_size (self->queues, 0);
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

/**
 * lw_engine_dup_default_workspace:
 *
 * Returns: (transfer full): the folder of the workspace that the studio and the command line share
 */
char *
lw_engine_dup_default_workspace (void)
{
  return g_build_filename (g_get_user_data_dir (), "labelwright", NULL);
}

static LwEngineBackend *
new_backend (const char *workspace,
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
 * lw_engine_backend_open:
 * @workspace: the folder of a workspace; made when missing
 * @clock: the time
 * @cancellable: (nullable): to stop it
 * @error: return location: %LW_JOB_ERROR_BUSY when another process has the workspace, or a #GIOErrorEnum code
 *
 * Blocks while the state is read. Everything is answered in the thread-default main context of the caller.
 *
 * Returns: (transfer full) (nullable): the place, with its jobs listed
 */
LwEngineBackend *
lw_engine_backend_open (const char    *workspace,
                        LwClock       *clock,
                        GCancellable  *cancellable,
                        GError       **error)
{
  LwEngine *engine;

  g_return_val_if_fail (workspace != NULL, NULL);
  g_return_val_if_fail (clock != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  engine = lw_engine_open (workspace, clock, g_main_context_get_thread_default (), error);
  return engine != NULL ? new_backend (workspace, engine) : NULL;
}

typedef struct
{
  char         *workspace;
  LwClock      *clock;
  GMainContext *context;
} LwBackendOpenCall;

static void
free_backend_open_call (LwBackendOpenCall *call)
{
  g_main_context_unref (call->context);
  lw_clock_unref (call->clock);
  g_free (call->workspace);
  g_free (call);
}

static void
open_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  const LwBackendOpenCall *call = data;
  g_autoptr (GError) error = NULL;
  LwEngine *engine = lw_engine_open (call->workspace, call->clock, call->context, &error);

  if (engine == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, engine, g_object_unref);
}

/**
 * lw_engine_backend_open_async:
 * @workspace: the folder of a workspace; made when missing
 * @clock: the time
 * @cancellable: (nullable): to stop it
 * @callback: called when it is open
 * @user_data: for @callback
 */
void
lw_engine_backend_open_async (const char          *workspace,
                              LwClock             *clock,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  LwBackendOpenCall *call;

  g_return_if_fail (workspace != NULL);
  g_return_if_fail (clock != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, lw_engine_backend_open_async);
  g_task_set_name (task, "open a workspace");
  call = g_new0 (LwBackendOpenCall, 1);
  call->workspace = g_strdup (workspace);
  call->clock = lw_clock_ref (clock);
  call->context = g_main_context_ref_thread_default ();
  g_task_set_task_data (task, call, (GDestroyNotify) free_backend_open_call);
  g_task_run_in_thread (task, open_thread);
}

/**
 * lw_engine_backend_open_finish:
 * @result: what the callback got
 * @error: return location: as in lw_engine_backend_open()
 *
 * Returns: (transfer full) (nullable): the place, with its jobs listed
 */
LwEngineBackend *
lw_engine_backend_open_finish (GAsyncResult  *result,
                               GError       **error)
{
  const LwBackendOpenCall *call;
  LwEngine *engine;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  call = g_task_get_task_data (G_TASK (result));
  engine = g_task_propagate_pointer (G_TASK (result), error);
  return engine != NULL ? new_backend (call->workspace, engine) : NULL;
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
 * Blocks until everything is on the disk, and gives the workspace free. The jobs stay listed as they are; whatever
 * is asked after this fails. Closing twice is allowed.
 */
void
lw_engine_backend_close (LwEngineBackend *self)
{
  g_return_if_fail (LW_IS_ENGINE_BACKEND (self));

  if (self->engine == NULL || self->changed_id == 0)
    return;
  lw_engine_close (self->engine);
  engine_changed_cb (self);
  g_clear_signal_handler (&self->changed_id, self->engine);
}
