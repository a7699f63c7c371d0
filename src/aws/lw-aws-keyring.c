/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Keys that the user has typed: "key id, line end, secret" as one item of the Secret Service, in memory that is not
 * swapped out where libsecret can have it. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-aws-keyring.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>
#include <string.h>

#include "lw-aws-error.h"

static const SecretSchema schema = {
  .name = LW_APP_ID ".AccessKey",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = { { "place", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

static gboolean
fail (const GError  *problem,
      GError       **error)
{
  g_set_error (error, LW_AWS_ERROR, LW_AWS_ERROR_CREDENTIALS, _("The desktop's keyring cannot be used: %s"),
               problem->message);
  return FALSE;
}

/**
 * lw_aws_keyring_store:
 * @item: the name of the place that the keys are for
 * @access_key_id: whose keys
 * @secret_access_key: the secret
 * @cancellable: (nullable): ends the wait for the user to unlock the keyring
 * @error: %LW_AWS_ERROR_CREDENTIALS
 *
 * Keeps the keys, instead of those there were.
 *
 * Returns: whether they are kept
 */
gboolean
lw_aws_keyring_store (const char    *item,
                      const char    *access_key_id,
                      const char    *secret_access_key,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autofree char *label = g_strdup_printf (_("Labelwright: access key of %s"), item);
  g_auto (LwAwsSecret) both = g_strconcat (access_key_id, "\n", secret_access_key, NULL);
  g_autoptr (GError) problem = NULL;

  return secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, label, both, cancellable, &problem,
                                     "place", item, NULL)
         || fail (problem, error);
}

/**
 * lw_aws_keyring_load:
 * @item: the name of the place
 * @cancellable: (nullable): ends the wait for the user to unlock the keyring
 * @error: %LW_AWS_ERROR_CREDENTIALS
 *
 * Returns: (transfer full) (nullable): the keys
 */
LwAwsCredentials *
lw_aws_keyring_load (const char    *item,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr (GError) problem = NULL;
  char *both = secret_password_lookup_nonpageable_sync (&schema, cancellable, &problem, "place", item, NULL);
  char *secret = both != NULL ? strchr (both, '\n') : NULL;
  LwAwsCredentials *credentials;

  if (problem != NULL)
    {
      fail (problem, error);
      return NULL;
    }
  if (secret == NULL)
    {
      secret_password_free (both);
      g_set_error (error, LW_AWS_ERROR, LW_AWS_ERROR_CREDENTIALS, _("The keyring has no access key of %s."), item);
      return NULL;
    }
  *secret = '\0';
  credentials = lw_aws_credentials_new (both, secret + 1, NULL, NULL, LW_AWS_NEVER, _("the desktop's keyring"));
  *secret = '\n';
  secret_password_free (both);
  return credentials;
}

/**
 * lw_aws_keyring_remove:
 * @item: the name of the place
 * @cancellable: (nullable): ends the wait
 * @error: %LW_AWS_ERROR_CREDENTIALS
 *
 * Forgets the keys; it is no error when there are none.
 *
 * Returns: whether there are none now
 */
gboolean
lw_aws_keyring_remove (const char    *item,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr (GError) problem = NULL;

  secret_password_clear_sync (&schema, cancellable, &problem, "place", item, NULL);
  return problem == NULL || fail (problem, error);
}
