/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files lw-engine*.c of the engine's thread share. */

#pragma once

#include "lw-engine.h"
#include "lw-engine-output.h"
#include "lw-workspace.h"

G_BEGIN_DECLS

/* @close_time: while it closes, until when files are written, in monotonic time; the rest is written after the next
 * start. @drains: calls (LwEngineCall) that wait until everything is written; while there are any, nothing waits.
 * Invariants: what is above @mutex belongs to the engine's thread once it runs; @jobs has every job, @active those
 * that are not over. @source wakes the thread: its ready time may be set from any thread. */
struct _LwEngine
{
  GObject           parent_instance;

  char             *workspace;
  LwWorkspaceLock  *lock;
  LwClock          *clock;
  LwObjectStore    *objects;
  GMainContext     *owner;
  GThread          *thread;
  GMainContext     *context;
  GMainLoop        *loop;
  GSource          *source;
  GAsyncQueue      *calls;

  LwEngineStore    *store;
  LwEngineOutput   *output;
  GHashTable       *jobs;
  GPtrArray        *active;
  gint64            retry_time;
  gint64            input_time;
  gboolean          troubled;
  gboolean          closing;
  gint64            close_time;
  GPtrArray        *drains;

  GMutex            mutex;
  GHashTable       *changes;
  gboolean          announced;
};

typedef struct _LwEngineCall LwEngineCall;

/* Runs in the engine's thread inside a transaction. An error of the domains LW_JOB_ERROR and LW_TASK_ERROR refuses
 * this call and may only come before anything is written; any other error undoes all calls of the transaction. */
typedef gboolean (*LwEngineFunc) (LwEngine      *self,
                                  LwEngineCall  *call,
                                  GError       **error);

/**
 * LwEngineCall:
 * @task: (nullable): how the caller gets the answer
 * @durable: whether the answer means that it is on the disk
 * @result: (nullable): the answer, else %TRUE
 * @seats: by how much the call changed the number of the worker's queues
 * @drains: whether it is answered only when all is written
 * @change: what to change
 * @number: a number of the change
 * @names: (nullable): the labeling jobs that may be chosen
 * @answer_id: (nullable): what the sender calls the answer
 * @worker_name: (nullable): of one who needs not have entered
 * @n_answered: of the worker
 * @n_remaining: of the worker
 */
struct _LwEngineCall
{
  LwEngineFunc    func;
  GTask          *task;
  gboolean        durable;

  gint64          job;
  gint64          worker;
  guint64         line;
  guint           n_tasks;
  double          seconds;
  LwJobChangeKind change;
  double          number;
  char           *text;
  char          **names;
  char           *answer_id;
  char           *worker_name;
  LwOutputOrder  *order;

  gpointer        result;
  GDestroyNotify  result_free;
  GError         *error;
  int             seats;
  gboolean        drains;
  gboolean        has_numbers;
  guint64         n_answered;
  guint64         n_remaining;
};

LwEngineCall  *lw_engine_call_new      (LwEngineFunc    func,
                                        GTask          *task) G_GNUC_WARN_UNUSED_RESULT;
void           lw_engine_call_free     (LwEngineCall   *self);
void           lw_engine_call_complete (LwEngineCall   *self,
                                        const GError   *error);

void           lw_engine_push          (LwEngine       *self,
                                        LwEngineCall   *call);
LwEngineJob   *lw_engine_find_job      (LwEngine       *self,
                                        gint64          job,
                                        GError        **error);
LwEngineJob   *lw_engine_find_name     (LwEngine       *self,
                                        const char     *name);
void           lw_engine_add_job       (LwEngine       *self,
                                        LwEngineJob    *job);
LwEngineStore *lw_engine_get_store     (LwEngine       *self);
gint64         lw_engine_get_now       (LwEngine       *self);

/* lw-engine-turn.c */
GSource       *lw_engine_turn_source_new (LwEngine     *self) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray     *lw_engine_pop_calls     (LwEngine       *self) G_GNUC_WARN_UNUSED_RESULT;
void           lw_engine_order_done    (LwOutputOrder  *order,
                                        gpointer        data);

/* lw-engine-worker-calls.c */
char          *lw_engine_dup_worker_id (const char     *name) G_GNUC_WARN_UNUSED_RESULT;

void           lw_engine_call_set_numbers (LwEngineCall  *self,
                                        LwEngineJob   *job);

/* lw-engine-calls.c */
gboolean       lw_engine_end_order     (LwEngine       *self,
                                        LwEngineCall   *call,
                                        GError        **error);

G_END_DECLS
