/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The differences of two manifests as a file. */

#pragma once

#include "lw-manifest-diff.h"

G_BEGIN_DECLS

/**
 * LwExportDiffFormat:
 * @LW_EXPORT_DIFF_CSV: a row a data object that is not the same
 * @LW_EXPORT_DIFF_JSON: likewise, an object a line
 * @LW_EXPORT_DIFF_MANIFEST: the lines of the right manifest that are changed or only there, as they are
 */
typedef enum
{
  LW_EXPORT_DIFF_CSV,
  LW_EXPORT_DIFF_JSON,
  LW_EXPORT_DIFF_MANIFEST,
} LwExportDiffFormat;

gboolean lw_export_diff        (LwManifestDiff      *diff,
                                LwExportDiffFormat   format,
                                const char          *path,
                                GCancellable        *cancellable,
                                GError             **error);
void     lw_export_diff_async  (LwManifestDiff      *diff,
                                LwExportDiffFormat   format,
                                const char          *path,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data);
gboolean lw_export_diff_finish (GAsyncResult        *result,
                                GError             **error);

G_END_DECLS
