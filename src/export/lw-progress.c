/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Progress of a thread, told in the main context of the one who waits. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-progress.h"

/* Invariant: it outlives its task by the idle sources that hold it. done, total and is_queued are under the lock; the
 * rest is of the waiting context alone. */
struct _LwProgress
{
  gatomicrefcount  refs;
  LwProgressFunc   func;
  gpointer         data;
  GMainContext    *context;
  GMutex           lock;
  guint64          done;
  guint64          total;
  gboolean         is_queued;
  gboolean         is_ended;
};

/**
 * lw_progress_new:
 * @func: (nullable): called in this thread's default main context
 * @data: its data
 *
 * Returns: (transfer full): a progress, for another thread to report to
 */
LwProgress *
lw_progress_new (LwProgressFunc func,
                 gpointer       data)
{
  LwProgress *self = g_new0 (LwProgress, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  self->func = func;
  self->data = data;
  self->context = g_main_context_ref_thread_default ();
  return self;
}

void
lw_progress_unref (LwProgress *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static void
unref_progress (gpointer data)
{
  lw_progress_unref (data);
}

static gboolean
tell_cb (gpointer data)
{
  LwProgress *self = data;
  guint64 done, total;

  g_mutex_lock (&self->lock);
  self->is_queued = FALSE;
  done = self->done;
  total = self->total;
  g_mutex_unlock (&self->lock);
  if (!self->is_ended)
    self->func (done, total, self->data);
  return G_SOURCE_REMOVE;
}

/**
 * lw_progress_report:
 * @done: how much is done
 * @total: of how much
 * @progress: an #LwProgress
 *
 * For the thread that works.
 */
void
lw_progress_report (guint64  done,
                    guint64  total,
                    gpointer progress)
{
  LwProgress *self = progress;
  g_autoptr (GSource) source = NULL;
  gboolean was_queued;

  if (self->func == NULL)
    return;
  g_mutex_lock (&self->lock);
  self->done = done;
  self->total = total;
  was_queued = self->is_queued;
  self->is_queued = TRUE;
  g_mutex_unlock (&self->lock);
  if (was_queued)
    return;

  /* Not g_main_context_invoke (): while nobody runs the context, that would call back in this thread. */
  g_atomic_ref_count_inc (&self->refs);
  source = g_idle_source_new ();
  g_source_set_callback (source, tell_cb, self, unref_progress);
  g_source_attach (source, self->context);
}

/**
 * lw_progress_end:
 * @self: a progress
 *
 * For the one who waits: nothing is told from now on.
 */
void
lw_progress_end (LwProgress *self)
{
  g_return_if_fail (self != NULL);

  self->is_ended = TRUE;
}
