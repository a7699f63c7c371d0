/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is in a manifest: where its lines are. The attributes are in
 * lw-manifest-index-attributes.c, the filling in lw-manifest-build.c. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-index.h"

#include "lw-manifest-index-private.h"

#include "lw-diagnostic.h"
#include "lw-manifest-line.h"
#include "lw-manifest-overlay.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

G_DEFINE_QUARK (lw-manifest-error-quark, lw_manifest_error)

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  guint32 first = *(const guint32 *) a;
  guint32 second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

static void
free_attribute (gpointer data)
{
  lw_manifest_attribute_free (data);
}

/**
 * lw_manifest_index_alloc:
 *
 * Returns: (transfer full): an index of nothing, for the one who fills it
 */
LwManifestIndex *
lw_manifest_index_alloc (void)
{
  LwManifestIndex *self = g_new0 (LwManifestIndex, 1);

  g_atomic_ref_count_init (&self->refs);
  self->fd = -1;
  self->diagnostics = lw_diagnostics_new ();
  lw_manifest_rows_init (&self->rows);
  self->malformed = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->attributes = g_ptr_array_new_with_free_func (free_attribute);
  return self;
}

/**
 * lw_manifest_index_ref:
 * @self: an index
 *
 * Returns: (transfer full): @self
 */
LwManifestIndex *
lw_manifest_index_ref (LwManifestIndex *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * lw_manifest_index_unref:
 * @self: (transfer full): an index
 */
void
lw_manifest_index_unref (LwManifestIndex *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  if (self->overlay != NULL)
    {
      g_ptr_array_unref (self->attributes);
      lw_manifest_overlay_free (self->overlay);
      g_free (self);
      return;
    }
  g_free (self->path);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  if (self->fd >= 0)
    close (self->fd);
  g_ptr_array_unref (self->diagnostics);
  lw_manifest_rows_clear (&self->rows);
  g_array_unref (self->malformed);
  g_ptr_array_unref (self->attributes);
  g_free (self);
}

/**
 * lw_manifest_index_fail_reading:
 * @self: an index
 * @saved_errno: why
 * @error: return location: a #GIOErrorEnum code
 *
 * Returns: %FALSE
 */
gboolean
lw_manifest_index_fail_reading (LwManifestIndex  *self,
                                int               saved_errno,
                                GError          **error)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
               _("“%s” cannot be read: %s"), self->path, g_strerror (saved_errno));
  return FALSE;
}

/**
 * lw_manifest_index_check_file:
 * @self: an index
 * @error: return location: %LW_MANIFEST_ERROR_CHANGED
 *
 * Returns: whether the file is still the one that was indexed. Ask after reading, not before
 */
gboolean
lw_manifest_index_check_file (LwManifestIndex  *self,
                              GError          **error)
{
  struct stat now;

  if (self->bytes != NULL)
    return TRUE;
  if (fstat (self->fd, &now) != 0)
    return lw_manifest_index_fail_reading (self, errno, error);
  if (now.st_size == self->status.st_size && now.st_mtim.tv_sec == self->status.st_mtim.tv_sec &&
      now.st_mtim.tv_nsec == self->status.st_mtim.tv_nsec)
    return TRUE;
  g_set_error (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_CHANGED,
               _("“%s” was changed by another program. Open it again to see what is in it now"), self->path);
  return FALSE;
}

/**
 * lw_manifest_index_get_path:
 * @self: an index
 *
 * Returns: (transfer none): the path it was opened with; empty when it was made from bytes
 */
