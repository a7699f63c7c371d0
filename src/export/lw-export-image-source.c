/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The images that a manifest's addresses mean, and putting them into a folder. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-image-source.h"

#include "lw-export.h"

#include "lw-s3-uri.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* More than any image that Ground Truth takes, less than what harms. */
#define MAX_IMAGE ((goffset) 512 * 1024 * 1024)

struct _LwExportImageSource
{
  LwObjectStore *store;
  char          *folder;
  char          *images_from;
};

/**
 * lw_export_image_source_new:
 * @store: (nullable): where s3 addresses lead
 * @manifest: path of the manifest: relative addresses start at its folder
 * @images_from: (nullable): a folder that has the images of s3 addresses
 *
 * Returns: (transfer full): a source of images, for any thread
 */
LwExportImageSource *
lw_export_image_source_new (LwObjectStore *store,
                            const char    *manifest,
                            const char    *images_from)
{
  LwExportImageSource *self = g_new0 (LwExportImageSource, 1);
  g_autofree char *path = g_canonicalize_filename (manifest != NULL ? manifest : "", NULL);

  self->store = store != NULL ? g_object_ref (store) : NULL;
  self->folder = g_path_get_dirname (path);
  self->images_from = images_from != NULL ? g_canonicalize_filename (images_from, NULL) : NULL;
  return self;
}

void
lw_export_image_source_free (LwExportImageSource *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->store);
  g_free (self->folder);
  g_free (self->images_from);
  g_free (self);
}

static gboolean
has_scheme (const char *source_ref)
{
  g_autofree char *scheme = g_uri_parse_scheme (source_ref);

  return scheme != NULL;
}

/* The key below a folder, or the key's last part in it; never a file outside of the folder. */
static char *
find_below (const char *folder,
            const char *source_ref)
{
  g_autoptr (LwS3Uri) uri = lw_s3_uri_parse (source_ref, NULL);
  const char *slash = uri != NULL ? strrchr (uri->key, '/') : NULL;
  g_autofree char *whole = uri != NULL ? g_build_filename (uri->bucket, uri->key, NULL) : NULL;
  const char *const names[] = { uri != NULL ? uri->key : "", whole, slash != NULL ? slash + 1 : NULL };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = names[i] != NULL ? g_build_filename (folder, names[i], NULL) : NULL;
      g_autofree char *real = path != NULL ? g_canonicalize_filename (path, NULL) : NULL;

      if (real != NULL && g_str_has_prefix (real, folder) && real[strlen (folder)] == G_DIR_SEPARATOR &&
          g_file_test (real, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&real);
    }
  return NULL;
}

static char *
dup_object_path (LwExportImageSource *self,
                 const char          *source_ref)
{
  char *path = self->images_from != NULL ? find_below (self->images_from, source_ref) : NULL;

  if (path == NULL && self->store != NULL)
    path = lw_object_store_dup_path (self->store, source_ref);
  return path;
}

/* The file that an address means; NULL when it is none, or on no disk of this computer. */
static char *
dup_path (LwExportImageSource *self,
          const char          *source_ref)
{
  if (g_str_has_prefix (source_ref, "s3://"))
    return dup_object_path (self, source_ref);
  if (g_str_has_prefix (source_ref, "file:"))
    return g_filename_from_uri (source_ref, NULL, NULL);
  if (*source_ref == '\0' || has_scheme (source_ref))
    return NULL;
  return g_canonicalize_filename (source_ref, self->folder);
}

static gboolean
is_image_name (const char *path)
{
  static const char *const extensions[] = { ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".gif", ".bmp", ".ico", ".svg",
                                            ".webp", ".tif", ".tiff", ".heic", ".heif", ".avif" };
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (extensions); i++)
    if (g_str_has_suffix (lower, extensions[i]))
      return TRUE;
  return FALSE;
}

G_GNUC_PRINTF (2, 3)
static gboolean
fail (GError     **error,
      const char  *format,
      ...)
{
  va_list arguments;
  g_autofree char *text = NULL;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, LW_EXPORT_ERROR, LW_EXPORT_ERROR_IMAGE, text);
  return FALSE;
}

/* A manifest may come from anybody: what it calls an image is taken along only if it is a file, and an image by its
 * name or its content; never a device, a key or a password. */
static gboolean
check_file (const char  *path,
            GError     **error)
{
  LwImageInfo info;
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    return fail (error, _("the image “%s” cannot be read: %s"), path, g_strerror (errno));
  if (!S_ISREG (status.st_mode))
    return fail (error, _("“%s” is not a file"), path);
  if (status.st_size > MAX_IMAGE)
    return fail (error, _("“%s” is too large for an image"), path);
  if (!is_image_name (path) && (!lw_image_info_read_file (&info, path, NULL) || info.format == LW_IMAGE_FORMAT_UNKNOWN))
    return fail (error, _("“%s” is not an image"), path);
  if (g_access (path, R_OK) != 0)
    return fail (error, _("the image “%s” cannot be read: %s"), path, g_strerror (errno));
  return TRUE;
}

static GBytes *
decode_data (const char  *source_ref,
             GError     **error)
{
  const char *comma = strchr (source_ref, ',');
  gsize length;
  guint8 *data;

  if (comma == NULL || comma - source_ref < 7 || strncmp (comma - 7, ";base64", 7) != 0)
    {
      fail (error, "%s", _("the image inside the address is not complete"));
      return NULL;
    }
  data = g_base64_decode (comma + 1, &length);
  return g_bytes_new_take (data, length);
}

