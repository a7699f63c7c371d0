/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The files of the worker page and the crowd elements, as they are built into the program; or, for those who write
 * them, in the folder that LW_PORTAL_DIR names. Any thread. */

#pragma once

#include "lw-portal-request.h"

G_BEGIN_DECLS

typedef struct _LwPortalFiles LwPortalFiles;

LwPortalFiles *lw_portal_files_new             (void) G_GNUC_WARN_UNUSED_RESULT;
void           lw_portal_files_free            (LwPortalFiles    *self);

const char    *lw_portal_files_get_version     (LwPortalFiles    *self);
GBytes        *lw_portal_files_dup_scripts     (LwPortalFiles    *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean       lw_portal_files_serve           (LwPortalFiles    *self,
                                                LwPortalRequest  *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwPortalFiles, lw_portal_files_free)

G_END_DECLS
