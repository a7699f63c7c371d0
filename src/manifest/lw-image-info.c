/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What an image file is, from its first bytes: telling the formats apart, and reading no more than needed. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-image-info.h"

#include "lw-image-info-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SNIFF_SIZE 16

/**
 * lw_image_source_peek:
 * @self: a source
 * @offset: a place in it
 * @length: how many bytes, at most %LW_IMAGE_WINDOW
 *
 * Returns: (transfer none) (nullable): the bytes, good until the next call; %NULL when there are not that
 *   many
 */
const guint8 *
lw_image_source_peek (LwImageSource *self,
                      guint64        offset,
                      gsize          length)
{
  gssize n;

  if (length > LW_IMAGE_WINDOW || offset > self->size || length > self->size - offset)
    return NULL;
  if (self->data != NULL)
    return self->data + offset;

  if (offset < self->window_start || offset + length > self->window_start + self->window_filled)
    {
      do
        n = pread (self->fd, self->window, LW_IMAGE_WINDOW, (off_t) offset);
      while (n < 0 && errno == EINTR);
      self->window_start = offset;
      self->window_filled = n > 0 ? (gsize) n : 0;
      if (self->window_filled < length)
        return NULL;
    }
  return self->window + (offset - self->window_start);
}

/**
 * lw_image_source_u16:
 * @self: a source
 * @offset: a place in it
 * @big_endian: the order of its bytes
 *
 * Returns: the number there; 0 when it is not there
 */
guint
lw_image_source_u16 (LwImageSource *self,
                     guint64        offset,
                     gboolean       big_endian)
{
  const guint8 *bytes = lw_image_source_peek (self, offset, 2);

  if (bytes == NULL)
    return 0;
  return big_endian ? (guint) bytes[0] << 8 | bytes[1] : (guint) bytes[1] << 8 | bytes[0];
}

/**
 * lw_image_source_u32:
 * @self: a source
 * @offset: a place in it
 * @big_endian: the order of its bytes
 *
 * Returns: the number there; 0 when it is not there
 */
guint32
lw_image_source_u32 (LwImageSource *self,
                     guint64        offset,
                     gboolean       big_endian)
{
  guint32 first = lw_image_source_u16 (self, offset, big_endian);
  guint32 second = lw_image_source_u16 (self, offset + 2, big_endian);

  return big_endian ? first << 16 | second : second << 16 | first;
}

/* Markup with an svg tag near its start that is no web page. */
static gboolean
is_svg (LwImageSource *source)
{
  gsize length = MIN (source->size, LW_IMAGE_WINDOW);
  const char *text = (const char *) lw_image_source_peek (source, 0, length);
  const char *end = text + length;
  const char *tag;

  if (text == NULL)
    return FALSE;
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    text += 3;
  while (text < end && g_ascii_isspace (*text))
    text++;
  if (text == end || *text != '<' || (end - text >= 14 && g_ascii_strncasecmp (text, "<!doctype "
                                                                                     "html", 14) == 0))
    return FALSE;
  tag = g_strstr_len (text, end - text, "<svg");
  return tag != NULL && g_strstr_len (text, tag - text, "<html") == NULL;
}

static LwImageFormat
sniff_boxes (const guint8 *bytes)
{
  static const char heif_brands[] = "heicheixheimheishevchevxmif1msf1";

  if (memcmp (bytes + 4, "ftyp", 4) != 0)
    return LW_IMAGE_FORMAT_UNKNOWN;
  if (memcmp (bytes + 8, "avif", 4) == 0 || memcmp (bytes + 8, "avis", 4) == 0)
    return LW_IMAGE_FORMAT_AVIF;
  for (gsize i = 0; i + 4 < sizeof heif_brands; i += 4)
    if (memcmp (bytes + 8, heif_brands + i, 4) == 0)
      return LW_IMAGE_FORMAT_HEIF;
  return LW_IMAGE_FORMAT_UNKNOWN;
}

static LwImageFormat
sniff (LwImageSource *source)
{
  guint8 bytes[SNIFF_SIZE] = { 0 };
  gsize length = MIN (source->size, SNIFF_SIZE);
  const guint8 *start = lw_image_source_peek (source, 0, length);

  if (start == NULL)
    return LW_IMAGE_FORMAT_UNKNOWN;
  memcpy (bytes, start, length);

  if (memcmp (bytes, "\xff\xd8\xff", 3) == 0)
    return LW_IMAGE_FORMAT_JPEG;
  if (memcmp (bytes, "\x89PNG\r\n\x1a\n", 8) == 0)
    return LW_IMAGE_FORMAT_PNG;
  if (memcmp (bytes, "GIF87a", 6) == 0 || memcmp (bytes, "GIF89a", 6) == 0)
    return LW_IMAGE_FORMAT_GIF;
  if (memcmp (bytes, "BM", 2) == 0 && length == SNIFF_SIZE && bytes[14] >= 12 && bytes[15] == 0)
    return LW_IMAGE_FORMAT_BMP;
  if (memcmp (bytes, "\0\0\1\0", 4) == 0 && bytes[4] > 0 && bytes[9] == 0)
    return LW_IMAGE_FORMAT_ICO;
  if (memcmp (bytes, "RIFF", 4) == 0 && memcmp (bytes + 8, "WEBP", 4) == 0)
    return LW_IMAGE_FORMAT_WEBP;
  if (memcmp (bytes, "II*\0", 4) == 0 || memcmp (bytes, "MM\0*", 4) == 0 ||
      memcmp (bytes, "II+\0", 4) == 0 || memcmp (bytes, "MM\0+", 4) == 0)
    return LW_IMAGE_FORMAT_TIFF;
  if (is_svg (source))
    return LW_IMAGE_FORMAT_SVG;
  return sniff_boxes (bytes);
}

