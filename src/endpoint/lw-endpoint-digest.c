/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The checksums that S3 knows, computed while bytes go by. The cyclic ones have a table of eight times 256 numbers, so
 * that eight bytes are one step ("slicing by 8", Kounavis and Berry 2005). */

#define G_LOG_DOMAIN "lw-endpoint"

#include "config.h"

#include "lw-endpoint-digest.h"

#include <string.h>

static const struct
{
  const char    *name;
  gsize          size;
  GChecksumType  type;
  guint64        polynomial;
} kinds[LW_N_DIGESTS] = {
  [LW_DIGEST_CRC32] = { "crc32", 4, 0, G_GUINT64_CONSTANT (0xedb88320) },
  [LW_DIGEST_CRC32C] = { "crc32c", 4, 0, G_GUINT64_CONSTANT (0x82f63b78) },
  [LW_DIGEST_CRC64NVME] = { "crc64nvme", 8, 0, G_GUINT64_CONSTANT (0x9a6c9329ac4bc9b5) },
  [LW_DIGEST_SHA1] = { "sha1", 20, G_CHECKSUM_SHA1, 0 },
  [LW_DIGEST_SHA256] = { "sha256", 32, G_CHECKSUM_SHA256, 0 },
  [LW_DIGEST_MD5] = { "md5", 16, G_CHECKSUM_MD5, 0 },
};

typedef guint64 LwCrcTable[8][256];

struct _LwDigest
{
  LwDigestKind      kind;
  GChecksum        *checksum;
  const LwCrcTable *table;
  guint64           crc;
};

static void
fill_table (LwCrcTable  table,
            guint64     polynomial)
{
  for (guint i = 0; i < 256; i++)
    {
      guint64 value = i;

      for (guint bit = 0; bit < 8; bit++)
        value = value & 1 ? value >> 1 ^ polynomial : value >> 1;
      table[0][i] = value;
    }
  for (guint slice = 1; slice < 8; slice++)
    for (guint i = 0; i < 256; i++)
      table[slice][i] = table[slice - 1][i] >> 8 ^ table[0][table[slice - 1][i] & 0xff];
}

static const LwCrcTable *
get_table (LwDigestKind kind)
{
  static gsize ready[LW_N_DIGESTS];
  static LwCrcTable tables[LW_DIGEST_CRC64NVME + 1];

  if (g_once_init_enter (&ready[kind]))
    {
      fill_table (tables[kind], kinds[kind].polynomial);
      g_once_init_leave (&ready[kind], 1);
    }
  return (const LwCrcTable *) &tables[kind];
}

LwDigest *
lw_digest_new (LwDigestKind kind)
{
  LwDigest *self = g_new0 (LwDigest, 1);

  self->kind = kind;
  self->crc = kind == LW_DIGEST_CRC64NVME ? G_MAXUINT64 : G_MAXUINT32;
  if (kinds[kind].polynomial != 0)
    self->table = get_table (kind);
  else
    self->checksum = g_checksum_new (kinds[kind].type);
  return self;
}

void
lw_digest_free (LwDigest *self)
{
  g_clear_pointer (&self->checksum, g_checksum_free);
  g_free (self);
}

LwDigestKind
lw_digest_get_kind (LwDigest *self)
{
  return self->kind;
}

static guint64
update_crc (const LwCrcTable *table,
            guint64           crc,
            const guint8     *data,
            gsize             length)
{
  const guint64 (*t)[256] = *table;

  for (; length >= 8; data += 8, length -= 8)
    {
      guint64 word;

      memcpy (&word, data, 8);
      word = GUINT64_FROM_LE (word) ^ crc;
      crc = t[7][word & 0xff] ^ t[6][word >> 8 & 0xff] ^ t[5][word >> 16 & 0xff] ^ t[4][word >> 24 & 0xff] ^
            t[3][word >> 32 & 0xff] ^ t[2][word >> 40 & 0xff] ^ t[1][word >> 48 & 0xff] ^ t[0][word >> 56];
    }
  for (; length > 0; data++, length--)
    crc = crc >> 8 ^ t[0][(crc ^ *data) & 0xff];
  return crc;
}

void
lw_digest_update (LwDigest   *self,
                  const void *data,
                  gsize       length)
{
  if (self->checksum != NULL)
    g_checksum_update (self->checksum, data, length);
  else
    self->crc = update_crc (self->table, self->crc, data, length);
}

/* Writes the value, most significant byte first; returns its size. Nothing can be added afterwards. */
gsize
lw_digest_get (LwDigest *self,
               guint8   *value)
{
  gsize size = kinds[self->kind].size;
  guint64 crc = ~self->crc;

  if (self->checksum != NULL)
    g_checksum_get_digest (self->checksum, value, &size);
  else
    for (gsize i = 0; i < size; i++)
      value[i] = crc >> 8 * (size - 1 - i) & 0xff;
  return size;
}

char *
lw_digest_dup_base64 (LwDigest *self)
{
  guint8 value[LW_DIGEST_MAX_SIZE];
  gsize size = lw_digest_get (self, value);

  return g_base64_encode (value, size);
}

char *
lw_digest_dup_hex (LwDigest *self)
{
  guint8 value[LW_DIGEST_MAX_SIZE];
  gsize size = lw_digest_get (self, value);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < size; i++)
    g_string_append_printf (text, "%02x", value[i]);
  return g_string_free (text, FALSE);
}

gsize
lw_digest_kind_get_size (LwDigestKind kind)
{
  return kinds[kind].size;
}

const char *
lw_digest_kind_get_name (LwDigestKind kind)
{
  return kinds[kind].name;
}

/**
 * lw_digest_kind_find:
 * @name: the name of a header field, in any case: "x-amz-checksum-crc32"
 * @kind: (out): which it is
 *
 * Returns: whether it is one
 */
gboolean
lw_digest_kind_find (const char   *name,
                     LwDigestKind *kind)
{
  static const char prefix[] = "x-amz-checksum-";

  if (g_ascii_strncasecmp (name, prefix, strlen (prefix)) != 0)
    return FALSE;
  for (guint i = 0; i < LW_DIGEST_MD5; i++)
    if (g_ascii_strcasecmp (name + strlen (prefix), kinds[i].name) == 0)
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}
