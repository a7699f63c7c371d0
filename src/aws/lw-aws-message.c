/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A request becomes a message of libsoup: its address, its header fields, its signature, its body; or a presigned
 * address. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-aws-client.h"
#include "lw-aws-client-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lw-aws-error.h"
#include "lw-sigv4.h"

static const char *
get_region (LwAwsClient        *self,
            const LwAwsRequest *request)
{
  const char *region = lw_aws_request_get_region (request);

  return region != NULL ? region : lw_aws_config_get_region (lw_aws_client_get_config (self));
}

/* The host with its port, as it stands in the Host field. */
static char *
dup_host (GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  int port = g_uri_get_port (uri);
  gboolean is_default = port == -1 || port == (strcmp (g_uri_get_scheme (uri), "https") == 0 ? 443 : 80);
  g_autofree char *name = strchr (host, ':') != NULL ? g_strdup_printf ("[%s]", host) : g_strdup (host);

  return is_default ? g_steal_pointer (&name) : g_strdup_printf ("%s:%d", name, port);
}

/* Where a request goes. It is put together, not parsed, so that a path such as "/a//../b" stays what it is. */
GUri *
lw_aws_client_dup_uri (LwAwsClient         *self,
                       const LwAwsRequest  *request,
                       GError             **error)
{
  const char *region = get_region (self, request);
  g_autofree char *endpoint = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GUri) base = NULL;
  const char *query = lw_aws_request_get_query (request);

  if (region == NULL && (lw_aws_request_get_endpoint (request) == NULL
                         || (lw_aws_request_get_flags (request) & LW_AWS_REQUEST_ANONYMOUS) == 0))
    {
      g_set_error_literal (error, LW_AWS_ERROR, LW_AWS_ERROR_CONFIG,
                           _("No Region is set. Choose one: --region, AWS_REGION, or “region” in the profile."));
      return NULL;
    }
  endpoint = g_strdup (lw_aws_request_get_endpoint (request));
  if (endpoint == NULL)
    endpoint = lw_aws_config_dup_endpoint (lw_aws_client_get_config (self), lw_aws_request_get_service (request),
                                           region);
  base = g_uri_parse (endpoint, SOUP_HTTP_URI_FLAGS, NULL);
  if (base == NULL || g_uri_get_host (base) == NULL || *g_uri_get_host (base) == '\0'
      || (strcmp (g_uri_get_scheme (base), "http") != 0 && strcmp (g_uri_get_scheme (base), "https") != 0))
    {
      g_set_error (error, LW_AWS_ERROR, LW_AWS_ERROR_CONFIG,
                   _("“%s” is no endpoint; write it as https://host or http://host:port"), endpoint);
      return NULL;
    }
  path = g_strconcat (g_uri_get_path (base), lw_aws_request_get_path (request)
                      + (g_str_has_suffix (g_uri_get_path (base), "/") ? 1 : 0), NULL);
  return g_uri_build (SOUP_HTTP_URI_FLAGS, g_uri_get_scheme (base), NULL, g_uri_get_host (base),
                      g_uri_get_port (base), path, *query != '\0' ? query : NULL, NULL);
}

static LwHttpRequest *
make_request (const LwAwsRequest *request,
              GUri               *uri)
{
  const char *query = g_uri_get_query (uri);
  g_autofree char *target = g_strconcat (g_uri_get_path (uri), query != NULL ? "?" : "", query, NULL);
  g_autofree char *host = dup_host (uri);
  LwHttpRequest *http = lw_http_request_new (lw_aws_request_get_method (request), target);

  lw_http_request_add_header (http, "Host", host);
  for (guint i = 0; i < lw_aws_request_get_n_headers (request); i++)
    {
      const char *value;
      const char *name = lw_aws_request_get_nth_header (request, i, &value);

      lw_http_request_add_header (http, name, value);
    }
  if (lw_aws_request_get_body (request) != NULL)
    lw_http_request_set_body (http, lw_aws_request_get_body (request));
  else
    lw_http_request_add_header (http, "X-Amz-Content-SHA256", lw_aws_request_get_body_sha256 (request));
  return http;
}

static LwSigv4Scope
make_scope (LwAwsClient            *self,
            const LwAwsRequest     *request,
            const LwAwsCredentials *credentials)
{
  return (LwSigv4Scope) {
    .access_key_id = lw_aws_credentials_get_access_key_id (credentials),
    .secret_access_key = lw_aws_credentials_get_secret_access_key (credentials),
    .session_token = lw_aws_credentials_get_session_token (credentials),
    .region = get_region (self, request),
    .service = lw_aws_request_get_service (request),
    .time = lw_aws_client_get_time (self),
    .flags = (lw_aws_request_get_flags (request) & LW_AWS_REQUEST_UNSIGNED_PAYLOAD) != 0
             ? LW_SIGV4_UNSIGNED_PAYLOAD : LW_SIGV4_DEFAULT,
    .keys = lw_aws_client_get_keys (self),
  };
}

