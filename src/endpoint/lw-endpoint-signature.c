/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether a request was signed with the workspace's key, lately, and as it came: it is signed again, from the fields
 * that the client says it signed, and both signatures are compared. */

#define G_LOG_DOMAIN "lw-endpoint"

#include "config.h"

#include "lw-endpoint-signature.h"

#include "lw-endpoint-private.h"

#include "lw-sigv4.h"

#include "lw-time.h"

#include <string.h>

#define ALGORITHM "AWS4-HMAC-SHA256"
#define CONTENT_SHA256 "x-amz-content-sha256"
#define SECURITY_TOKEN "x-amz-security-token"
#define UNSIGNED_PAYLOAD "UNSIGNED-PAYLOAD"
#define MAX_SKEW (15 * 60 * G_USEC_PER_SEC)
#define MAX_EXPIRES 604800

static void
digest (guint8     *key,
        gsize       key_length,
        const char *text,
        gssize      length)
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, key, key_length);
  gsize size = LW_ENDPOINT_DIGEST_SIZE;

  g_hmac_update (hmac, (const guchar *) text, length);
  g_hmac_get_digest (hmac, key, &size);
}

/**
 * lw_endpoint_signature_derive:
 * @secret: a secret access key
 * @scope: "DAY/REGION/SERVICE/aws4_request"
 * @key: (out): 32 bytes: what chunks in this scope are signed with
 */
void
lw_endpoint_signature_derive (const char *secret,
                              const char *scope,
                              guint8     *key)
{
  g_autofree char *first = g_strconcat ("AWS4", secret, NULL);
  g_auto (GStrv) parts = g_strsplit (scope, "/", -1);
  gsize length = strlen (first);
  g_autofree guint8 *work = g_malloc0 (MAX (length, LW_ENDPOINT_DIGEST_SIZE));

  memcpy (work, first, length);
  for (gsize i = 0; parts[i] != NULL; i++)
    digest (work, i == 0 ? length : LW_ENDPOINT_DIGEST_SIZE, parts[i], -1);
  memcpy (key, work, LW_ENDPOINT_DIGEST_SIZE);
  explicit_bzero (first, length);
  explicit_bzero (work, MAX (length, LW_ENDPOINT_DIGEST_SIZE));
}

/* (transfer full): the signature of a text, in hexadecimal digits. */
char *
lw_endpoint_signature_of (const guint8 *key,
                          const char   *text)
{
  return g_compute_hmac_for_string (G_CHECKSUM_SHA256, key, LW_ENDPOINT_DIGEST_SIZE, text, -1);
}

static LwEndpointClaim *
read_query (LwEndpointCall  *call,
            GError         **error)
{
  const char *credential = lw_endpoint_call_get_query (call, "X-Amz-Credential");
  const char *headers = lw_endpoint_call_get_query (call, "X-Amz-SignedHeaders");
  const char *signature = lw_endpoint_call_get_query (call, "X-Amz-Signature");
  const char *stamp = lw_endpoint_call_get_query (call, "X-Amz-Date");
  const char *expires = lw_endpoint_call_get_query (call, "X-Amz-Expires");
  g_autofree char *text = NULL;
  guint64 seconds;
  LwEndpointClaim *claim;

  if (credential == NULL || headers == NULL || signature == NULL || stamp == NULL || expires == NULL ||
      !g_ascii_string_to_unsigned (expires, 10, 1, MAX_EXPIRES, &seconds, NULL) || strchr (headers, ',') != NULL ||
      g_strcmp0 (lw_endpoint_call_get_query (call, "X-Amz-Algorithm"), ALGORITHM) != 0)
    {
      lw_endpoint_fail (error, LW_ENDPOINT_ERROR_AUTHORIZATION_QUERY_MALFORMED,
                        "Query-string authentication requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, "
                        "X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires (1 to 604800) parameters.");
      return NULL;
    }
  text = g_strdup_printf (ALGORITHM " Credential=%s,SignedHeaders=%s,Signature=%s", credential, headers, signature);
  claim = lw_endpoint_claim_parse (text, error);
  if (claim == NULL)
    return NULL;
  claim->stamp = g_strdup (stamp);
  claim->seconds = seconds;
  return claim;
}

