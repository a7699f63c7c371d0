/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which operation of S3 a request is: by method, by whether it names a bucket and a key, and by a parameter of the
 * query or a header field. Buckets are named in the path. */

#define G_LOG_DOMAIN "lw-endpoint"

#include "config.h"

#include "lw-endpoint-s3.h"

#include "lw-endpoint-signature.h"

#include <string.h>

typedef enum
{
  TARGET_SERVICE,
  TARGET_BUCKET,
  TARGET_OBJECT,
} Target;

/* The first row that fits is taken. @parameter: (nullable): a parameter that the query has to have; @header:
 * (nullable): a field that the head has to have. */
static const struct
{
  Target            target;
  const char       *method;
  const char       *parameter;
  const char       *header;
  LwEndpointS3Func  func;
} operations[] = {
  { TARGET_SERVICE, "GET", NULL, NULL, lw_endpoint_s3_list_buckets },
  { TARGET_BUCKET, "GET", "location", NULL, lw_endpoint_s3_get_location },
  { TARGET_BUCKET, "GET", "versioning", NULL, lw_endpoint_s3_get_versioning },
  { TARGET_BUCKET, "GET", "acl", NULL, lw_endpoint_s3_get_acl },
  { TARGET_BUCKET, "GET", "policy", NULL, lw_endpoint_s3_no_policy },
  { TARGET_BUCKET, "GET", "cors", NULL, lw_endpoint_s3_get_cors },
  { TARGET_BUCKET, "PUT", "cors", NULL, lw_endpoint_s3_put_cors },
  { TARGET_BUCKET, "DELETE", "cors", NULL, lw_endpoint_s3_delete_cors },
  { TARGET_BUCKET, "GET", "tagging", NULL, lw_endpoint_s3_get_bucket_tags },
  { TARGET_BUCKET, "PUT", "tagging", NULL, lw_endpoint_s3_put_bucket_tags },
  { TARGET_BUCKET, "DELETE", "tagging", NULL, lw_endpoint_s3_delete_bucket_tags },
  { TARGET_BUCKET, "GET", "uploads", NULL, lw_endpoint_s3_list_uploads },
  { TARGET_BUCKET, "POST", "delete", NULL, lw_endpoint_s3_delete_objects },
  { TARGET_BUCKET, "GET", NULL, NULL, lw_endpoint_s3_list_objects },
  { TARGET_BUCKET, "HEAD", NULL, NULL, lw_endpoint_s3_head_bucket },
  { TARGET_BUCKET, "PUT", NULL, NULL, lw_endpoint_s3_create_bucket },
  { TARGET_BUCKET, "DELETE", NULL, NULL, lw_endpoint_s3_delete_bucket },
  { TARGET_OBJECT, "GET", "tagging", NULL, lw_endpoint_s3_get_tags },
  { TARGET_OBJECT, "PUT", "tagging", NULL, lw_endpoint_s3_put_tags },
  { TARGET_OBJECT, "DELETE", "tagging", NULL, lw_endpoint_s3_delete_tags },
  { TARGET_OBJECT, "GET", "acl", NULL, lw_endpoint_s3_get_acl },
  { TARGET_OBJECT, "POST", "uploads", NULL, lw_endpoint_s3_create_upload },
  { TARGET_OBJECT, "PUT", "uploadId", NULL, lw_endpoint_s3_upload_part },
  { TARGET_OBJECT, "GET", "uploadId", NULL, lw_endpoint_s3_list_parts },
  { TARGET_OBJECT, "POST", "uploadId", NULL, lw_endpoint_s3_complete_upload },
  { TARGET_OBJECT, "DELETE", "uploadId", NULL, lw_endpoint_s3_abort_upload },
  { TARGET_OBJECT, "PUT", NULL, "x-amz-copy-source", lw_endpoint_s3_copy_object },
  { TARGET_OBJECT, "GET", NULL, NULL, lw_endpoint_s3_get_object },
  { TARGET_OBJECT, "HEAD", NULL, NULL, lw_endpoint_s3_get_object },
  { TARGET_OBJECT, "PUT", NULL, NULL, lw_endpoint_s3_put_object },
  { TARGET_OBJECT, "DELETE", NULL, NULL, lw_endpoint_s3_delete_object },
};

