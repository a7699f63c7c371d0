/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A manifest that lies in an object store, as a file on this computer. What is there of an object is in a file whose
 * name has its address and its version; while it is not complete, the name ends in ".part". Every range is asked for
 * with the version, so a file has bytes of one version only. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-download.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define RANGE_SIZE (8 * 1024 * 1024)

/* A range that cannot be read is asked for so often; the store has tried several times by then. */
#define MAX_TRIES 3

typedef struct
{
  LwObjectStore *store;
  const char    *uri;
  LwObjectInfo  *info;
  char          *path;
  char          *part;
  int            fd;
  guint64        done;
} Download;

static void
clear_download (Download *self)
{
  g_clear_pointer (&self->info, lw_object_info_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->part, g_free);
  if (self->fd >= 0)
    close (self->fd);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Download, clear_download)

static gboolean
fail (Download  *self,
      int        saved_errno,
      GError   **error)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), _("“%s” cannot be written: %s"), self->part,
               g_strerror (saved_errno));
  return FALSE;
}

/* Other versions of the object that are still there, or parts of them, are of no use. */
static void
remove_others (const char *folder,
               const char *prefix,
               const char *name)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *part = g_strconcat (name, ".part", NULL);
  const char *other;

  while (dir != NULL && (other = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, other, NULL);

      if (g_str_has_prefix (other, prefix) && strcmp (other, name) != 0 && strcmp (other, part) != 0)
        g_unlink (path);
    }
}

static void
name_files (Download   *self,
            const char *folder)
{
  g_autofree char *address = g_compute_checksum_for_string (G_CHECKSUM_SHA256, self->uri, -1);
  g_autofree char *version = g_strdup_printf ("%s\n%" G_GUINT64_FORMAT, self->info->etag, self->info->size);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, version, -1);
  g_autofree char *prefix = g_strdup_printf ("%.24s-", address);
  g_autofree char *name = g_strdup_printf ("%s%.24s.manifest", prefix, hash);

  self->path = g_build_filename (folder, name, NULL);
  self->part = g_strconcat (self->path, ".part", NULL);
  remove_others (folder, prefix, name);
}

/* What is in the part is what was read before. Locked, so that two programs do not write the same. */
static gboolean
open_part (Download  *self,
           GError   **error)
{
  GStatBuf status;

  self->fd = g_open (self->part, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (self->fd < 0)
    return fail (self, errno, error);
  if (flock (self->fd, LOCK_EX | LOCK_NB) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                   _("“%s” is being read by another program. Try again when it is done"), self->uri);
      return FALSE;
    }
  if (fstat (self->fd, &status) != 0)
    return fail (self, errno, error);
  self->done = (guint64) status.st_size;
  if (self->done <= self->info->size)
    return TRUE;
  self->done = 0;
  return ftruncate (self->fd, 0) == 0 || fail (self, errno, error);
}

static gboolean
is_final (const GError *error)
{
  return error->domain != G_IO_ERROR || error->code == G_IO_ERROR_CANCELLED || error->code == G_IO_ERROR_WRONG_ETAG ||
         error->code == G_IO_ERROR_NOT_FOUND || error->code == G_IO_ERROR_PERMISSION_DENIED;
}

static GBytes *
get_range (Download      *self,
           GCancellable  *cancellable,
           GError       **error)
{
  gssize length = (gssize) MIN (RANGE_SIZE, self->info->size - self->done);

  for (guint i = 1;; i++)
    {
      g_autoptr (GError) trouble = NULL;
      g_autoptr (GBytes) bytes = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      bytes = lw_object_store_get (self->store, self->uri, self->done, length, self->info->etag, cancellable, &trouble);
      if (bytes != NULL && g_bytes_get_size (bytes) > 0 && g_bytes_get_size (bytes) <= (gsize) length)
        return g_steal_pointer (&bytes);
      if (bytes != NULL)
        g_set_error (&trouble, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT,
                     _("“%s” ends at byte %" PRIu64 " of %" PRIu64), self->uri, self->done,
                     self->info->size);
      if (i < MAX_TRIES && !is_final (trouble))
        continue;
      g_propagate_error (error, g_steal_pointer (&trouble));
      return NULL;
    }
}

static gboolean
write_all (Download  *self,
           GBytes    *bytes,
           GError   **error)
{
  gsize left;
  const char *data = g_bytes_get_data (bytes, &left);

  while (left > 0)
    {
      gssize n = write (self->fd, data, left);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail (self, errno, error);
      data += n;
      left -= (gsize) n;
    }
  /* The length of the part is what is believed of it later. */
  return fdatasync (self->fd) == 0 || fail (self, errno, error);
}

