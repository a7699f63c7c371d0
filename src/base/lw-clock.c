/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The time, as a parameter: the engine asks a clock, so that tests can move it. Not for measuring durations. */

#define G_LOG_DOMAIN "lw-base"

#include "config.h"

#include "lw-clock.h"

/* A manual clock stands still until it is advanced. Any thread may use either kind. */
struct _LwClock
{
  gatomicrefcount ref_count;
  gboolean        manual;
  GMutex          mutex;
  gint64          now;
};

static LwClock *
new_clock (gboolean manual,
           gint64   start)
{
  LwClock *self = g_new0 (LwClock, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->manual = manual;
  self->now = start;
  return self;
}

/**
 * lw_clock_new_system:
 *
 * Returns: (transfer full): a clock that shows the system's time
 */
LwClock *
lw_clock_new_system (void)
{
  return new_clock (FALSE, 0);
}

/**
 * lw_clock_new_manual:
 * @start: microseconds since 1970-01-01 UTC
 *
 * Returns: (transfer full): a clock that moves only by lw_clock_advance()
 */
LwClock *
lw_clock_new_manual (gint64 start)
{
  return new_clock (TRUE, start);
}

LwClock *
lw_clock_ref (LwClock *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lw_clock_unref (LwClock *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * lw_clock_now:
 * @self: a clock
 *
 * Returns: microseconds since 1970-01-01 UTC
 */
gint64
lw_clock_now (LwClock *self)
{
  gint64 now;

  g_return_val_if_fail (self != NULL, 0);

  if (!self->manual)
    return g_get_real_time ();

  g_mutex_lock (&self->mutex);
  now = self->now;
  g_mutex_unlock (&self->mutex);
  return now;
}

/**
 * lw_clock_advance:
 * @self: a manual clock
 * @microseconds: how far to move it
 */
void
lw_clock_advance (LwClock *self,
                  gint64   microseconds)
{
  g_return_if_fail (self != NULL && self->manual);

  g_mutex_lock (&self->mutex);
  self->now += microseconds;
  g_mutex_unlock (&self->mutex);
}
