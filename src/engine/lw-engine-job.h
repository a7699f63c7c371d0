/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A labeling job that runs here: which objects are open, who has them, what follows from an answer or from the
 * time. Every change goes into the store in the caller's transaction; when that fails, the job is loaded again.
 * Engine thread only. Not for threads, files or the studio (see lw-engine.h, lw-engine-output.h,
 * lw-engine-backend.h). */

#pragma once

#include "lw-engine-store.h"

#include "lw-job-options.h"
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

/**
 * LwSlotKind:
 * @LW_SLOT_LEASED: the worker has it now
 * @LW_SLOT_ANSWERED: the worker has answered
 * @LW_SLOT_DECLINED: the worker did not want it
 * @LW_SLOT_DROPPED: the worker's answer was dropped
 * @LW_SLOT_RELEASED: the worker gave it back by choice
 * @LW_SLOT_EXPIRED: the worker's time ran out. Nobody knows whether the worker looked at it, so this alone lets the
 *   worker have it again, when there is nothing else
 */
typedef enum
{
  LW_SLOT_LEASED,
  LW_SLOT_ANSWERED,
  LW_SLOT_DECLINED,
  LW_SLOT_DROPPED,
  LW_SLOT_RELEASED,
  LW_SLOT_EXPIRED,
} LwSlotKind;

/* What an answer says that says nothing. */
#define LW_NO_CLASSES G_MAXUINT64

/**
 * LwSlot:
 * @worker: who
 * @time: when it was accepted, or answered
 * @expires: of a lease
 * @classes: of an answer: the class; of a multi-label answer a bit for each; or %LW_NO_CLASSES
 * @lost: of a lease: the worker had it from a process that is gone, and gets it back on coming back
 */
typedef struct
{
  gint64     worker;
  LwSlotKind kind;
  gint64     time;
  gint64     accepted;
  gint64     expires;
  guint64    classes;
  gboolean   lost;
} LwSlot;

/**
 * LwOpenObject:
 * @record: its row
 * @slots: (element-type LwSlot): who has seen it
 * @gold: the known answer as in a slot, or %LW_NO_CLASSES
 * @n_wanted: how many answers are enough as far as one knows now
 * @n_past: workers who had it and have no say in it: their answer was dropped, or they gave it back
 * @certainty: probability that the leading label is right
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
  guint          n_past;
  guint64        gold;
  guint          n_wanted;
  double         certainty;
  GList          link;
} LwOpenObject;

/**
 * LwEngineWorker:
 * @record: the worker's sums in this job
 * @n_queues: how often the worker has the job open now
 * @n_touched: open objects that the worker has seen (lw_slot_is_seen())
 * @has_lost: whether the worker may have leases from a process that is gone
 */
typedef struct
{
  LwJobWorkerRecord *record;
  guint              n_queues;
  guint64            n_touched;
  gboolean           has_lost;
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
  LwJobOptions          options;
  guint                 n_workers;
  double                stop_confidence;
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
  guint64               last_event;
  guint64               n_gold;
  guint64               n_served;
  double                accuracy;

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
void            lw_engine_job_read_changes    (LwEngineJob           *self);
gboolean        lw_engine_job_save            (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               gint64                 now,
                                               GError               **error);

gboolean        lw_engine_job_load_slots      (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               LwOpenObject          *object,
                                               GError               **error);
gboolean        lw_engine_job_load_gold       (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               LwOpenObject          *object,
                                               GError               **error);
gboolean        lw_engine_job_log             (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               gint64                 now,
                                               LwJobEventKind         kind,
                                               gint64                 line,
                                               gint64                 worker,
                                               const char            *text,
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
void            lw_engine_job_enter           (LwEngineJob           *self,
                                               LwEngineWorker        *worker);
gboolean        lw_engine_job_has_work        (LwEngineJob           *self,
                                               gint64                 worker);
gboolean        lw_engine_job_take            (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               gint64                 now,
                                               gint64                 worker,
                                               guint                  n_tasks,
                                               GPtrArray             *tasks,
                                               GError               **error);
LwSlot         *lw_engine_job_find_place      (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               gint64                 now,
                                               gint64                 worker,
                                               guint64                line,
                                               LwOpenObject         **object,
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
                                               gint64                 now,
                                               gint64                 worker,
                                               guint64                line,
                                               GError               **error);
gboolean        lw_engine_job_leave           (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               gint64                 now,
                                               gint64                 worker,
                                               GError               **error);

gboolean        lw_engine_job_release_all     (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               gint64                 now,
                                               gint64                 worker,
                                               GError               **error);

/* What changes while it runs: lw-engine-job-change.c */
gint64          lw_engine_job_set_n_workers   (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               gint64                 now,
                                               guint                  n_workers,
                                               GError               **error);
gint64          lw_engine_job_set_stop_confidence (LwEngineJob       *self,
                                               LwEngineStore         *store,
                                               gint64                 now,
                                               double                 confidence,
                                               GError               **error);
gint64          lw_engine_job_pause           (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               gint64                 now,
                                               LwEngineWorker        *worker,
                                               gboolean               paused,
                                               GError               **error);
gint64          lw_engine_job_drop_answers    (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               gint64                 now,
                                               LwEngineWorker        *worker,
                                               gboolean               again,
                                               GError               **error);
gint64          lw_engine_job_set_gold        (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               gint64                 now,
                                               const char            *gold,
                                               GError               **error);

/* What answers say, and how certain that is: lw-engine-job-certainty.c */
guint64         lw_engine_job_pack_classes    (LwEngineJob           *self,
                                               GArray                *classes);
guint64         lw_engine_job_read_classes    (LwEngineJob           *self,
                                               const char            *content,
                                               char                 **reason);
guint64         lw_engine_job_parse_gold      (LwEngineJob           *self,
                                               const char            *labels);
char           *lw_engine_job_dup_labels      (LwEngineJob           *self,
                                               guint64                classes) G_GNUC_WARN_UNUSED_RESULT;
void            lw_engine_job_judge           (LwEngineJob           *self,
                                               LwOpenObject          *object);
double          lw_engine_job_measure         (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               guint64                line,
                                               GError               **error);
void            lw_engine_job_learn_accuracy  (LwEngineJob           *self);

/* How an object ends: lw-engine-job-objects.c */
LwOpenObject   *lw_engine_job_add_object      (LwEngineJob           *self,
                                               const LwObjectRecord  *record,
                                               char                  *source_ref);
void            lw_engine_job_drop_object     (LwEngineJob           *self,
                                               LwOpenObject          *object);
gboolean        lw_slot_is_seen               (const LwSlot          *self);
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
gboolean        lw_engine_job_settle          (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               gint64                 now,
                                               LwOpenObject          *object,
                                               GError               **error);
gboolean        lw_engine_job_drop_leases     (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               gint64                 now,
                                               LwOpenObject          *object,
                                               GError               **error);
gboolean        lw_engine_job_take_back       (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               gint64                 now,
                                               LwOpenObject          *object,
                                               LwSlot                *slot,
                                               GError               **error);
void            lw_engine_job_open_again      (LwEngineJob           *self,
                                               LwOpenObject          *object,
                                               gint64                 now);
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
gboolean        lw_engine_job_check_input     (LwEngineJob           *self,
                                               LwEngineStore         *store,
                                               LwObjectStore         *objects,
                                               gint64                 now,
                                               GError               **error);
void            lw_engine_job_clear_intake    (LwEngineJob           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwEngineJob, lw_engine_job_free)

G_END_DECLS
