/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes a manifest, line by line; nothing is at its path before commit. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-writer.h"

#include "lw-file.h"
#include "lw-json.h"

#include <string.h>

struct _LwManifestWriter
{
  LwFileWriter *file;
  guint64       n_lines;
};

/**
 * lw_manifest_writer_open:
 * @path: the manifest to write
 * @error: return location: a #GIOErrorEnum code
 *
 * Returns: (transfer full) (nullable): a writer, or %NULL with @error set
 */
LwManifestWriter *
lw_manifest_writer_open (const char  *path,
                         GError     **error)
{
  LwManifestWriter *self;
  LwFileWriter *file;

  g_return_val_if_fail (path != NULL, NULL);

  file = lw_file_writer_open (path, error);
  if (file == NULL)
    return NULL;
  self = g_new0 (LwManifestWriter, 1);
  self->file = file;
  return self;
}

/**
 * lw_manifest_writer_free:
 * @self: (transfer full) (nullable): a writer; without a commit, nothing is left of it
 */
void
lw_manifest_writer_free (LwManifestWriter *self)
{
  if (self == NULL)
    return;

  lw_file_writer_free (self->file);
  g_free (self);
}

/**
 * lw_manifest_writer_add_source_ref:
 * @self: a writer
 * @source_ref: the address of an image; UTF-8
 * @error: return location: a #GIOErrorEnum code
 *
 * Adds the line of an input manifest, as the service's own data setup writes it.
 *
 * Returns: whether it worked
 */
gboolean
lw_manifest_writer_add_source_ref (LwManifestWriter  *self,
                                   const char        *source_ref,
                                   GError           **error)
{
  g_autofree char *quoted = NULL;
  g_autofree char *line = NULL;

  g_return_val_if_fail (self != NULL && source_ref != NULL, FALSE);

  quoted = lw_json_quote (source_ref);
  line = g_strconcat ("{\"source-ref\":", quoted, "}", NULL);
  return lw_manifest_writer_add_line (self, line, strlen (line), error);
}

/**
 * lw_manifest_writer_add_line:
 * @self: a writer
 * @line: (array length=length): one complete JSON object without a line break
 * @length: its length in bytes
 * @error: return location: a #GIOErrorEnum code
 *
 * Returns: whether it worked
 */
gboolean
lw_manifest_writer_add_line (LwManifestWriter  *self,
                             const char        *line,
                             gsize              length,
                             GError           **error)
{
  g_return_val_if_fail (self != NULL && line != NULL, FALSE);
  g_return_val_if_fail (memchr (line, '\n', length) == NULL, FALSE);

  if (!lw_file_writer_write (self->file, line, length, error) ||
      !lw_file_writer_write (self->file, "\n", 1, error))
    return FALSE;
  self->n_lines++;
  return TRUE;
}

/**
 * lw_manifest_writer_get_n_lines:
 * @self: a writer
 *
 * Returns: how many lines were added
 */
guint64
lw_manifest_writer_get_n_lines (LwManifestWriter *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_lines;
}

/**
 * lw_manifest_writer_commit:
 * @self: a writer
 * @error: return location: a #GIOErrorEnum code
 *
 * Puts the manifest in its place in one step; the writer can only be freed after this.
 *
 * Returns: whether it worked; if not, what stood at the path is as it was
 */
gboolean
lw_manifest_writer_commit (LwManifestWriter  *self,
                           GError           **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return lw_file_writer_commit (self->file, error);
}
