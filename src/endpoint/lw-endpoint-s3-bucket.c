/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* S3's operations on buckets as such. A bucket that a client makes is a folder of the workspace; those that stand for
 * folders of the user are listed too, but are not deleted from here. */

#define G_LOG_DOMAIN "lw-endpoint"

#include "config.h"

#include "lw-endpoint-s3.h"

#include "lw-endpoint-body.h"

#include "lw-bucket-list.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define MAX_XML (1024 * 1024)

/* Where the folders of buckets are that clients made. */
static char *
dup_own_folder (LwEndpoint *endpoint,
                const char *bucket)
{
  return g_build_filename (lw_endpoint_get_folder (endpoint), "buckets", bucket, NULL);
}

static gboolean
is_own (LwEndpoint *endpoint,
        const char *bucket)
{
  g_autofree char *own = dup_own_folder (endpoint, bucket);
  g_autofree char *folder = lw_directory_store_dup_folder (lw_endpoint_get_store (endpoint), bucket);
  g_autofree char *real = g_canonicalize_filename (own, NULL);
  GStatBuf first, second;

  return folder != NULL && (g_str_equal (folder, real) ||
                            (g_stat (folder, &first) == 0 && g_stat (own, &second) == 0 &&
                             first.st_ino == second.st_ino && first.st_dev == second.st_dev));
}

/**
 * lw_endpoint_s3_check_bucket:
 * @call: a call that names a bucket
 * @error: return location: %LW_ENDPOINT_ERROR_NO_SUCH_BUCKET
 *
 * Returns: whether there is one
 */
gboolean
lw_endpoint_s3_check_bucket (LwEndpointCall  *call,
                             GError         **error)
{
  g_autofree char *folder = lw_directory_store_dup_folder (lw_endpoint_get_store (call->endpoint), call->bucket);

  return folder != NULL || lw_endpoint_fail (error, LW_ENDPOINT_ERROR_NO_SUCH_BUCKET,
                                             "The specified bucket does not exist");
}

static void
add_owner (LwEndpointXml *xml)
{
  lw_endpoint_xml_open (xml, "Owner");
  lw_endpoint_xml_add (xml, "ID", LW_ENDPOINT_ACCOUNT);
  lw_endpoint_xml_add (xml, "DisplayName", "labelwright");
  lw_endpoint_xml_close (xml);
}

gboolean
lw_endpoint_s3_list_buckets (LwEndpointCall  *call,
                             GError         **error)
{
  LwDirectoryStore *store = lw_endpoint_get_store (call->endpoint);
  g_auto (GStrv) names = lw_directory_store_dup_buckets (store);
  LwEndpointXml *xml = lw_endpoint_xml_new ();

  lw_endpoint_xml_open_root (xml, "ListAllMyBucketsResult", LW_ENDPOINT_S3_NAMESPACE);
  add_owner (xml);
  lw_endpoint_xml_open (xml, "Buckets");
  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autofree char *folder = lw_directory_store_dup_folder (store, names[i]);
      GStatBuf status = { 0 };

      if (folder == NULL)
        continue;
      if (g_stat (folder, &status) != 0)
        g_debug ("The folder of bucket %s is not there", names[i]);
      lw_endpoint_xml_open (xml, "Bucket");
      lw_endpoint_xml_add (xml, "Name", names[i]);
      lw_endpoint_xml_add_time (xml, "CreationDate", (gint64) status.st_mtim.tv_sec * G_USEC_PER_SEC);
      lw_endpoint_xml_close (xml);
    }
  lw_endpoint_xml_close (xml);
  lw_endpoint_xml_close (xml);
  lw_endpoint_s3_respond_xml (call, xml);
  return TRUE;
}

static gboolean
check_free (LwEndpointCall  *call,
            GError         **error)
{
  g_autofree char *folder = lw_directory_store_dup_folder (lw_endpoint_get_store (call->endpoint), call->bucket);

  if (!lw_s3_bucket_name_is_valid (call->bucket))
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_INVALID_BUCKET_NAME, "The specified bucket is not valid.");
  if (folder == NULL)
    return TRUE;
  if (is_own (call->endpoint, call->bucket))
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_BUCKET_ALREADY_OWNED_BY_YOU,
                             "Your previous request to create the named bucket succeeded and you already own it.");
  return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_BUCKET_ALREADY_EXISTS,
                           "The requested bucket name is not available: it stands for a folder of the server.");
}

gboolean
lw_endpoint_s3_create_bucket (LwEndpointCall  *call,
                              GError         **error)
{
  g_autofree char *folder = dup_own_folder (call->endpoint, call->bucket);
  g_autofree char *location = g_strconcat ("/", call->bucket, NULL);
  g_autofree char *name = NULL;
  g_autoptr (GBytes) body = lw_endpoint_body_read_all (call, MAX_XML, error);
  g_autoptr (xmlDoc) document = NULL;

  if (body == NULL || !check_free (call, error))
    return FALSE;
  /* A location is taken as it comes: there is one place here. */
  if (g_bytes_get_size (body) > 0)
    {
      document = lw_endpoint_xml_parse (body, "CreateBucketConfiguration", error);
      if (document == NULL)
        return FALSE;
    }
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_INTERNAL, g_strerror (errno));
  name = lw_object_store_map_folder (LW_OBJECT_STORE (lw_endpoint_get_store (call->endpoint)), folder, call->bucket,
                                     TRUE, error);
  if (name == NULL)
    return FALSE;
  lw_endpoint_call_add_header (call, "Location", location);
  lw_endpoint_call_respond (call, 200);
  return TRUE;
}

