/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* JPEG and the TIFF structure that its EXIF block has: the markers up to the picture's data, size,
 * orientation, the end. ITU-T T.81 annex B; TIFF 6.0 section 2; EXIF 2.32 (orientation is tag 274). */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-image-info-private.h"

#include <string.h>

#define MAX_MARKERS 2000
#define MAX_TAGS    512

#define TAG_WIDTH       256
#define TAG_HEIGHT      257
#define TAG_ORIENTATION 274

#define MARKER_SOI  0xd8
#define MARKER_EOI  0xd9
#define MARKER_SOS  0xda
#define MARKER_APP1 0xe1

/* A tag's value when it is one short or long number. */
static guint32
read_tag_value (LwImageSource *source,
                guint64        entry,
                gboolean       big_endian)
{
  guint type = lw_image_source_u16 (source, entry + 2, big_endian);

  if (type == 3)
    return lw_image_source_u16 (source, entry + 8, big_endian);
  return type == 4 ? lw_image_source_u32 (source, entry + 8, big_endian) : 0;
}

/**
 * lw_image_info_read_tiff:
 * @self: where it goes
 * @source: the file
 * @base: where the TIFF structure starts
 * @length: how long it is
 *
 * Looks at the first directory. Size is taken only for a TIFF file, not for an EXIF block in another.
 */
void
lw_image_info_read_tiff (LwImageInfo   *self,
                         LwImageSource *source,
                         guint64        base,
                         guint64        length)
{
  const guint8 *start = lw_image_source_peek (source, base, 8);
  gboolean big_endian;
  guint64 directory;
  guint n_tags;

  if (start == NULL || (memcmp (start, "II", 2) != 0 && memcmp (start, "MM", 2) != 0))
    return;
  big_endian = *start == 'M';
  directory = lw_image_source_u32 (source, base + 4, big_endian);
  if (directory < 8 || directory + 2 > length)
    return;

  directory += base;
  n_tags = MIN (lw_image_source_u16 (source, directory, big_endian), MAX_TAGS);
  for (guint i = 0; i < n_tags; i++)
    {
      guint64 entry = directory + 2 + 12 * (guint64) i;
      guint tag = lw_image_source_u16 (source, entry, big_endian);
      guint32 value;

      if (entry + 12 > base + length)
        return;
      if (tag != TAG_WIDTH && tag != TAG_HEIGHT && tag != TAG_ORIENTATION)
        continue;
      value = read_tag_value (source, entry, big_endian);
      if (tag == TAG_ORIENTATION && value >= 1 && value <= 8)
        self->orientation = value;
      else if (tag == TAG_WIDTH && self->format == LW_IMAGE_FORMAT_TIFF)
        self->width = value;
      else if (tag == TAG_HEIGHT && self->format == LW_IMAGE_FORMAT_TIFF)
        self->height = value;
    }
}

/* Start of frame, of whatever process; the three others of the row are tables. */
static gboolean
is_frame (guint marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

static gboolean
stands_alone (guint marker)
{
  return marker == 0x01 || (marker >= 0xd0 && marker <= MARKER_SOI);
}

static void
read_segment (LwImageInfo   *self,
              LwImageSource *source,
              guint          marker,
              guint64        content,
              guint          length)
{
  if (is_frame (marker) && length >= 5 && self->width == 0)
    {
      self->height = lw_image_source_u16 (source, content + 1, TRUE);
      self->width = lw_image_source_u16 (source, content + 3, TRUE);
    }
  else if (marker == MARKER_APP1 && length > 14)
    {
      const guint8 *name = lw_image_source_peek (source, content, 6);

      if (name != NULL && memcmp (name, "Exif\0\0", 6) == 0)
        lw_image_info_read_tiff (self, source, content + 6, length - 6);
    }
}

/* Goes through the segments before the picture's data; returns where that starts, 0 when it never does. */
static guint64
read_segments (LwImageInfo   *self,
               LwImageSource *source)
{
  guint64 offset = 2;

  for (guint i = 0; i < MAX_MARKERS; i++)
    {
      const guint8 *bytes = lw_image_source_peek (source, offset, 2);
      guint marker, length;

      if (bytes == NULL || bytes[0] != 0xff)
        return 0;
      marker = bytes[1];
      if (marker == 0xff)
        {
          offset++;
          continue;
        }
      offset += 2;
      if (stands_alone (marker))
        continue;
      length = lw_image_source_u16 (source, offset, TRUE);
      if (marker == MARKER_EOI || length < 2)
        return 0;
      read_segment (self, source, marker, offset + 2, length - 2);
      offset += length;
      if (marker == MARKER_SOS)
        return offset;
    }
  return 0;
}

/* Whether the end marker is between two places; what stands behind it is not the picture's. */
static gboolean
find_end (LwImageSource *source,
          guint64        from,
          guint64        to)
{
  while (to > from + 1)
    {
      gsize length = MIN (to - from, LW_IMAGE_WINDOW);
      const guint8 *bytes = lw_image_source_peek (source, from, length);

      for (gsize i = 0; bytes != NULL && i + 1 < length; i++)
        if (bytes[i] == 0xff && bytes[i + 1] == MARKER_EOI)
          return TRUE;
      if (bytes == NULL)
        return FALSE;
      from += length - 1;
    }
  return FALSE;
}

/**
 * lw_image_info_read_jpeg:
 * @self: where it goes
 * @source: the file
 */
void
lw_image_info_read_jpeg (LwImageInfo   *self,
                         LwImageSource *source)
{
  guint64 data = read_segments (self, source);
  guint64 tail;

  if (data == 0 || data > source->size)
    {
      self->truncated = TRUE;
      return;
    }
  /* The end is nearly always at the end; cameras put films and other things behind it. */
  tail = MAX (data, source->size - MIN (source->size, LW_IMAGE_WINDOW));
  self->truncated = !find_end (source, tail, source->size) && !find_end (source, data, source->size);
}
