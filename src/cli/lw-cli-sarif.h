/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Diagnostics as a SARIF log, which code hosts and editors show beside the lines. */

#pragma once

#include "lw-cli.h"

G_BEGIN_DECLS

void lw_cli_print_sarif (GPtrArray  *files,
                         char      **paths);

G_END_DECLS
