/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A large JSON document of which one value at a time is made a tree: only its text is in memory, and everything in it
 * has a place. Only for export/. */

#pragma once

#include "lw-json-scan.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _LwImportDocument LwImportDocument;

/**
 * LwImportDocument:
 * @path: the file
 * @scan: stands where the caller reads
 */
struct _LwImportDocument
{
  char        *path;
  char        *text;
  LwJsonScan   scan;
  const char  *line_start;
  guint64      line;
};

gboolean  lw_import_document_open   (LwImportDocument   *self,
                                     const char         *path,
                                     GError            **error);
void      lw_import_document_clear  (LwImportDocument   *self);

JsonNode *lw_import_document_parse  (LwImportDocument   *self,
                                     const LwJsonSlice  *value,
                                     GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void      lw_import_document_locate (LwImportDocument   *self,
                                     const char         *at,
                                     guint64            *line,
                                     guint              *column);
gboolean  lw_import_document_check  (LwImportDocument   *self,
                                     const LwJsonScan   *scan,
                                     GError            **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LwImportDocument, lw_import_document_clear)

G_END_DECLS
