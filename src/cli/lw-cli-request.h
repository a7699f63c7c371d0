/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the options of "job create" put into a request. Not the files that a job needs beside its request. */

#pragma once

#include "lw-cli.h"
#include "lw-job-backend.h"

G_BEGIN_DECLS

/* What a number is that no option gives. */
#define LW_CLI_UNSET G_MININT

/**
 * LwCliRequestOptions:
 *
 * The options as they were typed: %NULL or %LW_CLI_UNSET when they were not.
 */
typedef struct
{
  char    *task_type;
  int      workers;
  char    *label_attribute;
  char    *title;
  char    *description;
  char    *keywords;
  char    *time_limit;
  char    *availability;
  int      max_objects;
  int      max_percent;
  int      max_open;
  char    *output;
  char    *order;
  int      seed;
  double   stop_confidence;
  char    *method;
  char    *gold_attribute;
  gboolean portable_names;
} LwCliRequestOptions;

gboolean lw_cli_fill_request  (LwCli                      *cli,
                               const LwCliRequestOptions  *options,
                               LwLabelingJobRequest       *request,
                               LwJobBackend               *place,
                               const char                 *name,
                               GError                    **error);
gboolean lw_cli_is_s3_address (const char                 *text);

G_END_DECLS
