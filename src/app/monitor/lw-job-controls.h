/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be changed of a labeling job while it runs: workers per image, when a label is sure enough, known answers.
 * */

#pragma once

#include "lw-job-backend.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_JOB_CONTROLS (lw_job_controls_get_type ())
G_DECLARE_FINAL_TYPE (LwJobControls, lw_job_controls, LW, JOB_CONTROLS, AdwPreferencesGroup)

void lw_job_controls_set_job (LwJobControls *self,
                              LwJobBackend  *backend,
                              LwLabelingJob *job);

G_END_DECLS
