/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Buckets that are folders of this computer. The table of buckets is in the workspace's database. Any thread may
 * use it. Not for the engine's own state (see lw-engine-store.h). */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-directory-store.h"

#include "lw-bucket-list.h"
#include "lw-bucket-path.h"
#include "lw-engine-store.h"
#include "lw-workspace.h"

#include "lw-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Invariant: @buckets says what the database says; both change under @mutex. */
struct _LwDirectoryStore
{
  GObject        parent_instance;

  GMutex         mutex;
  GHashTable    *buckets;
  LwEngineStore *state;
  char          *own_folder;
};

static void lw_directory_store_iface_init (LwObjectStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LwDirectoryStore, lw_directory_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LW_TYPE_OBJECT_STORE, lw_directory_store_iface_init))

static char *
find_folder (LwDirectoryStore  *self,
             const char        *bucket,
             GError           **error)
{
  char *folder = lw_directory_store_dup_folder (self, bucket);

  if (folder == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 _("There is no bucket “%s” on this computer: say which folder holds its images"), bucket);
  return folder;
}

/* The path of an object, and its parts in @parts. */
static char *
resolve (LwDirectoryStore  *self,
         const char        *uri,
         LwS3Uri          **parts,
         GError           **error)
{
  g_autoptr (LwS3Uri) parsed = lw_s3_uri_parse (uri, error);
  g_autofree char *folder = parsed != NULL ? find_folder (self, parsed->bucket, error) : NULL;
  char *path = folder != NULL ? lw_bucket_path_resolve (folder, parsed->key, error) : NULL;

  if (path != NULL && parts != NULL)
    *parts = g_steal_pointer (&parsed);
  return path;
}

static gboolean
set_error (const char  *uri,
           int          saved_errno,
           GError     **error)
{
  if (saved_errno == ENOENT || saved_errno == ENOTDIR || saved_errno == EISDIR)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("There is no “%s”"), uri);
  else
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), _("“%s” cannot be read: %s"), uri,
                 g_strerror (saved_errno));
  return FALSE;
}

/* Opens a regular file; a pipe or a device in the folder is not an object, and must not block. */
static int
open_object (const char   *path,
             const char   *uri,
             struct stat  *status,
             GError      **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);

  if (fd < 0)
    {
      set_error (uri, errno, error);
      return -1;
    }
  if (fstat (fd, status) == 0 && S_ISREG (status->st_mode))
    return fd;
  close (fd);
  set_error (uri, ENOENT, error);
  return -1;
}

static LwObjectInfo *
lw_directory_store_head (LwObjectStore  *store,
                         const char     *uri,
                         GCancellable   *cancellable,
                         GError        **error)
{
  g_autoptr (LwS3Uri) parts = NULL;
  g_autofree char *path = resolve (LW_DIRECTORY_STORE (store), uri, &parts, error);
  struct stat status;

  if (path == NULL)
    return NULL;
  if (stat (path, &status) != 0)
    {
      set_error (uri, errno, error);
      return NULL;
    }
  if (!S_ISREG (status.st_mode))
    {
      set_error (uri, ENOENT, error);
      return NULL;
    }
  return lw_bucket_info_new (parts->bucket, parts->key, &status);
}

static GBytes *
read_range (int            fd,
            const char    *uri,
            guint64        offset,
            gsize          length,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autofree char *data = g_try_malloc (MAX (length, 1));
  gsize done = 0;

  if (data == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("“%s” is too large to be read at once"), uri);
      return NULL;
    }
  while (done < length)
    {
      gssize n;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      n = pread (fd, data + done, MIN (length - done, 8 * 1024 * 1024), offset + done);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          set_error (uri, errno, error);
          return NULL;
        }
      if (n == 0)
        break;
      done += n;
    }
  return g_bytes_new_take (g_steal_pointer (&data), done);
}

static GBytes *
lw_directory_store_get (LwObjectStore  *store,
                        const char     *uri,
                        guint64         offset,
                        gssize          length,
                        const char     *if_match,
                        GCancellable   *cancellable,
                        GError        **error)
{
  g_autoptr (LwS3Uri) parts = NULL;
  g_autofree char *path = resolve (LW_DIRECTORY_STORE (store), uri, &parts, error);
  g_autoptr (LwObjectInfo) info = NULL;
  struct stat status;
  GBytes *bytes = NULL;
  guint64 rest;
  int fd;

  if (path == NULL)
    return NULL;
  fd = open_object (path, uri, &status, error);
  if (fd < 0)
    return NULL;

  info = lw_bucket_info_new (parts->bucket, parts->key, &status);
  rest = offset < info->size ? info->size - offset : 0;
  if (if_match != NULL && !g_str_equal (if_match, info->etag))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG, _("“%s” changed while it was being read"), uri);
  else
    bytes = read_range (fd, uri, offset, length < 0 ? rest : MIN ((guint64) length, rest), cancellable, error);
  close (fd);
  return bytes;
}

