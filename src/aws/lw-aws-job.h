/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A labeling job made of what SageMaker says of it. Main thread only. */

#pragma once

#include "lw-labeling-job.h"

G_BEGIN_DECLS

LwLabelingJob *lw_aws_job_new    (JsonObject     *description,
                                  GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void           lw_aws_job_update (LwLabelingJob  *job,
                                  JsonObject     *description);

G_END_DECLS
