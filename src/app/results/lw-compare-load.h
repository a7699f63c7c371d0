/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two manifests, wherever they are, read and compared in a thread: as corrected here, if they were. */

#pragma once

#include "lw-manifest-diff.h"
#include "lw-object-store.h"

G_BEGIN_DECLS

typedef struct _LwCompareSide LwCompareSide;

/**
 * LwCompareSide:
 * @uri: the manifest: an s3 address, a file URI or a path
 * @index: (nullable): its index when it was read before
 * @attribute: (nullable): the label attribute name; %NULL for the first one
 */
struct _LwCompareSide
{
  const char      *uri;
  LwManifestIndex *index;
  const char      *attribute;
};

void            lw_compare_load_async  (LwObjectStore        *store,
                                        const LwCompareSide  *left,
                                        const LwCompareSide  *right,
                                        LwManifestDiffKey     key,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
LwManifestDiff *lw_compare_load_finish (GAsyncResult         *result,
                                        GError              **error) G_GNUC_WARN_UNUSED_RESULT;

LwManifestIndex *lw_compare_read_manifest (LwObjectStore     *store,
                                          const char         *uri,
                                          GCancellable       *cancellable,
                                          GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
