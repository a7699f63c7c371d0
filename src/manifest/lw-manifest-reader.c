/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The lines of a manifest one after the other, from a stream. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-reader.h"

#include "lw-manifest-index.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#define CHUNK_SIZE   (1024 * 1024)
#define MAX_LINE     (64 * 1024 * 1024)

/* Invariant: buffer[start..filled) are the bytes that were read and not handed out; offset is the place of
 * buffer[start] in the stream. A line is handed out in place and is good until the next call. */
struct _LwManifestReader
{
  GInputStream *stream;
  int           fd;
  guint64       end;
  char         *buffer;
  gsize         size;
  gsize         start;
  gsize         filled;
  guint64       offset;
  guint64       line_number;
  guint64       line_offset;
  gboolean      at_end;
};

/**
 * lw_manifest_reader_new_for_stream:
 * @stream: where to read; the reader takes a reference
 *
 * Returns: (transfer full): a reader at the stream's present place, which counts as its start
 */
LwManifestReader *
lw_manifest_reader_new_for_stream (GInputStream *stream)
{
  LwManifestReader *self;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  self = g_new0 (LwManifestReader, 1);
  self->stream = g_object_ref (stream);
  self->fd = -1;
  self->size = CHUNK_SIZE;
  self->buffer = g_malloc (self->size);
  return self;
}

/**
 * lw_manifest_reader_new_for_fd:
 * @fd: an open regular file; stays the caller's and must outlive the reader
 * @from: the place to start at: that of a line
 * @to: the place to stop before; %G_MAXUINT64 for the file's end
 *
 * Reads without moving the file's position, so that several may read it at a time. Line numbers count from
 * @from, offsets from the file's start.
 *
 * Returns: (transfer full): a reader
 */
LwManifestReader *
lw_manifest_reader_new_for_fd (int     fd,
                               guint64 from,
                               guint64 to)
{
  LwManifestReader *self;

  g_return_val_if_fail (fd >= 0 && from <= to, NULL);

  self = g_new0 (LwManifestReader, 1);
  self->fd = fd;
  self->offset = from;
  self->end = to;
  self->size = CHUNK_SIZE;
  self->buffer = g_malloc (self->size);
  return self;
}

/**
 * lw_manifest_reader_new_for_file:
 * @path: a file
 * @error: return location: a #GIOErrorEnum code
 *
 * Returns: (transfer full) (nullable): a reader, or %NULL with @error set
 */
LwManifestReader *
lw_manifest_reader_new_for_file (const char  *path,
                                 GError     **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileInputStream) stream = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  file = g_file_new_for_path (path);
  stream = g_file_read (file, NULL, error);
  return stream != NULL ? lw_manifest_reader_new_for_stream (G_INPUT_STREAM (stream)) : NULL;
}

/**
 * lw_manifest_reader_new_for_bytes:
 * @bytes: a manifest
 *
 * Returns: (transfer full): a reader
 */
LwManifestReader *
lw_manifest_reader_new_for_bytes (GBytes *bytes)
{
  g_autoptr (GInputStream) stream = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  stream = g_memory_input_stream_new_from_bytes (bytes);
  return lw_manifest_reader_new_for_stream (stream);
}

/**
 * lw_manifest_reader_free:
 * @self: (transfer full) (nullable): a reader
 */
void
lw_manifest_reader_free (LwManifestReader *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->stream);
  g_free (self->buffer);
  g_free (self);
}

/* Reads behind what is in the buffer; returns how many bytes, 0 at the end, -1 with @error set. */
static gssize
read_more (LwManifestReader  *self,
           GCancellable      *cancellable,
           GError           **error)
{
  char *to = self->buffer + self->filled;
  gsize size = self->size - self->filled;
  guint64 place = self->offset + self->filled;
  gssize n;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;
  if (self->stream != NULL)
    return g_input_stream_read (self->stream, to, size, cancellable, error);

  size = MIN (size, self->end - place);
  do
    n = pread (self->fd, to, size, (off_t) place);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    {
      int saved_errno = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
                   _("The manifest cannot be read: %s"), g_strerror (saved_errno));
    }
  return n;
}

