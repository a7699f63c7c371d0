/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A workspace as AWS's clients see it. Calls to S3 are served in the listener's threads, from files; calls to SageMaker
 * are verified there and then go to the backend's thread. */

#define G_LOG_DOMAIN "lw-endpoint"

#include "config.h"

#include "lw-endpoint.h"

#include "lw-endpoint-private.h"
#include "lw-endpoint-signature.h"
#include "lw-endpoint-xml.h"

#include "lw-file.h"
#include "lw-workspace.h"

#include <glib/gstdio.h>
#include <string.h>

#define FOLDER "endpoint"
#define STATE_FILE "state.json"
#define ADDRESS_FILE "address"
#define N_MUTEXES 64
#define MAX_FORM (64 * 1024)

/* @mutexes: who replaces an object, or reads it with its note, has the one that its name's hash chooses. */
struct _LwEndpoint
{
  GObject          parent_instance;

  LwEngineBackend  *backend;
  LwAccessKey      *key;
  LwSigv4Keys      *keys;
  LwEndpointState  *state;
  LwHttpServer     *server;
  GMainContext     *context;
  char             *folder;
  GRecMutex         mutexes[N_MUTEXES];
};

G_DEFINE_FINAL_TYPE (LwEndpoint, lw_endpoint, G_TYPE_OBJECT)

static LwEndpointService
judge_service (LwHttpExchange *exchange)
{
  const char *target = lw_http_exchange_get_header (exchange, "X-Amz-Target");
  const char *type = lw_http_exchange_get_header (exchange, "Content-Type");
  gboolean is_call = g_str_equal (lw_http_exchange_get_method (exchange), "POST") &&
                     g_str_equal (lw_http_exchange_get_path (exchange), "/");

  if (target != NULL || (is_call && type != NULL && g_str_has_prefix (type, "application/x-amz-json")))
    return LW_ENDPOINT_SERVICE_SAGEMAKER;
  if (is_call && type != NULL && g_str_has_prefix (type, "application/x-www-form-urlencoded"))
    return LW_ENDPOINT_SERVICE_STS;
  return LW_ENDPOINT_SERVICE_S3;
}

/* In a thread of the listener. */
static void
handle (LwHttpExchange *exchange,
        gpointer        data)
{
  LwEndpointCall *call = lw_endpoint_call_new (data, exchange);

  call->service = judge_service (exchange);
  switch (call->service)
    {
    case LW_ENDPOINT_SERVICE_SAGEMAKER:
      lw_endpoint_serve_sagemaker (call);
      break;
    case LW_ENDPOINT_SERVICE_STS:
      lw_endpoint_serve_sts (call);
      break;
    case LW_ENDPOINT_SERVICE_S3:
    default:
      lw_endpoint_serve_s3 (call);
    }
}

static char *
format_identity (LwEndpointCall *call)
{
  LwEndpointXml *xml = lw_endpoint_xml_new ();

  lw_endpoint_xml_open_root (xml, "GetCallerIdentityResponse", "https://sts.amazonaws.com/doc/2011-06-15/");
  lw_endpoint_xml_open (xml, "GetCallerIdentityResult");
  lw_endpoint_xml_add (xml, "Arn", "arn:aws:iam::" LW_ENDPOINT_ACCOUNT ":user/labelwright");
  lw_endpoint_xml_add (xml, "UserId", lw_endpoint_get_key (call->endpoint)->id);
  lw_endpoint_xml_add (xml, "Account", LW_ENDPOINT_ACCOUNT);
  lw_endpoint_xml_close (xml);
  lw_endpoint_xml_open (xml, "ResponseMetadata");
  lw_endpoint_xml_add (xml, "RequestId", call->request_id);
  lw_endpoint_xml_close (xml);
  lw_endpoint_xml_close (xml);
  return lw_endpoint_xml_free_to_text (xml);
}

static gboolean
serve_sts (LwEndpointCall  *call,
           GError         **error)
{
  g_autoptr (GBytes) body = lw_http_exchange_read_body (call->exchange, MAX_FORM, error);
  g_autofree char *text = NULL;
  g_autofree char *answer = NULL;
  g_autoptr (GHashTable) form = NULL;

  if (body == NULL ||
      !lw_endpoint_signature_verify (call, lw_endpoint_get_key (call->endpoint), g_get_real_time (), body, error))
    return FALSE;
  text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  form = lw_endpoint_form_decode (text);
  if (form == NULL || g_strcmp0 (g_hash_table_lookup (form, "Action"), "GetCallerIdentity") != 0)
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_UNKNOWN_OPERATION, "Only GetCallerIdentity is answered here");
  answer = format_identity (call);
  lw_endpoint_call_respond_text (call, 200, "text/xml", answer);
  return TRUE;
}

/* Takes the call. */
void
lw_endpoint_serve_sts (LwEndpointCall *call)
{
  g_autoptr (GError) error = NULL;

  if (!serve_sts (call, &error))
    lw_endpoint_call_respond_error (call, error);
  lw_endpoint_call_free (call);
}

static void
lw_endpoint_dispose (GObject *object)
{
  LwEndpoint *self = LW_ENDPOINT (object);

  lw_endpoint_stop (self);
  g_clear_object (&self->backend);
  G_OBJECT_CLASS (lw_endpoint_parent_class)->dispose (object);
}

static void
lw_endpoint_finalize (GObject *object)
{
  LwEndpoint *self = LW_ENDPOINT (object);

  g_clear_pointer (&self->key, lw_access_key_free);
  lw_sigv4_keys_free (self->keys);
  g_clear_pointer (&self->state, lw_endpoint_state_free);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self->folder);
  for (guint i = 0; i < N_MUTEXES; i++)
    g_rec_mutex_clear (&self->mutexes[i]);
  G_OBJECT_CLASS (lw_endpoint_parent_class)->finalize (object);
}

