/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where images and manifests are for commands that run no job. */

#pragma once

#include "lw-cli.h"
#include "lw-object-store.h"

G_BEGIN_DECLS

LwObjectStore *lw_cli_open_store (LwCli   *cli,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

LwObjectStore *lw_cli_find_store (LwCli       *cli,
                                  const char  *uri,
                                  GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
