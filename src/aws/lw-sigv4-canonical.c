/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The first step of a signature: a request in the one form that both sides arrive at. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-sigv4.h"
#include "lw-sigv4-private.h"

#include <string.h>

/* The signature itself is never part of what it covers. */
#define SIGNATURE_PARAMETER "X-Amz-Signature"

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

/* A field to sign: its name in lower case, its value as it was sent. */
typedef struct
{
  char       *name;
  const char *value;
} Field;

static void
clear_pair (gpointer data)
{
  Pair *pair = data;

  g_free (pair->name);
  g_free (pair->value);
}

static void
clear_field (gpointer data)
{
  g_free (((Field *) data)->name);
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
compare_fields (gconstpointer a,
                gconstpointer b)
{
  return strcmp (((const Field *) a)->name, ((const Field *) b)->name);
}

static int
compare_pairs (gconstpointer a,
               gconstpointer b)
{
  int by_name = strcmp (((const Pair *) a)->name, ((const Pair *) b)->name);

  return by_name != 0 ? by_name : strcmp (((const Pair *) a)->value, ((const Pair *) b)->value);
}

/* RFC 3986: all but letters, digits and -._~ is encoded; @kept are left besides. */
void
lw_sigv4_append_encoded (GString    *string,
                         const char *text,
                         const char *kept)
{
  for (const guchar *c = (const guchar *) text; *c != '\0'; c++)
    if (g_ascii_isalnum (*c) || strchr ("-._~", *c) != NULL || strchr (kept, *c) != NULL)
      g_string_append_c (string, (char) *c);
    else
      {
        g_string_append_c (string, '%');
        g_string_append_c (string, "0123456789ABCDEF"[*c >> 4]);
        g_string_append_c (string, "0123456789ABCDEF"[*c & 15]);
      }
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
  lw_sigv4_append_encoded (encoded, plain->str, "");
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

  if (strcmp (scope->service, "s3") == 0)
    {
      lw_sigv4_append_encoded (string, *path != '\0' ? path : "/", "/%");
      return;
    }
  normalized = (scope->flags & LW_SIGV4_NO_NORMALIZE) != 0 ? g_strdup (path) : dup_normalized_path (path);
  lw_sigv4_append_encoded (string, *normalized != '\0' ? normalized : "/", "/");
}

static void
append_canonical_query (GString    *string,
                        const char *query)
{
  g_auto (GStrv) parts = NULL;
  g_autoptr (GArray) pairs = NULL;

  if (*query == '\0')
    return;
  parts = g_strsplit (query, "&", -1);
  pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  g_array_set_clear_func (pairs, clear_pair);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *end = strchr (parts[i], '=');
      gsize length = end != NULL ? (gsize) (end - parts[i]) : strlen (parts[i]);

      if (*parts[i] != '\0' && !g_str_has_prefix (parts[i], SIGNATURE_PARAMETER "="))
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
static void
append_header_value (GString    *string,
                     const char *value)
{
  gboolean is_blank = FALSE;

  value += strspn (value, " \t");
  for (const char *c = value; *c != '\0'; c++)
    {
      if (*c == ' ' || *c == '\t')
        {
          is_blank = TRUE;
          continue;
        }
      if (is_blank)
        g_string_append_c (string, ' ');
      is_blank = FALSE;
      g_string_append_c (string, *c);
    }
}

/* The fields to sign by their names, those of one name in the order in which they are sent: all that may be signed, or
 * those of @names. */
static GArray *
collect_fields (const LwHttpRequest *request,
                const char *const   *names)
{
  guint n = lw_http_request_get_n_headers (request);
  GArray *fields = g_array_sized_new (FALSE, FALSE, sizeof (Field), n);

  g_array_set_clear_func (fields, clear_field);
  for (guint i = 0; i < n; i++)
    {
      Field field;
      g_autofree char *name = g_ascii_strdown (lw_http_request_get_nth_header (request, i, &field.value), -1);

      if (names != NULL ? !g_strv_contains (names, name) : g_strv_contains (unsigned_headers, name))
        continue;
      field.name = g_steal_pointer (&name);
      g_array_append_val (fields, field);
    }
  g_array_sort (fields, compare_fields);
  return fields;
}

static void
append_fields (GString *string,
               GString *signed_headers,
               GArray  *fields)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const Field *field = &g_array_index (fields, Field, i);

      if (i > 0 && compare_fields (field, field - 1) == 0)
        string->str[string->len - 1] = ',';
      else
        {
          g_string_append (string, field->name);
          g_string_append_c (string, ':');
          if (signed_headers->len > 0)
            g_string_append_c (signed_headers, ';');
          g_string_append (signed_headers, field->name);
        }
      append_header_value (string, field->value);
      g_string_append_c (string, '\n');
    }
}

/* The canonical request; @names (nullable) says which header fields it covers, @signed_headers gets their list. */
char *
lw_sigv4_dup_canonical_request (const LwHttpRequest *request,
                                const char          *query,
                                const char *const   *names,
                                const char          *payload_hash,
                                const LwSigv4Scope  *scope,
                                GString             *signed_headers)
{
  GString *string = g_string_sized_new (1024);
  g_autoptr (GArray) fields = collect_fields (request, names);

  g_string_append (string, lw_http_request_get_method (request));
  g_string_append_c (string, '\n');
  append_canonical_path (string, lw_http_request_get_path (request), scope);
  g_string_append_c (string, '\n');
  append_canonical_query (string, query);
  g_string_append_c (string, '\n');
  append_fields (string, signed_headers, fields);
  g_string_append_c (string, '\n');
  g_string_append_len (string, signed_headers->str, (gssize) signed_headers->len);
  g_string_append_c (string, '\n');
  g_string_append (string, payload_hash);
  return g_string_free (string, FALSE);
}
