/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A response on its way out: bytes, then bytes or a part of a file. Never waits. */

#define G_LOG_DOMAIN "lw-http"

#include "config.h"

#include "lw-http-output.h"

#include <string.h>
#include <unistd.h>

void
lw_http_output_init (LwHttpOutput *self)
{
  memset (self, 0, sizeof *self);
  self->file = -1;
}

void
lw_http_output_clear (LwHttpOutput *self)
{
  if (self->head != NULL)
    g_string_free (self->head, TRUE);
  g_clear_pointer (&self->body, g_bytes_unref);
  if (self->file >= 0)
    close (self->file);
  lw_http_output_init (self);
}

/* Sends one slice; 0 when there was nothing left. */
static gssize
send_slice (LwHttpOutput *self,
            LwHttpWire   *wire)
{
  gsize n_head = self->head != NULL ? self->head->len : 0;
  gsize n_body = self->body != NULL ? g_bytes_get_size (self->body) : 0;
  gssize n;

  if (self->sent < n_head + n_body)
    {
      gboolean in_head = self->sent < n_head;
      const char *data = in_head ? self->head->str + self->sent
                                 : (const char *) g_bytes_get_data (self->body, NULL) + (self->sent - n_head);
      gsize length = in_head ? n_head - self->sent : n_head + n_body - self->sent;

      n = lw_http_wire_send (wire, data, length, in_head ? n_body + self->left > 0 : self->left > 0);
      if (n > 0)
        self->sent += n;
      return n;
    }
  if (self->left == 0)
    return 0;
  n = lw_http_wire_send_file (wire, self->file, self->offset, self->left);
  if (n > 0)
    {
      self->offset += n;
      self->left -= n;
    }
  return n;
}

/**
 * lw_http_output_send:
 * @self: an output
 * @wire: its connection
 *
 * Returns: 0 when all of it is sent, %LW_HTTP_WIRE_AGAIN or %LW_HTTP_WIRE_BROKEN
 */
int
lw_http_output_send (LwHttpOutput *self,
                     LwHttpWire   *wire)
{
  gssize n;

  do
    n = send_slice (self, wire);
  while (n > 0);
  return n;
}
