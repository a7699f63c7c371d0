/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* AWS Signature Version 4 ("Create a signed AWS API request" in the AWS IAM User Guide; S3's differences from
 * "Authenticating Requests" in the Amazon S3 API Reference). */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-sigv4.h"

#include <string.h>

#define ALGORITHM "AWS4-HMAC-SHA256"
#define TERMINATOR "aws4_request"
#define UNSIGNED_PAYLOAD "UNSIGNED-PAYLOAD"
#define CONTENT_SHA256 "x-amz-content-sha256"
#define DIGEST_SIZE 32

/* Fields that proxies and libraries change on the way. */
static const char *const unsigned_headers[] = {
  "authorization", "connection", "expect", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer",
  "transfer-encoding", "upgrade", "user-agent", "x-amzn-trace-id", NULL,
};

typedef struct
{
  char *name;
  char *value;
} Pair;

static void
clear_pair (gpointer data)
{
  Pair *pair = data;

  g_free (pair->name);
  g_free (pair->value);
}

static GArray *
pairs_new (void)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (Pair));

  g_array_set_clear_func (pairs, clear_pair);
  return pairs;
}

static void
take_pair (GArray *pairs,
           char   *name,
           char   *value)
{
  Pair pair = { .name = name, .value = value };

  g_array_append_val (pairs, pair);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (((const Pair *) a)->name, ((const Pair *) b)->name);
}

static int
compare_pairs (gconstpointer a,
               gconstpointer b)
{
  int by_name = compare_names (a, b);

  return by_name != 0 ? by_name : strcmp (((const Pair *) a)->value, ((const Pair *) b)->value);
}

static gboolean
is_s3 (const LwSigv4Scope *scope)
{
  return g_str_equal (scope->service, "s3");
}

/* RFC 3986: all but letters, digits and -._~ is encoded; @kept are left besides. */
static void
append_encoded (GString    *string,
                const char *text,
                const char *kept)
{
  for (const guchar *c = (const guchar *) text; *c != '\0'; c++)
    if (g_ascii_isalnum (*c) || strchr ("-._~", *c) != NULL || strchr (kept, *c) != NULL)
      g_string_append_c (string, (char) *c);
    else
      g_string_append_printf (string, "%%%02X", *c);
}

/* Encoded afresh, whatever was encoded before; a plus sign is a plus sign. */
static char *
dup_encoded_part (const char *text,
                  gssize      length)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  GString *encoded = g_string_new (NULL);

  for (gssize i = 0; i < length; i++)
    if (text[i] == '%' && i + 2 < length && g_ascii_isxdigit (text[i + 1]) && g_ascii_isxdigit (text[i + 2]) &&
        (text[i + 1] != '0' || text[i + 2] != '0'))
      {
        g_string_append_c (plain, (char) (g_ascii_xdigit_value (text[i + 1]) * 16 +
                                          g_ascii_xdigit_value (text[i + 2])));
        i += 2;
      }
    else
      g_string_append_c (plain, text[i]);
  append_encoded (encoded, plain->str, "");
  return g_string_free (encoded, FALSE);
}

static char *
dup_normalized_path (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  g_autofree char *joined = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_str_equal (parts[i], ".."))
      g_ptr_array_set_size (kept, kept->len > 0 ? kept->len - 1 : 0);
    else if (*parts[i] != '\0' && !g_str_equal (parts[i], "."))
      g_ptr_array_add (kept, parts[i]);
  g_ptr_array_add (kept, NULL);
  joined = g_strjoinv ("/", (char **) kept->pdata);
  return g_strconcat ("/", joined, *joined != '\0' && g_str_has_suffix (path, "/") ? "/" : "", NULL);
}

/* S3 signs the path as it is sent, the others encode it once more. */
static void
append_canonical_path (GString             *string,
                       const char          *path,
                       const LwSigv4Scope  *scope)
{
  g_autofree char *normalized = NULL;

  if (is_s3 (scope))
    {
      append_encoded (string, *path != '\0' ? path : "/", "/%");
      return;
    }
  normalized = (scope->flags & LW_SIGV4_NO_NORMALIZE) != 0 ? g_strdup (path) : dup_normalized_path (path);
  append_encoded (string, *normalized != '\0' ? normalized : "/", "/");
}

static void
append_canonical_query (GString    *string,
                        const char *query)
{
  g_auto (GStrv) parts = g_strsplit (query, "&", -1);
  g_autoptr (GArray) pairs = pairs_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *end = strchr (parts[i], '=');
      gsize length = end != NULL ? (gsize) (end - parts[i]) : strlen (parts[i]);

      if (*parts[i] != '\0')
        take_pair (pairs, dup_encoded_part (parts[i], length),
                   dup_encoded_part (end != NULL ? end + 1 : "", end != NULL ? strlen (end + 1) : 0));
    }
  g_array_sort (pairs, compare_pairs);
  for (guint i = 0; i < pairs->len; i++)
    {
      const Pair *pair = &g_array_index (pairs, Pair, i);

      g_string_append_printf (string, "%s%s=%s", i > 0 ? "&" : "", pair->name, pair->value);
    }
}

