/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The state of a workspace in SQLite: buckets, jobs, data objects, assignments, answers, workers, batches. All SQL
 * is in the files lw-engine-store*.c, so that another database can take their place. One connection, one thread at
 * a time. Not for rules: what follows from a state is decided in lw-engine-job*.c. */

#pragma once

#include <gio/gio.h>

#include "lw-labeling-job-status.h"

G_BEGIN_DECLS

typedef struct _LwEngineStore LwEngineStore;

/**
 * LwObjectState:
 * @LW_OBJECT_STATE_PENDING: nobody has been asked yet
 * @LW_OBJECT_STATE_OPEN: workers may have it
 * @LW_OBJECT_STATE_ANSWERED: no more answers are wanted; waits for consolidation
 * @LW_OBJECT_STATE_LABELED: consolidated by this job
 * @LW_OBJECT_STATE_FAILED: there will be no label
 * @LW_OBJECT_STATE_PASSED: had a label before this job
 */
typedef enum
{
  LW_OBJECT_STATE_PENDING,
  LW_OBJECT_STATE_OPEN,
  LW_OBJECT_STATE_ANSWERED,
  LW_OBJECT_STATE_LABELED,
  LW_OBJECT_STATE_FAILED,
  LW_OBJECT_STATE_PASSED,
} LwObjectState;

/**
 * LwJobRecord:
 *
 * A row of the table of jobs. Times are microseconds since 1970-01-01 UTC.
 */
typedef struct
{
  gint64              id;
  char               *name;
  char               *request;
  char               *labels;
  char               *template_text;
  char               *failure_reason;
  LwLabelingJobStatus status;
  gint64              creation_time;
  gint64              last_modified_time;
  guint64             n_objects;
  guint64             n_labeled;
  guint64             n_passed_human;
  guint64             n_passed_machine;
  guint64             n_failed;
  guint64             next_line;
  guint64             probe_end;
  gint64              last_stamp;
  guint64             revision;
  guint64             written_revision;
} LwJobRecord;

/**
 * LwObjectRecord:
 * @line: zero-based number of the line in the input manifest; also the data object's id
 * @time: when it was opened, or got its last answer
 * @batch: the consolidation batch, 0 for none
 */
typedef struct
{
  guint64        line;
  LwObjectState  state;
  guint          iteration;
  gint64         time;
  gint64         batch;
} LwObjectRecord;

/**
 * LwAnswerRecord:
 * @worker: row of the worker
 * @worker_id: what the files call the worker
 * @refused: (nullable): why the content does not count
 */
typedef struct
{
  gint64  worker;
  char   *worker_id;
  char   *worker_name;
  gint64  accepted;
  gint64  submitted;
  double  seconds;
  char   *content;
  char   *refused;
} LwAnswerRecord;

/**
 * LwAssignmentRecord:
 * @declined: whether the worker declined; otherwise it is a lease
 */
typedef struct
{
  guint64  line;
  gint64   worker;
  gboolean declined;
  gint64   accepted;
  gint64   expires;
} LwAssignmentRecord;

/**
 * LwBatchRecord:
 * @kind: whether the batch was consolidated; otherwise it only has worker responses (a stopped job)
 */
typedef struct
{
  gint64   id;
  gint64   job;
  guint    iteration;
  gint64   stamp;
  gboolean consolidated;
} LwBatchRecord;

typedef struct
{
  gint64  worker;
  char   *worker_id;
  char   *name;
  guint64 n_answers;
  double  seconds;
  gint64  last_answer;
} LwJobWorkerRecord;

/**
 * LwResultRecord:
 * @line: the data object
 * @source: the input line's bytes
 * @label: (nullable): the label's JSON text
 * @metadata: (nullable): the metadata's JSON text; %NULL when the line stays as it was
 */
typedef struct
{
  guint64     line;
  const char *source;
  gsize       source_length;
  const char *label;
  const char *metadata;
} LwResultRecord;

typedef gboolean (*LwResultFunc) (const LwResultRecord  *record,
                                  gpointer               data,
                                  GError               **error);

