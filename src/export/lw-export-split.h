/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which set each row goes to: training, validation or test, in the wanted shares of every class, by chance that a seed
 * repeats. */

#pragma once

#include "lw-export-rules.h"

G_BEGIN_DECLS

typedef struct _LwExportSplit LwExportSplit;

LwExportSplit *lw_export_split_new    (const LwExportOptions  *options,
                                       guint                   n_classes) G_GNUC_WARN_UNUSED_RESULT;
void           lw_export_split_free   (LwExportSplit          *self);

void           lw_export_split_count  (LwExportSplit          *self,
                                       const LwExportRules    *rules);
guint          lw_export_split_choose (LwExportSplit          *self,
                                       const LwExportRules    *rules);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwExportSplit, lw_export_split_free)

G_END_DECLS
