/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writing files so that a reader sees the old or the new one, never a part. Not for SQLite's files. */

#define G_LOG_DOMAIN "lw-base"

#include "config.h"

#include "lw-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define BUFFER_SIZE (256 * 1024)

/* A file that is to be durable goes to the disk in pieces while it is written, so that little is left to wait for. */
#define EARLY_SIZE (8 * 1024 * 1024)

/* Invariant: until commit, the target is untouched. Where the file system can, the file has no name until then
 * (@temporary is %NULL), so that nothing of it is left when the process is killed; else freeing removes it. */
struct _LwFileWriter
{
  char    *path;
  char    *temporary;
  int      fd;
  gboolean quick;
  GString *buffer;
  gint64   n_written;
  gint64   n_started;
};

static gboolean
fail (LwFileWriter  *self,
      int            saved_errno,
      GError       **error)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
               _("“%s” cannot be written: %s"), self->path, g_strerror (saved_errno));
  return FALSE;
}

#define TEMPORARY_PREFIX ".lw-"
#define TEMPORARY_DIGITS 16

/* A short name of its own: the target's may already be as long as the file system allows. */
static char *
new_temporary_name (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_strdup_printf (TEMPORARY_PREFIX "%08x%08x", g_random_int (), g_random_int ());

  return g_build_filename (folder, name, NULL);
}

static gboolean
open_without_name (LwFileWriter *self,
                   const char   *folder)
{
  /* The name is given through this folder. */
  if (!g_file_test ("/proc/self/fd", G_FILE_TEST_IS_DIR))
    return FALSE;

  self->fd = g_open (folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0644);
  return self->fd >= 0;
}

static gboolean
open_with_name (LwFileWriter *self)
{
  do
    {
      g_free (self->temporary);
      self->temporary = new_temporary_name (self->path);
      self->fd = g_open (self->temporary, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0644);
    }
  while (self->fd < 0 && errno == EEXIST);
  return self->fd >= 0;
}

/**
 * lw_file_writer_open:
 * @path: the file to write; its folder is made when missing
 * @error: return location: a #GIOErrorEnum code
 *
 * Opens a temporary file in the folder of @path. Nothing is at @path before lw_file_writer_commit().
 *
 * Returns: (transfer full) (nullable): the writer, or %NULL with @error set
 */
