/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What one worker did in a labeling job, as the job page shows it. Owned and updated by a backend, on the main
 * thread. */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define LW_TYPE_WORKER_ACTIVITY (lw_worker_activity_get_type ())
G_DECLARE_FINAL_TYPE (LwWorkerActivity, lw_worker_activity, LW, WORKER_ACTIVITY, GObject)

LwWorkerActivity *lw_worker_activity_new                (const char       *name) G_GNUC_WARN_UNUSED_RESULT;

const char       *lw_worker_activity_get_name           (LwWorkerActivity *self);
guint64           lw_worker_activity_get_n_answers      (LwWorkerActivity *self);
double            lw_worker_activity_get_mean_seconds   (LwWorkerActivity *self);
gint64            lw_worker_activity_get_last_answer    (LwWorkerActivity *self);
gboolean          lw_worker_activity_get_active         (LwWorkerActivity *self);
gboolean          lw_worker_activity_get_paused         (LwWorkerActivity *self);
void              lw_worker_activity_set_paused         (LwWorkerActivity *self,
                                                         gboolean          paused);
guint64           lw_worker_activity_get_gold           (LwWorkerActivity *self,
                                                         guint64          *n_right);
void              lw_worker_activity_set_gold           (LwWorkerActivity *self,
                                                         guint64           n_gold,
                                                         guint64           n_right);

void              lw_worker_activity_update             (LwWorkerActivity *self,
                                                         guint64           n_answers,
                                                         double            mean_seconds,
                                                         gint64            last_answer,
                                                         gboolean          active);

G_END_DECLS
