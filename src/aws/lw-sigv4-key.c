/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The keys that signatures are made with: derived from the secret through day, Region and service, so that none of the
 * intermediate ones is worth more than it must be; kept for a while, as they are good for a day. Hashes are GnuTLS's,
 * which uses what the processor has for them. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-sigv4.h"
#include "lw-sigv4-private.h"

#include <gnutls/crypto.h>
#include <string.h>

#define DIGEST_SIZE 32
#define TERMINATOR "aws4_request"

/* A client has few: one for each Region and service of today. */
#define N_KEYS 8

typedef struct
{
  char              *secret;
  char              *day;
  char              *region;
  char              *service;
  gnutls_hmac_hd_t   hmac;
} Key;

/* Invariant: the mutex guards all; the last used key is the first. */
struct _LwSigv4Keys
{
  GMutex mutex;
  Key    keys[N_KEYS];
};

static void
key_clear (Key *self)
{
  if (self->hmac == NULL)
    return;
  explicit_bzero (self->secret, strlen (self->secret));
  g_free (self->secret);
  g_free (self->day);
  g_free (self->region);
  g_free (self->service);
  gnutls_hmac_deinit (self->hmac, NULL);
  memset (self, 0, sizeof *self);
}

/**
 * lw_sigv4_keys_new:
 *
 * Returns: (transfer full): an empty store of derived keys, for any thread
 */
LwSigv4Keys *
lw_sigv4_keys_new (void)
{
  LwSigv4Keys *self = g_new0 (LwSigv4Keys, 1);

  g_mutex_init (&self->mutex);
  return self;
}

/**
 * lw_sigv4_keys_free:
 * @self: (transfer full): a store
 *
 * Frees it; what it knows is overwritten.
 */
void
lw_sigv4_keys_free (LwSigv4Keys *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < N_KEYS; i++)
    key_clear (&self->keys[i]);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static void
to_hex (const guint8 *digest,
        char          hex[LW_SIGV4_HEX_SIZE])
{
  static const char digits[] = "0123456789abcdef";

  for (guint i = 0; i < DIGEST_SIZE; i++)
    {
      hex[i * 2] = digits[digest[i] >> 4];
      hex[i * 2 + 1] = digits[digest[i] & 15];
    }
  hex[DIGEST_SIZE * 2] = '\0';
}

/**
 * lw_sigv4_hash:
 * @data: bytes
 * @length: how many
 * @hex: (out): 65 characters, for their SHA-256 in hexadecimal digits
 */
void
lw_sigv4_hash (gconstpointer  data,
               gsize          length,
               char          *hex)
{
  guint8 digest[DIGEST_SIZE];

  gnutls_hash_fast (GNUTLS_DIG_SHA256, data, length, digest);
  to_hex (digest, hex);
}

static void
derive (guint8     *key,
        gsize       length,
        const char *text)
{
  guint8 digest[DIGEST_SIZE];

  gnutls_hmac_fast (GNUTLS_MAC_SHA256, key, length, text, strlen (text), digest);
  memcpy (key, digest, DIGEST_SIZE);
  explicit_bzero (digest, DIGEST_SIZE);
}

static void
derive_key (const LwSigv4Scope *scope,
            const char         *day,
            gnutls_hmac_hd_t   *hmac)
{
  gsize length = strlen (scope->secret_access_key) + 4;
  g_autofree guint8 *key = g_malloc0 (MAX (length, DIGEST_SIZE) + 1);

  memcpy (key, "AWS4", 4);
  memcpy (key + 4, scope->secret_access_key, length - 4);
  derive (key, length, day);
  derive (key, DIGEST_SIZE, scope->region);
  derive (key, DIGEST_SIZE, scope->service);
  derive (key, DIGEST_SIZE, TERMINATOR);
  gnutls_hmac_init (hmac, GNUTLS_MAC_SHA256, key, DIGEST_SIZE);
  explicit_bzero (key, MAX (length, DIGEST_SIZE));
}

static gboolean
is_key_for (const Key          *key,
            const LwSigv4Scope *scope,
            const char         *day)
{
  return key->hmac != NULL && strcmp (key->day, day) == 0 && strcmp (key->secret, scope->secret_access_key) == 0
         && strcmp (key->region, scope->region) == 0 && strcmp (key->service, scope->service) == 0;
}

/* The key for a scope becomes the first; one that is new drives out the one that was not used for longest. */
static const Key *
find_key (LwSigv4Keys        *self,
          const LwSigv4Scope *scope,
          const char         *day)
{
  Key found = { 0 };
  guint position = 0;

  while (position < N_KEYS - 1 && !is_key_for (&self->keys[position], scope, day))
    position++;
  if (position == 0)
    return &self->keys[0];

  if (is_key_for (&self->keys[position], scope, day))
    found = self->keys[position];
  else
    {
      key_clear (&self->keys[position]);
      found.secret = g_strdup (scope->secret_access_key);
      found.day = g_strdup (day);
      found.region = g_strdup (scope->region);
      found.service = g_strdup (scope->service);
      derive_key (scope, day, &found.hmac);
    }
  memmove (&self->keys[1], &self->keys[0], position * sizeof (Key));
  self->keys[0] = found;
  return &self->keys[0];
}

/* The last step: what is to be signed, signed. */
void
lw_sigv4_sign_text (const LwSigv4Scope *scope,
                    const char         *day,
                    const char         *text,
                    char                hex[LW_SIGV4_HEX_SIZE])
{
  guint8 digest[DIGEST_SIZE];

  if (scope->keys != NULL)
    {
      gnutls_hmac_hd_t hmac;

      g_mutex_lock (&scope->keys->mutex);
      hmac = find_key (scope->keys, scope, day)->hmac;
      gnutls_hmac (hmac, text, strlen (text));
      gnutls_hmac_output (hmac, digest);
      g_mutex_unlock (&scope->keys->mutex);
    }
  else
    {
      gnutls_hmac_hd_t hmac;

      derive_key (scope, day, &hmac);
      gnutls_hmac (hmac, text, strlen (text));
      gnutls_hmac_deinit (hmac, digest);
    }
  to_hex (digest, hex);
}
