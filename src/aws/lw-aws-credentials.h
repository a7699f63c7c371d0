/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Keys to sign with, and until when. A value: it does not change, may be used from any thread, and its secrets are
 * overwritten when the last reference goes. Not where they come from (lw-aws-credentials-provider.h). */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* When keys do not expire. */
#define LW_AWS_NEVER G_MAXINT64

typedef struct _LwAwsCredentials LwAwsCredentials;

LwAwsCredentials *lw_aws_credentials_new                   (const char             *access_key_id,
                                                            const char             *secret_access_key,
                                                            const char             *session_token,
                                                            const char             *account_id,
                                                            gint64                  expiry,
                                                            const char             *source) G_GNUC_WARN_UNUSED_RESULT;
LwAwsCredentials *lw_aws_credentials_ref                   (LwAwsCredentials       *self) G_GNUC_WARN_UNUSED_RESULT;
void              lw_aws_credentials_unref                 (LwAwsCredentials       *self);

const char       *lw_aws_credentials_get_access_key_id     (const LwAwsCredentials *self);
const char       *lw_aws_credentials_get_secret_access_key (const LwAwsCredentials *self);
const char       *lw_aws_credentials_get_session_token     (const LwAwsCredentials *self);
const char       *lw_aws_credentials_get_account_id        (const LwAwsCredentials *self);
gint64            lw_aws_credentials_get_expiry            (const LwAwsCredentials *self);
const char       *lw_aws_credentials_get_source            (const LwAwsCredentials *self);

void              lw_aws_secret_free                       (char                   *secret);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwAwsCredentials, lw_aws_credentials_unref)

/* A string that is overwritten when it goes out of scope. */
typedef char *LwAwsSecret;
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (LwAwsSecret, lw_aws_secret_free, NULL)

G_END_DECLS
