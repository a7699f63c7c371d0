/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* AWS Signature Version 4 ("Create a signed AWS API request" in the AWS IAM User Guide; S3's differences from
 * "Authenticating Requests" in the Amazon S3 API Reference). */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-sigv4.h"
#include "lw-sigv4-private.h"

#include <string.h>
#include <time.h>

#define ALGORITHM "AWS4-HMAC-SHA256"
#define TERMINATOR "aws4_request"
#define UNSIGNED_PAYLOAD "UNSIGNED-PAYLOAD"
#define CONTENT_SHA256 "x-amz-content-sha256"
#define EMPTY_SHA256 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

/* When and for what: the forms of time and scope that stand in a signature. */
typedef struct
{
  char  stamp[sizeof "YYYYMMDDTHHMMSSZ"];
  char  day[sizeof "YYYYMMDD"];
  char *credential_scope;
} Place;

static void
place_clear (Place *self)
{
  g_free (self->credential_scope);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static gboolean
is_s3 (const LwSigv4Scope *scope)
{
  return strcmp (scope->service, "s3") == 0;
}

static char *
write_digits (char *text,
              int   number,
              guint n_digits)
{
  for (guint i = n_digits; i > 0; i--, number /= 10)
    text[i - 1] = (char) ('0' + number % 10);
  return text + n_digits;
}

/* strftime() would be most of the time that a signature takes. */
static void
place_init (Place              *self,
            const LwSigv4Scope *scope)
{
  time_t seconds = (time_t) (scope->time / G_USEC_PER_SEC);
  struct tm date;
  char *c = self->stamp;

  gmtime_r (&seconds, &date);
  c = write_digits (c, date.tm_year + 1900, 4);
  c = write_digits (c, date.tm_mon + 1, 2);
  c = write_digits (c, date.tm_mday, 2);
  *c++ = 'T';
  c = write_digits (c, date.tm_hour, 2);
  c = write_digits (c, date.tm_min, 2);
  c = write_digits (c, date.tm_sec, 2);
  *c++ = 'Z';
  *c = '\0';
  memcpy (self->day, self->stamp, 8);
  self->day[8] = '\0';
  self->credential_scope = g_strconcat (self->day, "/", scope->region, "/", scope->service, "/" TERMINATOR, NULL);
}

static char *
dup_hash (GBytes *bytes)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);
  char *hex;

  if (length == 0)
    return g_strdup (EMPTY_SHA256);
  hex = g_malloc (LW_SIGV4_HEX_SIZE);
  lw_sigv4_hash (data, length, hex);
  return hex;
}

/* A hash that the request states is taken at its word: streamed bodies state what they are instead. */
static char *
dup_payload_hash (const LwHttpRequest *request,
                  const LwSigv4Scope  *scope,
                  gboolean             is_query)
{
  const char *stated = lw_http_request_get_header (request, CONTENT_SHA256);

  if (stated != NULL)
    return g_strdup (stated);
  if ((scope->flags & LW_SIGV4_UNSIGNED_PAYLOAD) != 0 || (is_query && is_s3 (scope)))
    return g_strdup (UNSIGNED_PAYLOAD);
  return dup_hash (lw_http_request_get_body (request));
}

/* The three steps. @signed_headers gets the list of the fields that the signature covers. */
static LwSigv4Signature *
sign (const LwHttpRequest *request,
      const char          *query,
      const char *const   *names,
      const char          *payload_hash,
      const LwSigv4Scope  *scope,
      const Place         *place,
      GString             *signed_headers)
{
  LwSigv4Signature *self = g_new0 (LwSigv4Signature, 1);
  char hash[LW_SIGV4_HEX_SIZE];

  self->canonical_request = lw_sigv4_dup_canonical_request (request, query, names, payload_hash, scope,
                                                            signed_headers);
  lw_sigv4_hash (self->canonical_request, strlen (self->canonical_request), hash);
  self->string_to_sign = g_strconcat (ALGORITHM "\n", place->stamp, "\n", place->credential_scope, "\n", hash, NULL);
  self->signature = g_malloc (LW_SIGV4_HEX_SIZE);
  lw_sigv4_sign_text (scope, place->day, self->string_to_sign, self->signature);
  return self;
}

