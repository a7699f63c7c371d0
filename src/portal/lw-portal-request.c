/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One request of a browser, with its body read, and the one reply to it. */

#define G_LOG_DOMAIN "lw-portal"

#include "config.h"

#include "lw-portal-request.h"

#include "lw-json.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_HOST 255

/* @exchange is %NULL once there is a reply. */
struct _LwPortalRequest
{
  LwHttpExchange  *exchange;
  JsonNode        *body;
  LwPortalSession *session;
};

/**
 * lw_portal_request_new:
 * @exchange: (transfer full): what the listener got
 *
 * Returns: (transfer full): the request
 */
LwPortalRequest *
lw_portal_request_new (LwHttpExchange *exchange)
{
  LwPortalRequest *self = g_new0 (LwPortalRequest, 1);

  self->exchange = exchange;
  return self;
}

/**
 * lw_portal_request_free:
 * @self: (transfer full) (nullable): a request; one without a reply is refused
 */
void
lw_portal_request_free (LwPortalRequest *self)
{
  if (self == NULL)
    return;

  if (self->exchange != NULL)
    lw_portal_request_refuse (self, 500, "internal", _("The server did not answer. Try again."));
  g_clear_pointer (&self->body, json_node_unref);
  g_clear_pointer (&self->session, lw_portal_session_unref);
  g_free (self);
}

const char *
lw_portal_request_get_method (LwPortalRequest *self)
{
  return lw_http_exchange_get_method (self->exchange);
}

const char *
lw_portal_request_get_path (LwPortalRequest *self)
{
  return lw_http_exchange_get_path (self->exchange);
}

const char *
lw_portal_request_get_header (LwPortalRequest *self,
                              const char      *name)
{
  return lw_http_exchange_get_header (self->exchange, name);
}

/* The value of @name in "a=1; b=2". */
static char *
find_value (const char *text,
            const char *separator,
            const char *name)
{
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", separator, 100);
  gsize length = strlen (name);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = g_strstrip (parts[i]);

      if (strncmp (part, name, length) == 0 && part[length] == '=')
        return g_strdup (part + length + 1);
    }
  return NULL;
}

/**
 * lw_portal_request_dup_cookie:
 * @self: a request
 * @name: a cookie's name
 *
 * Returns: (transfer full) (nullable): its value
 */
char *
lw_portal_request_dup_cookie (LwPortalRequest *self,
                              const char      *name)
{
  return find_value (lw_portal_request_get_header (self, "Cookie"), ";", name);
}

/**
 * lw_portal_request_dup_argument:
 * @self: a request
 * @name: a name in the part of the address behind the question mark
 *
 * Returns: (transfer full) (nullable): its value, as it stands there
 */
char *
lw_portal_request_dup_argument (LwPortalRequest *self,
                                const char      *name)
{
  return find_value (lw_http_exchange_get_query (self->exchange), "&", name);
}

/**
 * lw_portal_request_dup_origin:
 * @self: a request
 *
 * Returns: (transfer full) (nullable): the origin that the browser asked, as "http://host:port"; %NULL when its field
 *   "Host" is not one
 */
char *
lw_portal_request_dup_origin (LwPortalRequest *self)
{
  const char *host = lw_portal_request_get_header (self, "Host");

  if (host == NULL || *host == '\0' || strlen (host) > MAX_HOST)
    return NULL;
  for (const char *p = host; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr (".-_:[]", *p) == NULL)
      return NULL;
  return g_strconcat (lw_portal_request_is_secure (self) ? "https://" : "http://", host, NULL);
}

/**
 * lw_portal_request_dup_peer:
 * @self: a request
 *
 * Returns: (transfer full): the address it came from
 */
char *
lw_portal_request_dup_peer (LwPortalRequest *self)
{
  char *peer = lw_http_exchange_dup_peer (self->exchange);

  return peer != NULL ? peer : g_strdup ("");
}

gboolean
lw_portal_request_is_secure (LwPortalRequest *self)
{
  return lw_http_exchange_is_tls (self->exchange);
}

