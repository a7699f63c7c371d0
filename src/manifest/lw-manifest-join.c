/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which rows of two manifests belong together: by a hash of 64 bits of each source-ref, with a seed of its own in each
 * run. That two different ones of ten million get the same hash happens in one of 100,000 runs. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-join.h"

#include "lw-manifest-cursor.h"

#include <string.h>

/* The hash of a row that has no source-ref; no other row has it. */
#define NO_REF 0

/* The rows of the left manifest by hash: slots has the first row of a hash, next the row after it. */
typedef struct
{
  const guint64 *hashes;
  guint32       *slots;
  guint32       *next;
  gsize          mask;
} Table;

static inline guint64
mix (guint64 a,
     guint64 b)
{
#ifdef __SIZEOF_INT128__
  unsigned __int128 product = (unsigned __int128) a * b;

  return (guint64) product ^ (guint64) (product >> 64);
#else
  guint64 x = (a ^ b) * 0x9e3779b97f4a7c15u;

  x = (x ^ x >> 32) * 0xd6e8feb86659fd93u;
  return x ^ x >> 32;
#endif
}

static guint64
hash_text (const char *text,
           gsize       length,
           guint64     seed)
{
  guint64 hash = seed ^ mix (length ^ 0xa0761d6478bd642fu, 0xe7037ed1a0b428dbu);
  guint64 word = 0;

  for (; length >= 8; text += 8, length -= 8)
    {
      memcpy (&word, text, 8);
      hash = mix (hash ^ word, 0x8ebc6af09c88c6e3u ^ seed);
    }
  word = 0;
  memcpy (&word, text, length);
  hash = mix (hash ^ word, 0x589965cc75374cc3u ^ seed);
  return hash != NO_REF ? hash : 1;
}

static guint64
hash_ref (const LwJsonSlice *ref,
          guint64            seed)
{
  g_autofree char *copy = NULL;
  gsize length;

  if (ref->data == NULL)
    return NO_REF;
  if (!ref->escaped)
    return hash_text (ref->data, ref->length, seed);
  copy = lw_json_slice_dup (ref, &length);
  return hash_text (copy, length, seed);
}

typedef struct
{
  LwManifestIndex *index;
  guint64          seed;
  guint64         *hashes;
  GCancellable    *cancellable;
  GError          *error;
} HashCall;

static gpointer
hash_rows (gpointer data)
{
  HashCall *call = data;
  g_autoptr (LwManifestCursor) cursor = lw_manifest_cursor_new (call->index);

  for (guint row = 0; row < call->index->n_rows; row++)
    {
      LwJsonSlice ref;

      if (!lw_manifest_cursor_get_ref (cursor, row, &ref, call->cancellable, &call->error))
        break;
      call->hashes[row] = lw_manifest_index_is_malformed (call->index, row) ? NO_REF : hash_ref (&ref, call->seed);
    }
  return NULL;
}

/* From the last row to the first, so that the first row of a hash comes out first. */
static guint64
fill_table (Table *table,
            guint  n_rows)
{
  guint64 n_twins = 0;

  for (guint row = n_rows; row-- > 0;)
    {
      gsize slot = table->hashes[row] & table->mask;

      if (table->hashes[row] == NO_REF)
        continue;
      while (table->slots[slot] != LW_MANIFEST_JOIN_NONE &&
             table->hashes[table->slots[slot]] != table->hashes[row])
        slot = (slot + 1) & table->mask;
      table->next[row] = table->slots[slot];
      n_twins += table->slots[slot] != LW_MANIFEST_JOIN_NONE;
      table->slots[slot] = row;
    }
  return n_twins;
}

/* A slot whose rows are all taken stays occupied by the last of them, or others behind it could not be found; next of
 * that row then is the row itself. */
static guint32
take_row (Table   *table,
          guint64  hash)
{
  gsize slot = hash & table->mask;
  guint32 row;

  if (hash == NO_REF)
    return LW_MANIFEST_JOIN_NONE;
  while (table->slots[slot] != LW_MANIFEST_JOIN_NONE && table->hashes[table->slots[slot]] != hash)
    slot = (slot + 1) & table->mask;
  row = table->slots[slot];
  if (row == LW_MANIFEST_JOIN_NONE || table->next[row] == row)
    return LW_MANIFEST_JOIN_NONE;
  if (table->next[row] != LW_MANIFEST_JOIN_NONE)
    table->slots[slot] = table->next[row];
  else
    table->next[row] = row;
  return row;
}

static gsize
get_table_size (guint n_rows)
{
  gsize size = 16;

  while (size < (gsize) n_rows * 3 / 2)
    size *= 2;
  return size;
}