static GBytes *
read_remote (LwExportImageSource  *self,
             const char           *source_ref,
             GCancellable         *cancellable,
             GError              **error)
{
  g_autoptr (GError) problem = NULL;
  GBytes *bytes = NULL;

  if (g_ascii_strncasecmp (source_ref, "data:", 5) == 0)
    return decode_data (source_ref, error);
  if (self->store == NULL || !g_str_has_prefix (source_ref, "s3://"))
    {
      fail (error, _("where the image “%s” is, is not known here"), source_ref);
      return NULL;
    }
  bytes = lw_object_store_get (self->store, source_ref, 0, -1, NULL, cancellable, &problem);
  if (bytes == NULL && g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (bytes == NULL)
    fail (error, "%s", problem->message);
  return bytes;
}

/**
 * lw_export_image_source_read:
 * @self: a source
 * @source_ref: the address of an image
 * @cancellable: (nullable): stops a transfer
 * @error: return location: %LW_EXPORT_ERROR_IMAGE, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): its bytes
 */
GBytes *
lw_export_image_source_read (LwExportImageSource  *self,
                             const char           *source_ref,
                             GCancellable         *cancellable,
                             GError              **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) problem = NULL;
  char *content;
  gsize length;

  g_return_val_if_fail (self != NULL && source_ref != NULL, NULL);

  path = dup_path (self, source_ref);
  if (path == NULL)
    return read_remote (self, source_ref, cancellable, error);
  if (!check_file (path, error))
    return NULL;
  if (!g_file_get_contents (path, &content, &length, &problem))
    {
      fail (error, "%s", problem->message);
      return NULL;
    }
  return g_bytes_new_take (content, length);
}

/**
 * lw_export_image_source_read_info:
 * @self: a source
 * @source_ref: the address of an image
 * @info: (out caller-allocates): what is known of it
 *
 * Looks only at files of this computer.
 *
 * Returns: whether its size is known
 */
gboolean
lw_export_image_source_read_info (LwExportImageSource *self,
                                  const char          *source_ref,
                                  LwImageInfo         *info)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (self != NULL && source_ref != NULL, FALSE);

  path = dup_path (self, source_ref);
  return path != NULL && check_file (path, NULL) && lw_image_info_read_file (info, path, NULL) && info->width > 0 &&
         info->height > 0;
}

static gboolean
write_bytes (const char  *path,
             GBytes      *bytes,
             GError     **error)
{
  int fd = g_open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0644);
  const char *data;
  gsize left;

  if (fd < 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _("“%s” cannot be written: %s"), path,
                   g_strerror (code));
      return FALSE;
    }
  data = g_bytes_get_data (bytes, &left);
  while (left > 0)
    {
      gssize n = write (fd, data, left);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          int code = errno;

          close (fd);
          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _("“%s” cannot be written: %s"), path,
                       g_strerror (code));
          return FALSE;
        }
      data += n;
      left -= n;
    }
  return g_close (fd, error);
}

static gboolean
copy_file (const char    *from,
           const char    *to,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);

  return g_file_copy (source, target, G_FILE_COPY_TARGET_DEFAULT_PERMS, cancellable, NULL, NULL, error);
}

static gboolean
set_link_error (const char  *path,
                int          code,
                GError     **error)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _("“%s” cannot be written: %s"), path,
               g_strerror (code));
  return FALSE;
}

static gboolean
place_file (LwExportImages   how,
            const char      *from,
            const char      *to,
            GCancellable    *cancellable,
            GError         **error)
{
  if (how == LW_EXPORT_IMAGES_REFERENCE)
    return symlink (from, to) == 0 || set_link_error (to, errno, error);
  if (how == LW_EXPORT_IMAGES_LINK)
    {
      if (linkat (AT_FDCWD, from, AT_FDCWD, to, AT_SYMLINK_FOLLOW) == 0)
        return TRUE;
      if (errno == EEXIST)
        return set_link_error (to, errno, error);
    }
  /* Another disk, another owner, or one that has no links: a copy is the same to whoever reads it. */
  return copy_file (from, to, cancellable, error);
}

/**
 * lw_export_image_source_place:
 * @self: a source
 * @how: copy, link or, for a symbolic link, reference
 * @source_ref: the address of an image
 * @path: where it is to be
 * @cancellable: (nullable): stops a transfer
 * @error: return location: %LW_EXPORT_ERROR_IMAGE; %G_IO_ERROR_EXISTS when there is something at @path; or another
 *   #GIOErrorEnum code
 *
 * Returns: whether it is there
 */
gboolean
lw_export_image_source_place (LwExportImageSource  *self,
                              LwExportImages        how,
                              const char           *source_ref,
                              const char           *path,
                              GCancellable         *cancellable,
                              GError              **error)
{
  g_autofree char *from = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (self != NULL && source_ref != NULL && path != NULL, FALSE);

  from = dup_path (self, source_ref);
  if (from != NULL)
    return check_file (from, error) && place_file (how, from, path, cancellable, error);
  bytes = read_remote (self, source_ref, cancellable, error);
  return bytes != NULL && write_bytes (path, bytes, error);
}
