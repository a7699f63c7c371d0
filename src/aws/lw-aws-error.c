/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a service answers when it refuses. Which code means what is a table; sentences are made here. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-aws-error.h"

#include <glib/gi18n.h>

typedef struct
{
  guint  status;
  char  *code;
  char  *request_id;
  char  *region;
  char  *advice;
} LwAwsErrorPrivate;

static void
lw_aws_error_private_init (LwAwsErrorPrivate *self)
{
}

static void
lw_aws_error_private_copy (const LwAwsErrorPrivate *source,
                           LwAwsErrorPrivate       *copy)
{
  copy->status = source->status;
  copy->code = g_strdup (source->code);
  copy->request_id = g_strdup (source->request_id);
  copy->region = g_strdup (source->region);
  copy->advice = g_strdup (source->advice);
}

static void
lw_aws_error_private_clear (LwAwsErrorPrivate *self)
{
  g_free (self->code);
  g_free (self->request_id);
  g_free (self->region);
  g_free (self->advice);
}

G_DEFINE_EXTENDED_ERROR (LwAwsError, lw_aws_error)

/* Codes of the services (SageMaker, S3, STS, IAM Identity Center) and what they mean for a caller here. */
static const struct
{
  const char *code;
  LwAwsError  error;
} codes[] = {
  { "AccessDenied", LW_AWS_ERROR_ACCESS_DENIED },
  { "AccessDeniedException", LW_AWS_ERROR_ACCESS_DENIED },
  { "AllAccessDisabled", LW_AWS_ERROR_ACCESS_DENIED },
  { "AuthFailure", LW_AWS_ERROR_CREDENTIALS },
  { "AuthorizationHeaderMalformed", LW_AWS_ERROR_WRONG_REGION },
  { "BandwidthLimitExceeded", LW_AWS_ERROR_THROTTLED },
  { "BucketAlreadyExists", LW_AWS_ERROR_IN_USE },
  { "BucketAlreadyOwnedByYou", LW_AWS_ERROR_IN_USE },
  { "ConditionalRequestConflict", LW_AWS_ERROR_PRECONDITION },
  { "ExpiredToken", LW_AWS_ERROR_SIGN_IN },
  { "ExpiredTokenException", LW_AWS_ERROR_SIGN_IN },
  { "IllegalLocationConstraintException", LW_AWS_ERROR_WRONG_REGION },
  { "IncompleteSignature", LW_AWS_ERROR_CREDENTIALS },
  { "InvalidAccessKeyId", LW_AWS_ERROR_CREDENTIALS },
  { "InvalidClientTokenId", LW_AWS_ERROR_CREDENTIALS },
  { "InvalidSignatureException", LW_AWS_ERROR_CREDENTIALS },
  { "InvalidToken", LW_AWS_ERROR_CREDENTIALS },
  { "LimitExceededException", LW_AWS_ERROR_THROTTLED },
  { "MissingAuthenticationToken", LW_AWS_ERROR_CREDENTIALS },
  { "MissingAuthenticationTokenException", LW_AWS_ERROR_CREDENTIALS },
  { "NoSuchBucket", LW_AWS_ERROR_NOT_FOUND },
  { "NoSuchCORSConfiguration", LW_AWS_ERROR_NOT_FOUND },
  { "NoSuchKey", LW_AWS_ERROR_NOT_FOUND },
  { "NoSuchUpload", LW_AWS_ERROR_NOT_FOUND },
  { "NotSignedUp", LW_AWS_ERROR_ACCESS_DENIED },
  { "OptInRequired", LW_AWS_ERROR_ACCESS_DENIED },
  { "PermanentRedirect", LW_AWS_ERROR_WRONG_REGION },
  { "PreconditionFailed", LW_AWS_ERROR_PRECONDITION },
  { "RequestExpired", LW_AWS_ERROR_CLOCK },
  { "RequestInTheFuture", LW_AWS_ERROR_CLOCK },
  { "RequestLimitExceeded", LW_AWS_ERROR_THROTTLED },
  { "RequestTimeTooSkewed", LW_AWS_ERROR_CLOCK },
  { "ResourceInUse", LW_AWS_ERROR_IN_USE },
  { "ResourceLimitExceeded", LW_AWS_ERROR_LIMIT },
  { "ResourceNotFound", LW_AWS_ERROR_NOT_FOUND },
  { "ResourceNotFoundException", LW_AWS_ERROR_NOT_FOUND },
  { "SignatureDoesNotMatch", LW_AWS_ERROR_CREDENTIALS },
  { "SlowDown", LW_AWS_ERROR_THROTTLED },
  { "TemporaryRedirect", LW_AWS_ERROR_WRONG_REGION },
  { "Throttling", LW_AWS_ERROR_THROTTLED },
  { "ThrottlingException", LW_AWS_ERROR_THROTTLED },
  { "TooManyRequestsException", LW_AWS_ERROR_THROTTLED },
  { "UnauthorizedException", LW_AWS_ERROR_SIGN_IN },
  { "UnrecognizedClientException", LW_AWS_ERROR_CREDENTIALS },
  { "ValidationError", LW_AWS_ERROR_INVALID },
  { "ValidationException", LW_AWS_ERROR_INVALID },
};

