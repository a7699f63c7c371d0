/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The bytes behind an image address: an object of the store, a file, or a data: address. Never the network beyond the
 * store. Blocking and thread-safe; not a cache. */

#define G_LOG_DOMAIN "lw-kit"

#include "config.h"

#include "lw-image-source.h"

#include "lw-image-decoder.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

/* Anything but a regular file could block or never end. */
static GBytes *
read_file (const char  *path,
           GError     **error)
{
  GStatBuf info;
  char *content;
  gsize length;

  if (g_stat (path, &info) != 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _("The image “%s” cannot be read: %s"),
                   path, g_strerror (code));
      return NULL;
    }
  if (!S_ISREG (info.st_mode))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _("“%s” is not a file"), path);
      return NULL;
    }
  if (info.st_size > LW_IMAGE_MAX_BYTES)
    {
      g_autofree char *limit = g_format_size_full (LW_IMAGE_MAX_BYTES, G_FORMAT_SIZE_IEC_UNITS);

      g_set_error (error, LW_IMAGE_ERROR, LW_IMAGE_ERROR_TOO_LARGE, _("The image “%s” is larger than %s"), path, limit);
      return NULL;
    }
  if (!g_file_get_contents (path, &content, &length, error))
    return NULL;
  return g_bytes_new_take (content, length);
}

static GBytes *
read_data_uri (const char  *uri,
               GError     **error)
{
  const char *comma = strchr (uri, ',');
  g_autofree char *head = comma != NULL ? g_strndup (uri, comma - uri) : NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (head != NULL && g_str_has_suffix (head, ";base64"))
    {
      gsize length;
      guint8 *data = g_base64_decode (comma + 1, &length);

      bytes = g_bytes_new_take (data, length);
    }
  else if (head != NULL)
    {
      bytes = g_uri_unescape_bytes (comma + 1, -1, NULL, NULL);
    }
  if (bytes == NULL)
    {
      g_set_error_literal (error, LW_IMAGE_ERROR, LW_IMAGE_ERROR_BROKEN,
                           _("The image inside the text is not complete"));
      return NULL;
    }
  return g_steal_pointer (&bytes);
}

static GBytes *
read_object (LwObjectStore  *store,
             const char     *uri,
             GCancellable   *cancellable,
             GError        **error)
{
  g_autofree char *path = store != NULL ? lw_object_store_dup_path (store, uri) : NULL;

  if (path != NULL)
    return read_file (path, error);
  if (store == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("The place of “%s” is not known"), uri);
      return NULL;
    }
  return lw_object_store_get (store, uri, 0, -1, NULL, cancellable, error);
}

/**
 * lw_image_source_read:
 * @store: (nullable): where s3 addresses lead
 * @uri: an s3://, file:// or data: address, or the path of a file
 * @cancellable: (nullable): stops a transfer
 * @error: %G_IO_ERROR, or %LW_IMAGE_ERROR for one that is too large
 *
 * Returns: (transfer full): the whole content
 */
GBytes *
lw_image_source_read (LwObjectStore  *store,
                      const char     *uri,
                      GCancellable   *cancellable,
                      GError        **error)
{
  g_return_val_if_fail (uri != NULL, NULL);

  if (g_path_is_absolute (uri))
    return read_file (uri, error);
  if (g_str_has_prefix (uri, "s3://"))
    return read_object (store, uri, cancellable, error);
  if (g_ascii_strncasecmp (uri, "data:", 5) == 0)
    return read_data_uri (uri, error);
  if (g_str_has_prefix (uri, "file://"))
    {
      g_autofree char *path = g_filename_from_uri (uri, NULL, error);

      return path != NULL ? read_file (path, error) : NULL;
    }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("Images are not fetched from the web: “%s”"), uri);
  return NULL;
}
