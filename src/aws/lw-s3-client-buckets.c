/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The calls that are about buckets. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-s3-client.h"
#include "lw-s3-client-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lw-aws-error.h"
#include "lw-s3-xml.h"

/**
 * lw_s3_client_list_buckets:
 * @self: a client
 * @cancellable: (nullable): ends the call
 * @error: %LW_AWS_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type LwS3Bucket): all buckets of the account
 */
GPtrArray *
lw_s3_client_list_buckets (LwS3Client    *self,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autoptr (GPtrArray) buckets = NULL;
  g_autofree char *token = NULL;

  g_return_val_if_fail (LW_IS_S3_CLIENT (self), NULL);

  do
    {
      g_autofree char *encoded = token != NULL ? g_uri_escape_string (token, NULL, FALSE) : NULL;
      g_autofree char *query = encoded != NULL ? g_strconcat ("continuation-token=", encoded, NULL) : NULL;
      g_autoptr (LwAwsRequest) request = lw_s3_client_make_request (self, "GET", NULL, NULL, query,
                                                                    "s3:ListAllMyBuckets");
      g_autoptr (LwAwsResponse) response = lw_s3_client_send (self, request, NULL, cancellable, error);
      GPtrArray *page;

      g_clear_pointer (&token, g_free);
      page = response != NULL ? lw_s3_buckets_parse (lw_aws_response_get_body (response), &token, error) : NULL;
      if (page == NULL)
        return NULL;
      if (buckets == NULL)
        buckets = page;
      else
        g_ptr_array_extend_and_steal (buckets, page);
    }
  while (token != NULL && *token != '\0');
  return g_steal_pointer (&buckets);
}

/**
 * lw_s3_client_locate:
 * @self: a client
 * @bucket: a bucket
 * @cancellable: (nullable): ends the call
 * @error: %LW_AWS_ERROR
 *
 * Returns: (transfer full) (nullable): the Region that the bucket is in (GetBucketLocation)
 */
char *
lw_s3_client_locate (LwS3Client    *self,
                     const char    *bucket,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr (LwAwsRequest) request = NULL;
  g_autoptr (LwAwsResponse) response = NULL;
  g_autoptr (LwS3Document) document = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (LW_IS_S3_CLIENT (self) && bucket != NULL, NULL);

  request = lw_s3_client_make_request (self, "GET", bucket, NULL, "location", "s3:GetBucketLocation");
  response = lw_s3_client_send (self, request, bucket, cancellable, error);
  if (response == NULL)
    return NULL;
  document = lw_s3_xml_parse (lw_aws_response_get_body (response), "LocationConstraint", error);
  if (document == NULL)
    return NULL;
  text = lw_s3_xml_dup_content (xmlDocGetRootElement (document));
  g_strstrip (text);
  if (*text == '\0')
    return g_strdup ("us-east-1");
  return g_strdup (strcmp (text, "EU") == 0 ? "eu-west-1" : text);
}

/**
 * lw_s3_client_get_cors:
 * @self: a client
 * @bucket: a bucket
 * @cancellable: (nullable): ends the call
 * @error: %LW_AWS_ERROR
 *
 * Returns: (transfer full) (nullable): the bucket's rules for browsers; none when it has none
 */
