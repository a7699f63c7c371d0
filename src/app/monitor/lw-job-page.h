/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One labeling job: how far it is, who works, what can be done with it. Follows the job by notify; what it leads to
 * (labeling, results) are the window's actions. */

#pragma once

#include "lw-image-loader.h"

#include "lw-job-backend.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_JOB_PAGE (lw_job_page_get_type ())
G_DECLARE_FINAL_TYPE (LwJobPage, lw_job_page, LW, JOB_PAGE, AdwBin)

GtkWidget     *lw_job_page_new     (LwJobBackend  *backend,
                                    LwImageLoader *loader) G_GNUC_WARN_UNUSED_RESULT;

LwLabelingJob *lw_job_page_get_job (LwJobPage     *self);
void           lw_job_page_set_job (LwJobPage     *self,
                                    LwLabelingJob *job);

G_END_DECLS
