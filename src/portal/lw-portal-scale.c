/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The bytes of an image file to those of a smaller one, in one bounded pass. */

#define G_LOG_DOMAIN "lw-portal"

#include "config.h"

#include "lw-portal-scale.h"

#include "lw-image-info.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n.h>

#define CHUNK_SIZE (256 * 1024)
#define QUALITY "88"
/* A JPEG is decoded at a half, a quarter, an eighth of its size; other formats are decoded whole. */
#define MAX_PIXELS_JPEG (400 * 1000 * 1000)
#define MAX_PIXELS (50 * 1000 * 1000)

static const struct
{
  const char *type;
  const char *loader;
} formats[LW_N_IMAGE_FORMATS] = {
  [LW_IMAGE_FORMAT_JPEG] = { "image/jpeg", "jpeg" },
  [LW_IMAGE_FORMAT_PNG] = { "image/png", "png" },
  [LW_IMAGE_FORMAT_GIF] = { "image/gif", "gif" },
  [LW_IMAGE_FORMAT_BMP] = { "image/bmp", "bmp" },
  [LW_IMAGE_FORMAT_ICO] = { "image/x-icon", "ico" },
  [LW_IMAGE_FORMAT_SVG] = { "image/svg+xml", NULL },
  [LW_IMAGE_FORMAT_WEBP] = { "image/webp", "webp" },
  [LW_IMAGE_FORMAT_TIFF] = { "image/tiff", "tiff" },
  [LW_IMAGE_FORMAT_HEIF] = { "image/heif", "heif/avif" },
  [LW_IMAGE_FORMAT_AVIF] = { "image/avif", "heif/avif" },
};

static guint64
get_limit (LwImageFormat format)
{
  return format == LW_IMAGE_FORMAT_JPEG ? MAX_PIXELS_JPEG : MAX_PIXELS;
}

typedef struct
{
  guint         size;
  LwImageFormat format;
} Wish;

/* What the header said may not be what the decoder finds. */
static void
loader_size_prepared_cb (GdkPixbufLoader *loader,
                         int              width,
                         int              height,
                         gpointer         data)
{
  const Wish *wish = data;
  gint64 size = wish->size;
  gint64 longest = MAX (width, height);

  if ((guint64) width * height > get_limit (wish->format))
    gdk_pixbuf_loader_set_size (loader, 0, 0);
  else if (longest > size)
    gdk_pixbuf_loader_set_size (loader, MAX (1, width * size / longest), MAX (1, height * size / longest));
}

static gboolean
feed (GdkPixbufLoader  *loader,
      GBytes           *original,
      GError          **error)
{
  gsize length;
  const guchar *data = g_bytes_get_data (original, &length);
  gboolean good = TRUE;

  for (gsize offset = 0; good && offset < length; offset += CHUNK_SIZE)
    good = gdk_pixbuf_loader_write (loader, data + offset, MIN (CHUNK_SIZE, length - offset), error);
  /* It has to be closed in any case. */
  return gdk_pixbuf_loader_close (loader, good ? error : NULL) && good;
}

/* The format is known: nothing else is tried. */
static GdkPixbuf *
decode (GBytes         *original,
        guint           size,
        LwImageFormat   format,
        GError        **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (formats[format].loader, error);
  Wish wish = { size, format };
  GdkPixbuf *pixbuf;

  if (loader == NULL)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (loader_size_prepared_cb), &wish);
  if (!feed (loader, original, error))
    return NULL;
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (pixbuf != NULL)
    return g_object_ref (pixbuf);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The image cannot be read"));
  return NULL;
}

static GBytes *
encode (GdkPixbuf   *pixbuf,
        const char **type,
        GError     **error)
{
  gboolean alpha = gdk_pixbuf_get_has_alpha (pixbuf);
  const char *profile = gdk_pixbuf_get_option (pixbuf, "icc-profile");
  const char *keys[] = { alpha ? "compression" : "quality", profile != NULL ? "icc-profile" : NULL, NULL };
  const char *values[] = { alpha ? "3" : QUALITY, profile, NULL };
  char *data = NULL;
  gsize length = 0;

  *type = alpha ? "image/png" : "image/jpeg";
  if (!gdk_pixbuf_save_to_bufferv (pixbuf, &data, &length, alpha ? "png" : "jpeg", (char **) keys, (char **) values,
                                   error))
    return NULL;
  return g_bytes_new_take (data, length);
}

/**
 * lw_portal_scale:
 * @original: an image file
 * @size: pixels of the longer side, at most; 0 for the file as it is
 * @type: (out) (transfer none): the result's type
 * @error: return location: %G_IO_ERROR_MESSAGE_TOO_LARGE, %G_IO_ERROR_NOT_SUPPORTED when it is no image
 *
 * An image that is hardly larger, moves, or is drawn of lines stays as it is.
 *
 * Returns: (transfer full) (nullable): the smaller image
 */
GBytes *
lw_portal_scale (GBytes      *original,
                 guint        size,
                 const char **type,
                 GError     **error)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  LwImageInfo info;
  guint longest;

  lw_image_info_read_bytes (&info, g_bytes_get_data (original, NULL), g_bytes_get_size (original));
  *type = formats[info.format].type;
  if (*type == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("The file is not an image"));
      return NULL;
    }
  longest = MAX (info.width, info.height);
  if ((guint64) info.width * info.height > get_limit (info.format))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                           _("The image has too many pixels to be shown"));
      return NULL;
    }
  if (size == 0 || info.animated || formats[info.format].loader == NULL || longest <= size + size / 4)
    return g_bytes_ref (original);
  pixbuf = decode (original, size, info.format, error);
  return pixbuf != NULL ? encode (pixbuf, type, error) : NULL;
}
