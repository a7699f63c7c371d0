/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A labeling job in the portal's window: whether workers in the browser may work on it. */

#pragma once

#include "lw-portal.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_PORTAL_JOB_ROW (lw_portal_job_row_get_type ())
G_DECLARE_FINAL_TYPE (LwPortalJobRow, lw_portal_job_row, LW, PORTAL_JOB_ROW, AdwActionRow)

GtkWidget *lw_portal_job_row_new (LwPortal       *portal,
                                  LwLabelingJob  *job) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
