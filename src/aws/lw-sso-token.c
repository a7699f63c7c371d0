/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The token of a sign-in to IAM Identity Center ("SSO OIDC API Reference"; OAuth 2.0 device grant, RFC 8628): from the
 * cache, refreshed, or by a sign-in in the browser. The cache's file is the one that AWS's tools read and write. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-sso-token-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lw-aws-error.h"
#include "lw-json.h"

#define DEVICE_GRANT "urn:ietf:params:oauth:grant-type:device_code"
#define DEFAULT_SCOPES "sso:account:access"
#define DEFAULT_INTERVAL 5

/* A token is refreshed when it is good for less than this. */
#define RENEW_SECONDS (15 * 60)

static char *
dup_cache_path (const LwCredentialSearch *search,
                const LwSsoSession       *session)
{
  const char *key = session->name != NULL ? session->name : session->start_url;
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA1, key, -1);
  g_autofree char *folder = lw_aws_config_dup_path (search->config, "~/.aws/sso/cache");

  return g_strdup_printf ("%s/%s.json", folder, hash);
}

static gint64
get_seconds_left (JsonObject *object,
                  const char *member)
{
  const char *text = lw_json_get_string (object, member);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *plain = NULL;
  g_autoptr (GDateTime) date = NULL;

  /* Some tools have written "2026-04-01T10:00:00UTC". */
  if (text != NULL && g_str_has_suffix (text, "UTC"))
    plain = g_strndup (text, strlen (text) - 3);
  if (text != NULL)
    date = g_date_time_new_from_iso8601 (plain != NULL ? plain : text, utc);
  return date != NULL ? g_date_time_to_unix (date) - g_get_real_time () / G_USEC_PER_SEC : -1;
}

static void
set_expiry (JsonObject *object,
            const char *member,
            gint64      seconds)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (g_get_real_time () / G_USEC_PER_SEC + seconds);
  g_autofree char *text = g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ");

  json_object_set_string_member (object, member, text);
}

static void
write_cache (const char *path,
             JsonNode   *token)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_auto (LwAwsSecret) text = lw_json_to_string (token, TRUE);
  g_autoptr (GError) error = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0
      || !g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    g_debug ("the sign-in is not kept: %s", error != NULL ? error->message : folder);
}

/* A call of the OIDC service: JSON in, JSON out. */
static JsonNode *
ask (const LwCredentialSearch  *search,
     const LwSsoSession        *session,
     const char                *path,
     JsonBuilder               *builder,
     GError                   **error)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_auto (LwAwsSecret) text = lw_json_to_string (root, FALSE);
  g_autoptr (LwAwsRequest) request = lw_aws_request_new ("sso_oidc", "POST", path, "");
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr (GBytes) answer = NULL;
  gsize length;
  const char *data;

  lw_aws_request_set_region (request, session->region);
  lw_aws_request_add_header (request, "Content-Type", "application/json");
  lw_aws_request_set_body (request, body);
  answer = lw_credential_search_send (search, request, NULL, 0, error);
  if (answer == NULL)
    return NULL;
  data = g_bytes_get_data (answer, &length);
  return lw_json_parse (length > 0 ? data : "", (gssize) length, error);
}

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static JsonBuilder *
begin_client_call (JsonObject *client)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_string (builder, "clientId", lw_json_get_string (client, "clientId"));
  add_string (builder, "clientSecret", lw_json_get_string (client, "clientSecret"));
  return builder;
}

/* Takes over what a token answer says. */
static void
keep_token (JsonObject *token,
            JsonObject *answer)
{
  const char *refresh = lw_json_get_string (answer, "refreshToken");

  json_object_set_string_member (token, "accessToken", lw_json_get_string (answer, "accessToken"));
  set_expiry (token, "expiresAt", lw_json_get_int (answer, "expiresIn", 0));
  if (refresh != NULL)
    json_object_set_string_member (token, "refreshToken", refresh);
}

static gboolean
refresh (const LwCredentialSearch *search,
         const LwSsoSession       *session,
         JsonObject               *token)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (JsonNode) answer = NULL;
  JsonObject *object;

  if (lw_json_get_string (token, "refreshToken") == NULL || lw_json_get_string (token, "clientId") == NULL
      || lw_json_get_string (token, "clientSecret") == NULL
      || get_seconds_left (token, "registrationExpiresAt") <= 0)
    return FALSE;
  builder = begin_client_call (token);
  add_string (builder, "grantType", "refresh_token");
  add_string (builder, "refreshToken", lw_json_get_string (token, "refreshToken"));
  json_builder_end_object (builder);
  answer = ask (search, session, "/token", builder, NULL);
  object = answer != NULL ? lw_json_node_object (answer) : NULL;
  if (object == NULL || lw_json_get_string (object, "accessToken") == NULL)
    return FALSE;
  keep_token (token, object);
  return TRUE;
}

static JsonNode *
register_client (const LwCredentialSearch  *search,
                 const LwSsoSession        *session,
                 GError                   **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_auto (GStrv) scopes = g_strsplit (session->scopes != NULL ? session->scopes : DEFAULT_SCOPES, ",", -1);

  json_builder_begin_object (builder);
  add_string (builder, "clientName", "labelwright");
  add_string (builder, "clientType", "public");
  json_builder_set_member_name (builder, "scopes");
  json_builder_begin_array (builder);
  for (guint i = 0; scopes[i] != NULL; i++)
    json_builder_add_string_value (builder, g_strstrip (scopes[i]));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return ask (search, session, "/client/register", builder, error);
}

