/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Sends requests to AWS and to what speaks like it: signed, retried, the clock put right, refusals as errors. May be
 * used from any thread; the work is done in the thread of its LwHttpClient. Not for what the services are
 * (lw-sagemaker-client.h, lw-s3-client.h). */

#pragma once

#include "lw-aws-config.h"
#include "lw-aws-credentials-provider.h"
#include "lw-aws-request.h"
#include "lw-aws-response.h"
#include "lw-aws-retry.h"
#include "lw-http-client.h"

G_BEGIN_DECLS

#define LW_TYPE_AWS_CLIENT (lw_aws_client_get_type ())
G_DECLARE_FINAL_TYPE (LwAwsClient, lw_aws_client, LW, AWS_CLIENT, GObject)

LwAwsClient              *lw_aws_client_new             (LwHttpClient              *http,
                                                         LwAwsConfig               *config,
                                                         LwAwsCredentialsProvider  *provider) G_GNUC_WARN_UNUSED_RESULT;

LwHttpClient             *lw_aws_client_get_http        (LwAwsClient               *self);
LwAwsConfig              *lw_aws_client_get_config      (LwAwsClient               *self);
LwAwsCredentialsProvider *lw_aws_client_get_provider    (LwAwsClient               *self);
LwAwsRetry               *lw_aws_client_get_retry       (LwAwsClient               *self);
gint64                    lw_aws_client_get_time        (LwAwsClient               *self);

LwAwsResponse            *lw_aws_client_send            (LwAwsClient               *self,
                                                         LwAwsRequest              *request,
                                                         GCancellable              *cancellable,
                                                         GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
void                      lw_aws_client_send_async      (LwAwsClient               *self,
                                                         LwAwsRequest              *request,
                                                         GCancellable              *cancellable,
                                                         GAsyncReadyCallback        callback,
                                                         gpointer                   user_data);
LwAwsResponse            *lw_aws_client_send_finish     (LwAwsClient               *self,
                                                         GAsyncResult              *result,
                                                         GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
char                     *lw_aws_client_presign         (LwAwsClient               *self,
                                                         LwAwsRequest              *request,
                                                         guint                      seconds,
                                                         GCancellable              *cancellable,
                                                         GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
