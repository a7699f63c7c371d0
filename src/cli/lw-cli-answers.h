/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers from a CSV file for a labeling job. What is in the file is in lw-answers-file.h. */

#pragma once

#include "lw-answers-file.h"
#include "lw-cli.h"
#include "lw-job-backend.h"

G_BEGIN_DECLS

LwAnswersFile *lw_cli_read_answers   (LwJobBackend   *place,
                                      LwLabelingJob  *job,
                                      const char     *path,
                                      gboolean        gold,
                                      GPtrArray      *diagnostics,
                                      GError        **error) G_GNUC_WARN_UNUSED_RESULT;
LwCliExit      lw_cli_refuse_answers (LwCli          *cli,
                                      GPtrArray      *diagnostics,
                                      const char     *path);
char          *lw_cli_dup_gold       (LwAnswersFile  *answers) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
