/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Credentials of a role that AWS STS lends: to other credentials (AssumeRole, with the code of a device where the role
 * wants one) or to a token of an identity provider (AssumeRoleWithWebIdentity). */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-credential-sources-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lw-aws-error.h"
#include "lw-aws-xml.h"
#include "lw-region.h"

static void
append_field (GString    *form,
              const char *name,
              const char *value)
{
  g_autofree char *encoded = value != NULL ? g_uri_escape_string (value, NULL, FALSE) : NULL;

  if (value != NULL)
    g_string_append_printf (form, "&%s=%s", name, encoded);
}

static LwAwsRequest *
make_request (const LwCredentialSearch *search,
              const GString            *form)
{
  LwAwsRequest *request = lw_aws_request_new ("sts", "POST", "/", "");
  g_autoptr (GBytes) body = g_bytes_new (form->str, form->len);

  if (lw_aws_config_get_region (search->config) == NULL)
    lw_aws_request_set_region (request, LW_REGION_DEFAULT);
  lw_aws_request_add_header (request, "Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
  lw_aws_request_set_body (request, body);
  return request;
}

static LwAwsCredentials *
read_answer (GBytes      *body,
             const char  *role,
             GError     **error)
{
  g_autoptr (GHashTable) texts = lw_aws_xml_read_texts (body);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  const char *id = g_hash_table_lookup (texts, "AccessKeyId");
  const char *secret = g_hash_table_lookup (texts, "SecretAccessKey");
  const char *expiration = g_hash_table_lookup (texts, "Expiration");
  g_autoptr (GDateTime) expiry = expiration != NULL ? g_date_time_new_from_iso8601 (expiration, utc) : NULL;
  g_autofree char *source = g_strdup_printf (_("role %s"), role);
  g_auto (GStrv) parts = g_strsplit (role, ":", 6);

  if (id == NULL || secret == NULL || expiry == NULL)
    {
      g_set_error (error, LW_AWS_ERROR, LW_AWS_ERROR_BAD_ANSWER, _("What AWS STS answers for %s has no credentials."),
                   role);
      return NULL;
    }
  return lw_aws_credentials_new (id, secret, g_hash_table_lookup (texts, "SessionToken"),
                                 g_strv_length (parts) == 6 ? parts[4] : NULL,
                                 g_date_time_to_unix (expiry) * G_USEC_PER_SEC, source);
}

static char *
dup_session_name (const char *wanted)
{
  return wanted != NULL ? g_strdup (wanted)
                        : g_strdup_printf ("labelwright-%" G_GINT64_FORMAT, g_get_real_time () / G_USEC_PER_SEC);
}

/* The code of the device that the role wants, if it wants one. */
static gboolean
append_code (const LwCredentialSearch  *search,
             const char                *profile,
             GString                   *form,
             GError                   **error)
{
  const char *serial = lw_aws_config_get_value (search->config, profile, "mfa_serial");
  g_auto (LwAwsSecret) code = NULL;

  if (serial == NULL)
    return TRUE;
  if (search->interaction == NULL || search->interaction->ask_code == NULL)
    {
      g_set_error (error, LW_AWS_ERROR, LW_AWS_ERROR_SIGN_IN,
                   _("The profile “%s” needs the code of the device %s, and there is nobody to ask."), profile, serial);
      return FALSE;
    }
  code = search->interaction->ask_code (serial, search->interaction->data, search->cancellable, error);
  if (code == NULL)
    return FALSE;
  append_field (form, "SerialNumber", serial);
  append_field (form, "TokenCode", g_strstrip (code));
  return TRUE;
}

static LwAwsCredentials *
assume (const LwCredentialSearch  *search,
        const char                *profile,
        LwAwsCredentials          *credentials,
        GError                   **error)
{
  const LwAwsConfig *config = search->config;
  const char *role = lw_aws_config_get_value (config, profile, "role_arn");
  g_autoptr (GString) form = g_string_new ("Action=AssumeRole&Version=2011-06-15");
  g_autofree char *session = dup_session_name (lw_aws_config_get_value (config, profile, "role_session_name"));
  g_autoptr (LwAwsRequest) request = NULL;
  g_autoptr (GBytes) body = NULL;

  append_field (form, "RoleArn", role);
  append_field (form, "RoleSessionName", session);
  append_field (form, "DurationSeconds", lw_aws_config_get_value (config, profile, "duration_seconds"));
  append_field (form, "ExternalId", lw_aws_config_get_value (config, profile, "external_id"));
  if (!append_code (search, profile, form, error))
    return NULL;
  request = make_request (search, form);
  explicit_bzero (form->str, form->len);
  lw_aws_request_set_action (request, "sts:AssumeRole", role);
  body = lw_credential_search_send (search, request, credentials, 0, error);
  if (body == NULL)
    {
      g_prefix_error (error, _("The role of the profile “%s”: "), profile);
      return NULL;
    }
  return read_answer (body, role, error);
}

static LwAwsCredentials *
find_named_source (const LwCredentialSearch  *search,
                   const char                *profile,
                   const char                *name,
                   GError                   **error)
{
  LwAwsCredentials *credentials = NULL;
  g_autoptr (GError) problem = NULL;

  if (g_ascii_strcasecmp (name, "Environment") == 0)
    credentials = lw_credentials_from_environment (search, &problem);
  else if (g_ascii_strcasecmp (name, "Ec2InstanceMetadata") == 0)
    credentials = lw_credentials_from_instance (search, &problem);
  else if (g_ascii_strcasecmp (name, "EcsContainer") == 0)
    credentials = lw_credentials_from_container (search, &problem);
  else
    problem = g_error_new (LW_AWS_ERROR, LW_AWS_ERROR_CONFIG,
                           _("credential_source “%s” of the profile “%s” is none of Environment, Ec2InstanceMetadata, "
                             "EcsContainer."), name, profile);
  if (credentials == NULL && problem == NULL)
    problem = g_error_new (LW_AWS_ERROR, LW_AWS_ERROR_CREDENTIALS,
                           _("credential_source “%s” of the profile “%s” has no credentials."), name, profile);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return credentials;
}

/* The credentials of another profile; a profile may name itself when it has keys. */
static LwAwsCredentials *
find_source_profile (LwCredentialSearch  *search,
                     const char          *profile,
                     const char          *source,
                     GError             **error)
{
  g_autoptr (GError) problem = NULL;
  LwAwsCredentials *credentials = NULL;

  if (!lw_aws_config_has_profile (search->config, source))
    problem = g_error_new (LW_AWS_ERROR, LW_AWS_ERROR_CONFIG,
                           _("source_profile “%s” of the profile “%s” does not exist."), source, profile);
  else
    credentials = lw_credentials_from_keys (search, source, &problem);
  if (credentials == NULL && problem == NULL
      && g_ptr_array_find_with_equal_func (search->visited, source, g_str_equal, NULL))
    problem = g_error_new (LW_AWS_ERROR, LW_AWS_ERROR_CONFIG,
                           _("The profiles lead in a circle: “%s” names “%s” as its source_profile."), profile, source);
  if (credentials == NULL && problem == NULL)
    credentials = lw_credentials_from_profile (search, source, &problem);
  if (credentials == NULL && problem == NULL)
    problem = g_error_new (LW_AWS_ERROR, LW_AWS_ERROR_CREDENTIALS,
                           _("source_profile “%s” of the profile “%s” has no credentials."), source, profile);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return credentials;
}

LwAwsCredentials *
lw_credentials_from_role (LwCredentialSearch  *search,
                          const char          *profile,
                          GError             **error)
{
  const LwAwsConfig *config = search->config;
  const char *role = lw_aws_config_get_value (config, profile, "role_arn");
  const char *source = lw_aws_config_get_value (config, profile, "source_profile");
  const char *named = lw_aws_config_get_value (config, profile, "credential_source");
  g_autoptr (LwAwsCredentials) credentials = NULL;

  if (role == NULL || lw_aws_config_get_value (config, profile, "web_identity_token_file") != NULL)
    return NULL;
  if ((source == NULL) == (named == NULL))
    {
      g_set_error (error, LW_AWS_ERROR, LW_AWS_ERROR_CONFIG,
                   _("The profile “%s” has a role_arn; it needs either source_profile or credential_source."), profile);
      return NULL;
    }
  g_ptr_array_add (search->visited, g_strdup (profile));
  credentials = source != NULL ? find_source_profile (search, profile, source, error)
                               : find_named_source (search, profile, named, error);
  return credentials != NULL ? assume (search, profile, credentials, error) : NULL;
}

/* Of a profile, or of the environment when @profile is %NULL. */
LwAwsCredentials *
lw_credentials_from_token_file (const LwCredentialSearch  *search,
                                const char                *profile,
                                GError                   **error)
{
  const LwAwsConfig *config = search->config;
  const char *file = profile != NULL ? lw_aws_config_get_value (config, profile, "web_identity_token_file")
                                     : lw_aws_config_get_variable (config, "AWS_WEB_IDENTITY_TOKEN_FILE");
  const char *role = profile != NULL ? lw_aws_config_get_value (config, profile, "role_arn")
                                     : lw_aws_config_get_variable (config, "AWS_ROLE_ARN");
  const char *name = profile != NULL ? lw_aws_config_get_value (config, profile, "role_session_name")
                                     : lw_aws_config_get_variable (config, "AWS_ROLE_SESSION_NAME");
  g_autofree char *session = dup_session_name (name);
  g_autofree char *path = file != NULL ? lw_aws_config_dup_path (config, file) : NULL;
  g_autoptr (GString) form = g_string_new ("Action=AssumeRoleWithWebIdentity&Version=2011-06-15");
  g_auto (LwAwsSecret) token = NULL;
  g_autoptr (LwAwsRequest) request = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) problem = NULL;

  if (file == NULL || role == NULL)
    return NULL;
  if (!g_file_get_contents (path, &token, NULL, &problem))
    {
      g_set_error_literal (error, LW_AWS_ERROR, LW_AWS_ERROR_CREDENTIALS, problem->message);
      return NULL;
    }
  append_field (form, "RoleArn", role);
  append_field (form, "RoleSessionName", session);
  append_field (form, "WebIdentityToken", g_strstrip (token));
  request = make_request (search, form);
  explicit_bzero (form->str, form->len);
  body = lw_credential_search_send (search, request, NULL, 0, error);
  return body != NULL ? read_answer (body, role, error) : NULL;
}
