/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The listener that the servers here share. All threads wait in one epoll; each event is given to one of them and its
 * descriptor is then silent until it is armed again (EPOLLONESHOT), so a connection is in one thread at a time and
 * costs nothing while it is idle. SoupServer was weighed: it reads heads leniently, without a bound, and bodies into
 * memory; none of this could be added around it without reading HTTP a second time. */

#define G_LOG_DOMAIN "lw-http"

#include "config.h"

#include "lw-http-server-private.h"

#include "lw-http-address.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

#define BACKLOG 4096
#define ACCEPT_AT_ONCE 64
#define MAX_THREADS 512
#define TICK_MILLISECONDS 500

G_DEFINE_FINAL_TYPE (LwHttpServer, lw_http_server, G_TYPE_OBJECT)

static gpointer serve (gpointer data);

const LwHttpLimits *
lw_http_server_get_limits (LwHttpServer *self)
{
  return &self->limits;
}

gboolean
lw_http_server_is_stopping (LwHttpServer *self)
{
  return g_atomic_int_get (&self->stopping);
}

void
lw_http_server_handle (LwHttpServer   *self,
                       LwHttpExchange *exchange)
{
  self->handler (exchange, self->user_data);
}

static gboolean
watch (LwHttpServer *self,
       int           operation,
       int           fd,
       guint32       events,
       gpointer      data)
{
  struct epoll_event event = { .events = events | EPOLLONESHOT, .data.ptr = data };

  return epoll_ctl (self->epoll, operation, fd, &event) == 0;
}

/* Under the mutex. */
static void
add_thread (LwHttpServer *self)
{
  if (self->threads->len < MAX_THREADS && !self->stopping)
    g_ptr_array_add (self->threads, g_thread_new ("lw-http", serve, self));
}

/* The calling thread is about to wait for a client: another one takes its place. */
void
lw_http_server_begin_wait (LwHttpServer *self)
{
  g_mutex_lock (&self->mutex);
  self->n_waiting++;
  if (self->threads->len < self->limits.threads + self->n_waiting)
    add_thread (self);
  g_mutex_unlock (&self->mutex);
}

void
lw_http_server_end_wait (LwHttpServer *self)
{
  g_mutex_lock (&self->mutex);
  self->n_waiting--;
  g_mutex_unlock (&self->mutex);
}

/* Gives a connection back to the loop until something happens or @deadline (monotonic) passes; unless there is no loop
 * any more. */
gboolean
lw_http_server_arm (LwHttpServer     *self,
                    LwHttpConnection *connection,
                    gboolean          for_output,
                    gint64            deadline)
{
  int fd = lw_http_wire_get_fd (connection->wire);

  /* What was decrypted already makes no event: room to write makes one at once. */
  if (!for_output && lw_http_wire_has_input (connection->wire))
    for_output = TRUE;
  g_atomic_int_set (&connection->deadline, deadline / G_USEC_PER_SEC + 1);
  return watch (self, EPOLL_CTL_MOD, fd, (for_output ? EPOLLOUT : EPOLLIN) | EPOLLRDHUP, connection);
}

void
lw_http_server_forget (LwHttpServer     *self,
                       LwHttpConnection *connection)
{
  g_mutex_lock (&self->mutex);
  g_queue_unlink (&self->connections, &connection->link);
  g_cond_signal (&self->gone);
  g_mutex_unlock (&self->mutex);
}

/* Under the mutex. */
static void
shut_down_longest_idle (LwHttpServer *self)
{
  LwHttpConnection *oldest = NULL;
  int earliest = G_MAXINT;

  for (GList *link = self->connections.head; link != NULL; link = link->next)
    {
      LwHttpConnection *connection = link->data;
      int deadline = g_atomic_int_get (&connection->deadline);

      if (deadline < earliest)
        {
          earliest = deadline;
          oldest = connection;
        }
    }
  if (oldest == NULL)
    return;
  g_atomic_int_set (&oldest->deadline, G_MAXINT);
  lw_http_server_shut_down (oldest);
}

