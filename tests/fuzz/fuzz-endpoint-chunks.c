/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a body in S3's chunks: nothing more comes out than went in; signed chunks need a signature. */

#include "config.h"

#include "lw-fuzz.h"

#include <string.h>

#include "lw-endpoint-chunks.h"

const char *const lw_fuzz_seeds[] = {
  "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n",
  "a;chunk-signature=00\r\n0123456789\r\n0;chunk-signature=00\r\n\r\n",
  "ffffffffffffff\r\n",
  NULL
};

typedef struct
{
  const guint8 *data;
  gsize         size;
} Source;

static gssize
read_source (gpointer   data,
             void      *buffer,
             gsize      size,
             GError   **error)
{
  Source *source = data;
  gsize n = MIN (MIN (size, source->size), 7);

  memcpy (buffer, source->data, n);
  source->data += n;
  source->size -= n;
  return n;
}

static gboolean
read_all (const guint8        *data,
          gsize                size,
          const LwChunkSigner *signer)
{
  Source source = { data, size };
  g_autoptr (LwEndpointChunks) chunks = lw_endpoint_chunks_new (signer, read_source, &source);
  g_autoptr (GError) error = NULL;
  char piece[5];
  gsize total = 0;
  gssize n;

  while ((n = lw_endpoint_chunks_read (chunks, piece, sizeof piece, &error)) > 0)
    total += n;
  g_assert_true ((n < 0) == (error != NULL));
  g_assert_cmpuint (total, <=, size);
  return n == 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  LwChunkSigner signer = { .stamp = "20260401T101500Z", .scope = "20260401/r/s3/aws4_request", .seed = "00" };

  if (size == 0)
    return 0;
  read_all (data, size, NULL);
  g_assert_false (read_all (data, size, &signer));
  return 0;
}