/**
 * lw_portal_request_read_body:
 * @self: a request of a method that has a body
 * @limit: how many bytes it may have
 *
 * Waits for the body, which has to be one JSON object. What is not is refused.
 *
 * Returns: whether it is there, %FALSE when the request has its reply
 */
gboolean
lw_portal_request_read_body (LwPortalRequest *self,
                             gsize            limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (lw_http_exchange_get_body_length (self->exchange) > (gint64) limit)
    {
      lw_portal_request_refuse (self, 413, "too-large", _("This is more than the server takes at once."));
      return FALSE;
    }
  bytes = lw_http_exchange_read_body (self->exchange, limit, &error);
  if (bytes == NULL)
    {
      lw_portal_request_refuse (self, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE) ? 413 : 400,
                                "too-large", error->message);
      return FALSE;
    }
  self->body = lw_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  if (lw_json_node_object (self->body) != NULL)
    return TRUE;
  lw_portal_request_refuse (self, 400, "bad-request", _("The server does not understand this request."));
  return FALSE;
}

/**
 * lw_portal_request_get_body:
 * @self: a request whose body was read
 *
 * Returns: (transfer none): it
 */
JsonObject *
lw_portal_request_get_body (LwPortalRequest *self)
{
  return json_node_get_object (self->body);
}

/**
 * lw_portal_request_get_session:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): who sent it
 */
LwPortalSession *
lw_portal_request_get_session (LwPortalRequest *self)
{
  return self->session;
}

/**
 * lw_portal_request_set_session:
 * @self: a request
 * @session: (transfer full) (nullable): who sent it
 */
void
lw_portal_request_set_session (LwPortalRequest *self,
                               LwPortalSession *session)
{
  g_clear_pointer (&self->session, lw_portal_session_unref);
  self->session = session;
}

/**
 * lw_portal_request_add_header:
 * @self: a request without a reply
 * @name: a header field of the reply
 * @value: its value
 */
void
lw_portal_request_add_header (LwPortalRequest *self,
                              const char      *name,
                              const char      *value)
{
  lw_http_exchange_add_header (self->exchange, name, value);
}

/**
 * lw_portal_request_reply:
 * @self: a request without a reply
 * @status: of HTTP
 * @type: (nullable): the content's type
 * @content: (nullable): the content
 */
void
lw_portal_request_reply (LwPortalRequest *self,
                         guint            status,
                         const char      *type,
                         GBytes          *content)
{
  g_return_if_fail (self->exchange != NULL);

  if (type != NULL)
    lw_portal_request_add_header (self, "Content-Type", type);
  lw_portal_request_add_header (self, "X-Content-Type-Options", "nosniff");
  lw_portal_request_add_header (self, "Referrer-Policy", "no-referrer");
  lw_portal_request_add_header (self, "X-DNS-Prefetch-Control", "off");
  lw_http_exchange_respond (g_steal_pointer (&self->exchange), status, content);
}

static void
reply_text (LwPortalRequest *self,
            guint            status,
            char            *text)
{
  g_autoptr (GBytes) content = g_bytes_new_take (text, strlen (text));

  lw_portal_request_add_header (self, "Cache-Control", "no-store");
  lw_portal_request_reply (self, status, "application/json; charset=utf-8", content);
}

/**
 * lw_portal_request_reply_json:
 * @self: a request without a reply
 * @builder: the document
 */
void
lw_portal_request_reply_json (LwPortalRequest *self,
                              JsonBuilder     *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  reply_text (self, 200, lw_json_to_string (root, FALSE));
}

/**
 * lw_portal_request_refuse:
 * @self: a request without a reply
 * @status: of HTTP
 * @code: a word for the page
 * @message: a sentence for a person
 */
void
lw_portal_request_refuse (LwPortalRequest *self,
                          guint            status,
                          const char      *code,
                          const char      *message)
{
  g_autofree char *quoted_code = lw_json_quote (code);
  g_autofree char *quoted = lw_json_quote (message);

  reply_text (self, status, g_strdup_printf ("{\"error\":{\"code\":%s,\"message\":%s}}", quoted_code, quoted));
}
