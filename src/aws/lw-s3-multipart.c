/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writing an object in parts: the calls. What is sent when is in lw-s3-upload.c. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-s3-multipart.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lw-aws-error.h"
#include "lw-s3-client-private.h"
#include "lw-s3-xml.h"
#include "lw-time.h"

/**
 * lw_s3_part_new:
 * @number: from 1
 * @size: in bytes
 * @etag: the part's ETag
 *
 * Returns: (transfer full): a part
 */
LwS3Part *
lw_s3_part_new (guint       number,
                guint64     size,
                const char *etag)
{
  LwS3Part *self = g_new0 (LwS3Part, 1);

  self->number = number;
  self->size = size;
  self->etag = g_strdup (etag);
  return self;
}

/**
 * lw_s3_part_free:
 * @self: (transfer full): a part
 */
void
lw_s3_part_free (LwS3Part *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->etag);
  g_free (self);
}

static void
upload_free (gpointer data)
{
  LwS3Upload *self = data;

  g_free (self->key);
  g_free (self->id);
  g_free (self);
}

/* A call for one upload; @extra goes before its id. */
static LwAwsRequest *
make_request (LwS3Client    *self,
              const char    *method,
              const LwS3Uri *uri,
              const char    *extra,
              const char    *upload_id,
              const char    *action)
{
  g_autofree char *id = g_uri_escape_string (upload_id, NULL, FALSE);
  g_autofree char *query = g_strconcat (extra, "uploadId=", id, NULL);

  return lw_s3_client_make_request (self, method, uri->bucket, uri->key, query, action);
}

/**
 * lw_s3_client_create_upload:
 * @self: a client
 * @uri: what the upload is to become
 * @cancellable: (nullable): ends the call
 * @error: %LW_AWS_ERROR
 *
 * Returns: (transfer full) (nullable): the upload's id
 */
char *
lw_s3_client_create_upload (LwS3Client     *self,
                            const LwS3Uri  *uri,
                            GCancellable   *cancellable,
                            GError        **error)
{
  g_autoptr (LwAwsRequest) request = NULL;
  g_autoptr (LwAwsResponse) response = NULL;
  g_autoptr (LwS3Document) document = NULL;
  char *id;

  g_return_val_if_fail (LW_IS_S3_CLIENT (self) && uri != NULL, NULL);

  request = lw_s3_client_make_request (self, "POST", uri->bucket, uri->key, "uploads", "s3:PutObject");
  lw_aws_request_add_header (request, "Content-Type", lw_s3_guess_content_type (uri->key));
  response = lw_s3_client_send (self, request, uri->bucket, cancellable, error);
  document = response != NULL ? lw_s3_xml_parse (lw_aws_response_get_body (response),
                                                 "InitiateMultipartUploadResult", error)
                              : NULL;
  if (document == NULL)
    return NULL;
  id = lw_s3_xml_dup_text (xmlDocGetRootElement (document), "UploadId");
  if (id == NULL)
    g_set_error (error, LW_AWS_ERROR, LW_AWS_ERROR_BAD_ANSWER, _("The server named no upload for “s3://%s/%s”"),
                 uri->bucket, uri->key);
  return id;
}

/**
 * lw_s3_client_upload_part:
 * @self: a client
 * @uri: what the upload is to become
 * @upload_id: the upload
 * @number: the part's number, from 1
 * @body: its content
 * @cancellable: (nullable): ends the call
 * @error: %LW_AWS_ERROR
 *
 * Returns: (transfer full) (nullable): the part's ETag
 */
char *
lw_s3_client_upload_part (LwS3Client      *self,
                          const LwS3Uri   *uri,
                          const char      *upload_id,
                          guint            number,
                          const LwS3Body  *body,
                          GCancellable    *cancellable,
                          GError         **error)
{
  g_autofree char *extra = g_strdup_printf ("partNumber=%u&", number);
  g_autoptr (LwAwsRequest) request = NULL;
  g_autoptr (LwAwsResponse) response = NULL;
  const char *etag;

  g_return_val_if_fail (LW_IS_S3_CLIENT (self) && uri != NULL && upload_id != NULL && body != NULL, NULL);

  request = make_request (self, "PUT", uri, extra, upload_id, "s3:PutObject");
  lw_s3_body_attach (body, request);
  response = lw_s3_client_send_body (self, request, uri->bucket, cancellable, error);
  if (response == NULL)
    return NULL;
  etag = lw_aws_response_get_header (response, "ETag");
  if (etag != NULL)
    return lw_s3_dup_etag (etag);
  g_set_error (error, LW_AWS_ERROR, LW_AWS_ERROR_BAD_ANSWER, _("The server gave part %u of “s3://%s/%s” no ETag"),
               number, uri->bucket, uri->key);
  return NULL;
}

