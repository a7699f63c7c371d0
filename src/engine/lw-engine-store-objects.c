/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The tables of data objects and of their input lines. The lines are kept apart, so that looking for objects does
 * not read them, and kept at all, so that a manifest that changes under a running job cannot mix with it. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-store-private.h"

/**
 * lw_engine_store_add_object:
 * @self: a store
 * @job: a job
 * @object: a new data object
 * @source: its input line
 * @source_length: in bytes
 * @metadata: (nullable): metadata of an object that has failed already
 * @error: return location
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_store_add_object (LwEngineStore         *self,
                            gint64                 job,
                            const LwObjectRecord  *object,
                            const char            *source,
                            gsize                  source_length,
                            const char            *metadata,
                            GError               **error)
{
  g_autoptr (GBytes) line = g_bytes_new_static (source, source_length);
  gint64 row = LW_OBJECT_ROW (job, object->line);

  return lw_engine_store_run (self, error, "INSERT INTO lines (id, line) VALUES (?, ?)", "ib", row, line) &&
         lw_engine_store_run (self, error,
                              "INSERT INTO objects (id, state, iteration, time, batch, metadata, rank)"
                              " VALUES (?, ?, ?, ?, 0, ?, ?)", "iiiisi",
                              row, (gint64) object->state, (gint64) object->iteration, object->time, metadata,
                              LW_OBJECT_ROW (job, object->rank));
}

/**
 * lw_engine_store_clear_objects:
 * @self: a store
 * @job: a job
 * @error: return location
 *
 * Forgets all data objects of a job whose manifest was only read in part.
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_store_clear_objects (LwEngineStore  *self,
                               gint64          job,
                               GError        **error)
{
  return lw_engine_store_run (self, error, "DELETE FROM objects WHERE id BETWEEN ? AND ?", "ii",
                              LW_OBJECT_ROW (job, 0), LW_OBJECT_ROW (job, G_MAXUINT32)) &&
         lw_engine_store_run (self, error, "DELETE FROM lines WHERE id BETWEEN ? AND ?", "ii",
                              LW_OBJECT_ROW (job, 0), LW_OBJECT_ROW (job, G_MAXUINT32)) &&
         lw_engine_store_run (self, error, "DELETE FROM gold WHERE object BETWEEN ? AND ?", "ii",
                              LW_OBJECT_ROW (job, 0), LW_OBJECT_ROW (job, G_MAXUINT32));
}

/* Reads rows of id, state, iteration, time, batch and rank. */
GArray *
lw_engine_store_read_objects (LwEngineStore  *self,
                              sqlite3_stmt   *row,
                              GError        **error)
{
  g_autoptr (GArray) objects = g_array_new (FALSE, TRUE, sizeof (LwObjectRecord));
  g_autoptr (GError) local_error = NULL;

  if (row == NULL)
    return NULL;
  while (lw_engine_store_next (self, row, &local_error))
    {
      LwObjectRecord object = { 0 };

      object.line = LW_OBJECT_LINE (sqlite3_column_int64 (row, 0));
      object.state = sqlite3_column_int (row, 1);
      object.iteration = sqlite3_column_int (row, 2);
      object.time = sqlite3_column_int64 (row, 3);
      object.batch = sqlite3_column_int64 (row, 4);
      object.rank = LW_OBJECT_LINE (sqlite3_column_int64 (row, 5));
      g_array_append_val (objects, object);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&objects);
}

/**
 * lw_engine_store_count_states:
 * @self: a store
 * @job: a job
 * @counts: (out caller-allocates): how many objects are in each #LwObjectState
 * @error: return location
 *
 * Counts them one by one; the job's counters say the same at once.
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_store_count_states (LwEngineStore  *self,
                              gint64          job,
                              guint64        *counts,
                              GError        **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *row = lw_engine_store_query (self, error,
                                             "SELECT state, COUNT(*) FROM objects WHERE id BETWEEN ? AND ?"
                                             " GROUP BY state", "ii", LW_OBJECT_ROW (job, 0),
                                             LW_OBJECT_ROW (job, G_MAXUINT32));

  if (row == NULL)
    return FALSE;
  for (guint i = 0; i <= LW_OBJECT_STATE_PASSED; i++)
    counts[i] = 0;
  while (lw_engine_store_next (self, row, &local_error))
    counts[MIN ((guint) sqlite3_column_int (row, 0), LW_OBJECT_STATE_PASSED)] = sqlite3_column_int64 (row, 1);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * lw_engine_store_load_object:
 * @self: a store
 * @job: a job
 * @line: a data object
 * @object: (out): its row
 * @error: return location: %G_IO_ERROR_NOT_FOUND
 *
 * Returns: whether there is one
 */
