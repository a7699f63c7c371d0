/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows as the writers of formats see them: judged by the rules, then read from the file. One for each thread. Only for
 * export/. */

#pragma once

#include "lw-export-row.h"
#include "lw-export-shapes.h"
#include "lw-export-writer.h"

#include "lw-manifest-cursor.h"

G_BEGIN_DECLS

typedef struct _LwExportReader LwExportReader;

/**
 * LwExportReader:
 * @job: the export; not owned
 * @rules: what judges
 * @shapes: (nullable): what is known of lines like the next one
 * @row: the row that was read last
 */
struct _LwExportReader
{
  LwExportJob      *job;
  LwExportRules     rules;
  LwManifestCursor *cursor;
  LwExportShapes   *shapes;
  LwExportRow       row;
  gsize             name_length;
};

gboolean lw_export_reader_init  (LwExportReader  *self,
                                 LwExportJob     *job,
                                 GError         **error);
void     lw_export_reader_clear (LwExportReader  *self);

gboolean lw_export_reader_read  (LwExportReader  *self,
                                 guint            row,
                                 GError         **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LwExportReader, lw_export_reader_clear)

G_END_DECLS
