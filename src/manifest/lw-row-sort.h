/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Orders row numbers by a column of codes. Only for manifest/. */

#pragma once

#include "lw-manifest-column.h"
#include "lw-row-parts.h"

G_BEGIN_DECLS

gboolean lw_row_sort (guint32                *rows,
                      gsize                   n_rows,
                      const LwManifestColumn *column,
                      const guint32          *ranks,
                      guint32                 n_ranks,
                      GCancellable           *cancellable,
                      GError                **error);

G_END_DECLS
