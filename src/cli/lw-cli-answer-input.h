/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What "consolidate" and "agreement" read: a CSV file, standard input, or the output folder of a labeling
 * job. */

#pragma once

#include "lw-annotations.h"
#include "lw-cli.h"

G_BEGIN_DECLS

/**
 * LwCliAnswerInput:
 * @multi_label: --multi
 * @labels: (nullable): --labels
 */
typedef struct
{
  gboolean  multi_label;
  char     *labels;
} LwCliAnswerInput;

LwAnnotations *lw_cli_read_answer_input (LwCli                  *cli,
                                         const LwCliAnswerInput *input,
                                         const char             *path,
                                         LwCliExit              *code) G_GNUC_WARN_UNUSED_RESULT;
LwAnnotations *lw_cli_read_gold_input   (LwCli                  *cli,
                                         gboolean                multi_label,
                                         const char             *path,
                                         LwCliExit              *code) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
