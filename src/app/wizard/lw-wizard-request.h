/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From the draft to a labeling job, and from a job back to a draft. The files and addresses of a new job are the
 * model's (lw-job-setup.h). */

#pragma once

#include "lw-wizard-session.h"

G_BEGIN_DECLS

LwLabelingJobRequest *lw_wizard_request_build        (LwWizardSession       *session) G_GNUC_WARN_UNUSED_RESULT;
LwLabelingJobRequest *lw_wizard_request_build_filled (LwWizardSession       *session) G_GNUC_WARN_UNUSED_RESULT;

void                  lw_wizard_request_create_async  (LwWizardSession      *session,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
LwLabelingJob        *lw_wizard_request_create_finish (GAsyncResult         *result,
                                                       GError              **error) G_GNUC_WARN_UNUSED_RESULT;

void                  lw_wizard_request_load_async    (LwWizardSession      *session,
                                                       LwLabelingJob        *job,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
gboolean              lw_wizard_request_load_finish   (GAsyncResult         *result,
                                                       GError              **error);

G_END_DECLS