/**
 * lw_sigv4_sign:
 * @request: a request with all its header fields, Host among them; gets those that signing adds, Authorization last
 * @scope: by whom, where and when
 *
 * The header form. Fields of an earlier signature are replaced.
 *
 * Returns: (transfer full): the signature with its steps
 */
LwSigv4Signature *
lw_sigv4_sign (LwHttpRequest      *request,
               const LwSigv4Scope *scope)
{
  g_autofree char *payload_hash = NULL;
  g_autoptr (GString) signed_headers = g_string_sized_new (128);
  g_auto (Place) place = { 0 };
  LwSigv4Signature *self;
  const char *query;

  g_return_val_if_fail (request != NULL && scope != NULL, NULL);

  payload_hash = dup_payload_hash (request, scope, FALSE);
  place_init (&place, scope);
  lw_http_request_remove_header (request, "Authorization");
  lw_http_request_remove_header (request, "X-Amz-Date");
  lw_http_request_add_header (request, "X-Amz-Date", place.stamp);
  if (scope->session_token != NULL)
    {
      lw_http_request_remove_header (request, "X-Amz-Security-Token");
      lw_http_request_add_header (request, "X-Amz-Security-Token", scope->session_token);
    }
  if ((is_s3 (scope) || (scope->flags & LW_SIGV4_SIGN_BODY) != 0) &&
      lw_http_request_get_header (request, CONTENT_SHA256) == NULL)
    lw_http_request_add_header (request, CONTENT_SHA256, payload_hash);

  query = lw_http_request_get_query (request);
  self = sign (request, query, NULL, payload_hash, scope, &place, signed_headers);
  self->authorization = g_strconcat (ALGORITHM " Credential=", scope->access_key_id, "/", place.credential_scope,
                                     ", SignedHeaders=", signed_headers->str, ", Signature=", self->signature, NULL);
  self->target = g_strconcat (lw_http_request_get_path (request), *query != '\0' ? "?" : "", query, NULL);
  lw_http_request_add_header (request, "Authorization", self->authorization);
  return self;
}

/* The names of the fields that a presigned request will have: it is signed with its query, and that names them. */
static char *
dup_names (const LwHttpRequest *request,
           const LwSigv4Scope  *scope)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *canonical = lw_sigv4_dup_canonical_request (request, "", NULL, "", scope, names);

  return g_string_free (g_steal_pointer (&names), FALSE);
}

/**
 * lw_sigv4_presign:
 * @request: a request with the header fields that whoever sends it will send, Host among them
 * @scope: by whom, where and when
 * @seconds: for how long the address is good; S3 takes 604,800 at most
 *
 * The query form: an address that carries its signature.
 *
 * Returns: (transfer full): the signature with its steps; its target is the address without scheme and host
 */
LwSigv4Signature *
lw_sigv4_presign (LwHttpRequest      *request,
                  const LwSigv4Scope *scope,
                  guint               seconds)
{
  g_autofree char *payload_hash = NULL;
  g_autofree char *names = NULL;
  g_autoptr (GString) signed_headers = g_string_sized_new (128);
  g_autoptr (GString) query = NULL;
  g_auto (Place) place = { 0 };
  LwSigv4Signature *self;

  g_return_val_if_fail (request != NULL && scope != NULL, NULL);

  payload_hash = dup_payload_hash (request, scope, TRUE);
  place_init (&place, scope);
  names = dup_names (request, scope);
  query = g_string_new (lw_http_request_get_query (request));
  g_string_append_printf (query, "%sX-Amz-Algorithm=" ALGORITHM "&X-Amz-Credential=", query->len > 0 ? "&" : "");
  lw_sigv4_append_encoded (query, scope->access_key_id, "");
  g_string_append (query, "%2F");
  lw_sigv4_append_encoded (query, place.credential_scope, "");
  g_string_append_printf (query, "&X-Amz-Date=%s&X-Amz-SignedHeaders=", place.stamp);
  lw_sigv4_append_encoded (query, names, "");
  g_string_append_printf (query, "&X-Amz-Expires=%u", seconds);
  if (scope->session_token != NULL)
    {
      g_string_append (query, "&X-Amz-Security-Token=");
      lw_sigv4_append_encoded (query, scope->session_token, "");
    }
  self = sign (request, query->str, NULL, payload_hash, scope, &place, signed_headers);
  self->target = g_strconcat (lw_http_request_get_path (request), "?", query->str, "&X-Amz-Signature=",
                              self->signature, NULL);
  return self;
}

