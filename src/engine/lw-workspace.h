/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The folder in which a workspace is, what is in it, and the lock that makes one process its owner. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LW_WORKSPACE_DATABASE "state.sqlite"
#define LW_WORKSPACE_OBJECTS "objects"
#define LW_WORKSPACE_LOCK "lock"

typedef struct _LwWorkspaceLock LwWorkspaceLock;

gboolean         lw_workspace_make_folder (const char       *path,
                                           GError          **error);
LwWorkspaceLock *lw_workspace_lock        (const char       *workspace,
                                           GError          **error) G_GNUC_WARN_UNUSED_RESULT;
void             lw_workspace_unlock      (LwWorkspaceLock  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwWorkspaceLock, lw_workspace_unlock)

G_END_DECLS
