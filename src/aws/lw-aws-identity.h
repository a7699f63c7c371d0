/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who the credentials belong to, as AWS STS says it. */

#pragma once

#include "lw-aws-client.h"

G_BEGIN_DECLS

/**
 * LwAwsIdentity:
 * @account: the account's 12 digits
 * @arn: who, such as "arn:aws:sts::111122223333:assumed-role/Labeler/me"
 * @user_id: the number that AWS has for them
 * @role: (nullable): the role's name, %NULL for a user
 */
typedef struct
{
  char *account;
  char *arn;
  char *user_id;
  char *role;
} LwAwsIdentity;

LwAwsIdentity *lw_aws_identity_load (LwAwsClient    *client,
                                     GCancellable   *cancellable,
                                     GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void           lw_aws_identity_free (LwAwsIdentity  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwAwsIdentity, lw_aws_identity_free)

G_END_DECLS
