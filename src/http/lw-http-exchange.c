/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One request and the response to it. Whoever has it reads the request, reads the body if it wants, and ends it with
 * one of the respond functions: at once in the handler, or later from any thread. One thread at a time. */

#define G_LOG_DOMAIN "lw-http"

#include "config.h"

#include "lw-http-exchange.h"

#include "lw-http-connection.h"
#include "lw-http-status.h"

#include <arpa/inet.h>
#include <glib/gi18n.h>
#include <netinet/in.h>
#include <string.h>

/* A body may come slowly, but not at less than this for long: bytes a second. */
#define MIN_BODY_RATE 1024

LwHttpExchange *
lw_http_exchange_new (LwHttpConnection *connection)
{
  LwHttpExchange *self = g_new0 (LwHttpExchange, 1);

  self->connection = connection;
  self->fields = g_string_new (NULL);
  return self;
}

void
lw_http_exchange_free (LwHttpExchange *self)
{
  g_free (self->text);
  g_string_free (self->fields, TRUE);
  g_clear_pointer (&self->buffered, g_byte_array_unref);
  g_free (self);
}

/* Whether the connection stands behind the request's body. */
gboolean
lw_http_exchange_is_read (LwHttpExchange *self)
{
  return self->body.state == LW_HTTP_BODY_END;
}

static void
say_continue (LwHttpExchange *self)
{
  static const char text[] = "HTTP/1.1 100 Continue\r\n\r\n";

  if (self->head.expects_continue && !self->said_continue)
    /* The socket's buffer is empty: the last response was sent before this request was read. */
    lw_http_wire_send (self->connection->wire, text, strlen (text), FALSE);
  self->said_continue = TRUE;
}

static gssize
read_some (LwHttpExchange *self,
           void           *data,
           gsize           size)
{
  LwHttpConnection *connection = self->connection;

  return lw_http_body_read (&self->body, &connection->input, connection->wire, data, size);
}

/**
 * lw_http_exchange_buffer:
 * @self: an exchange whose body is short
 *
 * Returns: 0 when the body is there, else as lw_http_body_read()
 */
int
lw_http_exchange_buffer (LwHttpExchange *self)
{
  char piece[16 * 1024];
  gssize n;

  if (self->buffered == NULL)
    self->buffered = g_byte_array_new ();
  if (!lw_http_exchange_is_read (self))
    say_continue (self);
  while ((n = read_some (self, piece, sizeof piece)) > 0)
    g_byte_array_append (self->buffered, (const guint8 *) piece, n);
  return n;
}

/**
 * lw_http_exchange_get_method:
 * @self: an exchange
 *
 * Returns: (transfer none): such as "GET"
 */
const char *
lw_http_exchange_get_method (LwHttpExchange *self)
{
  return self->head.method;
}

/**
 * lw_http_exchange_get_path:
 * @self: an exchange
 *
 * Returns: (transfer none): the path as it was sent, with its escapes; starts with a slash
 */
const char *
lw_http_exchange_get_path (LwHttpExchange *self)
{
  return self->head.path;
}

/**
 * lw_http_exchange_get_query:
 * @self: an exchange
 *
 * Returns: (transfer none) (nullable): what follows the question mark, as it was sent
 */
const char *
lw_http_exchange_get_query (LwHttpExchange *self)
{
  return self->head.query;
}

/**
 * lw_http_exchange_get_header:
 * @self: an exchange
 * @name: the name of a header field, in any case
 *
 * Returns: (transfer none) (nullable): the value of the first such field
 */
const char *
lw_http_exchange_get_header (LwHttpExchange *self,
                             const char     *name)
{
  return lw_http_head_get_field (&self->head, name);
}

/**
 * lw_http_exchange_get_n_headers:
 * @self: an exchange
 *
 * Returns: how many header fields the request has
 */
guint
lw_http_exchange_get_n_headers (LwHttpExchange *self)
{
  return self->head.n_fields;
}

/**
 * lw_http_exchange_get_nth_header:
 * @self: an exchange
 * @nth: which field, from 0
 * @value: (out) (transfer none) (optional): its value
 *
 * Returns: (transfer none): its name
 */
const char *
lw_http_exchange_get_nth_header (LwHttpExchange  *self,
                                 guint            nth,
                                 const char     **value)
{
  g_return_val_if_fail (nth < self->head.n_fields, NULL);

  if (value != NULL)
    *value = self->head.fields[nth].value;
  return self->head.fields[nth].name;
}

/**
 * lw_http_exchange_get_body_length:
 * @self: an exchange
 *
 * Returns: bytes of the body; -1 when it comes in chunks and only its end will tell
 */
gint64
lw_http_exchange_get_body_length (LwHttpExchange *self)
{
  return self->head.chunked ? -1 : (gint64) self->head.content_length;
}

