/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A table with a row an image: CSV and TSV. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-csv.h"
#include "lw-export-writer.h"

#include <string.h>

/* The fields of a class: its name, its number, and whether its name can stand alone in a list of names. */
typedef struct
{
  GString  *name;
  char     *number;
  gboolean  is_plain;
} ClassFields;

/**
 * TableWriter:
 * @delimiter: between fields
 * @fields: (element-type ClassFields): what is written of each class
 * @scratch: text of a field
 * @job_name: the last job name as it stood in its line: most rows have the same
 * @job_field: the field that it became
 */
typedef struct
{
  LwExportWriter  parent;
  char            delimiter;
  GArray         *fields;
  GString        *scratch;
  GString        *job_name;
  GString        *job_field;
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

static void
clear_fields (gpointer data)
{
  ClassFields *fields = data;

  g_string_free (fields->name, TRUE);
  g_free (fields->number);
}

static void
add_classes (TableWriter *self)
{
  LwExportClasses *classes = self->parent.job->classes;

  self->fields = g_array_new (FALSE, FALSE, sizeof (ClassFields));
  g_array_set_clear_func (self->fields, clear_fields);
  for (guint i = 0; i < lw_export_classes_get_n (classes); i++)
    {
      const LwExportClass *class = lw_export_classes_get (classes, i);
      ClassFields fields = { g_string_new (NULL), g_strdup_printf ("%" G_GINT64_FORMAT, class->number),
                             strpbrk (class->name, "|\\") == NULL };

      lw_export_csv_append (fields.name, self->delimiter, class->name, strlen (class->name));
      g_array_append_val (self->fields, fields);
    }
}

static gboolean
open_table (LwExportWriter  *writer,
            GError         **error)
{
  TableWriter *self = (TableWriter *) writer;
  guint n_columns = G_N_ELEMENTS (columns) - (marks (self) ? 0 : 1);

  self->delimiter = writer->job->options->format == LW_EXPORT_FORMAT_TSV ? '\t' : ',';
  self->scratch = g_string_new (NULL);
  self->job_name = g_string_new (NULL);
  self->job_field = g_string_new (NULL);
  add_classes (self);
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
append_confidence (GString *text,
                   double   confidence)
{
  if (confidence >= 0)
    lw_export_append_confidence (text, confidence);
}

static void
append_text (TableWriter       *self,
             const LwJsonSlice *value,
             GString           *to)
{
  if (value->data == NULL || value->type != LW_JSON_STRING)
    return;
  if (memchr (value->data, '\\', value->length) == NULL)
    {
      lw_export_csv_append (to, self->delimiter, value->data, value->length);
      return;
    }
  g_string_truncate (self->scratch, 0);
  lw_export_line_append_text (value, self->scratch);
  lw_export_csv_append (to, self->delimiter, self->scratch->str, self->scratch->len);
}

static void
append_job_name (TableWriter       *self,
                 const LwJsonSlice *value)
{
  if (value->data != NULL &&
      (value->length != self->job_name->len || memcmp (value->data, self->job_name->str, value->length) != 0))
    {
      g_string_truncate (self->job_name, 0);
      g_string_append_len (self->job_name, value->data, (gssize) value->length);
      g_string_truncate (self->job_field, 0);
      append_text (self, value, self->job_field);
    }
  if (value->data != NULL)
    lw_export_csv_put (self->parent.text, self->job_field->str, self->job_field->len);
}

static void
append_names (TableWriter       *self,
              const LwExportRow *row)
{
  g_string_truncate (self->scratch, 0);
  for (guint i = 0; i < row->n_labels; i++)
    lw_export_csv_append_part (self->scratch,
                               lw_export_classes_get (self->parent.job->classes, row->labels[i].position)->name);
  lw_export_csv_append (self->parent.text, self->delimiter, self->scratch->str, self->scratch->len);
}

static void
append_confidences (TableWriter       *self,
                    const LwExportRow *row)
{
  for (guint i = 0; i < row->n_labels; i++)
    {
      if (i > 0)
        g_string_append_c (self->parent.text, LW_EXPORT_CSV_BETWEEN);
      append_confidence (self->parent.text, row->labels[i].confidence);
    }
}

/* A single confidence is the one of the line, digit for digit. */
static void
append_single (TableWriter         *self,
               const LwExportRow   *row,
               const LwExportLabel *label,
               const ClassFields   *fields)
{
  GString *text = self->parent.text;
  const LwJsonSlice *confidence = &row->facts.confidence;
  char buffer[G_ASCII_DTOSTR_BUF_SIZE] = "";
  const char *number = buffer;
  gsize length;

  if (confidence->data != NULL && confidence->type == LW_JSON_NUMBER)
    {
      number = confidence->data;
      length = confidence->length;
    }
  else
    {
      if (label->confidence >= 0)
        g_ascii_formatd (buffer, sizeof buffer, "%.9g", label->confidence);
      length = strlen (buffer);
    }
  lw_export_csv_put_c (text, self->delimiter);
  if (fields->is_plain)
    lw_export_csv_put (text, fields->name->str, fields->name->len);
  else
    append_names (self, row);
  lw_export_csv_put_c (text, self->delimiter);
  lw_export_csv_put (text, number, length);
  lw_export_csv_put_c (text, self->delimiter);
  lw_export_csv_put (text, number, length);
}

/* label, label_index, labels, confidence, confidences */
static void
append_labels (TableWriter       *self,
               const LwExportRow *row)
{
  GString *text = self->parent.text;
  const LwExportLabel *top = lw_export_row_get_top (row);
  const ClassFields *fields = top != NULL ? &g_array_index (self->fields, ClassFields, top->position) : NULL;

  lw_export_csv_put_c (text, self->delimiter);
  if (fields != NULL)
    lw_export_csv_put (text, fields->name->str, fields->name->len);
  lw_export_csv_put_c (text, self->delimiter);
  if (fields != NULL)
    lw_export_csv_put (text, fields->number, strlen (fields->number));

  if (top != NULL && !self->parent.job->multi)
    {
      append_single (self, row, top, fields);
      return;
    }
  lw_export_csv_put_c (text, self->delimiter);
  append_names (self, row);
  lw_export_csv_put_c (text, self->delimiter);
  if (top != NULL)
    append_confidence (text, top->confidence);
  lw_export_csv_put_c (text, self->delimiter);
  append_confidences (self, row);
}

static void
append_annotator (TableWriter       *self,
                  const LwExportRow *row)
{
  LwExportJob *job = self->parent.job;
  LwAnnotator annotator = LW_ANNOTATOR_UNKNOWN;

  if (job->attribute >= 0)
    annotator = lw_manifest_index_get_annotator (job->index, (guint) job->attribute, row->row);
  if (annotator == LW_ANNOTATOR_HUMAN)
    lw_export_csv_put (self->parent.text, "yes", 3);
  else if (annotator == LW_ANNOTATOR_MACHINE)
    lw_export_csv_put (self->parent.text, "no", 2);
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
  lw_export_csv_put_c (text, self->delimiter);
  if (!append_file_name (self, row, error))
    return FALSE;
  append_labels (self, row);
  lw_export_csv_put_c (text, self->delimiter);
  append_annotator (self, row);
  lw_export_csv_put_c (text, self->delimiter);
  append_job_name (self, &row->facts.job_name);
  lw_export_csv_put_c (text, self->delimiter);
  append_text (self, &row->facts.creation_date, text);
  lw_export_csv_put_c (text, self->delimiter);
  lw_export_csv_put (text, state_words[row->state], strlen (state_words[row->state]));
  lw_export_csv_put_c (text, self->delimiter);
  append_text (self, &row->facts.failure_reason, text);
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

  GString *texts[] = { self->scratch, self->job_name, self->job_field };

  g_clear_pointer (&self->fields, g_array_unref);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL)
      g_string_free (texts[i], TRUE);
}

const LwExportWriterClass lw_export_table_writer = {
  .size = sizeof (TableWriter),
  .main_name = "labels.csv",
  .has_plain_rows = TRUE,
  .open = open_table,
  .add = add_table_row,
  .close = close_table,
  .clear = clear_table,
};

const LwExportWriterClass lw_export_tsv_writer = {
  .size = sizeof (TableWriter),
  .main_name = "labels.tsv",
  .has_plain_rows = TRUE,
  .open = open_table,
  .add = add_table_row,
  .close = close_table,
  .clear = clear_table,
};
