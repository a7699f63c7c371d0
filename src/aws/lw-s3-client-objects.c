/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The calls that are about objects, but for reading one as a stream (lw-s3-fetch.c) and writing one in parts
 * (lw-s3-multipart.c). */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-s3-client.h"
#include "lw-s3-client-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lw-aws-error.h"
#include "lw-s3-xml.h"

/* DeleteObjects takes no more. */
#define MAX_DELETES 1000

static LwObjectInfo *
make_info (const LwS3Uri       *uri,
           const LwAwsResponse *response)
{
  const char *length = lw_aws_response_get_header (response, "Content-Length");
  const char *modified = lw_aws_response_get_header (response, "Last-Modified");
  g_autoptr (GDateTime) date = modified != NULL ? soup_date_time_new_from_http_string (modified) : NULL;
  g_autofree char *etag = lw_s3_dup_etag (lw_aws_response_get_header (response, "ETag"));
  g_autofree char *text = lw_s3_uri_to_string (uri);
  guint64 size = 0;

  if (length != NULL && !g_ascii_string_to_unsigned (length, 10, 0, G_MAXINT64, &size, NULL))
    size = 0;
  return lw_object_info_new (text, size, date != NULL ? g_date_time_to_unix (date) * G_USEC_PER_SEC : 0, etag);
}

/**
 * lw_s3_client_head:
 * @self: a client
 * @uri: an object
 * @cancellable: (nullable): ends the call
 * @error: %LW_AWS_ERROR
 *
 * Returns: (transfer full) (nullable): what there is to know of it
 */
LwObjectInfo *
lw_s3_client_head (LwS3Client     *self,
                   const LwS3Uri  *uri,
                   GCancellable   *cancellable,
                   GError        **error)
{
  g_autoptr (LwAwsRequest) request = NULL;
  g_autoptr (LwAwsResponse) response = NULL;

  g_return_val_if_fail (LW_IS_S3_CLIENT (self) && uri != NULL, NULL);

  request = lw_s3_client_make_request (self, "HEAD", uri->bucket, uri->key, NULL, "s3:GetObject");
  response = lw_s3_client_send (self, request, uri->bucket, cancellable, error);
  return response != NULL ? make_info (uri, response) : NULL;
}

static void
add_range (LwAwsRequest *request,
           guint64       offset,
           gssize        length)
{
  g_autofree char *range = NULL;

  if (length > 0)
    range = g_strdup_printf ("bytes=%" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT, offset,
                             offset + (guint64) length - 1);
  else if (offset > 0)
    range = g_strdup_printf ("bytes=%" G_GUINT64_FORMAT "-", offset);
  if (range != NULL)
    lw_aws_request_add_header (request, "Range", range);
}

static void
add_if_match (LwAwsRequest *request,
              const char   *etag)
{
  g_autofree char *quoted = NULL;

  if (etag == NULL || *etag == '\0')
    return;
  quoted = g_strconcat ("\"", etag, "\"", NULL);
  lw_aws_request_add_header (request, "If-Match", quoted);
}

/* A request for an object or what is behind @offset of it. */
LwAwsRequest *
lw_s3_client_make_get (LwS3Client    *self,
                       const LwS3Uri *uri,
                       guint64        offset,
                       gssize         length,
                       const char    *if_match)
{
  LwAwsRequest *request = lw_s3_client_make_request (self, "GET", uri->bucket, uri->key, NULL, "s3:GetObject");

  add_range (request, offset, length);
  add_if_match (request, if_match);
  return request;
}

/* A server that knows no ranges answers with all of it. */
static GBytes *
cut (const LwAwsResponse *response,
     guint64              offset,
     gssize               length)
{
  GBytes *body = lw_aws_response_get_body (response);
  gsize size = g_bytes_get_size (body);

  if (lw_aws_response_get_status (response) == 206)
    return g_bytes_ref (body);
  if (offset >= size)
    return g_bytes_new (NULL, 0);
  return g_bytes_new_from_bytes (body, offset, length < 0 ? size - offset : MIN ((gsize) length, size - offset));
}

/**
 * lw_s3_client_get:
 * @self: a client
 * @uri: an object
 * @offset: where to begin
 * @length: how many bytes at most, -1 for all
 * @if_match: (nullable): the ETag that it must have
 * @cancellable: (nullable): ends the call
 * @error: %LW_AWS_ERROR; %LW_AWS_ERROR_PRECONDITION when it has another ETag
 *
 * Returns: (transfer full) (nullable): the bytes; none when it ends before @offset
 */
