/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The state of a workspace in SQLite: buckets, jobs, data objects, assignments, answers, workers, batches. All SQL
 * is in the files lw-engine-store*.c, so that another database can take their place. One connection, one thread at
 * a time. Not for rules: what follows from a state is decided in lw-engine-job*.c. */

#pragma once

#include <gio/gio.h>

#include "lw-job-event.h"
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
 * @n_opened: objects that were opened at least once
 * @n_workers: workers per object when that was changed, 0 for as the request says
 * @stop_confidence: when that was changed, -1 for as the request says
 * @n_saved: answers that were not asked for
 * @input_etag: (nullable): what the input manifest was like when it was read
 * @input_changed: whether it is not so any more
 * @result_uri: (nullable): the manifest that was chosen in place of the output manifest
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
  gint64              last_stamp;
  guint64             revision;
  guint64             written_revision;
  guint64             n_opened;
  guint64             n_workers;
  double              stop_confidence;
  guint64             n_saved;
  char               *input_etag;
  gboolean            input_changed;
  char               *result_uri;
} LwJobRecord;

/**
 * LwObjectRecord:
 * @line: zero-based number of the line in the input manifest; also the data object's id
 * @time: when it was opened, or got its last answer
 * @batch: the consolidation batch, 0 for none
 * @rank: objects are opened in the order of their ranks, those of the same rank in the order of their lines
 */
typedef struct
{
  guint64        line;
  LwObjectState  state;
  guint          iteration;
  gint64         time;
  gint64         batch;
  guint32        rank;
} LwObjectRecord;

/**
 * LwAnswerRecord:
 * @line: the data object; only from lw_engine_store_load_last_answers()
 * @worker: row of the worker
 * @worker_id: what the files call the worker
 * @refused: (nullable): why the content does not count
 */
typedef struct
{
  guint64 line;
  gint64  worker;
  char   *worker_id;
  char   *worker_name;
  gint64  accepted;
  gint64  submitted;
  double  seconds;
  char   *content;
  char   *refused;
} LwAnswerRecord;

/* The numbers are stored. What has ended without an answer is kept, so that it does not come back to the worker. */
typedef enum
{
  LW_ASSIGNMENT_LEASED,
  LW_ASSIGNMENT_DECLINED,
  LW_ASSIGNMENT_DROPPED,
  LW_ASSIGNMENT_RELEASED,
  LW_ASSIGNMENT_EXPIRED,
} LwAssignmentKind;

