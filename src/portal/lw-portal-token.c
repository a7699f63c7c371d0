/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Secrets that go over the network: random ones, of which only the hash is kept, and signed ones, which carry what they
 * allow and need not be kept at all. */

#define G_LOG_DOMAIN "lw-portal"

#include "config.h"

#include "lw-portal-token.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

/* Six of them are the name of the link or session, 144 bits are the secret. */
#define RANDOM_BYTES 24
/* Of the 32 bytes of an HMAC with SHA-256; 128 bits. */
#define SIGNATURE_BYTES 16

/**
 * lw_portal_random:
 * @bytes: where to put them
 * @length: how many
 *
 * Fills with random bytes of the system that nobody can foretell; without them, there is no portal.
 */
void
lw_portal_random (guint8 *bytes,
                  gsize   length)
{
  gsize done = 0;

  while (done < length)
    {
      gssize n = getrandom (bytes + done, length - done, 0);

      if (n < 0 && errno != EINTR)
        g_error ("The system has no random numbers: %s", g_strerror (errno));
      done += MAX (n, 0);
    }
}

/* RFC 4648, 5: fit for addresses, without padding. */
static char *
encode (const guint8 *bytes,
        gsize         length)
{
  char *text = g_base64_encode (bytes, length);
  char *end = text;

  for (; *end != '\0' && *end != '='; end++)
    *end = *end == '+' ? '-' : *end == '/' ? '_' : *end;
  *end = '\0';
  return text;
}

static guint8 *
decode (const char *text,
        gsize      *length)
{
  g_autofree char *padded = NULL;
  gsize n = strlen (text);

  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '-' && text[i] != '_')
      return NULL;
  padded = g_strconcat (text, n % 4 == 2 ? "==" : n % 4 == 3 ? "=" : "", NULL);
  g_strdelimit (padded, "-", '+');
  g_strdelimit (padded, "_", '/');
  return g_base64_decode (padded, length);
}

/**
 * lw_portal_token_new:
 *
 * Returns: (transfer full): a token that nobody can guess, of letters and digits: a double click selects it, and its
 *   parts are file names whatever the file system does about case
 */
char *
lw_portal_token_new (void)
{
  guint8 bytes[RANDOM_BYTES];
  GString *token = g_string_new (NULL);

  lw_portal_random (bytes, sizeof bytes);
  for (guint i = 0; i < sizeof bytes; i++)
    g_string_append_printf (token, "%02x", bytes[i]);
  return g_string_free (token, FALSE);
}

/**
 * lw_portal_token_hash:
 * @token: a token, whatever it is
 *
 * Returns: (transfer full): what is kept of it: SHA-256 in hexadecimal. A token is random, so no salt is needed
 */
char *
lw_portal_token_hash (const char *token)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
}

/**
 * lw_portal_token_equal:
 * @a: a text
 * @b: another
 *
 * Compares in a time that says nothing about where they differ.
 *
 * Returns: whether they are the same
 */
gboolean
lw_portal_token_equal (const char *a,
                       const char *b)
{
  gsize n = strlen (a);
  guint8 differs = 0;

  if (n != strlen (b))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    differs |= (guint8) (a[i] ^ b[i]);
  return differs == 0;
}

static void
sign (GBytes     *key,
      const char *text,
      gsize       length,
      guint8      signature[SIGNATURE_BYTES])
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, g_bytes_get_data (key, NULL), g_bytes_get_size (key));
  guint8 digest[32];
  gsize n = sizeof digest;

  g_hmac_update (hmac, (const guint8 *) text, length);
  g_hmac_get_digest (hmac, digest, &n);
  memcpy (signature, digest, SIGNATURE_BYTES);
}

/**
 * lw_portal_token_sign:
 * @key: this portal's secret
 * @text: what the token shall say; whoever has the token can read it
 *
 * Returns: (transfer full): a token, fit for an address, that nobody without @key can make
 */
char *
lw_portal_token_sign (GBytes     *key,
                      const char *text)
{
  gsize length = strlen (text);
  g_autofree guint8 *bytes = g_malloc (SIGNATURE_BYTES + length);

  sign (key, text, length, bytes);
  memcpy (bytes + SIGNATURE_BYTES, text, length);
  return encode (bytes, SIGNATURE_BYTES + length);
}

/**
 * lw_portal_token_verify:
 * @key: this portal's secret
 * @token: what somebody sent
 *
 * Returns: (transfer full) (nullable): what the token says, %NULL when it is not one that was made with @key
 */
char *
lw_portal_token_verify (GBytes     *key,
                        const char *token)
{
  gsize length = 0;
  g_autofree guint8 *bytes = decode (token, &length);
  guint8 signature[SIGNATURE_BYTES];
  guint8 differs = 0;

  if (bytes == NULL || length < SIGNATURE_BYTES)
    return NULL;
  sign (key, (const char *) bytes + SIGNATURE_BYTES, length - SIGNATURE_BYTES, signature);
  for (guint i = 0; i < SIGNATURE_BYTES; i++)
    differs |= signature[i] ^ bytes[i];
  if (differs != 0)
    return NULL;
  return g_strndup ((const char *) bytes + SIGNATURE_BYTES, length - SIGNATURE_BYTES);
}