const char *
lw_manifest_index_get_path (LwManifestIndex *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

/**
 * lw_manifest_index_is_partial:
 * @self: an index
 *
 * Returns: whether it has only the first rows, because the file is still being read
 */
gboolean
lw_manifest_index_is_partial (LwManifestIndex *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_partial;
}

/**
 * lw_manifest_index_get_n_bytes:
 * @self: an index
 *
 * Returns: the manifest's size in bytes
 */
guint64
lw_manifest_index_get_n_bytes (LwManifestIndex *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_bytes;
}

/**
 * lw_manifest_index_get_n_lines:
 * @self: an index
 *
 * Returns: how many lines it has, blank ones and one without a line break at its end counted
 */
guint64
lw_manifest_index_get_n_lines (LwManifestIndex *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_lines;
}

/**
 * lw_manifest_index_get_n_blank:
 * @self: an index
 *
 * Returns: how many lines have nothing but white space
 */
guint64
lw_manifest_index_get_n_blank (LwManifestIndex *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_lines - self->n_rows;
}

/**
 * lw_manifest_index_get_n_malformed:
 * @self: an index
 *
 * Returns: how many rows are not JSON objects
 */
guint64
lw_manifest_index_get_n_malformed (LwManifestIndex *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->malformed->len;
}

/**
 * lw_manifest_index_get_diagnostics:
 * @self: an index
 *
 * Returns: (transfer none) (element-type LwDiagnostic): what is wrong in the manifest, in its order; at
 *   most 10,000 rows
 */
GPtrArray *
lw_manifest_index_get_diagnostics (LwManifestIndex *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->diagnostics;
}

/**
 * lw_manifest_index_get_n_diagnostics:
 * @self: an index
 *
 * Returns: how much is wrong, also what is not in lw_manifest_index_get_diagnostics()
 */
guint64
lw_manifest_index_get_n_diagnostics (LwManifestIndex *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_diagnostics;
}

/**
 * lw_manifest_index_get_n_rows:
 * @self: an index
 *
 * Returns: how many lines are not blank
 */
guint
lw_manifest_index_get_n_rows (LwManifestIndex *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_rows;
}

/**
 * lw_manifest_index_get_line_number:
 * @self: an index
 * @row: a row
 *
 * Returns: the number of its line in the file, from 1
 */
guint64
lw_manifest_index_get_line_number (LwManifestIndex *self,
                                   guint            row)
{
  g_return_val_if_fail (self != NULL && row < self->n_rows, 0);

  return lw_manifest_rows_get_line_number (&self->rows, row);
}

/**
 * lw_manifest_index_get_offset:
 * @self: an index
 * @row: a row
 *
 * Returns: where its line starts in the file, in bytes
 */
guint64
lw_manifest_index_get_offset (LwManifestIndex *self,
                              guint            row)
{
  g_return_val_if_fail (self != NULL && row < self->n_rows, 0);

  return lw_manifest_rows_get_offset (&self->rows, row);
}

/**
 * lw_manifest_index_is_malformed:
 * @self: an index
 * @row: a row
 *
 * Returns: whether the row is no JSON object, and so malformed under every attribute
 */
gboolean
lw_manifest_index_is_malformed (LwManifestIndex *self,
                                guint            row)
{
  g_return_val_if_fail (self != NULL && row < self->n_rows, FALSE);

  return g_array_binary_search (self->malformed, &row, compare_rows, NULL);
}

/**
 * lw_manifest_index_read_range:
 * @self: an index
 * @offset: a place in the manifest
 * @to: (array length=length): where the bytes go
 * @length: how many; the manifest has them
 * @error: return location: %LW_MANIFEST_ERROR_CHANGED, or a #GIOErrorEnum code
 *
 * Returns: whether the bytes are those that were indexed
 */
gboolean
lw_manifest_index_read_range (LwManifestIndex  *self,
                              guint64           offset,
                              char             *to,
                              gsize             length,
                              GError          **error)
{
  if (self->bytes != NULL)
    {
      memcpy (to, (const char *) g_bytes_get_data (self->bytes, NULL) + offset, length);
      return TRUE;
    }
  while (length > 0)
    {
      gssize n = pread (self->fd, to, length, (off_t) offset);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return lw_manifest_index_fail_reading (self, errno, error);
      if (n == 0)
        break;
      to += n;
      offset += n;
      length -= n;
    }
  return lw_manifest_index_check_file (self, error);
}

/**
 * lw_manifest_index_dup_line:
 * @self: an index
 * @row: a row
 * @length: (out) (optional): its length in bytes
 * @error: return location: %LW_MANIFEST_ERROR_CHANGED, or a #GIOErrorEnum code
 *
 * Returns: (transfer full) (nullable): the bytes of the line without its line break and white space around
 *   it, with a NUL behind; %NULL with @error set
 */
char *
lw_manifest_index_dup_line (LwManifestIndex  *self,
                            guint             row,
                            gsize            *length,
                            GError          **error)
{
  g_autofree char *line = NULL;
  const char *newline;
  gsize size;

  g_return_val_if_fail (self != NULL && row < self->n_rows, NULL);

  size = lw_manifest_rows_get_length (&self->rows, row);
  line = g_malloc (size + 1);
  if (!lw_manifest_index_read_range (self, lw_manifest_rows_get_offset (&self->rows, row), line, size, error))
    return NULL;

  newline = memchr (line, '\n', size);
  if (newline != NULL)
    size = newline - line;
  while (size > 0 && (line[size - 1] == ' ' || line[size - 1] == '\t' || line[size - 1] == '\r'))
    size--;
  line[size] = '\0';
  if (self->overlay != NULL && lw_manifest_overlay_is_corrected (self->overlay, row))
    return lw_manifest_overlay_dup_line (self->overlay, row, line, size, length, error);
  if (length != NULL)
    *length = size;
  return g_steal_pointer (&line);
}

/**
 * lw_manifest_index_dup_source_ref:
 * @self: an index
 * @row: a row
 *
 * Returns: (transfer full) (nullable): the row's source-ref; %NULL when it has none or can no longer be read
 */
char *
lw_manifest_index_dup_source_ref (LwManifestIndex *self,
                                  guint            row)
{
  g_autofree char *line = NULL;
  gsize length;

  g_return_val_if_fail (self != NULL && row < self->n_rows, NULL);

  line = lw_manifest_index_dup_line (self, row, &length, NULL);
  return line != NULL ? lw_manifest_line_dup_source_ref (line, length, NULL) : NULL;
}
