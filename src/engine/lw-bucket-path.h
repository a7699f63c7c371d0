/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From a key to a file inside a bucket's folder, and never to one outside of it. Not for listing. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean  lw_bucket_key_check    (const char  *key,
                                  GError     **error);
char     *lw_bucket_path_resolve (const char  *root,
                                  const char  *key,
                                  GError     **error) G_GNUC_WARN_UNUSED_RESULT;
int       lw_bucket_open         (const char  *root,
                                 const char  *key,
                                 GError     **error);
char     *lw_bucket_path_resolve_folder (const char  *root,
                                 const char  *key,
                                 GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
