/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Buckets that are folders of this computer. The table of buckets is in the workspace's database. Any thread may
 * use it. Not for the engine's own state (see lw-engine-store.h). */

#pragma once

#include "lw-object-store.h"

G_BEGIN_DECLS

#define LW_TYPE_DIRECTORY_STORE (lw_directory_store_get_type ())
G_DECLARE_FINAL_TYPE (LwDirectoryStore, lw_directory_store, LW, DIRECTORY_STORE, GObject)

/* The bucket that every workspace has: its own folder "objects". */
#define LW_WORKSPACE_BUCKET "labelwright"

LwDirectoryStore *lw_directory_store_open (const char  *workspace,
                                           GError     **error) G_GNUC_WARN_UNUSED_RESULT;

char            **lw_directory_store_dup_buckets   (LwDirectoryStore  *self) G_GNUC_WARN_UNUSED_RESULT;
char             *lw_directory_store_dup_folder    (LwDirectoryStore  *self,
                                                    const char        *bucket) G_GNUC_WARN_UNUSED_RESULT;
gboolean          lw_directory_store_forget_bucket (LwDirectoryStore  *self,
                                                    const char        *bucket,
                                                    GError           **error);

G_END_DECLS