static void
read_parts (xmlNode   *root,
            GPtrArray *parts)
{
  for (xmlNode *node = lw_s3_xml_first (root, "Part"); node != NULL; node = lw_s3_xml_next (node))
    {
      g_autofree char *number = lw_s3_xml_dup_text (node, "PartNumber");
      g_autofree char *size = lw_s3_xml_dup_text (node, "Size");
      g_autofree char *quoted = lw_s3_xml_dup_text (node, "ETag");
      g_autofree char *etag = lw_s3_dup_etag (quoted);
      guint64 n, n_bytes;

      if (number != NULL && size != NULL && g_ascii_string_to_unsigned (number, 10, 1, LW_S3_MAX_PARTS, &n, NULL)
          && g_ascii_string_to_unsigned (size, 10, 0, G_MAXINT64, &n_bytes, NULL))
        g_ptr_array_add (parts, lw_s3_part_new ((guint) n, n_bytes, etag));
    }
}

/**
 * lw_s3_client_list_parts:
 * @self: a client
 * @uri: what the upload is to become
 * @upload_id: the upload
 * @cancellable: (nullable): ends the call
 * @error: %LW_AWS_ERROR; %LW_AWS_ERROR_NOT_FOUND when there is no such upload any more
 *
 * Returns: (transfer full) (nullable) (element-type LwS3Part): the parts that have arrived
 */
GPtrArray *
lw_s3_client_list_parts (LwS3Client     *self,
                         const LwS3Uri  *uri,
                         const char     *upload_id,
                         GCancellable   *cancellable,
                         GError        **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_s3_part_free);
  g_autofree char *marker = NULL;

  g_return_val_if_fail (LW_IS_S3_CLIENT (self) && uri != NULL && upload_id != NULL, NULL);

  for (guint page = 0; page < LW_S3_MAX_PARTS; page++)
    {
      g_autofree char *extra = marker != NULL ? g_strdup_printf ("part-number-marker=%s&", marker) : g_strdup ("");
      g_autoptr (LwAwsRequest) request = make_request (self, "GET", uri, extra, upload_id,
                                                       "s3:ListMultipartUploadParts");
      g_autoptr (LwAwsResponse) response = lw_s3_client_send (self, request, uri->bucket, cancellable, error);
      g_autoptr (LwS3Document) document = NULL;
      xmlNode *root;

      document = response != NULL ? lw_s3_xml_parse (lw_aws_response_get_body (response), "ListPartsResult", error)
                                  : NULL;
      if (document == NULL)
        return NULL;
      root = xmlDocGetRootElement (document);
      read_parts (root, parts);
      g_free (marker);
      marker = lw_s3_xml_dup_text (root, "NextPartNumberMarker");
      if (!lw_s3_xml_is_true (root, "IsTruncated") || marker == NULL
          || !g_ascii_string_to_unsigned (marker, 10, 1, LW_S3_MAX_PARTS, NULL, NULL))
        break;
    }
  return g_steal_pointer (&parts);
}

/**
 * lw_s3_client_complete_upload:
 * @self: a client
 * @uri: what the upload is to become
 * @upload_id: the upload
 * @parts: (element-type LwS3Part): its parts in the order of their numbers
 * @cancellable: (nullable): ends the call
 * @error: %LW_AWS_ERROR
 *
 * Returns: whether the object is there, whole
 */