static LwAwsError
get_error_for_status (guint status)
{
  switch (status)
    {
    case 301:
    case 307:
      return LW_AWS_ERROR_WRONG_REGION;
    case 304:
    case 412:
      return LW_AWS_ERROR_PRECONDITION;
    case 401:
      return LW_AWS_ERROR_SIGN_IN;
    case 403:
      return LW_AWS_ERROR_ACCESS_DENIED;
    case 404:
      return LW_AWS_ERROR_NOT_FOUND;
    case 429:
      return LW_AWS_ERROR_THROTTLED;
    case 400:
      return LW_AWS_ERROR_INVALID;
    default:
      return status >= 500 ? LW_AWS_ERROR_SERVICE : LW_AWS_ERROR_FAILED;
    }
}

static LwAwsError
get_error (const LwAwsErrorFacts *facts)
{
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_strcmp0 (codes[i].code, facts->code) == 0)
      return codes[i].error;
  return get_error_for_status (facts->status);
}

/* What would allow it, to be pasted into the policy of whoever asks. */
static char *
dup_access_advice (const LwAwsErrorFacts *facts)
{
  if (facts->action == NULL)
    return g_strdup (_("Ask whoever manages the account for the permission."));
  return g_strdup_printf (_("%s lacks %s on %s. Add this to its policy: "
                            "{\"Effect\": \"Allow\", \"Action\": \"%s\", \"Resource\": \"%s\"}"),
                          facts->principal != NULL ? facts->principal : _("This role"), facts->action,
                          facts->resource != NULL ? facts->resource : "*", facts->action,
                          facts->resource != NULL ? facts->resource : "*");
}

static char *
dup_advice (LwAwsError             error,
            const LwAwsErrorFacts *facts)
{
  switch (error)
    {
    case LW_AWS_ERROR_ACCESS_DENIED:
      return dup_access_advice (facts);
    case LW_AWS_ERROR_CREDENTIALS:
      return g_strdup (_("Check the access keys; “labelwright-cli aws whoami” shows which are used."));
    case LW_AWS_ERROR_SIGN_IN:
      return g_strdup (_("The sign-in has expired: sign in again."));
    case LW_AWS_ERROR_CLOCK:
      return g_strdup (_("Set this computer's clock."));
    case LW_AWS_ERROR_THROTTLED:
      return g_strdup (_("Too many requests at once: try again in a while."));
    case LW_AWS_ERROR_LIMIT:
      return g_strdup (_("Ask for a higher quota in the Service Quotas console."));
    case LW_AWS_ERROR_SERVICE:
      return g_strdup (_("The service has trouble: try again later."));
    case LW_AWS_ERROR_WRONG_REGION:
      return facts->region != NULL ? g_strdup_printf (_("The bucket is in %s."), facts->region) : NULL;
    case LW_AWS_ERROR_FAILED:
    case LW_AWS_ERROR_NETWORK:
    case LW_AWS_ERROR_CONFIG:
    case LW_AWS_ERROR_NOT_FOUND:
    case LW_AWS_ERROR_IN_USE:
    case LW_AWS_ERROR_INVALID:
    case LW_AWS_ERROR_PRECONDITION:
    case LW_AWS_ERROR_BAD_ANSWER:
    default:
      return NULL;
    }
}

