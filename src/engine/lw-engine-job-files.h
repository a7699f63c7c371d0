/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which files of a job's output tree are to be written next, and what becomes of the attempt. Engine thread only. */

#pragma once

#include "lw-engine-job.h"
#include "lw-engine-output.h"

G_BEGIN_DECLS

gboolean       lw_engine_job_has_files      (LwEngineJob          *self);
gint64         lw_engine_job_get_files_time (LwEngineJob          *self,
                                             gboolean              hurry);
LwOutputOrder *lw_engine_job_next_files     (LwEngineJob          *self,
                                             LwEngineStore        *store,
                                             GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean       lw_engine_job_end_files      (LwEngineJob          *self,
                                             LwEngineStore        *store,
                                             gint64                now,
                                             const LwOutputOrder  *order,
                                             GError              **error);

G_END_DECLS
