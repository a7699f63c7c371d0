/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From a key to a file inside a bucket's folder, and never to one outside of it. Not for listing. */

#define G_LOG_DOMAIN "lw-engine"

#include "config.h"

#include "lw-bucket-path.h"

#include "lw-bucket-odd.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_KEY_LENGTH 1024

/**
 * lw_bucket_key_check:
 * @key: the key of an object
 * @error: return location: %G_IO_ERROR_INVALID_FILENAME
 *
 * Every key of S3 has its file, but for those with a part "." or "..".
 *
 * Returns: whether @key may be the name of a file in a bucket's folder
 */
gboolean
lw_bucket_key_check (const char  *key,
                     GError     **error)
{
  const char *part = key;
  gboolean ok;

  g_return_val_if_fail (key != NULL, FALSE);

  ok = *key != '\0' && strlen (key) <= MAX_KEY_LENGTH;
  while (ok && part != NULL)
    {
      gsize length = strcspn (part, "/");

      ok = !(length == 1 && part[0] == '.') && !(length == 2 && part[0] == '.' && part[1] == '.');
      part = part[length] == '/' ? part + length + 1 : NULL;
    }
  if (!ok)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME,
                 _("The key “%s” cannot be the name of a file in a folder"), key);
  return ok;
}

/* The deepest folder above @path that exists, without symbolic links. */
static char *
resolve_existing (const char *path)
{
  g_autofree char *current = g_strdup (path);

  for (;;)
    {
      char *real = realpath (current, NULL);
      char *parent;

      if (real != NULL || (errno != ENOENT && errno != ENOTDIR))
        return real;
      parent = g_path_get_dirname (current);
      if (g_str_equal (parent, current))
        {
          g_free (parent);
          return NULL;
        }
      g_free (current);
      current = parent;
    }
}

static gboolean
is_inside (const char *path,
           const char *root)
{
  gsize length = strlen (root);

  /* The root folder itself ends in its slash. */
  if (length > 0 && root[length - 1] == '/')
    length--;
  return strncmp (path, root, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

/* The key as a path of names, unless it cannot be one or another key is in its way. A file in the folder of odd keys
 * stays there when the way has become free. */
static char *
choose_path (const char *root,
             const char *key)
{
  g_autofree char *odd = lw_bucket_odd_dup_path (root, key);
  g_autofree char *plain = g_build_filename (root, key, NULL);
  GStatBuf status;

  if (!lw_bucket_key_is_plain (key))
    return g_steal_pointer (&odd);
  if (g_lstat (plain, &status) == 0)
    return S_ISDIR (status.st_mode) || !lw_bucket_name_is_exact (root, key) ? g_steal_pointer (&odd)
                                                                            : g_steal_pointer (&plain);
  return errno == ENOTDIR || g_lstat (odd, &status) == 0 ? g_steal_pointer (&odd) : g_steal_pointer (&plain);
}

/* Takes @path when it is in @real_root or, as far as it exists, leads there. */
static char *
check_path (const char  *root,
            const char  *real_root,
            const char  *key,
            char        *path,
            GError     **error)
{
  g_autofree char *taken = path;
  char *real = resolve_existing (path);
  gboolean inside = real != NULL && is_inside (real, real_root);

  free (real);
  if (inside)
    return g_steal_pointer (&taken);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
               _("“%s” leads out of the folder “%s” and is not used"), key, root);
  return NULL;
}

static char *
resolve (const char  *root,
         const char  *key,
         gboolean     is_folder,
         GError     **error)
{
  char *real_root;
  char *path;

  if (!lw_bucket_key_check (key, error))
    return NULL;
  real_root = realpath (root, NULL);
  if (real_root == NULL)
    {
      int saved_errno = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
                   _("The folder “%s” is not there: %s"), root, g_strerror (saved_errno));
      return NULL;
    }
  path = is_folder ? g_build_filename (real_root, key, NULL) : choose_path (real_root, key);
  path = check_path (root, real_root, key, path, error);
  free (real_root);
  return path;
}

/**
 * lw_bucket_path_resolve:
 * @root: a bucket's folder
 * @key: a key in it
 * @error: return location: %G_IO_ERROR_NOT_FOUND when the folder is not there, %G_IO_ERROR_INVALID_FILENAME for a
 *   key that no file can have, %G_IO_ERROR_PERMISSION_DENIED when a symbolic link leads out of the folder
 *
 * The file itself need not exist.
 *
 * Returns: (transfer full) (nullable): the file's path
 */
char *
lw_bucket_path_resolve (const char  *root,
                        const char  *key,
                        GError     **error)
{
  g_return_val_if_fail (root != NULL, NULL);

  return resolve (root, key, FALSE, error);
}

/**
 * lw_bucket_path_resolve_folder:
 * @root: a bucket's folder
 * @key: the names of folders in it, joined with slashes
 * @error: return location: as lw_bucket_path_resolve()
 *
 * Returns: (transfer full) (nullable): the path of this folder, which need not exist
 */
char *
lw_bucket_path_resolve_folder (const char  *root,
                               const char  *key,
                               GError     **error)
{
  g_return_val_if_fail (root != NULL, NULL);

  return resolve (root, key, TRUE, error);
}
