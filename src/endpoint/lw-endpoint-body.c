/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The body of a call to S3 as it is read: out of its chunks, and compared with all that the request says of it: the
 * signed hash, Content-MD5, a checksum in the head or behind the last chunk, its length. */

#define G_LOG_DOMAIN "lw-endpoint"

#include "config.h"

#include "lw-endpoint-body.h"

#include "lw-endpoint-chunks.h"
#include "lw-endpoint-digest.h"
#include "lw-endpoint-private.h"

#include <string.h>

#define STREAMING "STREAMING-"
#define STREAMING_SIGNED "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"
#define STREAMING_SIGNED_TRAILER "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"
#define STREAMING_UNSIGNED_TRAILER "STREAMING-UNSIGNED-PAYLOAD-TRAILER"
#define UNSIGNED_PAYLOAD "UNSIGNED-PAYLOAD"
#define HASH_DIGITS 64

/**
 * LwEndpointBody:
 * @chunks: (nullable): when it comes in chunks
 * @md5: always computed: it is the object's tag
 * @sha256: (nullable): when the signed head has its hash
 * @checksum: (nullable): the one that the request names
 * @trailer: (nullable): the field behind the last chunk that has the checksum
 * @length: how long it has to be; -1 when that was not said
 */
struct _LwEndpointBody
{
  LwEndpointCall   *call;
  LwEndpointChunks *chunks;
  char             *stamp;
  LwDigest         *md5;
  LwDigest         *sha256;
  LwDigest         *checksum;
  char             *trailer;
  gint64            length;
  gint64            n_read;
  gboolean          ended;
};

void
lw_endpoint_body_free (LwEndpointBody *self)
{
  g_clear_pointer (&self->chunks, lw_endpoint_chunks_free);
  g_clear_pointer (&self->md5, lw_digest_free);
  g_clear_pointer (&self->sha256, lw_digest_free);
  g_clear_pointer (&self->checksum, lw_digest_free);
  g_free (self->stamp);
  g_free (self->trailer);
  g_free (self);
}

static gssize
read_exchange (gpointer   data,
               void      *buffer,
               gsize      size,
               GError   **error)
{
  return lw_http_exchange_read (data, buffer, size, error);
}

static void
open_chunks (LwEndpointBody *self,
             gboolean        is_signed)
{
  LwEndpointCall *call = self->call;
  LwChunkSigner signer = { .scope = call->scope, .seed = call->signature };

  self->stamp = g_strdup (lw_endpoint_call_get_header (call, "X-Amz-Date"));
  signer.stamp = self->stamp != NULL ? self->stamp : "";
  if (is_signed)
    lw_endpoint_signature_derive (lw_endpoint_get_key (call->endpoint)->secret, call->scope, signer.key);
  self->chunks = lw_endpoint_chunks_new (is_signed ? &signer : NULL, read_exchange, call->exchange);
  explicit_bzero (&signer, sizeof signer);
}

static gboolean
take_decoded_length (LwEndpointBody  *self,
                     GError         **error)
{
  const char *text = lw_endpoint_call_get_header (self->call, "x-amz-decoded-content-length");
  guint64 length;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &length, NULL))
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_MISSING_CONTENT_LENGTH,
                             "You must provide the Content-Length HTTP header.");
  self->length = length;
  return TRUE;
}

/* How the body comes, and how far its signature reaches. */
static gboolean
take_payload (LwEndpointBody  *self,
              GError         **error)
{
  const char *payload = self->call->payload;
  gboolean is_signed = g_str_equal (payload, STREAMING_SIGNED) || g_str_equal (payload, STREAMING_SIGNED_TRAILER);

  self->length = lw_http_exchange_get_body_length (self->call->exchange);
  if (g_str_equal (payload, UNSIGNED_PAYLOAD))
    return TRUE;
  if (is_signed || g_str_equal (payload, STREAMING_UNSIGNED_TRAILER))
    {
      open_chunks (self, is_signed);
      return take_decoded_length (self, error);
    }
  if (g_str_has_prefix (payload, STREAMING))
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_NOT_IMPLEMENTED,
                             "This way of signing a streamed body is not understood here");
  if (strlen (payload) != HASH_DIGITS || strspn (payload, "0123456789abcdef") != HASH_DIGITS)
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_INVALID_ARGUMENT,
                             "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, a STREAMING value or a valid sha256 "
                             "value.");
  self->sha256 = lw_digest_new (LW_DIGEST_SHA256);
  return TRUE;
}

/* One checksum of the body may be named, in the head or as the trailer to come. */
static gboolean
take_checksum (LwEndpointBody  *self,
               GError         **error)
{
  const char *trailer = lw_endpoint_call_get_header (self->call, "x-amz-trailer");
  guint n_found = 0;
  LwDigestKind kind = 0;

  if (trailer != NULL && lw_digest_kind_find (trailer, &kind))
    {
      self->trailer = g_ascii_strdown (trailer, -1);
      n_found++;
    }
  for (guint i = 0; i < lw_http_exchange_get_n_headers (self->call->exchange); i++)
    if (lw_digest_kind_find (lw_http_exchange_get_nth_header (self->call->exchange, i, NULL), &kind))
      n_found++;
  if (n_found > 1)
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_INVALID_REQUEST,
                             "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
  if (n_found == 1)
    self->checksum = lw_digest_new (kind);
  return TRUE;
}

/**
 * lw_endpoint_body_new:
 * @call: a verified call; has to outlive the body
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a reader of its body
 */
