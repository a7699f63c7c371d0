/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The bytes of one accepted connection, with or without TLS. Never waits, except in lw_http_wire_wait(). Used by one
 * thread at a time. */

#define G_LOG_DOMAIN "lw-http"

#include "config.h"

#include "lw-http-wire.h"

#include <errno.h>
#include <gnutls/gnutls.h>
#include <poll.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <unistd.h>

/* What one call puts into the socket at most: others wait for the thread. */
#define MAX_SLICE (4 * 1024 * 1024)
#define TLS_RECORD (16 * 1024)

/* Invariant: @n_pending bytes of @record were given to GnuTLS, which wants to be asked for them again. */
struct _LwHttpWire
{
  int               fd;
  gnutls_session_t  session;
  guchar           *record;
  gsize             n_pending;
};

/**
 * lw_http_wire_new:
 * @fd: (transfer full): an accepted socket that does not block
 * @certificate: (nullable): speaks TLS with it
 *
 * Returns: (transfer full): the connection
 */
LwHttpWire *
lw_http_wire_new (int                fd,
                  LwHttpCertificate *certificate)
{
  LwHttpWire *self = g_new0 (LwHttpWire, 1);

  self->fd = fd;
  if (certificate != NULL)
    self->session = lw_http_certificate_new_session (certificate, fd);
  return self;
}

void
lw_http_wire_free (LwHttpWire *self)
{
  if (self->session != NULL)
    gnutls_deinit (self->session);
  close (self->fd);
  g_free (self->record);
  g_free (self);
}

int
lw_http_wire_get_fd (LwHttpWire *self)
{
  return self->fd;
}

gboolean
lw_http_wire_is_tls (LwHttpWire *self)
{
  return self->session != NULL;
}

/* Whether what returned LW_HTTP_WIRE_AGAIN waits for room to write. */
gboolean
lw_http_wire_wants_write (LwHttpWire *self)
{
  return self->session != NULL && gnutls_record_get_direction (self->session) == 1;
}

/* Whether there are bytes that the socket no longer has: they were decrypted already. */
gboolean
lw_http_wire_has_input (LwHttpWire *self)
{
  return self->session != NULL && gnutls_record_check_pending (self->session) > 0;
}

static gssize
judge_errno (void)
{
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? LW_HTTP_WIRE_AGAIN : LW_HTTP_WIRE_BROKEN;
}

static gssize
judge_tls (gssize result)
{
  if (result >= 0)
    return result;
  return result == GNUTLS_E_AGAIN || result == GNUTLS_E_INTERRUPTED ? LW_HTTP_WIRE_AGAIN : LW_HTTP_WIRE_BROKEN;
}

/**
 * lw_http_wire_handshake:
 * @self: a connection
 *
 * Returns: 0 when it is done, %LW_HTTP_WIRE_AGAIN or %LW_HTTP_WIRE_BROKEN
 */
int
lw_http_wire_handshake (LwHttpWire *self)
{
  int result;

  if (self->session == NULL)
    return 0;
  do
    result = gnutls_handshake (self->session);
  while (result < 0 && result != GNUTLS_E_AGAIN && !gnutls_error_is_fatal (result));
  return judge_tls (result);
}

/**
 * lw_http_wire_receive:
 * @self: a connection
 * @data: where the bytes go
 * @size: how many at most
 *
 * Returns: how many came, 0 when the other side has ended, %LW_HTTP_WIRE_AGAIN or %LW_HTTP_WIRE_BROKEN
 */
gssize
lw_http_wire_receive (LwHttpWire *self,
                      void       *data,
                      gsize       size)
{
  gssize n;

  if (self->session == NULL)
    {
      n = recv (self->fd, data, size, 0);
      return n >= 0 ? n : judge_errno ();
    }
  do
    n = gnutls_record_recv (self->session, data, size);
  while (n == GNUTLS_E_REHANDSHAKE);
  return judge_tls (n);
}

/* GnuTLS may take a record and not get rid of it; then it wants the same record again. */
static gssize
send_record (LwHttpWire *self)
{
  gssize n = judge_tls (gnutls_record_send (self->session, self->record, self->n_pending));

  if (n != LW_HTTP_WIRE_AGAIN)
    self->n_pending = 0;
  return n;
}

static guchar *
get_record (LwHttpWire *self)
{
  if (self->record == NULL)
    self->record = g_malloc (TLS_RECORD);
  return self->record;
}

/**
 * lw_http_wire_send:
 * @self: a connection
 * @data: bytes
 * @length: how many, at least 1
 * @more: more follows at once
 *
 * After %LW_HTTP_WIRE_AGAIN the same bytes have to be sent again.
 *
 * Returns: how many were taken, %LW_HTTP_WIRE_AGAIN or %LW_HTTP_WIRE_BROKEN
 */
gssize
lw_http_wire_send (LwHttpWire *self,
                   const void *data,
                   gsize       length,
                   gboolean    more)
{
  gssize n;

  if (self->session == NULL)
    {
      n = send (self->fd, data, MIN (length, MAX_SLICE), MSG_NOSIGNAL | (more ? MSG_MORE : 0));
      return n >= 0 ? n : judge_errno ();
    }
  if (self->n_pending == 0)
    {
      self->n_pending = MIN (length, TLS_RECORD);
      memcpy (get_record (self), data, self->n_pending);
    }
  return send_record (self);
}

/**
 * lw_http_wire_send_file:
 * @self: a connection
 * @file: an open file
 * @offset: from where
 * @length: how many bytes, at least 1
 *
 * Returns: how many were sent, %LW_HTTP_WIRE_AGAIN or %LW_HTTP_WIRE_BROKEN, which is also what a file gives that has
 *   become shorter
 */
gssize
lw_http_wire_send_file (LwHttpWire *self,
                        int         file,
                        guint64     offset,
                        guint64     length)
{
  gssize n;

  if (self->session == NULL)
    {
      off_t at = offset;

      n = sendfile (self->fd, file, &at, MIN (length, MAX_SLICE));
      return n > 0 ? n : n == 0 ? LW_HTTP_WIRE_BROKEN : judge_errno ();
    }
  if (self->n_pending == 0)
    {
      n = pread (file, get_record (self), MIN (length, TLS_RECORD), offset);
      if (n <= 0)
        return LW_HTTP_WIRE_BROKEN;
      self->n_pending = n;
    }
  return send_record (self);
}

/* Says that nothing more will be sent; the other side may still send. */
void
lw_http_wire_end_output (LwHttpWire *self)
{
  if (self->session != NULL)
    gnutls_bye (self->session, GNUTLS_SHUT_WR);
  shutdown (self->fd, SHUT_WR);
}

/**
 * lw_http_wire_wait:
 * @self: a connection
 * @for_output: waits for room to write, else for bytes to read
 * @milliseconds: how long at most
 *
 * Returns: whether there may be something to do
 */
gboolean
lw_http_wire_wait (LwHttpWire *self,
                   gboolean    for_output,
                   int         milliseconds)
{
  struct pollfd poll_fd = { .fd = self->fd, .events = for_output ? POLLOUT : POLLIN };

  return poll (&poll_fd, 1, milliseconds) != 0;
}
