/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files lw-engine-backend*.c share. */

#pragma once

#include "lw-engine-backend.h"
#include "lw-engine.h"

G_BEGIN_DECLS

/* Invariant: @jobs has each job of the engine once, newest first; @by_id finds it by the engine's number. */
struct _LwEngineBackend
{
  GObject     parent_instance;

  char       *workspace;
  LwEngine   *engine;
  gulong      changed_id;
  GListStore *jobs;
  GHashTable *by_id;
  GPtrArray  *queues;
};

LwEngineBackend *lw_engine_backend_new                 (const char                  *workspace,
                                                        LwEngine                    *engine) G_GNUC_WARN_UNUSED_RESULT;
gint64           lw_engine_backend_get_job_id          (LwLabelingJob               *job);
LwLabelingJob   *lw_engine_backend_new_job             (LwEngineSnapshot            *snapshot) G_GNUC_WARN_UNUSED_RESULT;
GTask           *lw_engine_backend_new_task            (LwJobBackend                *backend,
                                                        gpointer                     tag,
                                                        const char                  *name,
                                                        GCancellable                *cancellable,
                                                        GAsyncReadyCallback          callback,
                                                        gpointer                     user_data)
                                                        G_GNUC_WARN_UNUSED_RESULT;

/* lw-engine-backend-control.c */
void             lw_engine_backend_control_iface_init  (LwJobControlInterface       *iface);

/* lw-engine-backend-tasks.c */
void             lw_engine_backend_forget_queues       (LwEngineBackend             *self);
void             lw_engine_backend_open_tasks_async    (LwJobBackend                *backend,
                                                        LwLabelingJob               *job,
                                                        const char                  *worker,
                                                        GCancellable                *cancellable,
                                                        GAsyncReadyCallback          callback,
                                                        gpointer                     user_data);
LwTaskQueue     *lw_engine_backend_open_tasks_finish   (LwJobBackend                *backend,
                                                        GAsyncResult                *result,
                                                        GError                     **error) G_GNUC_WARN_UNUSED_RESULT;
void             lw_engine_backend_load_answers_async  (LwJobBackend                *backend,
                                                        const char                  *output_manifest_uri,
                                                        guint64                      data_object_id,
                                                        GCancellable                *cancellable,
                                                        GAsyncReadyCallback          callback,
                                                        gpointer                     user_data);
JsonNode        *lw_engine_backend_load_answers_finish (LwJobBackend                *backend,
                                                        GAsyncResult                *result,
                                                        GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