static LwEndpointClaim *
read_claim (LwEndpointCall  *call,
            GError         **error)
{
  const char *authorization = lw_endpoint_call_get_header (call, "Authorization");
  gboolean in_query = lw_endpoint_call_get_query (call, "X-Amz-Signature") != NULL ||
                      lw_endpoint_call_get_query (call, "X-Amz-Credential") != NULL;
  LwEndpointClaim *claim;

  if (authorization != NULL && in_query)
    {
      lw_endpoint_fail (error, LW_ENDPOINT_ERROR_INVALID_ARGUMENT, "Only one auth mechanism allowed");
      return NULL;
    }
  if (in_query)
    return read_query (call, error);
  if (authorization == NULL)
    {
      lw_endpoint_fail (error, LW_ENDPOINT_ERROR_MISSING_AUTHENTICATION,
                        call->service == LW_ENDPOINT_SERVICE_S3 ? "Access Denied" : "Missing Authentication Token");
      return NULL;
    }
  claim = lw_endpoint_claim_parse (authorization, error);
  if (claim != NULL)
    claim->stamp = g_strdup (lw_endpoint_call_get_header (call, "X-Amz-Date"));
  return claim;
}

/* "20260401T101500Z" */
static gboolean
read_stamp (const char *stamp,
            gint64     *time)
{
  g_autofree char *iso = NULL;

  if (stamp == NULL || strlen (stamp) != 16 || stamp[8] != 'T' || stamp[15] != 'Z')
    return FALSE;
  iso = g_strdup_printf ("%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", stamp, stamp + 4, stamp + 6, stamp + 9, stamp + 11,
                         stamp + 13);
  return lw_time_parse (iso, time);
}

static gboolean
check_time (LwEndpointCall         *call,
            const LwEndpointClaim  *claim,
            gint64                  now,
            GError                **error)
{
  if (!read_stamp (claim->stamp, &call->time) || !g_str_has_prefix (claim->stamp, claim->day) ||
      strlen (claim->day) != 8)
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_AUTHORIZATION_HEADER_MALFORMED,
                             "X-Amz-Date is missing, or is not of the day in Credential");
  if (claim->seconds > 0 && now > call->time + (gint64) claim->seconds * G_USEC_PER_SEC)
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_REQUEST_EXPIRED, "Request has expired");
  if (call->time > now + MAX_SKEW || (claim->seconds == 0 && call->time < now - MAX_SKEW))
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_REQUEST_TIME_TOO_SKEWED,
                             call->service == LW_ENDPOINT_SERVICE_S3
                               ? "The difference between the request time and the current time is too large."
                               : "Signature expired: the request's time differs too much from the server's");
  return TRUE;
}

static gboolean
check_scope (LwEndpointCall         *call,
             const LwEndpointClaim  *claim,
             GError                **error)
{
  static const char *const services[] = { "s3", "sagemaker", "sts" };

  if (!g_str_equal (claim->service, services[call->service]))
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_AUTHORIZATION_HEADER_MALFORMED,
                             "Credential should be scoped to the service that is called");
  call->region = g_strdup (claim->region);
  call->scope = g_strdup_printf ("%s/%s/%s/aws4_request", claim->day, claim->region, claim->service);
  call->signature = g_strdup (claim->signature);
  return TRUE;
}

/* All that changes what a request means has to be signed: the host and the service's own fields. */
static gboolean
check_signed_headers (LwEndpointCall         *call,
                      const LwEndpointClaim  *claim,
                      GError                **error)
{
  const char *const *names = (const char *const *) claim->signed_headers;

  if (!g_strv_contains (names, "host"))
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_AUTHORIZATION_HEADER_MALFORMED, "The host has to be signed");
  for (guint i = 0; i < lw_http_exchange_get_n_headers (call->exchange); i++)
    {
      const char *sent = lw_http_exchange_get_nth_header (call->exchange, i, NULL);
      g_autofree char *name = g_ascii_strncasecmp (sent, "x-amz-", 6) == 0 ? g_ascii_strdown (sent, -1) : NULL;

      if (name != NULL && !g_strv_contains (names, name))
        return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_ACCESS_DENIED,
                                 "There were headers present in the request which were not signed");
    }
  return TRUE;
}