static void
lw_endpoint_class_init (LwEndpointClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lw_endpoint_dispose;
  object_class->finalize = lw_endpoint_finalize;
}

static void
lw_endpoint_init (LwEndpoint *self)
{
  self->keys = lw_sigv4_keys_new ();
  for (guint i = 0; i < N_MUTEXES; i++)
    g_rec_mutex_init (&self->mutexes[i]);
}

/**
 * lw_endpoint_new:
 * @backend: the workspace's jobs
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the workspace's endpoint, which does not listen yet; it has a key, which is made
 *   when there is none
 */
LwEndpoint *
lw_endpoint_new (LwEngineBackend  *backend,
                 GError          **error)
{
  g_autoptr (LwEndpoint) self = g_object_new (LW_TYPE_ENDPOINT, NULL);
  const char *workspace = lw_engine_backend_get_workspace (backend);
  g_autofree char *state = NULL;

  self->backend = g_object_ref (backend);
  self->context = g_main_context_ref_thread_default ();
  self->folder = g_build_filename (workspace, FOLDER, NULL);
  state = g_build_filename (self->folder, STATE_FILE, NULL);
  self->key = lw_access_key_load (workspace, error);
  if (self->key == NULL || !lw_workspace_make_folder (self->folder, error))
    return NULL;
  self->state = lw_endpoint_state_load (state, error);
  return self->state != NULL ? g_steal_pointer (&self) : NULL;
}

/* Lets other processes know where this one listens. */
static gboolean
write_address (LwEndpoint  *self,
               GError     **error)
{
  g_autofree char *path = g_build_filename (self->folder, ADDRESS_FILE, NULL);
  g_autofree char *uri = lw_http_server_dup_uri (self->server);

  return lw_file_write (path, uri, strlen (uri), error);
}

/**
 * lw_endpoint_listen:
 * @self: an endpoint that does not listen
 * @address: such as "127.0.0.1:8080"; see lw_http_server_listen()
 * @certificate: (nullable): speaks TLS with it
 * @error: return location
 *
 * Returns: whether it listens
 */
gboolean
lw_endpoint_listen (LwEndpoint         *self,
                    const char         *address,
                    LwHttpCertificate  *certificate,
                    GError            **error)
{
  /* Handlers wait for files and clients, not for each other: more threads would only take turns. */
  LwHttpLimits limits = { .threads = g_get_num_processors () + 2 };

  g_return_val_if_fail (LW_IS_ENDPOINT (self), FALSE);
  g_return_val_if_fail (self->server == NULL, FALSE);

  self->server = lw_http_server_new (&limits, handle, self, NULL);
  if (lw_http_server_listen (self->server, address, certificate, error) && write_address (self, error))
    return TRUE;
  lw_http_server_stop (self->server);
  g_clear_object (&self->server);
  return FALSE;
}

/**
 * lw_endpoint_stop:
 * @self: an endpoint
 *
 * Stops listening; calls that are being served end first.
 */
void
lw_endpoint_stop (LwEndpoint *self)
{
  g_autofree char *path = NULL;

  g_return_if_fail (LW_IS_ENDPOINT (self));

  if (self->server == NULL)
    return;
  path = g_build_filename (self->folder, ADDRESS_FILE, NULL);
  g_unlink (path);
  lw_http_server_stop (self->server);
  g_clear_object (&self->server);
}

/**
 * lw_endpoint_dup_uri:
 * @self: an endpoint
 *
 * Returns: (transfer full) (nullable): where it listens, such as "http://127.0.0.1:8080"
 */
char *
lw_endpoint_dup_uri (LwEndpoint *self)
{
  return self->server != NULL ? lw_http_server_dup_uri (self->server) : NULL;
}

/**
 * lw_endpoint_dup_uri_of:
 * @workspace: the folder of a workspace
 *
 * Returns: (transfer full) (nullable): where the process that has the workspace serves it; after a crash this may be
 *   out of date
 */
char *
lw_endpoint_dup_uri_of (const char *workspace)
{
  g_autofree char *path = g_build_filename (workspace, FOLDER, ADDRESS_FILE, NULL);
  char *uri = NULL;

  return g_file_get_contents (path, &uri, NULL, NULL) ? uri : NULL;
}

/**
 * lw_endpoint_get_key:
 * @self: an endpoint
 *
 * Returns: (transfer none): the key with which clients sign
 */
const LwAccessKey *
lw_endpoint_get_key (LwEndpoint *self)
{
  return self->key;
}

LwDirectoryStore *
lw_endpoint_get_store (LwEndpoint *self)
{
  return LW_DIRECTORY_STORE (lw_job_backend_get_store (LW_JOB_BACKEND (self->backend)));
}

LwJobBackend *
lw_endpoint_get_backend (LwEndpoint *self)
{
  return LW_JOB_BACKEND (self->backend);
}

const char *
lw_endpoint_get_folder (LwEndpoint *self)
{
  return self->folder;
}

LwEndpointState *
lw_endpoint_get_state (LwEndpoint *self)
{
  return self->state;
}

GRecMutex *
lw_endpoint_get_mutex (LwEndpoint *self,
                       const char *bucket,
                       const char *key)
{
  return &self->mutexes[(g_str_hash (bucket) * 31 + g_str_hash (key)) % N_MUTEXES];
}

LwSigv4Keys *
lw_endpoint_get_keys (LwEndpoint *self)
{
  return self->keys;
}

/* Runs @func once in the thread of the endpoint's owner. */
void
lw_endpoint_run (LwEndpoint     *self,
                 GSourceFunc     func,
                 gpointer        data,
                 GDestroyNotify  destroy)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, destroy);
  g_source_attach (source, self->context);
}
