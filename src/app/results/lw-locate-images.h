/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "Locate images…": makes a folder the bucket that a manifest's images are in. Asks nobody: the page has the dialog. */

#pragma once

#include "lw-object-store.h"

G_BEGIN_DECLS

char     *lw_locate_images_find_root (const char           *folder,
                                      const char           *key) G_GNUC_WARN_UNUSED_RESULT;

void      lw_locate_images_async     (LwObjectStore        *store,
                                      const char           *source_ref,
                                      const char           *folder,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean  lw_locate_images_finish    (GAsyncResult         *result,
                                      GError              **error);

G_END_DECLS
