/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The response of an exchange: its head is written, and it is handed to the connection that sends it. */

#define G_LOG_DOMAIN "lw-http"

#include "config.h"

#include "lw-http-exchange.h"

#include "lw-http-connection.h"
#include "lw-http-status.h"

#include <string.h>
#include <unistd.h>

/**
 * lw_http_exchange_add_header:
 * @self: an exchange
 * @name: a header field of the response; not Content-Length, Connection or Date, which are written here
 * @value: its value; control characters become blanks, so that no value can begin another field
 */
void
lw_http_exchange_add_header (LwHttpExchange *self,
                             const char     *name,
                             const char     *value)
{
  g_return_if_fail (name != NULL && value != NULL);

  g_string_append (self->fields, name);
  g_string_append (self->fields, ": ");
  for (; *value != '\0'; value++)
    g_string_append_c (self->fields, (guchar) *value < ' ' || *value == 0x7f ? ' ' : *value);
  g_string_append (self->fields, "\r\n");
}

static gboolean
is_bodiless (LwHttpExchange *self,
             guint           status)
{
  return g_str_equal (self->head.method, "HEAD") || status == 204 || status == 304;
}

static void
write_head (LwHttpExchange *self,
            guint           status,
            guint64         length)
{
  LwHttpConnection *connection = self->connection;
  g_autofree char *date = lw_http_date_format (g_get_real_time ());
  GString *head = g_string_sized_new (256 + self->fields->len);

  if (!lw_http_exchange_is_read (self) || lw_http_server_is_stopping (connection->server))
    connection->keep = FALSE;
  g_string_append_printf (head, "HTTP/1.1 %u %s\r\nDate: %s\r\nServer: Labelwright\r\n", status,
                          lw_http_status_get_phrase (status), date);
  if (status != 204 && status != 304)
    g_string_append_printf (head, "Content-Length: %" G_GUINT64_FORMAT "\r\n", length);
  if (!connection->keep)
    g_string_append (head, "Connection: close\r\n");
  g_string_append_len (head, self->fields->str, self->fields->len);
  g_string_append (head, "\r\n");
  connection->output.head = head;
}

/* The response stands in the connection's output: the handler's thread sends it, or, when the handler has returned,
 * the next thread that sees that there is room to write. */
static void
finish (LwHttpExchange *self)
{
  if (!g_atomic_int_compare_and_exchange (&self->turn, LW_HTTP_TURN_HANDLER, LW_HTTP_TURN_ANSWERED))
    lw_http_connection_resume (self->connection);
}

/**
 * lw_http_exchange_respond:
 * @self: (transfer full): an exchange
 * @status: such as 200
 * @body: (nullable): the response's body; not sent to HEAD
 *
 * Ends the exchange.
 */
void
lw_http_exchange_respond (LwHttpExchange *self,
                          guint           status,
                          GBytes         *body)
{
  g_return_if_fail (self != NULL);

  write_head (self, status, body != NULL ? g_bytes_get_size (body) : 0);
  if (body != NULL && !is_bodiless (self, status))
    self->connection->output.body = g_bytes_ref (body);
  finish (self);
}

/**
 * lw_http_exchange_respond_text:
 * @self: (transfer full): an exchange
 * @status: such as 404
 * @content_type: such as "application/json"
 * @text: the response's body
 *
 * Ends the exchange.
 */
void
lw_http_exchange_respond_text (LwHttpExchange *self,
                               guint           status,
                               const char     *content_type,
                               const char     *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  lw_http_exchange_add_header (self, "Content-Type", content_type);
  lw_http_exchange_respond (self, status, body);
}

/**
 * lw_http_exchange_respond_file:
 * @self: (transfer full): an exchange
 * @status: 200, or 206 for a part
 * @file: (transfer full): an open file
 * @offset: from where
 * @length: how many bytes; they have to be there
 *
 * Ends the exchange.
 */
void
lw_http_exchange_respond_file (LwHttpExchange *self,
                               guint           status,
                               int             file,
                               guint64         offset,
                               guint64         length)
{
  LwHttpOutput *output = &self->connection->output;

  g_return_if_fail (file >= 0);

  write_head (self, status, length);
  output->file = file;
  output->offset = offset;
  output->left = is_bodiless (self, status) ? 0 : length;
  finish (self);
}

/**
 * lw_http_exchange_respond_length:
 * @self: (transfer full): an exchange for HEAD
 * @status: such as 200
 * @length: how long the body of GET would be
 *
 * Ends the exchange.
 */
void
lw_http_exchange_respond_length (LwHttpExchange *self,
                                 guint           status,
                                 guint64         length)
{
  g_return_if_fail (is_bodiless (self, status));

  write_head (self, status, length);
  finish (self);
}
