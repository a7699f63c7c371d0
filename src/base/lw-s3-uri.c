/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* s3://bucket/key addresses. Every address in a job has this form, on this computer too. Not for https URLs. */

#define G_LOG_DOMAIN "lw-base"

#include "config.h"

#include "lw-s3-uri.h"

#include <glib/gi18n.h>
#include <string.h>

#define SCHEME "s3://"

/**
 * lw_s3_uri_new:
 * @bucket: the bucket
 * @key: the key, may be empty
 *
 * Returns: (transfer full): the address of @key in @bucket
 */
LwS3Uri *
lw_s3_uri_new (const char *bucket,
               const char *key)
{
  LwS3Uri *self;

  g_return_val_if_fail (bucket != NULL && *bucket != '\0', NULL);
  g_return_val_if_fail (key != NULL, NULL);

  self = g_new0 (LwS3Uri, 1);
  self->bucket = g_strdup (bucket);
  self->key = g_strdup (key);
  return self;
}

/**
 * lw_s3_uri_parse:
 * @text: an address such as "s3://pets/cats/1.jpg"
 * @error: return location: %G_IO_ERROR_INVALID_ARGUMENT
 *
 * The key is everything behind the bucket's slash, as it stands: keys are plain text in manifests, not URL-encoded.
 *
 * Returns: (transfer full) (nullable): the parts, or %NULL with @error set
 */
LwS3Uri *
lw_s3_uri_parse (const char  *text,
                 GError     **error)
{
  g_autofree char *bucket = NULL;
  const char *rest;
  const char *slash;

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_str_has_prefix (text, SCHEME))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _("“%s” is not an S3 address: it has to start with s3://"), text);
      return NULL;
    }

  rest = text + strlen (SCHEME);
  slash = strchr (rest, '/');
  bucket = slash != NULL ? g_strndup (rest, slash - rest) : g_strdup (rest);
  if (*bucket == '\0')
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _("“%s” names no bucket"), text);
      return NULL;
    }

  return lw_s3_uri_new (bucket, slash != NULL ? slash + 1 : "");
}

/**
 * lw_s3_uri_free:
 * @self: (transfer full) (nullable): an address
 */
void
lw_s3_uri_free (LwS3Uri *self)
{
  if (self == NULL)
    return;

  g_free (self->bucket);
  g_free (self->key);
  g_free (self);
}

/**
 * lw_s3_uri_to_string:
 * @self: an address
 *
 * Returns: (transfer full): "s3://bucket/key"
 */
char *
lw_s3_uri_to_string (const LwS3Uri *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_strconcat (SCHEME, self->bucket, "/", self->key, NULL);
}

/**
 * lw_s3_uri_join:
 * @base: an address of a prefix, with or without a trailing slash
 * @path: what follows
 *
 * Returns: (transfer full): @base and @path with exactly one slash between
 */
char *
lw_s3_uri_join (const char *base,
                const char *path)
{
  g_return_val_if_fail (base != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  return g_strconcat (base, g_str_has_suffix (base, "/") ? "" : "/", path, NULL);
}

/**
 * lw_s3_uri_dup_base_name:
 * @text: an address or a path
 *
 * Returns: (transfer full): what follows the last slash
 */
char *
lw_s3_uri_dup_base_name (const char *text)
{
  const char *slash;

  g_return_val_if_fail (text != NULL, NULL);

  slash = strrchr (text, '/');
  return g_strdup (slash != NULL ? slash + 1 : text);
}

/**
 * lw_s3_bucket_name_is_valid:
 * @name: a name
 *
 * S3's rules as far as a local bucket needs them: 3 to 63 of a-z, 0-9, hyphen and dot, a letter or digit at both ends.
 *
 * Returns: whether @name may name a bucket
 */
gboolean
lw_s3_bucket_name_is_valid (const char *name)
{
  gsize length;

  g_return_val_if_fail (name != NULL, FALSE);

  length = strlen (name);
  if (length < 3 || length > 63)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      gboolean inner = name[i] == '-' || name[i] == '.';

      if (!g_ascii_islower (name[i]) && !g_ascii_isdigit (name[i]) &&
          !(inner && i > 0 && i < length - 1))
        return FALSE;
    }
  return strstr (name, "..") == NULL;
}

/**
 * lw_s3_bucket_name_suggest:
 * @folder_name: any name
 *
 * Returns: (transfer full): a valid bucket name that reads like @folder_name
 */
char *
lw_s3_bucket_name_suggest (const char *folder_name)
{
  g_autofree char *ascii = NULL;
  GString *name;

  g_return_val_if_fail (folder_name != NULL, NULL);

  ascii = g_str_to_ascii (folder_name, "C");
  name = g_string_new (NULL);
  for (const char *p = ascii; *p != '\0' && name->len < 50; p++)
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (name, g_ascii_tolower (*p));
      else if (name->len > 0 && name->str[name->len - 1] != '-')
        g_string_append_c (name, '-');
    }
  while (name->len > 0 && name->str[name->len - 1] == '-')
    g_string_truncate (name, name->len - 1);
  if (name->len < 3)
    g_string_prepend (name, name->len > 0 ? "images-" : "images");
  return g_string_free (name, FALSE);
}
