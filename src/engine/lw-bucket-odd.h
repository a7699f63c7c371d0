/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Keys that cannot be names of files, in a folder of their own inside a bucket's folder. Not for the other keys. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LW_BUCKET_ODD_FOLDER ".lw-odd"

/**
 * LwBucketOddFunc:
 * @key: a key
 * @path: its file
 * @user_data: as given
 */
typedef void (*LwBucketOddFunc) (const char *key,
                                 const char *path,
                                 gpointer    user_data);

char     *lw_bucket_odd_dup_path  (const char       *root,
                                   const char       *key) G_GNUC_WARN_UNUSED_RESULT;
gboolean  lw_bucket_key_is_plain  (const char       *key);
gboolean  lw_bucket_folds_case    (const char       *root);
gboolean  lw_bucket_name_is_exact (const char       *root,
                                   const char       *key);
void      lw_bucket_odd_foreach   (const char       *root,
                                   LwBucketOddFunc   func,
                                   gpointer          user_data);

G_END_DECLS
