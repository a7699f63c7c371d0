/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where an export goes: a file, or a folder that is made under another name and gets its own when all is in it. Only
 * for export/. */

#pragma once

#include "lw-export-options.h"

G_BEGIN_DECLS

typedef struct _LwExportTarget LwExportTarget;

LwExportTarget *lw_export_target_open         (const char             *path,
                                               gboolean                is_folder,
                                               GError                **error) G_GNUC_WARN_UNUSED_RESULT;
void            lw_export_target_free         (LwExportTarget         *self);

const char     *lw_export_target_get_path     (LwExportTarget         *self);
char           *lw_export_target_dup_set_path (LwExportTarget         *self,
                                               const LwExportOptions  *options,
                                               const char             *name) G_GNUC_WARN_UNUSED_RESULT;
gboolean        lw_export_target_commit       (LwExportTarget         *self,
                                               GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwExportTarget, lw_export_target_free)

G_END_DECLS
