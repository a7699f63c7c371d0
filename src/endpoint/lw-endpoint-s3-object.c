/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* S3's operations on single objects: get and head, put, copy, delete. */

#define G_LOG_DOMAIN "lw-endpoint"

#include "config.h"

#include "lw-endpoint-s3.h"

#include "lw-endpoint-body.h"
#include "lw-endpoint-digest.h"

#include "lw-http-status.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MAX_OBJECT_SIZE (G_GINT64_CONSTANT (5) * 1024 * 1024 * 1024)
#define MAX_METADATA 2048

/* Parameters with which a signed address says how the answer looks. */
static const struct
{
  const char *parameter;
  const char *header;
} overrides[] = {
  { "response-cache-control", "cache-control" },
  { "response-content-disposition", "content-disposition" },
  { "response-content-encoding", "content-encoding" },
  { "response-content-language", "content-language" },
  { "response-content-type", "content-type" },
  { "response-expires", "expires" },
};

static const char *
get_override (LwEndpointCall *call,
              const char     *header)
{
  for (gsize i = 0; i < G_N_ELEMENTS (overrides); i++)
    if (g_str_equal (overrides[i].header, header))
      return lw_endpoint_call_get_query (call, overrides[i].parameter);
  return NULL;
}

static void
add_noted_header (const char *name,
                  const char *value,
                  gpointer    data)
{
  LwEndpointCall *call = data;
  gboolean wants_checksum = g_strcmp0 (lw_endpoint_call_get_header (call, "x-amz-checksum-mode"), "ENABLED") == 0;

  if (g_str_equal (name, LW_NOTE_ETAG) || g_str_equal (name, LW_NOTE_TAGS) || get_override (call, name) != NULL ||
      g_str_has_prefix (name, "part-") || g_str_equal (name, "x-amz-storage-class"))
    return;
  if (g_str_has_prefix (name, "x-amz-checksum-") &&
      (!wants_checksum || lw_endpoint_call_get_header (call, "Range") != NULL))
    return;
  lw_endpoint_call_add_header (call, name, value);
}

static void
add_tag_count (LwEndpointCall *call,
               const char     *tags)
{
  g_autoptr (GHashTable) table = tags != NULL ? lw_endpoint_form_decode (tags) : NULL;
  g_autofree char *count = NULL;

  if (table == NULL || g_hash_table_size (table) == 0)
    return;
  count = g_strdup_printf ("%u", g_hash_table_size (table));
  lw_endpoint_call_add_header (call, "x-amz-tagging-count", count);
}

static void
add_object_headers (LwEndpointCall   *call,
                    LwEndpointObject *object)
{
  g_autofree char *date = lw_http_date_format (lw_endpoint_object_get_time (object));

  lw_endpoint_call_add_header (call, "ETag", object->etag);
  lw_endpoint_call_add_header (call, "Last-Modified", date);
  lw_endpoint_call_add_header (call, "Accept-Ranges", "bytes");
  for (gsize i = 0; i < G_N_ELEMENTS (overrides); i++)
    {
      const char *value = lw_endpoint_call_get_query (call, overrides[i].parameter);

      if (value != NULL)
        lw_endpoint_call_add_header (call, overrides[i].header, value);
    }
  if (lw_endpoint_note_get (object->note, "content-type") == NULL && get_override (call, "content-type") == NULL)
    {
      g_autofree char *guessed = g_content_type_guess (call->key, NULL, 0, NULL);
      g_autofree char *type = g_content_type_get_mime_type (guessed);

      lw_endpoint_call_add_header (call, "Content-Type", type != NULL ? type : "binary/octet-stream");
    }
  lw_endpoint_note_foreach (object->note, add_noted_header, call);
  add_tag_count (call, lw_endpoint_note_get (object->note, LW_NOTE_TAGS));
}

/**
 * lw_endpoint_s3_read_range:
 * @text: "bytes=0-99", "bytes=100-" or "bytes=-100"
 * @size: how large the object is
 * @offset: (out): where the range begins
 * @length: (out): how long it is; 0 when nothing of the object is in it
 *
 * Returns: whether it is one range; anything else is to be ignored
 */
