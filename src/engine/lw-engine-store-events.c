/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The log of events, which only grows. An event's number counts up within its job. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-store-private.h"

/**
 * lw_engine_store_add_event:
 * @self: a store
 * @job: a job
 * @event: what happened; its number is one more than that of the last
 * @error: return location
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_store_add_event (LwEngineStore        *self,
                           gint64                job,
                           const LwEventRecord  *event,
                           GError              **error)
{
  return lw_engine_store_run (self, error,
                              "INSERT INTO events (job, id, time, kind, object, worker, text)"
                              " VALUES (?, ?, ?, ?, ?, ?, ?)", "iiiiiis",
                              job, (gint64) event->id, event->time, (gint64) event->kind, event->line, event->worker,
                              event->text);
}

/**
 * lw_engine_store_get_last_event:
 * @self: a store
 * @job: a job
 * @error: return location
 *
 * Returns: the number of its last event, 0 for none; 0 with @error set on failure
 */
guint64
lw_engine_store_get_last_event (LwEngineStore  *self,
                                gint64          job,
                                GError        **error)
{
  sqlite3_stmt *row = lw_engine_store_query (self, error, "SELECT MAX (id) FROM events WHERE job = ?", "i", job);
  guint64 last;

  if (row == NULL || !lw_engine_store_next (self, row, error))
    return 0;
  last = sqlite3_column_int64 (row, 0);
  sqlite3_reset (row);
  return last;
}

static GPtrArray *
read_events (LwEngineStore  *self,
             sqlite3_stmt   *row,
             GError        **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local_error = NULL;

  if (row == NULL)
    return NULL;
  while (lw_engine_store_next (self, row, &local_error))
    g_ptr_array_add (events, lw_job_event_new (sqlite3_column_int64 (row, 0), sqlite3_column_int64 (row, 1),
                                               sqlite3_column_int (row, 2), sqlite3_column_int64 (row, 3),
                                               (const char *) sqlite3_column_text (row, 4),
                                               (const char *) sqlite3_column_text (row, 5)));
  if (local_error == NULL)
    return g_steal_pointer (&events);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/**
 * lw_engine_store_load_events:
 * @self: a store
 * @job: a job
 * @line: a data object, or -1 for all and for those of the job as a whole
 * @after: the number of an event, 0 for all
 * @n_max: how many are wanted
 * @error: return location
 *
 * Returns: (transfer full) (element-type LwJobEvent) (nullable): the events after that one, oldest first
 */
GPtrArray *
lw_engine_store_load_events (LwEngineStore  *self,
                             gint64          job,
                             gint64          line,
                             guint64         after,
                             guint           n_max,
                             GError        **error)
{
  sqlite3_stmt *row;

  if (line < 0)
    row = lw_engine_store_query (self, error,
                                 "SELECT e.id, e.time, e.kind, e.object, w.name, e.text FROM events e"
                                 " LEFT JOIN workers w ON w.id = e.worker WHERE e.job = ? AND e.id > ?"
                                 " ORDER BY e.id LIMIT ?", "iii", job, (gint64) after, (gint64) n_max);
  else
    row = lw_engine_store_query (self, error,
                                 "SELECT e.id, e.time, e.kind, e.object, w.name, e.text FROM events e"
                                 " LEFT JOIN workers w ON w.id = e.worker WHERE e.job = ? AND e.object = ?"
                                 " AND e.object >= 0 AND e.id > ? ORDER BY e.id LIMIT ?", "iiii", job, line,
                                 (gint64) after, (gint64) n_max);
  return read_events (self, row, error);
}
