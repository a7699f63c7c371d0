/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* This computer as a place for labeling jobs: the engine of a workspace behind the interface that the studio and the
 * command line use. Belongs to the thread (and its main context) that opened it. */

#pragma once

#include "lw-clock.h"
#include "lw-job-backend.h"
#include "lw-past-answer.h"

G_BEGIN_DECLS

#define LW_TYPE_ENGINE_BACKEND (lw_engine_backend_get_type ())
G_DECLARE_FINAL_TYPE (LwEngineBackend, lw_engine_backend, LW, ENGINE_BACKEND, GObject)

char            *lw_engine_dup_default_workspace (void) G_GNUC_WARN_UNUSED_RESULT;

LwEngineBackend *lw_engine_backend_open          (const char           *workspace,
                                                  LwClock              *clock,
                                                  GCancellable         *cancellable,
                                                  GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void             lw_engine_backend_open_async    (const char           *workspace,
                                                  LwClock              *clock,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
LwEngineBackend *lw_engine_backend_open_finish   (GAsyncResult         *result,
                                                  GError              **error) G_GNUC_WARN_UNUSED_RESULT;

const char      *lw_engine_backend_get_workspace (LwEngineBackend      *self);
void             lw_engine_backend_wake          (LwEngineBackend      *self);
void             lw_engine_backend_drain_async   (LwEngineBackend      *self,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean         lw_engine_backend_drain_finish  (LwEngineBackend      *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
void             lw_engine_backend_open_next_async  (LwEngineBackend   *self,
                                                  const char           *worker,
                                                  const char *const    *jobs,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
LwTaskQueue     *lw_engine_backend_open_next_finish (LwEngineBackend   *self,
                                                  GAsyncResult         *result,
                                                  GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void             lw_engine_backend_submit_once_async (LwEngineBackend  *self,
                                                  LwLabelingJob        *job,
                                                  const char           *worker,
                                                  guint64               data_object_id,
                                                  const char           *answer_id,
                                                  const char           *content,
                                                  double                seconds,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean         lw_engine_backend_submit_once_finish (LwEngineBackend *self,
                                                  GAsyncResult         *result,
                                                  guint64              *n_answered,
                                                  guint64              *n_remaining,
                                                  GError              **error);
void             lw_engine_backend_load_last_answers_async (LwEngineBackend *self,
                                                  LwLabelingJob        *job,
                                                  const char           *worker,
                                                  guint                 n_max,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
GPtrArray       *lw_engine_backend_load_last_answers_finish (LwEngineBackend *self,
                                                  GAsyncResult         *result,
                                                  GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void             lw_engine_backend_close         (LwEngineBackend      *self);

G_END_DECLS
