/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* PNG (third edition, with APNG), GIF89a, BMP, ICO, WebP and the boxes of HEIF: size and whether the end
 * is there. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-image-info-private.h"

#include <string.h>

#define MAX_CHUNKS  200000
#define MAX_ICONS   64

static gboolean
bytes_are (LwImageSource *source,
           guint64        offset,
           const char    *text,
           gsize          length)
{
  const guint8 *bytes = lw_image_source_peek (source, offset, length);

  return bytes != NULL && memcmp (bytes, text, length) == 0;
}

/* Goes from chunk to chunk; returns whether the last one is there. */
static gboolean
read_chunks (LwImageInfo   *self,
             LwImageSource *source)
{
  guint64 offset = 8;

  for (guint i = 0; i < MAX_CHUNKS && offset + 12 <= source->size; i++)
    {
      guint64 length = lw_image_source_u32 (source, offset, TRUE);

      if (bytes_are (source, offset + 4, "IEND", 4))
        return TRUE;
      if (bytes_are (source, offset + 4, "acTL", 4))
        self->animated = TRUE;
      else if (bytes_are (source, offset + 4, "eXIf", 4))
        lw_image_info_read_tiff (self, source, offset + 8, length);
      else if (bytes_are (source, offset + 4, "IDAT", 4) &&
               bytes_are (source, source->size - 8, "IEND\xae\x42\x60\x82", 8))
        return TRUE;
      offset += 12 + length;
    }
  return FALSE;
}

/**
 * lw_image_info_read_png:
 * @self: where it goes
 * @source: the file
 */
void
lw_image_info_read_png (LwImageInfo   *self,
                        LwImageSource *source)
{
  if (!bytes_are (source, 12, "IHDR", 4) || lw_image_source_peek (source, 16, 17) == NULL)
    {
      self->truncated = TRUE;
      return;
    }
  self->width = lw_image_source_u32 (source, 16, TRUE);
  self->height = lw_image_source_u32 (source, 20, TRUE);
  self->truncated = !read_chunks (self, source);
}

/**
 * lw_image_info_read_gif:
 * @self: where it goes
 * @source: the file
 */
void
lw_image_info_read_gif (LwImageInfo   *self,
                        LwImageSource *source)
{
  gsize length = MIN (source->size, LW_IMAGE_WINDOW);
  const guint8 *bytes;

  self->width = lw_image_source_u16 (source, 6, FALSE);
  self->height = lw_image_source_u16 (source, 8, FALSE);
  bytes = lw_image_source_peek (source, 0, length);
  for (gsize i = 0; bytes != NULL && i + 11 <= length && !self->animated; i++)
    self->animated = memcmp (bytes + i, "NETSCAPE2.0", 11) == 0;

  /* The trailer is the last byte, save for padding. */
  self->truncated = TRUE;
  bytes = lw_image_source_peek (source, source->size - length, length);
  for (gsize i = length; bytes != NULL && i > 0; i--)
    {
      if (bytes[i - 1] != 0)
        {
          self->truncated = bytes[i - 1] != ';';
          break;
        }
    }
}

/**
 * lw_image_info_read_bmp:
 * @self: where it goes
 * @source: the file
 */
void
lw_image_info_read_bmp (LwImageInfo   *self,
                        LwImageSource *source)
{
  gint32 height;

  if (lw_image_source_u32 (source, 14, FALSE) == 12)
    {
      self->width = lw_image_source_u16 (source, 18, FALSE);
      self->height = lw_image_source_u16 (source, 20, FALSE);
    }
  else
    {
      /* A negative height means that the top row comes first. */
      height = (gint32) lw_image_source_u32 (source, 22, FALSE);
      self->width = lw_image_source_u32 (source, 18, FALSE) & G_MAXINT32;
      self->height = height < 0 ? (guint) -(gint64) height : (guint) height;
    }
  self->truncated = lw_image_source_u32 (source, 2, FALSE) > source->size ||
                    lw_image_source_u32 (source, 10, FALSE) >= source->size;
}

/**
 * lw_image_info_read_ico:
 * @self: where it goes
 * @source: the file
 */
void
lw_image_info_read_ico (LwImageInfo   *self,
                        LwImageSource *source)
{
  guint n_icons = MIN (lw_image_source_u16 (source, 4, FALSE), MAX_ICONS);

  for (guint i = 0; i < n_icons; i++)
    {
      guint64 entry = 6 + 16 * (guint64) i;
      const guint8 *bytes = lw_image_source_peek (source, entry, 16);
      guint64 end;

      if (bytes == NULL)
        {
          self->truncated = TRUE;
          return;
        }
      /* One byte each; 0 means 256. */
      self->width = MAX (self->width, bytes[0] != 0 ? bytes[0] : 256u);
      self->height = MAX (self->height, bytes[1] != 0 ? bytes[1] : 256u);
      end = (guint64) lw_image_source_u32 (source, entry + 8, FALSE) + lw_image_source_u32 (source, entry + 12, FALSE);
      self->truncated |= end > source->size;
    }
}

/**
 * lw_image_info_read_webp:
 * @self: where it goes
 * @source: the file
 */
void
lw_image_info_read_webp (LwImageInfo   *self,
                         LwImageSource *source)
{
  const guint8 *bytes = lw_image_source_peek (source, 0, 30);

  self->truncated = bytes == NULL || (guint64) lw_image_source_u32 (source, 4, FALSE) + 8 > source->size;
  if (bytes == NULL)
    return;

  if (bytes_are (source, 12, "VP8X", 4))
    {
      self->width = 1 + (lw_image_source_u32 (source, 24, FALSE) & 0xffffff);
      self->height = 1 + (lw_image_source_u32 (source, 26, FALSE) >> 8);
    }
  else if (bytes_are (source, 12, "VP8L", 4))
    {
      guint32 packed = lw_image_source_u32 (source, 21, FALSE);

      self->width = 1 + (packed & 0x3fff);
      self->height = 1 + (packed >> 14 & 0x3fff);
    }
  else if (bytes_are (source, 12, "VP8 ", 4))
    {
      self->width = lw_image_source_u16 (source, 26, FALSE) & 0x3fff;
      self->height = lw_image_source_u16 (source, 28, FALSE) & 0x3fff;
    }
}

/**
 * lw_image_info_read_heif:
 * @self: where it goes
 * @source: the file
 *
 * Takes the largest image size property near the file's start; the boxes around it are not looked at.
 */
void
lw_image_info_read_heif (LwImageInfo   *self,
                         LwImageSource *source)
{
  gsize length = MIN (source->size, LW_IMAGE_WINDOW);
  guint8 *bytes = g_memdup2 (lw_image_source_peek (source, 0, length), length);

  for (gsize i = 4; bytes != NULL && i + 16 <= length; i++)
    {
      guint width, height;

      if (memcmp (bytes + i, "ispe", 4) != 0)
        continue;
      width = lw_image_source_u32 (source, i + 8, TRUE);
      height = lw_image_source_u32 (source, i + 12, TRUE);
      if ((guint64) width * height > (guint64) self->width * self->height)
        {
          self->width = width;
          self->height = height;
        }
    }
  g_free (bytes);
}
