/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The body of a call to S3 as it is read: out of its chunks, and compared with all that the request says of it. For
 * this folder only. */

#pragma once

#include "lw-endpoint-call.h"

G_BEGIN_DECLS

typedef struct _LwEndpointBody LwEndpointBody;

LwEndpointBody *lw_endpoint_body_new          (LwEndpointCall   *call,
                                               GError          **error) G_GNUC_WARN_UNUSED_RESULT;
void            lw_endpoint_body_free         (LwEndpointBody   *self);
gssize          lw_endpoint_body_read         (LwEndpointBody   *self,
                                               void             *buffer,
                                               gsize             size,
                                               GError          **error);
char           *lw_endpoint_body_dup_md5      (LwEndpointBody   *self) G_GNUC_WARN_UNUSED_RESULT;
char           *lw_endpoint_body_dup_checksum (LwEndpointBody   *self,
                                               const char      **name) G_GNUC_WARN_UNUSED_RESULT;
GBytes         *lw_endpoint_body_read_all     (LwEndpointCall   *call,
                                               gsize             limit,
                                               GError          **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwEndpointBody, lw_endpoint_body_free)

G_END_DECLS
