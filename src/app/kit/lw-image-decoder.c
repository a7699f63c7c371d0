/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Bytes of an image file to a texture of at most a given size, in one bounded pass. Thread-safe: touches nothing
 * shared. Not a cache and not a queue (lw-image-loader.h). */

#define G_LOG_DOMAIN "lw-kit"

#include "config.h"

#include "lw-image-decoder.h"

#include "lw-image-info.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n.h>

#define CHUNK_SIZE (128 * 1024)
#define SMALL_SIZE 1024

typedef struct
{
  int width;
  int height;
} NaturalSize;

typedef struct
{
  int      size;
  int      width;
  int      height;
  gboolean too_large;
} Header;

G_DEFINE_QUARK (lw-image-error-quark, lw_image_error)

static G_DEFINE_QUARK (lw-image-natural-size-quark, natural_size)

static void
loader_size_prepared_cb (GdkPixbufLoader *loader,
                         int              width,
                         int              height,
                         gpointer         user_data)
{
  Header *header = user_data;
  int longest = MAX (width, height);

  header->width = width;
  header->height = height;
  if ((gint64) width * height > LW_IMAGE_MAX_PIXELS)
    {
      /* Formats give up on a size of nothing before they allocate. */
      header->too_large = TRUE;
      gdk_pixbuf_loader_set_size (loader, 0, 0);
    }
  else if (header->size > 0 && longest > header->size)
    {
      gdk_pixbuf_loader_set_size (loader,
                                  MAX (1, (int) ((gint64) width * header->size / longest)),
                                  MAX (1, (int) ((gint64) height * header->size / longest)));
    }
}

static gboolean
feed_loader (GdkPixbufLoader  *loader,
             GBytes           *bytes,
             const Header     *header,
             GCancellable     *cancellable,
             GError          **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  for (gsize offset = 0; offset < length; offset += CHUNK_SIZE)
    {
      gsize n = MIN (length - offset, CHUNK_SIZE);

      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !gdk_pixbuf_loader_write (loader, data + offset, n, error)
          || header->too_large)
        {
          gdk_pixbuf_loader_close (loader, NULL);
          return FALSE;
        }
    }
  return gdk_pixbuf_loader_close (loader, error);
}

static inline guint
premultiply (guint value,
             guint alpha)
{
  guint t = value * alpha + 128;

  return (t + (t >> 8)) >> 8;
}

/* The renderers take this form as it is; every other one is converted anew for each frame, on the main thread. */
static void
convert_row (const guint8 *from,
             guint32      *to,
             int           width,
             gboolean      has_alpha)
{
  if (has_alpha)
    {
      for (int x = 0; x < width; x++, from += 4)
        {
          guint alpha = from[3];

          to[x] = alpha << 24 | premultiply (from[0], alpha) << 16
                  | premultiply (from[1], alpha) << 8 | premultiply (from[2], alpha);
        }
    }
  else
    {
      for (int x = 0; x < width; x++, from += 3)
        to[x] = 0xff000000u | (guint) from[0] << 16 | (guint) from[1] << 8 | from[2];
    }
}

/* What has no transparency is drawn by copying: less than half of what blending costs. Its pixels are converted for
 * each frame instead, so this is for small pictures only. */
static GdkTexture *
small_texture_from_pixbuf (GdkPixbuf *pixbuf)
{
  g_autoptr (GBytes) bytes = g_bytes_new_with_free_func (gdk_pixbuf_read_pixels (pixbuf),
                                                         gdk_pixbuf_get_byte_length (pixbuf), g_object_unref,
                                                         g_object_ref (pixbuf));

  return gdk_memory_texture_new (gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf), GDK_MEMORY_R8G8B8,
                                 bytes, gdk_pixbuf_get_rowstride (pixbuf));
}

static GdkTexture *
texture_from_pixbuf (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf);
  int height = gdk_pixbuf_get_height (pixbuf);
  gsize from_stride = gdk_pixbuf_get_rowstride (pixbuf);
  const guint8 *from = gdk_pixbuf_read_pixels (pixbuf);
  guint32 *pixels = g_new (guint32, (gsize) width * height);
  g_autoptr (GBytes) bytes = NULL;

  for (int y = 0; y < height; y++)
    convert_row (from + y * from_stride, pixels + (gsize) y * width, width, gdk_pixbuf_get_has_alpha (pixbuf));
  bytes = g_bytes_new_take (pixels, (gsize) width * height * 4);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, (gsize) width * 4);
}

static void
set_natural_size (GdkTexture   *texture,
                  const Header *header)
{
  NaturalSize *natural = g_new (NaturalSize, 1);

  natural->width = header->width;
  natural->height = header->height;
  g_object_set_qdata_full (G_OBJECT (texture), natural_size_quark (), natural, g_free);
}

static void
set_too_large (GError **error)
{
  g_set_error (error, LW_IMAGE_ERROR, LW_IMAGE_ERROR_TOO_LARGE,
               /* Translators: %d is a number of millions */
               _("The image has more than %d million pixels, which is more than Ground Truth shows"),
               LW_IMAGE_MAX_PIXELS / 1000000);
}