static void
welcome (LwHttpServer                  *self,
         int                            fd,
         const struct sockaddr_storage *peer)
{
  LwHttpConnection *connection = lw_http_connection_new (self, fd, peer);
  int one = 1;

  setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  g_atomic_int_set (&connection->deadline, g_get_monotonic_time () / G_USEC_PER_SEC + self->limits.head_seconds + 1);
  g_mutex_lock (&self->mutex);
  if (self->connections.length >= self->limits.connections)
    shut_down_longest_idle (self);
  g_queue_push_tail_link (&self->connections, &connection->link);
  g_mutex_unlock (&self->mutex);
  watch (self, EPOLL_CTL_ADD, fd, EPOLLIN | EPOLLRDHUP, connection);
}

static void
accept_connections (LwHttpServer *self)
{
  for (guint i = 0; i < ACCEPT_AT_ONCE; i++)
    {
      struct sockaddr_storage peer;
      socklen_t length = sizeof peer;
      int fd = accept4 (self->listener, (struct sockaddr *) &peer, &length, SOCK_NONBLOCK | SOCK_CLOEXEC);

      if (fd >= 0)
        welcome (self, fd, &peer);
      else if (errno != EMFILE && errno != ENFILE)
        break;
      else
        {
          g_mutex_lock (&self->mutex);
          shut_down_longest_idle (self);
          g_mutex_unlock (&self->mutex);
        }
    }
  watch (self, EPOLL_CTL_MOD, self->listener, EPOLLIN, &self->listener);
}

static void
end_late_connections (LwHttpServer *self)
{
  int now = g_get_monotonic_time () / G_USEC_PER_SEC;
  guint64 n_ticks;

  if (read (self->timer, &n_ticks, sizeof n_ticks) < 0)
    g_debug ("The timer is silent: %s", g_strerror (errno));
  g_mutex_lock (&self->mutex);
  for (GList *link = self->connections.head; link != NULL; link = link->next)
    {
      LwHttpConnection *connection = link->data;

      if (g_atomic_int_get (&connection->deadline) < now)
        lw_http_server_shut_down (connection);
    }
  g_mutex_unlock (&self->mutex);
  watch (self, EPOLL_CTL_MOD, self->timer, EPOLLIN, &self->timer);
}

static gpointer
serve (gpointer data)
{
  LwHttpServer *self = data;

  for (;;)
    {
      struct epoll_event event;
      int n = epoll_wait (self->epoll, &event, 1, -1);

      if (n < 0 && errno != EINTR)
        g_error ("epoll_wait: %s", g_strerror (errno));
      if (n < 1)
        continue;
      if (event.data.ptr == &self->stop)
        break;
      if (event.data.ptr == &self->listener)
        accept_connections (self);
      else if (event.data.ptr == &self->timer)
        end_late_connections (self);
      else
        {
          LwHttpConnection *connection = event.data.ptr;

          g_atomic_int_set (&connection->deadline, G_MAXINT);
          lw_http_connection_run (connection);
        }
    }
  return NULL;
}

static void
lw_http_server_dispose (GObject *object)
{
  lw_http_server_stop (LW_HTTP_SERVER (object));
  G_OBJECT_CLASS (lw_http_server_parent_class)->dispose (object);
}

static void
lw_http_server_finalize (GObject *object)
{
  LwHttpServer *self = LW_HTTP_SERVER (object);

  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_clear_pointer (&self->certificate, lw_http_certificate_unref);
  g_clear_object (&self->address);
  g_ptr_array_unref (self->threads);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->gone);
  G_OBJECT_CLASS (lw_http_server_parent_class)->finalize (object);
}

static void
lw_http_server_class_init (LwHttpServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lw_http_server_dispose;
  object_class->finalize = lw_http_server_finalize;
}

static void
lw_http_server_init (LwHttpServer *self)
{
  self->listener = self->timer = self->stop = self->epoll = -1;
  self->threads = g_ptr_array_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->gone);
}

/**
 * lw_http_server_new:
 * @limits: (nullable): what a client may take
 * @handler: (scope notified): called for each request, in the server's threads
 * @user_data: for @handler
 * @destroy: (nullable): frees @user_data
 *
 * Once it listens it is kept alive by its connections, so its owner ends it with lw_http_server_stop().
 *
 * Returns: (transfer full): a server that does not listen yet
 */
LwHttpServer *
lw_http_server_new (const LwHttpLimits *limits,
                    LwHttpHandler       handler,
                    gpointer            user_data,
                    GDestroyNotify      destroy)
{
  LwHttpServer *self = g_object_new (LW_TYPE_HTTP_SERVER, NULL);

  g_return_val_if_fail (handler != NULL, NULL);

  if (limits != NULL)
    self->limits = *limits;
  lw_http_limits_fill (&self->limits);
  self->handler = handler;
  self->user_data = user_data;
  self->destroy = destroy;
  return self;
}

