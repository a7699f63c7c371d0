/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Gold objects, whose label is known, and answers as one grades or consolidates them: in one go, with what they are
 * compared with. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-store-private.h"

/**
 * lw_engine_store_set_gold:
 * @self: a store
 * @job: a job
 * @line: a data object
 * @labels: (nullable): its known label as the store has it: class indexes as a JSON array; %NULL forgets it
 * @error: return location
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_store_set_gold (LwEngineStore  *self,
                          gint64          job,
                          guint64         line,
                          const char     *labels,
                          GError        **error)
{
  gint64 row = LW_OBJECT_ROW (job, line);

  if (labels == NULL)
    return lw_engine_store_run (self, error, "DELETE FROM gold WHERE object = ?", "i", row);
  return lw_engine_store_run (self, error, "INSERT OR REPLACE INTO gold (object, labels) VALUES (?, ?)", "is", row,
                              labels);
}

/**
 * lw_engine_store_dup_gold:
 * @self: a store
 * @job: a job
 * @line: a data object
 * @error: return location
 *
 * Returns: (transfer full) (nullable): its known label; %NULL without @error when there is none
 */
char *
lw_engine_store_dup_gold (LwEngineStore  *self,
                          gint64          job,
                          guint64         line,
                          GError        **error)
{
  sqlite3_stmt *row = lw_engine_store_query (self, error, "SELECT labels FROM gold WHERE object = ?", "i",
                                             LW_OBJECT_ROW (job, line));
  char *labels;

  if (row == NULL || !lw_engine_store_next (self, row, error))
    return NULL;
  labels = lw_engine_store_text (row, 0);
  sqlite3_reset (row);
  return labels;
}

/**
 * lw_engine_store_count_gold:
 * @self: a store
 * @job: a job
 * @n_gold: (out): how many gold objects it has
 * @error: return location
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_store_count_gold (LwEngineStore  *self,
                            gint64          job,
                            guint64        *n_gold,
                            GError        **error)
{
  sqlite3_stmt *row = lw_engine_store_query (self, error, "SELECT COUNT(*) FROM gold WHERE object BETWEEN ? AND ?",
                                             "ii", LW_OBJECT_ROW (job, 0), LW_OBJECT_ROW (job, G_MAXUINT32));

  if (row == NULL || !lw_engine_store_next (self, row, error))
    return FALSE;
  *n_gold = sqlite3_column_int64 (row, 0);
  sqlite3_reset (row);
  return TRUE;
}

#define ANSWER_COLUMNS \
  "SELECT a.object, o.batch, a.worker, w.worker_id, a.content, o.label, o.metadata, g.labels, w.name, a.submitted," \
  " a.seconds FROM answers a JOIN objects o ON o.id = a.object JOIN workers w ON w.id = a.worker" \
  " LEFT JOIN gold g ON g.object = a.object"

static gboolean
foreach_answer (LwEngineStore  *self,
                sqlite3_stmt   *row,
                LwAnswerFunc    func,
                gpointer        data,
                GError        **error)
{
  g_autoptr (GError) local_error = NULL;

  if (row == NULL)
    return FALSE;
  while (lw_engine_store_next (self, row, &local_error))
    {
      LwGradedAnswer answer = { 0 };

      answer.line = LW_OBJECT_LINE (sqlite3_column_int64 (row, 0));
      answer.batch = sqlite3_column_int64 (row, 1);
      answer.worker = sqlite3_column_int64 (row, 2);
      answer.worker_id = (const char *) sqlite3_column_text (row, 3);
      answer.content = (const char *) sqlite3_column_text (row, 4);
      answer.label = (const char *) sqlite3_column_text (row, 5);
      answer.metadata = (const char *) sqlite3_column_text (row, 6);
      answer.gold = (const char *) sqlite3_column_text (row, 7);
      answer.name = (const char *) sqlite3_column_text (row, 8);
      answer.submitted = sqlite3_column_int64 (row, 9);
      answer.seconds = sqlite3_column_double (row, 10);
      if (!func (&answer, data, error))
        {
          sqlite3_reset (row);
          return FALSE;
        }
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * lw_engine_store_foreach_gold_answer:
 * @self: a store
 * @job: a job
 * @func: (scope call): called for each answer for a gold object
 * @data: for @func
 * @error: return location
 *
 * Returns: whether it came to the end
 */
gboolean
lw_engine_store_foreach_gold_answer (LwEngineStore  *self,
                                     gint64          job,
                                     LwAnswerFunc    func,
                                     gpointer        data,
                                     GError        **error)
{
  return foreach_answer (self,
                         lw_engine_store_query (self, error,
                                                "SELECT a.object, 0, a.worker, w.worker_id, a.content, NULL, NULL,"
                                                " g.labels, w.name, a.submitted, a.seconds FROM gold g"
                                                " JOIN answers a ON a.object = g.object"
                                                " JOIN workers w ON w.id = a.worker WHERE g.object BETWEEN ? AND ?",
                                                "ii", LW_OBJECT_ROW (job, 0), LW_OBJECT_ROW (job, G_MAXUINT32)),
                         func, data, error);
}

/**
 * lw_engine_store_foreach_answer:
 * @self: a store
 * @job: a job
 * @by_batch: whether the objects come batch by batch; otherwise in the order of the manifest
 * @func: (scope call): called for each answer, all at one moment of the state; the answers for one object follow each
 *   other in the order of their submission
 * @data: for @func
 * @error: return location
 *
 * Returns: whether it came to the end
 */
gboolean
lw_engine_store_foreach_answer (LwEngineStore  *self,
                                gint64          job,
                                gboolean        by_batch,
                                LwAnswerFunc    func,
                                gpointer        data,
                                GError        **error)
{
  sqlite3_stmt *row;

  if (by_batch)
    row = lw_engine_store_query (self, error,
                                 ANSWER_COLUMNS
                                 " WHERE a.object BETWEEN ? AND ?"
                                 " ORDER BY o.batch, o.time, a.object, a.submitted, a.worker",
                                 "ii", LW_OBJECT_ROW (job, 0), LW_OBJECT_ROW (job, G_MAXUINT32));
  else
    row = lw_engine_store_query (self, error,
                                 ANSWER_COLUMNS
                                 " WHERE a.object BETWEEN ? AND ? ORDER BY a.object, a.submitted, a.worker",
                                 "ii", LW_OBJECT_ROW (job, 0), LW_OBJECT_ROW (job, G_MAXUINT32));
  return foreach_answer (self, row, func, data, error);
}
