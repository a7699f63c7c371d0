/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What an image file is, from its first bytes: format, size in pixels, orientation, whether its end is
 * there. Reads little and trusts nothing. Not a decoder: a file that passes may still fail to decode. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  LW_IMAGE_FORMAT_UNKNOWN,
  LW_IMAGE_FORMAT_JPEG,
  LW_IMAGE_FORMAT_PNG,
  LW_IMAGE_FORMAT_GIF,
  LW_IMAGE_FORMAT_BMP,
  LW_IMAGE_FORMAT_ICO,
  LW_IMAGE_FORMAT_SVG,
  LW_IMAGE_FORMAT_WEBP,
  LW_IMAGE_FORMAT_TIFF,
  LW_IMAGE_FORMAT_HEIF,
  LW_IMAGE_FORMAT_AVIF,
} LwImageFormat;

#define LW_N_IMAGE_FORMATS (LW_IMAGE_FORMAT_AVIF + 1)

/**
 * LwImageInfo:
 * @format: what the bytes say, whatever the name says
 * @width: in pixels as stored; 0 when unknown
 * @height: in pixels as stored; 0 when unknown
 * @orientation: EXIF orientation, 1 to 8; 1 when absent
 * @truncated: the header cannot be read to its end, or the file ends before the image does
 * @animated: it has several frames (APNG, GIF)
 */
typedef struct
{
  LwImageFormat format;
  guint         width;
  guint         height;
  guint         orientation;
  gboolean      truncated;
  gboolean      animated;
} LwImageInfo;

const char *lw_image_format_get_name     (LwImageFormat   self);
gboolean    lw_image_format_is_shown     (LwImageFormat   self);

void        lw_image_info_read_bytes     (LwImageInfo    *self,
                                          const guint8   *data,
                                          gsize           length);
gboolean    lw_image_info_read_file      (LwImageInfo    *self,
                                          const char     *path,
                                          GError        **error);

G_END_DECLS
