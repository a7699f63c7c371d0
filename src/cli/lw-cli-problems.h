/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How commands that check a file say what is wrong with it. */

#pragma once

#include "lw-cli.h"

G_BEGIN_DECLS

void     lw_cli_print_problems  (GPtrArray   *problems,
                                 const char  *path);
void     lw_cli_report_problems (LwCli       *cli,
                                 GPtrArray   *problems,
                                 const char  *path);
void     lw_cli_build_problems  (JsonBuilder *builder,
                                 GPtrArray   *problems,
                                 const char  *path);
gboolean lw_cli_is_good         (GPtrArray   *problems);

G_END_DECLS
