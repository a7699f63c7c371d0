/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Credentials of IAM Identity Center: what a sign-in is exchanged for ("GetRoleCredentials" in the IAM Identity Center
 * Portal API Reference). The sign-in itself is in lw-sso-token.c. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-sso-token-private.h"

#include <glib/gi18n.h>

#include "lw-aws-error.h"
#include "lw-json.h"

/* A profile names an sso-session, or says all itself (the older form). */
static gboolean
read_session (const LwAwsConfig  *config,
              const char         *profile,
              LwSsoSession       *session,
              GError            **error)
{
  const char *name = lw_aws_config_get_value (config, profile, "sso_session");
  g_autofree char *section = name != NULL ? g_strconcat ("sso-session ", name, NULL) : NULL;

  session->name = name;
  session->start_url = section != NULL ? lw_aws_config_get_section_value (config, section, "sso_start_url")
                                       : lw_aws_config_get_value (config, profile, "sso_start_url");
  session->region = section != NULL ? lw_aws_config_get_section_value (config, section, "sso_region")
                                    : lw_aws_config_get_value (config, profile, "sso_region");
  session->scopes = section != NULL ? lw_aws_config_get_section_value (config, section, "sso_registration_scopes")
                                    : NULL;
  if (session->start_url != NULL && session->region != NULL)
    return TRUE;
  g_set_error (error, LW_AWS_ERROR, LW_AWS_ERROR_CONFIG,
               _("The profile “%s” lacks the sso_start_url or the sso_region to sign in with."), profile);
  return FALSE;
}

static LwAwsCredentials *
read_answer (GBytes      *body,
             const char  *account,
             const char  *profile,
             GError     **error)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  g_autoptr (JsonNode) node = lw_json_parse (length > 0 ? data : "", (gssize) length, NULL);
  JsonObject *answer = node != NULL ? lw_json_node_object (node) : NULL;
  JsonObject *keys = answer != NULL ? lw_json_get_object (answer, "roleCredentials") : NULL;
  const char *id = keys != NULL ? lw_json_get_string (keys, "accessKeyId") : NULL;
  const char *secret = keys != NULL ? lw_json_get_string (keys, "secretAccessKey") : NULL;
  g_autofree char *source = g_strdup_printf (_("the sign-in of profile “%s”"), profile);

  if (id == NULL || secret == NULL)
    {
      g_set_error (error, LW_AWS_ERROR, LW_AWS_ERROR_BAD_ANSWER,
                   _("What IAM Identity Center answers for the profile “%s” has no credentials."), profile);
      return NULL;
    }
  return lw_aws_credentials_new (id, secret, lw_json_get_string (keys, "sessionToken"), account,
                                 lw_json_get_int (keys, "expiration", 0) * 1000, source);
}

LwAwsCredentials *
lw_credentials_from_sso (const LwCredentialSearch  *search,
                         const char                *profile,
                         GError                   **error)
{
  const char *account = lw_aws_config_get_value (search->config, profile, "sso_account_id");
  const char *role = lw_aws_config_get_value (search->config, profile, "sso_role_name");
  LwSsoSession session;
  g_auto (LwAwsSecret) token = NULL;
  g_autofree char *role_part = NULL;
  g_autofree char *query = NULL;
  g_autoptr (LwAwsRequest) request = NULL;
  g_autoptr (GBytes) body = NULL;

  if (account == NULL || role == NULL)
    return NULL;
  if (!read_session (search->config, profile, &session, error))
    return NULL;
  token = lw_sso_token_load (search, &session, error);
  if (token == NULL)
    return NULL;

  role_part = g_uri_escape_string (role, NULL, FALSE);
  query = g_strdup_printf ("role_name=%s&account_id=%s", role_part, account);
  request = lw_aws_request_new ("sso", "GET", "/federation/credentials", query);
  lw_aws_request_set_region (request, session.region);
  lw_aws_request_add_header (request, "x-amz-sso_bearer_token", token);
  body = lw_credential_search_send (search, request, NULL, 0, error);
  return body != NULL ? read_answer (body, account, profile, error) : NULL;
}
