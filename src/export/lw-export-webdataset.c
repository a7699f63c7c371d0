/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A tar file for WebDataset: for each row, files of one stem with the image, its class and its facts. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-name.h"
#include "lw-export-writer.h"

#include <glib/gi18n.h>
#include <string.h>

#define BLOCK 512

typedef struct
{
  LwExportWriter  parent;
  GString        *facts;
} WebdatasetWriter;

static gboolean
open_webdataset (LwExportWriter  *writer,
                 GError         **error)
{
  ((WebdatasetWriter *) writer)->facts = g_string_new (NULL);
  return TRUE;
}

static void
pad (GString *text,
     gsize    length)
{
  static const char zeros[BLOCK] = { 0 };

  g_string_append_len (text, zeros, (BLOCK - length % BLOCK) % BLOCK);
}

/* A ustar header (POSIX.1-1988): numbers in octal, the checksum over the header with blanks in its own place. The same
 * rows give the same bytes: there is no time and no owner in it. */
static void
append_file (GString    *text,
             const char *name,
             const void *data,
             gsize       length)
{
  char header[BLOCK] = { 0 };
  guint sum = 0;

  g_snprintf (header, 100, "%s", name);
  g_snprintf (header + 100, 8, "%07o", 0644u);
  g_snprintf (header + 108, 8, "%07o", 0u);
  g_snprintf (header + 116, 8, "%07o", 0u);
  g_snprintf (header + 124, 12, "%011" G_GINT64_MODIFIER "o", (guint64) length);
  g_snprintf (header + 136, 12, "%011o", 0u);
  memset (header + 148, ' ', 8);
  header[156] = '0';
  memcpy (header + 257, "ustar\00000", 8);
  for (guint i = 0; i < BLOCK; i++)
    sum += (guchar) header[i];
  g_snprintf (header + 148, 8, "%06o", sum);

  g_string_append_len (text, header, BLOCK);
  g_string_append_len (text, data, length);
  pad (text, length);
}

/* What stands behind the first dot is the kind of the file, so that there is only one. */
static char *
dup_extension (const LwExportRow *row)
{
  g_autofree char *name = lw_export_name_of_image (row->source_ref->str, row->row);
  const char *dot = strrchr (name, '.');

  return dot != NULL && strlen (dot) <= 10 ? g_ascii_strdown (dot + 1, -1) : g_strdup ("img");
}

static gboolean
add_image (LwExportWriter     *writer,
           const LwExportRow  *row,
           GError            **error)
{
  g_autoptr (GBytes) image = NULL;
  g_autofree char *extension = dup_extension (row);
  g_autofree char *name = NULL;
  const void *data;
  gsize length;

  if (writer->job->options->images != LW_EXPORT_IMAGES_COPY)
    return TRUE;
  image = lw_export_image_source_read (writer->job->images, row->source_ref->str, writer->job->cancellable, error);
  if (image == NULL)
    return FALSE;
  data = g_bytes_get_data (image, &length);
  name = g_strdup_printf ("%09" G_GUINT64_FORMAT ".%s", writer->n_rows, extension);
  append_file (writer->text, name, data, length);
  writer->job->n_images++;
  return TRUE;
}

static void
append_labels (LwExportWriter    *writer,
               const LwExportRow *row)
{
  GString *text = writer->text;

  g_string_append (text, "{\"labels\":[");
  for (guint i = 0; i < row->n_labels; i++)
    {
      const LwExportClass *class = lw_export_classes_get (writer->job->classes, row->labels[i].position);

      g_string_append (text, i > 0 ? ",{\"label\":" : "{\"label\":");
      lw_export_append_quoted (text, class->name);
      g_string_append_printf (text, ",\"index\":%" G_GINT64_FORMAT ",\"confidence\":", class->number);
      lw_export_append_confidence (text, row->labels[i].confidence);
      g_string_append_c (text, '}');
    }
  g_string_append (text, "],");
}

static gboolean
add_webdataset (LwExportWriter     *writer,
                const LwExportRow  *row,
                GError            **error)
{
  WebdatasetWriter *self = (WebdatasetWriter *) writer;
  g_autofree char *class_name = g_strdup_printf ("%09" G_GUINT64_FORMAT ".cls", writer->n_rows);
  g_autofree char *facts_name = g_strdup_printf ("%09" G_GUINT64_FORMAT ".json", writer->n_rows);
  gsize start;

  if (!add_image (writer, row, error))
    return FALSE;
  if (row->n_labels == 1)
    {
      g_string_printf (self->facts, "%" G_GINT64_FORMAT,
                       lw_export_classes_get (writer->job->classes, row->labels[0].position)->number);
      append_file (writer->text, class_name, self->facts->str, self->facts->len);
    }

  /* Made where all formats make their text, then moved behind its header. */
  start = writer->text->len;
  append_labels (writer, row);
  lw_export_append_facts (writer, row);
  g_string_append (writer->text, "}\n");
  g_string_assign (self->facts, writer->text->str + start);
  g_string_truncate (writer->text, start);
  append_file (writer->text, facts_name, self->facts->str, self->facts->len);
  return TRUE;
}

/* Two blocks of zeros are the end. */
static gboolean
close_webdataset (LwExportWriter  *writer,
                  GError         **error)
{
  static const char end[2 * BLOCK] = { 0 };

  g_string_append_len (writer->text, end, sizeof end);
  return TRUE;
}

static void
clear_webdataset (LwExportWriter *writer)
{
  WebdatasetWriter *self = (WebdatasetWriter *) writer;

  if (self->facts != NULL)
    g_string_free (self->facts, TRUE);
}

const LwExportWriterClass lw_export_webdataset_writer = {
  .size = sizeof (WebdatasetWriter),
  .open = open_webdataset,
  .add = add_webdataset,
  .close = close_webdataset,
  .clear = clear_webdataset,
};