typedef struct
{
  guint64          line;
  gint64           worker;
  LwAssignmentKind kind;
  gint64           accepted;
  gint64           expires;
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

/**
 * LwJobWorkerRecord:
 * @paused: whether the worker gets no more tasks
 * @n_gold: answers for objects whose label is known
 * @n_gold_right: how many of them were right
 * @n_judged: votes for objects that others answered too and that have their label
 * @n_agreed: how many of them agree with that label
 */
typedef struct
{
  gint64   worker;
  char    *worker_id;
  char    *name;
  guint64  n_answers;
  double   seconds;
  gint64   last_answer;
  gboolean paused;
  guint64  n_gold;
  guint64  n_gold_right;
  guint64  n_judged;
  guint64  n_agreed;
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

/**
 * LwGradedAnswer:
 * @batch: the object's consolidation batch, 0 for none
 * @label: (nullable): its label as JSON text
 * @metadata: (nullable): its metadata as JSON text
 * @gold: (nullable): its known label
 * @name: (nullable): the worker's name
 * @submitted: when it came
 * @seconds: how long the worker looked at the object
 */
typedef struct
{
  guint64     line;
  gint64      batch;
  gint64      worker;
  const char *worker_id;
  const char *content;
  const char *label;
  const char *metadata;
  const char *gold;
  const char *name;
  gint64      submitted;
  double      seconds;
} LwGradedAnswer;

typedef gboolean (*LwAnswerFunc) (const LwGradedAnswer  *answer,
                                  gpointer               data,
                                  GError               **error);

/**
 * LwEventRecord:
 * @line: the data object, -1 for none
 * @worker: row of the worker, 0 for none
 */
typedef struct
{
  guint64         id;
  gint64          time;
  LwJobEventKind  kind;
  gint64          line;
  gint64          worker;
  const char     *text;
} LwEventRecord;

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
gboolean        lw_engine_store_delete_bucket     (LwEngineStore             *self,
                                                   const char                *name,
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
gboolean        lw_engine_store_count_states      (LwEngineStore             *self,
                                                   gint64                     job,
                                                   guint64                   *counts,
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

gboolean        lw_engine_store_load_result       (LwEngineStore             *self,
                                                   gint64                     job,
                                                   guint64                    line,
                                                   LwResultFunc               func,
                                                   gpointer                   data,
                                                   GError                   **error);

/* Batches */
gboolean        lw_engine_store_load_batch        (LwEngineStore             *self,
                                                   gint64                     batch,
                                                   gint64                    *stamp,
                                                   guint                     *n_objects,
                                                   GError                   **error);
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
gboolean        lw_engine_store_drop_answer       (LwEngineStore             *self,
                                                   gint64                     job,
                                                   guint64                    line,
                                                   gint64                     worker,
                                                   GError                   **error);
GArray         *lw_engine_store_load_answered     (LwEngineStore             *self,
                                                   gint64                     job,
                                                   gint64                     worker,
                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray      *lw_engine_store_load_last_answers (LwEngineStore             *self,
                                                   gint64                     job,
                                                   gint64                     worker,
                                                   guint                      n_max,
                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
gint64          lw_engine_store_find_worker       (LwEngineStore             *self,
                                                   const char                *worker_id,
                                                   GError                   **error);
gboolean        lw_engine_store_add_answer_id     (LwEngineStore             *self,
                                                   const char                *id,
                                                   gint64                     job,
                                                   guint64                    line,
                                                   gint64                     worker,
                                                   GError                   **error);
gboolean        lw_engine_store_find_answer_id    (LwEngineStore             *self,
                                                   const char                *id,
                                                   gint64                    *job,
                                                   guint64                   *line,
                                                   gint64                    *worker,
                                                   GError                   **error);
gboolean        lw_engine_store_foreach_answer    (LwEngineStore             *self,
                                                   gint64                     job,
                                                   gboolean                   by_batch,
                                                   LwAnswerFunc               func,
                                                   gpointer                   data,
                                                   GError                   **error);
void            lw_answer_record_free             (LwAnswerRecord            *self);

/* Events */
gboolean        lw_engine_store_add_event         (LwEngineStore             *self,
                                                   gint64                     job,
                                                   const LwEventRecord       *event,
                                                   GError                   **error);
guint64         lw_engine_store_get_last_event    (LwEngineStore             *self,
                                                   gint64                     job,
                                                   GError                   **error);
GPtrArray      *lw_engine_store_load_events       (LwEngineStore             *self,
                                                   gint64                     job,
                                                   gint64                     line,
                                                   guint64                    after,
                                                   guint                      n_max,
                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

/* Gold objects */
gboolean        lw_engine_store_set_gold          (LwEngineStore             *self,
                                                   gint64                     job,
                                                   guint64                    line,
                                                   const char                *labels,
                                                   GError                   **error);
char           *lw_engine_store_dup_gold          (LwEngineStore             *self,
                                                   gint64                     job,
                                                   guint64                    line,
                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean        lw_engine_store_count_gold        (LwEngineStore             *self,
                                                   gint64                     job,
                                                   guint64                   *n_gold,
                                                   GError                   **error);
gboolean        lw_engine_store_foreach_gold_answer (LwEngineStore           *self,
                                                   gint64                     job,
                                                   LwAnswerFunc               func,
                                                   gpointer                   data,
                                                   GError                   **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwEngineStore, lw_engine_store_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwJobRecord, lw_job_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwAnswerRecord, lw_answer_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwJobWorkerRecord, lw_job_worker_record_free)

G_END_DECLS
