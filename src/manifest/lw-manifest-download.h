/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A manifest that lies in an object store, as a file on this computer: read in ranges, gone on with after an
 * interruption, never mixed from two versions of the object. Not an index: that is made of the file. */

#pragma once

#include "lw-manifest-index.h"

#include "lw-object-store.h"

G_BEGIN_DECLS

char *lw_manifest_download        (LwObjectStore           *store,
                                   const char              *uri,
                                   const char              *folder,
                                   LwManifestProgressFunc   progress,
                                   gpointer                 progress_data,
                                   GCancellable            *cancellable,
                                   GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
void  lw_manifest_download_async  (LwObjectStore           *store,
                                   const char              *uri,
                                   const char              *folder,
                                   GCancellable            *cancellable,
                                   GAsyncReadyCallback      callback,
                                   gpointer                 user_data);
char *lw_manifest_download_finish (GAsyncResult            *result,
                                   GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
