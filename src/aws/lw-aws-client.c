/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Sends requests to AWS and to what speaks like it. The course of one call is in lw-aws-call.c, its message in
 * lw-aws-message.c. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-aws-client.h"
#include "lw-aws-client-private.h"

/* A smaller difference is no reason for a refusal: services accept fifteen minutes. */
#define MIN_SKEW (4 * 60 * G_USEC_PER_SEC)

/* Invariant: skew is guarded by mutex; all else is set once. */
struct _LwAwsClient
{
  GObject                   parent_instance;

  LwHttpClient             *http;
  LwAwsConfig              *config;
  LwAwsCredentialsProvider *provider;
  LwAwsRetry               *retry;
  LwSigv4Keys              *keys;
  GMutex                    mutex;
  gint64                    skew;
};

G_DEFINE_FINAL_TYPE (LwAwsClient, lw_aws_client, G_TYPE_OBJECT)

static void
lw_aws_client_finalize (GObject *object)
{
  LwAwsClient *self = LW_AWS_CLIENT (object);

  g_clear_object (&self->http);
  g_clear_object (&self->provider);
  g_clear_pointer (&self->config, lw_aws_config_unref);
  g_clear_pointer (&self->retry, lw_aws_retry_free);
  g_clear_pointer (&self->keys, lw_sigv4_keys_free);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (lw_aws_client_parent_class)->finalize (object);
}

static void
lw_aws_client_class_init (LwAwsClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_aws_client_finalize;
}

static void
lw_aws_client_init (LwAwsClient *self)
{
  g_mutex_init (&self->mutex);
  self->keys = lw_sigv4_keys_new ();
}

/**
 * lw_aws_client_new:
 * @http: what it sends with
 * @config: Region, endpoints
 * @provider: credentials
 *
 * Returns: (transfer full): a client
 */
LwAwsClient *
lw_aws_client_new (LwHttpClient             *http,
                   LwAwsConfig              *config,
                   LwAwsCredentialsProvider *provider)
{
  LwAwsClient *self;

  g_return_val_if_fail (LW_IS_HTTP_CLIENT (http), NULL);
  g_return_val_if_fail (config != NULL, NULL);
  g_return_val_if_fail (LW_IS_AWS_CREDENTIALS_PROVIDER (provider), NULL);

  self = g_object_new (LW_TYPE_AWS_CLIENT, NULL);
  self->http = g_object_ref (http);
  self->config = lw_aws_config_ref (config);
  self->provider = g_object_ref (provider);
  self->retry = lw_aws_retry_new (lw_aws_config_get_max_attempts (config));
  return self;
}

/**
 * lw_aws_client_get_http:
 * @self: a client
 *
 * Returns: (transfer none): what it sends with
 */
LwHttpClient *
lw_aws_client_get_http (LwAwsClient *self)
{
  g_return_val_if_fail (LW_IS_AWS_CLIENT (self), NULL);

  return self->http;
}

/**
 * lw_aws_client_get_config:
 * @self: a client
 *
 * Returns: (transfer none): Region and endpoints
 */
LwAwsConfig *
lw_aws_client_get_config (LwAwsClient *self)
{
  g_return_val_if_fail (LW_IS_AWS_CLIENT (self), NULL);

  return self->config;
}

/**
 * lw_aws_client_get_provider:
 * @self: a client
 *
 * Returns: (transfer none): where its credentials come from
 */
LwAwsCredentialsProvider *
lw_aws_client_get_provider (LwAwsClient *self)
{
  g_return_val_if_fail (LW_IS_AWS_CLIENT (self), NULL);

  return self->provider;
}

/**
 * lw_aws_client_get_retry:
 * @self: a client
 *
 * Returns: (transfer none): its budget of retries
 */
LwAwsRetry *
lw_aws_client_get_retry (LwAwsClient *self)
{
  g_return_val_if_fail (LW_IS_AWS_CLIENT (self), NULL);

  return self->retry;
}

