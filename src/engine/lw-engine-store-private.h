/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How the files lw-engine-store*.c speak to SQLite. Not to be included elsewhere. */

#pragma once

#include "lw-engine-store.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* A data object's row is its job and its line in one number, so that a job's objects lie together and in order. */
#define LW_OBJECT_ROW(job, line) ((gint64) (((guint64) (job) << 32) | (guint64) (line)))
#define LW_OBJECT_LINE(row) ((guint64) (row) & G_MAXUINT32)

sqlite3_stmt *lw_engine_store_query (LwEngineStore  *self,
                                     GError        **error,
                                     const char     *sql,
                                     const char     *types,
                                     ...);
gboolean      lw_engine_store_next  (LwEngineStore  *self,
                                     sqlite3_stmt   *statement,
                                     GError        **error);
gboolean      lw_engine_store_run   (LwEngineStore  *self,
                                     GError        **error,
                                     const char     *sql,
                                     const char     *types,
                                     ...);
gint64        lw_engine_store_last  (LwEngineStore  *self);
GArray       *lw_engine_store_read_objects (LwEngineStore *self,
                                     sqlite3_stmt   *row,
                                     GError        **error) G_GNUC_WARN_UNUSED_RESULT;
char         *lw_engine_store_text  (sqlite3_stmt   *statement,
                                     int             column) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
