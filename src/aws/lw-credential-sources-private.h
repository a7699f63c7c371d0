/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where credentials come from, one function a source. They block and are called in a thread. Each returns credentials;
 * or %NULL without an error when it has nothing to say; or %NULL with one. Private to the folder. */

#pragma once

#include "lw-aws-client.h"
#include "lw-aws-interaction.h"

G_BEGIN_DECLS

/**
 * LwCredentialSearch:
 * @config: the configuration
 * @http: for sources that are services
 * @interaction: (nullable): whom to ask
 * @cancellable: (nullable): ends it
 * @visited: (element-type utf8): the profiles whose roles are being assumed
 *
 * One search for credentials.
 */
typedef struct
{
  LwAwsConfig            *config;
  LwHttpClient           *http;
  const LwAwsInteraction *interaction;
  GCancellable           *cancellable;
  GPtrArray              *visited;
} LwCredentialSearch;

LwAwsCredentials *lw_credentials_find             (LwCredentialSearch        *search,
                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

LwAwsCredentials *lw_credentials_from_environment (const LwCredentialSearch  *search,
                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
LwAwsCredentials *lw_credentials_from_role        (LwCredentialSearch        *search,
                                                   const char                *profile,
                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
LwAwsCredentials *lw_credentials_from_token_file  (const LwCredentialSearch  *search,
                                                   const char                *profile,
                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
LwAwsCredentials *lw_credentials_from_sso         (const LwCredentialSearch  *search,
                                                   const char                *profile,
                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
LwAwsCredentials *lw_credentials_from_keys        (const LwCredentialSearch  *search,
                                                   const char                *profile,
                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
LwAwsCredentials *lw_credentials_from_process     (const LwCredentialSearch  *search,
                                                   const char                *profile,
                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
LwAwsCredentials *lw_credentials_from_container   (const LwCredentialSearch  *search,
                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
LwAwsCredentials *lw_credentials_from_instance    (const LwCredentialSearch  *search,
                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

LwAwsCredentials *lw_credentials_from_profile     (LwCredentialSearch        *search,
                                                   const char                *profile,
                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
LwAwsCredentials *lw_credentials_from_json        (GBytes                    *document,
                                                   const char                *token_member,
                                                   const char                *source,
                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes           *lw_credential_search_send       (const LwCredentialSearch  *search,
                                                   LwAwsRequest              *request,
                                                   LwAwsCredentials          *credentials,
                                                   guint                      milliseconds,
                                                   GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
