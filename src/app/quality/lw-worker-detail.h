/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One worker of a job in detail: how good in a sentence, how that changed over time, and which labels the worker
 * takes for which. */

#pragma once

#include "lw-quality-report.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_WORKER_DETAIL (lw_worker_detail_get_type ())
G_DECLARE_FINAL_TYPE (LwWorkerDetail, lw_worker_detail, LW, WORKER_DETAIL, AdwPreferencesGroup)

void lw_worker_detail_show (LwWorkerDetail  *self,
                            LwQualityReport *report,
                            guint            worker);

G_END_DECLS
