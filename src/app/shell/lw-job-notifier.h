/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tells the desktop that a labeling job is over, when nobody looks at the studio. Pressing it shows the job. */

#pragma once

#include "lw-application.h"

G_BEGIN_DECLS

#define LW_TYPE_JOB_NOTIFIER (lw_job_notifier_get_type ())
G_DECLARE_FINAL_TYPE (LwJobNotifier, lw_job_notifier, LW, JOB_NOTIFIER, GObject)

LwJobNotifier *lw_job_notifier_new (LwApplication *application,
                                    GListModel    *jobs) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
