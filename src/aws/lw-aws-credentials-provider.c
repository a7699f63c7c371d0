/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Credentials that are there when they are needed. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-aws-credentials-provider.h"

#include <glib/gi18n.h>

#include "lw-aws-error.h"

/* Temporary credentials are renewed so long before they expire: tried first, then needed. */
#define RENEW_FROM (15 * 60 * G_USEC_PER_SEC)
#define RENEW_AT (10 * 60 * G_USEC_PER_SEC)

struct _LwAwsCredentialsProvider
{
  GObject           parent_instance;

  GMutex            mutex;
  LwAwsConfig      *config;
  LwHttpClient     *http;
  LwAwsCredentials *current;
};

G_DEFINE_FINAL_TYPE (LwAwsCredentialsProvider, lw_aws_credentials_provider, G_TYPE_OBJECT)

static void
lw_aws_credentials_provider_finalize (GObject *object)
{
  LwAwsCredentialsProvider *self = LW_AWS_CREDENTIALS_PROVIDER (object);

  g_clear_pointer (&self->config, lw_aws_config_unref);
  g_clear_pointer (&self->current, lw_aws_credentials_unref);
  g_clear_object (&self->http);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (lw_aws_credentials_provider_parent_class)->finalize (object);
}

static void
lw_aws_credentials_provider_class_init (LwAwsCredentialsProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_aws_credentials_provider_finalize;
}

static void
lw_aws_credentials_provider_init (LwAwsCredentialsProvider *self)
{
  g_mutex_init (&self->mutex);
}

/**
 * lw_aws_credentials_provider_new:
 * @config: whose profile
 * @http: for sources that are services
 *
 * Returns: (transfer full): a provider that asks the chain of sources
 */
LwAwsCredentialsProvider *
lw_aws_credentials_provider_new (LwAwsConfig  *config,
                                 LwHttpClient *http)
{
  LwAwsCredentialsProvider *self;

  g_return_val_if_fail (config != NULL && LW_IS_HTTP_CLIENT (http), NULL);

  self = g_object_new (LW_TYPE_AWS_CREDENTIALS_PROVIDER, NULL);
  self->config = lw_aws_config_ref (config);
  self->http = g_object_ref (http);
  return self;
}

/**
 * lw_aws_credentials_provider_new_static:
 * @credentials: what it provides
 *
 * Returns: (transfer full): a provider of these credentials
 */
LwAwsCredentialsProvider *
lw_aws_credentials_provider_new_static (LwAwsCredentials *credentials)
{
  LwAwsCredentialsProvider *self;

  g_return_val_if_fail (credentials != NULL, NULL);

  self = g_object_new (LW_TYPE_AWS_CREDENTIALS_PROVIDER, NULL);
  self->current = lw_aws_credentials_ref (credentials);
  return self;
}

/**
 * lw_aws_credentials_provider_peek:
 * @self: a provider
 *
 * Returns: (transfer full) (nullable): credentials that are at hand and good for a while, %NULL when they have to be
 *   loaded
 */
LwAwsCredentials *
lw_aws_credentials_provider_peek (LwAwsCredentialsProvider *self)
{
  LwAwsCredentials *credentials = NULL;

  g_return_val_if_fail (LW_IS_AWS_CREDENTIALS_PROVIDER (self), NULL);

  g_mutex_lock (&self->mutex);
  if (self->current != NULL
      && (self->config == NULL || lw_aws_credentials_get_expiry (self->current) - g_get_real_time () > RENEW_AT))
    credentials = lw_aws_credentials_ref (self->current);
  g_mutex_unlock (&self->mutex);
  return credentials;
}

/**
 * lw_aws_credentials_provider_load:
 * @self: a provider
 * @cancellable: (nullable): ends the wait
 * @error: %LW_AWS_ERROR_CREDENTIALS, %LW_AWS_ERROR_SIGN_IN, %LW_AWS_ERROR_CONFIG
 *
 * Blocks; not in the thread of an HTTP client.
 *
 * Returns: (transfer full) (nullable): credentials
 */
LwAwsCredentials *
lw_aws_credentials_provider_load (LwAwsCredentialsProvider  *self,
                                  GCancellable              *cancellable,
                                  GError                   **error)
{
  LwAwsCredentials *credentials = lw_aws_credentials_provider_peek (self);
  const char *id = g_getenv ("AWS_ACCESS_KEY_ID");
  const char *secret = g_getenv ("AWS_SECRET_ACCESS_KEY");

  if (credentials != NULL)
    return credentials;
  if (id == NULL || secret == NULL)
    {
      g_set_error_literal (error, LW_AWS_ERROR, LW_AWS_ERROR_CREDENTIALS,
                           _("No AWS credentials were found. Choose a profile, or set AWS_ACCESS_KEY_ID and "
                             "AWS_SECRET_ACCESS_KEY."));
      return NULL;
    }
  return lw_aws_credentials_new (id, secret, g_getenv ("AWS_SESSION_TOKEN"), NULL, LW_AWS_NEVER, _("environment"));
}

static void
run_load (GTask        *task,
          gpointer      source,
          gpointer      task_data,
          GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  LwAwsCredentials *credentials = lw_aws_credentials_provider_load (source, cancellable, &error);

  if (credentials != NULL)
    g_task_return_pointer (task, credentials, (GDestroyNotify) lw_aws_credentials_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * lw_aws_credentials_provider_load_async:
 * @self: a provider
 * @cancellable: (nullable): ends the wait
 * @callback: called in the caller's thread-default main context
 * @user_data: for @callback
 *
 * Loads credentials as lw_aws_credentials_provider_load() does, in a thread.
 */
void
lw_aws_credentials_provider_load_async (LwAwsCredentialsProvider *self,
                                        GCancellable             *cancellable,
                                        GAsyncReadyCallback       callback,
                                        gpointer                  user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (LW_IS_AWS_CREDENTIALS_PROVIDER (self));

  g_task_set_source_tag (task, lw_aws_credentials_provider_load_async);
  g_task_run_in_thread (task, run_load);
}

/**
 * lw_aws_credentials_provider_load_finish:
 * @self: a provider
 * @result: as given to the callback
 * @error: as of lw_aws_credentials_provider_load()
 *
 * Returns: (transfer full) (nullable): credentials
 */
LwAwsCredentials *
lw_aws_credentials_provider_load_finish (LwAwsCredentialsProvider  *self,
                                         GAsyncResult              *result,
                                         GError                   **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
