/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A worker's way through a job of the engine. Belongs to the backend's thread. */

#pragma once

#include "lw-engine.h"

#include "lw-task-queue.h"

G_BEGIN_DECLS

#define LW_TYPE_ENGINE_TASK_QUEUE (lw_engine_task_queue_get_type ())
G_DECLARE_FINAL_TYPE (LwEngineTaskQueue, lw_engine_task_queue, LW, ENGINE_TASK_QUEUE, GObject)

LwEngineTaskQueue *lw_engine_task_queue_new    (LwEngine           *engine,
                                                LwLabelingJob      *job,
                                                const char         *worker,
                                                LwEngineSeat       *seat) G_GNUC_WARN_UNUSED_RESULT;
gint64             lw_engine_task_queue_get_job_id (LwEngineTaskQueue *self);
void               lw_engine_task_queue_update (LwEngineTaskQueue  *self,
                                                LwEngineSnapshot   *snapshot);
void               lw_engine_task_queue_set_numbers (LwEngineTaskQueue *self,
                                                GTask              *task);

G_END_DECLS
