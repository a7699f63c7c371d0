/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Indexes of large manifests, kept in the user's cache folder so that opening one again is quick. What is kept counts
 * only for the same path, size, time and sample of the content, and when not a byte of it is damaged. Only for
 * manifest/. */

#pragma once

#include "lw-manifest-index-private.h"

G_BEGIN_DECLS

char            *lw_manifest_cache_dup_folder (void) G_GNUC_WARN_UNUSED_RESULT;
LwManifestIndex *lw_manifest_cache_load       (LwManifestIndex *opened) G_GNUC_WARN_UNUSED_RESULT;
void             lw_manifest_cache_save       (LwManifestIndex *index);
void             lw_manifest_cache_trim       (const char      *folder,
                                               guint64          n_bytes);

G_END_DECLS
