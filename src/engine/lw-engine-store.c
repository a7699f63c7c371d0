/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The state of a workspace in SQLite: the connection, its schema, statements and transactions. What is in the
 * tables is in lw-engine-store-jobs.c, -objects.c, -answers.c and -buckets.c. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-engine-store-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define BUSY_MILLISECONDS 30000
#define SCHEMA_VERSION 3

/* Statements are prepared once and kept by the address of their text, which therefore is always a literal. */
struct _LwEngineStore
{
  sqlite3    *db;
  char       *path;
  GHashTable *statements;
  gboolean    durable;
};

static const char *const schema[SCHEMA_VERSION] = {
  "CREATE TABLE buckets (name TEXT PRIMARY KEY, folder TEXT NOT NULL) WITHOUT ROWID;"
  "CREATE TABLE jobs (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, request TEXT NOT NULL,"
  " labels TEXT, template TEXT, failure_reason TEXT, status TEXT NOT NULL, creation_time INTEGER NOT NULL,"
  " last_modified_time INTEGER NOT NULL, n_objects INTEGER NOT NULL, n_labeled INTEGER NOT NULL,"
  " n_passed_human INTEGER NOT NULL, n_passed_machine INTEGER NOT NULL, n_failed INTEGER NOT NULL,"
  " next_line INTEGER NOT NULL, probe_end INTEGER NOT NULL, last_stamp INTEGER NOT NULL, revision INTEGER NOT NULL,"
  " written_revision INTEGER NOT NULL);"
  "CREATE TABLE objects (id INTEGER PRIMARY KEY, state INTEGER NOT NULL, iteration INTEGER NOT NULL,"
  " time INTEGER NOT NULL, batch INTEGER NOT NULL, label TEXT, metadata TEXT);"
  "CREATE INDEX objects_active ON objects (id) WHERE state IN (1, 2);"
  "CREATE INDEX objects_batch ON objects (batch) WHERE batch > 0;"
  "CREATE TABLE lines (id INTEGER PRIMARY KEY, line BLOB NOT NULL);"
  "CREATE TABLE workers (id INTEGER PRIMARY KEY, worker_id TEXT NOT NULL UNIQUE, name TEXT NOT NULL);"
  "CREATE TABLE job_workers (job INTEGER NOT NULL, worker INTEGER NOT NULL, n_answers INTEGER NOT NULL,"
  " seconds REAL NOT NULL, last_answer INTEGER NOT NULL, PRIMARY KEY (job, worker)) WITHOUT ROWID;"
  "CREATE TABLE assignments (object INTEGER NOT NULL, worker INTEGER NOT NULL, declined INTEGER NOT NULL,"
  " accepted INTEGER NOT NULL, expires INTEGER NOT NULL, reason TEXT, PRIMARY KEY (object, worker)) WITHOUT ROWID;"
  "CREATE TABLE answers (object INTEGER NOT NULL, worker INTEGER NOT NULL, accepted INTEGER NOT NULL,"
  " submitted INTEGER NOT NULL, seconds REAL NOT NULL, content TEXT NOT NULL, refused TEXT,"
  " PRIMARY KEY (object, worker)) WITHOUT ROWID;"
  "CREATE TABLE batches (id INTEGER PRIMARY KEY, job INTEGER NOT NULL, iteration INTEGER NOT NULL,"
  " stamp INTEGER NOT NULL, consolidated INTEGER NOT NULL, written INTEGER NOT NULL);"
  "CREATE INDEX batches_unwritten ON batches (job, id) WHERE written = 0;",

  /* 2: the log of events, gold objects, the order of objects, changes of a running job. */
  "ALTER TABLE jobs ADD COLUMN n_opened INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE jobs ADD COLUMN n_workers INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE jobs ADD COLUMN stop_confidence REAL NOT NULL DEFAULT -1;"
  "ALTER TABLE jobs ADD COLUMN n_saved INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE jobs ADD COLUMN input_etag TEXT;"
  "ALTER TABLE jobs ADD COLUMN input_changed INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE jobs ADD COLUMN result_uri TEXT;"
  "UPDATE jobs SET n_opened = (SELECT COUNT(*) FROM objects o WHERE o.iteration > 0"
  " AND o.id BETWEEN (jobs.id << 32) AND ((jobs.id << 32) | 4294967295));"
  "ALTER TABLE objects ADD COLUMN rank INTEGER NOT NULL DEFAULT 0;"
  "UPDATE objects SET rank = id;"
  "CREATE INDEX objects_pending ON objects (rank, id) WHERE state = 0;"
  "ALTER TABLE job_workers ADD COLUMN paused INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE job_workers ADD COLUMN n_gold INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE job_workers ADD COLUMN n_gold_right INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE job_workers ADD COLUMN n_judged INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE job_workers ADD COLUMN n_agreed INTEGER NOT NULL DEFAULT 0;"
  "CREATE TABLE gold (object INTEGER PRIMARY KEY, labels TEXT NOT NULL);"
  "CREATE TABLE events (job INTEGER NOT NULL, id INTEGER NOT NULL, time INTEGER NOT NULL, kind INTEGER NOT NULL,"
  " object INTEGER NOT NULL, worker INTEGER NOT NULL, text TEXT, PRIMARY KEY (job, id)) WITHOUT ROWID;"
  "CREATE INDEX events_object ON events (job, object, id) WHERE object >= 0;"
  "INSERT INTO events SELECT id, 1, creation_time, 0, -1, 0, NULL FROM jobs;",

  /* 3: answers that come over a network have ids, so that one that comes twice counts once. */
  "CREATE TABLE answer_ids (id TEXT PRIMARY KEY, object INTEGER NOT NULL, worker INTEGER NOT NULL) WITHOUT ROWID;"
  "CREATE INDEX answers_of_worker ON answers (worker, submitted);",
};

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

