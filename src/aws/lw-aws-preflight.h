/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be found out before a labeling job is created in AWS: each finding says what to do. Blocks; any thread but
 * that of the HTTP client. */

#pragma once

#include "lw-labeling-job-request.h"
#include "lw-s3-client.h"
#include "lw-sagemaker-client.h"

G_BEGIN_DECLS

/**
 * LwAwsVerdict:
 * @LW_AWS_VERDICT_OK: as it has to be
 * @LW_AWS_VERDICT_UNKNOWN: could not be found out, for example for want of a permission
 * @LW_AWS_VERDICT_PROBLEM: the job would fail
 */
typedef enum
{
  LW_AWS_VERDICT_OK,
  LW_AWS_VERDICT_UNKNOWN,
  LW_AWS_VERDICT_PROBLEM,
} LwAwsVerdict;

/**
 * LwAwsFinding:
 * @check: what was looked at: "identity", "request", "name", "team", "role", "region", "cors", "object", "image"
 * @subject: of what, such as a bucket or an address
 * @verdict: how it is
 * @text: what was found, a sentence
 * @fix: (nullable): what to do about it
 */
typedef struct
{
  const char   *check;
  char         *subject;
  LwAwsVerdict  verdict;
  char         *text;
  char         *fix;
} LwAwsFinding;

GPtrArray *lw_aws_preflight_run (LwSagemakerClient           *sagemaker,
                                 LwS3Client                  *s3,
                                 const LwLabelingJobRequest  *request,
                                 gboolean                     fix,
                                 GCancellable                *cancellable,
                                 GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
