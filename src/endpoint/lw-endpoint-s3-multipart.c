/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* S3's operations on multipart uploads. */

#define G_LOG_DOMAIN "lw-endpoint"

#include "config.h"

#include "lw-endpoint-s3.h"

#include "lw-endpoint-body.h"
#include "lw-endpoint-digest.h"
#include "lw-endpoint-upload.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MAX_XML (4 * 1024 * 1024)
#define MIN_PART_SIZE (5 * 1024 * 1024)
#define MD5_SIZE 16

gboolean
lw_endpoint_s3_create_upload (LwEndpointCall  *call,
                              GError         **error)
{
  g_autofree char *path = lw_endpoint_find_path (call->endpoint, call->bucket, call->key, error);
  g_autoptr (LwEndpointUpload) upload = path != NULL ? lw_endpoint_upload_create (call, error) : NULL;
  LwEndpointXml *xml;

  if (upload == NULL)
    return FALSE;
  xml = lw_endpoint_xml_new ();
  lw_endpoint_xml_open_root (xml, "InitiateMultipartUploadResult", LW_ENDPOINT_S3_NAMESPACE);
  lw_endpoint_xml_add (xml, "Bucket", call->bucket);
  lw_endpoint_xml_add (xml, "Key", call->key);
  lw_endpoint_xml_add (xml, "UploadId", upload->id);
  lw_endpoint_xml_close (xml);
  lw_endpoint_s3_respond_xml (call, xml);
  return TRUE;
}

static gboolean
read_part_number (LwEndpointCall  *call,
                  guint           *number,
                  GError         **error)
{
  const char *text = lw_endpoint_call_get_query (call, "partNumber");
  guint64 value;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 1, LW_UPLOAD_MAX_PART, &value, NULL))
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_INVALID_ARGUMENT,
                             "Part number must be an integer between 1 and 10000, inclusive");
  *number = value;
  return TRUE;
}

/* Puts a written part in its place. */
static gboolean
keep_part (LwEndpointUpload  *upload,
           guint              number,
           const char        *temporary,
           const char        *md5,
           GError           **error)
{
  g_autofree char *path = lw_endpoint_upload_dup_part (upload, number, md5);

  if (g_rename (temporary, path) != 0)
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_NO_SUCH_UPLOAD, g_strerror (errno));
  lw_endpoint_upload_drop_part (upload, number, path);
  return TRUE;
}

/* Writes a part under a name of its own: its hash is known at its end. */
static char *
write_part (LwEndpointUpload  *upload,
            LwChunkSource      source,
            gpointer           data,
            GError           **error)
{
  g_autofree char *name = g_strdup_printf ("new%08x%08x", g_random_int (), g_random_int ());
  g_autofree char *path = g_build_filename (upload->folder, name, NULL);
  g_autoptr (LwFileWriter) writer = lw_file_writer_open (path, error);

  if (writer == NULL)
    return NULL;
  lw_file_writer_set_durable (writer, FALSE);
  if (!lw_endpoint_pump (writer, source, data, error) || !lw_file_writer_commit (writer, error))
    return NULL;
  return g_steal_pointer (&path);
}

static gboolean
take_source_range (LwEndpointCall   *call,
                   LwEndpointObject *source,
                   LwEndpointSlice  *slice,
                   GError          **error)
{
  const char *range = lw_endpoint_call_get_header (call, "x-amz-copy-source-range");

  slice->left = source->status.st_size;
  if (range == NULL)
    return TRUE;
  return (lw_endpoint_s3_read_range (range, source->status.st_size, &slice->offset, &slice->left) && slice->left > 0) ||
         lw_endpoint_fail (error, LW_ENDPOINT_ERROR_INVALID_ARGUMENT,
                           "The x-amz-copy-source-range value must be of the form bytes=first-last where first and "
                           "last are the zero-based offsets of the first and last bytes to copy");
}

