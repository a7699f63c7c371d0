/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A table with a row an answer: source_ref, worker, label, time. Several labels of one answer are in one field. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-csv.h"
#include "lw-export-writer.h"
#include "lw-worker-answers.h"

#include <string.h>

typedef struct
{
  LwExportWriter   parent;
  LwWorkerAnswers *answers;
  GString         *labels;
} AnswersWriter;

static gboolean
open_answers (LwExportWriter  *writer,
              GError         **error)
{
  AnswersWriter *self = (AnswersWriter *) writer;

  self->labels = g_string_new (NULL);
  self->answers = lw_worker_answers_open (lw_manifest_index_get_path (writer->job->index), error);
  g_string_append (writer->text, "source_ref,worker,label,seconds,accepted_at,submitted_at\n");
  return self->answers != NULL;
}

static void
append_field (GString    *text,
              const char *value)
{
  g_string_append_c (text, ',');
  if (value != NULL)
    lw_export_csv_append (text, ',', value, strlen (value));
}

static void
append_answer (AnswersWriter        *self,
               const LwExportRow    *row,
               const LwWorkerAnswer *answer)
{
  GString *text = self->parent.text;

  g_string_truncate (self->labels, 0);
  for (guint i = 0; answer->labels[i] != NULL; i++)
    lw_export_csv_append_part (self->labels, answer->labels[i]);

  lw_export_csv_append (text, ',', row->source_ref->str, row->source_ref->len);
  append_field (text, answer->worker);
  append_field (text, self->labels->str);
  g_string_append_c (text, ',');
  if (answer->seconds >= 0)
    {
      char seconds[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append (text, g_ascii_formatd (seconds, sizeof seconds, "%.3f", answer->seconds));
    }
  append_field (text, answer->accepted);
  append_field (text, answer->submitted);
  g_string_append_c (text, '\n');
}

/* A document that cannot be read concerns its row only. */
static gboolean
add_answers (LwExportWriter     *writer,
             const LwExportRow  *row,
             GError            **error)
{
  AnswersWriter *self = (AnswersWriter *) writer;
  guint64 line = lw_manifest_index_get_line_number (writer->job->index, row->row);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GPtrArray) answers = lw_worker_answers_read (self->answers, line, &problem);

  if (answers == NULL)
    {
      g_set_error_literal (error, LW_EXPORT_ERROR, LW_EXPORT_ERROR_IMAGE, problem->message);
      return FALSE;
    }
  for (guint i = 0; i < answers->len; i++)
    append_answer (self, row, g_ptr_array_index (answers, i));
  return TRUE;
}

static gboolean
close_answers (LwExportWriter  *writer,
               GError         **error)
{
  return TRUE;
}

static void
clear_answers (LwExportWriter *writer)
{
  AnswersWriter *self = (AnswersWriter *) writer;

  lw_worker_answers_free (self->answers);
  if (self->labels != NULL)
    g_string_free (self->labels, TRUE);
}

const LwExportWriterClass lw_export_answers_writer = {
  .size = sizeof (AnswersWriter),
  .open = open_answers,
  .add = add_answers,
  .close = close_answers,
  .clear = clear_answers,
};
