/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether and when to ask again: the "standard" mode of the AWS SDKs. One budget for all calls of a client, so that a
 * service in trouble is not asked ever more. Thread-safe. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LwAwsRetry LwAwsRetry;

/**
 * LwAwsTrouble:
 * @LW_AWS_TROUBLE_NONE: an answer that asking again will not change
 * @LW_AWS_TROUBLE_TRANSIENT: a failure that may pass: 500, 502, 503, 504, RequestTimeout
 * @LW_AWS_TROUBLE_THROTTLED: too many requests
 * @LW_AWS_TROUBLE_CONNECTION: no answer: refused, reset, timed out
 */
typedef enum
{
  LW_AWS_TROUBLE_NONE,
  LW_AWS_TROUBLE_TRANSIENT,
  LW_AWS_TROUBLE_THROTTLED,
  LW_AWS_TROUBLE_CONNECTION,
} LwAwsTrouble;

/**
 * LwAwsRandom:
 * @data: for the function
 *
 * Returns: a number from 0 to 1
 */
typedef double (*LwAwsRandom) (gpointer data);

LwAwsRetry   *lw_aws_retry_new              (guint         max_attempts) G_GNUC_WARN_UNUSED_RESULT;
void          lw_aws_retry_free             (LwAwsRetry   *self);

guint         lw_aws_retry_get_max_attempts (LwAwsRetry   *self);
void          lw_aws_retry_set_random       (LwAwsRetry   *self,
                                             LwAwsRandom   random,
                                             gpointer      data);
gint64        lw_aws_retry_plan             (LwAwsRetry   *self,
                                             LwAwsTrouble  trouble,
                                             guint         attempt,
                                             gint64        wanted,
                                             guint        *cost);
void          lw_aws_retry_succeed          (LwAwsRetry   *self,
                                             guint         cost);

LwAwsTrouble  lw_aws_trouble_of             (guint         status,
                                             const char   *code);
gboolean      lw_aws_is_skew_code           (const char   *code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwAwsRetry, lw_aws_retry_free)

G_END_DECLS
