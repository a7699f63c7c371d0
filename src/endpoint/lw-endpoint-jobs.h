/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the operations on labeling jobs share. For this folder only. */

#pragma once

#include "lw-endpoint-sagemaker.h"

#include "lw-job-backend.h"

G_BEGIN_DECLS

LwLabelingJob *lw_endpoint_find_job      (LwEndpointCall  *call,
                                          const char      *name,
                                          GError         **error) G_GNUC_WARN_UNUSED_RESULT;
char          *lw_endpoint_dup_job_code  (LwLabelingJob   *job) G_GNUC_WARN_UNUSED_RESULT;
void           lw_endpoint_set_job_state (LwEndpointCall  *call,
                                          LwLabelingJob   *job,
                                          JsonObject      *object);
GError        *lw_endpoint_translate     (GError          *error);

G_END_DECLS
