/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "dataset scan" of images that lie in S3. */

#pragma once

#include "lw-cli.h"

G_BEGIN_DECLS

LwCliExit lw_cli_scan_s3 (LwCli      *cli,
                          const char *uri,
                          gboolean    check);

G_END_DECLS
