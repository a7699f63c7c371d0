/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One worker of a labeling job on the job page: how much, how fast, when last. Follows its activity by notify. */

#pragma once

#include "lw-worker-activity.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_WORKER_ROW (lw_worker_row_get_type ())
G_DECLARE_FINAL_TYPE (LwWorkerRow, lw_worker_row, LW, WORKER_ROW, AdwActionRow)

GtkWidget *lw_worker_row_new (LwWorkerActivity *activity,
                              gboolean          can_change) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