/* An object that was changed meanwhile is another one. */
static gboolean
fail_changed (Download  *self,
              GError   **error)
{
  g_unlink (self->part);
  g_set_error (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_CHANGED,
               _("“%s” was changed while it was read. Open it again to read what is in it now"), self->uri);
  return FALSE;
}

static gboolean
read_rest (Download                *self,
           LwManifestProgressFunc   progress,
           gpointer                 progress_data,
           GCancellable            *cancellable,
           GError                 **error)
{
  while (self->done < self->info->size)
    {
      g_autoptr (GError) trouble = NULL;
      g_autoptr (GBytes) bytes = get_range (self, cancellable, &trouble);

      if (bytes == NULL && g_error_matches (trouble, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
        return fail_changed (self, error);
      if (bytes == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&trouble));
          return FALSE;
        }
      if (!write_all (self, bytes, error))
        return FALSE;
      self->done += g_bytes_get_size (bytes);
      if (progress != NULL)
        progress (self->done, self->info->size, progress_data);
    }
  return g_rename (self->part, self->path) == 0 || fail (self, errno, error);
}

static gboolean
is_complete (const Download *self)
{
  GStatBuf status;

  return g_stat (self->path, &status) == 0 && (guint64) status.st_size == self->info->size;
}

/**
 * lw_manifest_download:
 * @store: where the manifest is
 * @uri: its address
 * @folder: where copies are kept; it is made when it is not there
 * @progress: (nullable): called after each range
 * @progress_data: its data
 * @cancellable: (nullable): stops it; what was read stays for the next time
 * @error: return location: %LW_MANIFEST_ERROR_CHANGED when the object was changed meanwhile, %G_IO_ERROR_BUSY when
 *   another program reads it, or what the store says
 *
 * An object of a store that is a folder is not copied. A copy of the version that is there now is used again.
 *
 * Returns: (transfer full) (nullable): the path of a file that holds the whole object, or %NULL with @error set
 */
char *
lw_manifest_download (LwObjectStore           *store,
                      const char              *uri,
                      const char              *folder,
                      LwManifestProgressFunc   progress,
                      gpointer                 progress_data,
                      GCancellable            *cancellable,
                      GError                 **error)
{
  g_auto (Download) self = { .store = store, .uri = uri, .fd = -1 };
  g_autofree char *local = NULL;

  g_return_val_if_fail (LW_IS_OBJECT_STORE (store) && uri != NULL && folder != NULL, NULL);

  local = lw_object_store_dup_path (store, uri);
  if (local != NULL)
    return g_steal_pointer (&local);
  self.info = lw_object_store_head (store, uri, cancellable, error);
  if (self.info == NULL)
    return NULL;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      self.part = g_strdup (folder);
      fail (&self, errno, error);
      return NULL;
    }
  name_files (&self, folder);
  if (!is_complete (&self) &&
      (!open_part (&self, error) || !read_rest (&self, progress, progress_data, cancellable, error)))
    return NULL;
  return g_steal_pointer (&self.path);
}

typedef struct
{
  char *uri;
  char *folder;
} DownloadCall;

static void
download_call_free (gpointer data)
{
  DownloadCall *self = data;

  g_free (self->uri);
  g_free (self->folder);
  g_free (self);
}

static void
download_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  DownloadCall *call = task_data;
  GError *error = NULL;
  char *path = lw_manifest_download (source_object, call->uri, call->folder, NULL, NULL, cancellable, &error);

  if (path == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, path, g_free);
}

/**
 * lw_manifest_download_async:
 * @store: where the manifest is
 * @uri: its address
 * @folder: where copies are kept
 * @cancellable: (nullable): stops it
 * @callback: called when it is done
 * @user_data: its data
 *
 * See lw_manifest_download().
 */
void
lw_manifest_download_async (LwObjectStore       *store,
                            const char          *uri,
                            const char          *folder,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  DownloadCall *call;

  g_return_if_fail (LW_IS_OBJECT_STORE (store) && uri != NULL && folder != NULL);

  call = g_new0 (DownloadCall, 1);
  call->uri = g_strdup (uri);
  call->folder = g_strdup (folder);
  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, lw_manifest_download_async);
  g_task_set_name (task, "[labelwright] download manifest");
  g_task_set_task_data (task, call, download_call_free);
  g_task_run_in_thread (task, download_thread);
}

/**
 * lw_manifest_download_finish:
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (nullable): as of lw_manifest_download()
 */
char *
lw_manifest_download_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
