/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What Ground Truth would not like about an input manifest, beyond what the index says of each line: objects that
 * stand twice, addresses that are none, names of other formats, too many lines. Not whether the images are there. */

#pragma once

#include "lw-manifest-index.h"

G_BEGIN_DECLS

#define LW_MANIFEST_MAX_OBJECTS 100000

GPtrArray *lw_manifest_check        (LwManifestIndex      *index,
                                     GCancellable         *cancellable,
                                     GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void       lw_manifest_check_async  (LwManifestIndex      *index,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
GPtrArray *lw_manifest_check_finish (GAsyncResult         *result,
                                     GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
