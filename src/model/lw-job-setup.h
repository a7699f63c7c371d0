/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a new labeling job needs beside its request: the input manifest, the label category file and the worker task
 * template are written where the console of the service would write them, then the job is created. The wizard and the
 * command line both go this way. */

#pragma once

#include "lw-job-backend.h"
#include "lw-label-categories.h"

G_BEGIN_DECLS

typedef struct _LwJobSetup LwJobSetup;

LwJobSetup    *lw_job_setup_new            (LwJobBackend                *backend,
                                            const LwLabelingJobRequest  *request) G_GNUC_WARN_UNUSED_RESULT;
void           lw_job_setup_free           (LwJobSetup                  *self);

void           lw_job_setup_take_manifest  (LwJobSetup                  *self,
                                            GBytes                      *manifest);
void           lw_job_setup_set_categories (LwJobSetup                  *self,
                                            LwLabelCategories           *categories);
void           lw_job_setup_set_template   (LwJobSetup                  *self,
                                            const char                  *source);

LwLabelingJobRequest *
               lw_job_setup_dup_request    (LwJobSetup                  *self) G_GNUC_WARN_UNUSED_RESULT;

void           lw_job_setup_run_async      (LwJobSetup                  *self,
                                            GCancellable                *cancellable,
                                            GAsyncReadyCallback          callback,
                                            gpointer                     user_data);
LwLabelingJob *lw_job_setup_run_finish     (GAsyncResult                *result,
                                            GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwJobSetup, lw_job_setup_free)

G_END_DECLS
