/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Lines like those before them: what an export needs of a line is where it was in the line that its shape was learnt
 * from. Others are walked over by lw_export_line_read(). */

#pragma once

#include "lw-export-line.h"

G_BEGIN_DECLS

typedef struct _LwExportShapes LwExportShapes;

LwExportShapes *lw_export_shapes_new  (const char     *attribute) G_GNUC_WARN_UNUSED_RESULT;
void            lw_export_shapes_free (LwExportShapes *self);

void            lw_export_shapes_read (LwExportShapes *self,
                                       LwExportLine   *out,
                                       const char     *line,
                                       gsize           length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwExportShapes, lw_export_shapes_free)

G_END_DECLS