/* Waits in a thread, ready to be cancelled. */
static gboolean
wait_seconds (const LwCredentialSearch  *search,
              gint64                     seconds,
              GError                   **error)
{
  g_autoptr (GCancellable) cancellable = search->cancellable != NULL ? g_object_ref (search->cancellable)
                                                                     : g_cancellable_new ();
  GPollFD fd;

  if (g_cancellable_make_pollfd (cancellable, &fd))
    {
      g_poll (&fd, 1, (int) (seconds * 1000));
      g_cancellable_release_fd (cancellable);
    }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* Asks until the person has confirmed the code. */
static JsonNode *
wait_for_person (const LwCredentialSearch  *search,
                 const LwSsoSession        *session,
                 JsonObject                *client,
                 JsonObject                *device,
                 GError                   **error)
{
  gint64 interval = lw_json_get_int (device, "interval", DEFAULT_INTERVAL);
  gint64 deadline = g_get_monotonic_time () + lw_json_get_int (device, "expiresIn", 600) * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < deadline)
    {
      g_autoptr (JsonBuilder) builder = NULL;
      g_autoptr (GError) problem = NULL;
      JsonNode *answer;

      if (!wait_seconds (search, interval, error))
        return NULL;
      builder = begin_client_call (client);
      add_string (builder, "grantType", DEVICE_GRANT);
      add_string (builder, "deviceCode", lw_json_get_string (device, "deviceCode"));
      json_builder_end_object (builder);
      answer = ask (search, session, "/token", builder, &problem);
      if (answer != NULL)
        return answer;
      if (g_strcmp0 (lw_aws_error_get_code (problem), "slow_down") == 0)
        interval += 5;
      else if (g_strcmp0 (lw_aws_error_get_code (problem), "authorization_pending") != 0)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
    }
  g_set_error (error, LW_AWS_ERROR, LW_AWS_ERROR_SIGN_IN, _("Nobody confirmed the sign-in at %s in time."),
               session->start_url);
  return NULL;
}

static gboolean
has_members (JsonNode    *node,
             const char  *first,
             const char  *second,
             GError     **error)
{
  JsonObject *object = node != NULL ? lw_json_node_object (node) : NULL;

  if (node == NULL)
    return FALSE;
  if (object != NULL && lw_json_get_string (object, first) != NULL && lw_json_get_string (object, second) != NULL)
    return TRUE;
  g_set_error (error, LW_AWS_ERROR, LW_AWS_ERROR_BAD_ANSWER, _("The sign-in service's answer lacks “%s”."), first);
  return FALSE;
}

/* The sign-in in the browser. */
static JsonNode *
sign_in (const LwCredentialSearch  *search,
         const LwSsoSession        *session,
         GError                   **error)
{
  g_autoptr (JsonNode) client = register_client (search, session, error);
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (JsonNode) device = NULL;
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (JsonNode) token = NULL;
  JsonObject *object;
  const char *url;

  if (!has_members (client, "clientId", "clientSecret", error))
    return NULL;
  builder = begin_client_call (lw_json_node_object (client));
  add_string (builder, "startUrl", session->start_url);
  json_builder_end_object (builder);
  device = ask (search, session, "/device_authorization", builder, error);
  if (!has_members (device, "deviceCode", "userCode", error))
    return NULL;
  object = lw_json_node_object (device);
  url = lw_json_get_string (object, "verificationUriComplete");
  search->interaction->show_sign_in (url != NULL ? url : session->start_url, lw_json_get_string (object, "userCode"),
                                     search->interaction->data);
  answer = wait_for_person (search, session, lw_json_node_object (client), object, error);
  if (!has_members (answer, "accessToken", "accessToken", error))
    return NULL;

  token = json_node_init_object (json_node_alloc (), NULL);
  json_node_take_object (token, json_object_new ());
  object = json_node_get_object (token);
  json_object_set_string_member (object, "startUrl", session->start_url);
  json_object_set_string_member (object, "region", session->region);
  json_object_set_string_member (object, "clientId", lw_json_get_string (lw_json_node_object (client), "clientId"));
  json_object_set_string_member (object, "clientSecret",
                                 lw_json_get_string (lw_json_node_object (client), "clientSecret"));
  set_expiry (object, "registrationExpiresAt",
              lw_json_get_int (lw_json_node_object (client), "clientSecretExpiresAt", 0)
              - g_get_real_time () / G_USEC_PER_SEC);
  keep_token (object, lw_json_node_object (answer));
  return g_steal_pointer (&token);
}

/* A token that is good: of the cache, refreshed, or of a new sign-in when there is somebody to ask. */
char *
lw_sso_token_load (const LwCredentialSearch  *search,
                   const LwSsoSession        *session,
                   GError                   **error)
{
  g_autofree char *path = dup_cache_path (search, session);
  g_autoptr (JsonNode) token = lw_json_parse_file (path, 1024 * 1024, NULL);
  JsonObject *object = token != NULL ? lw_json_node_object (token) : NULL;
  gint64 seconds = object != NULL ? get_seconds_left (object, "expiresAt") : -1;

  if (object != NULL && seconds < RENEW_SECONDS && refresh (search, session, object))
    {
      write_cache (path, token);
      return g_strdup (lw_json_get_string (object, "accessToken"));
    }
  if (seconds > 0 && lw_json_get_string (object, "accessToken") != NULL)
    return g_strdup (lw_json_get_string (object, "accessToken"));

  if (search->interaction == NULL || search->interaction->show_sign_in == NULL)
    {
      g_set_error (error, LW_AWS_ERROR, LW_AWS_ERROR_SIGN_IN, _("The sign-in at %s has expired: sign in again."),
                   session->start_url);
      return NULL;
    }
  g_clear_pointer (&token, json_node_unref);
  token = sign_in (search, session, error);
  if (token == NULL)
    return NULL;
  write_cache (path, token);
  return g_strdup (lw_json_get_string (lw_json_node_object (token), "accessToken"));
}
