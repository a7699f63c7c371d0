/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Keys to sign with, and until when. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-aws-credentials.h"

#include <string.h>

struct _LwAwsCredentials
{
  gatomicrefcount  refs;
  char            *access_key_id;
  char            *secret_access_key;
  char            *session_token;
  char            *account_id;
  char            *source;
  gint64           expiry;
};

/**
 * lw_aws_credentials_new:
 * @access_key_id: whose keys
 * @secret_access_key: the secret
 * @session_token: (nullable): the token of temporary credentials
 * @account_id: (nullable): the account, where the source says it
 * @expiry: in microseconds since 1970-01-01 UTC; %LW_AWS_NEVER
 * @source: where they come from, in words for the user
 *
 * Returns: (transfer full): the credentials
 */
LwAwsCredentials *
lw_aws_credentials_new (const char *access_key_id,
                        const char *secret_access_key,
                        const char *session_token,
                        const char *account_id,
                        gint64      expiry,
                        const char *source)
{
  LwAwsCredentials *self;

  g_return_val_if_fail (access_key_id != NULL && secret_access_key != NULL && source != NULL, NULL);

  self = g_new0 (LwAwsCredentials, 1);
  g_atomic_ref_count_init (&self->refs);
  self->access_key_id = g_strdup (access_key_id);
  self->secret_access_key = g_strdup (secret_access_key);
  self->session_token = session_token != NULL && *session_token != '\0' ? g_strdup (session_token) : NULL;
  self->account_id = g_strdup (account_id);
  self->expiry = expiry;
  self->source = g_strdup (source);
  return self;
}

/**
 * lw_aws_credentials_ref:
 * @self: credentials
 *
 * Returns: (transfer full): @self
 */
LwAwsCredentials *
lw_aws_credentials_ref (LwAwsCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * lw_aws_credentials_unref:
 * @self: (transfer full): credentials
 */
void
lw_aws_credentials_unref (LwAwsCredentials *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->access_key_id);
  lw_aws_secret_free (self->secret_access_key);
  lw_aws_secret_free (self->session_token);
  g_free (self->account_id);
  g_free (self->source);
  g_free (self);
}

/**
 * lw_aws_credentials_get_access_key_id:
 * @self: credentials
 *
 * Returns: (transfer none): whose keys
 */
const char *
lw_aws_credentials_get_access_key_id (const LwAwsCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->access_key_id;
}

/**
 * lw_aws_credentials_get_secret_access_key:
 * @self: credentials
 *
 * Returns: (transfer none): the secret
 */
const char *
lw_aws_credentials_get_secret_access_key (const LwAwsCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->secret_access_key;
}

/**
 * lw_aws_credentials_get_session_token:
 * @self: credentials
 *
 * Returns: (transfer none) (nullable): the token of temporary credentials
 */
const char *
lw_aws_credentials_get_session_token (const LwAwsCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->session_token;
}

/**
 * lw_aws_credentials_get_account_id:
 * @self: credentials
 *
 * Returns: (transfer none) (nullable): the account, where the source says it
 */
const char *
lw_aws_credentials_get_account_id (const LwAwsCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->account_id;
}

/**
 * lw_aws_credentials_get_expiry:
 * @self: credentials
 *
 * Returns: when they expire, in microseconds since 1970-01-01 UTC, or %LW_AWS_NEVER
 */
gint64
lw_aws_credentials_get_expiry (const LwAwsCredentials *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->expiry;
}

/**
 * lw_aws_credentials_get_source:
 * @self: credentials
 *
 * Returns: (transfer none): where they come from, in words
 */
const char *
lw_aws_credentials_get_source (const LwAwsCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->source;
}

/**
 * lw_aws_secret_free:
 * @secret: (transfer full) (nullable): a string
 *
 * Frees a string of which nothing must stay in memory.
 */
void
lw_aws_secret_free (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}
