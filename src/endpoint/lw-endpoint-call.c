/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One request to the endpoint: what it is for and who sent it, and the answer in the form of the service. */

#define G_LOG_DOMAIN "lw-endpoint"

#include "config.h"

#include "lw-endpoint-call.h"

#include "lw-endpoint-xml.h"

#include "lw-json.h"

#include <string.h>

/**
 * lw_endpoint_uri_decode:
 * @text: a part of a URI
 * @plus_is_blank: as in forms
 *
 * Returns: (transfer full) (nullable): it without escapes; %NULL when an escape is broken, or what comes out is no
 *   UTF-8 text or has a zero byte
 */
char *
lw_endpoint_uri_decode (const char *text,
                        gboolean    plus_is_blank)
{
  g_autoptr (GString) plain = g_string_sized_new (strlen (text));

  for (; *text != '\0'; text++)
    if (*text != '%')
      g_string_append_c (plain, plus_is_blank && *text == '+' ? ' ' : *text);
    else if (!g_ascii_isxdigit (text[1]) || !g_ascii_isxdigit (text[2]) || (text[1] == '0' && text[2] == '0'))
      return NULL;
    else
      {
        g_string_append_c (plain, (char) (g_ascii_xdigit_value (text[1]) * 16 + g_ascii_xdigit_value (text[2])));
        text += 2;
      }
  if (!g_utf8_validate (plain->str, plain->len, NULL))
    return NULL;
  return g_string_free (g_steal_pointer (&plain), FALSE);
}

/**
 * lw_endpoint_form_decode:
 * @text: "a=b&c"
 *
 * Returns: (transfer full) (nullable): names and values without escapes; %NULL when a part is broken
 */
GHashTable *
lw_endpoint_form_decode (const char *text)
{
  g_autoptr (GHashTable) table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) parts = g_strsplit (text, "&", -1);

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      char *value = strchr (parts[i], '=');
      g_autofree char *name = NULL;
      g_autofree char *decoded = NULL;

      if (value != NULL)
        *value++ = '\0';
      name = lw_endpoint_uri_decode (parts[i], TRUE);
      decoded = lw_endpoint_uri_decode (value != NULL ? value : "", TRUE);
      if (name == NULL || decoded == NULL)
        return NULL;
      if (*name != '\0' && !g_hash_table_contains (table, name))
        g_hash_table_insert (table, g_steal_pointer (&name), g_steal_pointer (&decoded));
    }
  return g_steal_pointer (&table);
}

/**
 * lw_endpoint_call_new:
 * @endpoint: who was asked
 * @exchange: (transfer full): the request
 *
 * Returns: (transfer full): the call; what its head says has not been looked at
 */
LwEndpointCall *
lw_endpoint_call_new (LwEndpoint     *endpoint,
                      LwHttpExchange *exchange)
{
  LwEndpointCall *self = g_new0 (LwEndpointCall, 1);

  self->endpoint = g_object_ref (endpoint);
  self->exchange = exchange;
  self->request_id = g_strdup_printf ("%08X%08X", g_random_int (), g_random_int ());
  return self;
}

void
lw_endpoint_call_free (LwEndpointCall *self)
{
  g_return_if_fail (self->exchange == NULL);

  g_clear_pointer (&self->query, g_hash_table_unref);
  g_free (self->request_id);
  g_free (self->bucket);
  g_free (self->key);
  g_free (self->region);
  g_free (self->scope);
  g_free (self->signature);
  g_free (self->payload);
  g_object_unref (self->endpoint);
  g_free (self);
}

const char *
lw_endpoint_call_get_header (LwEndpointCall *self,
                             const char     *name)
{
  return lw_http_exchange_get_header (self->exchange, name);
}

const char *
lw_endpoint_call_get_query (LwEndpointCall *self,
                            const char     *name)
{
  return self->query != NULL ? g_hash_table_lookup (self->query, name) : NULL;
}

gboolean
lw_endpoint_call_has_method (LwEndpointCall *self,
                             const char     *method)
{
  return g_str_equal (lw_http_exchange_get_method (self->exchange), method);
}

void
lw_endpoint_call_add_header (LwEndpointCall *self,
                             const char     *name,
                             const char     *value)
{
  lw_http_exchange_add_header (self->exchange, name, value);
}

static void
add_request_id (LwEndpointCall *self)
{
  if (self->service == LW_ENDPOINT_SERVICE_S3)
    {
      lw_http_exchange_add_header (self->exchange, "x-amz-request-id", self->request_id);
      lw_http_exchange_add_header (self->exchange, "x-amz-id-2", self->request_id);
    }
  else
    lw_http_exchange_add_header (self->exchange, "x-amzn-RequestId", self->request_id);
}