static const char *
get_loader_type (LwImageFormat format)
{
  switch (format)
    {
    case LW_IMAGE_FORMAT_JPEG:
      return "jpeg";
    case LW_IMAGE_FORMAT_PNG:
      return "png";
    case LW_IMAGE_FORMAT_GIF:
      return "gif";
    case LW_IMAGE_FORMAT_BMP:
      return "bmp";
    case LW_IMAGE_FORMAT_ICO:
      return "ico";
    case LW_IMAGE_FORMAT_SVG:
      return "svg";
    case LW_IMAGE_FORMAT_UNKNOWN:
    case LW_IMAGE_FORMAT_WEBP:
    case LW_IMAGE_FORMAT_TIFF:
    case LW_IMAGE_FORMAT_HEIF:
    case LW_IMAGE_FORMAT_AVIF:
    default:
      return NULL;
    }
}

/* What workers of Ground Truth cannot see is not shown here either. The format is told from the bytes, not from the
 * system's table of file types. */
static GdkPixbufLoader *
new_loader (GBytes  *bytes,
            GError **error)
{
  LwImageInfo info;
  const char *type;
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  lw_image_info_read_bytes (&info, data, length);
  type = get_loader_type (info.format);
  if (info.format == LW_IMAGE_FORMAT_UNKNOWN)
    {
      g_set_error_literal (error, LW_IMAGE_ERROR, LW_IMAGE_ERROR_BROKEN, _("The file is not an image"));
      return NULL;
    }
  if (type == NULL)
    {
      g_set_error (error, LW_IMAGE_ERROR, LW_IMAGE_ERROR_BROKEN, _("Ground Truth does not show %s images"),
                   lw_image_format_get_name (info.format));
      return NULL;
    }
  if (info.truncated)
    {
      g_set_error_literal (error, LW_IMAGE_ERROR, LW_IMAGE_ERROR_BROKEN, _("The file ends before the image does"));
      return NULL;
    }
  if ((guint64) info.width * info.height > LW_IMAGE_MAX_PIXELS)
    {
      set_too_large (error);
      return NULL;
    }
  return gdk_pixbuf_loader_new_with_type (type, error);
}

/**
 * lw_image_decode:
 * @bytes: an image file
 * @size: the longest edge in pixels that is wanted, 0 for the full size; an image is never made larger
 * @cancellable: (nullable): stops the work between two pieces of the file
 * @error: %LW_IMAGE_ERROR or cancelled
 *
 * Decodes an image as it is stored: EXIF orientation is not applied, of an animation the first frame is shown.
 *
 * Returns: (transfer full): the picture; see lw_image_get_natural_size()
 */
GdkTexture *
lw_image_decode (GBytes        *bytes,
                 int            size,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr (GdkPixbufLoader) loader = NULL;
  g_autoptr (GError) local_error = NULL;
  Header header = { .size = size };
  GdkPixbuf *pixbuf;
  GdkTexture *texture;

  g_return_val_if_fail (bytes != NULL, NULL);

  if (g_bytes_get_size (bytes) > LW_IMAGE_MAX_BYTES)
    {
      set_too_large (error);
      return NULL;
    }
  loader = new_loader (bytes, error);
  if (loader == NULL)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (loader_size_prepared_cb), &header);
  if (!feed_loader (loader, bytes, &header, cancellable, &local_error))
    {
      if (header.too_large)
        set_too_large (error);
      else if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        g_set_error (error, LW_IMAGE_ERROR, LW_IMAGE_ERROR_BROKEN, _("The file is not a whole image: %s"),
                     local_error != NULL ? local_error->message : _("it ends early"));
      return NULL;
    }
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (pixbuf == NULL)
    {
      g_set_error_literal (error, LW_IMAGE_ERROR, LW_IMAGE_ERROR_BROKEN, _("The file holds no picture"));
      return NULL;
    }
  if (gdk_pixbuf_get_has_alpha (pixbuf) || size == 0 || size > SMALL_SIZE)
    texture = texture_from_pixbuf (pixbuf);
  else
    texture = small_texture_from_pixbuf (pixbuf);
  set_natural_size (texture, &header);
  return texture;
}

/**
 * lw_image_get_natural_size:
 * @paintable: a picture
 * @width: (out): the width in pixels of the image as it is stored
 * @height: (out): the height likewise
 *
 * Says how large the image of a texture from lw_image_decode() really is, which may have been decoded smaller. For
 * other pictures it is their intrinsic size.
 */
void
lw_image_get_natural_size (GdkPaintable *paintable,
                           int          *width,
                           int          *height)
{
  const NaturalSize *natural;

  g_return_if_fail (GDK_IS_PAINTABLE (paintable));

  natural = g_object_get_qdata (G_OBJECT (paintable), natural_size_quark ());
  *width = natural != NULL ? natural->width : gdk_paintable_get_intrinsic_width (paintable);
  *height = natural != NULL ? natural->height : gdk_paintable_get_intrinsic_height (paintable);
}