/* Without blanks at the ends, runs of blanks inside as one. */
static char *
dup_header_value (const char *value)
{
  g_autofree char *stripped = g_strstrip (g_strdup (value));
  GString *string = g_string_new (NULL);

  for (const char *c = stripped; *c != '\0'; c++)
    if (*c != ' ' && *c != '\t')
      g_string_append_c (string, *c);
    else if (string->str[string->len - 1] != ' ')
      g_string_append_c (string, ' ');
  return g_string_free (string, FALSE);
}

/* The fields to sign by their names, those of one name joined in the order in which they are sent. */
static GArray *
collect_headers (const LwHttpRequest *request)
{
  GArray *pairs = pairs_new ();
  g_autoptr (GHashTable) positions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < lw_http_request_get_n_headers (request); i++)
    {
      const char *raw;
      g_autofree char *name = g_ascii_strdown (lw_http_request_get_nth_header (request, i, &raw), -1);
      g_autofree char *value = dup_header_value (raw);
      gpointer position;

      if (g_strv_contains (unsigned_headers, name))
        continue;
      if (g_hash_table_lookup_extended (positions, name, NULL, &position))
        {
          Pair *pair = &g_array_index (pairs, Pair, GPOINTER_TO_UINT (position));
          char *joined = g_strconcat (pair->value, ",", value, NULL);

          g_free (pair->value);
          pair->value = joined;
          continue;
        }
      g_hash_table_insert (positions, g_strdup (name), GUINT_TO_POINTER (pairs->len));
      take_pair (pairs, g_steal_pointer (&name), g_steal_pointer (&value));
    }
  g_array_sort (pairs, compare_names);
  return pairs;
}

static char *
dup_signed_headers (GArray *headers)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < headers->len; i++)
    g_string_append_printf (string, "%s%s", i > 0 ? ";" : "", g_array_index (headers, Pair, i).name);
  return g_string_free (string, FALSE);
}

static char *
dup_canonical_request (const LwHttpRequest *request,
                       const char          *query,
                       GArray              *headers,
                       const char          *payload_hash,
                       const LwSigv4Scope  *scope)
{
  GString *string = g_string_new (lw_http_request_get_method (request));
  g_autofree char *signed_headers = dup_signed_headers (headers);

  g_string_append_c (string, '\n');
  append_canonical_path (string, lw_http_request_get_path (request), scope);
  g_string_append_c (string, '\n');
  append_canonical_query (string, query);
  g_string_append_c (string, '\n');
  for (guint i = 0; i < headers->len; i++)
    {
      const Pair *pair = &g_array_index (headers, Pair, i);

      g_string_append_printf (string, "%s:%s\n", pair->name, pair->value);
    }
  g_string_append_printf (string, "\n%s\n%s", signed_headers, payload_hash);
  return g_string_free (string, FALSE);
}

static char *
format_time (gint64      time,
             const char *format)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);

  return g_date_time_format (date, format);
}

/* Day, Region, service: what a derived key is good for. */
static char *
dup_credential_scope (const LwSigv4Scope *scope)
{
  g_autofree char *day = format_time (scope->time, "%Y%m%d");

  return g_strdup_printf ("%s/%s/%s/" TERMINATOR, day, scope->region, scope->service);
}

static char *
dup_string_to_sign (const char         *canonical_request,
                    const LwSigv4Scope *scope)
{
  g_autofree char *stamp = format_time (scope->time, "%Y%m%dT%H%M%SZ");
  g_autofree char *credential_scope = dup_credential_scope (scope);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, canonical_request, -1);

  return g_strjoin ("\n", ALGORITHM, stamp, credential_scope, hash, NULL);
}

static void
digest (guint8     *key,
        gsize       key_length,
        const char *text)
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, key, key_length);
  gsize length = DIGEST_SIZE;

  g_hmac_update (hmac, (const guchar *) text, -1);
  g_hmac_get_digest (hmac, key, &length);
}