LwEngineStore  *lw_engine_store_open              (const char                *path,
                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
void            lw_engine_store_free              (LwEngineStore             *self);

/* Transactions */
gboolean        lw_engine_store_begin             (LwEngineStore             *self,
                                                   gboolean                   durable,
                                                   GError                   **error);
gboolean        lw_engine_store_commit            (LwEngineStore             *self,
                                                   GError                   **error);
void            lw_engine_store_rollback          (LwEngineStore             *self);

/* Buckets */
GHashTable     *lw_engine_store_load_buckets      (LwEngineStore             *self,
                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean        lw_engine_store_save_bucket       (LwEngineStore             *self,
                                                   const char                *name,
                                                   const char                *folder,
                                                   GError                   **error);

/* Jobs */
GPtrArray      *lw_engine_store_load_jobs         (LwEngineStore             *self,
                                                   gint64                     job,
                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean        lw_engine_store_add_job           (LwEngineStore             *self,
                                                   LwJobRecord               *job,
                                                   GError                   **error);
gboolean        lw_engine_store_save_job          (LwEngineStore             *self,
                                                   const LwJobRecord         *job,
                                                   GError                   **error);
void            lw_job_record_free                (LwJobRecord               *self);

/* Data objects */
gboolean        lw_engine_store_add_object        (LwEngineStore             *self,
                                                   gint64                     job,
                                                   const LwObjectRecord      *object,
                                                   const char                *source,
                                                   gsize                      source_length,
                                                   const char                *metadata,
                                                   GError                   **error);
gboolean        lw_engine_store_clear_objects     (LwEngineStore             *self,
                                                   gint64                     job,
                                                   GError                   **error);
gboolean        lw_engine_store_load_object       (LwEngineStore             *self,
                                                   gint64                     job,
                                                   guint64                    line,
                                                   LwObjectRecord            *object,
                                                   GError                   **error);
GArray         *lw_engine_store_load_active       (LwEngineStore             *self,
                                                   gint64                     job,
                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
GArray         *lw_engine_store_load_pending      (LwEngineStore             *self,
                                                   gint64                     job,
                                                   guint64                    from_line,
                                                   guint                      n_max,
                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean        lw_engine_store_save_object       (LwEngineStore             *self,
                                                   gint64                     job,
                                                   const LwObjectRecord      *object,
                                                   GError                   **error);
gboolean        lw_engine_store_save_result       (LwEngineStore             *self,
                                                   gint64                     job,
                                                   const LwObjectRecord      *object,
                                                   const char                *label,
                                                   const char                *metadata,
                                                   GError                   **error);
char           *lw_engine_store_dup_source        (LwEngineStore             *self,
                                                   gint64                     job,
                                                   guint64                    line,
                                                   gsize                     *length,
                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean        lw_engine_store_foreach_result    (LwEngineStore             *self,
                                                   gint64                     job,
                                                   LwResultFunc               func,
                                                   gpointer                   data,
                                                   GError                   **error);

/* Batches */
gboolean        lw_engine_store_add_batch         (LwEngineStore             *self,
                                                   LwBatchRecord             *batch,
                                                   GError                   **error);
GArray         *lw_engine_store_load_unwritten    (LwEngineStore             *self,
                                                   gint64                     job,
                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean        lw_engine_store_save_written      (LwEngineStore             *self,
                                                   gint64                     batch,
                                                   GError                   **error);
gboolean        lw_engine_store_foreach_in_batch  (LwEngineStore             *self,
                                                   gint64                     job,
                                                   gint64                     batch,
                                                   LwResultFunc               func,
                                                   gpointer                   data,
                                                   GError                   **error);

/* Workers, assignments, answers */
gint64          lw_engine_store_ensure_worker     (LwEngineStore             *self,
                                                   const char                *worker_id,
                                                   const char                *name,
                                                   GError                   **error);
GPtrArray      *lw_engine_store_load_job_workers  (LwEngineStore             *self,
                                                   gint64                     job,
                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean        lw_engine_store_save_job_worker   (LwEngineStore             *self,
                                                   gint64                     job,
                                                   const LwJobWorkerRecord   *worker,
                                                   GError                   **error);
void            lw_job_worker_record_free         (LwJobWorkerRecord         *self);
gboolean        lw_engine_store_add_assignment    (LwEngineStore             *self,
                                                   gint64                     job,
                                                   const LwAssignmentRecord  *assignment,
                                                   const char                *reason,
                                                   GError                   **error);
gboolean        lw_engine_store_remove_assignment (LwEngineStore             *self,
                                                   gint64                     job,
                                                   guint64                    line,
                                                   gint64                     worker,
                                                   GError                   **error);
gboolean        lw_engine_store_remove_leases     (LwEngineStore             *self,
                                                   GError                   **error);
GArray         *lw_engine_store_load_assignments  (LwEngineStore             *self,
                                                   gint64                     job,
                                                   guint64                    line,
                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean        lw_engine_store_save_answer       (LwEngineStore             *self,
                                                   gint64                     job,
                                                   guint64                    line,
                                                   const LwAnswerRecord      *answer,
                                                   GError                   **error);
GPtrArray      *lw_engine_store_load_answers      (LwEngineStore             *self,
                                                   gint64                     job,
                                                   guint64                    line,
                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean        lw_engine_store_refuse_answer     (LwEngineStore             *self,
                                                   gint64                     job,
                                                   guint64                    line,
                                                   gint64                     worker,
                                                   const char                *reason,
                                                   GError                   **error);
void            lw_answer_record_free             (LwAnswerRecord            *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwEngineStore, lw_engine_store_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwJobRecord, lw_job_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwAnswerRecord, lw_answer_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwJobWorkerRecord, lw_job_worker_record_free)

G_END_DECLS
