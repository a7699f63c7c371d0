/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of the ids that answers from a network had, and a worker's last answers. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-store-private.h"

/**
 * lw_engine_store_find_worker:
 * @self: a store
 * @worker_id: what the files call the worker
 * @error: return location
 *
 * Returns: the worker's row, 0 for none; 0 with @error set on failure
 */
gint64
lw_engine_store_find_worker (LwEngineStore  *self,
                             const char     *worker_id,
                             GError        **error)
{
  sqlite3_stmt *row = lw_engine_store_query (self, error, "SELECT id FROM workers WHERE worker_id = ?", "s", worker_id);
  gint64 worker;

  if (row == NULL || !lw_engine_store_next (self, row, error))
    return 0;
  worker = sqlite3_column_int64 (row, 0);
  sqlite3_reset (row);
  return worker;
}

/**
 * lw_engine_store_add_answer_id:
 * @self: a store
 * @id: what the sender calls the answer; not there yet
 * @job: a job
 * @line: the data object
 * @worker: who answered
 * @error: return location
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_store_add_answer_id (LwEngineStore  *self,
                               const char     *id,
                               gint64          job,
                               guint64         line,
                               gint64          worker,
                               GError        **error)
{
  return lw_engine_store_run (self, error, "INSERT INTO answer_ids (id, object, worker) VALUES (?, ?, ?)", "sii",
                              id, LW_OBJECT_ROW (job, line), worker);
}

/**
 * lw_engine_store_find_answer_id:
 * @self: a store
 * @id: what the sender calls an answer
 * @job: (out): the job
 * @line: (out): the data object
 * @worker: (out): who answered
 * @error: return location
 *
 * Returns: whether an answer of that id was recorded; %FALSE with @error set on failure
 */
gboolean
lw_engine_store_find_answer_id (LwEngineStore  *self,
                                const char     *id,
                                gint64         *job,
                                guint64        *line,
                                gint64         *worker,
                                GError        **error)
{
  sqlite3_stmt *row = lw_engine_store_query (self, error, "SELECT object, worker FROM answer_ids WHERE id = ?", "s",
                                             id);
  gint64 object;

  if (row == NULL || !lw_engine_store_next (self, row, error))
    return FALSE;
  object = sqlite3_column_int64 (row, 0);
  *job = object >> 32;
  *line = object & G_MAXUINT32;
  *worker = sqlite3_column_int64 (row, 1);
  sqlite3_reset (row);
  return TRUE;
}

/**
 * lw_engine_store_load_last_answers:
 * @self: a store
 * @job: a job
 * @worker: a worker
 * @n_max: how many are wanted
 * @error: return location
 *
 * Returns: (transfer full) (element-type LwAnswerRecord) (nullable): the worker's answers, newest first
 */
GPtrArray *
lw_engine_store_load_last_answers (LwEngineStore  *self,
                                   gint64          job,
                                   gint64          worker,
                                   guint           n_max,
                                   GError        **error)
{
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_answer_record_free);
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *row = lw_engine_store_query (self, error,
                                             "SELECT object, submitted, content FROM answers"
                                             " WHERE worker = ? AND object BETWEEN ? AND ?"
                                             " ORDER BY submitted DESC, object DESC LIMIT ?", "iiii", worker,
                                             LW_OBJECT_ROW (job, 0), LW_OBJECT_ROW (job, G_MAXUINT32), (gint64) n_max);

  if (row == NULL)
    return NULL;
  while (lw_engine_store_next (self, row, &local_error))
    {
      LwAnswerRecord *answer = g_new0 (LwAnswerRecord, 1);

      answer->line = sqlite3_column_int64 (row, 0) & G_MAXUINT32;
      answer->worker = worker;
      answer->submitted = sqlite3_column_int64 (row, 1);
      answer->content = lw_engine_store_text (row, 2);
      g_ptr_array_add (answers, answer);
    }
  if (local_error == NULL)
    return g_steal_pointer (&answers);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}