/**
 * lw_endpoint_call_respond:
 * @self: a call
 * @status: such as 204
 *
 * Ends it without a body.
 */
void
lw_endpoint_call_respond (LwEndpointCall *self,
                          guint           status)
{
  add_request_id (self);
  lw_http_exchange_respond (g_steal_pointer (&self->exchange), status, NULL);
}

void
lw_endpoint_call_respond_text (LwEndpointCall *self,
                               guint           status,
                               const char     *content_type,
                               const char     *text)
{
  add_request_id (self);
  lw_http_exchange_respond_text (g_steal_pointer (&self->exchange), status, content_type, text);
}

/* Takes the file. */
void
lw_endpoint_call_respond_file (LwEndpointCall *self,
                               guint           status,
                               int             file,
                               guint64         offset,
                               guint64         length)
{
  add_request_id (self);
  lw_http_exchange_respond_file (g_steal_pointer (&self->exchange), status, file, offset, length);
}

static char *
format_xml_error (LwEndpointCall *self,
                  const char     *code,
                  const char     *message)
{
  LwEndpointXml *xml = lw_endpoint_xml_new ();

  if (self->service == LW_ENDPOINT_SERVICE_STS)
    lw_endpoint_xml_open_root (xml, "ErrorResponse", "https://sts.amazonaws.com/doc/2011-06-15/");
  lw_endpoint_xml_open (xml, "Error");
  if (self->service == LW_ENDPOINT_SERVICE_STS)
    lw_endpoint_xml_add (xml, "Type", "Sender");
  lw_endpoint_xml_add (xml, "Code", code);
  lw_endpoint_xml_add (xml, "Message", message);
  if (self->bucket != NULL)
    lw_endpoint_xml_add (xml, "BucketName", self->bucket);
  if (self->key != NULL)
    lw_endpoint_xml_add (xml, "Key", self->key);
  if (self->service == LW_ENDPOINT_SERVICE_S3)
    {
      lw_endpoint_xml_add (xml, "Resource", lw_http_exchange_get_path (self->exchange));
      lw_endpoint_xml_add (xml, "RequestId", self->request_id);
      lw_endpoint_xml_add (xml, "HostId", self->request_id);
    }
  lw_endpoint_xml_close (xml);
  if (self->service == LW_ENDPOINT_SERVICE_STS)
    {
      lw_endpoint_xml_add (xml, "RequestId", self->request_id);
      lw_endpoint_xml_close (xml);
    }
  return lw_endpoint_xml_free_to_text (xml);
}

static char *
format_json_error (const char *code,
                   const char *message)
{
  g_autofree char *quoted_code = lw_json_quote (code);
  g_autofree char *quoted_message = lw_json_quote (message);
  /* ResourceInUse and its like have a modelled member. */
  const char *name = g_str_has_prefix (code, "Resource") ? "Message" : "message";

  return g_strdup_printf ("{\"__type\":%s,\"%s\":%s}", quoted_code, name, quoted_message);
}

/**
 * lw_endpoint_call_respond_error:
 * @self: a call
 * @error: what is wrong
 *
 * Ends it in the form in which its service tells of errors.
 */
void
lw_endpoint_call_respond_error (LwEndpointCall *self,
                                const GError   *error)
{
  LwEndpointError judged = lw_endpoint_error_judge (error);
  gboolean is_json = self->service == LW_ENDPOINT_SERVICE_SAGEMAKER;
  gboolean is_s3 = self->service == LW_ENDPOINT_SERVICE_S3;
  const char *code = lw_endpoint_error_get_code (judged, is_s3);
  guint status = lw_endpoint_error_get_status (judged, is_s3);
  g_autofree char *text = NULL;

  if (judged == LW_ENDPOINT_ERROR_INTERNAL)
    g_message ("%s %s: %s", lw_http_exchange_get_method (self->exchange), lw_http_exchange_get_path (self->exchange),
               error->message);
  if (judged == LW_ENDPOINT_ERROR_NOT_MODIFIED)
    {
      lw_endpoint_call_respond (self, status);
      return;
    }
  text = is_json ? format_json_error (code, error->message) : format_xml_error (self, code, error->message);
  if (is_json)
    lw_http_exchange_add_header (self->exchange, "x-amzn-ErrorType", code);
  lw_endpoint_call_respond_text (self, status, is_json ? "application/x-amz-json-1.1" : "application/xml", text);
}
