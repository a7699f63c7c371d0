/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the engine's thread does in a turn: all calls that wait, and all that is due, go into one transaction; then
 * the callers are answered, files are sent off, and what changed is made known. So many answers that come at once
 * cost one fsync. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-private.h"

#include "lw-engine-job-files.h"

#include "lw-job-backend.h"

#define RETRY_INTERVAL G_USEC_PER_SEC
/* How often one looks whether the input of a running job has changed. */
#define INPUT_INTERVAL (5 * 60 * (gint64) G_USEC_PER_SEC)
#define LONGEST_SLEEP (60 * 60 * (gint64) G_USEC_PER_SEC)

/* The transaction */

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

/* Whether nothing may wait any more: answers become labels and files are written at once. */
static gboolean
is_hurried (LwEngine *self)
{
  return self->closing || self->drains->len > 0;
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
  if ((job->next_due <= now || is_hurried (self)) &&
      !lw_engine_job_advance (job, self->store, now, is_hurried (self), error))
    return FALSE;
  return !lw_engine_job_is_done (job) || lw_engine_job_has_files (job) ||
         lw_engine_job_finish (job, self->store, now, error);
}

static gboolean
check_inputs (LwEngine  *self,
              GError   **error)
{
  gint64 now = lw_engine_get_now (self);

  if (now < self->input_time)
    return TRUE;
  self->input_time = now + INPUT_INTERVAL;
  for (guint i = 0; i < self->active->len; i++)
    if (!lw_engine_job_check_input (g_ptr_array_index (self->active, i), self->store, self->objects, now, error))
      return FALSE;
  return TRUE;
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
  if (!check_inputs (self, error) || !advance_jobs (self, error) || !run_calls (self, calls, error) ||
      !advance_jobs (self, error))
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

      if (error == NULL && call->drains)
        g_ptr_array_add (self->drains, call);
      /* Nobody waits for these, so nobody would try them again. */
      else if (error != NULL && call->task == NULL && !self->closing)
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

      if (lw_engine_job_get_files_time (job, is_hurried (self)) > now)
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

/**
 * lw_engine_order_done:
 * @order: (transfer full): what was written, or not
 * @data: an engine
 *
 * An LwOutputFunc: called in the output's thread.
 */
void
lw_engine_order_done (LwOutputOrder *order,
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
  g_signal_emit_by_name (self, "changed");
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

static gboolean
is_attended (LwEngineJob *job)
{
  GHashTableIter iter;
  gpointer worker;

  g_hash_table_iter_init (&iter, job->workers);
  while (g_hash_table_iter_next (&iter, NULL, &worker))
    if (((LwEngineWorker *) worker)->n_queues > 0)
      return TRUE;
  return FALSE;
}

/* A job that is over still has news as long as a worker has it open. */
static void
forget_finished (LwEngine *self)
{
  for (guint i = self->active->len; i-- > 0;)
    {
      LwEngineJob *job = g_ptr_array_index (self->active, i);

      if (lw_engine_job_is_over (job) && !is_attended (job))
        g_ptr_array_remove_index (self->active, i);
    }
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

      if (lw_engine_job_is_over (job))
        continue;
      if (lw_engine_job_needs_input (job))
        wake = monotonic;
      else if (job->next_due < now + LONGEST_SLEEP)
        wake = MIN (wake, monotonic + MAX (0, job->next_due - now));
      wake = MIN (wake, lw_engine_job_get_files_time (job, is_hurried (self)));
    }
  if (self->active->len > 0)
    wake = MIN (wake, monotonic + MAX (0, self->input_time - now));
  wake = MAX (wake, self->retry_time);
  g_source_set_ready_time (self->source, wake);
  /* A call that came meanwhile has set a time that was just overwritten. */
  if (g_async_queue_length (self->calls) > 0)
    g_source_set_ready_time (self->source, MAX (0, self->retry_time));
}

/* Whether all is written that can be written now. */
static gboolean
is_written (LwEngine *self)
{
  for (guint i = 0; i < self->active->len; i++)
    {
      LwEngineJob *job = g_ptr_array_index (self->active, i);

      /* What cannot be written now is written after the next start. */
      if (job->writing || (lw_engine_job_has_files (job) && job->retry_time == 0) ||
          (!lw_engine_job_is_over (job) && job->next_due <= lw_engine_get_now (self)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
can_close (LwEngine *self)
{
  if (g_get_monotonic_time () < self->close_time)
    return is_written (self);
  for (guint i = 0; i < self->active->len; i++)
    if (((LwEngineJob *) self->active->pdata[i])->writing)
      return FALSE;
  return TRUE;
}

static void
end_drains (LwEngine *self)
{
  g_autoptr (GPtrArray) drains = NULL;

  if (self->drains->len == 0 || !is_written (self))
    return;
  drains = g_steal_pointer (&self->drains);
  self->drains = g_ptr_array_new ();
  for (guint i = 0; i < drains->len; i++)
    lw_engine_call_complete (g_ptr_array_index (drains, i), NULL);
}

/**
 * lw_engine_pop_calls:
 * @self: an engine
 *
 * Returns: (transfer full) (element-type LwEngineCall): the calls that wait
 */
GPtrArray *
lw_engine_pop_calls (LwEngine *self)
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
  calls = lw_engine_pop_calls (self);
  self->retry_time = 0;
  if (run_transaction (self, calls, &error))
    clear_trouble (self);
  else
    undo (self, calls, error);
  /* Who gets an answer finds the job as it is after the call. */
  publish (self);
  answer_calls (self, calls, error);
  if (!self->closing || g_get_monotonic_time () < self->close_time)
    send_files (self);
  publish (self);
  end_drains (self);
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

/**
 * lw_engine_turn_source_new:
 * @self: an engine
 *
 * Returns: (transfer full): what runs a turn when its ready time has come: at once, to begin with
 */
GSource *
lw_engine_turn_source_new (LwEngine *self)
{
  GSource *source = g_source_new (&turn_funcs, sizeof (GSource));

  g_source_set_callback (source, turn_cb, self, NULL);
  g_source_set_ready_time (source, 0);
  return source;
}