gboolean
lw_endpoint_s3_read_range (const char *text,
                           guint64     size,
                           guint64    *offset,
                           guint64    *length)
{
  g_auto (GStrv) parts = NULL;
  guint64 first = 0, last = G_MAXUINT64;

  if (!g_str_has_prefix (text, "bytes="))
    return FALSE;
  parts = g_strsplit (text + strlen ("bytes="), "-", 2);
  if (g_strv_length (parts) != 2 || (*parts[0] == '\0' && *parts[1] == '\0') ||
      (*parts[0] != '\0' && !g_ascii_string_to_unsigned (parts[0], 10, 0, G_MAXUINT64, &first, NULL)) ||
      (*parts[1] != '\0' && !g_ascii_string_to_unsigned (parts[1], 10, 0, G_MAXUINT64, &last, NULL)) ||
      (*parts[0] != '\0' && last < first))
    return FALSE;
  if (*parts[0] == '\0')
    {
      *length = MIN (last, size);
      *offset = size - *length;
      return TRUE;
    }
  *offset = first;
  *length = first < size ? MIN (last, size - 1) - first + 1 : 0;
  return TRUE;
}

static gboolean
take_range (LwEndpointCall    *call,
            LwEndpointObject  *object,
            guint64           *offset,
            guint64           *length,
            gboolean          *partial,
            GError           **error)
{
  const char *text = lw_endpoint_call_get_header (call, "Range");
  const char *condition = lw_endpoint_call_get_header (call, "If-Range");
  guint64 size = object->status.st_size;
  g_autofree char *header = NULL;

  *offset = 0;
  *length = size;
  if (text == NULL || (condition != NULL && !g_str_equal (condition, object->etag)) ||
      !lw_endpoint_s3_read_range (text, size, offset, length))
    return TRUE;
  if (*length == 0)
    {
      header = g_strdup_printf ("bytes */%" G_GUINT64_FORMAT, size);
      lw_endpoint_call_add_header (call, "Content-Range", header);
      return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_INVALID_RANGE, "The requested range is not satisfiable");
    }
  header = g_strdup_printf ("bytes %" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT, *offset,
                            *offset + *length - 1, size);
  *partial = TRUE;
  lw_endpoint_call_add_header (call, "Content-Range", header);
  return TRUE;
}

gboolean
lw_endpoint_s3_get_object (LwEndpointCall  *call,
                           GError         **error)
{
  const char *version = lw_endpoint_call_get_query (call, "versionId");
  g_autoptr (LwEndpointObject) object = NULL;
  guint64 offset, length;
  gboolean partial = FALSE;

  if (version != NULL && !g_str_equal (version, "null"))
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_NO_SUCH_VERSION, "The specified version does not exist.");
  object = lw_endpoint_object_open (call->endpoint, call->bucket, call->key, error);
  if (object == NULL)
    return FALSE;
  if (!lw_endpoint_object_check (object, call, "", error))
    {
      lw_endpoint_call_add_header (call, "ETag", object->etag);
      return FALSE;
    }
  if (!take_range (call, object, &offset, &length, &partial, error))
    return FALSE;
  add_object_headers (call, object);
  lw_endpoint_call_respond_file (call, partial ? 206 : 200, object->file, offset, length);
  object->file = -1;
  return TRUE;
}

/* An #LwChunkSource: the body of a call. */
gssize
lw_endpoint_s3_read_body (gpointer   data,
                          void      *buffer,
                          gsize      size,
                          GError   **error)
{
  return lw_endpoint_body_read (data, buffer, size, error);
}

static gboolean
check_put (LwEndpointCall  *call,
           GError         **error)
{
  gint64 length = lw_http_exchange_get_body_length (call->exchange);
  gsize n_metadata = 0;

  if (length == 0 && lw_endpoint_call_get_header (call, "Content-Length") == NULL)
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_MISSING_CONTENT_LENGTH,
                             "You must provide the Content-Length HTTP header.");
  if (length > MAX_OBJECT_SIZE)
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_ENTITY_TOO_LARGE,
                             "Your proposed upload exceeds the maximum allowed size");
  for (guint i = 0; i < lw_http_exchange_get_n_headers (call->exchange); i++)
    {
      const char *value;
      const char *name = lw_http_exchange_get_nth_header (call->exchange, i, &value);

      if (g_ascii_strncasecmp (name, "x-amz-meta-", strlen ("x-amz-meta-")) == 0)
        n_metadata += strlen (name) - strlen ("x-amz-meta-") + strlen (value);
    }
  return n_metadata <= MAX_METADATA ||
         lw_endpoint_fail (error, LW_ENDPOINT_ERROR_METADATA_TOO_LARGE,
                           "Your metadata headers exceed the maximum allowed metadata size");
}

