/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers of workers from a CSV file, matched with the data objects and label categories of a labeling job. Not the
 * recording of them. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include "lw-answers-file.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "lw-csv-reader.h"
#include "lw-diagnostic.h"
#include "lw-json.h"
#include "lw-manifest-line.h"
#include "lw-manifest-reader.h"
#include "lw-s3-uri.h"

/* The value of a file name that several data objects have. */
#define AMBIGUOUS G_MAXUINT64

typedef struct
{
  char       *name;
  GPtrArray  *answers;
  GHashTable *by_object;
} Worker;

/* Workers in order of first appearance, each with its answers in the order of the file. */
struct _LwAnswersFile
{
  GPtrArray  *workers;
  GHashTable *by_name;
};

/* While reading: data objects by source-ref and by file name; where the columns are. */
typedef struct
{
  const LwAnswersContext *context;
  GPtrArray              *diagnostics;
  GHashTable             *by_source_ref;
  GHashTable             *by_file_name;
  guint64                 n_objects;
  guint64                 line;
  guint                   columns[3];
} Reading;

static const char *const column_names[] = { "object", "worker", "label" };

static void
answer_free (LwFileAnswer *answer)
{
  g_free (answer->content);
  g_free (answer);
}

static void
worker_free (Worker *worker)
{
  g_free (worker->name);
  g_hash_table_unref (worker->by_object);
  g_ptr_array_unref (worker->answers);
  g_free (worker);
}

static Worker *
ensure_worker (LwAnswersFile *self,
               const char    *name)
{
  Worker *worker = g_hash_table_lookup (self->by_name, name);

  if (worker != NULL)
    return worker;

  worker = g_new0 (Worker, 1);
  worker->name = g_strdup (name);
  worker->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) answer_free);
  worker->by_object = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_ptr_array_add (self->workers, worker);
  g_hash_table_insert (self->by_name, worker->name, worker);
  return worker;
}

static void
remember (GHashTable *table,
          char       *name,
          guint64     id)
{
  guint64 *value = g_hash_table_lookup (table, name);

  if (value == NULL)
    {
      g_hash_table_insert (table, name, g_memdup2 (&id, sizeof id));
      return;
    }
  *value = AMBIGUOUS;
  g_free (name);
}

static gboolean
read_manifest (Reading  *reading,
               GError  **error)
{
  g_autoptr (LwManifestReader) reader = lw_manifest_reader_new_for_file (reading->context->manifest, error);
  const char *line;
  gsize length;

  if (reader == NULL)
    return FALSE;

  while (TRUE)
    {
      g_autofree char *source_ref = NULL;
      guint64 id = reading->n_objects;

      if (!lw_manifest_reader_next (reader, &line, &length, NULL, error))
        return FALSE;
      if (line == NULL)
        return TRUE;

      reading->n_objects++;
      source_ref = lw_manifest_line_dup_source_ref (line, length, NULL);
      if (source_ref == NULL)
        continue;
      remember (reading->by_file_name, lw_s3_uri_dup_base_name (source_ref), id);
      remember (reading->by_source_ref, g_steal_pointer (&source_ref), id);
    }
}

static void G_GNUC_PRINTF (3, 4)
complain (Reading    *reading,
          const char *code,
          const char *format,
          ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  lw_diagnostics_add (reading->diagnostics, LW_SEVERITY_ERROR, reading->line, 1, code, "%s", text);
}

/* An object is named by its source-ref, by the file name in it, or by its number: lines from 0, blank ones left out. */
static gboolean
find_object (Reading    *reading,
             const char *text,
             guint64    *id)
{
  const guint64 *found = g_hash_table_lookup (reading->by_source_ref, text);

  if (found == NULL)
    found = g_hash_table_lookup (reading->by_file_name, text);
  if (found != NULL && *found == AMBIGUOUS)
    {
      complain (reading, "ambiguous-object", _("Several data objects are called “%s”; use the line number"), text);
      return FALSE;
    }
  if (found != NULL)
    {
      *id = *found;
      return TRUE;
    }
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, id, NULL) && *id < reading->n_objects)
    return TRUE;

  complain (reading, "unknown-object", _("The job has no data object “%s”"), text);
  return FALSE;
}

static gboolean
check_label (Reading    *reading,
             const char *label)
{
  if (g_strv_contains (reading->context->labels, label))
    return TRUE;

  complain (reading, "unknown-label", _("“%s” is not a label category of the job"), label);
  return FALSE;
}

static char *
make_content (Reading    *reading,
              const char *text)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_auto (GStrv) labels = g_strsplit (text, "|", -1);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, reading->context->element);
  json_builder_begin_object (builder);
  if (!reading->context->multi_label)
    {
      if (!check_label (reading, text))
        return NULL;
      json_builder_set_member_name (builder, "label");
      json_builder_add_string_value (builder, text);
    }
  else
    {
      json_builder_set_member_name (builder, "labels");
      json_builder_begin_array (builder);
      for (guint i = 0; labels[i] != NULL; i++)
        {
          if (!check_label (reading, labels[i]))
            return NULL;
          json_builder_add_string_value (builder, labels[i]);
        }
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return lw_json_to_string (root, FALSE);
}

