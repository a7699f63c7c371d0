/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Images and labels as TFRecord, with one of two sets of names: the one that TensorFlow's own tools use, and the one of
 * FiftyOne's TFImageClassificationDataset. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-name.h"
#include "lw-export-writer.h"
#include "lw-tf-example.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  LwExportWriter  parent;
  LwTfExample    *example;
} TfrecordWriter;

/* Decoders make three channels of every image. */
#define DEPTH 3

static gboolean
open_tfrecord (LwExportWriter  *writer,
               GError         **error)
{
  TfrecordWriter *self = (TfrecordWriter *) writer;

  self->example = lw_tf_example_new ();
  return TRUE;
}

static void
add_text (TfrecordWriter *self,
          const char     *name,
          const char     *value)
{
  lw_tf_example_add_bytes (self->example, name, value, strlen (value));
}

static void
add_int (TfrecordWriter *self,
         const char     *name,
         gint64          value)
{
  lw_tf_example_add_ints (self->example, name, &value, 1);
}

/* "jpeg", or the extension of what nobody knows. */
static char *
dup_format (const LwImageInfo *info,
            const char        *name)
{
  const char *dot = strrchr (name, '.');

  if (info->format != LW_IMAGE_FORMAT_UNKNOWN)
    return g_ascii_strdown (lw_image_format_get_name (info->format), -1);
  return g_ascii_strdown (dot != NULL ? dot + 1 : "", -1);
}

static void
add_names_of_fiftyone (TfrecordWriter    *self,
                       const LwExportRow *row,
                       const LwImageInfo *info,
                       const char        *name,
                       const char        *format)
{
  const LwExportLabel *top = lw_export_row_get_top (row);

  add_int (self, "height", info->height);
  add_int (self, "width", info->width);
  add_int (self, "depth", DEPTH);
  add_text (self, "filename", name);
  add_text (self, "format", format);
  add_text (self, "label", top != NULL ? lw_export_classes_get (self->parent.job->classes, top->position)->name : "");
}

static void
add_labels (TfrecordWriter    *self,
            const LwExportRow *row)
{
  const LwExportLabel *top = lw_export_row_get_top (row);
  g_autofree gint64 *numbers = g_new (gint64, row->n_labels + 1);
  g_autofree float *confidences = g_new (float, row->n_labels + 1);

  numbers[0] = -1;
  for (guint i = 0; i < row->n_labels; i++)
    {
      numbers[i] = lw_export_classes_get (self->parent.job->classes, row->labels[i].position)->number;
      confidences[i] = (float) row->labels[i].confidence;
    }
  lw_tf_example_add_ints (self->example, "image/class/label", numbers, MAX (row->n_labels, 1));
  add_text (self, "image/class/text",
            top != NULL ? lw_export_classes_get (self->parent.job->classes, top->position)->name : "");
  lw_tf_example_add_floats (self->example, "image/class/confidence", confidences, row->n_labels);
}

static void
add_names_of_tensorflow (TfrecordWriter    *self,
                         const LwExportRow *row,
                         const LwImageInfo *info,
                         const char        *name,
                         const char        *format)
{
  add_int (self, "image/height", info->height);
  add_int (self, "image/width", info->width);
  add_int (self, "image/channels", DEPTH);
  add_text (self, "image/filename", name);
  add_text (self, "image/format", format);
  add_text (self, "image/source_ref", row->source_ref->str);
  add_labels (self, row);
}

static gboolean
add_tfrecord (LwExportWriter     *writer,
              const LwExportRow  *row,
              GError            **error)
{
  TfrecordWriter *self = (TfrecordWriter *) writer;
  gboolean fiftyone = writer->job->options->format == LW_EXPORT_FORMAT_TFRECORD_FIFTYONE;
  g_autofree char *name = lw_export_name_of_image (row->source_ref->str, row->row);
  g_autofree char *format = NULL;
  g_autoptr (GBytes) image = NULL;
  LwImageInfo info = { 0 };
  const void *data = "";
  gsize length = 0;

  if (writer->job->options->images == LW_EXPORT_IMAGES_COPY)
    {
      image = lw_export_image_source_read (writer->job->images, row->source_ref->str, writer->job->cancellable, error);
      if (image == NULL)
        return FALSE;
      data = g_bytes_get_data (image, &length);
      lw_image_info_read_bytes (&info, data, length);
      writer->job->n_images++;
    }
  format = dup_format (&info, name);
  lw_tf_example_reset (self->example);
  if (fiftyone)
    add_names_of_fiftyone (self, row, &info, name, format);
  else
    add_names_of_tensorflow (self, row, &info, name, format);
  if (image != NULL)
    lw_tf_example_add_bytes (self->example, fiftyone ? "image_bytes" : "image/encoded", data, length);
  lw_tf_example_append_record (self->example, writer->text);
  return TRUE;
}

static gboolean
close_tfrecord (LwExportWriter  *writer,
                GError         **error)
{
  return TRUE;
}

static void
clear_tfrecord (LwExportWriter *writer)
{
  lw_tf_example_free (((TfrecordWriter *) writer)->example);
}

const LwExportWriterClass lw_export_tfrecord_writer = {
  .size = sizeof (TfrecordWriter),
  .open = open_tfrecord,
  .add = add_tfrecord,
  .close = close_tfrecord,
  .clear = clear_tfrecord,
};
