/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a service answered: status, header fields, and the body in memory or as a stream. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _LwAwsResponse LwAwsResponse;

void          lw_aws_response_free           (LwAwsResponse       *self);

guint         lw_aws_response_get_status     (const LwAwsResponse *self);
const char   *lw_aws_response_get_header     (const LwAwsResponse *self,
                                              const char          *name);
char         *lw_aws_response_dup_request_id (const LwAwsResponse *self) G_GNUC_WARN_UNUSED_RESULT;
GBytes       *lw_aws_response_get_body       (const LwAwsResponse *self);
GInputStream *lw_aws_response_get_stream     (const LwAwsResponse *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwAwsResponse, lw_aws_response_free)

G_END_DECLS
