/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Credentials that a neighbour on the network hands out: the container's agent and the instance's metadata service.
 * On a desktop neither is there, so nobody waits for them for long. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-credential-sources-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lw-aws-error.h"

#define CONTAINER_HOST "http://169.254.170.2"
#define CONTAINER_TIMEOUT 2000
#define INSTANCE_HOST "http://169.254.169.254"
#define INSTANCE_TIMEOUT 1000
#define ROLES_PATH "/latest/meta-data/iam/security-credentials/"

static gboolean
cancel_cb (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

static void
forward_cancel_cb (GCancellable *cancellable,
                   GCancellable *inner)
{
  g_cancellable_cancel (inner);
}

/* The body of the answer of a service; signed when there are @credentials. @milliseconds: for how long at most, 0 for
 * as long as the HTTP client waits. */
GBytes *
lw_credential_search_send (const LwCredentialSearch  *search,
                           LwAwsRequest              *request,
                           LwAwsCredentials          *credentials,
                           guint                      milliseconds,
                           GError                   **error)
{
  g_autoptr (LwAwsCredentials) none = lw_aws_credentials_new ("", "", NULL, NULL, LW_AWS_NEVER, "");
  g_autoptr (LwAwsCredentialsProvider) provider = NULL;
  g_autoptr (LwAwsClient) client = NULL;
  g_autoptr (LwAwsResponse) response = NULL;
  g_autoptr (GCancellable) inner = g_cancellable_new ();
  g_autoptr (GSource) source = NULL;
  gulong handler = 0;

  provider = lw_aws_credentials_provider_new_static (credentials != NULL ? credentials : none);
  client = lw_aws_client_new (search->http, search->config, provider);
  if (credentials == NULL)
    lw_aws_request_set_flags (request, lw_aws_request_get_flags (request) | LW_AWS_REQUEST_ANONYMOUS);
  if (milliseconds > 0)
    {
      source = g_timeout_source_new (milliseconds);
      g_source_set_callback (source, cancel_cb, g_object_ref (inner), g_object_unref);
      g_source_attach (source, lw_http_client_get_context (search->http));
    }
  if (search->cancellable != NULL)
    handler = g_cancellable_connect (search->cancellable, G_CALLBACK (forward_cancel_cb), inner, NULL);
  response = lw_aws_client_send (client, request, inner, error);
  if (search->cancellable != NULL)
    g_cancellable_disconnect (search->cancellable, handler);
  if (source != NULL)
    g_source_destroy (source);
  return response != NULL ? g_bytes_ref (lw_aws_response_get_body (response)) : NULL;
}

/* A plain http address may only lead to this machine or to the agents that AWS runs. */
static gboolean
is_trusted_agent (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GInetAddress) address = NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL || strcmp (g_uri_get_scheme (uri), "https") == 0)
    return host != NULL;
  if (strcmp (host, "localhost") == 0 || strcmp (host, "169.254.170.2") == 0 || strcmp (host, "169.254.170.23") == 0
      || strcmp (host, "fd00:ec2::23") == 0)
    return TRUE;
  address = g_inet_address_new_from_string (host);
  return address != NULL && g_inet_address_get_is_loopback (address);
}

static char *
dup_agent_token (const LwCredentialSearch  *search,
                 GError                   **error)
{
  const char *path = lw_aws_config_get_variable (search->config, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
  char *token = NULL;

  if (path == NULL)
    return g_strdup (lw_aws_config_get_variable (search->config, "AWS_CONTAINER_AUTHORIZATION_TOKEN"));
  return g_file_get_contents (path, &token, NULL, error) ? g_strstrip (token) : NULL;
}

static LwAwsRequest *
make_agent_request (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);
  g_autofree char *endpoint = NULL;
  g_autofree char *host = NULL;
  const char *path = uri != NULL ? g_uri_get_path (uri) : "";
  LwAwsRequest *request;

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return NULL;
  host = strchr (g_uri_get_host (uri), ':') != NULL ? g_strdup_printf ("[%s]", g_uri_get_host (uri))
                                                    : g_strdup (g_uri_get_host (uri));
  endpoint = g_uri_get_port (uri) != -1
             ? g_strdup_printf ("%s://%s:%d", g_uri_get_scheme (uri), host, g_uri_get_port (uri))
             : g_strdup_printf ("%s://%s", g_uri_get_scheme (uri), host);
  request = lw_aws_request_new ("ecs", "GET", *path != '\0' ? path : "/",
                                g_uri_get_query (uri) != NULL ? g_uri_get_query (uri) : "");
  lw_aws_request_set_endpoint (request, endpoint);
  return request;
}