/**
 * lw_aws_client_get_time:
 * @self: a client
 *
 * Returns: the time as the services have it, in microseconds since 1970-01-01 UTC
 */
gint64
lw_aws_client_get_time (LwAwsClient *self)
{
  gint64 skew;

  g_return_val_if_fail (LW_IS_AWS_CLIENT (self), 0);

  g_mutex_lock (&self->mutex);
  skew = self->skew;
  g_mutex_unlock (&self->mutex);
  return g_get_real_time () + skew;
}

/* The derived keys of its credentials. */
LwSigv4Keys *
lw_aws_client_get_keys (LwAwsClient *self)
{
  return self->keys;
}

/* Learns the service's time; returns whether that is news enough to sign anew. */
gboolean
lw_aws_client_correct_time (LwAwsClient *self,
                            gint64       service_time)
{
  gint64 difference = service_time - lw_aws_client_get_time (self);

  if (ABS (difference) < MIN_SKEW)
    return FALSE;

  g_mutex_lock (&self->mutex);
  self->skew += difference;
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

/**
 * lw_aws_client_send_async:
 * @self: a client
 * @request: what to ask; not changed any more
 * @cancellable: (nullable): ends the call
 * @callback: called in the caller's thread-default main context
 * @user_data: for @callback
 */
void
lw_aws_client_send_async (LwAwsClient         *self,
                          LwAwsRequest        *request,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LW_IS_AWS_CLIENT (self) && request != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lw_aws_client_send_async);
  g_task_set_name (task, "lw_aws_client_send_async");
  lw_aws_call_start (task, request);
}

/**
 * lw_aws_client_send_finish:
 * @self: a client
 * @result: as given to the callback
 * @error: %LW_AWS_ERROR, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): an answer of success
 */
LwAwsResponse *
lw_aws_client_send_finish (LwAwsClient   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What a thread that blocks waits for. */
typedef struct
{
  LwAwsClient   *client;
  LwAwsRequest  *request;
  GCancellable  *cancellable;
  GMutex         mutex;
  GCond          cond;
  LwAwsResponse *response;
  GError        *error;
} Wait;

static void
wait_over_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  Wait *wait = data;

  g_mutex_lock (&wait->mutex);
  wait->response = lw_aws_client_send_finish (LW_AWS_CLIENT (source), result, &wait->error);
  g_cond_signal (&wait->cond);
  g_mutex_unlock (&wait->mutex);
}

static gboolean
start_wait_cb (gpointer data)
{
  Wait *wait = data;

  lw_aws_client_send_async (wait->client, wait->request, wait->cancellable, wait_over_cb, wait);
  return G_SOURCE_REMOVE;
}

/**
 * lw_aws_client_send:
 * @self: a client
 * @request: what to ask; without %LW_AWS_REQUEST_STREAM
 * @cancellable: (nullable): ends the call
 * @error: %LW_AWS_ERROR, %G_IO_ERROR_CANCELLED
 *
 * Blocks; not in the thread of an HTTP client and not in the main thread.
 *
 * Returns: (transfer full) (nullable): an answer of success
 */
LwAwsResponse *
lw_aws_client_send (LwAwsClient   *self,
                    LwAwsRequest  *request,
                    GCancellable  *cancellable,
                    GError       **error)
{
  Wait wait = { .client = self, .request = request, .cancellable = cancellable };

  g_return_val_if_fail (LW_IS_AWS_CLIENT (self) && request != NULL, NULL);
  g_return_val_if_fail (!lw_http_client_is_current (self->http), NULL);

  g_mutex_init (&wait.mutex);
  g_cond_init (&wait.cond);
  lw_http_client_invoke (self->http, start_wait_cb, &wait);
  g_mutex_lock (&wait.mutex);
  while (wait.response == NULL && wait.error == NULL)
    g_cond_wait (&wait.cond, &wait.mutex);
  g_mutex_unlock (&wait.mutex);
  g_mutex_clear (&wait.mutex);
  g_cond_clear (&wait.cond);
  if (wait.error != NULL)
    g_propagate_error (error, wait.error);
  return wait.response;
}