static void
add_answer (LwAnswersFile *self,
            Reading       *reading,
            GPtrArray     *fields)
{
  const char *worker_name = reading->context->gold ? "gold" : g_ptr_array_index (fields, reading->columns[1]);
  g_autofree char *content = NULL;
  LwFileAnswer *answer;
  Worker *worker;
  guint64 id;

  if (*worker_name == '\0')
    {
      complain (reading, "no-worker", _("The worker has no name"));
      return;
    }
  if (!find_object (reading, g_ptr_array_index (fields, reading->columns[0]), &id))
    return;
  content = make_content (reading, g_ptr_array_index (fields, reading->columns[2]));
  if (content == NULL)
    return;

  worker = ensure_worker (self, worker_name);
  answer = g_hash_table_lookup (worker->by_object, &id);
  if (answer != NULL)
    {
      complain (reading, "repeated-answer", _("“%s” answered this data object on line %" PRIu64 " already"),
                worker_name, answer->line);
      return;
    }
  answer = g_new0 (LwFileAnswer, 1);
  answer->line = reading->line;
  answer->data_object_id = id;
  answer->content = g_steal_pointer (&content);
  g_ptr_array_add (worker->answers, answer);
  g_hash_table_insert (worker->by_object, &answer->data_object_id, answer);
}

static gboolean
find_columns (Reading    *reading,
              GPtrArray  *header,
              GError    **error)
{
  for (guint c = 0; c < G_N_ELEMENTS (column_names); c++)
    {
      guint at = 0;

      if (reading->context->gold && c == 1)
        continue;
      while (at < header->len && g_ascii_strcasecmp (g_ptr_array_index (header, at), column_names[c]) != 0)
        at++;
      if (at == header->len)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       reading->context->gold
                         ? _("The first line has no column “%s”; it names the columns object and label")
                         : _("The first line has no column “%s”; it names the columns object, worker and label"),
                       column_names[c]);
          return FALSE;
        }
      reading->columns[c] = at;
    }
  return TRUE;
}

static gboolean
read_rows (LwAnswersFile  *self,
           Reading        *reading,
           GBytes         *csv,
           GError        **error)
{
  g_autoptr (LwCsvReader) reader = lw_csv_reader_new (csv);
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;
  guint n_columns;

  if (!lw_csv_reader_next (reader, fields, &local_error) && local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (!find_columns (reading, fields, error))
    return FALSE;

  n_columns = fields->len;
  while (lw_csv_reader_next (reader, fields, &local_error))
    {
      reading->line = lw_csv_reader_get_line (reader);
      if (fields->len == n_columns)
        add_answer (self, reading, fields);
      else
        complain (reading, "wrong-columns", _("There are %u columns instead of %u"), fields->len, n_columns);
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return *error == NULL;
}

/**
 * lw_answers_file_read:
 * @csv: the text: a header with the columns object, worker and label, in any order, then a row an answer; several
 *   labels are joined with "|", no label is an empty field
 * @context: the job
 * @diagnostics: (element-type LwDiagnostic): rows that do not fit the job are added, with their line
 * @error: the text is not such a file, or the manifest cannot be read
 *
 * Returns: (transfer full) (nullable): the answers that fit
 */
LwAnswersFile *
lw_answers_file_read (GBytes                  *csv,
                      const LwAnswersContext  *context,
                      GPtrArray               *diagnostics,
                      GError                 **error)
{
  g_autoptr (LwAnswersFile) self = g_new0 (LwAnswersFile, 1);
  g_autoptr (GHashTable) by_source_ref = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) by_file_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) local_error = NULL;
  Reading reading = { context, diagnostics, by_source_ref, by_file_name, 0, 0, { 0 } };

  g_return_val_if_fail (csv != NULL && context != NULL && diagnostics != NULL, NULL);

  self->workers = g_ptr_array_new_with_free_func ((GDestroyNotify) worker_free);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  if (!read_manifest (&reading, &local_error) || !read_rows (self, &reading, csv, &local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
lw_answers_file_free (LwAnswersFile *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->by_name, g_hash_table_unref);
  g_clear_pointer (&self->workers, g_ptr_array_unref);
  g_free (self);
}

/**
 * lw_answers_file_get_n:
 * @self: answers
 *
 * Returns: how many there are
 */
guint
lw_answers_file_get_n (LwAnswersFile *self)
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->workers->len; i++)
    n += lw_answers_file_get_answers (self, i)->len;
  return n;
}

guint
lw_answers_file_get_n_workers (LwAnswersFile *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->workers->len;
}

const char *
lw_answers_file_get_worker (LwAnswersFile *self,
                            guint          worker)
{
  g_return_val_if_fail (self != NULL && worker < self->workers->len, NULL);

  return ((Worker *) g_ptr_array_index (self->workers, worker))->name;
}

/**
 * lw_answers_file_get_answers:
 * @self: answers
 * @worker: number of a worker
 *
 * Returns: (transfer none) (element-type LwFileAnswer): the worker's answers
 */
GPtrArray *
lw_answers_file_get_answers (LwAnswersFile *self,
                             guint          worker)
{
  g_return_val_if_fail (self != NULL && worker < self->workers->len, NULL);

  return ((Worker *) g_ptr_array_index (self->workers, worker))->answers;
}

/**
 * lw_answers_file_find:
 * @self: answers
 * @worker: number of a worker
 * @data_object_id: a data object
 *
 * Returns: (transfer none) (nullable): the worker's answer for it
 */
LwFileAnswer *
lw_answers_file_find (LwAnswersFile *self,
                      guint          worker,
                      guint64        data_object_id)
{
  g_return_val_if_fail (self != NULL && worker < self->workers->len, NULL);

  return g_hash_table_lookup (((Worker *) g_ptr_array_index (self->workers, worker))->by_object, &data_object_id);
}