static gboolean
copy_part (LwEndpointCall    *call,
           LwEndpointUpload  *upload,
           guint              number,
           GError           **error)
{
  g_autoptr (LwEndpointObject) source = lw_endpoint_s3_open_source (call, error);
  g_autoptr (LwDigest) md5 = lw_digest_new (LW_DIGEST_MD5);
  g_autofree char *temporary = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *etag = NULL;
  LwEndpointSlice slice = { 0 };
  LwEndpointXml *xml;

  if (source == NULL || !take_source_range (call, source, &slice, error))
    return FALSE;
  slice.file = source->file;
  slice.digest = md5;
  temporary = write_part (upload, lw_endpoint_slice_read, &slice, error);
  if (temporary == NULL)
    return FALSE;
  hash = lw_digest_dup_hex (md5);
  if (!keep_part (upload, number, temporary, hash, error))
    return FALSE;
  etag = g_strdup_printf ("\"%s\"", hash);
  xml = lw_endpoint_xml_new ();
  lw_endpoint_xml_open_root (xml, "CopyPartResult", LW_ENDPOINT_S3_NAMESPACE);
  lw_endpoint_xml_add (xml, "ETag", etag);
  lw_endpoint_xml_add_time (xml, "LastModified", g_get_real_time ());
  lw_endpoint_xml_close (xml);
  lw_endpoint_s3_respond_xml (call, xml);
  return TRUE;
}

gboolean
lw_endpoint_s3_upload_part (LwEndpointCall  *call,
                            GError         **error)
{
  g_autoptr (LwEndpointUpload) upload = lw_endpoint_upload_open (call, error);
  g_autoptr (LwEndpointBody) body = NULL;
  g_autofree char *temporary = NULL;
  g_autofree char *md5 = NULL;
  g_autofree char *etag = NULL;
  g_autofree char *checksum = NULL;
  const char *kind = NULL;
  guint number = 0;

  if (upload == NULL || !read_part_number (call, &number, error))
    return FALSE;
  if (lw_endpoint_call_get_header (call, "x-amz-copy-source") != NULL)
    return copy_part (call, upload, number, error);
  body = lw_endpoint_body_new (call, error);
  temporary = body != NULL ? write_part (upload, lw_endpoint_s3_read_body, body, error) : NULL;
  if (temporary == NULL)
    return FALSE;
  md5 = lw_endpoint_body_dup_md5 (body);
  if (!keep_part (upload, number, temporary, md5, error))
    return FALSE;
  etag = g_strdup_printf ("\"%s\"", md5);
  checksum = lw_endpoint_body_dup_checksum (body, &kind);
  lw_endpoint_call_add_header (call, "ETag", etag);
  if (checksum != NULL)
    {
      g_autofree char *name = g_strconcat ("x-amz-checksum-", kind, NULL);

      lw_endpoint_call_add_header (call, name, checksum);
    }
  lw_endpoint_call_respond (call, 200);
  return TRUE;
}

static void
add_part (LwEndpointXml        *xml,
          const LwEndpointPart *part)
{
  g_autofree char *etag = g_strdup_printf ("\"%s\"", part->md5);

  lw_endpoint_xml_open (xml, "Part");
  lw_endpoint_xml_add_number (xml, "PartNumber", part->number);
  lw_endpoint_xml_add_time (xml, "LastModified", part->time);
  lw_endpoint_xml_add (xml, "ETag", etag);
  lw_endpoint_xml_add_number (xml, "Size", part->size);
  lw_endpoint_xml_close (xml);
}

static guint
read_number (LwEndpointCall *call,
             const char     *name,
             guint           fallback)
{
  const char *text = lw_endpoint_call_get_query (call, name);
  guint64 value;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &value, NULL) ? value : fallback;
}

gboolean
lw_endpoint_s3_list_parts (LwEndpointCall  *call,
                           GError         **error)
{
  g_autoptr (LwEndpointUpload) upload = lw_endpoint_upload_open (call, error);
  g_autoptr (GPtrArray) parts = upload != NULL ? lw_endpoint_upload_list_parts (upload) : NULL;
  guint max = MIN (read_number (call, "max-parts", 1000), 1000);
  guint after = read_number (call, "part-number-marker", 0);
  guint first = 0, n;
  LwEndpointXml *xml;

  if (parts == NULL)
    return FALSE;
  while (first < parts->len && ((LwEndpointPart *) parts->pdata[first])->number <= after)
    first++;
  n = MIN (max, parts->len - first);
  xml = lw_endpoint_xml_new ();
  lw_endpoint_xml_open_root (xml, "ListPartsResult", LW_ENDPOINT_S3_NAMESPACE);
  lw_endpoint_xml_add (xml, "Bucket", call->bucket);
  lw_endpoint_xml_add (xml, "Key", call->key);
  lw_endpoint_xml_add (xml, "UploadId", upload->id);
  lw_endpoint_xml_add (xml, "StorageClass", "STANDARD");
  lw_endpoint_xml_add_number (xml, "PartNumberMarker", after);
  lw_endpoint_xml_add_number (xml, "NextPartNumberMarker",
                              n > 0 ? ((LwEndpointPart *) parts->pdata[first + n - 1])->number : after);
  lw_endpoint_xml_add_number (xml, "MaxParts", max);
  lw_endpoint_xml_add_boolean (xml, "IsTruncated", first + n < parts->len);
  for (guint i = first; i < first + n; i++)
    add_part (xml, g_ptr_array_index (parts, i));
  lw_endpoint_xml_close (xml);
  lw_endpoint_s3_respond_xml (call, xml);
  return TRUE;
}

