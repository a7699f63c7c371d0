/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* SageMaker's labeling operations over the wire (AWS JSON 1.1). Requests are checked against the API model before they
 * are sent, answers after. The plain calls block and may be made from any thread but that of the HTTP client. */

#pragma once

#include "lw-aws-client.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define LW_TYPE_SAGEMAKER_CLIENT (lw_sagemaker_client_get_type ())
G_DECLARE_FINAL_TYPE (LwSagemakerClient, lw_sagemaker_client, LW, SAGEMAKER_CLIENT, GObject)

LwSagemakerClient *lw_sagemaker_client_new         (LwAwsClient          *aws) G_GNUC_WARN_UNUSED_RESULT;
LwAwsClient       *lw_sagemaker_client_get_aws     (LwSagemakerClient    *self);

JsonNode          *lw_sagemaker_client_call        (LwSagemakerClient    *self,
                                                    const char           *operation,
                                                    JsonObject           *input,
                                                    GCancellable         *cancellable,
                                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;
JsonArray         *lw_sagemaker_client_list        (LwSagemakerClient    *self,
                                                    const char           *operation,
                                                    JsonObject           *input,
                                                    guint                 max,
                                                    GCancellable         *cancellable,
                                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void               lw_sagemaker_client_call_async  (LwSagemakerClient    *self,
                                                    const char           *operation,
                                                    JsonObject           *input,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
JsonNode          *lw_sagemaker_client_call_finish (LwSagemakerClient    *self,
                                                    GAsyncResult         *result,
                                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;

JsonNode          *lw_sagemaker_client_create      (LwSagemakerClient    *self,
                                                    JsonObject           *request,
                                                    GCancellable         *cancellable,
                                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;
JsonNode          *lw_sagemaker_client_describe    (LwSagemakerClient    *self,
                                                    const char           *name,
                                                    GCancellable         *cancellable,
                                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
