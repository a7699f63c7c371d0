/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said of buckets and objects besides their bytes: which web pages may read them (CORS), and tags. */

#define G_LOG_DOMAIN "lw-endpoint"

#include "config.h"

#include "lw-endpoint-s3.h"

#include "lw-endpoint-body.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define MAX_XML (64 * 1024)
#define MAX_OBJECT_TAGS 10
#define MAX_BUCKET_TAGS 50
#define MAX_TAG_KEY 128
#define MAX_TAG_VALUE 256

static char *
dup_file (LwEndpointCall *call,
          const char     *name)
{
  g_autofree char *folder = lw_endpoint_note_dup_folder (call->endpoint, call->bucket);

  return g_build_filename (folder, name, NULL);
}

static gboolean
save_file (LwEndpointCall  *call,
           const char      *name,
           const char      *text,
           gsize            length,
           GError         **error)
{
  g_autofree char *path = dup_file (call, name);

  return lw_file_write (path, text, length, error);
}

static gboolean
remove_file (LwEndpointCall  *call,
             const char      *name,
             GError         **error)
{
  g_autofree char *path = dup_file (call, name);

  if (!lw_endpoint_s3_check_bucket (call, error))
    return FALSE;
  g_unlink (path);
  lw_endpoint_call_respond (call, 204);
  return TRUE;
}

/* CORS */

gboolean
lw_endpoint_s3_get_cors (LwEndpointCall  *call,
                         GError         **error)
{
  g_autofree char *path = dup_file (call, "cors.xml");
  g_autofree char *text = NULL;

  if (!lw_endpoint_s3_check_bucket (call, error))
    return FALSE;
  if (!g_file_get_contents (path, &text, NULL, NULL))
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_NO_SUCH_CORS_CONFIGURATION,
                             "The CORS configuration does not exist");
  lw_endpoint_call_respond_text (call, 200, "application/xml", text);
  return TRUE;
}

gboolean
lw_endpoint_s3_put_cors (LwEndpointCall  *call,
                         GError         **error)
{
  g_autoptr (GBytes) body = lw_endpoint_body_read_all (call, MAX_XML, error);
  g_autoptr (xmlDoc) document = body != NULL ? lw_endpoint_xml_parse (body, "CORSConfiguration", error) : NULL;
  xmlNode *root = document != NULL ? xmlDocGetRootElement (document) : NULL;

  if (root == NULL || !lw_endpoint_s3_check_bucket (call, error))
    return FALSE;
  if (lw_endpoint_xml_find (root, "CORSRule") == NULL)
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_MALFORMED_XML, LW_ENDPOINT_MALFORMED_XML);
  if (!save_file (call, "cors.xml", g_bytes_get_data (body, NULL), g_bytes_get_size (body), error))
    return FALSE;
  lw_endpoint_call_respond (call, 200);
  return TRUE;
}

gboolean
lw_endpoint_s3_delete_cors (LwEndpointCall  *call,
                            GError         **error)
{
  return remove_file (call, "cors.xml", error);
}

/* A pattern has one star at most. */
static gboolean
pattern_fits (const char *pattern,
              const char *text)
{
  const char *star = strchr (pattern, '*');
  gsize n_before = star != NULL ? (gsize) (star - pattern) : strlen (pattern);

  if (star == NULL)
    return g_ascii_strcasecmp (pattern, text) == 0;
  return strlen (text) >= n_before + strlen (star + 1) && g_ascii_strncasecmp (pattern, text, n_before) == 0 &&
         g_str_has_suffix (text, star + 1);
}

static gboolean
rule_has (xmlNode    *rule,
          const char *name,
          const char *text)
{
  for (xmlNode *node = lw_endpoint_xml_find (rule, name); node != NULL; node = lw_endpoint_xml_next (node, name))
    {
      xmlChar *content = xmlNodeGetContent (node);
      gboolean fits = pattern_fits ((const char *) content, text);

      xmlFree (content);
      if (fits)
        return TRUE;
    }
  return FALSE;
}

static gboolean
rule_has_headers (xmlNode    *rule,
                  const char *list)
{
  g_auto (GStrv) names = g_strsplit (list != NULL ? list : "", ",", -1);

  for (gsize i = 0; names[i] != NULL; i++)
    if (*g_strstrip (names[i]) != '\0' && !rule_has (rule, "AllowedHeader", names[i]))
      return FALSE;
  return TRUE;
}

static char *
join_texts (xmlNode    *rule,
            const char *name)
{
  GString *joined = g_string_new (NULL);

  for (xmlNode *node = lw_endpoint_xml_find (rule, name); node != NULL; node = lw_endpoint_xml_next (node, name))
    {
      xmlChar *content = xmlNodeGetContent (node);

      g_string_append_printf (joined, "%s%s", joined->len > 0 ? ", " : "", (const char *) content);
      xmlFree (content);
    }
  return g_string_free (joined, FALSE);
}

