/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Images in a folder for each class: torchvision's ImageFolder, and what Ultralytics reads. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-writer.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

static gboolean
make_folder (const char  *path,
             GError     **error)
{
  int code;

  if (g_mkdir_with_parents (path, 0755) == 0)
    return TRUE;
  code = errno;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _("The folder “%s” cannot be made: %s"), path,
               g_strerror (code));
  return FALSE;
}

/* Folders cannot tell every name; the file beside them does. */
static gboolean
write_names (LwExportWriter  *self,
             GError         **error)
{
  g_autofree char *path = g_build_filename (self->path, "classes.tsv", NULL);
  g_autoptr (GString) text = g_string_new ("folder\tclass\n");

  for (guint i = 0; i < lw_export_classes_get_n (self->job->classes); i++)
    {
      const LwExportClass *class = lw_export_classes_get (self->job->classes, i);
      g_autofree char *name = g_strdelimit (g_strdup (class->name), "\t\r\n", ' ');

      g_string_append_printf (text, "%s\t%s\n", class->folder, name);
    }
  return lw_file_write (path, text->str, text->len, error);
}

/* Every class has its folder, one without images too: numbers that readers give to folders are then the same in all
 * sets. */
static gboolean
open_tree (LwExportWriter  *self,
           GError         **error)
{
  for (guint i = 0; i < lw_export_classes_get_n (self->job->classes); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, lw_export_classes_get (self->job->classes, i)->folder,
                                                NULL);

      if (!make_folder (path, error))
        return FALSE;
    }
  return !lw_export_classes_are_renamed (self->job->classes) || write_names (self, error);
}

static gboolean
place (LwExportWriter     *self,
       const LwExportRow  *row,
       const char         *folder,
       GError            **error)
{
  g_autofree char *name = lw_export_writer_place_image (self, row, folder, error);

  return name != NULL;
}

static gboolean
add_to_tree (LwExportWriter     *self,
             const LwExportRow  *row,
             GError            **error)
{
  g_autofree char *base = row->low ? g_build_filename (self->folder, LW_EXPORT_LOW_FOLDER, NULL)
                                   : g_strdup (self->folder);

  if (row->n_labels == 0)
    {
      g_autofree char *path = g_build_filename (base, LW_EXPORT_UNLABELED_FOLDER, NULL);

      return make_folder (path, error) && place (self, row, path, error);
    }
  for (guint i = 0; i < row->n_labels; i++)
    {
      const LwExportClass *class = lw_export_classes_get (self->job->classes, row->labels[i].position);
      g_autofree char *path = g_build_filename (base, class->folder, NULL);

      if ((row->low && !make_folder (path, error)) || !place (self, row, path, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
close_tree (LwExportWriter  *self,
            GError         **error)
{
  return TRUE;
}

const LwExportWriterClass lw_export_tree_writer = {
  .size = sizeof (LwExportWriter),
  .open = open_tree,
  .add = add_to_tree,
  .close = close_tree,
};
