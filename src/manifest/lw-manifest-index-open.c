/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening a manifest: from its start, from where an earlier index ended, or from an index that was kept. The work
 * of reading it is in lw-manifest-build.c. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-index.h"

#include "lw-manifest-cache.h"
#include "lw-manifest-identity.h"
#include "lw-manifest-index-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define SEARCH_SIZE 4096

/* Longer than a tick of the file system's clock. */
#define FRESH_MICROSECONDS 20000

/* A file whose time is that of now may be written to again without another time. */
static gboolean
is_fresh (const struct stat *status)
{
  gint64 written = (gint64) status->st_mtim.tv_sec * G_USEC_PER_SEC + status->st_mtim.tv_nsec / 1000;

  return g_get_real_time () - written < FRESH_MICROSECONDS;
}

/* The start of the last line, when it has no line break: then it may have been read while it was being written. */
static gboolean
find_last_line (LwManifestIndex *self,
                LwManifestIndex *grown,
                guint64         *start)
{
  guint64 end = self->n_bytes;
  char buffer[SEARCH_SIZE];

  while (end > 0)
    {
      gsize length = MIN (end, sizeof buffer);
      gssize n = pread (grown->fd, buffer, length, (off_t) (end - length));
      const char *newline = n == (gssize) length ? memrchr (buffer, '\n', length) : NULL;

      if (n != (gssize) length)
        return FALSE;
      if (newline != NULL)
        {
          *start = end - length + (newline - buffer) + 1;
          return TRUE;
        }
      end -= length;
    }
  return FALSE;
}

/**
 * lw_manifest_index_find_end:
 * @self: an index
 * @grown: an index that has a file open
 * @end: (out): where @self stops being right for the file
 *
 * Returns: whether the file is that of @self and has only grown, as far as can be seen
 */
gboolean
lw_manifest_index_find_end (LwManifestIndex *self,
                            LwManifestIndex *grown,
                            guint64         *end)
{
  if (self->overlay != NULL || self->is_partial || self->fd < 0 || grown->fd < 0 ||
      self->status.st_dev != grown->status.st_dev || self->status.st_ino != grown->status.st_ino ||
      self->n_bytes > grown->n_bytes || lw_manifest_identity_sample (grown, self->n_bytes) != self->sample)
    return FALSE;
  return find_last_line (self, grown, end);
}

/**
 * lw_manifest_index_open_file:
 * @self: an index of nothing
 * @path: a manifest
 * @error: return location: a #GIOErrorEnum code
 *
 * A pipe cannot be read twice, so its bytes are kept.
 *
 * Returns: whether the file is open
 */
gboolean
lw_manifest_index_open_file (LwManifestIndex  *self,
                             const char       *path,
                             GError          **error)
{
  g_autofree char *content = NULL;
  gsize length;

  self->path = g_strdup (path);
  self->fd = g_open (self->path, O_RDONLY | O_CLOEXEC, 0);
  if (self->fd < 0 || fstat (self->fd, &self->status) != 0)
    return lw_manifest_index_fail_reading (self, errno, error);
  if (S_ISDIR (self->status.st_mode))
    return lw_manifest_index_fail_reading (self, EISDIR, error);
  if (S_ISREG (self->status.st_mode))
    {
      self->n_bytes = self->status.st_size;
      self->is_fresh = is_fresh (&self->status);
      self->sample = lw_manifest_identity_sample (self, self->n_bytes);
      return TRUE;
    }
  if (!g_file_get_contents (self->path, &content, &length, error))
    return FALSE;
  self->bytes = g_bytes_new_take (g_steal_pointer (&content), length);
  self->n_bytes = length;
  return TRUE;
}

/* Where the file system's clock is coarse, a file may have been written to again without another time. */
static gboolean
check_again (LwManifestIndex  *self,
             GError          **error)
{
  if (self->is_fresh && lw_manifest_identity_sample (self, self->status.st_size) != self->sample)
    self->status.st_size = -1;
  return lw_manifest_index_check_file (self, error);
}

/**
 * lw_manifest_index_open:
 * @path: a manifest
 * @opening: (nullable): how
 * @cancellable: (nullable): stops the reading
 * @error: return location: %LW_MANIFEST_ERROR_CHANGED when another program wrote to it meanwhile,
 *   %LW_MANIFEST_ERROR_TOO_LARGE, or a #GIOErrorEnum code
 *
 * Reads the whole file once. What is wrong in it is in lw_manifest_index_get_diagnostics(). The file stays
 * open.
 *
 * Returns: (transfer full) (nullable): the index, or %NULL with @error set
 */
LwManifestIndex *
lw_manifest_index_open (const char               *path,
                        const LwManifestOpening  *opening,
                        GCancellable             *cancellable,
                        GError                  **error)
{
  static const LwManifestOpening plain = { .earlier = NULL };
  g_autoptr (LwManifestIndex) self = NULL;
  g_autoptr (LwManifestIndex) kept = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  if (opening == NULL)
    opening = &plain;
  self = lw_manifest_index_alloc ();
  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !lw_manifest_index_open_file (self, path, error))
    return NULL;
  if (!opening->no_cache && opening->earlier == NULL)
    kept = lw_manifest_cache_load (self);
  if (kept != NULL)
    return lw_manifest_index_check_file (kept, error) ? g_steal_pointer (&kept) : NULL;

  if (!lw_manifest_build (self, NULL, opening, cancellable, error) || !check_again (self, error))
    return NULL;
  if (!opening->no_cache)
    lw_manifest_cache_save (self);
  return g_steal_pointer (&self);
}

/**
 * lw_manifest_index_new_from_file:
 * @path: a manifest
 * @progress: (nullable): called now and then in this thread
 * @progress_data: its data
 * @cancellable: (nullable): stops the reading
 * @error: return location
 *
 * See lw_manifest_index_open().
 *
 * Returns: (transfer full) (nullable): the index, or %NULL with @error set
 */
LwManifestIndex *
lw_manifest_index_new_from_file (const char              *path,
                                 LwManifestProgressFunc   progress,
                                 gpointer                 progress_data,
                                 GCancellable            *cancellable,
                                 GError                 **error)
{
  LwManifestOpening opening = { .progress = progress, .data = progress_data };

  return lw_manifest_index_open (path, &opening, cancellable, error);
}

/**
 * lw_manifest_index_new_from_bytes:
 * @bytes: a manifest
 *
 * Returns: (transfer full) (nullable): its index; %NULL only for one that is too large to be a manifest
 */
LwManifestIndex *
lw_manifest_index_new_from_bytes (GBytes *bytes)
{
  LwManifestOpening opening = { .earlier = NULL };
  g_autoptr (LwManifestIndex) self = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  self = lw_manifest_index_alloc ();
  self->path = g_strdup ("");
  self->bytes = g_bytes_ref (bytes);
  self->n_bytes = g_bytes_get_size (bytes);
  if (!lw_manifest_build (self, NULL, &opening, NULL, &error))
    {
      g_debug ("%s", error->message);
      return NULL;
    }
  return g_steal_pointer (&self);
}
