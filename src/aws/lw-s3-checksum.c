/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The checksums that S3 keeps: SHA-256 and SHA-1 are GnuTLS's; the three CRCs share one computation, eight bytes a step
 * ("slicing by eight"), with tables of their polynomials. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-s3-checksum.h"

#include <gnutls/crypto.h>
#include <string.h>

typedef enum
{
  SHA256,
  SHA1,
  CRC32,
  CRC32C,
  CRC64NVME,
  N_ALGORITHMS,
} Algorithm;

/* The polynomials with their bits in the other order. */
static const struct
{
  const char                *name;
  gnutls_digest_algorithm_t  digest;
  gsize                      size;
  guint64                    polynomial;
} algorithms[N_ALGORITHMS] = {
  [SHA256] = { "sha256", GNUTLS_DIG_SHA256, 32, 0 },
  [SHA1] = { "sha1", GNUTLS_DIG_SHA1, 20, 0 },
  [CRC32] = { "crc32", GNUTLS_DIG_UNKNOWN, 4, 0xedb88320 },
  [CRC32C] = { "crc32c", GNUTLS_DIG_UNKNOWN, 4, 0x82f63b78 },
  [CRC64NVME] = { "crc64nvme", GNUTLS_DIG_UNKNOWN, 8, G_GUINT64_CONSTANT (0x9a6c9329ac4bc9b5) },
};

typedef guint64 Tables[8][256];

struct _LwS3Checksum
{
  Algorithm         algorithm;
  char             *expected;
  gnutls_hash_hd_t  hash;
  guint64           crc;
  const Tables     *tables;
};

/* Row k: the checksum of a byte with k zero bytes behind it. */
static void
make_tables (Tables  tables,
             guint64 polynomial)
{
  for (guint i = 0; i < 256; i++)
    {
      guint64 crc = i;

      for (guint bit = 0; bit < 8; bit++)
        crc = crc >> 1 ^ ((crc & 1) != 0 ? polynomial : 0);
      tables[0][i] = crc;
    }
  for (guint i = 0; i < 256; i++)
    for (guint k = 1; k < 8; k++)
      tables[k][i] = tables[k - 1][i] >> 8 ^ tables[0][tables[k - 1][i] & 0xff];
}

static const Tables *
get_tables (Algorithm algorithm)
{
  static Tables tables[N_ALGORITHMS];
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      for (guint i = CRC32; i < N_ALGORITHMS; i++)
        make_tables (tables[i], algorithms[i].polynomial);
      g_once_init_leave (&once, 1);
    }
  return (const Tables *) &tables[algorithm];
}

static guint64
all_ones (gsize size)
{
  return size == 8 ? G_MAXUINT64 : G_MAXUINT32;
}

/**
 * lw_s3_checksum_new:
 * @algorithm: such as "sha256" or "crc64nvme"
 * @expected: the checksum in base64
 *
 * Returns: (transfer full) (nullable): a checksum of nothing yet; %NULL for one that is not known here, or that is not
 *   one of the content: the checksum of a multipart upload's checksums
 */
LwS3Checksum *
lw_s3_checksum_new (const char *algorithm,
                    const char *expected)
{
  LwS3Checksum *self;
  guint i = 0;

  g_return_val_if_fail (algorithm != NULL && expected != NULL, NULL);

  while (i < N_ALGORITHMS && strcmp (algorithms[i].name, algorithm) != 0)
    i++;
  if (i == N_ALGORITHMS || strchr (expected, '-') != NULL)
    return NULL;
  self = g_new0 (LwS3Checksum, 1);
  self->algorithm = i;
  self->expected = g_strdup (expected);
  self->crc = all_ones (algorithms[i].size);
  if (algorithms[i].polynomial != 0)
    self->tables = get_tables (i);
  else if (gnutls_hash_init (&self->hash, algorithms[i].digest) != 0)
    g_clear_pointer (&self, lw_s3_checksum_free);
  return self;
}

/**
 * lw_s3_checksum_find:
 * @response: the answer to GetObject
 *
 * Returns: (transfer full) (nullable): what its content can be checked with
 */
LwS3Checksum *
lw_s3_checksum_find (const LwAwsResponse *response)
{
  g_return_val_if_fail (response != NULL, NULL);

  for (guint i = 0; i < N_ALGORITHMS; i++)
    {
      g_autofree char *name = g_strconcat ("x-amz-checksum-", algorithms[i].name, NULL);
      const char *value = lw_aws_response_get_header (response, name);

      if (value != NULL)
        return lw_s3_checksum_new (algorithms[i].name, value);
    }
  return NULL;
}

/**
 * lw_s3_checksum_free:
 * @self: (transfer full): a checksum
 */
void
lw_s3_checksum_free (LwS3Checksum *self)
{
  g_return_if_fail (self != NULL);

  if (self->hash != NULL)
    gnutls_hash_deinit (self->hash, NULL);
  g_free (self->expected);
  g_free (self);
}

static guint64
add_to_crc (const Tables *tables,
            guint64       crc,
            const guint8 *at,
            gsize         length)
{
  const Tables *t = tables;

  for (; length >= 8; length -= 8, at += 8)
    {
      guint64 word;

      memcpy (&word, at, 8);
      crc ^= GUINT64_FROM_LE (word);
      crc = (*t)[7][crc & 0xff] ^ (*t)[6][crc >> 8 & 0xff] ^ (*t)[5][crc >> 16 & 0xff] ^ (*t)[4][crc >> 24 & 0xff] ^
            (*t)[3][crc >> 32 & 0xff] ^ (*t)[2][crc >> 40 & 0xff] ^ (*t)[1][crc >> 48 & 0xff] ^ (*t)[0][crc >> 56];
    }
  for (; length > 0; length--, at++)
    crc = crc >> 8 ^ (*t)[0][(crc ^ *at) & 0xff];
  return crc;
}

/**
 * lw_s3_checksum_update:
 * @self: a checksum
 * @data: (array length=length): the next bytes
 * @length: how many
 */
void
lw_s3_checksum_update (LwS3Checksum  *self,
                       gconstpointer  data,
                       gsize          length)
{
  g_return_if_fail (self != NULL);

  if (self->hash != NULL)
    gnutls_hash (self->hash, data, length);
  else
    self->crc = add_to_crc (self->tables, self->crc, data, length);
}

/**
 * lw_s3_checksum_check:
 * @self: a checksum of the whole content; of nothing again afterwards
 *
 * Returns: whether it is the expected one
 */
gboolean
lw_s3_checksum_check (LwS3Checksum *self)
{
  guint8 bytes[32];
  g_autofree char *text = NULL;
  gsize size;

  g_return_val_if_fail (self != NULL, FALSE);

  size = algorithms[self->algorithm].size;
  if (self->hash != NULL)
    gnutls_hash_output (self->hash, bytes);
  else
    {
      guint64 crc = GUINT64_TO_BE ((self->crc ^ all_ones (size)) << (64 - 8 * size));

      memcpy (bytes, &crc, sizeof crc);
      self->crc = all_ones (size);
    }
  text = g_base64_encode (bytes, size);
  return strcmp (text, self->expected) == 0;
}
