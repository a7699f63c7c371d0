/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One request and the response to it. Whoever has it reads the request, reads the body if it wants, and ends it with
 * one of the respond functions: at once in the handler, or later from any thread. One thread at a time. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _LwHttpExchange LwHttpExchange;

const char *lw_http_exchange_get_method       (LwHttpExchange  *self);
const char *lw_http_exchange_get_path         (LwHttpExchange  *self);
const char *lw_http_exchange_get_query        (LwHttpExchange  *self);
const char *lw_http_exchange_get_header       (LwHttpExchange  *self,
                                               const char      *name);
guint       lw_http_exchange_get_n_headers    (LwHttpExchange  *self);
const char *lw_http_exchange_get_nth_header   (LwHttpExchange  *self,
                                               guint            nth,
                                               const char     **value);
gint64      lw_http_exchange_get_body_length  (LwHttpExchange  *self);
gboolean    lw_http_exchange_is_tls           (LwHttpExchange  *self);
char       *lw_http_exchange_dup_peer         (LwHttpExchange  *self) G_GNUC_WARN_UNUSED_RESULT;

gssize      lw_http_exchange_read             (LwHttpExchange  *self,
                                               void            *data,
                                               gsize            size,
                                               GError         **error);
GBytes     *lw_http_exchange_read_body        (LwHttpExchange  *self,
                                               gsize            limit,
                                               GError         **error) G_GNUC_WARN_UNUSED_RESULT;

void        lw_http_exchange_add_header       (LwHttpExchange  *self,
                                               const char      *name,
                                               const char      *value);
void        lw_http_exchange_respond          (LwHttpExchange  *self,
                                               guint            status,
                                               GBytes          *body);
void        lw_http_exchange_respond_text     (LwHttpExchange  *self,
                                               guint            status,
                                               const char      *content_type,
                                               const char      *text);
void        lw_http_exchange_respond_file     (LwHttpExchange  *self,
                                               guint            status,
                                               int              file,
                                               guint64          offset,
                                               guint64          length);
void        lw_http_exchange_respond_length   (LwHttpExchange  *self,
                                               guint            status,
                                               guint64          length);

G_END_DECLS