static LwEndpointPart *
find_part (GPtrArray  *parts,
           guint64     number,
           const char *etag)
{
  gsize length = strlen (etag);

  if (length > 2 && *etag == '"' && etag[length - 1] == '"')
    {
      etag++;
      length -= 2;
    }
  for (guint i = 0; i < parts->len; i++)
    {
      LwEndpointPart *part = g_ptr_array_index (parts, i);

      if (part->number == number && strlen (part->md5) == length && strncmp (part->md5, etag, length) == 0)
        return part;
    }
  return NULL;
}

/* (transfer container) (element-type LwEndpointPart): the parts that the document names, in its order. */
static GPtrArray *
choose_parts (xmlNode    *root,
              GPtrArray  *parts,
              GError    **error)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  guint64 last = 0;

  for (xmlNode *node = lw_endpoint_xml_find (root, "Part"); node != NULL; node = lw_endpoint_xml_next (node, "Part"))
    {
      g_autofree char *text = lw_endpoint_xml_dup_text (node, "PartNumber");
      g_autofree char *etag = lw_endpoint_xml_dup_text (node, "ETag");
      LwEndpointPart *part;
      guint64 number;

      if (text == NULL || etag == NULL || !g_ascii_string_to_unsigned (text, 10, 1, LW_UPLOAD_MAX_PART, &number, NULL))
        {
          lw_endpoint_fail (error, LW_ENDPOINT_ERROR_MALFORMED_XML, LW_ENDPOINT_MALFORMED_XML);
          return NULL;
        }
      part = find_part (parts, number, etag);
      if (number <= last || part == NULL)
        {
          if (number <= last)
            lw_endpoint_fail (error, LW_ENDPOINT_ERROR_INVALID_PART_ORDER,
                              "The list of parts was not in ascending order. Parts must be ordered by part number.");
          else
            lw_endpoint_fail (error, LW_ENDPOINT_ERROR_INVALID_PART,
                              "A part was not found, or its tag is another one.");
          return NULL;
        }
      last = number;
      if (chosen->len > 0 && ((LwEndpointPart *) chosen->pdata[chosen->len - 1])->size < MIN_PART_SIZE)
        {
          lw_endpoint_fail (error, LW_ENDPOINT_ERROR_ENTITY_TOO_SMALL,
                            "Your proposed upload is smaller than the minimum allowed size");
          return NULL;
        }
      g_ptr_array_add (chosen, part);
    }
  if (chosen->len > 0)
    return g_steal_pointer (&chosen);
  lw_endpoint_fail (error, LW_ENDPOINT_ERROR_MALFORMED_XML, "You must specify at least one part");
  return NULL;
}

static gboolean
append_part (LwEndpointTarget      *target,
             const LwEndpointPart  *part,
             GError               **error)
{
  LwEndpointSlice slice = { .left = part->size };
  gboolean ok;

  slice.file = g_open (part->path, O_RDONLY | O_CLOEXEC, 0);
  if (slice.file < 0)
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_INVALID_PART, "A part is not there any more.");
  ok = lw_endpoint_target_pump (target, lw_endpoint_slice_read, &slice, error);
  close (slice.file);
  return ok;
}

static void
add_digest (LwDigest   *digest,
            const char *hex)
{
  guint8 value[MD5_SIZE];

  for (gsize i = 0; i < MD5_SIZE; i++)
    value[i] = g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]);
  lw_digest_update (digest, value, MD5_SIZE);
}

/* As S3 makes the tag of an object that came in parts: the hash of their hashes, and their number. */
static char *
join_parts (LwEndpointTarget  *target,
            GPtrArray         *chosen,
            GError           **error)
{
  g_autoptr (LwDigest) digest = lw_digest_new (LW_DIGEST_MD5);
  g_autofree char *hash = NULL;

  for (guint i = 0; i < chosen->len; i++)
    {
      const LwEndpointPart *part = g_ptr_array_index (chosen, i);

      if (!append_part (target, part, error))
        return NULL;
      add_digest (digest, part->md5);
    }
  hash = lw_digest_dup_hex (digest);
  return g_strdup_printf ("%s-%u", hash, chosen->len);
}