gboolean
lw_s3_client_complete_upload (LwS3Client     *self,
                              const LwS3Uri  *uri,
                              const char     *upload_id,
                              GPtrArray      *parts,
                              GCancellable   *cancellable,
                              GError        **error)
{
  g_autoptr (GString) text = g_string_new ("<CompleteMultipartUpload "
                                           "xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
  g_autoptr (LwAwsRequest) request = NULL;
  g_autoptr (LwAwsResponse) response = NULL;
  g_autoptr (GBytes) body = NULL;

  g_return_val_if_fail (LW_IS_S3_CLIENT (self) && uri != NULL && upload_id != NULL && parts != NULL, FALSE);

  for (guint i = 0; i < parts->len; i++)
    {
      const LwS3Part *part = g_ptr_array_index (parts, i);

      g_string_append_printf (text, "<Part><PartNumber>%u</PartNumber><ETag>&quot;", part->number);
      g_string_append_printf (text, "%s&quot;</ETag></Part>", part->etag);
    }
  g_string_append (text, "</CompleteMultipartUpload>");
  body = g_bytes_new (text->str, text->len);
  request = make_request (self, "POST", uri, "", upload_id, "s3:PutObject");
  lw_aws_request_add_header (request, "Content-Type", "application/xml");
  lw_aws_request_set_body (request, body);
  response = lw_s3_client_send (self, request, uri->bucket, cancellable, error);
  return response != NULL
         && lw_s3_check_body (lw_aws_response_get_body (response), "CompleteMultipartUploadResult", error);
}

/**
 * lw_s3_client_abort_upload:
 * @self: a client
 * @uri: what the upload was to become
 * @upload_id: the upload
 * @cancellable: (nullable): ends the call
 * @error: %LW_AWS_ERROR
 *
 * Returns: whether nothing of it is left that storage is billed for
 */
gboolean
lw_s3_client_abort_upload (LwS3Client     *self,
                           const LwS3Uri  *uri,
                           const char     *upload_id,
                           GCancellable   *cancellable,
                           GError        **error)
{
  g_autoptr (LwAwsRequest) request = NULL;
  g_autoptr (LwAwsResponse) response = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (LW_IS_S3_CLIENT (self) && uri != NULL && upload_id != NULL, FALSE);

  request = make_request (self, "DELETE", uri, "", upload_id, "s3:AbortMultipartUpload");
  response = lw_s3_client_send (self, request, uri->bucket, cancellable, &problem);
  if (response != NULL || g_strcmp0 (lw_aws_error_get_code (problem), "NoSuchUpload") == 0)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static void
read_uploads (xmlNode   *root,
              GPtrArray *uploads)
{
  for (xmlNode *node = lw_s3_xml_first (root, "Upload"); node != NULL; node = lw_s3_xml_next (node))
    {
      g_autofree char *started = lw_s3_xml_dup_text (node, "Initiated");
      LwS3Upload *upload = g_new0 (LwS3Upload, 1);

      upload->key = lw_s3_xml_dup_text (node, "Key");
      upload->id = lw_s3_xml_dup_text (node, "UploadId");
      if (started != NULL && !lw_time_parse (started, &upload->started))
        upload->started = 0;
      if (upload->key != NULL && upload->id != NULL)
        g_ptr_array_add (uploads, upload);
      else
        upload_free (upload);
    }
}

/**
 * lw_s3_client_list_uploads:
 * @self: a client
 * @prefix: a bucket, and what the keys begin with
 * @cancellable: (nullable): ends the call
 * @error: %LW_AWS_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type LwS3Upload): what was begun and not finished, a thousand at most
 */
GPtrArray *
lw_s3_client_list_uploads (LwS3Client     *self,
                           const LwS3Uri  *prefix,
                           GCancellable   *cancellable,
                           GError        **error)
{
  g_autoptr (LwAwsRequest) request = NULL;
  g_autoptr (LwAwsResponse) response = NULL;
  g_autoptr (LwS3Document) document = NULL;
  g_autofree char *encoded = NULL;
  g_autofree char *query = NULL;
  GPtrArray *uploads;

  g_return_val_if_fail (LW_IS_S3_CLIENT (self) && prefix != NULL, NULL);

  encoded = g_uri_escape_string (prefix->key, NULL, FALSE);
  query = g_strconcat ("uploads&prefix=", encoded, NULL);
  request = lw_s3_client_make_request (self, "GET", prefix->bucket, NULL, query, "s3:ListBucketMultipartUploads");
  response = lw_s3_client_send (self, request, prefix->bucket, cancellable, error);
  document = response != NULL ? lw_s3_xml_parse (lw_aws_response_get_body (response), "ListMultipartUploadsResult",
                                                 error)
                              : NULL;
  if (document == NULL)
    return NULL;
  uploads = g_ptr_array_new_with_free_func (upload_free);
  read_uploads (xmlDocGetRootElement (document), uploads);
  return uploads;
}