/* The request as it came, for the signer. */
static LwHttpRequest *
make_request (LwEndpointCall *call)
{
  const char *path = lw_http_exchange_get_path (call->exchange);
  const char *query = lw_http_exchange_get_query (call->exchange);
  g_autofree char *target = g_strconcat (path, query != NULL ? "?" : "", query, NULL);
  LwHttpRequest *request = lw_http_request_new (lw_http_exchange_get_method (call->exchange), target);

  for (guint i = 0; i < lw_http_exchange_get_n_headers (call->exchange); i++)
    {
      const char *value;
      const char *name = lw_http_exchange_get_nth_header (call->exchange, i, &value);

      lw_http_request_add_header (request, name, value);
    }
  return request;
}

static gboolean
compare (LwEndpointCall         *call,
         const LwEndpointClaim  *claim,
         const LwAccessKey      *key,
         GBytes                 *body,
         GError                **error)
{
  g_autoptr (LwHttpRequest) request = make_request (call);
  g_autoptr (LwSigv4Signature) signature = NULL;
  const char *payload = lw_endpoint_call_get_header (call, CONTENT_SHA256);
  LwSigv4Scope scope = {
    .access_key_id = key->id,
    .secret_access_key = key->secret,
    .region = claim->region,
    .service = claim->service,
    .time = call->time,
    .keys = lw_endpoint_get_keys (call->endpoint),
  };

  if (body != NULL)
    lw_http_request_set_body (request, body);
  if (payload == NULL && claim->seconds > 0 && call->service == LW_ENDPOINT_SERVICE_S3)
    payload = UNSIGNED_PAYLOAD;
  signature = lw_sigv4_sign_received (request, (const char *const *) claim->signed_headers, payload, &scope);
  if (lw_sigv4_is_equal (signature->signature, claim->signature))
    return TRUE;
  return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_SIGNATURE_DOES_NOT_MATCH,
                           "The request signature we calculated does not match the signature you provided. Check your "
                           "key and signing method.");
}

/* What the signed head says of the body; that it is so is seen when the body is read. */
static gboolean
take_payload (LwEndpointCall         *call,
              const LwEndpointClaim  *claim,
              GBytes                 *body,
              GError                **error)
{
  const char *stated = lw_endpoint_call_get_header (call, CONTENT_SHA256);
  g_autofree char *hash = NULL;

  if (stated == NULL && call->service == LW_ENDPOINT_SERVICE_S3 && claim->seconds == 0)
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_MISSING_SECURITY_HEADER,
                             "Your request was missing a required header: x-amz-content-sha256");
  call->payload = g_strdup (stated != NULL ? stated : UNSIGNED_PAYLOAD);
  if (body == NULL || stated == NULL)
    return TRUE;
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, body);
  if (g_str_equal (hash, stated))
    return TRUE;
  return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_CONTENT_SHA256_MISMATCH,
                           "The provided 'x-amz-content-sha256' header does not match what was computed.");
}

/**
 * lw_endpoint_signature_verify:
 * @call: a call, with its query decoded; learns its region, time, scope, signature and payload
 * @key: the workspace's key
 * @now: microseconds since 1970-01-01 UTC
 * @body: (nullable): its body; for S3 the body is checked while it is read
 * @error: return location: what the service answers
 *
 * Returns: whether whoever has @key has sent this, lately
 */
gboolean
lw_endpoint_signature_verify (LwEndpointCall     *call,
                              const LwAccessKey  *key,
                              gint64              now,
                              GBytes             *body,
                              GError            **error)
{
  g_autoptr (LwEndpointClaim) claim = read_claim (call, error);

  if (claim == NULL)
    return FALSE;
  if (!lw_sigv4_is_equal (key->id, claim->access_key_id))
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_INVALID_ACCESS_KEY_ID,
                             call->service == LW_ENDPOINT_SERVICE_S3
                               ? "The AWS Access Key Id you provided does not exist in our records."
                               : "The security token included in the request is invalid.");
  /* The key here is not a temporary one. */
  if (lw_endpoint_call_get_header (call, SECURITY_TOKEN) != NULL ||
      lw_endpoint_call_get_query (call, "X-Amz-Security-Token") != NULL)
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_INVALID_TOKEN,
                             "The provided token is malformed or otherwise invalid.");
  return check_scope (call, claim, error) && check_time (call, claim, now, error) &&
         check_signed_headers (call, claim, error) && compare (call, claim, key, body, error) &&
         take_payload (call, claim, body, error);
}
