/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which manifest: short keys of its path and of its content, for what is kept beside it. Not a proof against
 * somebody who wants to be mistaken. Only for manifest/. */

#pragma once

#include "lw-manifest-index.h"

G_BEGIN_DECLS

char *lw_manifest_identity_dup_path    (const char       *path) G_GNUC_WARN_UNUSED_RESULT;
char *lw_manifest_identity_dup_content (LwManifestIndex  *index,
                                        guint64           n_bytes,
                                        GError          **error) G_GNUC_WARN_UNUSED_RESULT;

guint64 lw_manifest_identity_sample (LwManifestIndex *index,
                                     guint64          n_bytes);

G_END_DECLS
