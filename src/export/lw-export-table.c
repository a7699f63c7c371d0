/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A table with a row an image: CSV and TSV. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-csv.h"
#include "lw-export-writer.h"

#include <string.h>

/**
 * TableWriter:
 * @delimiter: between fields
 * @names: (element-type utf8): the name of each class as a field
 * @scratch: text of a field
 */
typedef struct
{
  LwExportWriter  parent;
  char            delimiter;
  GPtrArray      *names;
  GString        *scratch;
} TableWriter;

static const char *const columns[] = {
  "source_ref", "file_name", "label", "label_index", "labels", "confidence", "confidences", "human_annotated",
  "job_name", "creation_date", "state", "failure_reason", "low_confidence",
};

static const char *const state_words[LW_N_DATA_OBJECT_STATES] = { "unlabeled", "labeled", "failed", "malformed" };

static gboolean
marks (TableWriter *self)
{
  const LwExportOptions *options = self->parent.job->options;

  return options->low_confidence == LW_EXPORT_LOW_CONFIDENCE_MARK && options->min_confidence > 0;
}

static gboolean
open_table (LwExportWriter  *writer,
            GError         **error)
{
  TableWriter *self = (TableWriter *) writer;
  guint n_columns = G_N_ELEMENTS (columns) - (marks (self) ? 0 : 1);

  self->delimiter = writer->job->options->format == LW_EXPORT_FORMAT_TSV ? '\t' : ',';
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->scratch = g_string_new (NULL);
  for (guint i = 0; i < lw_export_classes_get_n (writer->job->classes); i++)
    {
      const char *name = lw_export_classes_get (writer->job->classes, i)->name;
      GString *field = g_string_new (NULL);

      lw_export_csv_append (field, self->delimiter, name, strlen (name));
      g_ptr_array_add (self->names, g_string_free (field, FALSE));
    }
  for (guint i = 0; i < n_columns; i++)
    {
      if (i > 0)
        g_string_append_c (writer->text, self->delimiter);
      g_string_append (writer->text, columns[i]);
    }
  /* RFC 4180 wants CRLF; every reader takes LF, and line tools need it. */
  g_string_append_c (writer->text, '\n');
  return TRUE;
}

static void
append_number (GString *text,
               gint64   number)
{
  char digits[24];
  char *at = digits + sizeof digits;
  guint64 left = number < 0 ? 0 - (guint64) number : (guint64) number;

  do
    *--at = (char) ('0' + left % 10);
  while ((left /= 10) > 0);
  if (number < 0)
    *--at = '-';
  g_string_append_len (text, at, digits + sizeof digits - at);
}

static void
append_confidence (GString *text,
                   double   confidence)
{
  if (confidence >= 0)
    lw_export_append_confidence (text, confidence);
}

static void
append_member (TableWriter       *self,
               const LwJsonSlice *value)
{
  g_string_append_c (self->parent.text, self->delimiter);
  if (value->data == NULL || value->type != LW_JSON_STRING)
    return;
  g_string_truncate (self->scratch, 0);
  lw_export_line_append_text (value, self->scratch);
  lw_export_csv_append (self->parent.text, self->delimiter, self->scratch->str, self->scratch->len);
}

/* All labels, and their confidences. */
static void
append_several (TableWriter       *self,
                const LwExportRow *row,
                gboolean           confidences)
{
  g_string_truncate (self->scratch, 0);
  for (guint i = 0; i < row->n_labels; i++)
    if (!confidences)
      {
        lw_export_csv_append_part (self->scratch,
                                   lw_export_classes_get (self->parent.job->classes, row->labels[i].position)->name);
      }
    else
      {
        if (i > 0)
          g_string_append_c (self->scratch, LW_EXPORT_CSV_BETWEEN);
        append_confidence (self->scratch, row->labels[i].confidence);
      }
  g_string_append_c (self->parent.text, self->delimiter);
  if (confidences)
    g_string_append_len (self->parent.text, self->scratch->str, self->scratch->len);
  else
    lw_export_csv_append (self->parent.text, self->delimiter, self->scratch->str, self->scratch->len);
}

static gboolean
is_plain (const char *name)
{
  return strpbrk (name, "|\\") == NULL;
}