static gboolean
lw_directory_store_put (LwObjectStore  *store,
                        const char     *uri,
                        GBytes         *content,
                        GCancellable   *cancellable,
                        GError        **error)
{
  g_autofree char *path = resolve (LW_DIRECTORY_STORE (store), uri, NULL, error);
  gsize length;
  gconstpointer data = g_bytes_get_data (content, &length);

  return path != NULL && lw_file_write (path, data, length, error);
}

static GPtrArray *
lw_directory_store_list (LwObjectStore  *store,
                         const char     *uri,
                         GCancellable   *cancellable,
                         GError        **error)
{
  g_autoptr (LwS3Uri) parts = lw_s3_uri_parse (uri, error);
  g_autofree char *folder = parts != NULL ? find_folder (LW_DIRECTORY_STORE (store), parts->bucket, error) : NULL;

  return folder != NULL ? lw_bucket_list (folder, parts->bucket, parts->key, cancellable, error) : NULL;
}

static gboolean
lw_directory_store_delete (LwObjectStore  *store,
                           const char     *uri,
                           GCancellable   *cancellable,
                           GError        **error)
{
  g_autofree char *path = resolve (LW_DIRECTORY_STORE (store), uri, NULL, error);

  if (path == NULL)
    return FALSE;
  if (g_unlink (path) == 0 || errno == ENOENT || errno == ENOTDIR)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _("“%s” cannot be deleted: %s"), uri,
               g_strerror (errno));
  return FALSE;
}

static char *
lw_directory_store_dup_path (LwObjectStore *store,
                             const char    *uri)
{
  return resolve (LW_DIRECTORY_STORE (store), uri, NULL, NULL);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static const char *
find_name (LwDirectoryStore *self,
           const char       *folder)
{
  const char *found = NULL;
  GHashTableIter iter;
  gpointer name, mapped;

  g_hash_table_iter_init (&iter, self->buckets);
  while (g_hash_table_iter_next (&iter, &name, &mapped))
    if (g_str_equal (mapped, folder) && (found == NULL || strcmp (name, found) < 0))
      found = name;
  return found;
}

static char *
choose_name (LwDirectoryStore *self,
             const char       *folder,
             const char       *wanted)
{
  g_autofree char *base_name = g_path_get_basename (folder);
  g_autofree char *suggestion = wanted != NULL && lw_s3_bucket_name_is_valid (wanted)
                                  ? g_strdup (wanted)
                                  : lw_s3_bucket_name_suggest (wanted != NULL ? wanted : base_name);
  char *name = g_strdup (suggestion);

  for (guint i = 2; g_hash_table_contains (self->buckets, name); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%.56s-%u", suggestion, i);
    }
  return name;
}

static gboolean
save_bucket (LwDirectoryStore  *self,
             const char        *name,
             const char        *folder,
             GError           **error)
{
  if (!lw_engine_store_save_bucket (self->state, name, folder, error))
    return FALSE;
  g_hash_table_replace (self->buckets, g_strdup (name), g_strdup (folder));
  return TRUE;
}

static gboolean
check_exact_name (const char  *bucket,
                  GError     **error)
{
  if (bucket != NULL && *bucket != '\0' && strchr (bucket, '/') == NULL &&
      !g_str_equal (bucket, LW_WORKSPACE_BUCKET))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               _("“%s” cannot stand for a folder of yours: choose another bucket name"),
               bucket != NULL ? bucket : "");
  return FALSE;
}

static char *
lw_directory_store_map_folder (LwObjectStore  *store,
                               const char     *folder,
                               const char     *bucket,
                               gboolean        exact,
                               GError        **error)
{
  LwDirectoryStore *self = LW_DIRECTORY_STORE (store);
  char *real = realpath (folder, NULL);
  char *name = NULL;

  if (real == NULL || !g_file_test (real, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("There is no folder “%s”"), folder);
      free (real);
      return NULL;
    }
  if (exact && !check_exact_name (bucket, error))
    {
      free (real);
      return NULL;
    }

  g_mutex_lock (&self->mutex);
  name = exact ? g_strdup (bucket) : g_strdup (find_name (self, real));
  if (name == NULL)
    name = choose_name (self, real, bucket);
  if (g_strcmp0 (g_hash_table_lookup (self->buckets, name), real) != 0 &&
      !save_bucket (self, name, real, error))
    g_clear_pointer (&name, g_free);
  g_mutex_unlock (&self->mutex);
  free (real);
  return name;
}

