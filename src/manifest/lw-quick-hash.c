/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Four lanes that do not wait for each other, each multiplied by an odd number after every word: no two different
 * words lead from one state to the same. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-quick-hash.h"

#include <string.h>

#define BLOCK 32
#define ODD   0x9fb21c651e98df25u

static inline guint64
mix (guint64 lane,
     guint64 word)
{
  lane = (lane ^ word) * ODD;
  return lane << 29 | lane >> 35;
}

static inline void
add_block (LwQuickHash  *self,
           const guint8 *block)
{
  guint64 words[4];

  memcpy (words, block, BLOCK);
  for (guint i = 0; i < 4; i++)
    self->lanes[i] = mix (self->lanes[i], words[i]);
}

/**
 * lw_quick_hash_init:
 * @self: (out caller-allocates): a hash of nothing
 */
void
lw_quick_hash_init (LwQuickHash *self)
{
  *self = (LwQuickHash) { .lanes = { 1, 2, 3, 4 } };
}

/**
 * lw_quick_hash_update:
 * @self: a hash
 * @data: (array length=length): bytes
 * @length: how many
 */
void
lw_quick_hash_update (LwQuickHash   *self,
                      gconstpointer  data,
                      gsize          length)
{
  const guint8 *pos = data;
  gsize pending = self->n_bytes % BLOCK;

  self->n_bytes += length;
  if (pending > 0)
    {
      gsize n = MIN (length, BLOCK - pending);

      memcpy (self->pending + pending, pos, n);
      pos += n;
      length -= n;
      if (pending + n < BLOCK)
        return;
      add_block (self, self->pending);
    }
  for (; length >= BLOCK; pos += BLOCK, length -= BLOCK)
    add_block (self, pos);
  if (length > 0)
    memcpy (self->pending, pos, length);
}

/**
 * lw_quick_hash_finish:
 * @self: a hash; of no use afterwards
 *
 * Returns: the checksum
 */
guint64
lw_quick_hash_finish (LwQuickHash *self)
{
  guint64 hash = self->n_bytes;
  gsize pending = self->n_bytes % BLOCK;

  if (pending > 0)
    {
      memset (self->pending + pending, 0, BLOCK - pending);
      add_block (self, self->pending);
    }
  for (guint i = 0; i < 4; i++)
    hash = mix (hash, self->lanes[i]);
  return hash ^ hash >> 32;
}
