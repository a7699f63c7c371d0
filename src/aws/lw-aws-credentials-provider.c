/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Credentials that are there when they are needed. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-aws-credentials-provider.h"

#include "lw-aws-keyring.h"
#include "lw-credential-sources-private.h"

/* Temporary credentials are renewed so long before they expire: tried first, then needed. */
#define RENEW_FROM (15 * 60 * G_USEC_PER_SEC)
#define RENEW_AT (10 * 60 * G_USEC_PER_SEC)

/* Invariant: mutex guards current and is_renewing; search_mutex is held by the one who searches, and taken first. The
 * rest is set before the first search. */
struct _LwAwsCredentialsProvider
{
  GObject           parent_instance;

  GMutex            search_mutex;
  LwAwsConfig      *config;
  LwHttpClient     *http;
  char             *keyring_item;
  LwAwsInteraction  interaction;
  gboolean          is_static;

  GMutex            mutex;
  LwAwsCredentials *current;
  gboolean          is_renewing;
};

G_DEFINE_FINAL_TYPE (LwAwsCredentialsProvider, lw_aws_credentials_provider, G_TYPE_OBJECT)

static void
lw_aws_credentials_provider_finalize (GObject *object)
{
  LwAwsCredentialsProvider *self = LW_AWS_CREDENTIALS_PROVIDER (object);

  g_clear_pointer (&self->config, lw_aws_config_unref);
  g_clear_pointer (&self->current, lw_aws_credentials_unref);
  g_clear_object (&self->http);
  g_free (self->keyring_item);
  g_mutex_clear (&self->search_mutex);
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
  g_mutex_init (&self->search_mutex);
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
  self->is_static = TRUE;
  return self;
}

/**
 * lw_aws_credentials_provider_new_for_keyring:
 * @item: the name under which lw_aws_keyring_store() has put the keys
 *
 * Returns: (transfer full): a provider of keys that the user has typed
 */
LwAwsCredentialsProvider *
lw_aws_credentials_provider_new_for_keyring (const char *item)
{
  LwAwsCredentialsProvider *self;

  g_return_val_if_fail (item != NULL, NULL);

  self = g_object_new (LW_TYPE_AWS_CREDENTIALS_PROVIDER, NULL);
  self->keyring_item = g_strdup (item);
  return self;
}

/**
 * lw_aws_credentials_provider_set_interaction:
 * @self: a provider that nobody has asked yet
 * @interaction: (nullable): whom to ask for codes and sign-ins; copied, its data has to live as long as @self
 */
void
lw_aws_credentials_provider_set_interaction (LwAwsCredentialsProvider *self,
                                             const LwAwsInteraction   *interaction)
{
  static const LwAwsInteraction nobody;

  g_return_if_fail (LW_IS_AWS_CREDENTIALS_PROVIDER (self));

  self->interaction = interaction != NULL ? *interaction : nobody;
}

static LwAwsCredentials *
search (LwAwsCredentialsProvider  *self,
        GCancellable              *cancellable,
        GError                   **error)
{
  g_autoptr (GPtrArray) visited = g_ptr_array_new_with_free_func (g_free);
  LwCredentialSearch what = { .config = self->config, .http = self->http, .interaction = &self->interaction,
                              .cancellable = cancellable, .visited = visited };

  if (self->keyring_item != NULL)
    return lw_aws_keyring_load (self->keyring_item, cancellable, error);
  return lw_credentials_find (&what, error);
}

static void
keep (LwAwsCredentialsProvider *self,
      LwAwsCredentials         *credentials)
{
  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->current, lw_aws_credentials_unref);
  self->current = lw_aws_credentials_ref (credentials);
  self->is_renewing = FALSE;
  g_mutex_unlock (&self->mutex);
}

static void
renew (GTask        *task,
       gpointer      source,
       gpointer      task_data,
       GCancellable *cancellable)
{
  LwAwsCredentialsProvider *self = source;
  g_autoptr (LwAwsCredentials) credentials = search (self, NULL, NULL);

  if (credentials != NULL)
    keep (self, credentials);
  g_task_return_boolean (task, credentials != NULL);
}

/* Before anybody has to wait for it; tried once, then again when it is needed. */
static void
renew_in_background (LwAwsCredentialsProvider *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, NULL, NULL);

  g_task_set_source_tag (task, renew_in_background);
  g_task_run_in_thread (task, renew);
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
  gboolean is_to_renew = FALSE;
  gint64 left;

  g_return_val_if_fail (LW_IS_AWS_CREDENTIALS_PROVIDER (self), NULL);

  g_mutex_lock (&self->mutex);
  left = self->current != NULL ? lw_aws_credentials_get_expiry (self->current) - g_get_real_time () : 0;
  if (self->current != NULL && (self->is_static || left > RENEW_AT))
    credentials = lw_aws_credentials_ref (self->current);
  if (credentials != NULL && !self->is_static && left < RENEW_FROM && !self->is_renewing)
    is_to_renew = self->is_renewing = TRUE;
  g_mutex_unlock (&self->mutex);
  if (is_to_renew)
    renew_in_background (self);
  return credentials;
}

/* What there is while it cannot be renewed. */
static LwAwsCredentials *
get_unexpired (LwAwsCredentialsProvider *self)
{
  LwAwsCredentials *credentials = NULL;

  g_mutex_lock (&self->mutex);
  if (self->current != NULL && lw_aws_credentials_get_expiry (self->current) > g_get_real_time ())
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
  LwAwsCredentials *credentials;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (LW_IS_AWS_CREDENTIALS_PROVIDER (self), NULL);
  g_return_val_if_fail (self->http == NULL || !lw_http_client_is_current (self->http), NULL);

  /* One search at a time: who waits takes what the first one found. */
  g_mutex_lock (&self->search_mutex);
  credentials = lw_aws_credentials_provider_peek (self);
  if (credentials == NULL)
    {
      credentials = search (self, cancellable, &problem);
      if (credentials != NULL)
        keep (self, credentials);
      else
        credentials = get_unexpired (self);
    }
  g_mutex_unlock (&self->search_mutex);
  if (credentials == NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return credentials;
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