static void
lw_directory_store_iface_init (LwObjectStoreInterface *iface)
{
  iface->head = lw_directory_store_head;
  iface->get = lw_directory_store_get;
  iface->put = lw_directory_store_put;
  iface->list = lw_directory_store_list;
  iface->delete = lw_directory_store_delete;
  iface->dup_path = lw_directory_store_dup_path;
  iface->map_folder = lw_directory_store_map_folder;
}

static void
lw_directory_store_finalize (GObject *object)
{
  LwDirectoryStore *self = LW_DIRECTORY_STORE (object);

  g_clear_pointer (&self->buckets, g_hash_table_unref);
  g_clear_pointer (&self->state, lw_engine_store_free);
  g_clear_pointer (&self->own_folder, g_free);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (lw_directory_store_parent_class)->finalize (object);
}

static void
lw_directory_store_class_init (LwDirectoryStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_directory_store_finalize;
}

static void
lw_directory_store_init (LwDirectoryStore *self)
{
  g_mutex_init (&self->mutex);
}

/**
 * lw_directory_store_open:
 * @workspace: the folder of a workspace; made when missing
 * @error: return location: a #GIOErrorEnum code
 *
 * Returns: (transfer full) (nullable): the workspace's buckets
 */
LwDirectoryStore *
lw_directory_store_open (const char  *workspace,
                         GError     **error)
{
  g_autoptr (LwDirectoryStore) self = g_object_new (LW_TYPE_DIRECTORY_STORE, NULL);
  g_autofree char *database = NULL;
  char *real;

  g_return_val_if_fail (workspace != NULL, NULL);

  self->own_folder = g_build_filename (workspace, LW_WORKSPACE_OBJECTS, NULL);
  if (!lw_workspace_make_folder (self->own_folder, error))
    return NULL;
  database = g_build_filename (workspace, LW_WORKSPACE_DATABASE, NULL);
  self->state = lw_engine_store_open (database, error);
  if (self->state == NULL)
    return NULL;
  self->buckets = lw_engine_store_load_buckets (self->state, error);
  if (self->buckets == NULL)
    return NULL;

  real = realpath (self->own_folder, NULL);
  g_hash_table_replace (self->buckets, g_strdup (LW_WORKSPACE_BUCKET),
                        g_strdup (real != NULL ? real : self->own_folder));
  free (real);
  return g_steal_pointer (&self);
}

/**
 * lw_directory_store_dup_buckets:
 * @self: a store
 *
 * Returns: (transfer full) (array zero-terminated=1): the names of its buckets, in order
 */
char **
lw_directory_store_dup_buckets (LwDirectoryStore *self)
{
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  g_return_val_if_fail (LW_IS_DIRECTORY_STORE (self), NULL);

  g_mutex_lock (&self->mutex);
  g_hash_table_iter_init (&iter, self->buckets);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, g_strdup (name));
  g_mutex_unlock (&self->mutex);
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

/**
 * lw_directory_store_dup_folder:
 * @self: a store
 * @bucket: a name
 *
 * Returns: (transfer full) (nullable): the bucket's folder, %NULL when there is no such bucket
 */
char *
lw_directory_store_dup_folder (LwDirectoryStore *self,
                               const char       *bucket)
{
  char *folder;

  g_return_val_if_fail (LW_IS_DIRECTORY_STORE (self), NULL);

  g_mutex_lock (&self->mutex);
  folder = g_strdup (g_hash_table_lookup (self->buckets, bucket));
  g_mutex_unlock (&self->mutex);
  return folder;
}

/**
 * lw_directory_store_forget_bucket:
 * @self: a store
 * @bucket: a bucket, not the workspace's own
 * @error: return location
 *
 * The folder stays as it is.
 *
 * Returns: whether the name stands for nothing now
 */
gboolean
lw_directory_store_forget_bucket (LwDirectoryStore  *self,
                                  const char        *bucket,
                                  GError           **error)
{
  gboolean ok;

  g_return_val_if_fail (LW_IS_DIRECTORY_STORE (self), FALSE);
  g_return_val_if_fail (!g_str_equal (bucket, LW_WORKSPACE_BUCKET), FALSE);

  g_mutex_lock (&self->mutex);
  ok = lw_engine_store_delete_bucket (self->state, bucket, error);
  if (ok)
    g_hash_table_remove (self->buckets, bucket);
  g_mutex_unlock (&self->mutex);
  return ok;
}
