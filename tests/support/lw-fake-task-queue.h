/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A worker's way through a job that exists only in memory. The test says which images there are and what goes wrong:
 * answers that fail, are refused or wait. Calls answer on the main loop. */

#pragma once

#include "lw-task-queue.h"

G_BEGIN_DECLS

#define LW_TYPE_FAKE_TASK_QUEUE (lw_fake_task_queue_get_type ())
G_DECLARE_FINAL_TYPE (LwFakeTaskQueue, lw_fake_task_queue, LW, FAKE_TASK_QUEUE, GObject)

LwFakeTaskQueue *lw_fake_task_queue_new             (LwTaskType           task_type,
                                                     const char *const   *labels,
                                                     const char *const   *images) G_GNUC_WARN_UNUSED_RESULT;

void             lw_fake_task_queue_set_seconds     (LwFakeTaskQueue     *self,
                                                     double               seconds);
void             lw_fake_task_queue_fail_submits    (LwFakeTaskQueue     *self,
                                                     guint                n);
void             lw_fake_task_queue_fail_takes      (LwFakeTaskQueue     *self,
                                                     guint                n);
void             lw_fake_task_queue_refuse_submits  (LwFakeTaskQueue     *self,
                                                     int                  code);
void             lw_fake_task_queue_hold_submits    (LwFakeTaskQueue     *self,
                                                     gboolean             hold);
void             lw_fake_task_queue_set_withheld    (LwFakeTaskQueue     *self,
                                                     guint                n);

const char      *lw_fake_task_queue_get_answer      (LwFakeTaskQueue     *self,
                                                     guint                index);
double           lw_fake_task_queue_get_seconds_spent (LwFakeTaskQueue   *self,
                                                     guint                index);
guint            lw_fake_task_queue_get_n_submits   (LwFakeTaskQueue     *self);
const char      *lw_fake_task_queue_get_decline     (LwFakeTaskQueue     *self,
                                                     guint                index);
gboolean         lw_fake_task_queue_get_closed      (LwFakeTaskQueue     *self);

G_END_DECLS
