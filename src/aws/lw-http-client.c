/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One libsoup session in a thread of its own. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-http-client.h"

#include <glib/gi18n.h>

#include "lw-aws-error.h"
#include "lw-http-proxy.h"

#define DEFAULT_CONNECTIONS 32
#define DEFAULT_TIMEOUT 60

/* What the thread holds; the client may go while it ends. */
typedef struct
{
  gatomicrefcount  refs;
  GMainContext    *context;
  GMainLoop       *loop;
  SoupSession     *session;
  GTlsDatabase    *certificates;
  guint            n_connections;
  guint            timeout;
} Worker;

/* Invariant: worker->session is only touched in the thread. */
struct _LwHttpClient
{
  GObject  parent_instance;

  Worker  *worker;
  GThread *thread;
};

G_DEFINE_FINAL_TYPE (LwHttpClient, lw_http_client, G_TYPE_OBJECT)

static void
worker_unref (Worker *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_clear_object (&self->certificates);
  g_free (self);
}

/* Objects are stored as they come, so nothing is decoded on the way. */
static SoupSession *
make_session (const Worker *worker)
{
  SoupSession *session = soup_session_new_with_options ("max-conns", worker->n_connections * 2,
                                                        "max-conns-per-host", worker->n_connections,
                                                        "timeout", worker->timeout,
                                                        "idle-timeout", 20,
                                                        "user-agent", "labelwright/" LW_VERSION,
                                                        NULL);
  g_autoptr (GProxyResolver) resolver = lw_http_proxy_new_from_environment ();

  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);
  if (resolver != NULL)
    soup_session_set_proxy_resolver (session, resolver);
  if (worker->certificates != NULL)
    soup_session_set_tls_database (session, worker->certificates);
  return session;
}

static gpointer
run (gpointer data)
{
  Worker *worker = data;

  g_main_context_push_thread_default (worker->context);
  worker->session = make_session (worker);
  g_main_loop_run (worker->loop);
  soup_session_abort (worker->session);
  g_clear_object (&worker->session);
  g_main_context_pop_thread_default (worker->context);
  worker_unref (worker);
  return NULL;
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

static void
attach (Worker         *worker,
        GSourceFunc     func,
        gpointer        data,
        GDestroyNotify  destroy)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, destroy);
  g_source_attach (source, worker->context);
}

static void
lw_http_client_finalize (GObject *object)
{
  LwHttpClient *self = LW_HTTP_CLIENT (object);

  if (self->thread != NULL)
    {
      attach (self->worker, quit_cb, g_main_loop_ref (self->worker->loop), (GDestroyNotify) g_main_loop_unref);
      if (self->thread != g_thread_self ())
        g_thread_join (self->thread);
      else
        g_thread_unref (self->thread);
    }
  worker_unref (self->worker);
  G_OBJECT_CLASS (lw_http_client_parent_class)->finalize (object);
}

/* In GLib before 2.80 a class that is initialized in one thread while another registers a type that it names can hang
 * both; so classes are there before the thread is. */
static void
lw_http_client_class_init (LwHttpClientClass *klass)
{
  GType types[] = { SOUP_TYPE_SESSION, SOUP_TYPE_MESSAGE, G_TYPE_SOCKET_CLIENT, G_TYPE_SOCKET_CONNECTION,
                    G_TYPE_INET_SOCKET_ADDRESS, G_TYPE_MEMORY_OUTPUT_STREAM, G_TYPE_MEMORY_INPUT_STREAM };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    g_type_class_unref (g_type_class_ref (types[i]));
  G_OBJECT_CLASS (klass)->finalize = lw_http_client_finalize;
}

static void
lw_http_client_init (LwHttpClient *self)
{
  self->worker = g_new0 (Worker, 1);
  g_atomic_ref_count_init (&self->worker->refs);
  self->worker->context = g_main_context_new ();
  self->worker->loop = g_main_loop_new (self->worker->context, FALSE);
}

/**
 * lw_http_client_new:
 * @options: (nullable): how to connect
 * @error: %LW_AWS_ERROR_CONFIG when the file of certificates cannot be read
 *
 * Returns: (transfer full) (nullable): a client whose thread runs
 */
LwHttpClient *
lw_http_client_new (const LwHttpOptions  *options,
                    GError              **error)
{
  static const LwHttpOptions defaults;
  g_autoptr (LwHttpClient) self = g_object_new (LW_TYPE_HTTP_CLIENT, NULL);
  g_autoptr (GError) problem = NULL;

  if (options == NULL)
    options = &defaults;
  self->worker->n_connections = options->n_connections > 0 ? options->n_connections : DEFAULT_CONNECTIONS;
  self->worker->timeout = options->timeout > 0 ? options->timeout : DEFAULT_TIMEOUT;
  if (options->ca_bundle != NULL)
    {
      g_autofree char *path = g_canonicalize_filename (options->ca_bundle, NULL);

      self->worker->certificates = g_tls_file_database_new (path, &problem);
      if (self->worker->certificates == NULL)
        {
          g_set_error (error, LW_AWS_ERROR, LW_AWS_ERROR_CONFIG,
                       _("The certificates in “%s” (AWS_CA_BUNDLE or ca_bundle) cannot be read: %s"), path,
                       problem->message);
          return NULL;
        }
    }
  g_atomic_ref_count_inc (&self->worker->refs);
  self->thread = g_thread_new ("lw-http", run, self->worker);
  return g_steal_pointer (&self);
}

/**
 * lw_http_client_is_current:
 * @self: a client
 *
 * Returns: whether the caller is in the client's thread, where nothing may wait for the client
 */
gboolean
lw_http_client_is_current (LwHttpClient *self)
{
  g_return_val_if_fail (LW_IS_HTTP_CLIENT (self), FALSE);

  return g_main_context_is_owner (self->worker->context);
}

/**
 * lw_http_client_get_context:
 * @self: a client
 *
 * Returns: (transfer none): the main context of the client's thread
 */
GMainContext *
lw_http_client_get_context (LwHttpClient *self)
{
  g_return_val_if_fail (LW_IS_HTTP_CLIENT (self), NULL);

  return self->worker->context;
}

/**
 * lw_http_client_invoke:
 * @self: a client
 * @func: (scope async): what to do
 * @data: for @func
 *
 * Calls a function in the client's thread: at once when this is it.
 */
void
lw_http_client_invoke (LwHttpClient *self,
                       GSourceFunc   func,
                       gpointer      data)
{
  g_return_if_fail (LW_IS_HTTP_CLIENT (self) && func != NULL);

  if (lw_http_client_is_current (self))
    func (data);
  else
    attach (self->worker, func, data, NULL);
}

/**
 * lw_http_client_get_session:
 * @self: a client, in its thread
 *
 * Returns: (transfer none): the session
 */
SoupSession *
lw_http_client_get_session (LwHttpClient *self)
{
  g_return_val_if_fail (lw_http_client_is_current (self), NULL);

  return self->worker->session;
}
