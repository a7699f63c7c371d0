/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The objects of a bucket, in pages, in both of S3's versions; and deleting many of them. */

#define G_LOG_DOMAIN "lw-endpoint"

#include "config.h"

#include "lw-endpoint-s3.h"

#include "lw-endpoint-body.h"

#include "lw-bucket-list.h"

#include <string.h>

#define MAX_KEYS 1000
#define MAX_XML (2 * 1024 * 1024)

/**
 * Page:
 * @after: (nullable): what comes at or before this was on an earlier page
 * @last: (nullable): the last that is on this one
 */
typedef struct
{
  LwEndpointCall *call;
  gboolean        is_v2;
  gboolean        url_encoded;
  const char     *prefix;
  const char     *delimiter;
  guint           max_keys;
  char           *after;
  GPtrArray      *infos;
  GPtrArray      *folders;
  char           *last;
  gboolean        truncated;
} Page;

static void
clear_page (Page *page)
{
  g_free (page->after);
  g_free (page->last);
  g_clear_pointer (&page->infos, g_ptr_array_unref);
  g_clear_pointer (&page->folders, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, clear_page)

static const char *
get_query (LwEndpointCall *call,
           const char     *name)
{
  const char *value = lw_endpoint_call_get_query (call, name);

  return value != NULL ? value : "";
}

static gboolean
take_max_keys (Page    *page,
               GError **error)
{
  const char *text = lw_endpoint_call_get_query (page->call, "max-keys");
  guint64 number = MAX_KEYS;

  if (text != NULL && *text != '\0' && !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &number, NULL))
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_INVALID_ARGUMENT,
                             "Provided max-keys not an integer or within integer range");
  page->max_keys = MIN (number, MAX_KEYS);
  return TRUE;
}

/* The token is the last key of the page before, in Base64. */
static gboolean
take_start (Page    *page,
            GError **error)
{
  const char *token = lw_endpoint_call_get_query (page->call, "continuation-token");
  gsize length;

  if (!page->is_v2)
    page->after = g_strdup (get_query (page->call, "marker"));
  else if (token == NULL)
    page->after = g_strdup (get_query (page->call, "start-after"));
  else
    {
      g_autofree guchar *decoded = g_base64_decode (token, &length);

      page->after = g_strndup ((const char *) decoded, length);
      if (*token == '\0' || *page->after == '\0' || !g_utf8_validate (page->after, -1, NULL))
        return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_INVALID_ARGUMENT,
                                 "The continuation token provided is incorrect");
    }
  return TRUE;
}

static gboolean
take_encoding (Page    *page,
               GError **error)
{
  const char *encoding = lw_endpoint_call_get_query (page->call, "encoding-type");

  page->url_encoded = g_strcmp0 (encoding, "url") == 0;
  return encoding == NULL || page->url_encoded ||
         lw_endpoint_fail (error, LW_ENDPOINT_ERROR_INVALID_ARGUMENT, "Invalid Encoding Method specified in Request");
}

static const char *
get_key (const LwObjectInfo *info)
{
  return strchr (info->uri + strlen ("s3://"), '/') + 1;
}

/* (transfer full) (nullable): the prefix under which the key is folded. */
static char *
dup_folder (const Page *page,
            const char *key)
{
  const char *found = *page->delimiter != '\0' ? strstr (key + strlen (page->prefix), page->delimiter) : NULL;

  return found != NULL ? g_strndup (key, found + strlen (page->delimiter) - key) : NULL;
}

static gboolean
is_behind (const Page *page,
           const char *key,
           const char *folder)
{
  if (strcmp (key, page->after) <= 0)
    return FALSE;
  return folder == NULL || !g_str_equal (folder, page->after);
}