LwEndpointBody *
lw_endpoint_body_new (LwEndpointCall  *call,
                      GError         **error)
{
  g_autoptr (LwEndpointBody) self = g_new0 (LwEndpointBody, 1);

  self->call = call;
  self->md5 = lw_digest_new (LW_DIGEST_MD5);
  if (!take_payload (self, error) || !take_checksum (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
check_digest (LwDigest         *digest,
              const char       *stated,
              LwEndpointError   mismatch,
              const char       *message,
              GError          **error)
{
  g_autofree guchar *wanted = NULL;
  guint8 value[LW_DIGEST_MAX_SIZE];
  gsize size = lw_digest_get (digest, value);
  gsize length;

  wanted = g_base64_decode (stated, &length);
  if (length != size || strlen (stated) != (size + 2) / 3 * 4)
    return lw_endpoint_fail (error, lw_digest_get_kind (digest) == LW_DIGEST_MD5 ? LW_ENDPOINT_ERROR_INVALID_DIGEST
                                                                                 : LW_ENDPOINT_ERROR_INVALID_REQUEST,
                             "The Content-MD5 or checksum value that you specified is not valid.");
  return memcmp (value, wanted, size) == 0 || lw_endpoint_fail (error, mismatch, message);
}

static gboolean
check_checksum (LwEndpointBody  *self,
                GError         **error)
{
  g_autofree char *name = NULL;
  const char *stated;

  if (self->checksum == NULL)
    return TRUE;
  name = g_strconcat ("x-amz-checksum-", lw_digest_kind_get_name (lw_digest_get_kind (self->checksum)), NULL);
  stated = self->trailer != NULL && self->chunks != NULL ? lw_endpoint_chunks_get_trailer (self->chunks, name)
                                                         : lw_endpoint_call_get_header (self->call, name);
  if (stated == NULL)
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_INVALID_REQUEST, "The checksum that was announced did not come");
  return check_digest (self->checksum, stated, LW_ENDPOINT_ERROR_BAD_DIGEST,
                       "The checksum you specified did not match the calculated checksum.", error);
}

static gboolean
check_hash (LwEndpointBody  *self,
            GError         **error)
{
  g_autofree char *hash = self->sha256 != NULL ? lw_digest_dup_hex (self->sha256) : NULL;

  if (hash == NULL || g_str_equal (hash, self->call->payload))
    return TRUE;
  return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_CONTENT_SHA256_MISMATCH,
                           "The provided 'x-amz-content-sha256' header does not match what was computed.");
}

/* The whole body went by. */
static gboolean
end_body (LwEndpointBody  *self,
          GError         **error)
{
  const char *md5 = lw_endpoint_call_get_header (self->call, "Content-MD5");

  self->ended = TRUE;
  if (self->length >= 0 && self->n_read != self->length)
    return lw_endpoint_fail (error, LW_ENDPOINT_ERROR_INCOMPLETE_BODY,
                             "You did not provide the number of bytes specified by the Content-Length HTTP header");
  return check_hash (self, error) &&
         (md5 == NULL || check_digest (self->md5, md5, LW_ENDPOINT_ERROR_BAD_DIGEST,
                                       "The Content-MD5 you specified did not match what we received.", error)) &&
         check_checksum (self, error);
}

/**
 * lw_endpoint_body_read:
 * @self: a body
 * @buffer: (out): where the bytes go
 * @size: how many at most
 * @error: return location
 *
 * Nothing may be done with the bytes for good before the end was reached: only then all is compared.
 *
 * Returns: how many bytes were read; 0 at the end, -1 with @error set
 */
gssize
lw_endpoint_body_read (LwEndpointBody  *self,
                       void            *buffer,
                       gsize            size,
                       GError         **error)
{
  LwDigest *digests[] = { self->md5, self->sha256, self->checksum };
  gssize n;

  if (self->ended)
    return 0;
  n = self->chunks != NULL ? lw_endpoint_chunks_read (self->chunks, buffer, size, error)
                           : lw_http_exchange_read (self->call->exchange, buffer, size, error);
  for (guint i = 0; n > 0 && i < G_N_ELEMENTS (digests); i++)
    if (digests[i] != NULL)
      lw_digest_update (digests[i], buffer, n);
  self->n_read += MAX (n, 0);
  if (n == 0 && !end_body (self, error))
    return -1;
  return n;
}

/* (transfer full): in hexadecimal digits, at the end. */
char *
lw_endpoint_body_dup_md5 (LwEndpointBody *self)
{
  return lw_digest_dup_hex (self->md5);
}

/* (transfer full) (nullable): the checksum that the request named, at the end; @name gets its name. */
char *
lw_endpoint_body_dup_checksum (LwEndpointBody  *self,
                               const char     **name)
{
  if (self->checksum == NULL)
    return NULL;
  *name = lw_digest_kind_get_name (lw_digest_get_kind (self->checksum));
  return lw_digest_dup_base64 (self->checksum);
}

/**
 * lw_endpoint_body_read_all:
 * @call: a verified call
 * @limit: how many bytes at most
 * @error: return location
 *
 * Returns: (transfer full) (nullable): its body, compared with what the request says of it
 */
GBytes *
lw_endpoint_body_read_all (LwEndpointCall  *call,
                           gsize            limit,
                           GError         **error)
{
  g_autoptr (LwEndpointBody) body = lw_endpoint_body_new (call, error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 piece[16 * 1024];
  gssize n = -1;

  while (body != NULL && (n = lw_endpoint_body_read (body, piece, sizeof piece, error)) > 0)
    {
      if (bytes->len + (gsize) n > limit)
        {
          lw_endpoint_fail (error, LW_ENDPOINT_ERROR_ENTITY_TOO_LARGE,
                            "Your proposed upload exceeds the maximum allowed size");
          return NULL;
        }
      g_byte_array_append (bytes, piece, n);
    }
  return n == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}