LwS3Cors *
lw_s3_client_get_cors (LwS3Client    *self,
                       const char    *bucket,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr (LwAwsRequest) request = NULL;
  g_autoptr (LwAwsResponse) response = NULL;
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (LW_IS_S3_CLIENT (self) && bucket != NULL, NULL);

  request = lw_s3_client_make_request (self, "GET", bucket, NULL, "cors", "s3:GetBucketCORS");
  response = lw_s3_client_send (self, request, bucket, cancellable, &problem);
  if (response != NULL)
    return lw_s3_cors_parse (lw_aws_response_get_body (response), error);
  if (g_strcmp0 (lw_aws_error_get_code (problem), "NoSuchCORSConfiguration") == 0)
    return lw_s3_cors_new ();
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/**
 * lw_s3_client_put_cors:
 * @self: a client
 * @bucket: a bucket
 * @cors: all its rules: those that are not among them go
 * @cancellable: (nullable): ends the call
 * @error: %LW_AWS_ERROR
 *
 * Returns: whether it worked
 */
gboolean
lw_s3_client_put_cors (LwS3Client      *self,
                       const char      *bucket,
                       const LwS3Cors  *cors,
                       GCancellable    *cancellable,
                       GError         **error)
{
  g_autoptr (LwAwsRequest) request = NULL;
  g_autoptr (LwAwsResponse) response = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (LW_IS_S3_CLIENT (self) && bucket != NULL && cors != NULL, FALSE);

  request = lw_s3_client_make_request (self, "PUT", bucket, NULL, "cors", "s3:PutBucketCORS");
  text = lw_s3_cors_to_xml (cors);
  lw_aws_request_add_header (request, "Content-Type", "application/xml");
  lw_s3_add_content_md5 (request, text);
  body = g_bytes_new (text, strlen (text));
  lw_aws_request_set_body (request, body);
  response = lw_s3_client_send (self, request, bucket, cancellable, error);
  return response != NULL;
}

static void
add_parameter (GString    *query,
               const char *name,
               const char *value)
{
  g_autofree char *encoded = NULL;

  if (value == NULL || *value == '\0')
    return;
  encoded = g_uri_escape_string (value, NULL, FALSE);
  g_string_append_printf (query, "&%s=%s", name, encoded);
}

/**
 * lw_s3_client_list:
 * @self: a client
 * @prefix: a bucket, and what the keys begin with
 * @delimiter: (nullable): "/" for what is in one folder
 * @token: (nullable): where the last page ended
 * @cancellable: (nullable): ends the call
 * @error: %LW_AWS_ERROR
 *
 * Returns: (transfer full) (nullable): a page of up to 1,000 objects
 */
LwS3Listing *
lw_s3_client_list (LwS3Client     *self,
                   const LwS3Uri  *prefix,
                   const char     *delimiter,
                   const char     *token,
                   GCancellable   *cancellable,
                   GError        **error)
{
  g_autoptr (LwAwsRequest) request = NULL;
  g_autoptr (LwAwsResponse) response = NULL;
  g_autoptr (GString) query = NULL;

  g_return_val_if_fail (LW_IS_S3_CLIENT (self) && prefix != NULL, NULL);

  query = g_string_new ("list-type=2&encoding-type=url");
  add_parameter (query, "prefix", prefix->key);
  add_parameter (query, "delimiter", delimiter);
  add_parameter (query, "continuation-token", token);
  request = lw_s3_client_make_request (self, "GET", prefix->bucket, NULL, query->str, "s3:ListBucket");
  response = lw_s3_client_send (self, request, prefix->bucket, cancellable, error);
  return response != NULL ? lw_s3_listing_parse (lw_aws_response_get_body (response), prefix->bucket, error) : NULL;
}

/**
 * lw_s3_client_list_all:
 * @self: a client
 * @prefix: a bucket, and what the keys begin with
 * @delimiter: (nullable): "/" for what is in one folder
 * @func: (scope call): gets each page
 * @user_data: for @func
 * @cancellable: (nullable): ends the call
 * @error: %LW_AWS_ERROR, or what @func says
 *
 * Returns: whether all pages were read
 */
gboolean
lw_s3_client_list_all (LwS3Client     *self,
                       const LwS3Uri  *prefix,
                       const char     *delimiter,
                       LwS3ListFunc    func,
                       gpointer        user_data,
                       GCancellable   *cancellable,
                       GError        **error)
{
  g_autofree char *token = NULL;

  g_return_val_if_fail (func != NULL, FALSE);

  do
    {
      g_autoptr (LwS3Listing) page = lw_s3_client_list (self, prefix, delimiter, token, cancellable, error);

      if (page == NULL || !func (page, user_data, error))
        return FALSE;
      if (page->next_token != NULL && g_strcmp0 (page->next_token, token) == 0)
        {
          g_set_error (error, LW_AWS_ERROR, LW_AWS_ERROR_BAD_ANSWER, _("The list of “%s” has no end"),
                       prefix->bucket);
          return FALSE;
        }
      g_free (token);
      token = g_strdup (page->next_token);
    }
  while (token != NULL && *token != '\0');
  return TRUE;
}
