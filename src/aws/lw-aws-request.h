/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One call of a service: what is asked of whom. Built by one thread, then given to a client, which signs and sends it
 * as often as it takes; not changed after that. Not a message on the wire (lw-http-request.h). */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LwAwsRequestFlags:
 * @LW_AWS_REQUEST_DEFAULT: signed, retried, the whole answer in memory
 * @LW_AWS_REQUEST_ANONYMOUS: not signed
 * @LW_AWS_REQUEST_UNSIGNED_PAYLOAD: the signature does not cover the body (https only)
 * @LW_AWS_REQUEST_STREAM: a successful answer's body is a stream, to be read in the client's thread
 * @LW_AWS_REQUEST_ONCE: must not be sent again once it may have arrived
 * @LW_AWS_REQUEST_BLOCKING: the client's thread does nothing else meanwhile: libsoup writes a body in half the time
 *   when it may block. For clients that send one request at a time
 */
typedef enum
{
  LW_AWS_REQUEST_DEFAULT = 0,
  LW_AWS_REQUEST_ANONYMOUS = 1 << 0,
  LW_AWS_REQUEST_UNSIGNED_PAYLOAD = 1 << 1,
  LW_AWS_REQUEST_STREAM = 1 << 2,
  LW_AWS_REQUEST_ONCE = 1 << 3,
  LW_AWS_REQUEST_BLOCKING = 1 << 4,
} LwAwsRequestFlags;

/**
 * LwAwsBodyFunc:
 * @data: as given to lw_aws_request_set_body_source()
 * @error: return location
 *
 * Opens the body from its start; called in the client's thread, for each attempt anew.
 *
 * Returns: (transfer full) (nullable): the body
 */
typedef GInputStream *(*LwAwsBodyFunc) (gpointer   data,
                                        GError   **error);

typedef struct _LwAwsRequest LwAwsRequest;

LwAwsRequest      *lw_aws_request_new             (const char          *service,
                                                   const char          *method,
                                                   const char          *path,
                                                   const char          *query) G_GNUC_WARN_UNUSED_RESULT;
LwAwsRequest      *lw_aws_request_ref             (LwAwsRequest        *self) G_GNUC_WARN_UNUSED_RESULT;
void               lw_aws_request_unref           (LwAwsRequest        *self);

const char        *lw_aws_request_get_service     (const LwAwsRequest  *self);
const char        *lw_aws_request_get_method      (const LwAwsRequest  *self);
const char        *lw_aws_request_get_path        (const LwAwsRequest  *self);
const char        *lw_aws_request_get_query       (const LwAwsRequest  *self);

LwAwsRequestFlags  lw_aws_request_get_flags       (const LwAwsRequest  *self);
void               lw_aws_request_set_flags       (LwAwsRequest        *self,
                                                   LwAwsRequestFlags    flags);
const char        *lw_aws_request_get_endpoint    (const LwAwsRequest  *self);
void               lw_aws_request_set_endpoint    (LwAwsRequest        *self,
                                                   const char          *endpoint);
const char        *lw_aws_request_get_region      (const LwAwsRequest  *self);
void               lw_aws_request_set_region      (LwAwsRequest        *self,
                                                   const char          *region);
const char        *lw_aws_request_get_action      (const LwAwsRequest  *self,
                                                   const char         **resource);
void               lw_aws_request_set_action      (LwAwsRequest        *self,
                                                   const char          *action,
                                                   const char          *resource);

void               lw_aws_request_add_header      (LwAwsRequest        *self,
                                                   const char          *name,
                                                   const char          *value);
guint              lw_aws_request_get_n_headers   (const LwAwsRequest  *self);
const char        *lw_aws_request_get_nth_header  (const LwAwsRequest  *self,
                                                   guint                nth,
                                                   const char         **value);

void               lw_aws_request_set_body        (LwAwsRequest        *self,
                                                   GBytes              *body);
void               lw_aws_request_set_body_source (LwAwsRequest        *self,
                                                   LwAwsBodyFunc        func,
                                                   gpointer             data,
                                                   GDestroyNotify       destroy,
                                                   guint64              length,
                                                   const char          *sha256);
GBytes            *lw_aws_request_get_body        (const LwAwsRequest  *self);
GInputStream      *lw_aws_request_open_body       (const LwAwsRequest  *self,
                                                   GError             **error) G_GNUC_WARN_UNUSED_RESULT;
guint64            lw_aws_request_get_body_length (const LwAwsRequest  *self);
const char        *lw_aws_request_get_body_sha256 (const LwAwsRequest  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwAwsRequest, lw_aws_request_unref)

G_END_DECLS
