/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One object becomes a file: whole or not at all. A large one that breaks off is gone on with, also by another run. */

#pragma once

#include "lw-s3-client.h"

G_BEGIN_DECLS

/**
 * LwS3ProgressFunc:
 * @n_bytes: how many more bytes are done; fewer than 0 when some have to be done again
 * @user_data: as given with the function
 *
 * Called from any thread.
 */
typedef void (*LwS3ProgressFunc) (gint64   n_bytes,
                                  gpointer user_data);

gboolean lw_s3_download (LwS3Client          *client,
                         const LwObjectInfo  *object,
                         const char          *path,
                         LwS3ProgressFunc     progress,
                         gpointer             progress_data,
                         GCancellable        *cancellable,
                         GError             **error);

G_END_DECLS
