/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The inside of lw-image-info.h: bounded reads from a file or from memory, and one reader a format. Only
 * for manifest/.
 *
 * Each reader fills what it finds and sets truncated when the header breaks off or the end of the image is
 * missing. Offsets and counts come from the file: every one is checked by the read, and every loop has a
 * bound of its own. */

#pragma once

#include "lw-image-info.h"

G_BEGIN_DECLS

#define LW_IMAGE_WINDOW 4096

/**
 * LwImageSource:
 * @data: (nullable): the bytes, or %NULL to read @fd
 * @fd: the file
 * @size: how many bytes there are
 *
 * The window holds what was read last, so that a header costs few system calls.
 */
typedef struct
{
  const guint8 *data;
  int           fd;
  guint64       size;
  guint64       window_start;
  gsize         window_filled;
  guint8        window[LW_IMAGE_WINDOW];
} LwImageSource;

const guint8 *lw_image_source_peek       (LwImageSource  *self,
                                          guint64         offset,
                                          gsize           length);
guint         lw_image_source_u16        (LwImageSource  *self,
                                          guint64         offset,
                                          gboolean        big_endian);
guint32       lw_image_source_u32        (LwImageSource  *self,
                                          guint64         offset,
                                          gboolean        big_endian);

void          lw_image_info_read_jpeg    (LwImageInfo    *self,
                                          LwImageSource  *source);
void          lw_image_info_read_tiff    (LwImageInfo    *self,
                                          LwImageSource  *source,
                                          guint64         base,
                                          guint64         length);
void          lw_image_info_read_png     (LwImageInfo    *self,
                                          LwImageSource  *source);
void          lw_image_info_read_gif     (LwImageInfo    *self,
                                          LwImageSource  *source);
void          lw_image_info_read_bmp     (LwImageInfo    *self,
                                          LwImageSource  *source);
void          lw_image_info_read_ico     (LwImageInfo    *self,
                                          LwImageSource  *source);
void          lw_image_info_read_webp    (LwImageInfo    *self,
                                          LwImageSource  *source);
void          lw_image_info_read_heif    (LwImageInfo    *self,
                                          LwImageSource  *source);

G_END_DECLS
