/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a call (lw-aws-call.c) needs of its client. Private to the folder. */

#pragma once

#include "lw-aws-client.h"
#include "lw-sigv4.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

void         lw_aws_call_start          (GTask                   *task,
                                         LwAwsRequest            *request);

LwSigv4Keys *lw_aws_client_get_keys     (LwAwsClient             *self);
gboolean     lw_aws_client_correct_time (LwAwsClient             *self,
                                         gint64                   service_time);
GUri        *lw_aws_client_dup_uri      (LwAwsClient             *self,
                                         const LwAwsRequest      *request,
                                         GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
SoupMessage *lw_aws_client_make_message (LwAwsClient             *self,
                                         LwAwsRequest            *request,
                                         const LwAwsCredentials  *credentials,
                                         GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
