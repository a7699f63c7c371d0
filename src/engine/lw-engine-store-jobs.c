/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The tables of jobs and of consolidation batches. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-store-private.h"

/**
 * lw_job_record_free:
 * @self: (transfer full) (nullable): a record
 */
void
lw_job_record_free (LwJobRecord *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_free (self->request);
  g_free (self->labels);
  g_free (self->template_text);
  g_free (self->failure_reason);
  g_free (self->input_etag);
  g_free (self->result_uri);
  g_free (self);
}

static LwJobRecord *
read_job (sqlite3_stmt *row)
{
  LwJobRecord *job = g_new0 (LwJobRecord, 1);
  int i = 0;

  job->id = sqlite3_column_int64 (row, i++);
  job->name = lw_engine_store_text (row, i++);
  job->request = lw_engine_store_text (row, i++);
  job->labels = lw_engine_store_text (row, i++);
  job->template_text = lw_engine_store_text (row, i++);
  job->failure_reason = lw_engine_store_text (row, i++);
  if (!lw_labeling_job_status_from_string ((const char *) sqlite3_column_text (row, i++), &job->status))
    job->status = LW_LABELING_JOB_STATUS_FAILED;
  job->creation_time = sqlite3_column_int64 (row, i++);
  job->last_modified_time = sqlite3_column_int64 (row, i++);
  job->n_objects = sqlite3_column_int64 (row, i++);
  job->n_labeled = sqlite3_column_int64 (row, i++);
  job->n_passed_human = sqlite3_column_int64 (row, i++);
  job->n_passed_machine = sqlite3_column_int64 (row, i++);
  job->n_failed = sqlite3_column_int64 (row, i++);
  job->last_stamp = sqlite3_column_int64 (row, i++);
  job->revision = sqlite3_column_int64 (row, i++);
  job->written_revision = sqlite3_column_int64 (row, i++);
  job->n_opened = sqlite3_column_int64 (row, i++);
  job->n_workers = sqlite3_column_int64 (row, i++);
  job->stop_confidence = sqlite3_column_double (row, i++);
  job->n_saved = sqlite3_column_int64 (row, i++);
  job->input_etag = lw_engine_store_text (row, i++);
  job->input_changed = sqlite3_column_int (row, i++) != 0;
  job->result_uri = lw_engine_store_text (row, i++);
  return job;
}

/**
 * lw_engine_store_load_jobs:
 * @self: a store
 * @job: the wanted job, or 0 for all
 * @error: return location
 *
 * Returns: (transfer full) (element-type LwJobRecord) (nullable): the jobs, oldest first
 */
GPtrArray *
lw_engine_store_load_jobs (LwEngineStore  *self,
                           gint64          job,
                           GError        **error)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_job_record_free);
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *row = lw_engine_store_query (self, error,
                                             "SELECT id, name, request, labels, template, failure_reason, status,"
                                             " creation_time, last_modified_time, n_objects, n_labeled,"
                                             " n_passed_human, n_passed_machine, n_failed, last_stamp, revision,"
                                             " written_revision, n_opened, n_workers, stop_confidence, n_saved,"
                                             " input_etag, input_changed, result_uri FROM jobs"
                                             " WHERE ?1 = 0 OR id = ?1 ORDER BY id", "i", job);

  if (row == NULL)
    return NULL;
  while (lw_engine_store_next (self, row, &local_error))
    g_ptr_array_add (jobs, read_job (row));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&jobs);
}

