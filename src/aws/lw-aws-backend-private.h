/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the calls of an AWS backend (lw-aws-backend-calls.c) need of it. Private to the folder. */

#pragma once

#include "lw-aws-backend.h"

G_BEGIN_DECLS

void           lw_aws_backend_init_calls (LwJobBackendInterface  *iface);
LwLabelingJob *lw_aws_backend_keep_job   (LwAwsBackend           *self,
                                          JsonObject             *description,
                                          GError                **error) G_GNUC_WARN_UNUSED_RESULT;
void           lw_aws_propagate_error    (GError                **target,
                                          GError                 *error);

G_END_DECLS
