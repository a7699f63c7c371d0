/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* News of a thread for the main context of the one who waits for it. */

#define G_LOG_DOMAIN "lw-base"

#include "config.h"

#include "lw-relay.h"

/* Invariant: it outlives the task by the idle sources that hold it, and its data only until it ends. is_queued is
 * atomic; is_ended belongs to the waiting context. */
struct _LwRelay
{
  gatomicrefcount  refs;
  LwRelayFunc      func;
  gpointer         data;
  GMainContext    *context;
  int              is_queued;
  gboolean         is_ended;
};

/**
 * lw_relay_new:
 * @func: called in this thread's default main context
 * @data: its data, good until the relay ends
 *
 * Returns: (transfer full): a relay
 */
LwRelay *
lw_relay_new (LwRelayFunc func,
              gpointer    data)
{
  LwRelay *self;

  g_return_val_if_fail (func != NULL, NULL);

  self = g_new0 (LwRelay, 1);
  g_atomic_ref_count_init (&self->refs);
  self->func = func;
  self->data = data;
  self->context = g_main_context_ref_thread_default ();
  return self;
}

/**
 * lw_relay_unref:
 * @self: (transfer full): a relay
 */
void
lw_relay_unref (LwRelay *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_main_context_unref (self->context);
  g_free (self);
}

static void
unref_relay (gpointer data)
{
  lw_relay_unref (data);
}

static gboolean
tell_cb (gpointer data)
{
  LwRelay *self = data;

  g_atomic_int_set (&self->is_queued, FALSE);
  if (!self->is_ended)
    self->func (self->data);
  return G_SOURCE_REMOVE;
}

/**
 * lw_relay_queue:
 * @self: a relay
 *
 * For the thread that works: there are news.
 */
void
lw_relay_queue (LwRelay *self)
{
  g_autoptr (GSource) source = NULL;

  g_return_if_fail (self != NULL);

  if (!g_atomic_int_compare_and_exchange (&self->is_queued, FALSE, TRUE))
    return;

  /* Not g_main_context_invoke (): while nobody runs the context, that would call back in this thread. */
  g_atomic_ref_count_inc (&self->refs);
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_cb, self, unref_relay);
  g_source_attach (source, self->context);
}

/**
 * lw_relay_end:
 * @self: a relay
 *
 * For the one who waits, when it takes the result: nothing is told from now on.
 */
void
lw_relay_end (LwRelay *self)
{
  g_return_if_fail (self != NULL);

  self->is_ended = TRUE;
}
