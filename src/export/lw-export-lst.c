/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists for MXNet's im2rec and SageMaker's own image classification: number, class, path. Several labels are a column a
 * class with 0 or 1. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-writer.h"

#include "lw-s3-uri.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
open_lst (LwExportWriter  *self,
          GError         **error)
{
  return TRUE;
}

/* Where the image is below the place that training gets: its key in the bucket. */
static char *
dup_path (LwExportWriter     *self,
          const LwExportRow  *row,
          GError            **error)
{
  g_autoptr (LwS3Uri) uri = NULL;

  if (self->folder != NULL)
    return lw_export_writer_dup_file_name (self, row, error);
  uri = lw_s3_uri_parse (row->source_ref->str, NULL);
  return g_strdup (uri != NULL ? uri->key : row->source_ref->str);
}

static void
append_columns (LwExportWriter    *self,
                const LwExportRow *row)
{
  for (guint i = 0; i < lw_export_classes_get_n (self->job->classes); i++)
    {
      gboolean has = FALSE;

      for (guint k = 0; k < row->n_labels; k++)
        has |= row->labels[k].position == i;
      g_string_append (self->text, has ? "\t1" : "\t0");
    }
}

static gboolean
add_lst (LwExportWriter     *self,
         const LwExportRow  *row,
         GError            **error)
{
  g_autofree char *path = dup_path (self, row, error);

  if (path == NULL)
    return FALSE;
  if (*path == '\0' || strpbrk (path, "\t\r\n") != NULL)
    {
      g_set_error_literal (error, LW_EXPORT_ERROR, LW_EXPORT_ERROR_IMAGE,
                           _("the address cannot stand in a list: it is empty, or has a tab or a line break"));
      return FALSE;
    }
  g_string_append_printf (self->text, "%" G_GUINT64_FORMAT, self->n_rows);
  if (self->job->multi && self->job->options->multi_label == LW_EXPORT_MULTI_LABEL_ALL)
    append_columns (self, row);
  else
    g_string_append_printf (self->text, "\t%" G_GINT64_FORMAT,
                            lw_export_classes_get (self->job->classes, lw_export_row_get_top (row)->position)->number);
  g_string_append_printf (self->text, "\t%s\n", path);
  return TRUE;
}

static gboolean
close_lst (LwExportWriter  *self,
           GError         **error)
{
  return TRUE;
}

const LwExportWriterClass lw_export_lst_writer = {
  .size = sizeof (LwExportWriter),
  .main_name = "images.lst",
  .open = open_lst,
  .add = add_lst,
  .close = close_lst,
};
