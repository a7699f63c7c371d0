/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Brings the rows that match a query into its order. Only for manifest/. */

#pragma once

#include "lw-manifest-matcher.h"

G_BEGIN_DECLS

gboolean lw_manifest_sort_rows (const LwManifestMatcher  *matcher,
                                guint32                  *rows,
                                gsize                     n_rows,
                                GCancellable             *cancellable,
                                GError                  **error);
gboolean lw_ref_sort           (LwManifestIndex          *index,
                                guint32                  *rows,
                                gsize                     n_rows,
                                gboolean                  descending,
                                GCancellable             *cancellable,
                                GError                  **error);

G_END_DECLS
