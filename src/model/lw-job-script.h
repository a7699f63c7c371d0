/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A CreateLabelingJob request as something to run or keep outside the studio: a JSON file, a Python script, a command
 * line. */

#pragma once

#include "lw-labeling-job-request.h"

G_BEGIN_DECLS

/**
 * LwJobScript:
 * @LW_JOB_SCRIPT_JSON: the request, for "labelwright-cli job create --spec" and "--cli-input-json"
 * @LW_JOB_SCRIPT_BOTO3: a Python script that uses boto3
 * @LW_JOB_SCRIPT_AWS_CLI: a command of the AWS CLI for a POSIX shell
 */
typedef enum
{
  LW_JOB_SCRIPT_JSON,
  LW_JOB_SCRIPT_BOTO3,
  LW_JOB_SCRIPT_AWS_CLI,
} LwJobScript;

char *lw_job_script_make          (LwJobScript                 script,
                                   const LwLabelingJobRequest *request,
                                   const char                 *region) G_GNUC_WARN_UNUSED_RESULT;
char *lw_job_script_dup_file_name (LwJobScript                 script,
                                   const LwLabelingJobRequest *request) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
