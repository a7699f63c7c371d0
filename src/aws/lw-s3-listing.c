/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A page of a bucket's list of objects, and the list of buckets. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-s3-listing.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lw-aws-error.h"
#include "lw-s3-xml.h"
#include "lw-time.h"

/**
 * lw_s3_dup_etag:
 * @text: (nullable): an ETag as a header field or a document has it
 *
 * Returns: (transfer full): the ETag without quotes; "" for none
 */
char *
lw_s3_dup_etag (const char *text)
{
  gsize length;

  if (text == NULL)
    return g_strdup ("");
  if (g_str_has_prefix (text, "W/"))
    text += 2;
  length = strlen (text);
  if (length >= 2 && text[0] == '"' && text[length - 1] == '"')
    return g_strndup (text + 1, length - 2);
  return g_strdup (text);
}

/* A key as it is. With encoding-type=url, which is asked for because XML cannot carry each character that a key may
 * have, it is encoded as in a form. */
static char *
dup_key (xmlNode    *parent,
         const char *name,
         gboolean    is_encoded)
{
  g_autofree char *text = lw_s3_xml_dup_text (parent, name);
  char *key;

  if (text == NULL || !is_encoded)
    return g_steal_pointer (&text);
  g_strdelimit (text, "+", ' ');
  key = g_uri_unescape_string (text, NULL);
  return key != NULL ? key : g_steal_pointer (&text);
}

static LwObjectInfo *
read_object (xmlNode    *node,
             const char *bucket,
             gboolean    is_encoded)
{
  g_autofree char *key = dup_key (node, "Key", is_encoded);
  g_autofree char *size = lw_s3_xml_dup_text (node, "Size");
  g_autofree char *modified = lw_s3_xml_dup_text (node, "LastModified");
  g_autofree char *quoted = lw_s3_xml_dup_text (node, "ETag");
  g_autofree char *etag = lw_s3_dup_etag (quoted);
  g_autofree char *uri = NULL;
  guint64 n_bytes = 0;
  gint64 time = 0;

  if (key == NULL || *key == '\0' || size == NULL
      || !g_ascii_string_to_unsigned (size, 10, 0, G_MAXINT64, &n_bytes, NULL))
    return NULL;
  if (modified == NULL || !lw_time_parse (modified, &time))
    time = 0;
  uri = g_strconcat ("s3://", bucket, "/", key, NULL);
  return lw_object_info_new (uri, n_bytes, time, etag);
}

static gboolean
read_objects (LwS3Listing  *self,
              xmlNode      *root,
              const char   *bucket,
              gboolean      is_encoded,
              GError      **error)
{
  for (xmlNode *node = lw_s3_xml_first (root, "Contents"); node != NULL; node = lw_s3_xml_next (node))
    {
      LwObjectInfo *object = read_object (node, bucket, is_encoded);

      if (object == NULL)
        {
          g_set_error (error, LW_AWS_ERROR, LW_AWS_ERROR_BAD_ANSWER,
                       _("The list of “%s” has an object without key or size"), bucket);
          return FALSE;
        }
      g_ptr_array_add (self->objects, object);
    }
  return TRUE;
}

static void
read_prefixes (LwS3Listing *self,
               xmlNode     *root,
               gboolean     is_encoded)
{
  for (xmlNode *node = lw_s3_xml_first (root, "CommonPrefixes"); node != NULL; node = lw_s3_xml_next (node))
    {
      char *prefix = dup_key (node, "Prefix", is_encoded);

      if (prefix != NULL)
        g_ptr_array_add (self->prefixes, prefix);
    }
}

/**
 * lw_s3_listing_parse:
 * @body: the answer to ListObjectsV2
 * @bucket: the bucket that was asked for
 * @error: return location: %LW_AWS_ERROR_BAD_ANSWER
 *
 * Returns: (transfer full) (nullable): the page
 */
LwS3Listing *
lw_s3_listing_parse (GBytes      *body,
                     const char  *bucket,
                     GError     **error)
{
  g_autoptr (LwS3Document) document = NULL;
  g_autoptr (LwS3Listing) self = NULL;
  g_autofree char *encoding = NULL;
  xmlNode *root;
  gboolean is_encoded;

  g_return_val_if_fail (body != NULL && bucket != NULL, NULL);

  document = lw_s3_xml_parse (body, "ListBucketResult", error);
  if (document == NULL)
    return NULL;
  root = xmlDocGetRootElement (document);
  encoding = lw_s3_xml_dup_text (root, "EncodingType");
  is_encoded = g_strcmp0 (encoding, "url") == 0;
  self = g_new0 (LwS3Listing, 1);
  self->objects = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_object_info_free);
  self->prefixes = g_ptr_array_new_with_free_func (g_free);
  if (!read_objects (self, root, bucket, is_encoded, error))
    return NULL;
  read_prefixes (self, root, is_encoded);
  if (lw_s3_xml_is_true (root, "IsTruncated"))
    self->next_token = lw_s3_xml_dup_text (root, "NextContinuationToken");
  return g_steal_pointer (&self);
}

/**
 * lw_s3_listing_free:
 * @self: (transfer full): a page
 */
void
lw_s3_listing_free (LwS3Listing *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->objects);
  g_ptr_array_unref (self->prefixes);
  g_free (self->next_token);
  g_free (self);
}

static void
bucket_free (gpointer data)
{
  LwS3Bucket *self = data;

  g_free (self->name);
  g_free (self);
}

/**
 * lw_s3_buckets_parse:
 * @body: the answer to ListBuckets
 * @next_token: (out) (nullable): what asks for the next page
 * @error: return location: %LW_AWS_ERROR_BAD_ANSWER
 *
 * Returns: (transfer full) (nullable) (element-type LwS3Bucket): the buckets
 */
GPtrArray *
lw_s3_buckets_parse (GBytes  *body,
                     char   **next_token,
                     GError **error)
{
  g_autoptr (LwS3Document) document = NULL;
  GPtrArray *buckets;
  xmlNode *root, *list;

  g_return_val_if_fail (body != NULL && next_token != NULL, NULL);

  document = lw_s3_xml_parse (body, "ListAllMyBucketsResult", error);
  if (document == NULL)
    return NULL;
  root = xmlDocGetRootElement (document);
  *next_token = lw_s3_xml_dup_text (root, "ContinuationToken");
  buckets = g_ptr_array_new_with_free_func (bucket_free);
  list = lw_s3_xml_first (root, "Buckets");
  for (xmlNode *node = list != NULL ? lw_s3_xml_first (list, "Bucket") : NULL; node != NULL;
       node = lw_s3_xml_next (node))
    {
      g_autofree char *created = lw_s3_xml_dup_text (node, "CreationDate");
      g_autofree char *name = lw_s3_xml_dup_text (node, "Name");
      LwS3Bucket *bucket;

      if (name == NULL || *name == '\0')
        continue;
      bucket = g_new0 (LwS3Bucket, 1);
      bucket->name = g_steal_pointer (&name);
      if (created != NULL && !lw_time_parse (created, &bucket->created))
        bucket->created = 0;
      g_ptr_array_add (buckets, bucket);
    }
  return buckets;
}
