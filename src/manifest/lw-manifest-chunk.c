/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the lines that start in a piece of a manifest. A line is in the piece that it starts in, so that
 * several workers read all lines once without talking about it. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-chunk.h"

#include "lw-manifest-index.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

/* What is read behind a piece to have the end of its last line. */
#define EXTRA     (4 * 1024)
#define MAX_LINE  (64 * 1024 * 1024)

/**
 * lw_manifest_chunk_init:
 * @self: (out caller-allocates): a chunk without lines; clear it
 */
void
lw_manifest_chunk_init (LwManifestChunk *self)
{
  *self = (LwManifestChunk) { .buffer = NULL };
}

/**
 * lw_manifest_chunk_clear:
 * @self: a chunk
 */
void
lw_manifest_chunk_clear (LwManifestChunk *self)
{
  g_clear_pointer (&self->buffer, g_free);
}

static gboolean
fail_reading (GError **error)
{
  int saved_errno = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
               _("The manifest cannot be read: %s"), g_strerror (saved_errno));
  return FALSE;
}

/* What is in memory of the file; -1 when that is not known. */
static gssize
read_at_once (int      fd,
              char    *to,
              gsize    length,
              guint64  offset)
{
#ifdef RWF_NOWAIT
  struct iovec piece = { to, length };

  return preadv2 (fd, &piece, 1, (off_t) offset, RWF_NOWAIT);
#else
  return -1;
#endif
}

/* Bytes of the file; fewer at its end, and where what is in memory of it ends. */
static gssize
read_bytes (LwManifestChunk *self,
            int              fd,
            GBytes          *bytes,
            char            *to,
            gsize            length,
            guint64          offset)
{
  gssize n;

  if (bytes != NULL)
    {
      gsize size = g_bytes_get_size (bytes);

      length = offset < size ? MIN (length, size - offset) : 0;
      if (length > 0)
        memcpy (to, (const char *) g_bytes_get_data (bytes, NULL) + offset, length);
      return length;
    }
  n = read_at_once (fd, to, length, offset);
  if (n > 0)
    return n;
  do
    n = pread (fd, to, length, (off_t) offset);
  while (n < 0 && errno == EINTR);
  self->has_waited |= n > 0;
  return n;
}

/* Reads until there are @wanted bytes in the buffer or the file ends. */
static gboolean
fill (LwManifestChunk  *self,
      int               fd,
      GBytes           *bytes,
      gsize             wanted,
      GError          **error)
{
  if (wanted + LW_MANIFEST_CHUNK_SPARE > self->size)
    {
      self->size = wanted + LW_MANIFEST_CHUNK_SPARE;
      self->buffer = g_realloc (self->buffer, self->size);
    }
  while (self->filled < wanted && !self->at_end)
    {
      gssize n = read_bytes (self, fd, bytes, self->buffer + self->filled, wanted - self->filled,
                             self->filled_from + self->filled);

      if (n < 0)
        return fail_reading (error);
      self->filled += n;
      self->at_end = n == 0;
    }
  memset (self->buffer + self->filled, 0, LW_MANIFEST_CHUNK_SPARE);
  return TRUE;
}

/* Behind the line that holds the byte at @place, reading on as far as it goes. */
static gboolean
find_line_end (LwManifestChunk  *self,
               int               fd,
               GBytes           *bytes,
               gsize             place,
               gsize            *end,
               GError          **error)
{
  gsize searched = place;

  while (TRUE)
    {
      const char *newline = NULL;

      if (searched < self->filled)
        newline = memchr (self->buffer + searched, '\n', self->filled - searched);
      if (newline != NULL)
        {
          *end = newline - self->buffer + 1;
          return TRUE;
        }
      searched = MAX (searched, self->filled);
      *end = self->filled;
      if (self->at_end)
        return TRUE;
      if (self->filled > place + MAX_LINE)
        {
          g_set_error (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_TOO_LARGE,
                       _("A line is longer than %d MiB. Is this a manifest, with one JSON object a line?"),
                       MAX_LINE / (1024 * 1024));
          return FALSE;
        }
      if (!fill (self, fd, bytes, self->filled + MAX (self->filled - place, EXTRA), error))
        return FALSE;
    }
}

/**
 * lw_manifest_chunk_read:
 * @self: a chunk; what it held is forgotten
 * @fd: the file, when there are no @bytes
 * @bytes: (nullable): the manifest
 * @from: where the piece starts
 * @to: behind its end
 * @error: return location: %LW_MANIFEST_ERROR_TOO_LARGE for a line over 64 MiB, or a #GIOErrorEnum code
 *
 * Reads the lines that start in the piece; there may be none.
 *
 * Returns: whether it worked
 */
gboolean
lw_manifest_chunk_read (LwManifestChunk  *self,
                        int               fd,
                        GBytes           *bytes,
                        guint64           from,
                        guint64           to,
                        GError          **error)
{
  guint64 before = from > 0 ? 1 : 0;
  gsize size = to - from + before;
  gsize start = 0;
  gsize end = 0;

  self->filled = 0;
  self->filled_from = from - before;
  self->at_end = FALSE;
  self->has_waited = FALSE;
  if (!fill (self, fd, bytes, size + EXTRA, error))
    return FALSE;
  if (before > 0)
    {
      const char *newline = memchr (self->buffer, '\n', MIN (size - 1, self->filled));

      start = newline != NULL ? (gsize) (newline - self->buffer) + 1 : self->filled;
    }
  if (start < MIN (size, self->filled) && !find_line_end (self, fd, bytes, size - 1, &end, error))
    return FALSE;
  self->data = self->buffer + start;
  self->length = end > start ? end - start : 0;
  self->offset = self->filled_from + start;
  return TRUE;
}