static int
get_io_error (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      return G_IO_ERROR_NO_SPACE;
    case SQLITE_READONLY:
      return G_IO_ERROR_READ_ONLY;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return G_IO_ERROR_BUSY;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return G_IO_ERROR_PERMISSION_DENIED;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return G_IO_ERROR_INVALID_DATA;
    default:
      return G_IO_ERROR_FAILED;
    }
}

static gboolean
fail (LwEngineStore  *self,
      GError        **error)
{
  int code = get_io_error (sqlite3_extended_errcode (self->db));

  if (code == G_IO_ERROR_NO_SPACE)
    g_set_error (error, G_IO_ERROR, code,
                 _("There is no room on the disk that holds “%s”: make room, then try again"), self->path);
  else
    g_set_error (error, G_IO_ERROR, code, _("The labeling jobs’ state in “%s” cannot be used: %s"),
                 self->path, sqlite3_errmsg (self->db));
  return FALSE;
}

static gboolean
execute (LwEngineStore  *self,
         const char     *sql,
         GError        **error)
{
  return sqlite3_exec (self->db, sql, NULL, NULL, NULL) == SQLITE_OK || fail (self, error);
}

static sqlite3_stmt *
prepare (LwEngineStore  *self,
         const char     *sql,
         GError        **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);

  if (statement != NULL)
    {
      sqlite3_reset (statement);
      return statement;
    }
  if (sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
    {
      fail (self, error);
      return NULL;
    }
  g_hash_table_insert (self->statements, (gpointer) sql, statement);
  return statement;
}

static void
bind (sqlite3_stmt *statement,
      const char   *types,
      va_list       args)
{
  for (int i = 0; types[i] != '\0'; i++)
    switch (types[i])
      {
      case 'i':
        sqlite3_bind_int64 (statement, i + 1, va_arg (args, gint64));
        break;
      case 'd':
        sqlite3_bind_double (statement, i + 1, va_arg (args, double));
        break;
      case 's':
        sqlite3_bind_text (statement, i + 1, va_arg (args, const char *), -1, SQLITE_TRANSIENT);
        break;
      case 'b':
        {
          GBytes *bytes = va_arg (args, GBytes *);

          sqlite3_bind_blob64 (statement, i + 1, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                               SQLITE_TRANSIENT);
          break;
        }
      default:
        g_assert_not_reached ();
      }
}

/**
 * lw_engine_store_query:
 * @self: a store
 * @error: return location
 * @sql: a literal
 * @types: one letter a parameter: i (gint64), d (double), s (nullable string), b (GBytes)
 * @...: the parameters; integers always as gint64
 *
 * Returns: (transfer none) (nullable): the statement, to be read with lw_engine_store_next() to its end or until it
 *   is asked again
 */
sqlite3_stmt *
lw_engine_store_query (LwEngineStore  *self,
                       GError        **error,
                       const char     *sql,
                       const char     *types,
                       ...)
{
  sqlite3_stmt *statement = prepare (self, sql, error);
  va_list args;

  if (statement == NULL)
    return NULL;
  va_start (args, types);
  bind (statement, types, args);
  va_end (args);
  return statement;
}

/**
 * lw_engine_store_next:
 * @self: a store
 * @statement: a statement of lw_engine_store_query()
 * @error: return location
 *
 * Returns: whether there is a row; %FALSE with @error set on failure
 */
gboolean
lw_engine_store_next (LwEngineStore  *self,
                      sqlite3_stmt   *statement,
                      GError        **error)
{
  int code = sqlite3_step (statement);

  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    fail (self, error);
  sqlite3_reset (statement);
  return FALSE;
}

/**
 * lw_engine_store_run:
 * @self: a store
 * @error: return location
 * @sql: a literal that gives no rows
 * @types: as in lw_engine_store_query()
 * @...: the parameters
 *
 * Returns: whether it worked
 */