gboolean
lw_http_exchange_is_tls (LwHttpExchange *self)
{
  return lw_http_wire_is_tls (self->connection->wire);
}

/**
 * lw_http_exchange_dup_peer:
 * @self: an exchange
 *
 * Returns: (transfer full): the address of the client, without its port
 */
char *
lw_http_exchange_dup_peer (LwHttpExchange *self)
{
  const struct sockaddr_storage *peer = &self->connection->peer;
  char text[INET6_ADDRSTRLEN] = "";

  if (peer->ss_family == AF_INET6)
    inet_ntop (AF_INET6, &((const struct sockaddr_in6 *) peer)->sin6_addr, text, sizeof text);
  else
    inet_ntop (AF_INET, &((const struct sockaddr_in *) peer)->sin_addr, text, sizeof text);
  return g_strdup (text);
}

static gboolean
fail (GIOErrorEnum   code,
      const char    *message,
      GError       **error)
{
  g_set_error_literal (error, G_IO_ERROR, code, message);
  return FALSE;
}

static gboolean
wait_for_body (LwHttpExchange  *self,
               GError         **error)
{
  LwHttpConnection *connection = self->connection;
  gint64 patience = (gint64) lw_http_server_get_limits (connection->server)->body_seconds * G_USEC_PER_SEC;
  gint64 now = g_get_monotonic_time ();
  gint64 limit = self->started + patience + (gint64) (self->n_read / MIN_BODY_RATE) * G_USEC_PER_SEC;
  gint64 left = MIN (patience, limit - now);
  gboolean ready;

  lw_http_server_begin_wait (connection->server);
  ready = left > 0 && lw_http_wire_wait (connection->wire, lw_http_wire_wants_write (connection->wire),
                                         left / 1000 + 1);
  lw_http_server_end_wait (connection->server);
  return ready || fail (G_IO_ERROR_TIMED_OUT, _("The rest of the request did not come in time"), error);
}

static gssize
read_buffered (LwHttpExchange *self,
               void           *data,
               gsize           size)
{
  gsize n = MIN (size, self->buffered->len - self->n_read);

  if (n > 0)
    memcpy (data, self->buffered->data + self->n_read, n);
  self->n_read += n;
  return n;
}

/**
 * lw_http_exchange_read:
 * @self: an exchange
 * @data: (out): where the bytes go
 * @size: how many at most
 * @error: return location: %G_IO_ERROR_TIMED_OUT, %G_IO_ERROR_CONNECTION_CLOSED, %G_IO_ERROR_MESSAGE_TOO_LARGE or
 *   %G_IO_ERROR_INVALID_DATA
 *
 * Reads on in the body; blocks. After an error the exchange still has to be ended.
 *
 * Returns: how many bytes were read; 0 at the end, -1 with @error set
 */
gssize
lw_http_exchange_read (LwHttpExchange  *self,
                       void            *data,
                       gsize            size,
                       GError         **error)
{
  guint64 limit = lw_http_server_get_limits (self->connection->server)->body;
  gssize n;

  if (self->buffered != NULL)
    return read_buffered (self, data, size);
  if (self->started == 0)
    self->started = g_get_monotonic_time ();
  if (!lw_http_exchange_is_read (self))
    say_continue (self);
  while ((n = read_some (self, data, size)) == LW_HTTP_WIRE_AGAIN)
    if (!wait_for_body (self, error))
      return -1;
  if (n == LW_HTTP_BODY_BAD)
    fail (G_IO_ERROR_INVALID_DATA, _("The request's body is not in valid chunks"), error);
  else if (n < 0)
    fail (G_IO_ERROR_CONNECTION_CLOSED, _("The client went away in the middle of its request"), error);
  else if (limit > 0 && self->n_read + n > limit)
    n = fail (G_IO_ERROR_MESSAGE_TOO_LARGE, _("The request's body is too large"), error) - 1;
  self->n_read += MAX (n, 0);
  return MAX (n, -1);
}

/**
 * lw_http_exchange_read_body:
 * @self: an exchange
 * @limit: how many bytes at most
 * @error: return location: as lw_http_exchange_read()
 *
 * Returns: (transfer full) (nullable): the whole body
 */
GBytes *
lw_http_exchange_read_body (LwHttpExchange  *self,
                            gsize            limit,
                            GError         **error)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();
  char piece[16 * 1024];
  gssize n;

  while ((n = lw_http_exchange_read (self, piece, sizeof piece, error)) > 0)
    {
      if (body->len + (gsize) n > limit)
        {
          fail (G_IO_ERROR_MESSAGE_TOO_LARGE, _("The request's body is too large"), error);
          return NULL;
        }
      g_byte_array_append (body, (const guint8 *) piece, n);
    }
  return n == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&body)) : NULL;
}