/* How many rows of the right manifest have a source-ref that an earlier one has. */
static guint64
count_twins (const guint64 *hashes,
             guint          n_rows)
{
  gsize size = get_table_size (n_rows);
  g_autofree guint32 *slots = g_new (guint32, size);
  g_autofree guint32 *next = g_new (guint32, (gsize) n_rows + 1);
  Table table = { hashes, slots, next, size - 1 };

  memset (slots, 0xff, size * sizeof *slots);
  return fill_table (&table, n_rows);
}

static void
pair_rows (LwManifestJoin *self,
           const guint64  *left,
           guint           n_left,
           const guint64  *right,
           guint           n_right)
{
  gsize size = get_table_size (n_left);
  g_autofree guint32 *slots = g_new (guint32, size);
  g_autofree guint32 *next = g_new (guint32, (gsize) n_left + 1);
  Table table = { left, slots, next, size - 1 };

  memset (slots, 0xff, size * sizeof *slots);
  self->n_left_twins = fill_table (&table, n_left);
  for (guint row = 0; row < n_right; row++)
    {
      guint32 partner = take_row (&table, right[row]);

      if (partner == LW_MANIFEST_JOIN_NONE)
        continue;
      self->partners[partner] = row;
      self->taken[row] = TRUE;
    }
}

static gboolean
join_by_ref (LwManifestJoin   *self,
             LwManifestIndex  *left,
             LwManifestIndex  *right,
             GCancellable     *cancellable,
             GError          **error)
{
  g_autofree guint64 *left_hashes = g_new (guint64, (gsize) left->n_rows + 1);
  g_autofree guint64 *right_hashes = g_new (guint64, (gsize) right->n_rows + 1);
  guint64 seed = (guint64) g_random_int () << 32 | g_random_int ();
  HashCall calls[] = {
    { left, seed, left_hashes, cancellable, NULL },
    { right, seed, right_hashes, cancellable, NULL },
  };
  GThread *thread = g_thread_new ("join", hash_rows, &calls[1]);

  hash_rows (&calls[0]);
  g_thread_join (thread);
  if (calls[0].error != NULL)
    {
      g_clear_error (&calls[1].error);
      g_propagate_error (error, calls[0].error);
      return FALSE;
    }
  if (calls[1].error != NULL)
    {
      g_propagate_error (error, calls[1].error);
      return FALSE;
    }
  pair_rows (self, left_hashes, left->n_rows, right_hashes, right->n_rows);
  self->n_right_twins = count_twins (right_hashes, right->n_rows);
  return TRUE;
}

static void
join_by_line (LwManifestJoin  *self,
              LwManifestIndex *left,
              LwManifestIndex *right)
{
  guint right_row = 0;

  for (guint row = 0; row < left->n_rows; row++)
    {
      guint64 line = lw_manifest_index_get_line_number (left, row);

      while (right_row < right->n_rows && lw_manifest_index_get_line_number (right, right_row) < line)
        right_row++;
      if (right_row == right->n_rows || lw_manifest_index_get_line_number (right, right_row) != line)
        continue;
      self->partners[row] = right_row;
      self->taken[right_row] = TRUE;
    }
}

/**
 * lw_manifest_join_init:
 * @self: (out caller-allocates): a join; clear it in any case
 * @left: a manifest
 * @right: another
 * @key: what makes rows belong together
 * @cancellable: (nullable): stops it
 * @error: return location: %LW_MANIFEST_ERROR_CHANGED, or a #GIOErrorEnum code
 *
 * Takes about 40 bytes a row while it runs and 5 afterwards.
 *
 * Returns: whether it worked
 */
gboolean
lw_manifest_join_init (LwManifestJoin     *self,
                       LwManifestIndex    *left,
                       LwManifestIndex    *right,
                       LwManifestDiffKey   key,
                       GCancellable       *cancellable,
                       GError            **error)
{
  *self = (LwManifestJoin) { .partners = g_new (guint32, (gsize) left->n_rows + 1),
                             .taken = g_new0 (guint8, (gsize) right->n_rows + 1) };
  memset (self->partners, 0xff, ((gsize) left->n_rows + 1) * sizeof *self->partners);
  if (key == LW_MANIFEST_DIFF_BY_SOURCE_REF)
    return join_by_ref (self, left, right, cancellable, error);
  join_by_line (self, left, right);
  return TRUE;
}

/**
 * lw_manifest_join_clear:
 * @self: a join
 */
void
lw_manifest_join_clear (LwManifestJoin *self)
{
  g_clear_pointer (&self->partners, g_free);
  g_clear_pointer (&self->taken, g_free);
}
