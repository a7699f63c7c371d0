/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who works in a labeling job: how much, how fast, how well on known answers; and what can be done about a worker. */

#pragma once

#include "lw-job-backend.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_JOB_PEOPLE (lw_job_people_get_type ())
G_DECLARE_FINAL_TYPE (LwJobPeople, lw_job_people, LW, JOB_PEOPLE, AdwPreferencesGroup)

void lw_job_people_set_job (LwJobPeople   *self,
                            LwJobBackend  *backend,
                            LwLabelingJob *job);

G_END_DECLS
