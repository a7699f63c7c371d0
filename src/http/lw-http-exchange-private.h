/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a connection knows of its exchange. For this folder only. */

#pragma once

#include "lw-http-body.h"
#include "lw-http-exchange.h"

G_BEGIN_DECLS

typedef struct _LwHttpConnection LwHttpConnection;

/**
 * LwHttpTurn:
 * @LW_HTTP_TURN_HANDLER: the handler runs
 * @LW_HTTP_TURN_ANSWERED: it was answered meanwhile; the thread of the handler sends
 * @LW_HTTP_TURN_LATER: the handler has returned
 */
typedef enum
{
  LW_HTTP_TURN_HANDLER,
  LW_HTTP_TURN_ANSWERED,
  LW_HTTP_TURN_LATER,
} LwHttpTurn;

/**
 * LwHttpExchange:
 * @connection: whose request it is
 * @text: where the texts of @head are
 * @buffered: (nullable): the body, when it was received before the handler was called
 * @n_read: bytes of the body that were read
 * @started: when reading the body began
 * @said_continue: the client knows that it may send the body
 * @fields: the header fields of the response
 * @turn: atomic: an #LwHttpTurn
 */
struct _LwHttpExchange
{
  LwHttpConnection *connection;
  char             *text;
  LwHttpHead        head;
  LwHttpBody        body;
  GByteArray       *buffered;
  guint64           n_read;
  gint64            started;
  gboolean          said_continue;
  GString          *fields;
  int               turn;
};

LwHttpExchange *lw_http_exchange_new       (LwHttpConnection  *connection) G_GNUC_WARN_UNUSED_RESULT;
void            lw_http_exchange_free      (LwHttpExchange    *self);
int             lw_http_exchange_buffer    (LwHttpExchange    *self);
gboolean        lw_http_exchange_is_read   (LwHttpExchange    *self);

G_END_DECLS
