/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs the labeling jobs of a workspace in a thread of its own. Calls may come from any thread; each is answered
 * through its GTask, in the context in which the task was made, and after its changes are in the store. "changed"
 * is emitted in the context in which the engine was opened. Not the studio's view of a job (see
 * lw-engine-backend.h). */

#pragma once

#include "lw-clock.h"
#include "lw-engine-snapshot.h"

#include "lw-job-control.h"
#include "lw-past-answer.h"

G_BEGIN_DECLS

#define LW_TYPE_ENGINE (lw_engine_get_type ())
G_DECLARE_FINAL_TYPE (LwEngine, lw_engine, LW, ENGINE, GObject)

/**
 * LwEngineSeat:
 * @job: the job
 * @worker: row of the worker
 * @template_text: the worker task template
 * @labels: the label categories, in order
 */
typedef struct
{
  gint64    job;
  gint64    worker;
  char     *template_text;
  char    **labels;
} LwEngineSeat;

LwEngine         *lw_engine_open           (const char                  *workspace,
                                            LwClock                     *clock,
                                            GMainContext                *owner,
                                            GError                     **error) G_GNUC_WARN_UNUSED_RESULT;
void              lw_engine_close          (LwEngine                    *self,
                                            gint64                       seconds);
void              lw_engine_wake           (LwEngine                    *self);

LwObjectStore    *lw_engine_get_objects    (LwEngine                    *self);
char             *lw_engine_dup_database   (LwEngine                    *self) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray        *lw_engine_steal_changes  (LwEngine                    *self) G_GNUC_WARN_UNUSED_RESULT;

void              lw_engine_create_job     (LwEngine                    *self,
                                            GTask                       *task,
                                            const LwLabelingJobRequest  *request);
void              lw_engine_stop_job       (LwEngine                    *self,
                                            GTask                       *task,
                                            gint64                       job);
void              lw_engine_enter          (LwEngine                    *self,
                                            GTask                       *task,
                                            gint64                       job,
                                            const char                  *worker_name);
void              lw_engine_enter_next     (LwEngine                    *self,
                                            GTask                       *task,
                                            const char                  *worker_name,
                                            const char *const           *jobs);
void              lw_engine_take           (LwEngine                    *self,
                                            GTask                       *task,
                                            gint64                       job,
                                            gint64                       worker,
                                            guint                        n_tasks);
void              lw_engine_submit         (LwEngine                    *self,
                                            GTask                       *task,
                                            gint64                       job,
                                            gint64                       worker,
                                            guint64                      line,
                                            const char                  *content,
                                            double                       seconds);
void              lw_engine_submit_once    (LwEngine                    *self,
                                            GTask                       *task,
                                            gint64                       job,
                                            const char                  *worker_name,
                                            guint64                      line,
                                            const char                  *answer_id,
                                            const char                  *content,
                                            double                       seconds);
void              lw_engine_load_last_answers (LwEngine                 *self,
                                            GTask                       *task,
                                            gint64                       job,
                                            const char                  *worker_name,
                                            guint                        n_max);
void              lw_engine_decline        (LwEngine                    *self,
                                            GTask                       *task,
                                            gint64                       job,
                                            gint64                       worker,
                                            guint64                      line,
                                            const char                  *reason);
void              lw_engine_release        (LwEngine                    *self,
                                            GTask                       *task,
                                            gint64                       job,
                                            gint64                       worker,
                                            guint64                      line);
void              lw_engine_leave          (LwEngine                    *self,
                                            gint64                       job,
                                            gint64                       worker);
void              lw_engine_change         (LwEngine                    *self,
                                            GTask                       *task,
                                            gint64                       job,
                                            const LwJobChange           *change);
void              lw_engine_drain          (LwEngine                    *self,
                                            GTask                       *task);
gboolean          lw_engine_get_numbers    (GTask                       *task,
                                            guint64                     *n_answered,
                                            guint64                     *n_remaining);

void              lw_engine_seat_free      (LwEngineSeat                *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwEngineSeat, lw_engine_seat_free)

G_END_DECLS
