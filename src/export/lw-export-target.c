/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where an export goes: a file, or a folder that is made under another name and gets its own when all is in it. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-target.h"

#include "lw-export.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/**
 * LwExportTarget:
 * @path: what is to be there in the end
 * @temporary: (nullable): the folder until then
 */
struct _LwExportTarget
{
  char *path;
  char *temporary;
};

static gboolean
fail (const char  *path,
      int          code,
      GError     **error)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _("“%s” cannot be written: %s"), path,
               g_strerror (code));
  return FALSE;
}

static gboolean
is_empty_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);

  return folder != NULL && g_dir_read_name (folder) == NULL;
}

static gboolean
check_folder (const char  *path,
              GError     **error)
{
  struct stat status;

  if (lstat (path, &status) != 0 || is_empty_folder (path))
    return TRUE;
  g_set_error (error, LW_EXPORT_ERROR, LW_EXPORT_ERROR_EXISTS,
               S_ISDIR (status.st_mode) ? _("“%s” is not empty: choose an empty folder, or a new name")
                                        : _("“%s” is there already, and is not a folder"), path);
  return FALSE;
}

static gboolean
make_temporary (LwExportTarget  *self,
                GError         **error)
{
  g_autofree char *parent = g_path_get_dirname (self->path);

  if (g_mkdir_with_parents (parent, 0755) != 0)
    return fail (parent, errno, error);
  self->temporary = g_build_filename (parent, ".lw-export-XXXXXX", NULL);
  if (g_mkdtemp_full (self->temporary, 0755) == NULL)
    {
      g_clear_pointer (&self->temporary, g_free);
      return fail (self->path, errno, error);
    }
  return TRUE;
}

/**
 * lw_export_target_open:
 * @path: the destination
 * @is_folder: whether it is a folder
 * @error: return location: %LW_EXPORT_ERROR_EXISTS, or a #GIOErrorEnum code
 *
 * Returns: (transfer full) (nullable): the target; nothing is at @path before it is committed
 */
LwExportTarget *
lw_export_target_open (const char  *path,
                       gboolean     is_folder,
                       GError     **error)
{
  g_autoptr (LwExportTarget) self = g_new0 (LwExportTarget, 1);
  gsize length;

  self->path = g_strdup (path);
  for (length = strlen (path); length > 1 && path[length - 1] == G_DIR_SEPARATOR; length--)
    self->path[length - 1] = '\0';
  if (is_folder && (!check_folder (self->path, error) || !make_temporary (self, error)))
    return NULL;
  if (!is_folder && g_file_test (self->path, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, LW_EXPORT_ERROR, LW_EXPORT_ERROR_EXISTS,
                   _("“%s” is a folder: name the file to write"), self->path);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/* Only what this export made: links are not followed. */
static void
remove_tree (const char *path)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  if (g_unlink (path) == 0)
    return;
  folder = g_dir_open (path, 0, NULL);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  if (g_rmdir (path) != 0)
    g_debug ("%s: %s", path, g_strerror (errno));
}

/**
 * lw_export_target_free:
 * @self: (transfer full) (nullable): a target; without a commit, nothing is left of its folder
 */
void
lw_export_target_free (LwExportTarget *self)
{
  if (self == NULL)
    return;

  if (self->temporary != NULL)
    remove_tree (self->temporary);
  g_free (self->temporary);
  g_free (self->path);
  g_free (self);
}

/**
 * lw_export_target_get_path:
 * @self: a target
 *
 * Returns: (transfer none): where to write before the commit
 */
const char *
lw_export_target_get_path (LwExportTarget *self)
{
  return self->temporary != NULL ? self->temporary : self->path;
}

/**
 * lw_export_target_dup_set_path:
 * @self: a target that is a folder
 * @options: what is written
 * @name: the name of a set, "train"
 *
 * Returns: (transfer full): where that set goes: a folder of that name, or a file
 */
char *
lw_export_target_dup_set_path (LwExportTarget        *self,
                               const LwExportOptions *options,
                               const char            *name)
{
  const LwExportFormatInfo *info = lw_export_format_get_info (options->format);
  gboolean is_file = info->shape == LW_EXPORT_SHAPE_LINES || info->shape == LW_EXPORT_SHAPE_ARCHIVE ||
                     (info->shape == LW_EXPORT_SHAPE_LIST && options->images <= LW_EXPORT_IMAGES_REFERENCE);
  g_autofree char *full = g_strconcat (name, is_file ? info->extension : "", NULL);

  return g_build_filename (lw_export_target_get_path (self), full, NULL);
}

/**
 * lw_export_target_commit:
 * @self: a target
 * @error: return location: a #GIOErrorEnum code
 *
 * Returns: whether all is in its place
 */
gboolean
lw_export_target_commit (LwExportTarget  *self,
                         GError         **error)
{
  if (self->temporary == NULL)
    return TRUE;
  /* An empty folder in the way is replaced; anything that came meanwhile is not. */
  if (g_rename (self->temporary, self->path) != 0)
    return fail (self->path, errno, error);
  g_clear_pointer (&self->temporary, g_free);
  return TRUE;
}
