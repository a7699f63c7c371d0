/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The objects of a bucket that is a folder, in byte order of their keys. Symbolic links to folders are not
 * followed, those to files only when the file is in the bucket too. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-bucket-list.h"

#include "lw-bucket-odd.h"
#include "lw-bucket-path.h"

#include "lw-file.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  const char   *root;
  const char   *bucket;
  const char   *prefix;
  GCancellable *cancellable;
  GPtrArray    *infos;
} LwBucketWalk;

/**
 * lw_bucket_info_new:
 * @bucket: a bucket
 * @key: a key in it
 * @status: of its file
 *
 * Returns: (transfer full): what there is to know of the object
 */
LwObjectInfo *
lw_bucket_info_new (const char        *bucket,
                    const char        *key,
                    const struct stat *status)
{
  g_autofree char *uri = g_strconcat ("s3://", bucket, "/", key, NULL);
  gint64 nanoseconds = (gint64) status->st_mtim.tv_sec * 1000000000 + status->st_mtim.tv_nsec;
  g_autofree char *etag = g_strdup_printf ("%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "-%" G_GUINT64_FORMAT,
                                           (gint64) status->st_size, nanoseconds, (guint64) status->st_ino);

  return lw_object_info_new (uri, status->st_size, nanoseconds / 1000, etag);
}

/* Whether what is below @folder can start with the prefix, or the prefix leads into it. */
static gboolean
folder_fits (const char *folder,
             const char *prefix)
{
  return strncmp (folder, prefix, MIN (strlen (folder), strlen (prefix))) == 0;
}

static void
add_file (LwBucketWalk *walk,
          const char   *key)
{
  g_autofree char *path = lw_bucket_path_resolve (walk->root, key, NULL);
  struct stat status;

  if (path != NULL && stat (path, &status) == 0 && S_ISREG (status.st_mode))
    g_ptr_array_add (walk->infos, lw_bucket_info_new (walk->bucket, key, &status));
}

static gboolean walk_folder (LwBucketWalk  *walk,
                             const char    *folder,
                             GError       **error);

static gboolean
visit (LwBucketWalk  *walk,
       const char    *folder,
       const char    *name,
       GError       **error)
{
  g_autofree char *key = g_strconcat (folder, name, NULL);
  g_autofree char *path = g_build_filename (walk->root, key, NULL);
  struct stat status;

  if (lstat (path, &status) != 0)
    return TRUE;
  if (S_ISDIR (status.st_mode))
    {
      g_autofree char *below = g_strconcat (key, "/", NULL);

      if (*folder == '\0' && g_str_equal (name, LW_BUCKET_ODD_FOLDER))
        return TRUE;
      return !folder_fits (below, walk->prefix) || walk_folder (walk, below, error);
    }
  if (!g_str_has_prefix (key, walk->prefix) || lw_file_is_temporary (name))
    return TRUE;
  if (S_ISREG (status.st_mode))
    g_ptr_array_add (walk->infos, lw_bucket_info_new (walk->bucket, key, &status));
  else if (S_ISLNK (status.st_mode))
    add_file (walk, key);
  return TRUE;
}

static gboolean
walk_folder (LwBucketWalk  *walk,
             const char    *folder,
             GError       **error)
{
  g_autofree char *path = g_build_filename (walk->root, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (g_cancellable_set_error_if_cancelled (walk->cancellable, error))
        return FALSE;
      /* A key is text: a name that is not cannot be one. */
      if (g_utf8_validate (name, -1, NULL) && !visit (walk, folder, name, error))
        return FALSE;
    }
  return TRUE;
}

static void
add_odd (const char *key,
         const char *path,
         gpointer    data)
{
  LwBucketWalk *walk = data;
  struct stat status;

  if (g_str_has_prefix (key, walk->prefix) && lstat (path, &status) == 0 && S_ISREG (status.st_mode))
    g_ptr_array_add (walk->infos, lw_bucket_info_new (walk->bucket, key, &status));
}

static int
compare_infos (gconstpointer a,
               gconstpointer b)
{
  const LwObjectInfo *const *first = a;
  const LwObjectInfo *const *second = b;

  return strcmp ((*first)->uri, (*second)->uri);
}

/* The deepest folder that all keys with the prefix are in, "" or with its slash. Long folders above it are not
 * read. */
static char *
get_start (const char *prefix)
{
  const char *slash = strrchr (prefix, '/');

  return slash != NULL ? g_strndup (prefix, slash - prefix + 1) : g_strdup ("");
}

static gboolean
folder_is_there (const char *root,
                 const char *folder)
{
  g_autofree char *key = NULL;
  g_autofree char *path = NULL;

  if (*folder == '\0')
    return TRUE;
  key = g_strndup (folder, strlen (folder) - 1);
  /* No folder has an empty name: such keys are odd ones. */
  if (*key == '\0' || *key == '/' || g_str_has_suffix (key, "/") || strstr (key, "//") != NULL)
    return FALSE;
  path = lw_bucket_path_resolve_folder (root, key, NULL);
  return path != NULL && g_file_test (path, G_FILE_TEST_IS_DIR);
}

/**
 * lw_bucket_list:
 * @root: the bucket's folder
 * @bucket: its name
 * @prefix: what the keys start with
 * @cancellable: (nullable): to stop it
 * @error: return location: a #GIOErrorEnum code
 *
 * Returns: (transfer full) (element-type LwObjectInfo) (nullable): the objects, in byte order of their keys
 */
GPtrArray *
lw_bucket_list (const char    *root,
                const char    *bucket,
                const char    *prefix,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autoptr (GPtrArray) infos = g_ptr_array_new_with_free_func ((GDestroyNotify) lw_object_info_free);
  g_autofree char *start = get_start (prefix);
  LwBucketWalk walk = { root, bucket, prefix, cancellable, infos };

  if (folder_is_there (root, start) && !walk_folder (&walk, start, error))
    return NULL;
  lw_bucket_odd_foreach (root, add_odd, &walk);
  g_ptr_array_sort (infos, compare_infos);
  return g_steal_pointer (&infos);
}

/**
 * lw_bucket_sweep:
 * @folder: a folder in which nobody is writing
 *
 * Removes, in it and below, the temporary files that lw-file.c leaves when its process is killed.
 */
void
lw_bucket_sweep (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        continue;
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        lw_bucket_sweep (path);
      else if (lw_file_is_temporary (name))
        g_unlink (path);
    }
}
