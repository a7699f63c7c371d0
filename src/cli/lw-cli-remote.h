/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A place of labeling jobs that is asked over the wire: AWS, or the server that the options name. */

#pragma once

#include "lw-cli.h"
#include "lw-job-backend.h"

G_BEGIN_DECLS

gboolean       lw_cli_is_remote      (const LwCli    *cli);
LwJobBackend  *lw_cli_open_remote    (LwCli          *cli,
                                      GError        **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean       lw_cli_refresh_remote (LwCli          *cli,
                                      LwJobBackend   *place,
                                      GError        **error);
LwLabelingJob *lw_cli_load_job       (LwJobBackend   *place,
                                      const char     *name,
                                      GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
