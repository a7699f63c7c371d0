/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs the labeling jobs of a workspace in a thread of its own. The thread works in turns: all calls that wait, and
 * all that is due, go into one transaction; then the callers are answered, files are sent off, and what changed is
 * made known. So many answers that come at once cost one fsync. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-private.h"

#include "lw-directory-store.h"
#include "lw-engine-job-files.h"
#include "lw-workspace.h"

#include "lw-job-backend.h"

#include <glib/gi18n.h>

#define RETRY_INTERVAL G_USEC_PER_SEC
#define LONGEST_SLEEP (60 * 60 * (gint64) G_USEC_PER_SEC)

/* Invariants: what is above @mutex belongs to the engine's thread once it runs; @jobs has every job, @active those
 * that are not over. @source wakes the thread: its ready time may be set from any thread. */
struct _LwEngine
{
  GObject           parent_instance;

  char             *workspace;
  LwWorkspaceLock  *lock;
  LwClock          *clock;
  LwObjectStore    *objects;
  GMainContext     *owner;
  GThread          *thread;
  GMainContext     *context;
  GMainLoop        *loop;
  GSource          *source;
  GAsyncQueue      *calls;

  LwEngineStore    *store;
  LwEngineOutput   *output;
  GHashTable       *jobs;
  GPtrArray        *active;
  gint64            retry_time;
  gboolean          troubled;
  gboolean          closing;

  GMutex            mutex;
  GHashTable       *changes;
  gboolean          announced;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LwEngine, lw_engine, G_TYPE_OBJECT)

/* What the calls use, in the engine's thread */

LwEngineJob *
lw_engine_find_job (LwEngine  *self,
                    gint64     job,
                    GError   **error)
{
  LwEngineJob *found = g_hash_table_lookup (self->jobs, &job);

  if (found == NULL)
    g_set_error_literal (error, LW_JOB_ERROR, LW_JOB_ERROR_NOT_FOUND, _("There is no such labeling job"));
  return found;
}

/* Job names are unique without regard to case (reference/ground-truth.md 5.2). */
LwEngineJob *
lw_engine_find_name (LwEngine   *self,
                     const char *name)
{
  GHashTableIter iter;
  gpointer job;

  g_hash_table_iter_init (&iter, self->jobs);
  while (g_hash_table_iter_next (&iter, NULL, &job))
    if (g_ascii_strcasecmp (((LwEngineJob *) job)->record->name, name) == 0)
      return job;
  return NULL;
}

void
lw_engine_add_job (LwEngine    *self,
                   LwEngineJob *job)
{
  g_hash_table_insert (self->jobs, &job->id, job);
  if (!lw_engine_job_is_over (job))
    g_ptr_array_add (self->active, job);
}

LwEngineStore *
lw_engine_get_store (LwEngine *self)
{
  return self->store;
}

gint64
lw_engine_get_now (LwEngine *self)
{
  return lw_clock_now (self->clock);
}

/* A turn's transaction */

static gboolean
is_refusal (const GError *error)
{
  return error->domain == LW_JOB_ERROR || error->domain == LW_TASK_ERROR;
}

static gboolean
run_calls (LwEngine   *self,
           GPtrArray  *calls,
           GError    **error)
{
  for (guint i = 0; i < calls->len; i++)
    {
      LwEngineCall *call = g_ptr_array_index (calls, i);
      g_autoptr (GError) local_error = NULL;

      if (call->func (self, call, &local_error))
        continue;
      if (!is_refusal (local_error))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      call->error = g_steal_pointer (&local_error);
    }
  return TRUE;
}

static gboolean
advance_job (LwEngine     *self,
             LwEngineJob  *job,
             GError      **error)
{
  gint64 now = lw_engine_get_now (self);

  if (lw_engine_job_needs_input (job) &&
      !lw_engine_job_read_input (job, self->store, self->objects, now, error))
    return FALSE;
  if ((job->next_due <= now || self->closing) &&
      !lw_engine_job_advance (job, self->store, now, self->closing, error))
    return FALSE;
  return !lw_engine_job_is_done (job) || lw_engine_job_has_files (job) ||
         lw_engine_job_finish (job, self->store, now, error);
}