/* Parameters that make a request one that is not in the table. */
static const char *const unknown_parameters[] = {
  "accelerate", "acl", "analytics", "attributes", "encryption", "intelligent-tiering", "inventory", "legal-hold",
  "lifecycle", "logging", "metrics", "notification", "object-lock", "ownershipControls", "policy", "policyStatus",
  "publicAccessBlock", "replication", "requestPayment", "restore", "retention", "select", "torrent", "versioning",
  "versions", "website",
};

static gboolean
fits (LwEndpointCall *call,
      Target          target,
      gsize           row)
{
  return operations[row].target == target && lw_endpoint_call_has_method (call, operations[row].method) &&
         (operations[row].parameter == NULL || lw_endpoint_call_get_query (call, operations[row].parameter) != NULL) &&
         (operations[row].header == NULL || lw_endpoint_call_get_header (call, operations[row].header) != NULL);
}

/* Whether the request asks for what is in no row. */
static gboolean
has_unknown_parameter (LwEndpointCall *call)
{
  for (gsize i = 0; i < G_N_ELEMENTS (unknown_parameters); i++)
    if (lw_endpoint_call_get_query (call, unknown_parameters[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
run (LwEndpointCall  *call,
     GError         **error)
{
  Target target = call->bucket == NULL ? TARGET_SERVICE : call->key == NULL ? TARGET_BUCKET : TARGET_OBJECT;
  gsize row = 0;

  while (row < G_N_ELEMENTS (operations) && !fits (call, target, row))
    row++;
  if (row == G_N_ELEMENTS (operations))
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_METHOD_NOT_ALLOWED,
                             "The specified method is not allowed against this resource.");
  if (operations[row].parameter == NULL && has_unknown_parameter (call))
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_NOT_IMPLEMENTED,
                             "A header or query you provided implies functionality that is not implemented");
  return operations[row].func (call, error);
}

/* "/bucket/key" of the path; the key keeps its slashes as they are. */
static gboolean
read_path (LwEndpointCall  *call,
           GError         **error)
{
  const char *path = lw_http_exchange_get_path (call->exchange) + 1;
  const char *slash = strchr (path, '/');
  g_autofree char *bucket = g_strndup (path, slash != NULL ? slash - path : (gssize) strlen (path));

  call->query = lw_endpoint_form_decode (lw_http_exchange_get_query (call->exchange) != NULL
                                           ? lw_http_exchange_get_query (call->exchange) : "");
  call->bucket = *bucket != '\0' ? lw_endpoint_uri_decode (bucket, FALSE) : NULL;
  call->key = slash != NULL && slash[1] != '\0' ? lw_endpoint_uri_decode (slash + 1, FALSE) : NULL;
  if (call->query == NULL || (*bucket != '\0' && call->bucket == NULL) || (*bucket == '\0' && *path != '\0') ||
      (slash != NULL && slash[1] != '\0' && call->key == NULL))
    {
      if (call->query == NULL)
        call->query = g_hash_table_new (g_str_hash, g_str_equal);
      return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_INVALID_URI, "Couldn't parse the specified URI.");
    }
  return TRUE;
}

static gboolean
serve (LwEndpointCall  *call,
       GError         **error)
{
  if (!read_path (call, error))
    return FALSE;
  /* Browsers ask before they may sign. */
  if (lw_endpoint_call_has_method (call, "OPTIONS"))
    return lw_endpoint_s3_preflight (call, error);
  if (!lw_endpoint_signature_verify (call, lw_endpoint_get_key (call->endpoint), g_get_real_time (), NULL, error))
    return FALSE;
  lw_endpoint_s3_add_cors_headers (call);
  return run (call, error);
}

/**
 * lw_endpoint_serve_s3:
 * @call: (transfer full): a call
 *
 * Answers it.
 */
void
lw_endpoint_serve_s3 (LwEndpointCall *call)
{
  g_autoptr (GError) error = NULL;

  if (!serve (call, &error))
    lw_endpoint_call_respond_error (call, error);
  lw_endpoint_call_free (call);
}

/* Takes the writer. */
void
lw_endpoint_s3_respond_xml (LwEndpointCall *call,
                            LwEndpointXml  *xml)
{
  g_autofree char *text = lw_endpoint_xml_free_to_text (xml);

  lw_endpoint_call_respond_text (call, 200, "application/xml", text);
}