gboolean
lw_engine_store_run (LwEngineStore  *self,
                     GError        **error,
                     const char     *sql,
                     const char     *types,
                     ...)
{
  sqlite3_stmt *statement = prepare (self, sql, error);
  gboolean ok;
  va_list args;

  if (statement == NULL)
    return FALSE;
  va_start (args, types);
  bind (statement, types, args);
  va_end (args);
  ok = sqlite3_step (statement) == SQLITE_DONE || fail (self, error);
  sqlite3_reset (statement);
  return ok;
}

gint64
lw_engine_store_last (LwEngineStore *self)
{
  return sqlite3_last_insert_rowid (self->db);
}

char *
lw_engine_store_text (sqlite3_stmt *statement,
                      int           column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}

static gboolean
read_version (LwEngineStore  *self,
              gint64         *version,
              GError        **error)
{
  sqlite3_stmt *statement = lw_engine_store_query (self, error, "PRAGMA user_version", "");

  if (statement == NULL || !lw_engine_store_next (self, statement, error))
    return FALSE;
  *version = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
migrate_from (LwEngineStore  *self,
              gint64          version,
              GError        **error)
{
  for (gint64 v = version; v < SCHEMA_VERSION; v++)
    {
      g_autofree char *set_version = g_strdup_printf ("PRAGMA user_version = %d", (int) v + 1);

      if (!execute (self, schema[v], error) || !execute (self, set_version, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_version (LwEngineStore  *self,
               gint64          version,
               GError        **error)
{
  if (version <= SCHEMA_VERSION)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               _("“%s” was written by a newer version of Labelwright: update this one"), self->path);
  return FALSE;
}

/* Looks without a transaction first: most connections find the present schema and need no lock. */
static gboolean
migrate (LwEngineStore  *self,
         GError        **error)
{
  gint64 version;

  if (!read_version (self, &version, error) || !check_version (self, version, error))
    return FALSE;
  if (version == SCHEMA_VERSION)
    return TRUE;
  if (!lw_engine_store_begin (self, TRUE, error))
    return FALSE;
  if (!read_version (self, &version, error) || !migrate_from (self, version, error))
    {
      lw_engine_store_rollback (self);
      return FALSE;
    }
  return lw_engine_store_commit (self, error);
}

/**
 * lw_engine_store_open:
 * @path: the database; made when missing, brought to the present schema when older
 * @error: return location: a #GIOErrorEnum code
 *
 * Returns: (transfer full) (nullable): the store
 */
LwEngineStore *
lw_engine_store_open (const char  *path,
                      GError     **error)
{
  g_autoptr (LwEngineStore) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (LwEngineStore, 1);
  self->path = g_strdup (path);
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);
  if (sqlite3_open_v2 (path, &self->db,
                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    {
      fail (self, error);
      return NULL;
    }
  sqlite3_extended_result_codes (self->db, 1);
  sqlite3_busy_timeout (self->db, BUSY_MILLISECONDS);
  if (!execute (self, "PRAGMA journal_mode = WAL", error) || !migrate (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * lw_engine_store_free:
 * @self: (transfer full) (nullable): a store; an open transaction is rolled back
 */
void
lw_engine_store_free (LwEngineStore *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->statements);
  sqlite3_close (self->db);
  g_free (self->path);
  g_free (self);
}

/**
 * lw_engine_store_begin:
 * @self: a store
 * @durable: whether the commit has to wait until all is on the disk. If not, it survives the death of the process,
 *   and is on the disk with the next durable one
 * @error: return location
 *
 * Returns: whether a transaction is open now
 */
gboolean
lw_engine_store_begin (LwEngineStore  *self,
                       gboolean        durable,
                       GError        **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (durable != self->durable)
    {
      if (!execute (self, durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL", error))
        return FALSE;
      self->durable = durable;
    }
  return lw_engine_store_run (self, error, "BEGIN IMMEDIATE", "");
}

/**
 * lw_engine_store_commit:
 * @self: a store with an open transaction
 * @error: return location
 *
 * Returns: whether everything since lw_engine_store_begin() is kept; if not, nothing is
 */
gboolean
lw_engine_store_commit (LwEngineStore  *self,
                        GError        **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (lw_engine_store_run (self, error, "COMMIT", ""))
    return TRUE;
  lw_engine_store_rollback (self);
  return FALSE;
}

/**
 * lw_engine_store_rollback:
 * @self: a store
 *
 * Forgets everything since lw_engine_store_begin(); without an open transaction, nothing happens.
 */
void
lw_engine_store_rollback (LwEngineStore *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (self != NULL);

  if (!sqlite3_get_autocommit (self->db) && !lw_engine_store_run (self, &error, "ROLLBACK", ""))
    g_warning ("%s", error->message);
}
