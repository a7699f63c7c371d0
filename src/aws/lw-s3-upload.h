/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One file becomes an object: whole or not at all. A large one goes in parts; when it breaks off, the next run sends
 * the parts that are missing. */

#pragma once

#include "lw-s3-download.h"

G_BEGIN_DECLS

gboolean lw_s3_upload (LwS3Client        *client,
                       const char        *path,
                       const LwS3Uri     *uri,
                       const char        *journal,
                       LwS3ProgressFunc   progress,
                       gpointer           progress_data,
                       GCancellable      *cancellable,
                       GError           **error);

G_END_DECLS