static void
keep_note (const char *name,
           const char *value,
           gpointer    note)
{
  if (!g_str_equal (name, "bucket") && !g_str_equal (name, "key"))
    lw_endpoint_note_set (note, name, value);
}

static void
respond_complete (LwEndpointCall *call,
                  const char     *etag)
{
  g_autofree char *location = g_strconcat ("/", call->bucket, "/", call->key, NULL);
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", etag);
  LwEndpointXml *xml = lw_endpoint_xml_new ();

  lw_endpoint_xml_open_root (xml, "CompleteMultipartUploadResult", LW_ENDPOINT_S3_NAMESPACE);
  lw_endpoint_xml_add (xml, "Location", location);
  lw_endpoint_xml_add (xml, "Bucket", call->bucket);
  lw_endpoint_xml_add (xml, "Key", call->key);
  lw_endpoint_xml_add (xml, "ETag", quoted);
  lw_endpoint_xml_close (xml);
  lw_endpoint_s3_respond_xml (call, xml);
}

gboolean
lw_endpoint_s3_complete_upload (LwEndpointCall  *call,
                                GError         **error)
{
  g_autoptr (LwEndpointUpload) upload = lw_endpoint_upload_open (call, error);
  g_autoptr (GBytes) body = upload != NULL ? lw_endpoint_body_read_all (call, MAX_XML, error) : NULL;
  g_autoptr (xmlDoc) document = body != NULL ? lw_endpoint_xml_parse (body, "CompleteMultipartUpload", error) : NULL;
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GPtrArray) chosen = NULL;
  g_autoptr (LwEndpointTarget) target = NULL;
  g_autofree char *etag = NULL;

  if (document == NULL)
    return FALSE;
  parts = lw_endpoint_upload_list_parts (upload);
  chosen = choose_parts (xmlDocGetRootElement (document), parts, error);
  target = chosen != NULL ? lw_endpoint_target_new (call->endpoint, call->bucket, call->key, error) : NULL;
  if (target == NULL || !lw_endpoint_target_check (target, call, error))
    return FALSE;
  etag = join_parts (target, chosen, error);
  if (etag == NULL)
    return FALSE;
  lw_endpoint_note_foreach (upload->note, keep_note, target->note);
  lw_endpoint_note_set (target->note, LW_NOTE_ETAG, etag);
  if (!lw_endpoint_target_commit (target, call, error))
    return FALSE;
  lw_endpoint_upload_delete (upload);
  respond_complete (call, etag);
  return TRUE;
}

gboolean
lw_endpoint_s3_abort_upload (LwEndpointCall  *call,
                             GError         **error)
{
  g_autoptr (LwEndpointUpload) upload = lw_endpoint_upload_open (call, error);

  if (upload == NULL)
    return FALSE;
  lw_endpoint_upload_delete (upload);
  lw_endpoint_call_respond (call, 204);
  return TRUE;
}

gboolean
lw_endpoint_s3_list_uploads (LwEndpointCall  *call,
                             GError         **error)
{
  const char *prefix = lw_endpoint_call_get_query (call, "prefix");
  g_autoptr (GPtrArray) uploads = NULL;
  LwEndpointXml *xml;

  if (!lw_endpoint_s3_check_bucket (call, error))
    return FALSE;
  uploads = lw_endpoint_upload_list (call->endpoint, call->bucket);
  xml = lw_endpoint_xml_new ();
  lw_endpoint_xml_open_root (xml, "ListMultipartUploadsResult", LW_ENDPOINT_S3_NAMESPACE);
  lw_endpoint_xml_add (xml, "Bucket", call->bucket);
  lw_endpoint_xml_add_number (xml, "MaxUploads", 1000);
  lw_endpoint_xml_add_boolean (xml, "IsTruncated", FALSE);
  for (guint i = 0; i < uploads->len; i++)
    {
      LwEndpointUpload *upload = g_ptr_array_index (uploads, i);
      const char *key = lw_endpoint_note_get (upload->note, "key");

      if (prefix != NULL && !g_str_has_prefix (key, prefix))
        continue;
      lw_endpoint_xml_open (xml, "Upload");
      lw_endpoint_xml_add (xml, "Key", key);
      lw_endpoint_xml_add (xml, "UploadId", upload->id);
      lw_endpoint_xml_add (xml, "StorageClass", "STANDARD");
      lw_endpoint_xml_add_time (xml, "Initiated", upload->time);
      lw_endpoint_xml_close (xml);
    }
  lw_endpoint_xml_close (xml);
  lw_endpoint_s3_respond_xml (call, xml);
  return TRUE;
}
