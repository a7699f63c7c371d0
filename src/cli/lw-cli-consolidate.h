/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How good workers are, as the commands print it. */

#pragma once

#include "lw-annotations.h"
#include "lw-cli-output.h"
#include "lw-worker-quality.h"

G_BEGIN_DECLS

void lw_cli_print_workers_csv  (LwCliOutput     *output,
                                LwAnnotations   *annotations,
                                LwWorkerQuality *quality);
void lw_cli_print_workers_json (LwCliOutput     *output,
                                LwAnnotations   *annotations,
                                LwWorkerQuality *quality);

G_END_DECLS
