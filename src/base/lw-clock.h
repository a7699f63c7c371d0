/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The time, as a parameter: the engine asks a clock, so that tests can move it. Not for measuring durations. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LwClock LwClock;

LwClock *lw_clock_new_system (void) G_GNUC_WARN_UNUSED_RESULT;
LwClock *lw_clock_new_manual (gint64   start) G_GNUC_WARN_UNUSED_RESULT;
LwClock *lw_clock_ref        (LwClock *self) G_GNUC_WARN_UNUSED_RESULT;
void     lw_clock_unref      (LwClock *self);

gint64   lw_clock_now        (LwClock *self);
void     lw_clock_advance    (LwClock *self,
                              gint64   microseconds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwClock, lw_clock_unref)

G_END_DECLS