/* Empties a folder in which there are no objects, only folders. */
static void
remove_folders (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_folders (path);
    }
  g_rmdir (folder);
}

static void
remove_notes (LwEndpointCall *call)
{
  g_autofree char *folder = lw_endpoint_note_dup_folder (call->endpoint, call->bucket);
  g_autofree char *cors = g_build_filename (folder, "cors.xml", NULL);
  g_autofree char *tags = g_build_filename (folder, "tags", NULL);

  g_unlink (cors);
  g_unlink (tags);
  remove_folders (folder);
}

gboolean
lw_endpoint_s3_delete_bucket (LwEndpointCall  *call,
                              GError         **error)
{
  g_autofree char *folder = lw_directory_store_dup_folder (lw_endpoint_get_store (call->endpoint), call->bucket);
  g_autoptr (GPtrArray) objects = NULL;

  if (!lw_endpoint_s3_check_bucket (call, error))
    return FALSE;
  if (!is_own (call->endpoint, call->bucket))
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_ACCESS_DENIED,
                             "Access Denied: this bucket stands for a folder of the server and stays");
  objects = lw_bucket_list (folder, call->bucket, "", NULL, error);
  if (objects == NULL)
    return FALSE;
  if (objects->len > 0)
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_BUCKET_NOT_EMPTY, "The bucket you tried to delete is not empty");
  if (!lw_directory_store_forget_bucket (lw_endpoint_get_store (call->endpoint), call->bucket, error))
    return FALSE;
  remove_folders (folder);
  remove_notes (call);
  lw_endpoint_call_respond (call, 204);
  return TRUE;
}

gboolean
lw_endpoint_s3_head_bucket (LwEndpointCall  *call,
                            GError         **error)
{
  if (!lw_endpoint_s3_check_bucket (call, error))
    return FALSE;
  lw_endpoint_call_add_header (call, "x-amz-bucket-region", call->region);
  lw_endpoint_call_respond (call, 200);
  return TRUE;
}

gboolean
lw_endpoint_s3_get_location (LwEndpointCall  *call,
                             GError         **error)
{
  LwEndpointXml *xml;

  if (!lw_endpoint_s3_check_bucket (call, error))
    return FALSE;
  xml = lw_endpoint_xml_new ();
  lw_endpoint_xml_open_root (xml, "LocationConstraint", LW_ENDPOINT_S3_NAMESPACE);
  lw_endpoint_xml_close (xml);
  lw_endpoint_s3_respond_xml (call, xml);
  return TRUE;
}

gboolean
lw_endpoint_s3_get_versioning (LwEndpointCall  *call,
                               GError         **error)
{
  LwEndpointXml *xml;

  if (!lw_endpoint_s3_check_bucket (call, error))
    return FALSE;
  xml = lw_endpoint_xml_new ();
  lw_endpoint_xml_open_root (xml, "VersioningConfiguration", LW_ENDPOINT_S3_NAMESPACE);
  lw_endpoint_xml_close (xml);
  lw_endpoint_s3_respond_xml (call, xml);
  return TRUE;
}

gboolean
lw_endpoint_s3_no_policy (LwEndpointCall  *call,
                          GError         **error)
{
  return lw_endpoint_s3_check_bucket (call, error) &&
         lw_endpoint_fail (error, LW_ENDPOINT_ERROR_NO_SUCH_BUCKET_POLICY, "The bucket policy does not exist");
}

/* Everything belongs to the one who has the key. */
gboolean
lw_endpoint_s3_get_acl (LwEndpointCall  *call,
                        GError         **error)
{
  LwEndpointXml *xml;

  if (!lw_endpoint_s3_check_bucket (call, error))
    return FALSE;
  if (call->key != NULL)
    {
      g_autoptr (LwEndpointObject) object = lw_endpoint_object_open (call->endpoint, call->bucket, call->key, error);

      if (object == NULL)
        return FALSE;
    }
  xml = lw_endpoint_xml_new ();
  lw_endpoint_xml_open_root (xml, "AccessControlPolicy", LW_ENDPOINT_S3_NAMESPACE);
  add_owner (xml);
  lw_endpoint_xml_open (xml, "AccessControlList");
  lw_endpoint_xml_open (xml, "Grant");
  lw_endpoint_xml_open_with (xml, "Grantee", " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                                             " xsi:type=\"CanonicalUser\"");
  lw_endpoint_xml_add (xml, "ID", LW_ENDPOINT_ACCOUNT);
  lw_endpoint_xml_add (xml, "DisplayName", "labelwright");
  lw_endpoint_xml_close (xml);
  lw_endpoint_xml_add (xml, "Permission", "FULL_CONTROL");
  lw_endpoint_xml_close (xml);
  lw_endpoint_xml_close (xml);
  lw_endpoint_xml_close (xml);
  lw_endpoint_s3_respond_xml (call, xml);
  return TRUE;
}
