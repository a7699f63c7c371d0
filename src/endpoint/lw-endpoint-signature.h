/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether a request was signed with the workspace's key, lately, and as it came. For this folder only. */

#pragma once

#include "lw-access-key.h"
#include "lw-endpoint-call.h"

G_BEGIN_DECLS

#define LW_ENDPOINT_DIGEST_SIZE 32

/**
 * LwEndpointClaim:
 * @access_key_id: who claims to have signed
 * @day: as in the scope
 * @region: as in the scope
 * @service: as in the scope
 * @signed_headers: (array zero-terminated=1): names, in lower case
 * @signature: the signature
 * @stamp: when, as it was written
 * @seconds: for how long an address is good; 0 for the header form
 *
 * What a request says of its signature.
 */
typedef struct
{
  char  *access_key_id;
  char  *day;
  char  *region;
  char  *service;
  char **signed_headers;
  char  *signature;
  char  *stamp;
  guint  seconds;
} LwEndpointClaim;

LwEndpointClaim *lw_endpoint_claim_parse      (const char         *authorization,
                                               GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void             lw_endpoint_claim_free       (LwEndpointClaim    *self);

gboolean         lw_endpoint_signature_verify (LwEndpointCall     *call,
                                               const LwAccessKey  *key,
                                               gint64              now,
                                               GBytes             *body,
                                               GError            **error);
void             lw_endpoint_signature_derive (const char         *secret,
                                               const char         *scope,
                                               guint8             *key);
char            *lw_endpoint_signature_of     (const guint8       *key,
                                               const char         *text) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwEndpointClaim, lw_endpoint_claim_free)

G_END_DECLS
