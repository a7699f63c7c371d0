/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which manifest: short keys of its path and of its content. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-identity.h"

#include "lw-manifest-index-private.h"
#include "lw-quick-hash.h"

#include <unistd.h>

#define N_SAMPLES   64
#define SAMPLE_SIZE (64 * 1024)
#define KEY_LENGTH  32

#define N_QUICK_SAMPLES   64
#define QUICK_SAMPLE_SIZE 4096

/**
 * lw_manifest_identity_dup_path:
 * @path: the path of a manifest
 *
 * Returns: (transfer full): 32 hexadecimal digits that stand for it, wherever it is named from
 */
char *
lw_manifest_identity_dup_path (const char *path)
{
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  g_autofree char *checksum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, full, -1);

  return g_strndup (checksum, KEY_LENGTH);
}

static gboolean
add_range (GChecksum        *checksum,
           LwManifestIndex  *index,
           guint64           from,
           guint64           length,
           GError          **error)
{
  g_autofree char *buffer = g_malloc (SAMPLE_SIZE);

  while (length > 0)
    {
      gsize n = MIN (length, SAMPLE_SIZE);

      if (!lw_manifest_index_read_range (index, from, buffer, n, error))
        return FALSE;
      g_checksum_update (checksum, (const guchar *) buffer, (gssize) n);
      from += n;
      length -= n;
    }
  return TRUE;
}

/**
 * lw_manifest_identity_dup_content:
 * @index: an index
 * @n_bytes: how many bytes of the manifest, from its start
 * @error: return location: %LW_MANIFEST_ERROR_CHANGED, or a #GIOErrorEnum code
 *
 * Looks at all bytes of a small manifest, and at 4 MiB of a large one, in pieces from its start to its end.
 *
 * Returns: (transfer full) (nullable): 32 hexadecimal digits that stand for these bytes; %NULL with @error set
 */
char *
lw_manifest_identity_dup_content (LwManifestIndex  *index,
                                  guint64           n_bytes,
                                  GError          **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gboolean whole = n_bytes <= (guint64) N_SAMPLES * SAMPLE_SIZE;
  guint64 step = n_bytes / N_SAMPLES;

  g_return_val_if_fail (index != NULL && n_bytes <= lw_manifest_index_get_n_bytes (index), NULL);

  if (whole && !add_range (checksum, index, 0, n_bytes, error))
    return NULL;
  for (guint i = 0; !whole && i < N_SAMPLES; i++)
    if (!add_range (checksum, index, i + 1 < N_SAMPLES ? i * step : n_bytes - SAMPLE_SIZE, SAMPLE_SIZE, error))
      return NULL;
  return g_strndup (g_checksum_get_string (checksum), KEY_LENGTH);
}

/**
 * lw_manifest_identity_sample:
 * @index: an index that has its file open
 * @n_bytes: how many bytes of it, from its start
 *
 * Looks at 256 KiB, in pieces from the start to the end: for a check that must take no time.
 *
 * Returns: a number that stands for these bytes
 */
guint64
lw_manifest_identity_sample (LwManifestIndex *index,
                             guint64          n_bytes)
{
  char buffer[QUICK_SAMPLE_SIZE];
  guint64 last = MAX (n_bytes, QUICK_SAMPLE_SIZE) - QUICK_SAMPLE_SIZE;
  LwQuickHash hash;

  lw_quick_hash_init (&hash);
  lw_quick_hash_update (&hash, &n_bytes, sizeof n_bytes);
  for (guint i = 0; i < N_QUICK_SAMPLES && index->fd >= 0; i++)
    {
      guint64 offset = last / (N_QUICK_SAMPLES - 1) * i;
      gssize n;

      if (i + 1 == N_QUICK_SAMPLES)
        offset = last;
      n = pread (index->fd, buffer, MIN (sizeof buffer, n_bytes - offset), (off_t) offset);
      if (n > 0)
        lw_quick_hash_update (&hash, buffer, n);
    }
  return lw_quick_hash_finish (&hash);
}