static void
note_checksum (LwEndpointNote *note,
               LwEndpointBody *body,
               LwEndpointCall *call)
{
  const char *kind = NULL;
  g_autofree char *value = lw_endpoint_body_dup_checksum (body, &kind);
  g_autofree char *name = value != NULL ? g_strconcat ("x-amz-checksum-", kind, NULL) : NULL;

  if (name == NULL)
    return;
  lw_endpoint_note_set (note, name, value);
  lw_endpoint_call_add_header (call, name, value);
}

gboolean
lw_endpoint_s3_put_object (LwEndpointCall  *call,
                           GError         **error)
{
  g_autoptr (LwEndpointTarget) target = NULL;
  g_autoptr (LwEndpointBody) body = NULL;
  g_autofree char *md5 = NULL;
  g_autofree char *etag = NULL;

  if (!check_put (call, error))
    return FALSE;
  target = lw_endpoint_target_new (call->endpoint, call->bucket, call->key, error);
  body = target != NULL && lw_endpoint_target_check (target, call, error) ? lw_endpoint_body_new (call, error) : NULL;
  if (body == NULL || !lw_endpoint_target_pump (target, lw_endpoint_s3_read_body, body, error))
    return FALSE;
  md5 = lw_endpoint_body_dup_md5 (body);
  lw_endpoint_note_request (target->note, call);
  lw_endpoint_note_set (target->note, LW_NOTE_ETAG, md5);
  note_checksum (target->note, body, call);
  if (!lw_endpoint_target_commit (target, call, error))
    return FALSE;
  etag = g_strdup_printf ("\"%s\"", md5);
  lw_endpoint_call_add_header (call, "ETag", etag);
  lw_endpoint_call_respond (call, 200);
  return TRUE;
}

/* An #LwChunkSource: a part of a file. */
gssize
lw_endpoint_slice_read (gpointer   data,
                        void      *buffer,
                        gsize      size,
                        GError   **error)
{
  LwEndpointSlice *slice = data;
  gssize n;

  if (slice->left == 0)
    return 0;
  n = pread (slice->file, buffer, MIN (size, slice->left), slice->offset);
  if (n <= 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The source became shorter: %s", g_strerror (errno));
      return -1;
    }
  if (slice->digest != NULL)
    lw_digest_update (slice->digest, buffer, n);
  slice->offset += n;
  slice->left -= n;
  return n;
}

/**
 * lw_endpoint_s3_open_source:
 * @call: a call with "x-amz-copy-source"
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the object that it names, whose conditions hold
 */
