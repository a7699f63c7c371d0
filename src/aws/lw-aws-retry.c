/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether and when to ask again ("Retry behavior" in the AWS SDKs and Tools Reference Guide, standard mode). */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-aws-retry.h"

#define CAPACITY 500
#define COST 5
#define COST_OF_CONNECTION 10
#define MAX_DELAY (20 * G_USEC_PER_SEC)

/* A service that asks for more patience than this is not waited for. */
#define MAX_WANTED (60 * G_USEC_PER_SEC)

struct _LwAwsRetry
{
  GMutex      mutex;
  guint       max_attempts;
  guint       tokens;
  LwAwsRandom random;
  gpointer    random_data;
};

static const char *const throttling_codes[] = {
  "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException", "RequestThrottled",
  "TooManyRequestsException", "ProvisionedThroughputExceededException", "TransactionInProgressException",
  "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException", "SlowDown", "EC2ThrottledException",
  NULL,
};

static const char *const transient_codes[] = {
  "RequestTimeout", "RequestTimeoutException", "PriorRequestNotComplete", "InternalError", "InternalFailure",
  "ServiceUnavailable", NULL,
};

static const char *const skew_codes[] = {
  "AuthFailure", "InvalidSignatureException", "RequestExpired", "RequestInTheFuture", "RequestTimeTooSkewed",
  "SignatureDoesNotMatch", NULL,
};

static double
system_random (gpointer data)
{
  return g_random_double ();
}

/**
 * lw_aws_retry_new:
 * @max_attempts: how often a call is tried at most; 0 for 3
 *
 * Returns: (transfer full): a full budget
 */
LwAwsRetry *
lw_aws_retry_new (guint max_attempts)
{
  LwAwsRetry *self = g_new0 (LwAwsRetry, 1);

  g_mutex_init (&self->mutex);
  self->max_attempts = max_attempts > 0 ? max_attempts : 3;
  self->tokens = CAPACITY;
  self->random = system_random;
  return self;
}

/**
 * lw_aws_retry_free:
 * @self: (transfer full): a budget
 */
void
lw_aws_retry_free (LwAwsRetry *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * lw_aws_retry_get_max_attempts:
 * @self: a budget
 *
 * Returns: how often a call is tried at most
 */
guint
lw_aws_retry_get_max_attempts (LwAwsRetry *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->max_attempts;
}

/**
 * lw_aws_retry_set_random:
 * @self: a budget
 * @random: (scope forever): where chance comes from
 * @data: for @random
 */
void
lw_aws_retry_set_random (LwAwsRetry  *self,
                         LwAwsRandom  random,
                         gpointer     data)
{
  g_return_if_fail (self != NULL && random != NULL);

  self->random = random;
  self->random_data = data;
}

static gboolean
take_tokens (LwAwsRetry *self,
             guint       cost)
{
  gboolean taken;

  g_mutex_lock (&self->mutex);
  taken = self->tokens >= cost;
  if (taken)
    self->tokens -= cost;
  g_mutex_unlock (&self->mutex);
  return taken;
}

/**
 * lw_aws_retry_plan:
 * @self: a budget
 * @trouble: what went wrong
 * @attempt: the attempt that failed, from 1
 * @wanted: how long the service asks to wait (Retry-After), in microseconds; -1 when it does not say
 * @cost: (inout): what the call has taken from the budget so far
 *
 * Returns: after how many microseconds to try again; -1 for not at all
 */
gint64
lw_aws_retry_plan (LwAwsRetry   *self,
                   LwAwsTrouble  trouble,
                   guint         attempt,
                   gint64        wanted,
                   guint        *cost)
{
  guint price = trouble == LW_AWS_TROUBLE_CONNECTION ? COST_OF_CONNECTION : COST;
  gint64 ceiling;

  g_return_val_if_fail (self != NULL && attempt > 0 && cost != NULL, -1);

  if (trouble == LW_AWS_TROUBLE_NONE || attempt >= self->max_attempts || wanted > MAX_WANTED
      || !take_tokens (self, price))
    return -1;
  *cost = price;
  ceiling = attempt > 5 ? MAX_DELAY : MIN ((1 << (attempt - 1)) * (gint64) G_USEC_PER_SEC, MAX_DELAY);
  return MAX ((gint64) (self->random (self->random_data) * (double) ceiling), wanted);
}

/**
 * lw_aws_retry_succeed:
 * @self: a budget
 * @cost: what the last retry of the call cost, 0 when there was none
 *
 * Gives back what a call that succeeded has taken, or a little when it had taken nothing.
 */
void
lw_aws_retry_succeed (LwAwsRetry *self,
                      guint       cost)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->mutex);
  self->tokens = MIN (self->tokens + MAX (cost, 1), CAPACITY);
  g_mutex_unlock (&self->mutex);
}

/**
 * lw_aws_trouble_of:
 * @status: the HTTP status of an answer
 * @code: (nullable): the service's code
 *
 * Returns: whether asking again may help
 */
LwAwsTrouble
lw_aws_trouble_of (guint       status,
                   const char *code)
{
  if ((code != NULL && g_strv_contains (throttling_codes, code)) || status == 429)
    return LW_AWS_TROUBLE_THROTTLED;
  if (status == 500 || status == 502 || status == 503 || status == 504)
    return LW_AWS_TROUBLE_TRANSIENT;
  if (code != NULL && g_strv_contains (transient_codes, code))
    return LW_AWS_TROUBLE_TRANSIENT;
  return LW_AWS_TROUBLE_NONE;
}

/**
 * lw_aws_is_skew_code:
 * @code: (nullable): a service's code
 *
 * Returns: whether the clock may be the reason
 */
gboolean
lw_aws_is_skew_code (const char *code)
{
  return code != NULL && g_strv_contains (skew_codes, code);
}
