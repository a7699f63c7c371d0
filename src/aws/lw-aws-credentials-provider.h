/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Credentials that are there when they are needed: found along the chain of sources, kept, renewed before they expire.
 * Thread-safe. */

#pragma once

#include <gio/gio.h>

#include "lw-aws-config.h"
#include "lw-aws-credentials.h"
#include "lw-aws-interaction.h"
#include "lw-http-client.h"

G_BEGIN_DECLS

#define LW_TYPE_AWS_CREDENTIALS_PROVIDER (lw_aws_credentials_provider_get_type ())
G_DECLARE_FINAL_TYPE (LwAwsCredentialsProvider, lw_aws_credentials_provider, LW, AWS_CREDENTIALS_PROVIDER, GObject)

LwAwsCredentialsProvider *lw_aws_credentials_provider_new         (LwAwsConfig               *config,
                                                                   LwHttpClient              *http) G_GNUC_WARN_UNUSED_RESULT;
LwAwsCredentialsProvider *lw_aws_credentials_provider_new_static  (LwAwsCredentials          *credentials) G_GNUC_WARN_UNUSED_RESULT;
LwAwsCredentialsProvider *lw_aws_credentials_provider_new_for_keyring (const char            *item) G_GNUC_WARN_UNUSED_RESULT;
void                      lw_aws_credentials_provider_set_interaction (LwAwsCredentialsProvider *self,
                                                                   const LwAwsInteraction    *interaction);

LwAwsCredentials         *lw_aws_credentials_provider_peek        (LwAwsCredentialsProvider  *self) G_GNUC_WARN_UNUSED_RESULT;
LwAwsCredentials         *lw_aws_credentials_provider_load        (LwAwsCredentialsProvider  *self,
                                                                   GCancellable              *cancellable,
                                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
void                      lw_aws_credentials_provider_load_async  (LwAwsCredentialsProvider  *self,
                                                                   GCancellable              *cancellable,
                                                                   GAsyncReadyCallback        callback,
                                                                   gpointer                   user_data);
LwAwsCredentials         *lw_aws_credentials_provider_load_finish (LwAwsCredentialsProvider  *self,
                                                                   GAsyncResult              *result,
                                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
