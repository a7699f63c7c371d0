/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The workers of a job: answers, how often right, how fast, whether that changed; a row shows the worker in detail.
 * */

#pragma once

#include "lw-quality-report.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_WORKERS_VIEW (lw_workers_view_get_type ())
G_DECLARE_FINAL_TYPE (LwWorkersView, lw_workers_view, LW, WORKERS_VIEW, AdwBin)

void lw_workers_view_set_report (LwWorkersView   *self,
                                 LwQualityReport *report);

G_END_DECLS