/* Binds with GSocket, which knows addresses; keeps a descriptor of its own. */
static gboolean
open_listener (LwHttpServer    *self,
               GSocketAddress  *address,
               GError         **error)
{
  g_autoptr (GSocket) socket = g_socket_new (g_socket_address_get_family (address), G_SOCKET_TYPE_STREAM,
                                             G_SOCKET_PROTOCOL_TCP, error);

  if (socket == NULL)
    return FALSE;
  g_socket_set_listen_backlog (socket, BACKLOG);
  g_socket_set_blocking (socket, FALSE);
  if (!g_socket_bind (socket, address, TRUE, error) || !g_socket_listen (socket, error))
    return FALSE;
  self->address = g_socket_get_local_address (socket, error);
  if (self->address == NULL)
    return FALSE;
  self->listener = dup (g_socket_get_fd (socket));
  return self->listener >= 0;
}

static void
start_threads (LwHttpServer *self)
{
  struct timespec tick = { .tv_nsec = TICK_MILLISECONDS * 1000000 };
  struct itimerspec period = { tick, tick };
  struct epoll_event stop = { .events = EPOLLIN, .data.ptr = &self->stop };

  self->epoll = epoll_create1 (EPOLL_CLOEXEC);
  self->timer = timerfd_create (CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  timerfd_settime (self->timer, 0, &period, NULL);
  self->stop = eventfd (0, EFD_NONBLOCK | EFD_CLOEXEC);
  /* Stays readable, so that each thread sees it. */
  epoll_ctl (self->epoll, EPOLL_CTL_ADD, self->stop, &stop);
  watch (self, EPOLL_CTL_ADD, self->timer, EPOLLIN, &self->timer);
  watch (self, EPOLL_CTL_ADD, self->listener, EPOLLIN, &self->listener);
  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->limits.threads; i++)
    add_thread (self);
  g_mutex_unlock (&self->mutex);
}

/**
 * lw_http_server_listen:
 * @self: a server that does not listen yet
 * @address: such as "127.0.0.1:8080"; port 0 stands for any free one; without an address the loopback is meant
 * @certificate: (nullable): speaks TLS with it
 * @error: return location: a #GIOErrorEnum
 *
 * Returns: whether it listens
 */
gboolean
lw_http_server_listen (LwHttpServer       *self,
                       const char         *address,
                       LwHttpCertificate  *certificate,
                       GError            **error)
{
  g_autoptr (GSocketAddress) parsed = NULL;

  g_return_val_if_fail (LW_IS_HTTP_SERVER (self), FALSE);
  g_return_val_if_fail (self->epoll < 0, FALSE);

  parsed = lw_http_address_parse (address, error);
  if (parsed == NULL || !open_listener (self, parsed, error))
    {
      g_prefix_error (error, "%s: ", address);
      return FALSE;
    }
  self->certificate = certificate != NULL ? lw_http_certificate_ref (certificate) : NULL;
  start_threads (self);
  return TRUE;
}

/**
 * lw_http_server_get_port:
 * @self: a server that listens
 *
 * Returns: the port
 */
guint16
lw_http_server_get_port (LwHttpServer *self)
{
  g_return_val_if_fail (self->address != NULL, 0);

  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (self->address));
}

/**
 * lw_http_server_dup_uri:
 * @self: a server that listens
 *
 * Returns: (transfer full): its address, such as "http://127.0.0.1:8080"
 */
char *
lw_http_server_dup_uri (LwHttpServer *self)
{
  g_autofree char *address = NULL;

  g_return_val_if_fail (self->address != NULL, NULL);

  address = lw_http_address_format (self->address);
  return g_strconcat (self->certificate != NULL ? "https://" : "http://", address, NULL);
}

/**
 * lw_http_server_get_certificate:
 * @self: a server
 *
 * Returns: (transfer none) (nullable): its certificate; %NULL without TLS
 */
LwHttpCertificate *
lw_http_server_get_certificate (LwHttpServer *self)
{
  return self->certificate;
}

guint
lw_http_server_get_n_connections (LwHttpServer *self)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = self->connections.length;
  g_mutex_unlock (&self->mutex);
  return n;
}
