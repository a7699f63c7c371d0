/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Plain data to a file and back, with a checksum at the end. What is read is worth something only when the finish
 * says so. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-archive.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* As much is checked while it is still near. */
#define STEP (256 * 1024)

/**
 * lw_archive_init_write:
 * @self: (out caller-allocates): an archive
 * @writer: where fields go
 */
void
lw_archive_init_write (LwArchive    *self,
                       LwFileWriter *writer)
{
  *self = (LwArchive) { .writer = writer, .fd = -1 };
  lw_quick_hash_init (&self->hash);
}

/**
 * lw_archive_init_read:
 * @self: (out caller-allocates): an archive
 * @fd: an open file at its start; stays the caller's
 *
 * Returns: whether it can be one
 */
gboolean
lw_archive_init_read (LwArchive *self,
                      int        fd)
{
  struct stat status;

  *self = (LwArchive) { .fd = fd };
  lw_quick_hash_init (&self->hash);
  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode) || status.st_size < (off_t) sizeof (guint64))
    return FALSE;
  self->left = status.st_size - sizeof (guint64);
  return TRUE;
}

static gboolean
read_all (int    fd,
          char  *to,
          gsize  length)
{
  while (length > 0)
    {
      gssize n = read (fd, to, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      to += n;
      length -= n;
    }
  return TRUE;
}

/**
 * lw_archive_bytes:
 * @self: an archive
 * @data: (array length=length): a field, which is written or filled
 * @length: its size
 */
void
lw_archive_bytes (LwArchive *self,
                  gpointer   data,
                  gsize      length)
{
  char *pos = data;

  if (self->writer == NULL && length > self->left)
    self->failed = TRUE;
  while (length > 0 && !self->failed)
    {
      gsize n = MIN (length, STEP);

      if (self->writer != NULL)
        self->failed = !lw_file_writer_write (self->writer, pos, n, NULL);
      else
        self->failed = !read_all (self->fd, pos, n);
      if (self->failed)
        return;
      lw_quick_hash_update (&self->hash, pos, n);
      self->left -= self->writer == NULL ? n : 0;
      pos += n;
      length -= n;
    }
}

/**
 * lw_archive_uint64:
 * @self: an archive
 * @value: a field; 0 when it cannot be read
 */
void
lw_archive_uint64 (LwArchive *self,
                   guint64   *value)
{
  lw_archive_bytes (self, value, sizeof *value);
  if (self->failed && self->writer == NULL)
    *value = 0;
}

/**
 * lw_archive_text:
 * @self: an archive
 * @text: (nullable): a field
 */
void
lw_archive_text (LwArchive  *self,
                 char      **text)
{
  guint64 size = self->writer != NULL && *text != NULL ? strlen (*text) + 1 : 0;

  lw_archive_uint64 (self, &size);
  if (self->writer == NULL)
    *text = NULL;
  if (size == 0 || (self->writer == NULL && size > self->left))
    {
      self->failed |= size > 0;
      return;
    }
  if (self->writer == NULL)
    *text = g_malloc0 (size);
  lw_archive_bytes (self, *text, size);
  if (self->writer == NULL)
    (*text)[size - 1] = '\0';
}

/**
 * lw_archive_block:
 * @self: an archive
 * @data: (nullable): a field of @n elements, which is allocated when it is read; there is room for one element at least
 * @n: how many
 * @size: of one of them
 */
void
lw_archive_block (LwArchive *self,
                  gpointer  *data,
                  guint64    n,
                  gsize      size)
{
  if (self->writer == NULL)
    {
      *data = NULL;
      if (self->failed || n > self->left / size)
        {
          self->failed = TRUE;
          return;
        }
      *data = g_malloc (MAX (n, 1) * size);
    }
  if (n > 0)
    lw_archive_bytes (self, *data, n * size);
}

/**
 * lw_archive_array:
 * @self: an archive
 * @array: a field, an array of plain elements; empty before it is read
 */
void
lw_archive_array (LwArchive *self,
                  GArray    *array)
{
  guint64 n = self->writer != NULL ? array->len : 0;
  guint size = g_array_get_element_size (array);

  lw_archive_uint64 (self, &n);
  if (self->writer == NULL && (n > self->left / size || n > G_MAXUINT))
    self->failed = TRUE;
  if (self->failed)
    return;
  if (self->writer == NULL)
    g_array_set_size (array, (guint) n);
  lw_archive_bytes (self, array->data, n * size);
}

/**
 * lw_archive_finish:
 * @self: an archive
 *
 * Writes the checksum, or compares it.
 *
 * Returns: whether all that was read or written is as it must be
 */
gboolean
lw_archive_finish (LwArchive *self)
{
  guint64 hash, wanted;

  if (self->failed || (self->writer == NULL && self->left != 0))
    return FALSE;
  hash = lw_quick_hash_finish (&self->hash);
  if (self->writer != NULL)
    return lw_file_writer_write (self->writer, &hash, sizeof hash, NULL);
  return read_all (self->fd, (char *) &wanted, sizeof wanted) && wanted == hash;
}
