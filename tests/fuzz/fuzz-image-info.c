/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Feeds bytes to the image header parser. */

#include "config.h"

#include "lw-fuzz.h"

#include "lw-image-info.h"

/* Seeds end at their first NUL, so they are starts; the driver's changes put the rest behind them. */
const char *const lw_fuzz_seeds[] = {
  "\xff\xd8\xff\xe1\x01\x22" "Exif",
  "\xff\xd8\xff\xc0\x11\x0b\x08\x01\xc8\x01\x2c\x01\x01\x11\xff\xda\x01\x08\xff\xd9",
  "\x89PNG\r\n\x1a\n", "GIF89a\x05\x01\x06\x01;", "BM\x20\x01", "II*", "MM",
  "RIFF\x16\x01\x01\x01WEBPVP8X", "<?xml?><svg>",
  "\x01\x01\x01\x18" "ftypheic", NULL,
};

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  LwImageInfo info;

  lw_image_info_read_bytes (&info, data, size);
  g_assert_cmpuint (info.orientation, >=, 1);
  g_assert_cmpuint (info.orientation, <=, 8);
  g_assert_cmpint (info.width == 0, ==, info.height == 0);
  return 0;
}
