/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The tables of workers, of assignments (leases and declines) and of answers. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-store-private.h"

/**
 * lw_answer_record_free:
 * @self: (transfer full) (nullable): a record
 */
void
lw_answer_record_free (LwAnswerRecord *self)
{
  if (self == NULL)
    return;

  g_free (self->worker_id);
  g_free (self->worker_name);
  g_free (self->content);
  g_free (self->refused);
  g_free (self);
}

/**
 * lw_job_worker_record_free:
 * @self: (transfer full) (nullable): a record
 */
void
lw_job_worker_record_free (LwJobWorkerRecord *self)
{
  if (self == NULL)
    return;

  g_free (self->worker_id);
  g_free (self->name);
  g_free (self);
}

/**
 * lw_engine_store_ensure_worker:
 * @self: a store
 * @worker_id: what the files call the worker
 * @name: what people call the worker
 * @error: return location
 *
 * Returns: the worker's row, 0 with @error set
 */
gint64
lw_engine_store_ensure_worker (LwEngineStore  *self,
                               const char     *worker_id,
                               const char     *name,
                               GError        **error)
{
  sqlite3_stmt *row;
  gint64 worker;

  if (!lw_engine_store_run (self, error, "INSERT OR IGNORE INTO workers (worker_id, name) VALUES (?, ?)", "ss",
                            worker_id, name))
    return 0;
  row = lw_engine_store_query (self, error, "SELECT id FROM workers WHERE worker_id = ?", "s", worker_id);
  if (row == NULL || !lw_engine_store_next (self, row, error))
    return 0;
  worker = sqlite3_column_int64 (row, 0);
  sqlite3_reset (row);
  return worker;
}

/**
 * lw_engine_store_load_job_workers:
 * @self: a store
 * @job: a job
 * @error: return location
 *
 * Returns: (transfer full) (element-type LwJobWorkerRecord) (nullable): who worked in the job
 */
GPtrArray *
lw_engine_store_load_job_workers (LwEngineStore  *self,
                                  gint64          job,
                                  GError        **error)
{
  g_autoptr (GPtrArray) workers = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_job_worker_record_free);
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *row = lw_engine_store_query (self, error,
                                             "SELECT j.worker, w.worker_id, w.name, j.n_answers, j.seconds,"
                                             " j.last_answer, j.paused, j.n_gold, j.n_gold_right, j.n_judged,"
                                             " j.n_agreed FROM job_workers j JOIN workers w ON w.id = j.worker"
                                             " WHERE j.job = ? ORDER BY j.worker", "i", job);

  if (row == NULL)
    return NULL;
  while (lw_engine_store_next (self, row, &local_error))
    {
      LwJobWorkerRecord *worker = g_new0 (LwJobWorkerRecord, 1);

      worker->worker = sqlite3_column_int64 (row, 0);
      worker->worker_id = lw_engine_store_text (row, 1);
      worker->name = lw_engine_store_text (row, 2);
      worker->n_answers = sqlite3_column_int64 (row, 3);
      worker->seconds = sqlite3_column_double (row, 4);
      worker->last_answer = sqlite3_column_int64 (row, 5);
      worker->paused = sqlite3_column_int (row, 6) != 0;
      worker->n_gold = sqlite3_column_int64 (row, 7);
      worker->n_gold_right = sqlite3_column_int64 (row, 8);
      worker->n_judged = sqlite3_column_int64 (row, 9);
      worker->n_agreed = sqlite3_column_int64 (row, 10);
      g_ptr_array_add (workers, worker);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&workers);
}

/**
 * lw_engine_store_save_job_worker:
 * @self: a store
 * @job: a job
 * @worker: the worker's sums in it
 * @error: return location
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_store_save_job_worker (LwEngineStore            *self,
                                 gint64                    job,
                                 const LwJobWorkerRecord  *worker,
                                 GError                  **error)
{
  return lw_engine_store_run (self, error,
                              "INSERT OR REPLACE INTO job_workers (job, worker, n_answers, seconds, last_answer,"
                              " paused, n_gold, n_gold_right, n_judged, n_agreed)"
                              " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                              "iiidiiiiii", job, worker->worker, (gint64) worker->n_answers, worker->seconds,
                              worker->last_answer, (gint64) worker->paused, (gint64) worker->n_gold,
                              (gint64) worker->n_gold_right, (gint64) worker->n_judged, (gint64) worker->n_agreed);
}

/**
 * lw_engine_store_add_assignment:
 * @self: a store
 * @job: a job
 * @assignment: a lease, or the decline that takes its place
 * @reason: (nullable): why the worker declined
 * @error: return location
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_store_add_assignment (LwEngineStore             *self,
                                gint64                     job,
                                const LwAssignmentRecord  *assignment,
                                const char                *reason,
                                GError                   **error)
{
  return lw_engine_store_run (self, error,
                              "INSERT OR REPLACE INTO assignments (object, worker, declined, accepted, expires, reason)"
                              " VALUES (?, ?, ?, ?, ?, ?)", "iiiiis",
                              LW_OBJECT_ROW (job, assignment->line), assignment->worker,
                              (gint64) assignment->kind, assignment->accepted, assignment->expires, reason);
}

/**
 * lw_engine_store_remove_assignment:
 * @self: a store
 * @job: a job
 * @line: a data object
 * @worker: who had it
 * @error: return location
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_store_remove_assignment (LwEngineStore  *self,
                                   gint64          job,
                                   guint64         line,
                                   gint64          worker,
                                   GError        **error)
{
  return lw_engine_store_run (self, error, "DELETE FROM assignments WHERE object = ? AND worker = ?", "ii",
                              LW_OBJECT_ROW (job, line), worker);
}

/**
 * lw_engine_store_load_assignments:
 * @self: a store
 * @job: a job
 * @line: a data object
 * @error: return location
 *
 * Returns: (transfer full) (element-type LwAssignmentRecord) (nullable): its leases and declines
 */
