/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which rows of a manifest have a text in their source-ref: reads the whole file. Only for manifest/. */

#pragma once

#include "lw-manifest-index.h"

G_BEGIN_DECLS

guint64 *lw_ref_search (LwManifestIndex  *index,
                        const char       *text,
                        GCancellable     *cancellable,
                        GError          **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