gboolean
lw_engine_store_load_object (LwEngineStore   *self,
                             gint64           job,
                             guint64          line,
                             LwObjectRecord  *object,
                             GError         **error)
{
  sqlite3_stmt *row = lw_engine_store_query (self, error,
                                             "SELECT id, state, iteration, time, batch, rank FROM objects WHERE id = ?",
                                             "i", LW_OBJECT_ROW (job, line));
  g_autoptr (GArray) objects = lw_engine_store_read_objects (self, row, error);

  if (objects == NULL)
    return FALSE;
  if (objects->len == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no data object %" G_GUINT64_FORMAT, line);
      return FALSE;
    }
  *object = g_array_index (objects, LwObjectRecord, 0);
  return TRUE;
}

/**
 * lw_engine_store_load_active:
 * @self: a store
 * @job: a job
 * @error: return location
 *
 * Returns: (transfer full) (element-type LwObjectRecord) (nullable): the open and the answered objects, in order
 */
GArray *
lw_engine_store_load_active (LwEngineStore  *self,
                             gint64          job,
                             GError        **error)
{
  sqlite3_stmt *row = lw_engine_store_query (self, error,
                                             "SELECT id, state, iteration, time, batch, rank FROM objects"
                                             " WHERE state IN (1, 2) AND id BETWEEN ? AND ? ORDER BY rank, id", "ii",
                                             LW_OBJECT_ROW (job, 0), LW_OBJECT_ROW (job, G_MAXUINT32));

  return lw_engine_store_read_objects (self, row, error);
}

/**
 * lw_engine_store_load_pending:
 * @self: a store
 * @job: a job
 * @n_max: how many are wanted
 * @error: return location
 *
 * Returns: (transfer full) (element-type LwObjectRecord) (nullable): the next objects that nobody was asked for
 */
GArray *
lw_engine_store_load_pending (LwEngineStore  *self,
                              gint64          job,
                              guint           n_max,
                              GError        **error)
{
  sqlite3_stmt *row = lw_engine_store_query (self, error,
                                             "SELECT id, state, iteration, time, batch, rank FROM objects"
                                             " WHERE rank BETWEEN ? AND ? AND state = 0 ORDER BY rank, id LIMIT ?",
                                             "iii", LW_OBJECT_ROW (job, 0), LW_OBJECT_ROW (job, G_MAXUINT32),
                                             (gint64) n_max);

  return lw_engine_store_read_objects (self, row, error);
}

/**
 * lw_engine_store_save_object:
 * @self: a store
 * @job: a job
 * @object: a data object without a result
 * @error: return location
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_store_save_object (LwEngineStore         *self,
                             gint64                 job,
                             const LwObjectRecord  *object,
                             GError               **error)
{
  return lw_engine_store_run (self, error,
                              "UPDATE objects SET state = ?, iteration = ?, time = ?, batch = ? WHERE id = ?", "iiiii",
                              (gint64) object->state, (gint64) object->iteration, object->time, object->batch,
                              LW_OBJECT_ROW (job, object->line));
}

/**
 * lw_engine_store_save_result:
 * @self: a store
 * @job: a job
 * @object: a data object
 * @label: (nullable): the label as JSON text, %NULL for a failed object
 * @metadata: the metadata as JSON text
 * @error: return location
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_store_save_result (LwEngineStore         *self,
                             gint64                 job,
                             const LwObjectRecord  *object,
                             const char            *label,
                             const char            *metadata,
                             GError               **error)
{
  return lw_engine_store_run (self, error,
                              "UPDATE objects SET state = ?, iteration = ?, time = ?, batch = ?, label = ?,"
                              " metadata = ? WHERE id = ?", "iiiissi",
                              (gint64) object->state, (gint64) object->iteration, object->time, object->batch,
                              label, metadata, LW_OBJECT_ROW (job, object->line));
}

/**
 * lw_engine_store_dup_source:
 * @self: a store
 * @job: a job
 * @line: a data object
 * @length: (out): the length in bytes
 * @error: return location: %G_IO_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the input line
 */