/* "AccessDenied: Access Denied (status 403, request 4442587FB7D0A2F9). This role lacks …" */
static char *
dup_sentence (const LwAwsErrorFacts *facts,
              const char            *advice)
{
  GString *text = g_string_new (NULL);

  if (facts->code != NULL)
    g_string_append (text, facts->code);
  if (facts->message != NULL && *facts->message != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? ": " : "", facts->message);
  if (text->len == 0)
    g_string_append (text, _("The service refused the request"));
  if (facts->request_id != NULL)
    g_string_append_printf (text, _(" (status %u, request %s)"), facts->status, facts->request_id);
  else
    g_string_append_printf (text, _(" (status %u)"), facts->status);
  if (advice != NULL)
    g_string_append_printf (text, ". %s", advice);
  return g_string_free (text, FALSE);
}

/**
 * lw_aws_error_new:
 * @facts: what is known of a refusal
 *
 * Returns: (transfer full): the error, with a sentence for the user
 */
GError *
lw_aws_error_new (const LwAwsErrorFacts *facts)
{
  LwAwsError code = get_error (facts);
  g_autofree char *advice = dup_advice (code, facts);
  g_autofree char *sentence = dup_sentence (facts, advice);
  GError *error = g_error_new_literal (LW_AWS_ERROR, code, sentence);
  LwAwsErrorPrivate *private = lw_aws_error_get_private (error);

  private->status = facts->status;
  private->code = g_strdup (facts->code);
  private->request_id = g_strdup (facts->request_id);
  private->region = g_strdup (facts->region);
  private->advice = g_steal_pointer (&advice);
  return error;
}

static const LwAwsErrorPrivate *
get_private (const GError *error)
{
  static const LwAwsErrorPrivate none;

  return error != NULL && error->domain == LW_AWS_ERROR ? lw_aws_error_get_private (error) : &none;
}

/**
 * lw_aws_error_get_status:
 * @error: (nullable): any error
 *
 * Returns: the HTTP status of the answer, 0 when there was none
 */
guint
lw_aws_error_get_status (const GError *error)
{
  return get_private (error)->status;
}

/**
 * lw_aws_error_get_code:
 * @error: (nullable): any error
 *
 * Returns: (transfer none) (nullable): the service's own code, such as "NoSuchKey"
 */
const char *
lw_aws_error_get_code (const GError *error)
{
  return get_private (error)->code;
}

/**
 * lw_aws_error_get_request_id:
 * @error: (nullable): any error
 *
 * Returns: (transfer none) (nullable): the number under which the service knows the request
 */
const char *
lw_aws_error_get_request_id (const GError *error)
{
  return get_private (error)->request_id;
}

/**
 * lw_aws_error_get_region:
 * @error: (nullable): any error
 *
 * Returns: (transfer none) (nullable): the Region where the request belongs
 */
const char *
lw_aws_error_get_region (const GError *error)
{
  return get_private (error)->region;
}

/**
 * lw_aws_error_get_advice:
 * @error: (nullable): any error
 *
 * Returns: (transfer none) (nullable): what to do about it, a sentence or two; part of the message already
 */
const char *
lw_aws_error_get_advice (const GError *error)
{
  return get_private (error)->advice;
}
