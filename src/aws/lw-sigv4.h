/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* AWS Signature Version 4, in the steps in which AWS documents it: canonical request, string to sign, signature. Asks
 * neither clock nor environment, sends nothing. */

#pragma once

#include "lw-http-request.h"

G_BEGIN_DECLS

/**
 * LwSigv4Flags:
 * @LW_SIGV4_DEFAULT: as AWS's services other than S3 expect it; S3's own rules follow from the service's name
 * @LW_SIGV4_NO_NORMALIZE: leave dot segments and double slashes in the path
 * @LW_SIGV4_UNSIGNED_PAYLOAD: the signature does not cover the body
 * @LW_SIGV4_SIGN_BODY: say the body's hash in a header field also where the service does not ask for it
 */
typedef enum
{
  LW_SIGV4_DEFAULT = 0,
  LW_SIGV4_NO_NORMALIZE = 1 << 0,
  LW_SIGV4_UNSIGNED_PAYLOAD = 1 << 1,
  LW_SIGV4_SIGN_BODY = 1 << 2,
} LwSigv4Flags;

typedef struct _LwSigv4Keys LwSigv4Keys;

/**
 * LwSigv4Scope:
 * @access_key_id: who signs
 * @secret_access_key: with which secret
 * @session_token: (nullable): the token of temporary credentials
 * @region: such as "us-east-1"
 * @service: such as "sagemaker" or "s3"
 * @time: when, in microseconds since 1970-01-01 UTC
 * @flags: variants
 * @keys: (nullable): where derived keys are kept; %NULL to derive the key each time
 *
 * By whom, where and when a request is signed.
 */
typedef struct
{
  const char   *access_key_id;
  const char   *secret_access_key;
  const char   *session_token;
  const char   *region;
  const char   *service;
  gint64        time;
  LwSigv4Flags  flags;
  LwSigv4Keys  *keys;
} LwSigv4Scope;

/**
 * LwSigv4Signature:
 * @canonical_request: the first step
 * @string_to_sign: the second
 * @signature: the third, 64 hexadecimal digits
 * @authorization: (nullable): the value of the header field Authorization; %NULL in the query form
 * @target: path and query with which the request is to be sent
 *
 * What signing yields, each step of it.
 */
typedef struct
{
  char *canonical_request;
  char *string_to_sign;
  char *signature;
  char *authorization;
  char *target;
} LwSigv4Signature;

LwSigv4Signature *lw_sigv4_sign                  (LwHttpRequest        *request,
                                                  const LwSigv4Scope   *scope) G_GNUC_WARN_UNUSED_RESULT;
LwSigv4Signature *lw_sigv4_presign               (LwHttpRequest        *request,
                                                  const LwSigv4Scope   *scope,
                                                  guint                 seconds) G_GNUC_WARN_UNUSED_RESULT;
LwSigv4Signature *lw_sigv4_sign_received         (const LwHttpRequest  *request,
                                                  const char *const    *names,
                                                  const char           *payload_hash,
                                                  const LwSigv4Scope   *scope) G_GNUC_WARN_UNUSED_RESULT;
void              lw_sigv4_signature_free        (LwSigv4Signature     *self);

char             *lw_sigv4_dup_chunk_signature   (const LwSigv4Scope   *scope,
                                                  const char           *previous,
                                                  gconstpointer         chunk,
                                                  gsize                 length) G_GNUC_WARN_UNUSED_RESULT;
char             *lw_sigv4_dup_trailer_signature (const LwSigv4Scope   *scope,
                                                  const char           *previous,
                                                  const char           *trailer) G_GNUC_WARN_UNUSED_RESULT;
gboolean          lw_sigv4_is_equal              (const char           *signature,
                                                  const char           *received);
void              lw_sigv4_hash                  (gconstpointer         data,
                                                  gsize                 length,
                                                  char                 *hex);

LwSigv4Keys      *lw_sigv4_keys_new              (void) G_GNUC_WARN_UNUSED_RESULT;
void              lw_sigv4_keys_free             (LwSigv4Keys          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwSigv4Keys, lw_sigv4_keys_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwSigv4Signature, lw_sigv4_signature_free)

G_END_DECLS