/**
 * lw_engine_store_add_job:
 * @self: a store
 * @job: a record without id; gets one
 * @error: return location
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_store_add_job (LwEngineStore  *self,
                         LwJobRecord    *job,
                         GError        **error)
{
  if (!lw_engine_store_run (self, error,
                            "INSERT INTO jobs (name, request, status, creation_time, last_modified_time, n_objects,"
                            " n_labeled, n_passed_human, n_passed_machine, n_failed, next_line, probe_end, last_stamp,"
                            " revision, written_revision) VALUES (?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)",
                            "sssii", job->name, job->request, lw_labeling_job_status_to_string (job->status),
                            job->creation_time, job->last_modified_time))
    return FALSE;
  job->id = lw_engine_store_last (self);
  return TRUE;
}

/**
 * lw_engine_store_save_job:
 * @self: a store
 * @job: a known job; its name, request and creation time do not change
 * @error: return location
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_store_save_job (LwEngineStore      *self,
                          const LwJobRecord  *job,
                          GError            **error)
{
  return lw_engine_store_run (self, error,
                              "UPDATE jobs SET labels = ?, template = ?, failure_reason = ?, status = ?,"
                              " last_modified_time = ?, n_objects = ?, n_labeled = ?, n_passed_human = ?,"
                              " n_passed_machine = ?, n_failed = ?, last_stamp = ?, revision = ?,"
                              " written_revision = ?, n_opened = ?, n_workers = ?, stop_confidence = ?, n_saved = ?,"
                              " input_etag = ?, input_changed = ?, result_uri = ? WHERE id = ?",
                              "ssssiiiiiiiiiiidisisi", job->labels, job->template_text, job->failure_reason,
                              lw_labeling_job_status_to_string (job->status), job->last_modified_time,
                              (gint64) job->n_objects, (gint64) job->n_labeled, (gint64) job->n_passed_human,
                              (gint64) job->n_passed_machine, (gint64) job->n_failed, job->last_stamp,
                              (gint64) job->revision, (gint64) job->written_revision, (gint64) job->n_opened,
                              (gint64) job->n_workers, job->stop_confidence, (gint64) job->n_saved, job->input_etag,
                              (gint64) job->input_changed, job->result_uri, job->id);
}

/**
 * lw_engine_store_add_batch:
 * @self: a store
 * @batch: a record without id; gets one
 * @error: return location
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_store_add_batch (LwEngineStore  *self,
                           LwBatchRecord  *batch,
                           GError        **error)
{
  if (!lw_engine_store_run (self, error,
                            "INSERT INTO batches (job, iteration, stamp, consolidated, written) VALUES (?, ?, ?, ?, 0)",
                            "iiii", batch->job, (gint64) batch->iteration, batch->stamp,
                            (gint64) batch->consolidated))
    return FALSE;
  batch->id = lw_engine_store_last (self);
  return TRUE;
}

/**
 * lw_engine_store_load_unwritten:
 * @self: a store
 * @job: a job
 * @error: return location
 *
 * Returns: (transfer full) (element-type LwBatchRecord) (nullable): the batches whose files are not all on disk,
 *   oldest first
 */
GArray *
lw_engine_store_load_unwritten (LwEngineStore  *self,
                                gint64          job,
                                GError        **error)
{
  g_autoptr (GArray) batches = g_array_new (FALSE, TRUE, sizeof (LwBatchRecord));
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *row = lw_engine_store_query (self, error,
                                             "SELECT id, iteration, stamp, consolidated FROM batches"
                                             " WHERE job = ? AND written = 0 ORDER BY id", "i", job);

  if (row == NULL)
    return NULL;
  while (lw_engine_store_next (self, row, &local_error))
    {
      LwBatchRecord batch = { 0 };

      batch.id = sqlite3_column_int64 (row, 0);
      batch.job = job;
      batch.iteration = sqlite3_column_int (row, 1);
      batch.stamp = sqlite3_column_int64 (row, 2);
      batch.consolidated = sqlite3_column_int (row, 3) != 0;
      g_array_append_val (batches, batch);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&batches);
}

/**
 * lw_engine_store_save_written:
 * @self: a store
 * @batch: a batch whose files are on disk now
 * @error: return location
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_store_save_written (LwEngineStore  *self,
                              gint64          batch,
                              GError        **error)
{
  return lw_engine_store_run (self, error, "UPDATE batches SET written = 1 WHERE id = ?", "i", batch);
}

/**
 * lw_engine_store_load_batch:
 * @self: a store
 * @batch: a batch
 * @stamp: (out): the time in the names of its files
 * @n_objects: (out): how many objects are in it
 * @error: return location
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_store_load_batch (LwEngineStore  *self,
                            gint64          batch,
                            gint64         *stamp,
                            guint          *n_objects,
                            GError        **error)
{
  sqlite3_stmt *row = lw_engine_store_query (self, error,
                                             "SELECT b.stamp, (SELECT COUNT(*) FROM objects o WHERE o.batch = b.id"
                                             " AND o.batch > 0) FROM batches b WHERE b.id = ?", "i", batch);

  if (row == NULL || !lw_engine_store_next (self, row, error))
    return FALSE;
  *stamp = sqlite3_column_int64 (row, 0);
  *n_objects = (guint) sqlite3_column_int64 (row, 1);
  sqlite3_reset (row);
  return TRUE;
}
