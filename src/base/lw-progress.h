/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Progress of a thread, told in the main context of the one who waits: the latest state only, once a turn. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _LwProgress LwProgress;

typedef void (*LwProgressFunc) (guint64  done,
                                guint64  total,
                                gpointer data);

LwProgress *lw_progress_new    (LwProgressFunc  func,
                                gpointer        data) G_GNUC_WARN_UNUSED_RESULT;
void        lw_progress_free   (LwProgress     *self);

void        lw_progress_report (guint64         done,
                                guint64         total,
                                gpointer        progress);
void        lw_progress_end    (LwProgress     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwProgress, lw_progress_free)

G_END_DECLS
