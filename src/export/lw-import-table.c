/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows of CSV and TSV tables, whatever order and name their columns have. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-csv.h"
#include "lw-export.h"
#include "lw-import-target.h"

#include "lw-csv-reader.h"

#include <glib/gi18n.h>
#include <string.h>

typedef enum
{
  COLUMN_SOURCE_REF,
  COLUMN_PATH,
  COLUMN_LABEL,
  COLUMN_INDEX,
  COLUMN_LABELS,
  COLUMN_CONFIDENCE,
  COLUMN_CONFIDENCES,
  COLUMN_HUMAN,
  COLUMN_JOB,
  COLUMN_DATE,
  COLUMN_FAILURE,
  N_COLUMNS,
} Column;

/* How columns are called, by this program first. */
static const char *const column_names[N_COLUMNS] = {
  [COLUMN_SOURCE_REF] = "source_ref source-ref image_url url uri",
  [COLUMN_PATH] = "file_name filename file_path filepath path file image image_path img",
  [COLUMN_LABEL] = "label class class_name category target",
  [COLUMN_INDEX] = "label_index class_index class_id label_id",
  [COLUMN_LABELS] = "labels classes categories",
  [COLUMN_CONFIDENCE] = "confidence score probability",
  [COLUMN_CONFIDENCES] = "confidences scores",
  [COLUMN_HUMAN] = "human_annotated",
  [COLUMN_JOB] = "job_name",
  [COLUMN_DATE] = "creation_date created_at",
  [COLUMN_FAILURE] = "failure_reason",
};

typedef struct
{
  LwImportTarget *target;
  LwCsvReader    *reader;
  GArray         *fields;
  int             places[N_COLUMNS];
} Table;

/* Finds the columns; of several that fit, the one whose name comes first. */
static void
find_columns (Table *self)
{
  for (guint c = 0; c < N_COLUMNS; c++)
    {
      g_auto (GStrv) names = g_strsplit (column_names[c], " ", -1);

      self->places[c] = -1;
      for (guint n = 0; names[n] != NULL && self->places[c] < 0; n++)
        for (guint i = 0; i < self->fields->len && self->places[c] < 0; i++)
          {
            const LwCsvSlice *field = &g_array_index (self->fields, LwCsvSlice, i);
            g_autofree char *head = g_strstrip (g_ascii_strdown (field->text, (gssize) field->length));

            if (strcmp (head, names[n]) == 0)
              self->places[c] = (int) i;
          }
    }
}

/* NULL when the row does not have it. */
static const LwCsvSlice *
get_field (Table  *self,
           Column  column)
{
  if (self->places[column] < 0 || (guint) self->places[column] >= self->fields->len)
    return NULL;
  return &g_array_index (self->fields, LwCsvSlice, self->places[column]);
}

/* A field as text; NULL when it is empty or not there. */
static char *
dup_field (Table  *self,
           Column  column)
{
  const LwCsvSlice *field = get_field (self, column);
  g_autofree char *text = NULL;

  if (field == NULL || field->length == 0)
    return NULL;
  text = g_strndup (field->text, field->length);
  return lw_export_csv_dup_plain (text);
}

static guint
get_column (Table  *self,
            Column  column)
{
  const LwCsvSlice *field = get_field (self, column);

  return field != NULL ? field->column : 1;
}

static gboolean
parse_confidence (const char *text,
                  double     *confidence)
{
  char *end;

  *confidence = -1;
  if (text == NULL || *text == '\0')
    return TRUE;
  *confidence = g_ascii_strtod (text, &end);
  return *end == '\0' && *confidence >= 0 && *confidence <= 1;
}

static gboolean
read_several (Table       *self,
              LwImportRow *row,
              const char  *labels)
{
  g_auto (GStrv) names = lw_export_csv_split_parts (labels);
  g_autofree char *list = dup_field (self, COLUMN_CONFIDENCES);
  g_auto (GStrv) confidences = g_strsplit (list != NULL ? list : "", "|", -1);
  guint n = g_strv_length (confidences);

  for (guint i = 0; names[i] != NULL; i++)
    {
      double confidence;

      if (!parse_confidence (i < n ? confidences[i] : NULL, &confidence))
        return FALSE;
      lw_import_row_add_label (row, names[i], -1, confidence);
    }
  row->several = names[0] != NULL && names[1] != NULL;
  return TRUE;
}

