/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the lines of some rows of an index, a large piece of the file at a time; where rows are far apart or go back,
 * only the line that is wanted. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-cursor.h"

#include "lw-line-shape.h"
#include "lw-manifest-overlay.h"

#include <string.h>

#define WINDOW_SIZE (1024 * 1024)

/* Invariant: window[0..filled) are the manifest's bytes from start on. */
struct _LwManifestCursor
{
  LwManifestIndex *index;
  const char      *window;
  char            *buffer;
  gsize            size;
  guint64          start;
  gsize            filled;
  guint64          stop;
  guint            next_row;
  guint64          next_offset;
  char            *corrected;
};

/**
 * lw_manifest_cursor_new:
 * @index: an index
 *
 * Returns: (transfer full): a cursor, for one thread
 */
LwManifestCursor *
lw_manifest_cursor_new (LwManifestIndex *index)
{
  LwManifestCursor *self = g_new0 (LwManifestCursor, 1);

  self->index = lw_manifest_index_ref (index);
  self->stop = index->n_bytes;
  self->next_row = G_MAXUINT;
  if (index->bytes != NULL)
    self->window = g_bytes_get_data (index->bytes, &self->filled);
  return self;
}

/**
 * lw_manifest_cursor_free:
 * @self: (transfer full) (nullable): a cursor
 */
void
lw_manifest_cursor_free (LwManifestCursor *self)
{
  if (self == NULL)
    return;

  lw_manifest_index_unref (self->index);
  g_free (self->buffer);
  g_free (self->corrected);
  g_free (self);
}

/* Rows that are not in the order of the file are read one by one. */
static gsize
choose_size (LwManifestCursor *self,
             guint64           offset,
             gsize             needed)
{
  guint64 end = self->start + self->filled;
  guint64 stop = MAX (self->stop, offset);

  if (offset < self->start || offset > end + WINDOW_SIZE)
    return needed;
  return MAX (needed, MIN (WINDOW_SIZE, stop - offset));
}

static gboolean
move_window (LwManifestCursor  *self,
             guint64            offset,
             gsize              needed,
             GCancellable      *cancellable,
             GError           **error)
{
  gsize size = choose_size (self, offset, needed);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (size > self->size)
    {
      self->size = size;
      self->buffer = g_realloc (self->buffer, size + LW_SHAPE_SPARE);
    }
  self->filled = 0;
  if (!lw_manifest_index_read_range (self->index, offset, self->buffer, size, error))
    return FALSE;
  memset (self->buffer + size, 0, LW_SHAPE_SPARE);
  self->window = self->buffer;
  self->start = offset;
  self->filled = size;
  return TRUE;
}

/**
 * lw_manifest_cursor_stop_before:
 * @self: a cursor
 * @row: a row, or the number of rows
 *
 * Promises to ask for no row from @row on, so that nothing there is read ahead.
 */
void
lw_manifest_cursor_stop_before (LwManifestCursor *self,
                                guint             row)
{
  self->stop = row < self->index->n_rows ? lw_manifest_index_get_offset (self->index, row) : self->index->n_bytes;
}

/* The line as it stands in the file. */
static gboolean
get_bytes (LwManifestCursor  *self,
           guint              row,
           const char       **line,
           gsize             *length,
           GCancellable      *cancellable,
           GError           **error)
{
  LwManifestIndex *index = self->index;
  guint64 offset = row == self->next_row ? self->next_offset : lw_manifest_index_get_offset (index, row);
  guint64 end = offset + lw_manifest_rows_get_length (&index->rows, row);

  *length = end - offset;
  self->next_row = row + 1;
  self->next_offset = end;
  if ((offset < self->start || end > self->start + self->filled) &&
      !move_window (self, offset, *length, cancellable, error))
    return FALSE;
  *line = self->window + (offset - self->start);
  return TRUE;
}

/**
 * lw_manifest_cursor_get_line:
 * @self: a cursor
 * @row: a row
 * @line: (out) (transfer none): its line, corrected if it is, and what white space follows it; good until the
 *   next call
 * @length: (out): its length in bytes
 * @cancellable: (nullable): stops between two pieces of the file
 * @error: return location: %LW_MANIFEST_ERROR_CHANGED, or a #GIOErrorEnum code
 *
 * Returns: whether it worked
 */
gboolean
lw_manifest_cursor_get_line (LwManifestCursor  *self,
                             guint              row,
                             const char       **line,
                             gsize             *length,
                             GCancellable      *cancellable,
                             GError           **error)
{
  LwManifestOverlay *overlay = self->index->overlay;

  if (!get_bytes (self, row, line, length, cancellable, error))
    return FALSE;
  if (overlay == NULL || !lw_manifest_overlay_is_corrected (overlay, row))
    return TRUE;

  g_free (self->corrected);
  self->corrected = lw_manifest_overlay_dup_line (overlay, row, *line, *length, length, error);
  *line = self->corrected;
  return self->corrected != NULL;
}

