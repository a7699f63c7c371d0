/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The objects of a bucket that is a folder, in byte order of their keys. */

#pragma once

#include "lw-object-store.h"

#include <sys/stat.h>

G_BEGIN_DECLS

GPtrArray    *lw_bucket_list      (const char         *root,
                                   const char         *bucket,
                                   const char         *prefix,
                                   GCancellable       *cancellable,
                                   GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void          lw_bucket_sweep     (const char         *folder);
LwObjectInfo *lw_bucket_info_new  (const char         *bucket,
                                   const char         *key,
                                   const struct stat  *status) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