/* One label comes with its number and confidence; a list of several counts before it. */
static gboolean
read_labels (Table       *self,
             LwImportRow *row)
{
  g_autofree char *label = dup_field (self, COLUMN_LABEL);
  g_autofree char *labels = dup_field (self, COLUMN_LABELS);
  g_autofree char *number = dup_field (self, COLUMN_INDEX);
  g_autofree char *text = dup_field (self, COLUMN_CONFIDENCE);
  g_auto (GStrv) parts = lw_export_csv_split_parts (labels != NULL ? labels : "");
  gint64 index = -1;
  double confidence;

  if (parts[0] != NULL && (parts[1] != NULL || label == NULL))
    return read_several (self, row, labels);
  if (!parse_confidence (text, &confidence))
    return FALSE;
  if (number != NULL && !g_ascii_string_to_signed (number, 10, 0, G_MAXINT32, &index, NULL))
    return FALSE;
  if (label != NULL || index >= 0)
    lw_import_row_add_label (row, label, index, confidence);
  return TRUE;
}

static gboolean
read_row (Table   *self,
          GError **error)
{
  g_auto (LwImportRow) row = { 0 };
  g_autofree char *human = dup_field (self, COLUMN_HUMAN);

  lw_import_row_init (&row);
  row.line = lw_csv_reader_get_line (self->reader);
  row.column = get_column (self, self->places[COLUMN_SOURCE_REF] >= 0 ? COLUMN_SOURCE_REF : COLUMN_PATH);
  row.source_ref = dup_field (self, COLUMN_SOURCE_REF);
  row.path = dup_field (self, COLUMN_PATH);
  row.job_name = dup_field (self, COLUMN_JOB);
  row.creation_date = dup_field (self, COLUMN_DATE);
  row.failure_reason = dup_field (self, COLUMN_FAILURE);
  row.machine = g_strcmp0 (human, "no") == 0 || g_strcmp0 (human, "false") == 0;
  if (read_labels (self, &row))
    return lw_import_target_add (self->target, &row, error);

  lw_import_target_leave_out (self->target, row.line, get_column (self, COLUMN_CONFIDENCE), "bad-number",
                              _("the class index or the confidence is not a number, or out of its range"));
  return TRUE;
}

/* A column of addresses is not one of paths, however it is called. */
static void
sort_out_columns (Table *self)
{
  g_autofree char *path = dup_field (self, COLUMN_PATH);

  if (self->places[COLUMN_SOURCE_REF] >= 0 || path == NULL || strstr (path, "://") == NULL)
    return;
  self->places[COLUMN_SOURCE_REF] = self->places[COLUMN_PATH];
  self->places[COLUMN_PATH] = -1;
}

static gboolean
read_rows (Table   *self,
           GError **error)
{
  g_autoptr (GError) problem = NULL;

  while (lw_csv_reader_next_slices (self->reader, self->fields, &problem))
    {
      sort_out_columns (self);
      if (!read_row (self, error))
        return FALSE;
    }
  if (problem != NULL)
    lw_import_target_leave_out (self->target, lw_csv_reader_get_line (self->reader), 1, "bad-csv", problem->message);
  return TRUE;
}

/**
 * lw_import_read_table:
 * @target: where the rows go
 * @error: return location: %LW_EXPORT_ERROR_FORMAT when there is no head with a column for the images
 *
 * Returns: whether it was read to its end
 */
gboolean
lw_import_read_table (LwImportTarget  *target,
                      GError         **error)
{
  g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (LwCsvSlice));
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (LwCsvReader) reader = NULL;
  Table table = { .target = target, .fields = fields };
  char *content;
  gsize length;

  if (!g_file_get_contents (target->input, &content, &length, error))
    return FALSE;
  bytes = g_bytes_new_take (content, length);
  reader = table.reader = lw_csv_reader_new (bytes);
  lw_csv_reader_set_delimiter (reader, target->options->format == LW_EXPORT_FORMAT_TSV ? '\t' : ',');
  if (!lw_csv_reader_next_slices (reader, fields, error))
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, LW_EXPORT_ERROR, LW_EXPORT_ERROR_FORMAT, _("“%s” is empty"), target->input);
      return FALSE;
    }
  find_columns (&table);
  if (table.places[COLUMN_SOURCE_REF] < 0 && table.places[COLUMN_PATH] < 0)
    {
      g_set_error (error, LW_EXPORT_ERROR, LW_EXPORT_ERROR_FORMAT,
                   _("“%s” has no column for the images: its first line must name one “source_ref” or “file_name”"),
                   target->input);
      return FALSE;
    }
  return read_rows (&table, error);
}