LwAwsCredentials *
lw_credentials_from_container (const LwCredentialSearch  *search,
                               GError                   **error)
{
  const char *relative = lw_aws_config_get_variable (search->config, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
  const char *full = lw_aws_config_get_variable (search->config, "AWS_CONTAINER_CREDENTIALS_FULL_URI");
  g_autofree char *url = relative != NULL ? g_strconcat (CONTAINER_HOST, relative, NULL) : g_strdup (full);
  g_autoptr (LwAwsRequest) request = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) problem = NULL;
  g_auto (LwAwsSecret) token = NULL;

  if (url == NULL)
    return NULL;
  request = is_trusted_agent (url) ? make_agent_request (url) : NULL;
  if (request == NULL)
    {
      g_set_error (error, LW_AWS_ERROR, LW_AWS_ERROR_CONFIG,
                   _("AWS_CONTAINER_CREDENTIALS_FULL_URI “%s” is no address of this machine or of https."), url);
      return NULL;
    }
  token = dup_agent_token (search, &problem);
  if (token != NULL)
    lw_aws_request_add_header (request, "Authorization", token);
  if (problem == NULL)
    body = lw_credential_search_send (search, request, NULL, CONTAINER_TIMEOUT, &problem);
  if (body == NULL)
    {
      g_set_error (error, LW_AWS_ERROR, LW_AWS_ERROR_CREDENTIALS, _("The container's credentials: %s"),
                   problem->message);
      return NULL;
    }
  return lw_credentials_from_json (body, "Token", _("the container"), error);
}

static GBytes *
ask_instance (const LwCredentialSearch *search,
              const char               *method,
              const char               *path,
              const char               *header,
              const char               *value)
{
  const char *host = lw_aws_config_get_variable (search->config, "AWS_EC2_METADATA_SERVICE_ENDPOINT");
  g_autoptr (LwAwsRequest) request = lw_aws_request_new ("imds", method, path, "");

  if (host == NULL)
    host = lw_aws_config_get_value (search->config, lw_aws_config_get_profile (search->config),
                                    "ec2_metadata_service_endpoint");
  lw_aws_request_set_endpoint (request, host != NULL ? host : INSTANCE_HOST);
  lw_aws_request_set_flags (request, LW_AWS_REQUEST_ONCE);
  if (header != NULL)
    lw_aws_request_add_header (request, header, value);
  return lw_credential_search_send (search, request, NULL, INSTANCE_TIMEOUT, NULL);
}

static char *
take_text (GBytes *bytes)
{
  gsize length = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  return data != NULL && length > 0 && length < 4096 ? g_strstrip (g_strndup (data, length)) : NULL;
}

static gboolean
is_instance_disabled (const LwCredentialSearch *search)
{
  const char *value = lw_aws_config_get_variable (search->config, "AWS_EC2_METADATA_DISABLED");

  return value != NULL && g_ascii_strcasecmp (value, "true") == 0;
}

/* IMDSv2: a token first. Who does not answer is no instance, and that is no error. */
LwAwsCredentials *
lw_credentials_from_instance (const LwCredentialSearch  *search,
                              GError                   **error)
{
  static const char header[] = "x-aws-ec2-metadata-token";
  g_autoptr (GBytes) token_body = NULL;
  g_autoptr (GBytes) roles = NULL;
  g_autoptr (GBytes) body = NULL;
  g_auto (LwAwsSecret) token = NULL;
  g_autofree char *role = NULL;
  g_autofree char *path = NULL;

  if (is_instance_disabled (search))
    return NULL;
  token_body = ask_instance (search, "PUT", "/latest/api/token", "x-aws-ec2-metadata-token-ttl-seconds", "21600");
  token = take_text (token_body);
  if (token == NULL)
    return NULL;
  roles = ask_instance (search, "GET", ROLES_PATH, header, token);
  role = take_text (roles);
  if (role == NULL)
    return NULL;
  role[strcspn (role, "\r\n")] = '\0';
  path = g_strconcat (ROLES_PATH, role, NULL);
  body = ask_instance (search, "GET", path, header, token);
  return body != NULL ? lw_credentials_from_json (body, "Token", _("the instance's role"), error) : NULL;
}
