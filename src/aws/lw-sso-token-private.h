/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The token of a sign-in to IAM Identity Center, in the cache that AWS's tools share. Private to the folder. */

#pragma once

#include "lw-credential-sources-private.h"

G_BEGIN_DECLS

/**
 * LwSsoSession:
 * @name: (nullable): the sso-session; %NULL for a profile of the older form
 * @start_url: where people sign in
 * @region: where the service is
 * @scopes: (nullable): what is asked for, separated by commas
 *
 * Where to sign in. Borrowed from the configuration.
 */
typedef struct
{
  const char *name;
  const char *start_url;
  const char *region;
  const char *scopes;
} LwSsoSession;

char *lw_sso_token_load (const LwCredentialSearch  *search,
                         const LwSsoSession        *session,
                         GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