static void
add_rule_headers (LwEndpointCall *call,
                  xmlNode        *rule,
                  const char     *origin)
{
  g_autofree char *methods = join_texts (rule, "AllowedMethod");
  g_autofree char *exposed = join_texts (rule, "ExposeHeader");
  g_autofree char *age = lw_endpoint_xml_dup_text (rule, "MaxAgeSeconds");
  const char *asked = lw_endpoint_call_get_header (call, "Access-Control-Request-Headers");

  lw_endpoint_call_add_header (call, "Access-Control-Allow-Origin",
                               rule_has (rule, "AllowedOrigin", "*") ? "*" : origin);
  lw_endpoint_call_add_header (call, "Access-Control-Allow-Methods", methods);
  lw_endpoint_call_add_header (call, "Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
  if (asked != NULL)
    lw_endpoint_call_add_header (call, "Access-Control-Allow-Headers", asked);
  if (*exposed != '\0')
    lw_endpoint_call_add_header (call, "Access-Control-Expose-Headers", exposed);
  if (age != NULL)
    lw_endpoint_call_add_header (call, "Access-Control-Max-Age", age);
}

/* Finds the bucket's rule for a page at @origin, and says so in the answer. */
static gboolean
apply_rules (LwEndpointCall *call,
             const char     *origin,
             const char     *method)
{
  g_autofree char *path = dup_file (call, "cors.xml");
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (xmlDoc) document = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, NULL))
    return FALSE;
  bytes = g_bytes_new_take (g_steal_pointer (&text), length);
  document = lw_endpoint_xml_parse (bytes, "CORSConfiguration", NULL);
  if (document == NULL)
    return FALSE;
  for (xmlNode *rule = lw_endpoint_xml_find (xmlDocGetRootElement (document), "CORSRule"); rule != NULL;
       rule = lw_endpoint_xml_next (rule, "CORSRule"))
    if (rule_has (rule, "AllowedOrigin", origin) && rule_has (rule, "AllowedMethod", method) &&
        rule_has_headers (rule, lw_endpoint_call_get_header (call, "Access-Control-Request-Headers")))
      {
        add_rule_headers (call, rule, origin);
        return TRUE;
      }
  return FALSE;
}

/* For answers to pages of other origins. */
void
lw_endpoint_s3_add_cors_headers (LwEndpointCall *call)
{
  const char *origin = lw_endpoint_call_get_header (call, "Origin");

  if (origin != NULL && call->bucket != NULL)
    apply_rules (call, origin, lw_http_exchange_get_method (call->exchange));
}

gboolean
lw_endpoint_s3_preflight (LwEndpointCall  *call,
                          GError         **error)
{
  const char *origin = lw_endpoint_call_get_header (call, "Origin");
  const char *method = lw_endpoint_call_get_header (call, "Access-Control-Request-Method");

  if (call->bucket == NULL || origin == NULL || method == NULL || strchr (call->bucket, '/') != NULL ||
      !lw_s3_bucket_name_is_valid (call->bucket) || !apply_rules (call, origin, method))
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_ACCESS_DENIED,
                             "CORSResponse: This CORS request is not allowed. This is usually because the evaluation "
                             "of Origin, request method / Access-Control-Request-Method or "
                             "Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.");
  lw_endpoint_call_respond (call, 200);
  return TRUE;
}

/* Tags: kept as "key=value&…", escaped, as the header field has them. */

static gboolean
add_tag (xmlNode     *node,
         GHashTable  *seen,
         GString     *tags,
         GError     **error)
{
  g_autofree char *key = lw_endpoint_xml_dup_text (node, "Key");
  g_autofree char *value = lw_endpoint_xml_dup_text (node, "Value");
  g_autofree char *escaped_key = NULL;
  g_autofree char *escaped_value = NULL;

  if (key == NULL || value == NULL || *key == '\0' || g_utf8_strlen (key, -1) > MAX_TAG_KEY ||
      g_utf8_strlen (value, -1) > MAX_TAG_VALUE)
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_INVALID_TAG,
                             "The TagKey or TagValue you have provided is invalid");
  if (!g_hash_table_add (seen, g_strdup (key)))
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_INVALID_TAG,
                             "Cannot provide multiple Tags with the same key");
  escaped_key = g_uri_escape_string (key, NULL, FALSE);
  escaped_value = g_uri_escape_string (value, NULL, FALSE);
  g_string_append_printf (tags, "%s%s=%s", tags->len > 0 ? "&" : "", escaped_key, escaped_value);
  return TRUE;
}

