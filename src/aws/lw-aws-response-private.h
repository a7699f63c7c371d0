/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How a client makes an answer, and an error of one. Private to the folder. */

#pragma once

#include "lw-aws-request.h"
#include "lw-aws-response.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

LwAwsResponse *lw_aws_response_new        (SoupMessage         *message,
                                           GInputStream        *stream) G_GNUC_WARN_UNUSED_RESULT;
void           lw_aws_response_take_body  (LwAwsResponse       *self,
                                           GBytes              *body);
GError        *lw_aws_response_dup_error  (const LwAwsResponse *self,
                                           const LwAwsRequest  *request) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
