/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The sample data set that comes with the studio. It is copied because a data set is named by its folder for as long as
 * its jobs live, and the installed one goes away with the program. */

#define G_LOG_DOMAIN "lw-shell"

#include "config.h"

#include "lw-sample.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

static gboolean
is_image (const char *name)
{
  return g_str_has_suffix (name, ".jpg") || g_str_has_suffix (name, ".png");
}

static gboolean
copy_folder (GFile         *from,
             GFile         *to,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (GFileEnumerator) children = NULL;

  if (g_mkdir_with_parents (g_file_peek_path (to), 0755) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _("The folder “%s” cannot be made: %s"),
                   g_file_peek_path (to), g_strerror (errno));
      return FALSE;
    }
  children = g_file_enumerate_children (from, G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                        G_FILE_QUERY_INFO_NONE, cancellable, error);
  if (children == NULL)
    return FALSE;

  while (TRUE)
    {
      GFileInfo *info;
      GFile *child;
      g_autoptr (GFile) copy = NULL;

      if (!g_file_enumerator_iterate (children, &info, &child, cancellable, error))
        return FALSE;
      if (info == NULL)
        return TRUE;

      copy = g_file_get_child (to, g_file_info_get_name (info));
      if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
        {
          if (!copy_folder (child, copy, cancellable, error))
            return FALSE;
        }
      else if (is_image (g_file_info_get_name (info)) &&
               !g_file_copy (child, copy, G_FILE_COPY_OVERWRITE, cancellable, NULL, NULL, error))
        return FALSE;
    }
}

static void
copy_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  const char *folder = g_getenv ("LW_SAMPLE_DIR");
  g_autoptr (GFile) from = g_file_new_for_path (folder != NULL ? folder : LW_SAMPLE_DIR);
  g_autoptr (GFile) to = g_file_new_build_filename (task_data, "sample", NULL);
  GError *error = NULL;

  if (copy_folder (from, to, cancellable, &error))
    {
      g_task_return_pointer (task, g_file_get_path (to), g_free);
      return;
    }
  g_prefix_error (&error, _("The sample data set in “%s” cannot be copied: "), g_file_peek_path (from));
  g_task_return_error (task, error);
}

/**
 * lw_sample_copy_async:
 * @workspace: the folder of a workspace
 * @cancellable: (nullable): stops it
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Puts the images of the sample data set into the folder "sample" of the workspace.
 */
void
lw_sample_copy_async (const char          *workspace,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (workspace != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, lw_sample_copy_async);
  g_task_set_name (task, "lw-sample-copy");
  g_task_set_task_data (task, g_strdup (workspace), g_free);
  g_task_run_in_thread (task, copy_thread);
}

/**
 * lw_sample_copy_finish:
 * @result: the result
 * @error: return location: a #GIOErrorEnum code
 *
 * Returns: (transfer full) (nullable): the folder with the images
 */
char *
lw_sample_copy_finish (GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
