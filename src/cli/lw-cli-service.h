/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* AWS, or the server that the options name, for commands that ask it. */

#pragma once

#include "lw-cli.h"
#include "lw-s3-client.h"

G_BEGIN_DECLS

LwAwsClient *lw_cli_open_aws (LwCli   *cli,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
LwS3Client  *lw_cli_open_s3  (LwCli   *cli,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