GArray *
lw_engine_store_load_assignments (LwEngineStore  *self,
                                  gint64          job,
                                  guint64         line,
                                  GError        **error)
{
  g_autoptr (GArray) assignments = g_array_new (FALSE, TRUE, sizeof (LwAssignmentRecord));
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *row = lw_engine_store_query (self, error,
                                             "SELECT worker, declined, accepted, expires FROM assignments"
                                             " WHERE object = ?", "i", LW_OBJECT_ROW (job, line));

  if (row == NULL)
    return NULL;
  while (lw_engine_store_next (self, row, &local_error))
    {
      LwAssignmentRecord assignment = { 0 };

      assignment.line = line;
      assignment.worker = sqlite3_column_int64 (row, 0);
      assignment.kind = sqlite3_column_int (row, 1);
      assignment.accepted = sqlite3_column_int64 (row, 2);
      assignment.expires = sqlite3_column_int64 (row, 3);
      g_array_append_val (assignments, assignment);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&assignments);
}

/**
 * lw_engine_store_save_answer:
 * @self: a store
 * @job: a job
 * @line: a data object
 * @answer: a worker's answer; takes the place of an earlier one
 * @error: return location
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_store_save_answer (LwEngineStore         *self,
                             gint64                 job,
                             guint64                line,
                             const LwAnswerRecord  *answer,
                             GError               **error)
{
  return lw_engine_store_run (self, error,
                              "INSERT OR REPLACE INTO answers (object, worker, accepted, submitted, seconds, content)"
                              " VALUES (?, ?, ?, ?, ?, ?)", "iiiids",
                              LW_OBJECT_ROW (job, line), answer->worker, answer->accepted, answer->submitted,
                              answer->seconds, answer->content);
}

/**
 * lw_engine_store_load_answers:
 * @self: a store
 * @job: a job
 * @line: a data object
 * @error: return location
 *
 * Returns: (transfer full) (element-type LwAnswerRecord) (nullable): its answers in the order of their submission
 */
GPtrArray *
lw_engine_store_load_answers (LwEngineStore  *self,
                              gint64          job,
                              guint64         line,
                              GError        **error)
{
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_answer_record_free);
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *row = lw_engine_store_query (self, error,
                                             "SELECT a.worker, w.worker_id, w.name, a.accepted, a.submitted, a.seconds,"
                                             " a.content, a.refused FROM answers a JOIN workers w ON w.id = a.worker"
                                             " WHERE a.object = ? ORDER BY a.submitted, a.worker", "i",
                                             LW_OBJECT_ROW (job, line));

  if (row == NULL)
    return NULL;
  while (lw_engine_store_next (self, row, &local_error))
    {
      LwAnswerRecord *answer = g_new0 (LwAnswerRecord, 1);

      answer->worker = sqlite3_column_int64 (row, 0);
      answer->worker_id = lw_engine_store_text (row, 1);
      answer->worker_name = lw_engine_store_text (row, 2);
      answer->accepted = sqlite3_column_int64 (row, 3);
      answer->submitted = sqlite3_column_int64 (row, 4);
      answer->seconds = sqlite3_column_double (row, 5);
      answer->content = lw_engine_store_text (row, 6);
      answer->refused = lw_engine_store_text (row, 7);
      g_ptr_array_add (answers, answer);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&answers);
}

/**
 * lw_engine_store_refuse_answer:
 * @self: a store
 * @job: a job
 * @line: a data object
 * @worker: whose answer it is
 * @reason: why it does not count
 * @error: return location
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_store_refuse_answer (LwEngineStore  *self,
                               gint64          job,
                               guint64         line,
                               gint64          worker,
                               const char     *reason,
                               GError        **error)
{
  return lw_engine_store_run (self, error, "UPDATE answers SET refused = ? WHERE object = ? AND worker = ?", "sii",
                              reason, LW_OBJECT_ROW (job, line), worker);
}

/**
 * lw_engine_store_drop_answer:
 * @self: a store
 * @job: a job
 * @line: a data object
 * @worker: whose answer it is
 * @error: return location
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_store_drop_answer (LwEngineStore  *self,
                             gint64          job,
                             guint64         line,
                             gint64          worker,
                             GError        **error)
{
  return lw_engine_store_run (self, error, "DELETE FROM answers WHERE object = ? AND worker = ?", "ii",
                              LW_OBJECT_ROW (job, line), worker);
}

/**
 * lw_engine_store_load_answered:
 * @self: a store
 * @job: a job
 * @worker: a worker
 * @error: return location
 *
 * Returns: (transfer full) (element-type LwObjectRecord) (nullable): the objects that the worker has answered
 */
GArray *
lw_engine_store_load_answered (LwEngineStore  *self,
                               gint64          job,
                               gint64          worker,
                               GError        **error)
{
  sqlite3_stmt *row = lw_engine_store_query (self, error,
                                             "SELECT o.id, o.state, o.iteration, o.time, o.batch, o.rank FROM answers a"
                                             " JOIN objects o ON o.id = a.object"
                                             " WHERE a.object BETWEEN ? AND ? AND a.worker = ?", "iii",
                                             LW_OBJECT_ROW (job, 0), LW_OBJECT_ROW (job, G_MAXUINT32), worker);

  return lw_engine_store_read_objects (self, row, error);
}
