/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a service answers when it refuses, with the service's own words at hand: code, status, request id, Region; and
 * what to do about it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LW_AWS_ERROR (lw_aws_error_quark ())

/**
 * LwAwsError:
 * @LW_AWS_ERROR_FAILED: refused for a reason that has no code of its own here
 * @LW_AWS_ERROR_NETWORK: the service could not be reached, or the connection broke
 * @LW_AWS_ERROR_CREDENTIALS: there are no credentials, or those there are do not work
 * @LW_AWS_ERROR_SIGN_IN: somebody has to sign in (again) first
 * @LW_AWS_ERROR_CONFIG: the configuration files or environment variables are wrong
 * @LW_AWS_ERROR_ACCESS_DENIED: whoever asks may not do this
 * @LW_AWS_ERROR_NOT_FOUND: there is no such thing
 * @LW_AWS_ERROR_IN_USE: there is one of this name
 * @LW_AWS_ERROR_INVALID: the service does not take the request as it is
 * @LW_AWS_ERROR_LIMIT: a quota of the account
 * @LW_AWS_ERROR_THROTTLED: too many requests, also after retries
 * @LW_AWS_ERROR_PRECONDITION: the object is not what the request expects (412, 409 of conditional writes, 304)
 * @LW_AWS_ERROR_WRONG_REGION: the bucket is in another Region: lw_aws_error_get_region()
 * @LW_AWS_ERROR_CLOCK: this computer's clock is too wrong
 * @LW_AWS_ERROR_SERVICE: the service failed (5xx), also after retries
 * @LW_AWS_ERROR_BAD_ANSWER: the answer is not what the service's model says
 */
typedef enum
{
  LW_AWS_ERROR_FAILED,
  LW_AWS_ERROR_NETWORK,
  LW_AWS_ERROR_CREDENTIALS,
  LW_AWS_ERROR_SIGN_IN,
  LW_AWS_ERROR_CONFIG,
  LW_AWS_ERROR_ACCESS_DENIED,
  LW_AWS_ERROR_NOT_FOUND,
  LW_AWS_ERROR_IN_USE,
  LW_AWS_ERROR_INVALID,
  LW_AWS_ERROR_LIMIT,
  LW_AWS_ERROR_THROTTLED,
  LW_AWS_ERROR_PRECONDITION,
  LW_AWS_ERROR_WRONG_REGION,
  LW_AWS_ERROR_CLOCK,
  LW_AWS_ERROR_SERVICE,
  LW_AWS_ERROR_BAD_ANSWER,
} LwAwsError;

GQuark      lw_aws_error_quark          (void);

/**
 * LwAwsErrorFacts:
 * @status: the HTTP status, 0 without an answer
 * @code: (nullable): the service's code, such as "AccessDenied"
 * @message: (nullable): the service's message
 * @request_id: (nullable): what AWS Support asks for
 * @region: (nullable): the Region where the bucket is
 * @action: (nullable): what was asked for, as in a policy: "s3:GetObject"
 * @resource: (nullable): of what, as an ARN
 * @principal: (nullable): who asked, as an ARN
 *
 * What is known of a refusal. Borrowed strings.
 */
typedef struct
{
  guint       status;
  const char *code;
  const char *message;
  const char *request_id;
  const char *region;
  const char *action;
  const char *resource;
  const char *principal;
} LwAwsErrorFacts;

GError     *lw_aws_error_new            (const LwAwsErrorFacts *facts) G_GNUC_WARN_UNUSED_RESULT;

guint       lw_aws_error_get_status     (const GError          *error);
const char *lw_aws_error_get_code       (const GError          *error);
const char *lw_aws_error_get_request_id (const GError          *error);
const char *lw_aws_error_get_region     (const GError          *error);
const char *lw_aws_error_get_advice     (const GError          *error);

G_END_DECLS
