/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One sitting of a person at a labeling job: which task is looked at, which come next, which answers are on their
 * way. No widgets: LwLabelPage shows it. Main thread only. */

#pragma once

#include "lw-task-queue.h"

G_BEGIN_DECLS

#define LW_TYPE_LABEL_SESSION (lw_label_session_get_type ())
G_DECLARE_FINAL_TYPE (LwLabelSession, lw_label_session, LW, LABEL_SESSION, GObject)

/* How many tasks are held beyond the one that is looked at. */
#define LW_LABEL_SESSION_AHEAD 8

/**
 * LwLabelSessionState:
 * @LW_LABEL_SESSION_STARTING: the first tasks are on their way
 * @LW_LABEL_SESSION_WORKING: there is a task to look at
 * @LW_LABEL_SESSION_WAITING: there is none now, but others may give some back
 * @LW_LABEL_SESSION_DONE: there is nothing left for this worker
 * @LW_LABEL_SESSION_FAILED: tasks cannot be had; lw_label_session_retry() asks again
 */
typedef enum
{
  LW_LABEL_SESSION_STARTING,
  LW_LABEL_SESSION_WORKING,
  LW_LABEL_SESSION_WAITING,
  LW_LABEL_SESSION_DONE,
  LW_LABEL_SESSION_FAILED,
} LwLabelSessionState;

LwLabelSession      *lw_label_session_new                (LwTaskQueue    *queue) G_GNUC_WARN_UNUSED_RESULT;

LwTaskQueue         *lw_label_session_get_queue          (LwLabelSession *self);
LwLabelSessionState  lw_label_session_get_state          (LwLabelSession *self);
const GError        *lw_label_session_get_error          (LwLabelSession *self);
LwTask              *lw_label_session_get_current        (LwLabelSession *self);
const char          *lw_label_session_get_current_answer (LwLabelSession *self);
GPtrArray           *lw_label_session_dup_upcoming       (LwLabelSession *self) G_GNUC_WARN_UNUSED_RESULT;

guint64              lw_label_session_get_ordinal        (LwLabelSession *self);
guint64              lw_label_session_get_total          (LwLabelSession *self);
guint                lw_label_session_get_n_done         (LwLabelSession *self);
guint                lw_label_session_get_n_saving       (LwLabelSession *self);
guint                lw_label_session_get_n_failed       (LwLabelSession *self);
gboolean             lw_label_session_can_go_back        (LwLabelSession *self);

void                 lw_label_session_start              (LwLabelSession *self);
void                 lw_label_session_submit             (LwLabelSession *self,
                                                          const char     *answer,
                                                          double          seconds_spent);
void                 lw_label_session_decline            (LwLabelSession *self,
                                                          const char     *reason);
gboolean             lw_label_session_back               (LwLabelSession *self);
void                 lw_label_session_expire             (LwLabelSession *self,
                                                          gint64          now);
void                 lw_label_session_retry              (LwLabelSession *self);
void                 lw_label_session_close              (LwLabelSession *self);

G_END_DECLS