static void
read_source (LwImageInfo   *self,
             LwImageSource *source)
{
  *self = (LwImageInfo) { .format = sniff (source), .orientation = 1 };
  switch (self->format)
    {
    case LW_IMAGE_FORMAT_JPEG:
      lw_image_info_read_jpeg (self, source);
      break;
    case LW_IMAGE_FORMAT_PNG:
      lw_image_info_read_png (self, source);
      break;
    case LW_IMAGE_FORMAT_GIF:
      lw_image_info_read_gif (self, source);
      break;
    case LW_IMAGE_FORMAT_BMP:
      lw_image_info_read_bmp (self, source);
      break;
    case LW_IMAGE_FORMAT_ICO:
      lw_image_info_read_ico (self, source);
      break;
    case LW_IMAGE_FORMAT_WEBP:
      lw_image_info_read_webp (self, source);
      break;
    case LW_IMAGE_FORMAT_TIFF:
      lw_image_info_read_tiff (self, source, 0, source->size);
      break;
    case LW_IMAGE_FORMAT_HEIF:
    case LW_IMAGE_FORMAT_AVIF:
      lw_image_info_read_heif (self, source);
      break;
    case LW_IMAGE_FORMAT_SVG:
      return;
    case LW_IMAGE_FORMAT_UNKNOWN:
    default:
      return;
    }
  if (self->width == 0 || self->height == 0)
    {
      self->width = self->height = 0;
      self->truncated |= self->format != LW_IMAGE_FORMAT_HEIF && self->format != LW_IMAGE_FORMAT_AVIF;
    }
}

/**
 * lw_image_info_read_bytes:
 * @self: (out caller-allocates): what is found
 * @data: (array length=length): an image file
 * @length: its size in bytes
 */
void
lw_image_info_read_bytes (LwImageInfo  *self,
                          const guint8 *data,
                          gsize         length)
{
  g_autofree LwImageSource *source = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (data != NULL || length == 0);

  source = g_new0 (LwImageSource, 1);
  source->data = data != NULL ? data : (const guint8 *) "";
  source->size = length;
  source->fd = -1;
  read_source (self, source);
}

/**
 * lw_image_info_read_file:
 * @self: (out caller-allocates): what is found
 * @path: an image file
 * @error: return location: a #GIOErrorEnum code when it cannot be read at all
 *
 * Reads the header and looks at the end. Blocks: call it in a thread.
 *
 * Returns: whether the file could be read
 */
gboolean
lw_image_info_read_file (LwImageInfo  *self,
                         const char   *path,
                         GError      **error)
{
  g_autofree LwImageSource *source = NULL;
  struct stat status;
  int saved_errno = 0;

  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  source = g_new0 (LwImageSource, 1);
  /* Not to hang on a pipe that bears an image's name. */
  source->fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  if (source->fd < 0 || fstat (source->fd, &status) != 0)
    saved_errno = errno;
  else if (!S_ISREG (status.st_mode))
    saved_errno = EINVAL;
  else if (status.st_size > 0 && pread (source->fd, source->window, 1, 0) < 0)
    saved_errno = errno;

  if (saved_errno == 0)
    {
      source->size = status.st_size;
      read_source (self, source);
    }
  else
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
                 _("“%s” cannot be read: %s"), path, g_strerror (saved_errno));
  if (source->fd >= 0)
    close (source->fd);
  return saved_errno == 0;
}

static const char *const format_names[LW_N_IMAGE_FORMATS] = {
  [LW_IMAGE_FORMAT_UNKNOWN] = "?",
  [LW_IMAGE_FORMAT_JPEG] = "JPEG",
  [LW_IMAGE_FORMAT_PNG] = "PNG",
  [LW_IMAGE_FORMAT_GIF] = "GIF",
  [LW_IMAGE_FORMAT_BMP] = "BMP",
  [LW_IMAGE_FORMAT_ICO] = "ICO",
  [LW_IMAGE_FORMAT_SVG] = "SVG",
  [LW_IMAGE_FORMAT_WEBP] = "WebP",
  [LW_IMAGE_FORMAT_TIFF] = "TIFF",
  [LW_IMAGE_FORMAT_HEIF] = "HEIC",
  [LW_IMAGE_FORMAT_AVIF] = "AVIF",
};

/**
 * lw_image_format_get_name:
 * @self: a format
 *
 * Returns: (transfer none): its name, which is the same in all languages
 */
const char *
lw_image_format_get_name (LwImageFormat self)
{
  g_return_val_if_fail ((guint) self < LW_N_IMAGE_FORMATS, "?");

  return format_names[self];
}

/**
 * lw_image_format_is_shown:
 * @self: a format
 *
 * Returns: whether Ground Truth's worker page is documented to show it: APNG, BMP, GIF, ICO, JPEG, PNG, SVG
 */
gboolean
lw_image_format_is_shown (LwImageFormat self)
{
  return self > LW_IMAGE_FORMAT_UNKNOWN && self <= LW_IMAGE_FORMAT_SVG;
}