char *
lw_engine_store_dup_source (LwEngineStore  *self,
                            gint64          job,
                            guint64         line,
                            gsize          *length,
                            GError        **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *row = lw_engine_store_query (self, error, "SELECT line FROM lines WHERE id = ?", "i",
                                             LW_OBJECT_ROW (job, line));
  char *source;

  if (row == NULL)
    return NULL;
  if (!lw_engine_store_next (self, row, &local_error))
    {
      if (local_error == NULL)
        g_set_error (&local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no line %" G_GUINT64_FORMAT, line);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  *length = sqlite3_column_bytes (row, 0);
  source = g_strndup (sqlite3_column_blob (row, 0), *length);
  sqlite3_reset (row);
  return source;
}

static gboolean
foreach_row (LwEngineStore  *self,
             sqlite3_stmt   *row,
             LwResultFunc    func,
             gpointer        data,
             GError        **error)
{
  g_autoptr (GError) local_error = NULL;

  if (row == NULL)
    return FALSE;
  while (lw_engine_store_next (self, row, &local_error))
    {
      LwResultRecord record = { 0 };

      record.line = LW_OBJECT_LINE (sqlite3_column_int64 (row, 0));
      record.source = sqlite3_column_blob (row, 1);
      record.source_length = sqlite3_column_bytes (row, 1);
      record.label = (const char *) sqlite3_column_text (row, 2);
      record.metadata = (const char *) sqlite3_column_text (row, 3);
      if (!func (&record, data, error))
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
 * lw_engine_store_foreach_result:
 * @self: a store
 * @job: a job
 * @func: (scope call): called for each data object, in the order of the manifest, all at one moment of the state
 * @data: for @func
 * @error: return location
 *
 * Returns: whether it came to the end
 */
gboolean
lw_engine_store_foreach_result (LwEngineStore  *self,
                                gint64          job,
                                LwResultFunc    func,
                                gpointer        data,
                                GError        **error)
{
  return foreach_row (self,
                      lw_engine_store_query (self, error,
                                             "SELECT o.id, l.line, o.label, o.metadata FROM objects o"
                                             " JOIN lines l ON l.id = o.id WHERE o.id BETWEEN ? AND ? ORDER BY o.id",
                                             "ii", LW_OBJECT_ROW (job, 0), LW_OBJECT_ROW (job, G_MAXUINT32)),
                      func, data, error);
}

/**
 * lw_engine_store_load_result:
 * @self: a store
 * @job: a job
 * @line: a data object
 * @func: (scope call): called for it
 * @data: for @func
 * @error: return location
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_store_load_result (LwEngineStore  *self,
                             gint64          job,
                             guint64         line,
                             LwResultFunc    func,
                             gpointer        data,
                             GError        **error)
{
  return foreach_row (self,
                      lw_engine_store_query (self, error,
                                             "SELECT o.id, l.line, o.label, o.metadata FROM objects o"
                                             " JOIN lines l ON l.id = o.id WHERE o.id = ?", "i",
                                             LW_OBJECT_ROW (job, line)),
                      func, data, error);
}

/**
 * lw_engine_store_foreach_in_batch:
 * @self: a store
 * @job: a job
 * @batch: a consolidation batch of it
 * @func: (scope call): called for each data object, in the order in which they were completed
 * @data: for @func
 * @error: return location
 *
 * Returns: whether it came to the end
 */
gboolean
lw_engine_store_foreach_in_batch (LwEngineStore  *self,
                                  gint64          job,
                                  gint64          batch,
                                  LwResultFunc    func,
                                  gpointer        data,
                                  GError        **error)
{
  return foreach_row (self,
                      lw_engine_store_query (self, error,
                                             "SELECT o.id, l.line, o.label, o.metadata FROM objects o"
                                             " JOIN lines l ON l.id = o.id WHERE o.batch = ? AND o.batch > 0"
                                             " ORDER BY o.time, o.id", "i", batch),
                      func, data, error);
}
