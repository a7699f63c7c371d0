/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One object becomes a file. A small one has no name before it is whole. A large one has a temporary name that follows
 * from what it is a copy of, so that whoever comes next finds what is there of it; its bytes are asked for with
 * If-Match, so that two versions of an object never become one file. */

#define G_LOG_DOMAIN "lw-aws"

#include "config.h"

#include "lw-s3-download.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lw-aws-error.h"
#include "lw-file.h"

/* What would take more than a moment to begin again. */
#define MIN_RESUMABLE (16 * 1024 * 1024)

typedef struct
{
  LwS3Client         *client;
  const LwObjectInfo *object;
  LwObjectInfo       *now;
  const char         *path;
  LwS3Uri            *uri;
  LwS3ProgressFunc    progress;
  gpointer            progress_data;
  GCancellable       *cancellable;

  LwFileWriter       *writer;
  char               *part;
  int                 fd;
  gint64              n_done;
} Download;

static void
download_clear (Download *self)
{
  g_clear_pointer (&self->uri, lw_s3_uri_free);
  g_clear_pointer (&self->now, lw_object_info_free);
  g_clear_pointer (&self->writer, lw_file_writer_free);
  g_clear_pointer (&self->part, g_free);
  if (self->fd >= 0)
    close (self->fd);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Download, download_clear)

static gboolean
fail (Download  *self,
      int        saved_errno,
      GError   **error)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), _("“%s” cannot be written: %s"), self->path,
               g_strerror (saved_errno));
  return FALSE;
}

static void
count (Download *self,
       gint64    n_bytes)
{
  self->n_done += n_bytes;
  if (self->progress != NULL)
    self->progress (n_bytes, self->progress_data);
}

/* Never more than there are: what sends more is not the object that was asked for. */
static gboolean
check_length (Download  *self,
              gsize      length,
              GError   **error)
{
  if (length <= self->object->size - (guint64) self->n_done)
    return TRUE;
  g_set_error (error, LW_AWS_ERROR, LW_AWS_ERROR_BAD_ANSWER, _("“%s” is longer than the server said"),
               self->object->uri);
  return FALSE;
}

static gboolean
write_small (gconstpointer   data,
             gsize           length,
             gpointer        user_data,
             GError        **error)
{
  Download *self = user_data;

  if (!lw_file_writer_write (self->writer, data, length, error))
    return FALSE;
  count (self, (gint64) length);
  return TRUE;
}

static gboolean
write_large (gconstpointer   data,
             gsize           length,
             gpointer        user_data,
             GError        **error)
{
  Download *self = user_data;
  const char *next = data;

  if (!check_length (self, length, error))
    return FALSE;
  while (length > 0)
    {
      gssize n = write (self->fd, next, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail (self, errno, error);
      next += n;
      length -= (gsize) n;
      count (self, n);
    }
  return TRUE;
}

static gboolean
check_complete (Download  *self,
                GError   **error)
{
  if ((guint64) self->n_done == self->object->size)
    return TRUE;
  g_set_error (error, LW_AWS_ERROR, LW_AWS_ERROR_NETWORK, _("“%s” ended too early"), self->object->uri);
  return FALSE;
}

/* One answer is one version of the object, be it the one that was listed or a newer one. */
static gboolean
download_small (Download  *self,
                GError   **error)
{
  self->writer = lw_file_writer_open (self->path, error);
  if (self->writer == NULL)
    return FALSE;
  lw_file_writer_set_durable (self->writer, FALSE);
  return lw_s3_client_fetch (self->client, self->uri, 0, NULL, write_small, self, self->cancellable, error)
         && lw_file_writer_commit (self->writer, error);
}

/* A name that lw_file_is_temporary() knows. */
static char *
dup_part_name (Download *self)
{
  g_autofree char *canonical = g_canonicalize_filename (self->path, NULL);
  g_autofree char *folder = g_path_get_dirname (canonical);
  g_autofree char *what = g_strdup_printf ("%s\n%s\n%s", self->object->uri, self->object->etag, canonical);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, what, -1);
  g_autofree char *name = g_strdup_printf (".lw-%.16s", hash);

  return g_build_filename (folder, name, NULL);
}

/* Opens what is there of it; only one process at a time goes on with it. */
static gboolean
open_part (Download  *self,
           GError   **error)
{
  g_autofree char *folder = NULL;
  struct stat status;

  self->part = dup_part_name (self);
  folder = g_path_get_dirname (self->part);
  if (g_mkdir_with_parents (folder, 0755) != 0)
    return fail (self, errno, error);
  self->fd = g_open (self->part, O_CREAT | O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0644);
  if (self->fd < 0 || fstat (self->fd, &status) != 0)
    return fail (self, errno, error);
  if (flock (self->fd, LOCK_EX | LOCK_NB) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, _("Another program is downloading “%s”"), self->path);
      return FALSE;
    }
  if ((guint64) status.st_size > self->object->size && ftruncate (self->fd, 0) != 0)
    return fail (self, errno, error);
  count (self, (guint64) status.st_size > self->object->size ? 0 : status.st_size);
  return TRUE;
}