static void
fill_page (Page      *page,
           GPtrArray *all)
{
  for (guint i = 0; i < all->len; i++)
    {
      LwObjectInfo *info = g_ptr_array_index (all, i);
      const char *key = get_key (info);
      g_autofree char *folder = dup_folder (page, key);

      if (!is_behind (page, key, folder) || (folder != NULL && g_strcmp0 (folder, page->last) == 0))
        continue;
      if (page->infos->len + page->folders->len == page->max_keys)
        {
          page->truncated = page->max_keys > 0;
          return;
        }
      g_free (page->last);
      page->last = g_strdup (folder != NULL ? folder : key);
      if (folder != NULL)
        g_ptr_array_add (page->folders, g_steal_pointer (&folder));
      else
        g_ptr_array_add (page->infos, info);
    }
}

static void
add_name (const Page    *page,
          LwEndpointXml *xml,
          const char    *element,
          const char    *name)
{
  g_autofree char *encoded = page->url_encoded ? g_uri_escape_string (name, "/", FALSE) : NULL;

  lw_endpoint_xml_add (xml, element, encoded != NULL ? encoded : name);
}

static void
add_object (const Page         *page,
            LwEndpointXml      *xml,
            const LwObjectInfo *info)
{
  const char *key = get_key (info);
  g_autoptr (LwEndpointObject) object = lw_endpoint_object_open (page->call->endpoint, page->call->bucket, key, NULL);

  lw_endpoint_xml_open (xml, "Contents");
  add_name (page, xml, "Key", key);
  lw_endpoint_xml_add_time (xml, "LastModified", info->modified);
  lw_endpoint_xml_add (xml, "ETag", object != NULL ? object->etag : info->etag);
  lw_endpoint_xml_add_number (xml, "Size", info->size);
  if (!page->is_v2 || g_str_equal (get_query (page->call, "fetch-owner"), "true"))
    {
      lw_endpoint_xml_open (xml, "Owner");
      lw_endpoint_xml_add (xml, "ID", LW_ENDPOINT_ACCOUNT);
      lw_endpoint_xml_add (xml, "DisplayName", "labelwright");
      lw_endpoint_xml_close (xml);
    }
  lw_endpoint_xml_add (xml, "StorageClass", "STANDARD");
  lw_endpoint_xml_close (xml);
}

static void
add_continuation (const Page    *page,
                  LwEndpointXml *xml)
{
  const char *token = lw_endpoint_call_get_query (page->call, "continuation-token");
  const char *start = lw_endpoint_call_get_query (page->call, "start-after");
  g_autofree char *next = page->truncated
                            ? g_base64_encode ((const guchar *) page->last, strlen (page->last)) : NULL;

  if (!page->is_v2)
    {
      add_name (page, xml, "Marker", page->after);
      if (page->truncated)
        add_name (page, xml, "NextMarker", page->last);
      return;
    }
  lw_endpoint_xml_add_number (xml, "KeyCount", page->infos->len + page->folders->len);
  if (token != NULL)
    lw_endpoint_xml_add (xml, "ContinuationToken", token);
  if (next != NULL)
    lw_endpoint_xml_add (xml, "NextContinuationToken", next);
  if (start != NULL)
    add_name (page, xml, "StartAfter", start);
}

static LwEndpointXml *
format_page (const Page *page)
{
  LwEndpointXml *xml = lw_endpoint_xml_new ();

  lw_endpoint_xml_open_root (xml, "ListBucketResult", LW_ENDPOINT_S3_NAMESPACE);
  lw_endpoint_xml_add (xml, "Name", page->call->bucket);
  add_name (page, xml, "Prefix", page->prefix);
  if (*page->delimiter != '\0')
    add_name (page, xml, "Delimiter", page->delimiter);
  lw_endpoint_xml_add_number (xml, "MaxKeys", page->max_keys);
  if (page->url_encoded)
    lw_endpoint_xml_add (xml, "EncodingType", "url");
  lw_endpoint_xml_add_boolean (xml, "IsTruncated", page->truncated);
  add_continuation (page, xml);
  for (guint i = 0; i < page->infos->len; i++)
    add_object (page, xml, g_ptr_array_index (page->infos, i));
  for (guint i = 0; i < page->folders->len; i++)
    {
      lw_endpoint_xml_open (xml, "CommonPrefixes");
      add_name (page, xml, "Prefix", g_ptr_array_index (page->folders, i));
      lw_endpoint_xml_close (xml);
    }
  lw_endpoint_xml_close (xml);
  return xml;
}