static gboolean
set_body (SoupMessage         *message,
          const LwAwsRequest  *request,
          const char          *content_type,
          GError             **error)
{
  GBytes *body = lw_aws_request_get_body (request);
  g_autoptr (GInputStream) stream = NULL;

  if (body != NULL && g_bytes_get_size (body) == 0)
    return TRUE;
  if (body != NULL)
    {
      soup_message_set_request_body_from_bytes (message, content_type, body);
      return TRUE;
    }
  stream = lw_aws_request_open_body (request, error);
  if (stream == NULL)
    return FALSE;
  soup_message_set_request_body (message, content_type, stream, (gssize) lw_aws_request_get_body_length (request));
  return TRUE;
}

/* libsoup sends a message again by itself when a connection it had kept turns out to be closed, but not its body. */
static void
restarted_cb (SoupMessage  *message,
              LwAwsRequest *request)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autofree char *content_type = g_strdup (soup_message_headers_get_one (headers, "Content-Type"));
  g_autoptr (GError) error = NULL;

  if (!set_body (message, request, content_type, &error))
    g_debug ("the body could not be opened again: %s", error->message);
}

static void
unref_request (gpointer  data,
               GClosure *closure)
{
  lw_aws_request_unref (data);
}

/* A message that is ready to be sent once; @credentials is %NULL for one that is not signed. */
SoupMessage *
lw_aws_client_make_message (LwAwsClient             *self,
                            LwAwsRequest            *request,
                            const LwAwsCredentials  *credentials,
                            GError                 **error)
{
  g_autoptr (GUri) uri = lw_aws_client_dup_uri (self, request, error);
  g_autoptr (LwHttpRequest) http = NULL;
  g_autoptr (SoupMessage) message = NULL;
  SoupMessageHeaders *headers;

  if (uri == NULL)
    return NULL;
  http = make_request (request, uri);
  if (credentials != NULL)
    {
      const LwSigv4Scope scope = make_scope (self, request, credentials);
      g_autoptr (LwSigv4Signature) signature = lw_sigv4_sign (http, &scope);
    }
  message = soup_message_new_from_uri (lw_aws_request_get_method (request), uri);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (!set_body (message, request, lw_http_request_get_header (http, "Content-Type"), error))
    return NULL;
  g_signal_connect_data (message, "restarted", G_CALLBACK (restarted_cb), lw_aws_request_ref (request),
                         unref_request, 0);
  headers = soup_message_get_request_headers (message);
  for (guint i = 0; i < lw_http_request_get_n_headers (http); i++)
    {
      const char *value;
      const char *name = lw_http_request_get_nth_header (http, i, &value);

      if (g_ascii_strcasecmp (name, "Host") != 0)
        soup_message_headers_replace (headers, name, value);
    }
  return g_steal_pointer (&message);
}

/**
 * lw_aws_client_presign:
 * @self: a client
 * @request: what whoever has the address may ask
 * @seconds: for how long; at most 604,800
 * @cancellable: (nullable): ends the wait for credentials
 * @error: %LW_AWS_ERROR
 *
 * Blocks while credentials are loaded; not in the thread of an HTTP client.
 *
 * Returns: (transfer full) (nullable): an address that carries its signature
 */
char *
lw_aws_client_presign (LwAwsClient   *self,
                       LwAwsRequest  *request,
                       guint          seconds,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr (LwAwsCredentials) credentials = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (LwHttpRequest) http = NULL;
  g_autoptr (LwSigv4Signature) signature = NULL;
  LwSigv4Scope scope;

  g_return_val_if_fail (LW_IS_AWS_CLIENT (self) && request != NULL, NULL);

  credentials = lw_aws_credentials_provider_load (lw_aws_client_get_provider (self), cancellable, error);
  uri = credentials != NULL ? lw_aws_client_dup_uri (self, request, error) : NULL;
  if (uri == NULL)
    return NULL;
  http = make_request (request, uri);
  scope = make_scope (self, request, credentials);
  signature = lw_sigv4_presign (http, &scope, seconds);
  return g_strdup_printf ("%s://%s%s", g_uri_get_scheme (uri), lw_http_request_get_header (http, "Host"),
                          signature->target);
}