/**
 * lw_sigv4_sign_received:
 * @request: a request as it was received, in either form
 * @names: (array zero-terminated=1): the header fields that the signature says it covers, in lower case
 * @payload_hash: (nullable): what the sender hashed the body to; %NULL to hash the body of @request
 * @scope: by whom, where and when, as the signature says it
 *
 * What the signature of a request has to be. Nothing is added to it; a signature in its query is left out.
 *
 * Returns: (transfer full): the signature with its steps
 */
LwSigv4Signature *
lw_sigv4_sign_received (const LwHttpRequest *request,
                        const char *const   *names,
                        const char          *payload_hash,
                        const LwSigv4Scope  *scope)
{
  g_autofree char *hash = NULL;
  g_autoptr (GString) signed_headers = g_string_sized_new (128);
  g_auto (Place) place = { 0 };

  g_return_val_if_fail (request != NULL && names != NULL && scope != NULL, NULL);

  place_init (&place, scope);
  if (payload_hash == NULL)
    hash = dup_hash (lw_http_request_get_body (request));
  return sign (request, lw_http_request_get_query (request), names, payload_hash != NULL ? payload_hash : hash, scope,
               &place, signed_headers);
}

/**
 * lw_sigv4_dup_chunk_signature:
 * @scope: of the request whose body it is
 * @previous: the signature before: the request's, then the one of each chunk
 * @chunk: the chunk's bytes; the last one is empty
 * @length: how many
 *
 * The signature of one chunk of an aws-chunked body ("Signature calculations for the authorization header:
 * transferring payload in multiple chunks" in the Amazon S3 API Reference).
 *
 * Returns: (transfer full): 64 hexadecimal digits
 */
char *
lw_sigv4_dup_chunk_signature (const LwSigv4Scope *scope,
                              const char         *previous,
                              gconstpointer       chunk,
                              gsize               length)
{
  g_auto (Place) place = { 0 };
  g_autofree char *text = NULL;
  char hash[LW_SIGV4_HEX_SIZE];
  char *signature = g_malloc (LW_SIGV4_HEX_SIZE);

  place_init (&place, scope);
  lw_sigv4_hash (chunk, length, hash);
  text = g_strjoin ("\n", ALGORITHM "-PAYLOAD", place.stamp, place.credential_scope, previous, EMPTY_SHA256, hash,
                    NULL);
  lw_sigv4_sign_text (scope, place.day, text, signature);
  return signature;
}

/**
 * lw_sigv4_dup_trailer_signature:
 * @scope: of the request whose body it is
 * @previous: the signature of the last, empty chunk
 * @trailer: the trailing header fields as "name:value\n", names in lower case, in their order
 *
 * Returns: (transfer full): 64 hexadecimal digits
 */
char *
lw_sigv4_dup_trailer_signature (const LwSigv4Scope *scope,
                                const char         *previous,
                                const char         *trailer)
{
  g_auto (Place) place = { 0 };
  g_autofree char *text = NULL;
  char hash[LW_SIGV4_HEX_SIZE];
  char *signature = g_malloc (LW_SIGV4_HEX_SIZE);

  place_init (&place, scope);
  lw_sigv4_hash (trailer, strlen (trailer), hash);
  text = g_strjoin ("\n", ALGORITHM "-TRAILER", place.stamp, place.credential_scope, previous, hash, NULL);
  lw_sigv4_sign_text (scope, place.day, text, signature);
  return signature;
}

/**
 * lw_sigv4_is_equal:
 * @signature: what was computed
 * @received: what was received
 *
 * Compares in a time that says nothing about where they differ.
 *
 * Returns: whether they are the same
 */
gboolean
lw_sigv4_is_equal (const char *signature,
                   const char *received)
{
  gsize length = strlen (signature);
  guint difference = 0;

  if (strlen (received) != length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    difference |= (guint) (signature[i] ^ received[i]);
  return difference == 0;
}

/**
 * lw_sigv4_signature_free:
 * @self: (transfer full): a signature
 */
void
lw_sigv4_signature_free (LwSigv4Signature *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->canonical_request);
  g_free (self->string_to_sign);
  g_free (self->signature);
  g_free (self->authorization);
  g_free (self->target);
  g_free (self);
}
