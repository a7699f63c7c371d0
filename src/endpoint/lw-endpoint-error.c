/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The errors that AWS's services answer with: their codes and statuses, as one table. S3 has words of its own for what
 * is wrong with a signature ("Error responses" in the Amazon S3 API Reference, "Common errors" in SageMaker's). */

#define G_LOG_DOMAIN "lw-endpoint"

#include "config.h"

#include "lw-endpoint-error.h"

#include <gio/gio.h>

typedef struct
{
  const char *code;
  guint       status;
  const char *json_code;
  guint       json_status;
} ErrorRow;

static const ErrorRow rows[LW_ENDPOINT_N_ERRORS] = {
  [LW_ENDPOINT_ERROR_ACCESS_DENIED] = { "AccessDenied", 403, "AccessDeniedException", 400 },
  [LW_ENDPOINT_ERROR_AUTHORIZATION_HEADER_MALFORMED] =
    { "AuthorizationHeaderMalformed", 400, "IncompleteSignature", 400 },
  [LW_ENDPOINT_ERROR_AUTHORIZATION_QUERY_MALFORMED] =
    { "AuthorizationQueryParametersError", 400, "IncompleteSignature", 400 },
  [LW_ENDPOINT_ERROR_INVALID_ACCESS_KEY_ID] = { "InvalidAccessKeyId", 403, "UnrecognizedClientException", 400 },
  [LW_ENDPOINT_ERROR_INVALID_TOKEN] = { "InvalidToken", 400, "UnrecognizedClientException", 400 },
  [LW_ENDPOINT_ERROR_MISSING_AUTHENTICATION] = { "AccessDenied", 403, "MissingAuthenticationTokenException", 400 },
  [LW_ENDPOINT_ERROR_MISSING_SECURITY_HEADER] = { "MissingSecurityHeader", 400, "IncompleteSignature", 400 },
  [LW_ENDPOINT_ERROR_REQUEST_EXPIRED] = { "AccessDenied", 403, "RequestExpired", 400 },
  [LW_ENDPOINT_ERROR_REQUEST_TIME_TOO_SKEWED] = { "RequestTimeTooSkewed", 403, "InvalidSignatureException", 400 },
  [LW_ENDPOINT_ERROR_SIGNATURE_DOES_NOT_MATCH] = { "SignatureDoesNotMatch", 403, "InvalidSignatureException", 400 },
  [LW_ENDPOINT_ERROR_CONTENT_SHA256_MISMATCH] = { "XAmzContentSHA256Mismatch", 400, "InvalidSignatureException", 400 },
  [LW_ENDPOINT_ERROR_BAD_DIGEST] = { "BadDigest", 400, NULL, 0 },
  [LW_ENDPOINT_ERROR_BUCKET_ALREADY_EXISTS] = { "BucketAlreadyExists", 409, NULL, 0 },
  [LW_ENDPOINT_ERROR_BUCKET_ALREADY_OWNED_BY_YOU] = { "BucketAlreadyOwnedByYou", 409, NULL, 0 },
  [LW_ENDPOINT_ERROR_BUCKET_NOT_EMPTY] = { "BucketNotEmpty", 409, NULL, 0 },
  [LW_ENDPOINT_ERROR_CONDITIONAL_REQUEST_CONFLICT] = { "ConditionalRequestConflict", 409, NULL, 0 },
  [LW_ENDPOINT_ERROR_ENTITY_TOO_LARGE] = { "EntityTooLarge", 400, "RequestEntityTooLargeException", 413 },
  [LW_ENDPOINT_ERROR_ENTITY_TOO_SMALL] = { "EntityTooSmall", 400, NULL, 0 },
  [LW_ENDPOINT_ERROR_INCOMPLETE_BODY] = { "IncompleteBody", 400, "SerializationException", 400 },
  [LW_ENDPOINT_ERROR_INTERNAL] = { "InternalError", 500, "InternalFailure", 500 },
  [LW_ENDPOINT_ERROR_INVALID_ARGUMENT] = { "InvalidArgument", 400, "ValidationException", 400 },
  [LW_ENDPOINT_ERROR_INVALID_BUCKET_NAME] = { "InvalidBucketName", 400, NULL, 0 },
  [LW_ENDPOINT_ERROR_INVALID_DIGEST] = { "InvalidDigest", 400, NULL, 0 },
  [LW_ENDPOINT_ERROR_INVALID_PART] = { "InvalidPart", 400, NULL, 0 },
  [LW_ENDPOINT_ERROR_INVALID_PART_ORDER] = { "InvalidPartOrder", 400, NULL, 0 },
  [LW_ENDPOINT_ERROR_INVALID_RANGE] = { "InvalidRange", 416, NULL, 0 },
  [LW_ENDPOINT_ERROR_INVALID_REQUEST] = { "InvalidRequest", 400, "ValidationException", 400 },
  [LW_ENDPOINT_ERROR_INVALID_TAG] = { "InvalidTag", 400, NULL, 0 },
  [LW_ENDPOINT_ERROR_INVALID_URI] = { "InvalidURI", 400, NULL, 0 },
  [LW_ENDPOINT_ERROR_KEY_TOO_LONG] = { "KeyTooLongError", 400, NULL, 0 },
  [LW_ENDPOINT_ERROR_MALFORMED_XML] = { "MalformedXML", 400, NULL, 0 },
  [LW_ENDPOINT_ERROR_METADATA_TOO_LARGE] = { "MetadataTooLarge", 400, NULL, 0 },
  [LW_ENDPOINT_ERROR_METHOD_NOT_ALLOWED] = { "MethodNotAllowed", 405, NULL, 0 },
  [LW_ENDPOINT_ERROR_MISSING_CONTENT_LENGTH] = { "MissingContentLength", 411, NULL, 0 },
  [LW_ENDPOINT_ERROR_NO_SUCH_BUCKET] = { "NoSuchBucket", 404, NULL, 0 },
  [LW_ENDPOINT_ERROR_NO_SUCH_BUCKET_POLICY] = { "NoSuchBucketPolicy", 404, NULL, 0 },
  [LW_ENDPOINT_ERROR_NO_SUCH_CORS_CONFIGURATION] = { "NoSuchCORSConfiguration", 404, NULL, 0 },
  [LW_ENDPOINT_ERROR_NO_SUCH_KEY] = { "NoSuchKey", 404, NULL, 0 },
  [LW_ENDPOINT_ERROR_NO_SUCH_TAG_SET] = { "NoSuchTagSet", 404, NULL, 0 },
  [LW_ENDPOINT_ERROR_NO_SUCH_UPLOAD] = { "NoSuchUpload", 404, NULL, 0 },
  [LW_ENDPOINT_ERROR_NO_SUCH_VERSION] = { "NoSuchVersion", 404, NULL, 0 },
  [LW_ENDPOINT_ERROR_NOT_IMPLEMENTED] = { "NotImplemented", 501, NULL, 0 },
  [LW_ENDPOINT_ERROR_NOT_MODIFIED] = { "NotModified", 304, NULL, 0 },
  [LW_ENDPOINT_ERROR_PRECONDITION_FAILED] = { "PreconditionFailed", 412, NULL, 0 },
  [LW_ENDPOINT_ERROR_REQUEST_TIMEOUT] = { "RequestTimeout", 400, "RequestTimeoutException", 408 },
  [LW_ENDPOINT_ERROR_SLOW_DOWN] = { "SlowDown", 503, "ThrottlingException", 400 },
  [LW_ENDPOINT_ERROR_RESOURCE_IN_USE] = { NULL, 0, "ResourceInUse", 400 },
  [LW_ENDPOINT_ERROR_RESOURCE_LIMIT_EXCEEDED] = { NULL, 0, "ResourceLimitExceeded", 400 },
  [LW_ENDPOINT_ERROR_RESOURCE_NOT_FOUND] = { NULL, 0, "ResourceNotFound", 400 },
  [LW_ENDPOINT_ERROR_SERIALIZATION] = { NULL, 0, "SerializationException", 400 },
  [LW_ENDPOINT_ERROR_UNKNOWN_OPERATION] = { NULL, 0, "UnknownOperationException", 400 },
  [LW_ENDPOINT_ERROR_VALIDATION] = { NULL, 0, "ValidationException", 400 },
};

G_DEFINE_QUARK (lw-endpoint-error-quark, lw_endpoint_error)

/**
 * lw_endpoint_fail:
 * @error: return location
 * @code: what is wrong
 * @message: a sentence, in the service's language
 *
 * Returns: %FALSE
 */
gboolean
lw_endpoint_fail (GError          **error,
                  LwEndpointError   code,
                  const char       *message)
{
  g_set_error_literal (error, LW_ENDPOINT_ERROR, code, message);
  return FALSE;
}

/* What the files' errors are in the services' words. */
static const struct
{
  GIOErrorEnum    from;
  LwEndpointError to;
} files[] = {
  { G_IO_ERROR_NOT_FOUND, LW_ENDPOINT_ERROR_NO_SUCH_KEY },
  { G_IO_ERROR_INVALID_FILENAME, LW_ENDPOINT_ERROR_INVALID_URI },
  { G_IO_ERROR_PERMISSION_DENIED, LW_ENDPOINT_ERROR_ACCESS_DENIED },
  { G_IO_ERROR_READ_ONLY, LW_ENDPOINT_ERROR_ACCESS_DENIED },
  { G_IO_ERROR_TIMED_OUT, LW_ENDPOINT_ERROR_REQUEST_TIMEOUT },
  { G_IO_ERROR_CONNECTION_CLOSED, LW_ENDPOINT_ERROR_INCOMPLETE_BODY },
  { G_IO_ERROR_INVALID_DATA, LW_ENDPOINT_ERROR_INCOMPLETE_BODY },
  { G_IO_ERROR_MESSAGE_TOO_LARGE, LW_ENDPOINT_ERROR_ENTITY_TOO_LARGE },
  { G_IO_ERROR_CLOSED, LW_ENDPOINT_ERROR_SLOW_DOWN },
};

/**
 * lw_endpoint_error_judge:
 * @error: any error
 *
 * Returns: what it is in the services' words
 */
LwEndpointError
lw_endpoint_error_judge (const GError *error)
{
  if (error->domain == LW_ENDPOINT_ERROR)
    return error->code;
  for (gsize i = 0; error->domain == G_IO_ERROR && i < G_N_ELEMENTS (files); i++)
    if ((GIOErrorEnum) error->code == files[i].from)
      return files[i].to;
  return LW_ENDPOINT_ERROR_INTERNAL;
}

static gboolean
uses_s3 (LwEndpointError code,
         gboolean        is_s3)
{
  return rows[code].json_code == NULL || (is_s3 && rows[code].code != NULL);
}

const char *
lw_endpoint_error_get_code (LwEndpointError code,
                            gboolean        is_s3)
{
  return uses_s3 (code, is_s3) ? rows[code].code : rows[code].json_code;
}

guint
lw_endpoint_error_get_status (LwEndpointError code,
                              gboolean        is_s3)
{
  return uses_s3 (code, is_s3) ? rows[code].status : rows[code].json_status;
}
