/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading a manifest for a command, from a file or standard input. Not what the commands say of it. */

#pragma once

#include "lw-cli.h"
#include "lw-manifest-index.h"

G_BEGIN_DECLS

GBytes          *lw_cli_read_input (LwCli       *cli,
                                    const char  *path,
                                    GError     **error) G_GNUC_WARN_UNUSED_RESULT;
LwManifestIndex *lw_cli_open_index (LwCli       *cli,
                                    const char  *path,
                                    GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