static char *
read_tags (LwEndpointCall  *call,
           guint            max,
           GError         **error)
{
  g_autoptr (GBytes) body = lw_endpoint_body_read_all (call, MAX_XML, error);
  g_autoptr (xmlDoc) document = body != NULL ? lw_endpoint_xml_parse (body, "Tagging", error) : NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) tags = g_string_new (NULL);
  xmlNode *set;

  if (document == NULL)
    return NULL;
  set = lw_endpoint_xml_find (xmlDocGetRootElement (document), "TagSet");
  for (xmlNode *node = set != NULL ? lw_endpoint_xml_find (set, "Tag") : NULL; node != NULL;
       node = lw_endpoint_xml_next (node, "Tag"))
    if (!add_tag (node, seen, tags, error))
      return NULL;
  if (g_hash_table_size (seen) > max)
    {
      lw_endpoint_fail (error, LW_ENDPOINT_ERROR_INVALID_TAG, "There are too many tags");
      return NULL;
    }
  return g_string_free (g_steal_pointer (&tags), FALSE);
}

static void
respond_tags (LwEndpointCall *call,
              const char     *tags)
{
  g_auto (GStrv) parts = g_strsplit (tags != NULL ? tags : "", "&", -1);
  LwEndpointXml *xml = lw_endpoint_xml_new ();

  lw_endpoint_xml_open_root (xml, "Tagging", LW_ENDPOINT_S3_NAMESPACE);
  lw_endpoint_xml_open (xml, "TagSet");
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      char *value = strchr (parts[i], '=');
      g_autofree char *plain_key = NULL;
      g_autofree char *plain_value = NULL;

      if (value != NULL)
        *value++ = '\0';
      plain_key = lw_endpoint_uri_decode (parts[i], TRUE);
      plain_value = lw_endpoint_uri_decode (value != NULL ? value : "", TRUE);
      if (plain_key == NULL || plain_value == NULL || *plain_key == '\0')
        continue;
      lw_endpoint_xml_open (xml, "Tag");
      lw_endpoint_xml_add (xml, "Key", plain_key);
      lw_endpoint_xml_add (xml, "Value", plain_value);
      lw_endpoint_xml_close (xml);
    }
  lw_endpoint_xml_close (xml);
  lw_endpoint_xml_close (xml);
  lw_endpoint_s3_respond_xml (call, xml);
}

gboolean
lw_endpoint_s3_get_bucket_tags (LwEndpointCall  *call,
                                GError         **error)
{
  g_autofree char *path = dup_file (call, "tags");
  g_autofree char *tags = NULL;

  if (!lw_endpoint_s3_check_bucket (call, error))
    return FALSE;
  if (!g_file_get_contents (path, &tags, NULL, NULL))
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_NO_SUCH_TAG_SET, "The TagSet does not exist");
  respond_tags (call, tags);
  return TRUE;
}

gboolean
lw_endpoint_s3_put_bucket_tags (LwEndpointCall  *call,
                                GError         **error)
{
  g_autofree char *tags = read_tags (call, MAX_BUCKET_TAGS, error);

  if (tags == NULL || !lw_endpoint_s3_check_bucket (call, error) ||
      !save_file (call, "tags", tags, strlen (tags), error))
    return FALSE;
  lw_endpoint_call_respond (call, 204);
  return TRUE;
}

gboolean
lw_endpoint_s3_delete_bucket_tags (LwEndpointCall  *call,
                                   GError         **error)
{
  return remove_file (call, "tags", error);
}

gboolean
lw_endpoint_s3_get_tags (LwEndpointCall  *call,
                         GError         **error)
{
  g_autoptr (LwEndpointObject) object = lw_endpoint_object_open (call->endpoint, call->bucket, call->key, error);

  if (object == NULL)
    return FALSE;
  respond_tags (call, lw_endpoint_note_get (object->note, LW_NOTE_TAGS));
  return TRUE;
}

static gboolean
set_tags (LwEndpointCall  *call,
          const char      *tags,
          GError         **error)
{
  GRecMutex *mutex = lw_endpoint_get_mutex (call->endpoint, call->bucket, call->key);
  g_autoptr (LwEndpointObject) object = NULL;
  gboolean ok = FALSE;

  g_rec_mutex_lock (mutex);
  object = lw_endpoint_object_open (call->endpoint, call->bucket, call->key, error);
  if (object != NULL)
    {
      if (object->note == NULL)
        object->note = lw_endpoint_note_new ();
      lw_endpoint_note_set (object->note, LW_NOTE_TAGS, tags);
      ok = lw_endpoint_note_save (object->note, call->endpoint, call->bucket, call->key, &object->status, error);
    }
  g_rec_mutex_unlock (mutex);
  return ok;
}

gboolean
lw_endpoint_s3_put_tags (LwEndpointCall  *call,
                         GError         **error)
{
  g_autofree char *tags = read_tags (call, MAX_OBJECT_TAGS, error);

  if (tags == NULL || !set_tags (call, tags, error))
    return FALSE;
  lw_endpoint_call_respond (call, 200);
  return TRUE;
}

gboolean
lw_endpoint_s3_delete_tags (LwEndpointCall  *call,
                            GError         **error)
{
  if (!set_tags (call, NULL, error))
    return FALSE;
  lw_endpoint_call_respond (call, 204);
  return TRUE;
}
