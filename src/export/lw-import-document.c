/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A large JSON document of which one value at a time is made a tree. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-import-document.h"

#include "lw-export.h"

#include "lw-json.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>

#define MAX_BYTES (G_GINT64_CONSTANT (1024) * 1024 * 1024)

/**
 * lw_import_document_open:
 * @self: (out caller-allocates): the document
 * @path: a file
 * @error: return location: %LW_EXPORT_ERROR_FORMAT for one that is too large, or a #GFileError
 *
 * Returns: whether it was read
 */
gboolean
lw_import_document_open (LwImportDocument  *self,
                         const char        *path,
                         GError           **error)
{
  static const char mark[] = "\xef\xbb\xbf";
  GStatBuf status;
  gsize length;
  gsize skipped = 0;

  *self = (LwImportDocument) { .path = g_strdup (path), .line = 1 };
  if (g_stat (path, &status) == 0 && status.st_size > MAX_BYTES)
    {
      g_autofree char *limit = g_format_size_full (MAX_BYTES, G_FORMAT_SIZE_IEC_UNITS);

      /* Translators: a file, a size */
      g_set_error (error, LW_EXPORT_ERROR, LW_EXPORT_ERROR_FORMAT,
                   _("“%s” is larger than %s. Export it in parts, or as CSV"), path, limit);
      return FALSE;
    }
  if (!g_file_get_contents (path, &self->text, &length, error))
    return FALSE;
  if (length >= strlen (mark) && memcmp (self->text, mark, strlen (mark)) == 0)
    skipped = strlen (mark);
  self->line_start = self->text + skipped;
  lw_json_scan_init (&self->scan, self->line_start, length - skipped);
  return TRUE;
}

/**
 * lw_import_document_clear:
 * @self: a document
 *
 * Frees what is in it.
 */
void
lw_import_document_clear (LwImportDocument *self)
{
  g_free (self->path);
  g_free (self->text);
}

/**
 * lw_import_document_parse:
 * @self: a document
 * @value: a value in it
 * @error: return location, as of lw_json_parse()
 *
 * Returns: (transfer full) (nullable): its tree
 */
JsonNode *
lw_import_document_parse (LwImportDocument   *self,
                          const LwJsonSlice  *value,
                          GError            **error)
{
  gboolean quoted = value->type == LW_JSON_STRING;

  return lw_json_parse (value->data - quoted, (gssize) (value->length + 2 * quoted), error);
}

/**
 * lw_import_document_locate:
 * @self: a document
 * @at: a byte of its text
 * @line: (out): its line, from 1
 * @column: (out): its place in the line in bytes, from 1
 *
 * Quick when it is called for places in their order.
 */
void
lw_import_document_locate (LwImportDocument *self,
                           const char       *at,
                           guint64          *line,
                           guint            *column)
{
  const char *end;

  if (at < self->line_start)
    {
      self->line_start = self->text;
      self->line = 1;
    }
  while ((end = memchr (self->line_start, '\n', (gsize) (at - self->line_start))) != NULL)
    {
      self->line_start = end + 1;
      self->line++;
    }
  *line = self->line;
  *column = (guint) (at - self->line_start) + 1;
}

/**
 * lw_import_document_check:
 * @self: a document
 * @scan: a scan of it, or of a part
 * @error: return location: %LW_EXPORT_ERROR_FORMAT with the place
 *
 * Returns: whether all is well with the scan
 */
gboolean
lw_import_document_check (LwImportDocument  *self,
                          const LwJsonScan  *scan,
                          GError           **error)
{
  guint64 line;
  guint column;

  if (scan->error == NULL)
    return TRUE;
  lw_import_document_locate (self, scan->pos, &line, &column);
  g_set_error (error, LW_EXPORT_ERROR, LW_EXPORT_ERROR_FORMAT, "%s:%" PRIu64 ":%u: %s", self->path, line, column,
               _(scan->error));
  return FALSE;
}
