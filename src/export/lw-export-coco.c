/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* COCO-style JSON: images, categories and annotations without boxes, as several readers take it. Annotations stand
 * behind the images, so that they wait in a file without a name. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-writer.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

/**
 * CocoWriter:
 * @later: the annotations so far
 * @scratch: the annotations of one row
 * @n_annotations: how many there are
 */
typedef struct
{
  LwExportWriter  parent;
  FILE           *later;
  GString        *scratch;
  guint64         n_annotations;
} CocoWriter;

static gboolean
fail (int      code,
      GError **error)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _("A temporary file cannot be used: %s"),
               g_strerror (code));
  return FALSE;
}

static gboolean
open_coco (LwExportWriter  *writer,
           GError         **error)
{
  CocoWriter *self = (CocoWriter *) writer;
  GString *text = writer->text;

  self->scratch = g_string_new (NULL);
  self->later = tmpfile ();
  if (self->later == NULL)
    return fail (errno, error);
  g_string_append (text, "{\"info\":{\"description\":\"Image classification: annotations have no boxes\","
                         "\"contributor\":\"Labelwright\"},\n\"categories\":[");
  for (guint i = 0; i < lw_export_classes_get_n (writer->job->classes); i++)
    {
      const LwExportClass *class = lw_export_classes_get (writer->job->classes, i);

      g_string_append_printf (text, "%s{\"id\":%" G_GINT64_FORMAT ",\"name\":", i > 0 ? "," : "", class->number);
      lw_export_append_quoted (text, class->name);
      g_string_append (text, ",\"supercategory\":\"\"}");
    }
  g_string_append (text, "],\n\"images\":[");
  return TRUE;
}

static gboolean
add_annotations (CocoWriter         *self,
                 const LwExportRow  *row,
                 GError            **error)
{
  g_string_truncate (self->scratch, 0);
  for (guint i = 0; i < row->n_labels; i++)
    {
      const LwExportClass *class = lw_export_classes_get (self->parent.job->classes, row->labels[i].position);

      g_string_append_printf (self->scratch, "%s{\"id\":%" G_GUINT64_FORMAT ",\"image_id\":%" G_GUINT64_FORMAT
                              ",\"category_id\":%" G_GINT64_FORMAT, self->n_annotations > 0 ? ",\n" : "\n",
                              self->n_annotations + 1, self->parent.n_rows + 1, class->number);
      if (row->labels[i].confidence >= 0)
        {
          g_string_append (self->scratch, ",\"score\":");
          lw_export_append_confidence (self->scratch, row->labels[i].confidence);
        }
      if (row->low)
        g_string_append (self->scratch, ",\"low_confidence\":true");
      g_string_append_c (self->scratch, '}');
      self->n_annotations++;
    }
  if (self->scratch->len > 0 && fwrite (self->scratch->str, self->scratch->len, 1, self->later) != 1)
    return fail (errno, error);
  return TRUE;
}

static gboolean
add_coco (LwExportWriter     *writer,
          const LwExportRow  *row,
          GError            **error)
{
  GString *text = writer->text;
  g_autofree char *name = lw_export_writer_dup_file_name (writer, row, error);
  LwImageInfo info;

  if (name == NULL)
    return FALSE;
  g_string_append_printf (text, "%s{\"id\":%" G_GUINT64_FORMAT ",\"file_name\":", writer->n_rows > 0 ? ",\n" : "\n",
                          writer->n_rows + 1);
  lw_export_append_quoted (text, name);
  if (lw_export_image_source_read_info (writer->job->images, row->source_ref->str, &info))
    g_string_append_printf (text, ",\"width\":%u,\"height\":%u", info.width, info.height);
  g_string_append (text, ",\"coco_url\":");
  lw_export_line_append_json (&row->facts.source_ref, text);
  g_string_append_c (text, '}');
  return add_annotations ((CocoWriter *) writer, row, error);
}

static gboolean
close_coco (LwExportWriter  *writer,
            GError         **error)
{
  CocoWriter *self = (CocoWriter *) writer;
  char buffer[16384];
  gsize n;

  g_string_append (writer->text, "\n],\n\"annotations\":[");
  rewind (self->later);
  while ((n = fread (buffer, 1, sizeof buffer, self->later)) > 0)
    {
      g_string_append_len (writer->text, buffer, n);
      if (!lw_export_writer_flush (writer, 64 * 1024, error))
        return FALSE;
    }
  if (ferror (self->later))
    return fail (errno, error);
  g_string_append (writer->text, "\n]}\n");
  return TRUE;
}

static void
clear_coco (LwExportWriter *writer)
{
  CocoWriter *self = (CocoWriter *) writer;

  g_clear_pointer (&self->later, fclose);
  if (self->scratch != NULL)
    g_string_free (self->scratch, TRUE);
}

const LwExportWriterClass lw_export_coco_writer = {
  .size = sizeof (CocoWriter),
  .main_name = "annotations.json",
  .open = open_coco,
  .add = add_coco,
  .close = close_coco,
  .clear = clear_coco,
};
