/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reports while they are made. Only for export/. */

#pragma once

#include "lw-export-split.h"

G_BEGIN_DECLS

/* The row at a place of a list that may be NULL for all rows in their order. */
static inline guint32
lw_export_row_at (const guint32 *rows,
                  gsize          i)
{
  return rows != NULL ? rows[i] : (guint32) i;
}

LwExportReport *lw_export_report_new    (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean        lw_export_writes_images (const LwExportOptions *options);

G_END_DECLS
