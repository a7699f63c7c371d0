/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs the labeling jobs of a workspace in a thread of its own: opening, closing, and what calls and listeners
 * need. What the thread does in a turn is in lw-engine-turn.c, what a call does in lw-engine-calls.c. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-private.h"

#include "lw-directory-store.h"
#include "lw-workspace.h"

#include "lw-job-backend.h"

#include <glib/gi18n.h>

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

/* Job names are unique without regard to case. */
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
  guint64 n_served = G_MAXUINT64;

  g_hash_table_insert (self->jobs, &job->id, job);
  if (lw_engine_job_is_over (job))
    return;
  /* It competes for workers from now on, not for what others got before. */
  for (guint i = 0; i < self->active->len; i++)
    n_served = MIN (n_served, ((LwEngineJob *) self->active->pdata[i])->n_served);
  job->n_served = self->active->len > 0 ? n_served : 0;
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

/* The leases of the process before this one stay: a worker may still look at the task, in a browser, and everybody
 * else gets it back on coming back. */
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
load_records (LwEngine  *self,
              GError   **error)
{
  g_autoptr (GPtrArray) records = lw_engine_store_load_jobs (self->store, 0, error);

  if (records == NULL)
    return FALSE;
  while (records->len > 0)
    if (!load_job (self, g_ptr_array_steal_index (records, 0), error))
      return FALSE;
  return TRUE;
}

static gboolean
load_jobs (LwEngine  *self,
           GError   **error)
{
  if (!lw_engine_store_begin (self->store, FALSE, error))
    return FALSE;
  if (!load_records (self, error))
    {
      lw_engine_store_rollback (self->store);
      return FALSE;
    }
  return lw_engine_store_commit (self->store, error);
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
  self->output = lw_engine_output_new (database, self->objects, lw_engine_order_done, self);
  return TRUE;
}

static void
start_thread (LwEngine *self)
{
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->source = lw_engine_turn_source_new (self);
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

  lw_engine_close (self, 0);
  g_async_queue_unref (self->calls);
  g_ptr_array_unref (self->active);
  g_ptr_array_unref (self->drains);
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
  self->drains = g_ptr_array_new ();
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
  self->close_time = call->number > 0 ? g_get_monotonic_time () + (gint64) (call->number * G_USEC_PER_SEC) : G_MAXINT64;
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
  g_autoptr (GPtrArray) calls = lw_engine_pop_calls (self);

  for (guint i = 0; i < calls->len; i++)
    lw_engine_call_complete (g_ptr_array_index (calls, i), error);
  for (guint i = 0; i < self->drains->len; i++)
    lw_engine_call_complete (g_ptr_array_index (self->drains, i), error);
  g_ptr_array_set_size (self->drains, 0);
}

/**
 * lw_engine_close:
 * @self: an engine
 * @seconds: for how long output trees are written at most, 0 for as long as it takes
 *
 * Blocks until everything is on the disk, or cannot be brought there, and gives the workspace free. What is not written
 * in that time is written after the next start: answers are on the disk long before. Closing twice is allowed.
 */
void
lw_engine_close (LwEngine *self,
                 gint64    seconds)
{
  g_return_if_fail (LW_IS_ENGINE (self));

  if (self->thread != NULL)
    {
      LwEngineCall *call = lw_engine_call_new (run_close, NULL);

      call->number = seconds;
      lw_engine_push (self, call);
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
 * lw_engine_dup_database:
 * @self: an engine
 *
 * Returns: (transfer full): the file of its state; others may read it while it runs
 */
char *
lw_engine_dup_database (LwEngine *self)
{
  g_return_val_if_fail (LW_IS_ENGINE (self), NULL);

  return g_build_filename (self->workspace, LW_WORKSPACE_DATABASE, NULL);
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
