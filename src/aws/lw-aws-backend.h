/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A place where labeling jobs run that is asked over the wire: AWS in one Region, or a server that speaks like it.
 * Main thread only; what it asks is asked in threads. */

#pragma once

#include "lw-job-backend.h"
#include "lw-sagemaker-client.h"

G_BEGIN_DECLS

#define LW_TYPE_AWS_BACKEND (lw_aws_backend_get_type ())
G_DECLARE_FINAL_TYPE (LwAwsBackend, lw_aws_backend, LW, AWS_BACKEND, GObject)

LwAwsBackend      *lw_aws_backend_new            (LwSagemakerClient    *client,
                                                  LwObjectStore        *store,
                                                  const char           *title) G_GNUC_WARN_UNUSED_RESULT;
LwSagemakerClient *lw_aws_backend_get_client     (LwAwsBackend         *self);
void               lw_aws_backend_set_defaults   (LwAwsBackend         *self,
                                                  const char           *output_path,
                                                  const char           *role_arn);

void               lw_aws_backend_refresh_async  (LwAwsBackend         *self,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean           lw_aws_backend_refresh_finish (LwAwsBackend         *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
void               lw_aws_backend_load_async     (LwAwsBackend         *self,
                                                  const char           *name,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
LwLabelingJob     *lw_aws_backend_load_finish    (LwAwsBackend         *self,
                                                  GAsyncResult         *result,
                                                  GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void               lw_aws_backend_watch          (LwAwsBackend         *self,
                                                  guint                 seconds);

G_END_DECLS
