/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Brings the images of a folder to a place that cannot use folders of this computer. Not for other files. */

#pragma once

#include "lw-dataset-scan.h"

#include "lw-object-store.h"

G_BEGIN_DECLS

/**
 * LwWizardUploadFunc:
 * @n_done: images that are there
 * @n_images: all images
 * @user_data: as given with the function
 *
 * Called in threads.
 */
typedef void (*LwWizardUploadFunc) (guint    n_done,
                                    guint    n_images,
                                    gpointer user_data);

gboolean lw_wizard_upload (LwObjectStore       *store,
                           LwDatasetScan       *scan,
                           const char          *prefix,
                           LwWizardUploadFunc   func,
                           gpointer             user_data,
                           GCancellable        *cancellable,
                           GError             **error);

G_END_DECLS
