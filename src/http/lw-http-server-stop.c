/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The end of connections, one or all: a socket is shut down, which wakes the thread that frees the connection. */

#define G_LOG_DOMAIN "lw-http"

#include "config.h"

#include "lw-http-server-private.h"

#include <errno.h>
#include <sys/epoll.h>
#include <unistd.h>

/* Requests that are being answered when the server is stopped get so long. */
#define STOP_MILLISECONDS 5000

/* Ends a connection that waits: its thread-to-be sees the end and frees it. */
void
lw_http_server_shut_down (LwHttpConnection *connection)
{
  shutdown (lw_http_wire_get_fd (connection->wire), SHUT_RDWR);
}

/* Ends what waits; then, after a while, what is being answered. */
static void
end_connections (LwHttpServer *self)
{
  gint64 end = g_get_monotonic_time () + STOP_MILLISECONDS * 1000;

  g_mutex_lock (&self->mutex);
  for (GList *link = self->connections.head; link != NULL; link = link->next)
    {
      LwHttpConnection *connection = link->data;

      if (g_atomic_int_get (&connection->deadline) != G_MAXINT)
        lw_http_server_shut_down (connection);
    }
  while (self->connections.length > 0 && g_cond_wait_until (&self->gone, &self->mutex, end))
    ;
  for (GList *link = self->connections.head; link != NULL; link = link->next)
    lw_http_server_shut_down (link->data);
  g_mutex_unlock (&self->mutex);
}

/**
 * lw_http_server_stop:
 * @self: a server
 *
 * Stops listening, lets requests that are being answered end for a few seconds, and ends the threads. Not to be called
 * from a handler.
 */
void
lw_http_server_stop (LwHttpServer *self)
{
  guint64 one = 1;

  g_return_if_fail (LW_IS_HTTP_SERVER (self));

  if (self->epoll < 0)
    return;
  g_atomic_int_set (&self->stopping, TRUE);
  epoll_ctl (self->epoll, EPOLL_CTL_DEL, self->listener, NULL);
  end_connections (self);
  if (write (self->stop, &one, sizeof one) < 0)
    g_warning ("Threads cannot be woken: %s", g_strerror (errno));
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (self->threads->pdata[i]);
  g_ptr_array_set_size (self->threads, 0);
  close (self->listener);
  close (self->timer);
  close (self->stop);
  close (self->epoll);
  self->epoll = -1;
}
