/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* CRC-32C (Castagnoli, RFC 3720 appendix B.4), as TFRecord files have it. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-crc32c.h"

/* The polynomial 0x1edc6f41 with its bits in the other order. */
#define POLYNOMIAL 0x82f63b78u

/* What TensorFlow adds to a checksum, so that one over data with checksums in it is no weaker. */
#define MASK_DELTA 0xa282ead8u

/* Row k: the checksum of a byte with k zero bytes behind it, so that eight bytes are done at a time. */
static guint32 tables[8][256];

static void
make_tables (void)
{
  for (guint32 i = 0; i < 256; i++)
    {
      guint32 crc = i;

      for (guint bit = 0; bit < 8; bit++)
        crc = crc >> 1 ^ (crc & 1 ? POLYNOMIAL : 0);
      tables[0][i] = crc;
    }
  for (guint32 i = 0; i < 256; i++)
    for (guint k = 1; k < 8; k++)
      tables[k][i] = tables[k - 1][i] >> 8 ^ tables[0][tables[k - 1][i] & 0xff];
}

/**
 * lw_crc32c:
 * @data: (array length=length): bytes
 * @length: how many
 *
 * Returns: their checksum
 */
guint32
lw_crc32c (const void *data,
           gsize       length)
{
  static gsize once = 0;
  const guint8 *at = data;
  guint32 crc = 0xffffffff;

  if (g_once_init_enter (&once))
    {
      make_tables ();
      g_once_init_leave (&once, 1);
    }
  for (; length >= 8; length -= 8, at += 8)
    {
      guint32 low = crc ^ (at[0] | (guint32) at[1] << 8 | (guint32) at[2] << 16 | (guint32) at[3] << 24);

      crc = tables[7][low & 0xff] ^ tables[6][low >> 8 & 0xff] ^ tables[5][low >> 16 & 0xff] ^ tables[4][low >> 24] ^
            tables[3][at[4]] ^ tables[2][at[5]] ^ tables[1][at[6]] ^ tables[0][at[7]];
    }
  for (; length > 0; length--, at++)
    crc = crc >> 8 ^ tables[0][(crc ^ *at) & 0xff];
  return ~crc;
}

/**
 * lw_crc32c_masked:
 * @data: (array length=length): bytes
 * @length: how many
 *
 * Returns: their checksum as TFRecord files store it: rotated right by 15 bits, plus a constant
 */
guint32
lw_crc32c_masked (const void *data,
                  gsize       length)
{
  guint32 crc = lw_crc32c (data, length);

  return (crc >> 15 | crc << 17) + MASK_DELTA;
}