GBytes *
lw_s3_client_get (LwS3Client     *self,
                  const LwS3Uri  *uri,
                  guint64         offset,
                  gssize          length,
                  const char     *if_match,
                  GCancellable   *cancellable,
                  GError        **error)
{
  g_autoptr (LwAwsRequest) request = NULL;
  g_autoptr (LwAwsResponse) response = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (LW_IS_S3_CLIENT (self) && uri != NULL, NULL);

  if (length == 0)
    return g_bytes_new (NULL, 0);
  request = lw_s3_client_make_get (self, uri, offset, length, if_match);
  response = lw_s3_client_send (self, request, uri->bucket, cancellable, &problem);
  if (response != NULL)
    return cut (response, offset, length);
  if (lw_aws_error_get_status (problem) == 416)
    return g_bytes_new (NULL, 0);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/* What browsers and Ground Truth's workers are shown; anything else is bytes. */
const char *
lw_s3_guess_content_type (const char *key)
{
  static const struct
  {
    const char *suffix;
    const char *type;
  } types[] = {
    { ".jpg", "image/jpeg" },
    { ".jpeg", "image/jpeg" },
    { ".png", "image/png" },
    { ".json", "application/json" },
    { ".html", "text/html; charset=utf-8" },
    { ".txt", "text/plain; charset=utf-8" },
    { ".csv", "text/csv; charset=utf-8" },
  };
  const char *dot = strrchr (key, '.');

  for (guint i = 0; dot != NULL && i < G_N_ELEMENTS (types); i++)
    if (g_ascii_strcasecmp (dot, types[i].suffix) == 0)
      return types[i].type;
  return "application/octet-stream";
}

/* Whether the service is to keep a checksum beside what signs the body: not where it may not know what that is. */
static gboolean
is_checksum_wanted (void)
{
  return g_strcmp0 (g_getenv ("AWS_REQUEST_CHECKSUM_CALCULATION"), "when_required") != 0;
}

/**
 * lw_s3_client_put:
 * @self: a client
 * @uri: an object
 * @body: its content
 * @only_new: fail with %LW_AWS_ERROR_PRECONDITION when there is one
 * @cancellable: (nullable): ends the call
 * @error: %LW_AWS_ERROR
 *
 * Returns: whether the object is there, whole
 */
gboolean
lw_s3_client_put (LwS3Client      *self,
                  const LwS3Uri   *uri,
                  const LwS3Body  *body,
                  gboolean         only_new,
                  GCancellable    *cancellable,
                  GError         **error)
{
  g_autoptr (LwAwsRequest) request = NULL;
  g_autoptr (LwAwsResponse) response = NULL;

  g_return_val_if_fail (LW_IS_S3_CLIENT (self) && uri != NULL && body != NULL, FALSE);

  request = lw_s3_client_make_request (self, "PUT", uri->bucket, uri->key, NULL, "s3:PutObject");
  lw_aws_request_add_header (request, "Content-Type", lw_s3_guess_content_type (uri->key));
  if (is_checksum_wanted ())
    {
      g_autofree char *checksum = lw_s3_body_dup_base64 (body);

      lw_aws_request_add_header (request, "x-amz-checksum-sha256", checksum);
    }
  if (only_new)
    {
      /* Sent again after it arrived, it would find itself in the way. */
      lw_aws_request_set_flags (request, LW_AWS_REQUEST_ONCE);
      lw_aws_request_add_header (request, "If-None-Match", "*");
    }
  lw_s3_body_attach (body, request);
  response = lw_s3_client_send_body (self, request, uri->bucket, cancellable, error);
  return response != NULL;
}

/**
 * lw_s3_client_copy:
 * @self: a client
 * @source: an object of up to 5 GB
 * @target: where its copy is to be
 * @cancellable: (nullable): ends the call
 * @error: %LW_AWS_ERROR
 *
 * Returns: whether the copy is there; the bytes do not come by here
 */
gboolean
lw_s3_client_copy (LwS3Client     *self,
                   const LwS3Uri  *source,
                   const LwS3Uri  *target,
                   GCancellable   *cancellable,
                   GError        **error)
{
  g_autoptr (LwAwsRequest) request = NULL;
  g_autoptr (LwAwsResponse) response = NULL;
  g_autofree char *key = NULL;
  g_autofree char *from = NULL;

  g_return_val_if_fail (LW_IS_S3_CLIENT (self) && source != NULL && target != NULL, FALSE);

  key = lw_s3_encode (source->key);
  from = g_strconcat ("/", source->bucket, "/", key, NULL);
  request = lw_s3_client_make_request (self, "PUT", target->bucket, target->key, NULL, "s3:PutObject");
  lw_aws_request_add_header (request, "x-amz-copy-source", from);
  response = lw_s3_client_send (self, request, target->bucket, cancellable, error);
  return response != NULL && lw_s3_check_body (lw_aws_response_get_body (response), "CopyObjectResult", error);
}

/**
 * lw_s3_client_delete:
 * @self: a client
 * @uri: an object
 * @cancellable: (nullable): ends the call
 * @error: %LW_AWS_ERROR
 *
 * Returns: whether there is none any more
 */
gboolean
lw_s3_client_delete (LwS3Client     *self,
                     const LwS3Uri  *uri,
                     GCancellable   *cancellable,
                     GError        **error)
{
  g_autoptr (LwAwsRequest) request = NULL;
  g_autoptr (LwAwsResponse) response = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (LW_IS_S3_CLIENT (self) && uri != NULL, FALSE);

  request = lw_s3_client_make_request (self, "DELETE", uri->bucket, uri->key, NULL, "s3:DeleteObject");
  response = lw_s3_client_send (self, request, uri->bucket, cancellable, &problem);
  if (response != NULL || g_strcmp0 (lw_aws_error_get_code (problem), "NoSuchKey") == 0)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
check_deleted (GBytes      *body,
               const char  *bucket,
               GError     **error)
{
  g_autoptr (LwS3Document) document = NULL;
  xmlNode *failed;
  g_autofree char *key = NULL;
  g_autofree char *code = NULL;

  if (!lw_s3_check_body (body, "DeleteResult", error))
    return FALSE;
  document = lw_s3_xml_parse (body, "DeleteResult", error);
  failed = document != NULL ? lw_s3_xml_first (xmlDocGetRootElement (document), "Error") : NULL;
  if (failed == NULL)
    return document != NULL;
  key = lw_s3_xml_dup_text (failed, "Key");
  code = lw_s3_xml_dup_text (failed, "Code");
  g_set_error (error, LW_AWS_ERROR,
               g_strcmp0 (code, "AccessDenied") == 0 ? LW_AWS_ERROR_ACCESS_DENIED : LW_AWS_ERROR_FAILED,
               _("“s3://%s/%s” was not deleted: %s"), bucket, key != NULL ? key : "", code != NULL ? code : "?");
  return FALSE;
}

static gboolean
delete_batch (LwS3Client    *self,
              const char    *bucket,
              GPtrArray     *keys,
              guint          first,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr (LwAwsRequest) request = lw_s3_client_make_request (self, "POST", bucket, NULL, "delete",
                                                                "s3:DeleteObject");
  g_autoptr (GString) text = g_string_new ("<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                                           "<Quiet>true</Quiet>");
  g_autoptr (LwAwsResponse) response = NULL;
  g_autoptr (GBytes) body = NULL;

  for (guint i = first; i < MIN (keys->len, first + MAX_DELETES); i++)
    {
      g_string_append (text, "<Object>");
      lw_s3_xml_append (text, "Key", g_ptr_array_index (keys, i));
      g_string_append (text, "</Object>");
    }
  g_string_append (text, "</Delete>");
  lw_aws_request_add_header (request, "Content-Type", "application/xml");
  lw_s3_add_content_md5 (request, text->str);
  body = g_bytes_new (text->str, text->len);
  lw_aws_request_set_body (request, body);
  response = lw_s3_client_send (self, request, bucket, cancellable, error);
  return response != NULL && check_deleted (lw_aws_response_get_body (response), bucket, error);
}

/**
 * lw_s3_client_delete_many:
 * @self: a client
 * @bucket: a bucket
 * @keys: (element-type utf8): keys of objects in it
 * @cancellable: (nullable): ends the calls
 * @error: %LW_AWS_ERROR
 *
 * Returns: whether none of them is there any more
 */
gboolean
lw_s3_client_delete_many (LwS3Client    *self,
                          const char    *bucket,
                          GPtrArray     *keys,
                          GCancellable  *cancellable,
                          GError       **error)
{
  g_return_val_if_fail (LW_IS_S3_CLIENT (self) && bucket != NULL && keys != NULL, FALSE);

  for (guint first = 0; first < keys->len; first += MAX_DELETES)
    if (!delete_batch (self, bucket, keys, first, cancellable, error))
      return FALSE;
  return TRUE;
}

/**
 * lw_s3_client_presign:
 * @self: a client
 * @method: "GET" or "PUT"
 * @uri: an object
 * @seconds: for how long the address is good; 604,800 at most
 * @cancellable: (nullable): ends the call
 * @error: %LW_AWS_ERROR
 *
 * Returns: (transfer full) (nullable): an address that whoever has it may use
 */
char *
lw_s3_client_presign (LwS3Client     *self,
                      const char     *method,
                      const LwS3Uri  *uri,
                      guint           seconds,
                      GCancellable   *cancellable,
                      GError        **error)
{
  g_autoptr (LwAwsRequest) request = NULL;

  g_return_val_if_fail (LW_IS_S3_CLIENT (self) && method != NULL && uri != NULL, NULL);

  request = lw_s3_client_make_request (self, method, uri->bucket, uri->key, NULL, NULL);
  return lw_aws_client_presign (lw_s3_client_get_aws (self), request, seconds, cancellable, error);
}
