/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who a server says it is: a certificate and its key, the user's or one that is made here. Immutable; any thread. */

#define G_LOG_DOMAIN "lw-http"

#include "config.h"

#include "lw-http-certificate.h"

#include "lw-file.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <string.h>

#define PRIORITY "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"
#define SECONDS_PER_DAY (24 * 60 * 60)
/* What browsers accept at most. */
#define VALID_DAYS 825

struct _LwHttpCertificate
{
  gatomicrefcount                   ref_count;
  gnutls_certificate_credentials_t  credentials;
  char                             *certificate;
  char                             *key;
};

static gboolean
check (int           result,
       const char   *what,
       GError      **error)
{
  if (result >= 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: %s", what, gnutls_strerror (result));
  return FALSE;
}

/* Takes both texts. */
static LwHttpCertificate *
take_texts (char        *certificate,
            char        *key,
            const char  *what,
            GError     **error)
{
  g_autoptr (LwHttpCertificate) self = g_new0 (LwHttpCertificate, 1);
  gnutls_datum_t chain = { (guchar *) certificate, strlen (certificate) };
  gnutls_datum_t secret = { (guchar *) key, strlen (key) };

  g_atomic_ref_count_init (&self->ref_count);
  self->certificate = certificate;
  self->key = key;
  if (!check (gnutls_certificate_allocate_credentials (&self->credentials), what, error) ||
      !check (gnutls_certificate_set_x509_key_mem (self->credentials, &chain, &secret, GNUTLS_X509_FMT_PEM),
              what, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * lw_http_certificate_load:
 * @certificate_file: PEM: the certificate and those that vouch for it
 * @key_file: PEM: its private key
 * @error: return location: %G_IO_ERROR_INVALID_DATA, or a #GFileError
 *
 * Returns: (transfer full) (nullable): the certificate
 */
LwHttpCertificate *
lw_http_certificate_load (const char  *certificate_file,
                          const char  *key_file,
                          GError     **error)
{
  g_autofree char *certificate = NULL;
  g_autofree char *key = NULL;
  g_autofree char *what = NULL;

  g_return_val_if_fail (certificate_file != NULL && key_file != NULL, NULL);

  if (!g_file_get_contents (certificate_file, &certificate, NULL, error) ||
      !g_file_get_contents (key_file, &key, NULL, error))
    return NULL;
  what = g_strdup_printf (_("“%s” and “%s” are no certificate and its key"), certificate_file, key_file);
  return take_texts (g_steal_pointer (&certificate), g_steal_pointer (&key), what, error);
}

static gboolean
add_names (gnutls_x509_crt_t   certificate,
           const char *const  *names,
           const char         *what,
           GError            **error)
{
  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GInetAddress) address = g_inet_address_new_from_string (names[i]);
      gnutls_x509_subject_alt_name_t type = address != NULL ? GNUTLS_SAN_IPADDRESS : GNUTLS_SAN_DNSNAME;
      const void *value = address != NULL ? (const void *) g_inet_address_to_bytes (address) : names[i];
      guint length = address != NULL ? g_inet_address_get_native_size (address) : strlen (names[i]);

      if (!check (gnutls_x509_crt_set_subject_alt_name (certificate, type, value, length, GNUTLS_FSAN_APPEND), what,
                  error))
        return FALSE;
    }
  return TRUE;
}

/* Fills in and signs a certificate for @key. */
static gboolean
write_certificate (gnutls_x509_crt_t      certificate,
                   gnutls_x509_privkey_t  key,
                   const char *const     *names,
                   gint64                 now,
                   const char            *what,
                   GError               **error)
{
  time_t start = now / G_USEC_PER_SEC - SECONDS_PER_DAY;
  guchar serial[16];
  const char *cause = NULL;

  if (!check (gnutls_rnd (GNUTLS_RND_NONCE, serial, sizeof serial), what, error))
    return FALSE;
  /* A positive number. */
  serial[0] = (serial[0] & 0x7f) | 1;
  return check (gnutls_x509_crt_set_version (certificate, 3), what, error) &&
         check (gnutls_x509_crt_set_serial (certificate, serial, sizeof serial), what, error) &&
         check (gnutls_x509_crt_set_dn (certificate, "CN=Labelwright", &cause), what, error) &&
         check (gnutls_x509_crt_set_activation_time (certificate, start), what, error) &&
         check (gnutls_x509_crt_set_expiration_time (certificate, start + VALID_DAYS * SECONDS_PER_DAY), what, error) &&
         check (gnutls_x509_crt_set_basic_constraints (certificate, 0, -1), what, error) &&
         check (gnutls_x509_crt_set_key_usage (certificate, GNUTLS_KEY_DIGITAL_SIGNATURE), what, error) &&
         check (gnutls_x509_crt_set_key_purpose_oid (certificate, GNUTLS_KP_TLS_WWW_SERVER, 0), what, error) &&
         add_names (certificate, names, what, error) &&
         check (gnutls_x509_crt_set_key (certificate, key), what, error) &&
         check (gnutls_x509_crt_sign2 (certificate, certificate, key, GNUTLS_DIG_SHA256, 0), what, error);
}

static char *
take_datum (gnutls_datum_t *datum)
{
  char *text = g_strndup ((const char *) datum->data, datum->size);

  gnutls_free (datum->data);
  return text;
}

static LwHttpCertificate *
export (gnutls_x509_crt_t       certificate,
        gnutls_x509_privkey_t   key,
        const char             *what,
        GError                **error)
{
  g_autofree char *certificate_text = NULL;
  gnutls_datum_t datum;

  if (!check (gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_PEM, &datum), what, error))
    return NULL;
  certificate_text = take_datum (&datum);
  if (!check (gnutls_x509_privkey_export2 (key, GNUTLS_X509_FMT_PEM, &datum), what, error))
    return NULL;
  return take_texts (g_steal_pointer (&certificate_text), take_datum (&datum), what, error);
}

/**
 * lw_http_certificate_make:
 * @names: (array zero-terminated=1): names and addresses under which the server is reached
 * @now: microseconds since 1970-01-01 UTC
 * @error: return location: %G_IO_ERROR_INVALID_DATA
 *
 * Returns: (transfer full) (nullable): a certificate that vouches for itself, with a new key (P-256)
 */
LwHttpCertificate *
lw_http_certificate_make (const char *const  *names,
                          gint64              now,
                          GError            **error)
{
  const char *what = _("A certificate cannot be made");
  LwHttpCertificate *self = NULL;
  gnutls_x509_crt_t certificate;
  gnutls_x509_privkey_t key;

  g_return_val_if_fail (names != NULL, NULL);

  gnutls_x509_crt_init (&certificate);
  gnutls_x509_privkey_init (&key);
  if (check (gnutls_x509_privkey_generate (key, GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0),
             what, error) &&
      write_certificate (certificate, key, names, now, what, error))
    self = export (certificate, key, what, error);
  gnutls_x509_crt_deinit (certificate);
  gnutls_x509_privkey_deinit (key);
  return self;
}

/**
 * lw_http_certificate_save:
 * @self: a certificate
 * @certificate_file: where it goes
 * @key_file: where its key goes, readable by its owner alone
 * @error: return location: a #GFileError
 *
 * Returns: whether both are on disk
 */
gboolean
lw_http_certificate_save (LwHttpCertificate  *self,
                          const char         *certificate_file,
                          const char         *key_file,
                          GError            **error)
{
  return g_file_set_contents_full (key_file, self->key, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error) &&
         lw_file_write (certificate_file, self->certificate, strlen (self->certificate), error);
}

LwHttpCertificate *
lw_http_certificate_ref (LwHttpCertificate *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lw_http_certificate_unref (LwHttpCertificate *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  if (self->credentials != NULL)
    gnutls_certificate_free_credentials (self->credentials);
  g_free (self->certificate);
  if (self->key != NULL)
    gnutls_memset (self->key, 0, strlen (self->key));
  g_free (self->key);
  g_free (self);
}

/**
 * lw_http_certificate_dup_fingerprint:
 * @self: a certificate
 *
 * Returns: (transfer full): its SHA-256 as browsers show it: "AB:CD:…"
 */
char *
lw_http_certificate_dup_fingerprint (LwHttpCertificate *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gnutls_datum_t der;
  guchar hash[32];
  gsize size = sizeof hash;

  if (gnutls_certificate_get_crt_raw (self->credentials, 0, 0, &der) < 0 ||
      gnutls_fingerprint (GNUTLS_DIG_SHA256, &der, hash, &size) < 0)
    return g_strdup ("");
  for (gsize i = 0; i < size; i++)
    g_string_append_printf (text, "%s%02X", i > 0 ? ":" : "", hash[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * lw_http_certificate_new_session: (skip)
 * @self: a certificate; has to outlive the session
 * @fd: an accepted socket that does not block
 *
 * Returns: (transfer full): the server's side of a TLS session, before its handshake
 */
LwHttpTlsSession
lw_http_certificate_new_session (LwHttpCertificate *self,
                                 int                fd)
{
  gnutls_session_t session;

  gnutls_init (&session, GNUTLS_SERVER | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL);
  gnutls_priority_set_direct (session, PRIORITY, NULL);
  gnutls_credentials_set (session, GNUTLS_CRD_CERTIFICATE, self->credentials);
  gnutls_handshake_set_timeout (session, GNUTLS_INDEFINITE_TIMEOUT);
  gnutls_transport_set_int (session, fd);
  return session;
}
