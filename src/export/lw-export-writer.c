/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A set of rows being written in one format: what all formats share. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-writer.h"

#include "lw-export-name.h"

#include "lw-json.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

static const LwExportWriterClass *const classes[LW_N_EXPORT_FORMATS] = {
  [LW_EXPORT_FORMAT_MANIFEST] = &lw_export_lines_writer,
  [LW_EXPORT_FORMAT_TRAINING] = &lw_export_training_writer,
  [LW_EXPORT_FORMAT_CSV] = &lw_export_table_writer,
  [LW_EXPORT_FORMAT_TSV] = &lw_export_tsv_writer,
  [LW_EXPORT_FORMAT_ANSWERS] = &lw_export_answers_writer,
  [LW_EXPORT_FORMAT_IMAGE_FOLDER] = &lw_export_tree_writer,
  [LW_EXPORT_FORMAT_YOLO] = &lw_export_tree_writer,
  [LW_EXPORT_FORMAT_HUGGING_FACE] = &lw_export_hugging_face_writer,
  [LW_EXPORT_FORMAT_FIFTYONE] = &lw_export_fiftyone_writer,
  [LW_EXPORT_FORMAT_COCO] = &lw_export_coco_writer,
  [LW_EXPORT_FORMAT_LABEL_STUDIO] = &lw_export_label_studio_writer,
  [LW_EXPORT_FORMAT_LST] = &lw_export_lst_writer,
  [LW_EXPORT_FORMAT_TFRECORD] = &lw_export_tfrecord_writer,
  [LW_EXPORT_FORMAT_TFRECORD_FIFTYONE] = &lw_export_tfrecord_writer,
  [LW_EXPORT_FORMAT_WEBDATASET] = &lw_export_webdataset_writer,
};

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

static gboolean
open_main_file (LwExportWriter  *self,
                GError         **error)
{
  g_autofree char *path = NULL;

  if (self->class->main_name == NULL && self->folder != NULL)
    return TRUE;
  path = self->folder != NULL ? g_build_filename (self->path, self->class->main_name, NULL) : g_strdup (self->path);
  self->file = lw_file_writer_open (path, error);
  if (self->file == NULL)
    return FALSE;
  /* An export can be made again at any time; to wait for the disk would cost a third of the time. */
  lw_file_writer_set_durable (self->file, FALSE);
  return TRUE;
}

/**
 * lw_export_writer_open:
 * @job: the export
 * @path: the file or folder to write; a folder must not have anything in it
 * @error: return location: a #GIOErrorEnum code
 *
 * Returns: (transfer full) (nullable): a writer of the job's format
 */
LwExportWriter *
lw_export_writer_open (LwExportJob  *job,
                       const char   *path,
                       GError      **error)
{
  const LwExportFormatInfo *info = lw_export_format_get_info (job->options->format);
  const LwExportWriterClass *class = classes[job->options->format];
  g_autoptr (LwExportWriter) self = g_malloc0 (class->size);

  self->class = class;
  self->job = job;
  self->path = g_strdup (path);
  self->text = g_string_new (NULL);
  if (info->shape == LW_EXPORT_SHAPE_TREE)
    self->folder = g_strdup (path);
  else if (info->shape == LW_EXPORT_SHAPE_LIST && job->options->images > LW_EXPORT_IMAGES_REFERENCE)
    self->folder = g_build_filename (path, "images", NULL);

  if ((self->folder != NULL && !make_folder (self->folder, error)) || !open_main_file (self, error) ||
      !class->open (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * lw_export_writer_new_in_memory:
 * @job: the export
 *
 * Returns: (transfer full): a writer that only makes the text of rows
 */
LwExportWriter *
lw_export_writer_new_in_memory (LwExportJob *job)
{
  const LwExportWriterClass *class = classes[job->options->format];
  LwExportWriter *self = g_malloc0 (class->size);

  self->class = class;
  self->job = job;
  self->text = g_string_new (NULL);
  class->open (self, NULL);
  return self;
}

/**
 * lw_export_writer_free:
 * @self: (transfer full) (nullable): a writer; without a close, nothing is left of its file
 */
void
lw_export_writer_free (LwExportWriter *self)
{
  if (self == NULL)
    return;

  if (self->class->clear != NULL)
    self->class->clear (self);
  g_free (self->path);
  g_free (self->folder);
  lw_file_writer_free (self->file);
  g_string_free (self->text, TRUE);
  g_free (self);
}

/**
 * lw_export_writer_add:
 * @self: a writer
 * @row: a row
 * @error: return location: %LW_EXPORT_ERROR_IMAGE when this row cannot be written, or a #GIOErrorEnum code
 *
 * Returns: whether the row is written
 */
gboolean
lw_export_writer_add (LwExportWriter     *self,
                      const LwExportRow  *row,
                      GError            **error)
{
  gsize length = self->text->len;

  if (!self->class->add (self, row, error))
    {
      g_string_truncate (self->text, MIN (length, self->text->len));
      return FALSE;
    }
  self->n_rows++;
  return lw_export_writer_flush (self, 64 * 1024, error);
}

/**
 * lw_export_writer_close:
 * @self: a writer
 * @error: return location: a #GIOErrorEnum code
 *
 * Ends the format and puts its file in its place; the writer can only be freed after this.
 *
 * Returns: whether it worked
 */
gboolean
lw_export_writer_close (LwExportWriter  *self,
                        GError         **error)
{
  return self->class->close (self, error) && lw_export_writer_flush (self, 0, error) &&
         (self->file == NULL || lw_file_writer_commit (self->file, error));
}

/**
 * lw_export_writer_flush:
 * @self: a writer
 * @limit: how much text may be left in memory, in bytes
 * @error: return location: a #GIOErrorEnum code
 *
 * Returns: whether it worked
 */
gboolean
lw_export_writer_flush (LwExportWriter  *self,
                        gsize            limit,
                        GError         **error)
{
  if (self->file == NULL || self->text->len <= limit)
    return TRUE;
  if (!lw_file_writer_write (self->file, self->text->str, self->text->len, error))
    return FALSE;
  g_string_truncate (self->text, 0);
  return TRUE;
}

/**
 * lw_export_writer_place_image:
 * @self: a writer
 * @row: a row
 * @folder: a folder that is there
 * @error: return location: %LW_EXPORT_ERROR_IMAGE, or a #GIOErrorEnum code
 *
 * Puts the row's image into the folder under a name of its own.
 *
 * Returns: (transfer full) (nullable): the name
 */
char *
lw_export_writer_place_image (LwExportWriter     *self,
                              const LwExportRow  *row,
                              const char         *folder,
                              GError            **error)
{
  g_autofree char *first = NULL;
  g_autofree char *name = NULL;

  if (row->source_ref->len == 0)
    {
      g_set_error_literal (error, LW_EXPORT_ERROR, LW_EXPORT_ERROR_IMAGE, _("the line has no source-ref"));
      return NULL;
    }
  first = lw_export_name_of_image (row->source_ref->str, row->row);
  name = g_strdup (first);
  for (guint attempt = 1;; attempt++)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GError) problem = NULL;

      if (lw_export_image_source_place (self->job->images, self->job->options->images, row->source_ref->str, path,
                                        self->job->cancellable, &problem))
        {
          self->job->n_images++;
          return g_steal_pointer (&name);
        }
      if (!g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_EXISTS))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
      g_free (name);
      name = lw_export_name_vary (first, row->source_ref->str, row->row, attempt);
    }
}