/* Whether a later run should find what is there: not when the object is another one now. */
static gboolean
is_worth_keeping (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         || g_error_matches (error, LW_AWS_ERROR, LW_AWS_ERROR_NETWORK)
         || g_error_matches (error, LW_AWS_ERROR, LW_AWS_ERROR_SERVICE)
         || g_error_matches (error, LW_AWS_ERROR, LW_AWS_ERROR_THROTTLED)
         || g_error_matches (error, LW_AWS_ERROR, LW_AWS_ERROR_SIGN_IN)
         || g_error_matches (error, LW_AWS_ERROR, LW_AWS_ERROR_CREDENTIALS)
         || error->domain == G_IO_ERROR;
}

static gboolean
fetch_rest (Download  *self,
            GError   **error)
{
  g_autoptr (GError) problem = NULL;

  if (!open_part (self, error))
    return FALSE;
  if ((guint64) self->n_done >= self->object->size
      || lw_s3_client_fetch (self->client, self->uri, (guint64) self->n_done, self->object->etag, write_large, self,
                             self->cancellable, &problem))
    return TRUE;
  if (!is_worth_keeping (problem))
    g_unlink (self->part);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* The object is not the one that was listed: begins again with the one that is there now, if that is another one. */
static gboolean
take_new_version (Download *self)
{
  LwObjectInfo *now = lw_s3_client_head (self->client, self->uri, self->cancellable, NULL);

  if (now == NULL || strcmp (now->etag, self->object->etag) == 0)
    {
      lw_object_info_free (now);
      return FALSE;
    }
  self->now = now;
  self->object = now;
  count (self, -self->n_done);
  g_clear_pointer (&self->part, g_free);
  close (self->fd);
  self->fd = -1;
  return TRUE;
}

static gboolean
download_large (Download  *self,
                GError   **error)
{
  g_autoptr (GError) problem = NULL;
  gboolean done = fetch_rest (self, &problem);

  if (!done && g_error_matches (problem, LW_AWS_ERROR, LW_AWS_ERROR_PRECONDITION) && take_new_version (self))
    {
      g_clear_error (&problem);
      done = fetch_rest (self, &problem);
    }
  if (!done)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (!check_complete (self, error))
    return FALSE;
  /* Large and long in the making: it shall survive a power failure. */
  if (fdatasync (self->fd) != 0 || g_rename (self->part, self->path) != 0)
    return fail (self, errno, error);
  return TRUE;
}

/* A copy is as old as what it is a copy of: that is how the next sync knows it. */
static void
set_time (Download *self)
{
  struct timespec times[2] = { { .tv_nsec = UTIME_OMIT }, { .tv_sec = self->object->modified / G_USEC_PER_SEC } };

  times[1].tv_nsec = self->object->modified % G_USEC_PER_SEC * 1000;
  if (self->object->modified > 0 && utimensat (AT_FDCWD, self->path, times, 0) != 0)
    g_debug ("time of %s: %s", self->path, g_strerror (errno));
}

/**
 * lw_s3_download:
 * @client: a client
 * @object: what to read
 * @path: the file to make or to replace; its folder is made when missing
 * @progress: (nullable) (scope call): told of bytes
 * @progress_data: for @progress
 * @cancellable: (nullable): ends it; what is there of a large object stays for the next time
 * @error: %LW_AWS_ERROR, %G_IO_ERROR
 *
 * Returns: whether the file is there, whole, as old as the object; if not, what was at @path is as it was
 */
gboolean
lw_s3_download (LwS3Client          *client,
                const LwObjectInfo  *object,
                const char          *path,
                LwS3ProgressFunc     progress,
                gpointer             progress_data,
                GCancellable        *cancellable,
                GError             **error)
{
  g_auto (Download) self = { .client = client, .object = object, .path = path, .progress = progress,
                             .progress_data = progress_data, .cancellable = cancellable, .fd = -1 };
  gboolean done;

  g_return_val_if_fail (LW_IS_S3_CLIENT (client) && object != NULL && path != NULL, FALSE);

  self.uri = lw_s3_uri_parse (object->uri, error);
  if (self.uri == NULL)
    return FALSE;
  done = object->size < MIN_RESUMABLE ? download_small (&self, error) : download_large (&self, error);
  if (done)
    set_time (&self);
  else
    count (&self, -self.n_done);
  return done;
}
