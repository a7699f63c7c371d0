/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The images that a manifest's addresses mean, and putting them into a folder: copies, hard links, symbolic links.
 * Trouble with an image itself is %LW_EXPORT_ERROR_IMAGE; any other error is one of the destination. */

#pragma once

#include "lw-export-options.h"

#include "lw-image-info.h"
#include "lw-object-store.h"

G_BEGIN_DECLS

typedef struct _LwExportImageSource LwExportImageSource;

LwExportImageSource *lw_export_image_source_new       (LwObjectStore        *store,
                                                       const char           *manifest,
                                                       const char           *images_from) G_GNUC_WARN_UNUSED_RESULT;
void                 lw_export_image_source_free      (LwExportImageSource  *self);

GBytes              *lw_export_image_source_read      (LwExportImageSource  *self,
                                                       const char           *source_ref,
                                                       GCancellable         *cancellable,
                                                       GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean             lw_export_image_source_read_info (LwExportImageSource  *self,
                                                       const char           *source_ref,
                                                       LwImageInfo          *info);
gboolean             lw_export_image_source_place     (LwExportImageSource  *self,
                                                       LwExportImages        how,
                                                       const char           *source_ref,
                                                       const char           *path,
                                                       GCancellable         *cancellable,
                                                       GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwExportImageSource, lw_export_image_source_free)

G_END_DECLS
