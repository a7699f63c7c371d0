/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The listener that the servers here share: HTTP/1.1 with keep-alive, with or without TLS, in threads of its own.
 * It bounds what strangers can take: connections, sizes of heads and bodies, time. Every function may be called from
 * any thread; handlers are called in the server's threads and may block for a while (disk, database), so they are
 * called for several requests at once. */

#pragma once

#include "lw-http-certificate.h"
#include "lw-http-exchange.h"

G_BEGIN_DECLS

#define LW_TYPE_HTTP_SERVER (lw_http_server_get_type ())
G_DECLARE_FINAL_TYPE (LwHttpServer, lw_http_server, LW, HTTP_SERVER, GObject)

/**
 * LwHttpLimits:
 * @connections: how many at once; 0 stands for what the process may open. When one more comes, the one that has been
 *   idle for longest is closed
 * @head: bytes of request line and header fields
 * @buffered_body: a body of at most so many bytes is received before the handler is called; a longer one, or one in
 *   chunks, is received while the handler reads it
 * @body: bytes of a body; 0 for no bound
 * @head_seconds: for a whole head, however slowly it drips
 * @idle_seconds: between two requests
 * @body_seconds: without a byte of the body, or without taking a byte of the response
 * @threads: that call handlers; those that wait for a body's bytes do not count
 *
 * What a client may take. Members that are 0 have the defaults 19,000 or less, 32 KiB, 64 KiB, no bound, 20, 120, 30,
 * 32.
 */
typedef struct
{
  guint   connections;
  gsize   head;
  gsize   buffered_body;
  guint64 body;
  guint   head_seconds;
  guint   idle_seconds;
  guint   body_seconds;
  guint   threads;
} LwHttpLimits;

/**
 * LwHttpHandler:
 * @exchange: (transfer full): a request; ends with one of its respond functions
 * @user_data: as given
 */
typedef void (*LwHttpHandler) (LwHttpExchange *exchange,
                               gpointer        user_data);

LwHttpServer      *lw_http_server_new              (const LwHttpLimits  *limits,
                                                    LwHttpHandler        handler,
                                                    gpointer             user_data,
                                                    GDestroyNotify       destroy) G_GNUC_WARN_UNUSED_RESULT;
gboolean           lw_http_server_listen           (LwHttpServer        *self,
                                                    const char          *address,
                                                    LwHttpCertificate   *certificate,
                                                    GError             **error);
guint16            lw_http_server_get_port         (LwHttpServer        *self);
char              *lw_http_server_dup_uri          (LwHttpServer        *self) G_GNUC_WARN_UNUSED_RESULT;
LwHttpCertificate *lw_http_server_get_certificate  (LwHttpServer        *self);
guint              lw_http_server_get_n_connections (LwHttpServer       *self);
void               lw_http_server_stop             (LwHttpServer        *self);

G_END_DECLS
