/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A labeling job that runs here: which objects are open, who has them, what follows from an answer or from the
 * time. Every change goes into the store in the caller's transaction; when that fails, the job is loaded again.
 * Engine thread only. Not for threads, files or the studio (see lw-engine.h, lw-engine-output.h,
 * lw-engine-backend.h). */

#pragma once

#include "lw-engine-store.h"

#include "lw-label-categories.h"
#include "lw-labeling-job-request.h"
#include "lw-label-counters.h"
#include "lw-object-store.h"
#include "lw-task.h"
#include "lw-task-queue.h"

G_BEGIN_DECLS

/* As the service's documentation has it. */
#define LW_PROBE_OBJECTS 10
#define LW_JOB_LIFETIME_DAYS 30
/* How long an answer may be changed while its worker is still there, and the rhythm of consolidation. */
#define LW_AMEND_SECONDS 60
#define LW_MAX_WAITING 500

typedef enum
{
  LW_SLOT_LEASED,
  LW_SLOT_ANSWERED,
  LW_SLOT_DECLINED,
} LwSlotKind;

/**
 * LwSlot:
 * @worker: who
 * @time: when it was accepted, or answered
 * @expires: of a lease
 */
typedef struct
{
  gint64     worker;
  LwSlotKind kind;
  gint64     time;
  gint64     accepted;
  gint64     expires;
} LwSlot;

/**
 * LwOpenObject:
 * @record: its row
 * @slots: (element-type LwSlot): who has seen it
 * @link: its place in the job's list of open or of waiting objects
 */
typedef struct
{
  LwObjectRecord record;
  char          *source_ref;
  GArray        *slots;
  guint          n_answers;
  guint          n_leases;
  guint          n_declines;
  GList          link;
} LwOpenObject;

/**
 * LwEngineWorker:
 * @record: the worker's sums in this job
 * @n_queues: how often the worker has the job open now
 * @n_touched: open objects that the worker answered or declined
 */
typedef struct
{
  LwJobWorkerRecord *record;
  guint              n_queues;
  guint64            n_touched;
} LwEngineWorker;

typedef struct _LwIntake LwIntake;
typedef struct _LwEngineJob LwEngineJob;

struct _LwEngineJob
{
  gint64                id;
  LwJobRecord          *record;
  LwLabelingJobRequest *request;
  LwLabelCategories    *categories;
  LwTaskType            task_type;
  char                 *attribute;
  guint                 n_workers;
  guint                 max_open;
  gint64                time_limit;
  gint64                lifetime;

  GHashTable           *objects;
  GQueue                open;
  GQueue                waiting;
  GHashTable           *workers;
  gboolean              probe_passed;
  gboolean              pending_left;
  gint64                next_due;
  gint64                last_run;
  gint64                last_completion;

  gint64                recent[32];
  guint                 n_recent;

  LwIntake             *intake;
  GArray               *unwritten;
  gboolean              writing;
  gboolean              probe_written;
  gboolean              swept;
  gint64                retry_time;
  gint64                manifest_time;
  char                 *problem;
  gboolean              dirty;
};

LwEngineJob    *lw_engine_job_new             (LwJobRecord           *record) G_GNUC_WARN_UNUSED_RESULT;
void            lw_engine_job_free            (LwEngineJob           *self);
gboolean        lw_engine_job_load            (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               GError               **error);
gboolean        lw_engine_job_save            (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               gint64                 now,
                                               GError               **error);

gboolean        lw_engine_job_is_running      (LwEngineJob           *self);
gboolean        lw_engine_job_is_over         (LwEngineJob           *self);
void            lw_engine_job_get_counters    (LwEngineJob           *self,
                                               LwLabelCounters       *counters);
guint64         lw_engine_job_count_remaining (LwEngineJob           *self,
                                               gint64                 worker);
double          lw_engine_job_get_speed       (LwEngineJob           *self,
                                               gint64                 now,
                                               gint64                *seconds_left);

/* What workers do: lw-engine-job-tasks.c */
LwEngineWorker *lw_engine_job_ensure_worker   (LwEngineJob           *self,
                                               gint64                 worker,
                                               const char            *worker_id,
                                               const char            *name);
gboolean        lw_engine_job_take            (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               gint64                 now,
                                               gint64                 worker,
                                               guint                  n_tasks,
                                               GPtrArray             *tasks,
                                               GError               **error);
gboolean        lw_engine_job_submit          (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               gint64                 now,
                                               gint64                 worker,
                                               guint64                line,
                                               const char            *content,
                                               double                 seconds,
                                               GError               **error);
gboolean        lw_engine_job_decline         (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               gint64                 now,
                                               gint64                 worker,
                                               guint64                line,
                                               const char            *reason,
                                               GError               **error);
gboolean        lw_engine_job_release         (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               gint64                 worker,
                                               guint64                line,
                                               GError               **error);
gboolean        lw_engine_job_leave           (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               gint64                 now,
                                               gint64                 worker,
                                               GError               **error);

/* How an object ends: lw-engine-job-objects.c */
LwOpenObject   *lw_engine_job_add_object      (LwEngineJob           *self,
                                               const LwObjectRecord  *record,
                                               char                  *source_ref);
void            lw_engine_job_drop_object     (LwEngineJob           *self,
                                               LwOpenObject          *object);
LwSlot         *lw_open_object_find_slot      (LwOpenObject          *self,
                                               gint64                 worker);
void            lw_open_object_add_slot       (LwOpenObject          *self,
                                               const LwSlot          *slot);
void            lw_open_object_remove_slot    (LwOpenObject          *self,
                                               LwSlot                *slot);
gboolean        lw_engine_job_refill          (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               gint64                 now,
                                               GError               **error);
gboolean        lw_engine_job_is_limited      (LwEngineJob           *self);
gboolean        lw_engine_job_close_object    (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               gint64                 now,
                                               LwOpenObject          *object,
                                               const char            *reason,
                                               GError               **error);

/* What the time does, and the end: lw-engine-job-time.c */
gboolean        lw_engine_job_advance         (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               gint64                 now,
                                               gboolean               closing,
                                               GError               **error);
gboolean        lw_engine_job_stop            (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               gint64                 now,
                                               const char            *failure_reason,
                                               GError               **error);
gboolean        lw_engine_job_is_done         (LwEngineJob           *self);
gboolean        lw_engine_job_finish          (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               gint64                 now,
                                               GError               **error);

/* Annotation consolidation: lw-engine-job-consolidation.c */
gboolean        lw_engine_job_consolidate     (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               gint64                 now,
                                               gboolean               all,
                                               GError               **error);
gboolean        lw_engine_job_add_batch       (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               gint64                 now,
                                               LwBatchRecord         *batch,
                                               GError               **error);

/* Reading the input manifest: lw-engine-job-intake.c */
gboolean        lw_engine_job_needs_input     (LwEngineJob           *self);
gboolean        lw_engine_job_read_input      (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               LwObjectStore         *objects,
                                               gint64                 now,
                                               GError               **error);
void            lw_engine_job_clear_intake    (LwEngineJob           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwEngineJob, lw_engine_job_free)

G_END_DECLS