LwFileWriter *
lw_file_writer_open (const char  *path,
                     GError     **error)
{
  g_autoptr (LwFileWriter) self = NULL;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (LwFileWriter, 1);
  self->path = g_strdup (path);
  self->fd = -1;
  self->buffer = g_string_new (NULL);

  folder = g_path_get_dirname (path);
  if (g_mkdir_with_parents (folder, 0755) != 0)
    {
      fail (self, errno, error);
      return NULL;
    }

  if (!open_without_name (self, folder) && !open_with_name (self))
    {
      int saved_errno = errno;

      g_clear_pointer (&self->temporary, g_free);
      fail (self, saved_errno, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * lw_file_writer_set_durable:
 * @self: a writer
 * @durable: whether the commit waits until the bytes are on the disk, as it does by itself
 *
 * What can be made again at any time need not: readers see the old or the new file either way, but after a power
 * failure the new one may be missing, or of many files some. lw_file_sync_system() brings many to the disk at once.
 */
void
lw_file_writer_set_durable (LwFileWriter *self,
                            gboolean      durable)
{
  g_return_if_fail (self != NULL);

  self->quick = !durable;
}

static gboolean
write_all (LwFileWriter  *self,
           const char    *data,
           gsize          length,
           GError       **error)
{
  while (length > 0)
    {
      gssize n = write (self->fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail (self, errno, error);
      data += n;
      length -= n;
      self->n_written += n;
    }
#ifdef SYNC_FILE_RANGE_WRITE
  if (!self->quick && self->n_written - self->n_started >= EARLY_SIZE)
    {
      sync_file_range (self->fd, self->n_started, self->n_written - self->n_started, SYNC_FILE_RANGE_WRITE);
      self->n_started = self->n_written;
    }
#endif
  return TRUE;
}

/**
 * lw_file_writer_write:
 * @self: a writer
 * @data: (array length=length): bytes to append
 * @length: how many
 * @error: return location: a #GIOErrorEnum code, such as %G_IO_ERROR_NO_SPACE
 *
 * Returns: whether it worked
 */
gboolean
lw_file_writer_write (LwFileWriter  *self,
                      const void    *data,
                      gsize          length,
                      GError       **error)
{
  g_return_val_if_fail (self != NULL && self->fd >= 0, FALSE);
  g_return_val_if_fail (data != NULL || length == 0, FALSE);

  if (self->buffer->len + length > BUFFER_SIZE)
    {
      if (!write_all (self, self->buffer->str, self->buffer->len, error))
        return FALSE;
      g_string_truncate (self->buffer, 0);
    }
  if (length > BUFFER_SIZE)
    return write_all (self, data, length, error);
  g_string_append_len (self->buffer, data, length);
  return TRUE;
}

static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  /* Some file systems cannot sync a folder; the rename is then as durable as they make it. */
  if (fsync (fd) != 0)
    g_debug ("fsync of %s: %s", folder, g_strerror (errno));
  close (fd);
}

/* Gives a file without a name the target's when there is no target yet, else a temporary one. */
static gboolean
give_name (LwFileWriter  *self,
           GError       **error)
{
  g_autofree char *source = g_strdup_printf ("/proc/self/fd/%d", self->fd);
  g_autofree char *temporary = NULL;
  int result = linkat (AT_FDCWD, source, AT_FDCWD, self->path, AT_SYMLINK_FOLLOW);

  while (result != 0 && errno == EEXIST)
    {
      g_free (temporary);
      temporary = new_temporary_name (self->path);
      result = linkat (AT_FDCWD, source, AT_FDCWD, temporary, AT_SYMLINK_FOLLOW);
    }
  if (result != 0)
    return fail (self, errno, error);

  self->temporary = g_steal_pointer (&temporary);
  return TRUE;
}

/**
 * lw_file_writer_commit:
 * @self: a writer
 * @error: return location: a #GIOErrorEnum code
 *
 * Brings all bytes to the disk (unless that was declined) and puts the file in its place in one step. The writer can
 * only be freed after this.
 *
 * Returns: whether it worked; if not, the file that stood at the path is as it was
 */
gboolean
lw_file_writer_commit (LwFileWriter  *self,
                       GError       **error)
{
  g_return_val_if_fail (self != NULL && self->fd >= 0, FALSE);

  if (!write_all (self, self->buffer->str, self->buffer->len, error))
    return FALSE;
  if (!self->quick && fsync (self->fd) != 0)
    return fail (self, errno, error);
  if (self->temporary == NULL && !give_name (self, error))
    return FALSE;
  if (!g_close (g_steal_fd (&self->fd), error))
    return FALSE;
  if (self->temporary != NULL && g_rename (self->temporary, self->path) != 0)
    return fail (self, errno, error);
  g_clear_pointer (&self->temporary, g_free);
  if (!self->quick)
    sync_folder (self->path);
  return TRUE;
}

/**
 * lw_file_writer_free:
 * @self: (transfer full) (nullable): a writer; without a commit, nothing is left of it
 */
void
lw_file_writer_free (LwFileWriter *self)
{
  if (self == NULL)
    return;

  if (self->fd >= 0)
    close (self->fd);
  if (self->temporary != NULL)
    g_unlink (self->temporary);
  g_string_free (self->buffer, TRUE);
  g_free (self->temporary);
  g_free (self->path);
  g_free (self);
}

/**
 * lw_file_write:
 * @path: the file to write; its folder is made when missing
 * @data: (array length=length): its content
 * @length: the content's length in bytes
 * @error: return location: a #GIOErrorEnum code
 *
 * Returns: whether @path now has exactly this content, on disk
 */
gboolean
lw_file_write (const char  *path,
               const void  *data,
               gsize        length,
               GError     **error)
{
  g_autoptr (LwFileWriter) writer = lw_file_writer_open (path, error);

  return writer != NULL &&
         lw_file_writer_write (writer, data, length, error) &&
         lw_file_writer_commit (writer, error);
}

/**
 * lw_file_sync_system:
 * @path: a file or folder
 * @error: return location: a #GIOErrorEnum code
 *
 * Waits until all that was written to the file system of @path is on the disk: of many files, with less work than one
 * after the other.
 *
 * Returns: whether it is
 */
gboolean
lw_file_sync_system (const char  *path,
                     GError     **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean ok = fd >= 0 && syncfs (fd) == 0;
  int saved_errno = errno;

  if (fd >= 0)
    close (fd);
  if (!ok)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), _("“%s” cannot be written: %s"), path,
                 g_strerror (saved_errno));
  return ok;
}

/**
 * lw_file_is_temporary:
 * @name: the name of a file, without its folder
 *
 * Returns: whether a writer gives such names to files that are not in their place yet; one that no writer has open
 *   is what a killed process left
 */
gboolean
lw_file_is_temporary (const char *name)
{
  const char *digits;

  g_return_val_if_fail (name != NULL, FALSE);

  if (!g_str_has_prefix (name, TEMPORARY_PREFIX))
    return FALSE;
  digits = name + strlen (TEMPORARY_PREFIX);
  return strlen (digits) == TEMPORARY_DIGITS && strspn (digits, "0123456789abcdef") == TEMPORARY_DIGITS;
}