/**
 * lw_export_writer_dup_file_name:
 * @self: a writer of a list
 * @row: a row
 * @error: return location: as for lw_export_writer_place_image()
 *
 * Puts the image beside the list when images go with it.
 *
 * Returns: (transfer full) (nullable): the image's path relative to the list, or else the last part of its address;
 *   %NULL with @error set
 */
char *
lw_export_writer_dup_file_name (LwExportWriter     *self,
                                const LwExportRow  *row,
                                GError            **error)
{
  g_autofree char *name = NULL;
  const char *slash;

  if (self->folder == NULL)
    {
      slash = strrchr (row->source_ref->str, '/');
      return g_strdup (slash != NULL ? slash + 1 : row->source_ref->str);
    }
  name = lw_export_writer_place_image (self, row, self->folder, error);
  return name != NULL ? g_strconcat ("images/", name, NULL) : NULL;
}

/**
 * lw_export_append_quoted:
 * @text: where it goes
 * @value: any text
 *
 * Appends a JSON string.
 */
void
lw_export_append_quoted (GString    *text,
                         const char *value)
{
  g_autofree char *quoted = NULL;

  g_return_if_fail (text != NULL && value != NULL);

  quoted = lw_json_quote (value);
  g_string_append (text, quoted);
}

/**
 * lw_export_append_confidence:
 * @text: where it goes
 * @confidence: 0 to 1, or %LW_CONFIDENCE_NONE for null
 *
 * Appends a JSON number that is a fraction for every reader, 0 and 1 too: some take the first row's type for all.
 */
void
lw_export_append_confidence (GString *text,
                             double   confidence)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (confidence < 0)
    {
      g_string_append (text, "null");
      return;
    }
  g_ascii_formatd (buffer, sizeof buffer, "%.9g", confidence);
  g_string_append (text, buffer);
  if (strpbrk (buffer, ".e") == NULL)
    g_string_append (text, ".0");
}

static const char *
get_annotator (LwExportWriter    *self,
               const LwExportRow *row)
{
  LwAnnotator annotator = LW_ANNOTATOR_UNKNOWN;

  if (self->job->attribute >= 0)
    annotator = lw_manifest_index_get_annotator (self->job->index, (guint) self->job->attribute, row->row);
  return annotator == LW_ANNOTATOR_HUMAN ? "true" : annotator == LW_ANNOTATOR_MACHINE ? "false" : "null";
}

/**
 * lw_export_append_facts:
 * @self: a writer
 * @row: a row
 *
 * Appends the members that say where a row and its label come from, without braces.
 */
void
lw_export_append_facts (LwExportWriter    *self,
                        const LwExportRow *row)
{
  g_string_append (self->text, "\"source_ref\":");
  lw_export_line_append_json (&row->facts.source_ref, self->text);
  g_string_append_printf (self->text, ",\"human_annotated\":%s,\"job_name\":", get_annotator (self, row));
  lw_export_line_append_json (&row->facts.job_name, self->text);
  g_string_append (self->text, ",\"creation_date\":");
  lw_export_line_append_json (&row->facts.creation_date, self->text);
  if (self->job->options->low_confidence == LW_EXPORT_LOW_CONFIDENCE_MARK && self->job->options->min_confidence > 0)
    g_string_append_printf (self->text, ",\"low_confidence\":%s", row->low ? "true" : "false");
}
