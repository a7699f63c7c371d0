/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The chain of sources in the order of AWS's tools, and the sources that need no service: environment, keys in files,
 * credential_process. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-credential-sources-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lw-aws-error.h"
#include "lw-json.h"

/* Credentials without a secret are a mistake to tell, not a source to pass over. */
static LwAwsCredentials *
make_keys (const char  *id,
           const char  *secret,
           const char  *token,
           const char  *account,
           gint64       expiry,
           const char  *source,
           GError     **error)
{
  if (id == NULL || secret == NULL)
    {
      g_set_error (error, LW_AWS_ERROR, LW_AWS_ERROR_CREDENTIALS,
                   _("The credentials from %s lack the access key or its secret."), source);
      return NULL;
    }
  return lw_aws_credentials_new (id, secret, token, account, expiry, source);
}

static gint64
parse_expiry (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) date = text != NULL ? g_date_time_new_from_iso8601 (text, utc) : NULL;

  return date != NULL ? g_date_time_to_unix (date) * G_USEC_PER_SEC : LW_AWS_NEVER;
}

LwAwsCredentials *
lw_credentials_from_environment (const LwCredentialSearch  *search,
                                 GError                   **error)
{
  const LwAwsConfig *config = search->config;
  const char *id = lw_aws_config_get_variable (config, "AWS_ACCESS_KEY_ID");
  const char *secret = lw_aws_config_get_variable (config, "AWS_SECRET_ACCESS_KEY");
  const char *token = lw_aws_config_get_variable (config, "AWS_SESSION_TOKEN");

  if (id == NULL)
    return NULL;
  if (token == NULL)
    token = lw_aws_config_get_variable (config, "AWS_SECURITY_TOKEN");
  return make_keys (id, secret, token, lw_aws_config_get_variable (config, "AWS_ACCOUNT_ID"),
                    parse_expiry (lw_aws_config_get_variable (config, "AWS_CREDENTIAL_EXPIRATION")),
                    _("environment variables"), error);
}

LwAwsCredentials *
lw_credentials_from_keys (const LwCredentialSearch  *search,
                          const char                *profile,
                          GError                   **error)
{
  const char *id = lw_aws_config_get_value (search->config, profile, "aws_access_key_id");
  const char *token = lw_aws_config_get_value (search->config, profile, "aws_session_token");
  g_autofree char *source = g_strdup_printf (_("profile “%s”"), profile);

  if (id == NULL)
    return NULL;
  if (token == NULL)
    token = lw_aws_config_get_value (search->config, profile, "aws_security_token");
  return make_keys (id, lw_aws_config_get_value (search->config, profile, "aws_secret_access_key"), token,
                    lw_aws_config_get_value (search->config, profile, "aws_account_id"), LW_AWS_NEVER, source, error);
}

/* What a process, a container or an instance says: the same members but for the token's name. */
LwAwsCredentials *
lw_credentials_from_json (GBytes      *document,
                          const char  *token_member,
                          const char  *source,
                          GError     **error)
{
  gsize length;
  const char *data = g_bytes_get_data (document, &length);
  g_autoptr (JsonNode) node = lw_json_parse (length > 0 ? data : "", (gssize) length, NULL);
  JsonObject *object = node != NULL ? lw_json_node_object (node) : NULL;

  if (object == NULL)
    {
      g_set_error (error, LW_AWS_ERROR, LW_AWS_ERROR_CREDENTIALS, _("What %s answers is no JSON object."), source);
      return NULL;
    }
  return make_keys (lw_json_get_string (object, "AccessKeyId"), lw_json_get_string (object, "SecretAccessKey"),
                    lw_json_get_string (object, token_member), lw_json_get_string (object, "AccountId"),
                    parse_expiry (lw_json_get_string (object, "Expiration")), source, error);
}

LwAwsCredentials *
lw_credentials_from_process (const LwCredentialSearch  *search,
                             const char                *profile,
                             GError                   **error)
{
  const char *command = lw_aws_config_get_value (search->config, profile, "credential_process");
  g_autofree char *source = g_strdup_printf (_("credential_process of profile “%s”"), profile);
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) output = NULL;
  g_autoptr (GError) problem = NULL;

  if (command == NULL)
    return NULL;
  if (g_shell_parse_argv (command, NULL, &arguments, &problem))
    process = g_subprocess_newv ((const char *const *) arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &problem);
  if (process == NULL || !g_subprocess_communicate (process, NULL, search->cancellable, &output, NULL, &problem)
      || !g_subprocess_wait_check (process, NULL, &problem))
    {
      if (process != NULL)
        g_subprocess_force_exit (process);
      g_set_error (error, LW_AWS_ERROR, LW_AWS_ERROR_CREDENTIALS, _("The %s failed: %s"), source, problem->message);
      return NULL;
    }
  return lw_credentials_from_json (output, "SessionToken", source, error);
}

/* All that a profile can say by itself, a role aside. */
static LwAwsCredentials *
find_in_profile (const LwCredentialSearch  *search,
                 const char                *profile,
                 GError                   **error)
{
  LwAwsCredentials *(*sources[]) (const LwCredentialSearch *, const char *, GError **) = {
    lw_credentials_from_token_file, lw_credentials_from_sso, lw_credentials_from_keys, lw_credentials_from_process,
  };

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autoptr (GError) problem = NULL;
      LwAwsCredentials *credentials = sources[i] (search, profile, &problem);

      if (credentials != NULL)
        return credentials;
      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
    }
  return NULL;
}

/* The credentials of a profile: its role's, or what it has itself. */
LwAwsCredentials *
lw_credentials_from_profile (LwCredentialSearch  *search,
                             const char          *profile,
                             GError             **error)
{
  g_autoptr (GError) problem = NULL;
  LwAwsCredentials *credentials = lw_credentials_from_role (search, profile, &problem);

  if (credentials != NULL)
    return credentials;
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return find_in_profile (search, profile, error);
}

static LwAwsCredentials *
find_in_token_variables (const LwCredentialSearch  *search,
                         GError                   **error)
{
  return lw_credentials_from_token_file (search, NULL, error);
}

/* Along the chain: the first source that has something to say. */
LwAwsCredentials *
lw_credentials_find (LwCredentialSearch  *search,
                     GError             **error)
{
  const char *profile = lw_aws_config_get_profile (search->config);
  gboolean is_explicit = lw_aws_config_is_profile_explicit (search->config);
  g_autoptr (GError) problem = NULL;
  LwAwsCredentials *credentials = NULL;

  if (!is_explicit)
    credentials = lw_credentials_from_environment (search, &problem);
  if (credentials == NULL && problem == NULL)
    credentials = lw_credentials_from_role (search, profile, &problem);
  if (credentials == NULL && problem == NULL && !is_explicit)
    credentials = find_in_token_variables (search, &problem);
  if (credentials == NULL && problem == NULL)
    credentials = find_in_profile (search, profile, &problem);
  if (credentials == NULL && problem == NULL)
    credentials = lw_credentials_from_container (search, &problem);
  if (credentials == NULL && problem == NULL)
    credentials = lw_credentials_from_instance (search, &problem);
  if (credentials == NULL && problem == NULL)
    problem = g_error_new (LW_AWS_ERROR, LW_AWS_ERROR_CREDENTIALS,
                           _("No AWS credentials were found for the profile “%s”. Choose another one with --profile, "
                             "or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."), profile);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return credentials;
}
