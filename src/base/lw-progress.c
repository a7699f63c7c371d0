/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Progress of a thread, told in the main context of the one who waits. */

#define G_LOG_DOMAIN "lw-base"

#include "config.h"

#include "lw-progress.h"

#include "lw-relay.h"

/* done and total are under the lock; the rest is of the waiting context alone. */
struct _LwProgress
{
  LwRelay        *relay;
  LwProgressFunc  func;
  gpointer        data;
  GMutex          lock;
  guint64         done;
  guint64         total;
};

static void
tell_cb (gpointer data)
{
  LwProgress *self = data;
  guint64 done, total;

  g_mutex_lock (&self->lock);
  done = self->done;
  total = self->total;
  g_mutex_unlock (&self->lock);
  self->func (done, total, self->data);
}

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

  g_mutex_init (&self->lock);
  self->func = func;
  self->data = data;
  self->relay = lw_relay_new (tell_cb, self);
  return self;
}

void
lw_progress_free (LwProgress *self)
{
  g_return_if_fail (self != NULL);

  lw_relay_end (self->relay);
  lw_relay_unref (self->relay);
  g_mutex_clear (&self->lock);
  g_free (self);
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

  if (self->func == NULL)
    return;
  g_mutex_lock (&self->lock);
  self->done = done;
  self->total = total;
  g_mutex_unlock (&self->lock);
  lw_relay_queue (self->relay);
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

  lw_relay_end (self->relay);
}
