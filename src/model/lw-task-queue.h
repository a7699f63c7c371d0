/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A worker's way through a labeling job: take tasks ahead, answer, decline, give back. One per worker and job; the
 * engine implements it. Main thread only; every call answers on the main thread. */

#pragma once

#include "lw-labeling-job.h"
#include "lw-task.h"

G_BEGIN_DECLS

#define LW_TYPE_TASK_QUEUE (lw_task_queue_get_type ())
G_DECLARE_INTERFACE (LwTaskQueue, lw_task_queue, LW, TASK_QUEUE, GObject)

/**
 * LwTaskQueueInterface:
 * @take_async: leases up to n more tasks to this worker, in the job's order; never one that the worker has had.
 *   take_finish returns an array that is empty when there is nothing for this worker now ("changed" tells when to
 *   ask again)
 * @submit_async: records the answer; finishes only when it is on disk. A second answer to the same task replaces the
 *   first as long as the object is not consolidated; after that it fails with %LW_TASK_ERROR_CONSOLIDATED
 * @decline_async: the worker does not want the task; it never comes back to this worker
 * @release_async: gives the lease back; the task may come again
 * @close: ends the worker's turn: open leases are given back and answers become final
 * @get_n_answered: answers of this worker in this job
 * @get_n_remaining: tasks that this worker could still get, leased ones included
 */
struct _LwTaskQueueInterface
{
  GTypeInterface  parent_iface;

  LwLabelingJob  *(*get_job)         (LwTaskQueue          *self);
  const char     *(*get_worker)      (LwTaskQueue          *self);
  const char     *(*get_template)    (LwTaskQueue          *self);
  const char *const *(*get_labels)   (LwTaskQueue          *self);
  guint64         (*get_n_answered)  (LwTaskQueue          *self);
  guint64         (*get_n_remaining) (LwTaskQueue          *self);

  void            (*take_async)      (LwTaskQueue          *self,
                                      guint                 n_tasks,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
  GPtrArray      *(*take_finish)     (LwTaskQueue          *self,
                                      GAsyncResult         *result,
                                      GError              **error);
  void            (*submit_async)    (LwTaskQueue          *self,
                                      LwTask               *task,
                                      const char           *answer_content,
                                      double                seconds_spent,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
  gboolean        (*submit_finish)   (LwTaskQueue          *self,
                                      GAsyncResult         *result,
                                      GError              **error);
  void            (*decline_async)   (LwTaskQueue          *self,
                                      LwTask               *task,
                                      const char           *reason,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
  gboolean        (*decline_finish)  (LwTaskQueue          *self,
                                      GAsyncResult         *result,
                                      GError              **error);
  void            (*release_async)   (LwTaskQueue          *self,
                                      LwTask               *task,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
  gboolean        (*release_finish)  (LwTaskQueue          *self,
                                      GAsyncResult         *result,
                                      GError              **error);
  void            (*close)           (LwTaskQueue          *self);
};

#define LW_TASK_ERROR (lw_task_error_quark ())

/**
 * LwTaskError:
 * @LW_TASK_ERROR_EXPIRED: the time for the task ran out; the answer was not recorded
 * @LW_TASK_ERROR_CONSOLIDATED: the label is made already; the earlier answer stands
 * @LW_TASK_ERROR_JOB_ENDED: the job does not take answers any more
 */
typedef enum
{
  LW_TASK_ERROR_EXPIRED,
  LW_TASK_ERROR_CONSOLIDATED,
  LW_TASK_ERROR_JOB_ENDED,
} LwTaskError;

GQuark             lw_task_error_quark             (void);

LwLabelingJob     *lw_task_queue_get_job           (LwTaskQueue          *self);
const char        *lw_task_queue_get_worker        (LwTaskQueue          *self);
const char        *lw_task_queue_get_template      (LwTaskQueue          *self);
const char *const *lw_task_queue_get_labels        (LwTaskQueue          *self);
guint64            lw_task_queue_get_n_answered    (LwTaskQueue          *self);
guint64            lw_task_queue_get_n_remaining   (LwTaskQueue          *self);

void               lw_task_queue_take_async        (LwTaskQueue          *self,
                                                    guint                 n_tasks,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
GPtrArray         *lw_task_queue_take_finish       (LwTaskQueue          *self,
                                                    GAsyncResult         *result,
                                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void               lw_task_queue_submit_async      (LwTaskQueue          *self,
                                                    LwTask               *task,
                                                    const char           *answer_content,
                                                    double                seconds_spent,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gboolean           lw_task_queue_submit_finish     (LwTaskQueue          *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);
void               lw_task_queue_decline_async     (LwTaskQueue          *self,
                                                    LwTask               *task,
                                                    const char           *reason,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gboolean           lw_task_queue_decline_finish    (LwTaskQueue          *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);
void               lw_task_queue_release_async     (LwTaskQueue          *self,
                                                    LwTask               *task,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gboolean           lw_task_queue_release_finish    (LwTaskQueue          *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);
void               lw_task_queue_close             (LwTaskQueue          *self);
void               lw_task_queue_emit_changed      (LwTaskQueue          *self);

G_END_DECLS