/**
 * lw_manifest_cursor_has_spare:
 * @self: a cursor
 * @line: the line that it gave last
 *
 * Returns: whether %LW_SHAPE_SPARE bytes behind the line may be read, of which the first is a NUL when there is nothing
 *   behind the line
 */
gboolean
lw_manifest_cursor_has_spare (LwManifestCursor *self,
                              const char       *line)
{
  return self->window == self->buffer && line != self->corrected;
}

/**
 * lw_manifest_cursor_get_whole_line:
 * @self: a cursor
 * @row: a row
 * @line: (out) (transfer none): the line as it stands in the file, from its first byte, blanks included, to its line
 *   break; good until the next call
 * @length: (out): its length in bytes
 * @cancellable: (nullable): stops between two pieces of the file
 * @error: return location: %LW_MANIFEST_ERROR_CHANGED, or a #GIOErrorEnum code
 *
 * Corrections are not in it. A line at the end of the file may have no line break.
 *
 * Returns: whether it worked
 */
gboolean
lw_manifest_cursor_get_whole_line (LwManifestCursor  *self,
                                   guint              row,
                                   const char       **line,
                                   gsize             *length,
                                   GCancellable      *cancellable,
                                   GError           **error)
{
  guint64 before = row > 0 ? lw_manifest_index_get_offset (self->index, row - 1) : 0;
  guint64 offset = lw_manifest_index_get_offset (self->index, row);
  guint64 end = offset + lw_manifest_rows_get_length (&self->index->rows, row);
  const char *start, *stop;

  if ((before < self->start || end > self->start + self->filled) &&
      !move_window (self, before, end - before, cancellable, error))
    return FALSE;
  start = self->window + (offset - self->start);
  stop = memchr (start, '\n', end - offset);
  stop = stop != NULL ? stop + 1 : start + (end - offset);
  while (start > self->window && (start[-1] == ' ' || start[-1] == '\t' || start[-1] == '\r'))
    start--;
  *line = start;
  *length = stop - start;
  return TRUE;
}

/* The usual start of a line. */
static gboolean
find_first_ref (const char  *line,
                gsize        length,
                LwJsonSlice *source_ref)
{
  static const char start[] = "{\"source-ref\":\"";
  const char *from = line + sizeof start - 1;
  const char *stop = line + length;
  gboolean escaped = FALSE;

  if (length < sizeof start || memcmp (line, start, sizeof start - 1) != 0)
    return FALSE;
  for (const char *pos = from; pos < stop; pos++)
    {
      const char *end = memchr (pos, '"', stop - pos);
      const char *backslash = end != NULL ? memchr (pos, '\\', end - pos) : NULL;

      if (backslash == NULL)
        {
          if (end != NULL)
            *source_ref = (LwJsonSlice) { LW_JSON_STRING, escaped, from, end - from };
          return end != NULL;
        }
      escaped = TRUE;
      pos = backslash + 1;
    }
  return FALSE;
}

/**
 * lw_manifest_cursor_find_ref:
 * @line: (array length=length): a line
 * @length: its length in bytes
 * @source_ref: (out): where its source-ref is; no data when it has none
 *
 * Looks no further than the first source-ref of the line, and takes it that the line is JSON.
 *
 * Returns: whether it has one
 */
gboolean
lw_manifest_cursor_find_ref (const char  *line,
                             gsize        length,
                             LwJsonSlice *source_ref)
{
  LwJsonScan scan;
  LwJsonSlice key, value;
  gboolean first = TRUE;

  source_ref->data = NULL;
  if (find_first_ref (line, length, source_ref))
    return TRUE;
  lw_json_scan_init (&scan, line, length);
  if (!lw_json_scan_enter (&scan, '{'))
    return FALSE;
  while (lw_json_scan_next_member (&scan, &first, &key) && lw_json_scan_value (&scan, &value))
    if (lw_json_slice_equal (&key, "source-ref", 10))
      {
        if (value.type == LW_JSON_STRING)
          *source_ref = value;
        break;
      }
  return source_ref->data != NULL;
}

/**
 * lw_manifest_cursor_get_ref:
 * @self: a cursor
 * @row: a row
 * @source_ref: (out): where its source-ref is; no data when it has none. Good until the next call
 * @cancellable: (nullable): stops between two pieces of the file
 * @error: return location
 *
 * Looks no further than the first source-ref of the line.
 *
 * Returns: whether it worked
 */
gboolean
lw_manifest_cursor_get_ref (LwManifestCursor  *self,
                            guint              row,
                            LwJsonSlice       *source_ref,
                            GCancellable      *cancellable,
                            GError           **error)
{
  const char *line;
  gsize length;

  source_ref->data = NULL;
  if (!get_bytes (self, row, &line, &length, cancellable, error))
    return FALSE;
  lw_manifest_cursor_find_ref (line, length, source_ref);
  return TRUE;
}