gboolean
lw_endpoint_s3_list_objects (LwEndpointCall  *call,
                             GError         **error)
{
  g_auto (Page) page = { .call = call };
  g_autofree char *folder = lw_directory_store_dup_folder (lw_endpoint_get_store (call->endpoint), call->bucket);
  g_autoptr (GPtrArray) all = NULL;

  if (!lw_endpoint_s3_check_bucket (call, error))
    return FALSE;
  page.is_v2 = g_strcmp0 (lw_endpoint_call_get_query (call, "list-type"), "2") == 0;
  page.prefix = get_query (call, "prefix");
  page.delimiter = get_query (call, "delimiter");
  page.infos = g_ptr_array_new ();
  page.folders = g_ptr_array_new_with_free_func (g_free);
  if (!take_max_keys (&page, error) || !take_start (&page, error) || !take_encoding (&page, error))
    return FALSE;
  all = lw_bucket_list (folder, call->bucket, page.prefix, NULL, error);
  if (all == NULL)
    return FALSE;
  fill_page (&page, all);
  lw_endpoint_s3_respond_xml (call, format_page (&page));
  return TRUE;
}

static void
delete_one (LwEndpointCall *call,
            LwEndpointXml  *xml,
            const char     *key,
            gboolean        quiet)
{
  g_autoptr (GError) error = NULL;

  if (lw_endpoint_s3_remove (call->endpoint, call->bucket, key, &error))
    {
      if (quiet)
        return;
      lw_endpoint_xml_open (xml, "Deleted");
      lw_endpoint_xml_add (xml, "Key", key);
      lw_endpoint_xml_close (xml);
      return;
    }
  lw_endpoint_xml_open (xml, "Error");
  lw_endpoint_xml_add (xml, "Key", key);
  lw_endpoint_xml_add (xml, "Code", lw_endpoint_error_get_code (lw_endpoint_error_judge (error), TRUE));
  lw_endpoint_xml_add (xml, "Message", error->message);
  lw_endpoint_xml_close (xml);
}

static gboolean
check_count (xmlNode  *root,
             GError  **error)
{
  guint n = 0;

  for (xmlNode *node = lw_endpoint_xml_find (root, "Object"); node != NULL;
       node = lw_endpoint_xml_next (node, "Object"))
    {
      g_autofree char *key = lw_endpoint_xml_dup_text (node, "Key");

      n = key != NULL ? n + 1 : MAX_KEYS + 1;
    }
  return (n > 0 && n <= MAX_KEYS) ||
         lw_endpoint_fail (error, LW_ENDPOINT_ERROR_MALFORMED_XML, LW_ENDPOINT_MALFORMED_XML);
}

gboolean
lw_endpoint_s3_delete_objects (LwEndpointCall  *call,
                               GError         **error)
{
  g_autoptr (GBytes) body = lw_endpoint_body_read_all (call, MAX_XML, error);
  g_autoptr (xmlDoc) document = body != NULL ? lw_endpoint_xml_parse (body, "Delete", error) : NULL;
  xmlNode *root = document != NULL ? xmlDocGetRootElement (document) : NULL;
  g_autofree char *quiet = NULL;
  LwEndpointXml *xml;

  if (root == NULL || !lw_endpoint_s3_check_bucket (call, error) || !check_count (root, error))
    return FALSE;
  quiet = lw_endpoint_xml_dup_text (root, "Quiet");
  xml = lw_endpoint_xml_new ();
  lw_endpoint_xml_open_root (xml, "DeleteResult", LW_ENDPOINT_S3_NAMESPACE);
  for (xmlNode *node = lw_endpoint_xml_find (root, "Object"); node != NULL;
       node = lw_endpoint_xml_next (node, "Object"))
    {
      g_autofree char *key = lw_endpoint_xml_dup_text (node, "Key");

      delete_one (call, xml, key, g_strcmp0 (quiet, "true") == 0);
    }
  lw_endpoint_xml_close (xml);
  lw_endpoint_s3_respond_xml (call, xml);
  return TRUE;
}