/* A single confidence is the one of the line, digit for digit. */
static void
append_single (TableWriter         *self,
               const LwExportRow   *row,
               const LwExportLabel *label)
{
  GString *text = self->parent.text;
  const LwJsonSlice *confidence = &row->facts.confidence;
  const char *name = g_ptr_array_index (self->names, label->position);
  gsize length;
  gsize start;

  g_string_append_c (text, self->delimiter);
  if (is_plain (name))
    g_string_append (text, name);
  else
    append_several (self, row, FALSE);
  g_string_append_c (text, self->delimiter);
  start = text->len;
  if (confidence->data != NULL && confidence->type == LW_JSON_NUMBER)
    g_string_append_len (text, confidence->data, confidence->length);
  else
    append_confidence (text, label->confidence);
  length = text->len - start;
  g_string_append_c (text, self->delimiter);
  g_string_append_len (text, text->str + start, length);
}

static void
append_labels (TableWriter       *self,
               const LwExportRow *row)
{
  GString *text = self->parent.text;
  const LwExportLabel *top = lw_export_row_get_top (row);

  g_string_append_c (text, self->delimiter);
  if (top != NULL)
    g_string_append (text, g_ptr_array_index (self->names, top->position));
  g_string_append_c (text, self->delimiter);
  if (top != NULL)
    append_number (text, lw_export_classes_get (self->parent.job->classes, top->position)->number);

  if (top != NULL && !self->parent.job->multi)
    {
      append_single (self, row, top);
      return;
    }
  append_several (self, row, FALSE);
  g_string_append_c (text, self->delimiter);
  if (top != NULL)
    append_confidence (text, top->confidence);
  append_several (self, row, TRUE);
}

static void
append_annotator (TableWriter       *self,
                  const LwExportRow *row)
{
  LwExportJob *job = self->parent.job;
  LwAnnotator annotator = LW_ANNOTATOR_UNKNOWN;

  g_string_append_c (self->parent.text, self->delimiter);
  if (job->attribute >= 0)
    annotator = lw_manifest_index_get_annotator (job->index, (guint) job->attribute, row->row);
  if (annotator != LW_ANNOTATOR_UNKNOWN)
    g_string_append (self->parent.text, annotator == LW_ANNOTATOR_HUMAN ? "yes" : "no");
}

static gboolean
append_file_name (TableWriter        *self,
                  const LwExportRow  *row,
                  GError            **error)
{
  LwExportWriter *writer = &self->parent;
  g_autofree char *name = NULL;
  const char *slash;

  if (writer->folder == NULL)
    {
      slash = memrchr (row->source_ref->str, '/', row->source_ref->len);
      slash = slash != NULL ? slash + 1 : row->source_ref->str;
      lw_export_csv_append (writer->text, self->delimiter, slash,
                            row->source_ref->str + row->source_ref->len - slash);
      return TRUE;
    }
  name = lw_export_writer_dup_file_name (writer, row, error);
  if (name == NULL)
    return FALSE;
  lw_export_csv_append (writer->text, self->delimiter, name, strlen (name));
  return TRUE;
}

static gboolean
add_table_row (LwExportWriter     *writer,
               const LwExportRow  *row,
               GError            **error)
{
  TableWriter *self = (TableWriter *) writer;
  GString *text = writer->text;

  lw_export_csv_append (text, self->delimiter, row->source_ref->str, row->source_ref->len);
  g_string_append_c (text, self->delimiter);
  if (!append_file_name (self, row, error))
    return FALSE;
  append_labels (self, row);
  append_annotator (self, row);
  append_member (self, &row->facts.job_name);
  append_member (self, &row->facts.creation_date);
  g_string_append_c (text, self->delimiter);
  g_string_append (text, state_words[row->state]);
  append_member (self, &row->facts.failure_reason);
  if (marks (self))
    {
      g_string_append_c (text, self->delimiter);
      g_string_append (text, row->low ? "yes" : "no");
    }
  g_string_append_c (text, '\n');
  return TRUE;
}

static gboolean
close_table (LwExportWriter  *writer,
             GError         **error)
{
  return TRUE;
}

static void
clear_table (LwExportWriter *writer)
{
  TableWriter *self = (TableWriter *) writer;

  g_clear_pointer (&self->names, g_ptr_array_unref);
  if (self->scratch != NULL)
    g_string_free (self->scratch, TRUE);
}

const LwExportWriterClass lw_export_table_writer = {
  .size = sizeof (TableWriter),
  .main_name = "labels.csv",
  .open = open_table,
  .add = add_table_row,
  .close = close_table,
  .clear = clear_table,
};

const LwExportWriterClass lw_export_tsv_writer = {
  .size = sizeof (TableWriter),
  .main_name = "labels.tsv",
  .open = open_table,
  .add = add_table_row,
  .close = close_table,
  .clear = clear_table,
};