/* The key goes through day, Region and service, so that none of the intermediate ones is worth more than it must be. */
static char *
dup_signature (const char         *string_to_sign,
               const LwSigv4Scope *scope)
{
  g_autofree char *day = format_time (scope->time, "%Y%m%d");
  gsize length = strlen (scope->secret_access_key) + 4;
  g_autofree guint8 *key = g_malloc0 (MAX (length, DIGEST_SIZE) + 1);
  g_autoptr (GHmac) hmac = NULL;
  char *signature;

  memcpy (key, "AWS4", 4);
  memcpy (key + 4, scope->secret_access_key, length - 4);
  digest (key, length, day);
  digest (key, DIGEST_SIZE, scope->region);
  digest (key, DIGEST_SIZE, scope->service);
  digest (key, DIGEST_SIZE, TERMINATOR);
  hmac = g_hmac_new (G_CHECKSUM_SHA256, key, DIGEST_SIZE);
  g_hmac_update (hmac, (const guchar *) string_to_sign, -1);
  signature = g_strdup (g_hmac_get_string (hmac));
  explicit_bzero (key, MAX (length, DIGEST_SIZE));
  return signature;
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
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, lw_http_request_get_body (request));
}

static LwSigv4Signature *
sign (const LwHttpRequest *request,
      const char          *query,
      GArray              *headers,
      const char          *payload_hash,
      const LwSigv4Scope  *scope)
{
  LwSigv4Signature *self = g_new0 (LwSigv4Signature, 1);

  self->canonical_request = dup_canonical_request (request, query, headers, payload_hash, scope);
  self->string_to_sign = dup_string_to_sign (self->canonical_request, scope);
  self->signature = dup_signature (self->string_to_sign, scope);
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
  g_autofree char *stamp = NULL;
  g_autofree char *credential_scope = NULL;
  g_autofree char *signed_headers = NULL;
  g_autoptr (GArray) headers = NULL;
  LwSigv4Signature *self;
  const char *query;

  g_return_val_if_fail (request != NULL && scope != NULL, NULL);

  payload_hash = dup_payload_hash (request, scope, FALSE);
  stamp = format_time (scope->time, "%Y%m%dT%H%M%SZ");
  lw_http_request_remove_header (request, "Authorization");
  lw_http_request_remove_header (request, "X-Amz-Date");
  lw_http_request_add_header (request, "X-Amz-Date", stamp);
  if (scope->session_token != NULL)
    {
      lw_http_request_remove_header (request, "X-Amz-Security-Token");
      lw_http_request_add_header (request, "X-Amz-Security-Token", scope->session_token);
    }
  if ((is_s3 (scope) || (scope->flags & LW_SIGV4_SIGN_BODY) != 0) &&
      lw_http_request_get_header (request, CONTENT_SHA256) == NULL)
    lw_http_request_add_header (request, CONTENT_SHA256, payload_hash);

  query = lw_http_request_get_query (request);
  headers = collect_headers (request);
  signed_headers = dup_signed_headers (headers);
  credential_scope = dup_credential_scope (scope);
  self = sign (request, query, headers, payload_hash, scope);
  self->authorization = g_strdup_printf (ALGORITHM " Credential=%s/%s, SignedHeaders=%s, Signature=%s",
                                         scope->access_key_id, credential_scope, signed_headers, self->signature);
  self->target = g_strconcat (lw_http_request_get_path (request), *query != '\0' ? "?" : "", query, NULL);
  lw_http_request_add_header (request, "Authorization", self->authorization);
  return self;
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
  g_autofree char *stamp = NULL;
  g_autofree char *credential_scope = NULL;
  g_autofree char *signed_headers = NULL;
  g_autoptr (GArray) headers = NULL;
  g_autoptr (GString) query = NULL;
  LwSigv4Signature *self;

  g_return_val_if_fail (request != NULL && scope != NULL, NULL);

  payload_hash = dup_payload_hash (request, scope, TRUE);
  stamp = format_time (scope->time, "%Y%m%dT%H%M%SZ");
  headers = collect_headers (request);
  signed_headers = dup_signed_headers (headers);
  credential_scope = dup_credential_scope (scope);

  query = g_string_new (lw_http_request_get_query (request));
  g_string_append_printf (query, "%sX-Amz-Algorithm=" ALGORITHM "&X-Amz-Credential=", query->len > 0 ? "&" : "");
  append_encoded (query, scope->access_key_id, "");
  g_string_append (query, "%2F");
  append_encoded (query, credential_scope, "");
  g_string_append_printf (query, "&X-Amz-Date=%s&X-Amz-SignedHeaders=", stamp);
  append_encoded (query, signed_headers, "");
  g_string_append_printf (query, "&X-Amz-Expires=%u", seconds);
  if (scope->session_token != NULL)
    {
      g_string_append (query, "&X-Amz-Security-Token=");
      append_encoded (query, scope->session_token, "");
    }
  self = sign (request, query->str, headers, payload_hash, scope);
  self->target = g_strconcat (lw_http_request_get_path (request), "?", query->str, "&X-Amz-Signature=",
                              self->signature, NULL);
  return self;
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