LwEndpointObject *
lw_endpoint_s3_open_source (LwEndpointCall  *call,
                            GError         **error)
{
  g_autofree char *source = g_strdup (lw_endpoint_call_get_header (call, "x-amz-copy-source"));
  g_autofree char *decoded = NULL;
  g_autoptr (LwEndpointObject) object = NULL;
  char *version = strstr (source, "?versionId=");
  char *key;

  if (version != NULL)
    *version = '\0';
  decoded = lw_endpoint_uri_decode (*source == '/' ? source + 1 : source, FALSE);
  key = decoded != NULL ? strchr (decoded, '/') : NULL;
  if (key == NULL || key[1] == '\0')
    {
      lw_endpoint_fail (error, LW_ENDPOINT_ERROR_INVALID_ARGUMENT,
                        "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
      return NULL;
    }
  *key++ = '\0';
  object = lw_endpoint_object_open (call->endpoint, decoded, key, error);
  if (object == NULL || !lw_endpoint_object_check (object, call, "x-amz-copy-source-", error))
    return NULL;
  return g_steal_pointer (&object);
}

static void
copy_entry (const char *name,
            const char *value,
            gpointer    note)
{
  lw_endpoint_note_set (note, name, value);
}

static void
note_copy (LwEndpointTarget *target,
           LwEndpointObject *source,
           LwEndpointCall   *call)
{
  const char *directive = lw_endpoint_call_get_header (call, "x-amz-metadata-directive");
  const char *tags = lw_endpoint_call_get_header (call, "x-amz-tagging-directive");

  if (g_strcmp0 (directive, "REPLACE") == 0)
    lw_endpoint_note_request (target->note, call);
  else
    lw_endpoint_note_foreach (source->note, copy_entry, target->note);
  if (g_strcmp0 (tags, "REPLACE") == 0)
    lw_endpoint_note_set (target->note, LW_NOTE_TAGS, lw_endpoint_call_get_header (call, "x-amz-tagging"));
  else
    lw_endpoint_note_set (target->note, LW_NOTE_TAGS, lw_endpoint_note_get (source->note, LW_NOTE_TAGS));
}

gboolean
lw_endpoint_s3_copy_object (LwEndpointCall  *call,
                            GError         **error)
{
  g_autoptr (LwEndpointObject) source = lw_endpoint_s3_open_source (call, error);
  g_autoptr (LwEndpointTarget) target = NULL;
  g_autoptr (LwDigest) md5 = lw_digest_new (LW_DIGEST_MD5);
  g_autofree char *hash = NULL;
  g_autofree char *etag = NULL;
  LwEndpointSlice slice;
  LwEndpointXml *xml;

  target = source != NULL ? lw_endpoint_target_new (call->endpoint, call->bucket, call->key, error) : NULL;
  if (target == NULL)
    return FALSE;
  slice = (LwEndpointSlice) { source->file, 0, source->status.st_size, md5 };
  if (!lw_endpoint_target_pump (target, lw_endpoint_slice_read, &slice, error))
    return FALSE;
  hash = lw_digest_dup_hex (md5);
  etag = g_strdup_printf ("\"%s\"", hash);
  note_copy (target, source, call);
  lw_endpoint_note_set (target->note, LW_NOTE_ETAG, hash);
  if (!lw_endpoint_target_commit (target, call, error))
    return FALSE;
  xml = lw_endpoint_xml_new ();
  lw_endpoint_xml_open_root (xml, "CopyObjectResult", LW_ENDPOINT_S3_NAMESPACE);
  lw_endpoint_xml_add (xml, "ETag", etag);
  lw_endpoint_xml_add_time (xml, "LastModified", g_get_real_time ());
  lw_endpoint_xml_close (xml);
  lw_endpoint_s3_respond_xml (call, xml);
  return TRUE;
}

/**
 * lw_endpoint_s3_remove:
 * @endpoint: the endpoint
 * @bucket: a bucket
 * @key: a key
 * @error: return location
 *
 * Returns: whether there is no such object now
 */
gboolean
lw_endpoint_s3_remove (LwEndpoint  *endpoint,
                       const char  *bucket,
                       const char  *key,
                       GError     **error)
{
  GRecMutex *mutex = lw_endpoint_get_mutex (endpoint, bucket, key);
  g_autofree char *path = lw_endpoint_find_path (endpoint, bucket, key, error);
  gboolean ok;
  int saved_errno;

  if (path == NULL)
    return FALSE;
  g_rec_mutex_lock (mutex);
  ok = g_unlink (path) == 0 || errno == ENOENT || errno == ENOTDIR || errno == EISDIR;
  saved_errno = errno;
  if (ok)
    lw_endpoint_note_delete (endpoint, bucket, key);
  g_rec_mutex_unlock (mutex);
  if (!ok)
    g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), g_strerror (saved_errno));
  return ok;
}

gboolean
lw_endpoint_s3_delete_object (LwEndpointCall  *call,
                              GError         **error)
{
  if (!lw_endpoint_s3_remove (call->endpoint, call->bucket, call->key, error))
    return FALSE;
  lw_endpoint_call_respond (call, 204);
  return TRUE;
}
