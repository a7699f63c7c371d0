/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What others may know of a running job at one moment. Immutable once it has left the engine's thread. */

#pragma once

#include "lw-engine-job.h"

G_BEGIN_DECLS

/**
 * LwWorkerSnapshot:
 * @worker: row of the worker
 * @n_remaining: objects that the worker may still get
 */
typedef struct
{
  gint64   worker;
  char    *name;
  guint64  n_answers;
  guint64  n_remaining;
  double   mean_seconds;
  gint64   last_answer;
  gboolean active;
  gboolean paused;
  guint64  n_gold;
  guint64  n_gold_right;
} LwWorkerSnapshot;

typedef struct
{
  gint64               id;
  char                *request;
  gint64               creation_time;
  gint64               last_modified_time;
  LwLabelingJobStatus  status;
  LwLabelCounters      counters;
  char                *failure_reason;
  char                *problem;
  double               objects_per_minute;
  gint64               seconds_left;
  guint                n_workers;
  double               stop_confidence;
  guint64              n_saved;
  guint64              last_event;
  char                *result_uri;
  GPtrArray           *workers;
} LwEngineSnapshot;

LwEngineSnapshot *lw_engine_snapshot_new         (LwEngineJob       *job,
                                                  gint64             now) G_GNUC_WARN_UNUSED_RESULT;
LwEngineSnapshot *lw_engine_snapshot_ref         (LwEngineSnapshot  *self) G_GNUC_WARN_UNUSED_RESULT;
void              lw_engine_snapshot_unref       (LwEngineSnapshot  *self);
LwWorkerSnapshot *lw_engine_snapshot_find_worker (LwEngineSnapshot  *self,
                                                  gint64             worker);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwEngineSnapshot, lw_engine_snapshot_unref)

G_END_DECLS
