/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows written by several threads: for formats whose rows do not know of each other and that take no images along. The
 * output is the same as that of one thread. Only for export/. */

#pragma once

#include "lw-export-writer.h"

G_BEGIN_DECLS

gboolean lw_export_blocks_fit (LwExportWriter        *writer,
                               gsize                  n_rows);
gboolean lw_export_blocks_run (LwExportWriter        *writer,
                               const guint32         *rows,
                               gsize                  n_rows,
                               LwExportReport        *report,
                               LwExportProgressFunc   progress,
                               gpointer               progress_data,
                               GError               **error);

G_END_DECLS
