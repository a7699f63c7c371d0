/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A labeling job in the service's words: names, addresses, limits, the request as JSON, all of it to copy. Shows
 * what does not change while the job runs. */

#pragma once

#include "lw-labeling-job.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_JOB_DETAILS (lw_job_details_get_type ())
G_DECLARE_FINAL_TYPE (LwJobDetails, lw_job_details, LW, JOB_DETAILS, AdwBin)

void lw_job_details_set_job (LwJobDetails  *self,
                             LwLabelingJob *job);

G_END_DECLS