/* Reads on behind what is left in the buffer, after moving that to the buffer's start. */
static gboolean
fill (LwManifestReader  *self,
      GCancellable      *cancellable,
      GError           **error)
{
  gssize n;

  memmove (self->buffer, self->buffer + self->start, self->filled - self->start);
  self->filled -= self->start;
  self->start = 0;
  if (self->filled == self->size)
    {
      if (self->size >= MAX_LINE)
        {
          g_set_error (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_TOO_LARGE,
                       _("Line %" PRIu64 " is longer than %d MiB. Is this a manifest, with "
                                                   "one JSON object a line?"),
                       self->line_number + 1, MAX_LINE / (1024 * 1024));
          return FALSE;
        }
      self->size *= 2;
      self->buffer = g_realloc (self->buffer, self->size);
    }

  n = read_more (self, cancellable, error);
  if (n < 0)
    return FALSE;
  self->at_end = n == 0;
  self->filled += n;
  return TRUE;
}

/* Finds the end of the line that starts at buffer[start]; *length is without its line break, *taken with
 * it. */
static gboolean
find_line (LwManifestReader  *self,
           gsize             *length,
           gsize             *taken,
           GCancellable      *cancellable,
           GError           **error)
{
  gsize searched = 0;

  while (TRUE)
    {
      const char *from = self->buffer + self->start + searched;
      const char *newline = memchr (from, '\n', self->buffer + self->filled - from);

      if (newline != NULL)
        {
          *length = newline - (self->buffer + self->start);
          *taken = *length + 1;
          return TRUE;
        }
      searched = self->filled - self->start;
      if (self->at_end)
        {
          *length = *taken = searched;
          return TRUE;
        }
      if (!fill (self, cancellable, error))
        return FALSE;
    }
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

/* Leaves out the byte order mark at the file's start and white space at both ends. */
static void
trim (LwManifestReader  *self,
      const char       **line,
      gsize             *length)
{
  if (self->line_offset == 0 && *length >= 3 && memcmp (*line, "\xef\xbb\xbf", 3) == 0)
    {
      *line += 3;
      *length -= 3;
      self->line_offset += 3;
    }
  while (*length > 0 && is_space ((*line)[*length - 1]))
    *length -= 1;
  while (*length > 0 && is_space (**line))
    {
      *line += 1;
      *length -= 1;
      self->line_offset++;
    }
}

/**
 * lw_manifest_reader_next:
 * @self: a reader
 * @line: (out) (transfer none): the line without its break and without white space around it; not
 *   terminated by a NUL; good until the next call. %NULL at the end
 * @length: (out): its length in bytes
 * @cancellable: (nullable): stops between two reads
 * @error: return location: %LW_MANIFEST_ERROR_TOO_LARGE for a line over 64 MiB, or a #GIOErrorEnum code
 *
 * Goes to the next line that is not blank.
 *
 * Returns: %FALSE with @error set; %TRUE for a line, and at the end
 */
gboolean
lw_manifest_reader_next (LwManifestReader  *self,
                         const char       **line,
                         gsize             *length,
                         GCancellable      *cancellable,
                         GError           **error)
{
  gsize taken;

  g_return_val_if_fail (self != NULL && line != NULL && length != NULL, FALSE);

  do
    {
      if (!find_line (self, length, &taken, cancellable, error))
        return FALSE;
      if (taken == 0)
        {
          *line = NULL;
          return TRUE;
        }
      *line = self->buffer + self->start;
      self->line_number++;
      self->line_offset = self->offset;
      self->start += taken;
      self->offset += taken;
      trim (self, line, length);
    }
  while (*length == 0);
  return TRUE;
}

/**
 * lw_manifest_reader_get_line_number:
 * @self: a reader
 *
 * Returns: the number of the line that was handed out last, from 1, blank lines counted; at the end, the
 *   number of lines
 */
guint64
lw_manifest_reader_get_line_number (LwManifestReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->line_number;
}

/**
 * lw_manifest_reader_get_offset:
 * @self: a reader
 *
 * Returns: the place in the stream, in bytes, of the line that was handed out last
 */
guint64
lw_manifest_reader_get_offset (LwManifestReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->line_offset;
}

/**
 * lw_manifest_reader_get_position:
 * @self: a reader
 *
 * Returns: how many bytes of the stream were handed out or skipped; at the end, how many there are
 */
guint64
lw_manifest_reader_get_position (LwManifestReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->offset;
}