static gboolean
advance_jobs (LwEngine  *self,
              GError   **error)
{
  for (guint i = 0; i < self->active->len; i++)
    if (!advance_job (self, g_ptr_array_index (self->active, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
needs_disk (LwEngine  *self,
            GPtrArray *calls)
{
  for (guint i = 0; i < calls->len; i++)
    if (((LwEngineCall *) calls->pdata[i])->durable)
      return TRUE;
  return FALSE;
}

/* Before the calls, what is due: a lease that has expired is no longer one. After them, what they made due. */
static gboolean
run_transaction (LwEngine   *self,
                 GPtrArray  *calls,
                 GError    **error)
{
  if (!lw_engine_store_begin (self->store, needs_disk (self, calls), error))
    return FALSE;
  if (!advance_jobs (self, error) || !run_calls (self, calls, error) || !advance_jobs (self, error))
    {
      lw_engine_store_rollback (self->store);
      return FALSE;
    }
  return lw_engine_store_commit (self->store, error);
}

static void
undo_seats (LwEngine  *self,
            GPtrArray *calls)
{
  for (guint i = 0; i < calls->len; i++)
    {
      LwEngineCall *call = g_ptr_array_index (calls, i);
      LwEngineJob *job = g_hash_table_lookup (self->jobs, &call->job);
      LwEngineWorker *worker = job != NULL ? g_hash_table_lookup (job->workers, &call->worker) : NULL;

      if (worker != NULL)
        worker->n_queues -= MIN (call->seats, (int) worker->n_queues);
      call->seats = 0;
    }
}

static void
set_problem (LwEngineJob *job,
             const char  *problem)
{
  g_free (job->problem);
  job->problem = g_strdup (problem);
  job->dirty = TRUE;
}

/* Memory has to say again what the store says: jobs that were being made are forgotten. */
static void
undo (LwEngine     *self,
      GPtrArray    *calls,
      const GError *error)
{
  undo_seats (self, calls);
  for (guint i = self->active->len; i-- > 0;)
    {
      LwEngineJob *job = g_ptr_array_index (self->active, i);
      g_autoptr (GError) local_error = NULL;

      if (lw_engine_job_load (job, self->store, &local_error))
        set_problem (job, error->message);
      else if (g_error_matches (local_error, LW_JOB_ERROR, LW_JOB_ERROR_NOT_FOUND))
        {
          g_ptr_array_remove_index (self->active, i);
          g_hash_table_remove (self->jobs, &job->id);
        }
      else
        g_warning ("%s", local_error->message);
    }
  self->troubled = TRUE;
  self->retry_time = g_get_monotonic_time () + RETRY_INTERVAL;
}

static void
clear_trouble (LwEngine *self)
{
  if (!self->troubled)
    return;
  self->troubled = FALSE;
  for (guint i = 0; i < self->active->len; i++)
    set_problem (g_ptr_array_index (self->active, i), NULL);
}

static void
answer_calls (LwEngine     *self,
              GPtrArray    *calls,
              const GError *error)
{
  for (guint i = 0; i < calls->len; i++)
    {
      LwEngineCall *call = g_ptr_array_index (calls, i);

      /* Nobody waits for these, so nobody would try them again. */
      if (error != NULL && call->task == NULL && !self->closing)
        g_async_queue_push (self->calls, call);
      else
        lw_engine_call_complete (call, error);
    }
}

/* Files, news and sleep */

static void
send_files (LwEngine *self)
{
  gint64 now = g_get_monotonic_time ();

  for (guint i = 0; i < self->active->len; i++)
    {
      LwEngineJob *job = g_ptr_array_index (self->active, i);
      g_autoptr (GError) error = NULL;
      LwOutputOrder *order;

      if (lw_engine_job_get_files_time (job, self->closing) > now)
        continue;
      order = lw_engine_job_next_files (job, self->store, &error);
      if (order != NULL)
        lw_engine_output_push (self->output, order);
      else
        {
          set_problem (job, error->message);
          job->retry_time = now + RETRY_INTERVAL;
        }
    }
}

static void
order_done_cb (LwOutputOrder *order,
               gpointer       data)
{
  LwEngineCall *call = lw_engine_call_new (lw_engine_end_order, NULL);

  call->order = order;
  lw_engine_push (data, call);
}

static gboolean
announce_cb (gpointer data)
{
  LwEngine *self = data;

  g_mutex_lock (&self->mutex);
  self->announced = FALSE;
  g_mutex_unlock (&self->mutex);
  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
announce (LwEngine *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, announce_cb, g_object_ref (self), g_object_unref);
  g_source_attach (source, self->owner);
}

static void
publish (LwEngine *self)
{
  gint64 now = lw_engine_get_now (self);
  gboolean first = FALSE;

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->active->len; i++)
    {
      LwEngineJob *job = g_ptr_array_index (self->active, i);
      LwEngineSnapshot *snapshot;

      if (!job->dirty)
        continue;
      job->dirty = FALSE;
      snapshot = lw_engine_snapshot_new (job, now);
      g_hash_table_replace (self->changes, &snapshot->id, snapshot);
      first |= !self->announced;
      self->announced = TRUE;
    }
  g_mutex_unlock (&self->mutex);
  if (first)
    announce (self);
}

static void
forget_finished (LwEngine *self)
{
  for (guint i = self->active->len; i-- > 0;)
    if (lw_engine_job_is_over (g_ptr_array_index (self->active, i)))
      g_ptr_array_remove_index (self->active, i);
}

static void
schedule (LwEngine *self)
{
  gint64 monotonic = g_get_monotonic_time ();
  gint64 now = lw_engine_get_now (self);
  gint64 wake = monotonic + LONGEST_SLEEP;

  for (guint i = 0; i < self->active->len; i++)
    {
      LwEngineJob *job = g_ptr_array_index (self->active, i);

      if (lw_engine_job_needs_input (job))
        wake = monotonic;
      else if (job->next_due < now + LONGEST_SLEEP)
        wake = MIN (wake, monotonic + MAX (0, job->next_due - now));
      wake = MIN (wake, lw_engine_job_get_files_time (job, self->closing));
    }
  wake = MAX (wake, self->retry_time);
  g_source_set_ready_time (self->source, wake);
  /* A call that came meanwhile has set a time that was just overwritten. */
  if (g_async_queue_length (self->calls) > 0)
    g_source_set_ready_time (self->source, MAX (0, self->retry_time));
}

static gboolean
can_close (LwEngine *self)
{
  for (guint i = 0; i < self->active->len; i++)
    {
      LwEngineJob *job = g_ptr_array_index (self->active, i);

      /* What cannot be written now is written after the next start. */
      if (job->writing || (lw_engine_job_has_files (job) && job->retry_time == 0))
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
pop_calls (LwEngine *self)
{
  GPtrArray *calls = g_ptr_array_new ();
  LwEngineCall *call;

  while ((call = g_async_queue_try_pop (self->calls)) != NULL)
    g_ptr_array_add (calls, call);
  return calls;
}

static gboolean
turn_cb (gpointer data)
{
  LwEngine *self = data;
  g_autoptr (GPtrArray) calls = NULL;
  g_autoptr (GError) error = NULL;

  g_source_set_ready_time (self->source, -1);
  calls = pop_calls (self);
  self->retry_time = 0;
  if (run_transaction (self, calls, &error))
    clear_trouble (self);
  else
    undo (self, calls, error);
  answer_calls (self, calls, error);
  send_files (self);
  publish (self);
  forget_finished (self);
  if (self->closing && (error != NULL || can_close (self)))
    g_main_loop_quit (self->loop);
  else
    schedule (self);
  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_turn (GSource     *source,
               GSourceFunc  callback,
               gpointer     data)
{
  return callback (data);
}

static GSourceFuncs turn_funcs = { .dispatch = dispatch_turn };

static gpointer
run_thread (gpointer data)
{
  LwEngine *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

/* Opening and closing */

static gboolean
load_job (LwEngine     *self,
          LwJobRecord  *record,
          GError      **error)
{
  LwEngineJob *job = lw_engine_job_new (record);
  gboolean ok = lw_engine_job_load (job, self->store, error);

  lw_engine_add_job (self, job);
  return ok;
}

static gboolean
load_jobs (LwEngine  *self,
           GError   **error)
{
  g_autoptr (GPtrArray) records = NULL;

  if (!lw_engine_store_begin (self->store, FALSE, error))
    return FALSE;
  if (!lw_engine_store_remove_leases (self->store, error))
    {
      lw_engine_store_rollback (self->store);
      return FALSE;
    }
  if (!lw_engine_store_commit (self->store, error))
    return FALSE;

  records = lw_engine_store_load_jobs (self->store, 0, error);
  if (records == NULL)
    return FALSE;
  while (records->len > 0)
    if (!load_job (self, g_ptr_array_steal_index (records, 0), error))
      return FALSE;
  return TRUE;
}

/* The listeners learn of the jobs that were there before from the first changes. */
static void
publish_all (LwEngine *self)
{
  GHashTableIter iter;
  gpointer job;

  g_hash_table_remove_all (self->changes);
  g_hash_table_iter_init (&iter, self->jobs);
  while (g_hash_table_iter_next (&iter, NULL, &job))
    {
      LwEngineSnapshot *snapshot = lw_engine_snapshot_new (job, lw_engine_get_now (self));

      g_hash_table_replace (self->changes, &snapshot->id, snapshot);
      ((LwEngineJob *) job)->dirty = FALSE;
    }
}

static gboolean
open_files (LwEngine  *self,
            GError   **error)
{
  g_autofree char *database = g_build_filename (self->workspace, LW_WORKSPACE_DATABASE, NULL);
  LwDirectoryStore *objects;

  self->lock = lw_workspace_lock (self->workspace, error);
  if (self->lock == NULL)
    return FALSE;
  objects = lw_directory_store_open (self->workspace, error);
  if (objects == NULL)
    return FALSE;
  self->objects = LW_OBJECT_STORE (objects);
  self->store = lw_engine_store_open (database, error);
  if (self->store == NULL || !load_jobs (self, error))
    return FALSE;
  self->output = lw_engine_output_new (database, self->objects, order_done_cb, self);
  return TRUE;
}

static void
start_thread (LwEngine *self)
{
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->source = g_source_new (&turn_funcs, sizeof (GSource));
  g_source_set_callback (self->source, turn_cb, self, NULL);
  g_source_set_ready_time (self->source, 0);
  g_source_attach (self->source, self->context);
  self->thread = g_thread_new ("lw-engine", run_thread, self);
}

static void
free_job (gpointer data)
{
  lw_engine_job_free (data);
}

static void
unref_snapshot (gpointer data)
{
  lw_engine_snapshot_unref (data);
}

static void
lw_engine_finalize (GObject *object)
{
  LwEngine *self = LW_ENGINE (object);

  lw_engine_close (self);
  g_async_queue_unref (self->calls);
  g_ptr_array_unref (self->active);
  g_hash_table_unref (self->changes);
  g_hash_table_unref (self->jobs);
  g_clear_object (&self->objects);
  g_clear_pointer (&self->clock, lw_clock_unref);
  g_clear_pointer (&self->owner, g_main_context_unref);
  g_mutex_clear (&self->mutex);
  g_free (self->workspace);
  G_OBJECT_CLASS (lw_engine_parent_class)->finalize (object);
}

static void
lw_engine_class_init (LwEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_engine_finalize;

  /**
   * LwEngine::changed:
   *
   * Jobs are not as they were: lw_engine_steal_changes() has them.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
lw_engine_init (LwEngine *self)
{
  g_mutex_init (&self->mutex);
  self->calls = g_async_queue_new ();
  self->active = g_ptr_array_new ();
  self->jobs = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_job);
  self->changes = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, unref_snapshot);
}

/**
 * lw_engine_open:
 * @workspace: the folder of a workspace; made when missing
 * @clock: the time
 * @owner: (nullable): where "changed" is emitted; %NULL for the main context
 * @error: return location: %LW_JOB_ERROR_BUSY when another process has the workspace, or a #GIOErrorEnum code
 *
 * Blocks while the state is read.
 *
 * Returns: (transfer full) (nullable): the engine, with its jobs running
 */
LwEngine *
lw_engine_open (const char    *workspace,
                LwClock       *clock,
                GMainContext  *owner,
                GError       **error)
{
  g_autoptr (LwEngine) self = NULL;

  g_return_val_if_fail (workspace != NULL, NULL);
  g_return_val_if_fail (clock != NULL, NULL);

  self = g_object_new (LW_TYPE_ENGINE, NULL);
  self->workspace = g_strdup (workspace);
  self->clock = lw_clock_ref (clock);
  self->owner = g_main_context_ref (owner != NULL ? owner : g_main_context_default ());
  if (!open_files (self, error))
    return NULL;
  publish_all (self);
  start_thread (self);
  return g_steal_pointer (&self);
}

static gboolean
run_close (LwEngine      *self,
           LwEngineCall  *call,
           GError       **error)
{
  self->closing = TRUE;
  /* What could not be written gets one more try. */
  for (guint i = 0; i < self->active->len; i++)
    ((LwEngineJob *) self->active->pdata[i])->retry_time = 0;
  return TRUE;
}

static void
drop_calls (LwEngine *self)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED,
                                                  _("The labeling jobs of this computer are closed"));
  g_autoptr (GPtrArray) calls = pop_calls (self);

  for (guint i = 0; i < calls->len; i++)
    lw_engine_call_complete (g_ptr_array_index (calls, i), error);
}

/**
 * lw_engine_close:
 * @self: an engine
 *
 * Blocks until everything is on the disk, or cannot be brought there, and gives the workspace free. Closing twice
 * is allowed.
 */
void
lw_engine_close (LwEngine *self)
{
  g_return_if_fail (LW_IS_ENGINE (self));

  if (self->thread != NULL)
    {
      lw_engine_push (self, lw_engine_call_new (run_close, NULL));
      g_thread_join (g_steal_pointer (&self->thread));
      g_clear_pointer (&self->output, lw_engine_output_free);
      g_source_destroy (self->source);
      g_clear_pointer (&self->source, g_source_unref);
      g_clear_pointer (&self->loop, g_main_loop_unref);
      g_clear_pointer (&self->context, g_main_context_unref);
    }
  g_clear_pointer (&self->output, lw_engine_output_free);
  drop_calls (self);
  g_clear_pointer (&self->store, lw_engine_store_free);
  g_clear_pointer (&self->lock, lw_workspace_unlock);
}

/**
 * lw_engine_push:
 * @self: an engine
 * @call: (transfer full): what its thread should do
 *
 * After lw_engine_close() the call is refused.
 */
void
lw_engine_push (LwEngine     *self,
                LwEngineCall *call)
{
  g_async_queue_push (self->calls, call);
  if (self->source != NULL)
    g_source_set_ready_time (self->source, 0);
  else
    drop_calls (self);
}

/**
 * lw_engine_wake:
 * @self: an engine
 *
 * Makes the engine look at its clock. A system's clock needs none of this; a manual one does after it was moved.
 */
void
lw_engine_wake (LwEngine *self)
{
  g_return_if_fail (LW_IS_ENGINE (self));

  if (self->source != NULL)
    g_source_set_ready_time (self->source, 0);
}

/**
 * lw_engine_get_objects:
 * @self: an engine
 *
 * Returns: (transfer none): where the jobs' files are
 */
LwObjectStore *
lw_engine_get_objects (LwEngine *self)
{
  g_return_val_if_fail (LW_IS_ENGINE (self), NULL);

  return self->objects;
}

/**
 * lw_engine_steal_changes:
 * @self: an engine
 *
 * Returns: (transfer full) (element-type LwEngineSnapshot): the jobs that changed since the last time, each as it
 *   is now
 */
GPtrArray *
lw_engine_steal_changes (LwEngine *self)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_engine_snapshot_unref);
  GHashTableIter iter;
  gpointer snapshot;

  g_return_val_if_fail (LW_IS_ENGINE (self), NULL);

  g_mutex_lock (&self->mutex);
  g_hash_table_iter_init (&iter, self->changes);
  while (g_hash_table_iter_next (&iter, NULL, &snapshot))
    g_ptr_array_add (changes, lw_engine_snapshot_ref (snapshot));
  g_hash_table_remove_all (self->changes);
  g_mutex_unlock (&self->mutex);
  return g_steal_pointer (&changes);
}
