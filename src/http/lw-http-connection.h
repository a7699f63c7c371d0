/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One accepted connection as a chain of phases. A thread that gets an event of it runs it until it has to wait; so it
 * is in one thread at a time. For this folder only. */

#pragma once

#include "lw-http-exchange-private.h"
#include "lw-http-output.h"
#include "lw-http-server.h"

#include <sys/socket.h>

G_BEGIN_DECLS

/**
 * LwHttpPhase:
 * @LW_HTTP_PHASE_HANDSHAKE: of TLS
 * @LW_HTTP_PHASE_HEAD: a request is awaited or comes in
 * @LW_HTTP_PHASE_BODY: its short body comes in
 * @LW_HTTP_PHASE_HANDLER: whoever has the exchange has the connection
 * @LW_HTTP_PHASE_SEND: the response goes out
 * @LW_HTTP_PHASE_LINGER: what still comes is thrown away, so that the response is read
 */
typedef enum
{
  LW_HTTP_PHASE_HANDSHAKE,
  LW_HTTP_PHASE_HEAD,
  LW_HTTP_PHASE_BODY,
  LW_HTTP_PHASE_HANDLER,
  LW_HTTP_PHASE_SEND,
  LW_HTTP_PHASE_LINGER,
} LwHttpPhase;

typedef struct _LwHttpConnection LwHttpConnection;

/**
 * LwHttpConnection:
 * @server: strong
 * @since: when what is awaited began, in microseconds of the monotonic clock
 * @scanned: how far the input was searched for the end of a head
 * @budget: how many bytes are thrown away at most
 * @keep: another request may follow
 * @link: in the server's list
 * @deadline: atomic: when the server ends the wait, in seconds of the monotonic clock; %G_MAXINT while it runs
 */
struct _LwHttpConnection
{
  LwHttpServer            *server;
  LwHttpWire              *wire;
  LwHttpInput              input;
  LwHttpOutput             output;
  LwHttpExchange          *exchange;
  LwHttpPhase              phase;
  gint64                   since;
  gsize                    scanned;
  gsize                    budget;
  gboolean                 keep;
  GList                    link;
  int                      deadline;
  struct sockaddr_storage  peer;
};

LwHttpConnection *lw_http_connection_new  (LwHttpServer             *server,
                                           int                       fd,
                                           const struct sockaddr_storage *peer) G_GNUC_WARN_UNUSED_RESULT;
void              lw_http_connection_free (LwHttpConnection         *self);
void              lw_http_connection_run  (LwHttpConnection         *self);
void              lw_http_connection_resume (LwHttpConnection       *self);

/* What a connection asks of its server. */
void                lw_http_limits_fill         (LwHttpLimits      *self);
const LwHttpLimits *lw_http_server_get_limits   (LwHttpServer      *self);
void                lw_http_server_handle       (LwHttpServer      *self,
                                                 LwHttpExchange    *exchange);
gboolean            lw_http_server_is_stopping  (LwHttpServer      *self);
gboolean            lw_http_server_arm          (LwHttpServer      *self,
                                                 LwHttpConnection  *connection,
                                                 gboolean           for_output,
                                                 gint64             deadline);
void                lw_http_server_forget       (LwHttpServer      *self,
                                                 LwHttpConnection  *connection);
void                lw_http_server_begin_wait   (LwHttpServer      *self);
void                lw_http_server_end_wait     (LwHttpServer      *self);

G_END_DECLS
