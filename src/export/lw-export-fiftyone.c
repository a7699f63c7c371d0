/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Images in data/ with a labels.json: FiftyOneImageClassificationDataset. An image is known by its name without the
 * extension, so that these are all different. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-name.h"
#include "lw-export-writer.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

/**
 * FiftyOneWriter:
 * @data: the folder of the images
 * @stems: (element-type utf8): names that are taken
 */
typedef struct
{
  LwExportWriter  parent;
  char           *data;
  GHashTable     *stems;
} FiftyOneWriter;

/* Classes are known by their place in the list. */
static gboolean
open_fiftyone (LwExportWriter  *writer,
               GError         **error)
{
  FiftyOneWriter *self = (FiftyOneWriter *) writer;

  self->stems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->data = g_build_filename (writer->path, "data", NULL);
  if (g_mkdir_with_parents (self->data, 0755) != 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _("The folder “%s” cannot be made: %s"),
                   self->data, g_strerror (code));
      return FALSE;
    }
  g_string_append (writer->text, "{\"classes\":[");
  for (guint i = 0; i < lw_export_classes_get_n (writer->job->classes); i++)
    {
      if (i > 0)
        g_string_append_c (writer->text, ',');
      lw_export_append_quoted (writer->text, lw_export_classes_get (writer->job->classes, i)->name);
    }
  g_string_append (writer->text, "],\"labels\":{");
  return TRUE;
}

static char *
dup_stem (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL && dot > name ? g_strndup (name, dot - name) : g_strdup (name);
}

/* The stem of a name that no image has yet, in @name too. */
static char *
take_stem (FiftyOneWriter     *self,
           const LwExportRow  *row,
           char              **name)
{
  g_autofree char *first = lw_export_name_of_image (row->source_ref->str, row->row);

  *name = g_strdup (first);
  for (guint attempt = 1;; attempt++)
    {
      g_autofree char *stem = dup_stem (*name);

      if (g_hash_table_add (self->stems, g_strdup (stem)))
        return g_steal_pointer (&stem);
      g_free (*name);
      *name = lw_export_name_vary (first, row->source_ref->str, row->row, attempt);
    }
}

static void
append_target (FiftyOneWriter      *self,
               const LwExportRow   *row,
               const LwExportLabel *label)
{
  GString *text = self->parent.text;
  LwExportJob *job = self->parent.job;

  g_string_append_printf (text, "{\"label\":%u", label->position);
  if (label->confidence >= 0)
    {
      g_string_append (text, ",\"confidence\":");
      lw_export_append_confidence (text, label->confidence);
    }
  if (job->options->low_confidence == LW_EXPORT_LOW_CONFIDENCE_MARK && job->options->min_confidence > 0)
    g_string_append_printf (text, ",\"attributes\":{\"low_confidence\":%s}", row->low ? "true" : "false");
  g_string_append_c (text, '}');
}

static void
append_targets (FiftyOneWriter    *self,
                const LwExportRow *row)
{
  GString *text = self->parent.text;

  if (self->parent.job->multi && self->parent.job->options->multi_label == LW_EXPORT_MULTI_LABEL_ALL &&
      row->state == LW_DATA_OBJECT_STATE_LABELED)
    {
      g_string_append_c (text, '[');
      for (guint i = 0; i < row->n_labels; i++)
        {
          if (i > 0)
            g_string_append_c (text, ',');
          append_target (self, row, &row->labels[i]);
        }
      g_string_append_c (text, ']');
    }
  else if (row->n_labels > 0)
    append_target (self, row, lw_export_row_get_top (row));
  else
    g_string_append (text, "null");
}

static gboolean
add_fiftyone (LwExportWriter     *writer,
              const LwExportRow  *row,
              GError            **error)
{
  FiftyOneWriter *self = (FiftyOneWriter *) writer;
  g_autofree char *name = NULL;
  g_autofree char *stem = NULL;
  g_autofree char *path = NULL;

  if (row->source_ref->len == 0)
    {
      g_set_error_literal (error, LW_EXPORT_ERROR, LW_EXPORT_ERROR_IMAGE, _("the line has no source-ref"));
      return FALSE;
    }
  stem = take_stem (self, row, &name);
  path = g_build_filename (self->data, name, NULL);
  if (!lw_export_image_source_place (writer->job->images, writer->job->options->images, row->source_ref->str, path,
                                     writer->job->cancellable, error))
    return FALSE;

  writer->job->n_images++;
  g_string_append (writer->text, writer->n_rows > 0 ? ",\n" : "\n");
  lw_export_append_quoted (writer->text, stem);
  g_string_append_c (writer->text, ':');
  append_targets (self, row);
  return TRUE;
}

static gboolean
close_fiftyone (LwExportWriter  *writer,
                GError         **error)
{
  g_string_append (writer->text, "\n}}\n");
  return TRUE;
}

static void
clear_fiftyone (LwExportWriter *writer)
{
  FiftyOneWriter *self = (FiftyOneWriter *) writer;

  g_free (self->data);
  g_clear_pointer (&self->stems, g_hash_table_unref);
}

const LwExportWriterClass lw_export_fiftyone_writer = {
  .size = sizeof (FiftyOneWriter),
  .main_name = "labels.json",
  .open = open_fiftyone,
  .add = add_fiftyone,
  .close = close_fiftyone,
  .clear = clear_fiftyone,
};
