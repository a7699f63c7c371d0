/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An HTTP request as the bytes of its message, for what looks at each of them: signing and its explanation. Not for
 * sending, which is libsoup's. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LW_HTTP_REQUEST_ERROR (lw_http_request_error_quark ())

/**
 * LwHttpRequestError:
 * @LW_HTTP_REQUEST_ERROR_SYNTAX: the text is no HTTP request; the message begins with the line's number
 */
typedef enum
{
  LW_HTTP_REQUEST_ERROR_SYNTAX,
} LwHttpRequestError;

GQuark lw_http_request_error_quark (void);

typedef struct _LwHttpRequest LwHttpRequest;

LwHttpRequest *lw_http_request_new            (const char           *method,
                                               const char           *target) G_GNUC_WARN_UNUSED_RESULT;
LwHttpRequest *lw_http_request_parse          (const char           *text,
                                               gsize                 length,
                                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void           lw_http_request_free           (LwHttpRequest        *self);

const char    *lw_http_request_get_method     (const LwHttpRequest  *self);
const char    *lw_http_request_get_path       (const LwHttpRequest  *self);
const char    *lw_http_request_get_query      (const LwHttpRequest  *self);

void           lw_http_request_add_header     (LwHttpRequest        *self,
                                               const char           *name,
                                               const char           *value);
void           lw_http_request_remove_header  (LwHttpRequest        *self,
                                               const char           *name);
const char    *lw_http_request_get_header     (const LwHttpRequest  *self,
                                               const char           *name);
guint          lw_http_request_get_n_headers  (const LwHttpRequest  *self);
const char    *lw_http_request_get_nth_header (const LwHttpRequest  *self,
                                               guint                 nth,
                                               const char          **value);

void           lw_http_request_set_body       (LwHttpRequest        *self,
                                               GBytes               *body);
GBytes        *lw_http_request_get_body       (const LwHttpRequest  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwHttpRequest, lw_http_request_free)

G_END_DECLS
