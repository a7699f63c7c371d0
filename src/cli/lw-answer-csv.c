/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The answers of workers from a CSV file of any origin. */

#define G_LOG_DOMAIN "lw-cli"

#include "config.h"

#include "lw-answer-csv.h"

#include <glib/gi18n.h>
#include <string.h>

#include "lw-csv-reader.h"
#include "lw-diagnostic.h"
#include "lw-time.h"

/* More diagnostics than this are not kept: a file may have millions of rows. */
#define MAX_DIAGNOSTICS 1000
#define NOWHERE G_MAXUINT

enum
{
  COLUMN_TASK,
  COLUMN_LABEL,
  COLUMN_WORKER,
  COLUMN_BATCH,
  COLUMN_TIME,
  COLUMN_SECONDS,
  N_COLUMNS
};

/* Gold has no worker. The others may be absent. */
static const char *const column_names[N_COLUMNS] = { "task", "label", "worker", "batch", "time", "seconds" };

typedef struct
{
  LwAnnotations *annotations;
  GPtrArray     *diagnostics;
  GHashTable    *batches;
  gboolean       fixed_labels;
  gboolean       gold;
  guint64        line;
  guint          columns[N_COLUMNS];
  GArray        *slices;
  GArray        *classes;
  GString       *name;
} Reading;

static const LwCsvSlice *
get_slice (Reading *reading,
           guint    column)
{
  return &g_array_index (reading->slices, LwCsvSlice, reading->columns[column]);
}

static gboolean G_GNUC_PRINTF (4, 5)
complain (Reading    *reading,
          guint       column,
          const char *code,
          const char *format,
          ...)
{
  guint at = reading->columns[column] < reading->slices->len ? get_slice (reading, column)->column : 1;
  g_autofree char *text = NULL;
  va_list args;

  if (reading->diagnostics->len >= MAX_DIAGNOSTICS)
    return FALSE;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  lw_diagnostics_add (reading->diagnostics, LW_SEVERITY_ERROR, reading->line, at, code, "%s", text);
  return FALSE;
}

static gboolean
add_class (Reading    *reading,
           const char *label,
           gsize       length)
{
  guint class_index;

  g_string_truncate (reading->name, 0);
  g_string_append_len (reading->name, label, (gssize) length);
  if (length == 0)
    return complain (reading, COLUMN_LABEL, "no-label", _("There is no label"));

  if (!lw_annotations_find_class (reading->annotations, reading->name->str, &class_index))
    {
      if (reading->fixed_labels)
        return complain (reading, COLUMN_LABEL, "unknown-label", _("“%s” is none of the labels"), reading->name->str);
      class_index = lw_annotations_add_class (reading->annotations, reading->name->str);
    }
  g_array_append_val (reading->classes, class_index);
  return TRUE;
}

/* Several labels are joined with "|"; none is an empty field. */
static gboolean
read_classes (Reading *reading)
{
  const LwCsvSlice *slice = get_slice (reading, COLUMN_LABEL);
  const char *at = slice->text;
  const char *end = slice->text + slice->length;

  g_array_set_size (reading->classes, 0);
  if (!lw_annotations_is_multi_label (reading->annotations))
    return add_class (reading, at, slice->length);

  while (slice->length > 0)
    {
      const char *bar = memchr (at, '|', (gsize) (end - at));

      if (!add_class (reading, at, (gsize) ((bar != NULL ? bar : end) - at)))
        return FALSE;
      if (bar == NULL)
        break;
      at = bar + 1;
    }
  return TRUE;
}

/* Batches are numbered in order of first appearance; the numbers do not matter. */
static gboolean
read_batch (Reading *reading,
            guint    task)
{
  const LwCsvSlice *slice = get_slice (reading, COLUMN_BATCH);
  g_autofree char *name = g_strndup (slice->text, slice->length);
  guint before = lw_annotations_get_batch (reading->annotations, task);
  gpointer value;
  guint batch;

  if (slice->length == 0)
    return before == LW_NO_BATCH ||
           complain (reading, COLUMN_BATCH, "other-batch", _("This task is in another batch further up"));

  if (g_hash_table_lookup_extended (reading->batches, name, NULL, &value))
    batch = GPOINTER_TO_UINT (value);
  else
    {
      batch = g_hash_table_size (reading->batches);
      g_hash_table_insert (reading->batches, g_steal_pointer (&name), GUINT_TO_POINTER (batch));
    }
  if (before != LW_NO_BATCH && before != batch)
    return complain (reading, COLUMN_BATCH, "other-batch", _("This task is in another batch further up"));

  lw_annotations_set_batch (reading->annotations, task, batch);
  return TRUE;
}

static gboolean
read_time (Reading *reading,
           gint64  *time)
{
  const LwCsvSlice *slice = get_slice (reading, COLUMN_TIME);

  g_string_truncate (reading->name, 0);
  g_string_append_len (reading->name, slice->text, (gssize) slice->length);
  return slice->length == 0 || lw_time_parse (reading->name->str, time) ||
         complain (reading, COLUMN_TIME, "bad-time", _("“%s” is no time such as 2026-01-31T12:00:00Z"),
                   reading->name->str);
}

static gboolean
read_seconds (Reading *reading,
              double  *seconds)
{
  const LwCsvSlice *slice = get_slice (reading, COLUMN_SECONDS);
  char *end;

  g_string_truncate (reading->name, 0);
  g_string_append_len (reading->name, slice->text, (gssize) slice->length);
  if (slice->length == 0)
    return TRUE;

  *seconds = g_ascii_strtod (reading->name->str, &end);
  return (*end == '\0' && *seconds >= 0 && *seconds < 1e9) ||
         complain (reading, COLUMN_SECONDS, "bad-seconds", _("“%s” is no number of seconds"), reading->name->str);
}

static gboolean
read_times (Reading *reading,
            gint64  *time,
            double  *seconds)
{
  return (reading->columns[COLUMN_TIME] == NOWHERE || read_time (reading, time)) &&
         (reading->columns[COLUMN_SECONDS] == NOWHERE || read_seconds (reading, seconds));
}

static void
read_row (Reading *reading)
{
  const LwCsvSlice *task_name = get_slice (reading, COLUMN_TASK);
  const LwCsvSlice *worker_name = reading->gold ? NULL : get_slice (reading, COLUMN_WORKER);
  gint64 time = 0;
  double seconds = -1;
  guint task;
  guint worker;

  if (task_name->length == 0)
    {
      complain (reading, COLUMN_TASK, "no-task", _("The task has no name"));
      return;
    }
  if (worker_name != NULL && worker_name->length == 0)
    {
      complain (reading, COLUMN_WORKER, "no-worker", _("The worker has no name"));
      return;
    }
  if (!read_classes (reading) || !read_times (reading, &time, &seconds))
    return;

  task = lw_annotations_add_task (reading->annotations, task_name->text, (gssize) task_name->length);
  worker = lw_annotations_add_worker (reading->annotations, worker_name != NULL ? worker_name->text : "",
                                      worker_name != NULL ? (gssize) worker_name->length : 0);
  if (reading->columns[COLUMN_BATCH] != NOWHERE && !read_batch (reading, task))
    return;
  lw_annotations_add_answer (reading->annotations, task, worker, (const guint *) (gpointer) reading->classes->data,
                             reading->classes->len);
  if (time != 0 || seconds >= 0)
    lw_annotations_set_time (reading->annotations, time, seconds);
}

static gboolean
is_column (const LwCsvSlice *slice,
           const char       *name)
{
  return slice->length == strlen (name) && g_ascii_strncasecmp (slice->text, name, slice->length) == 0;
}

/* A file without its columns has no row to look at. */
static gboolean G_GNUC_PRINTF (4, 5)
refuse (Reading    *reading,
        guint64     line,
        const char *code,
        const char *format,
        ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  lw_diagnostics_add (reading->diagnostics, LW_SEVERITY_ERROR, line, 1, code, "%s", text);
  return FALSE;
}

static gboolean
find_columns (Reading *reading)
{
  for (guint c = 0; c < N_COLUMNS; c++)
    {
      gboolean needed = c <= COLUMN_LABEL || (c == COLUMN_WORKER && !reading->gold);

      reading->columns[c] = NOWHERE;
      for (guint i = 0; i < reading->slices->len; i++)
        {
          if (!is_column (&g_array_index (reading->slices, LwCsvSlice, i), column_names[c]))
            continue;
          if (reading->columns[c] != NOWHERE)
            return refuse (reading, 1, "two-columns", _("There are two columns “%s”"), column_names[c]);
          reading->columns[c] = i;
        }
      if (reading->columns[c] == NOWHERE && needed)
        return refuse (reading, 1, "no-column",
                       _("There is no column “%s”; the first line names the columns, among them %s"), column_names[c],
                       reading->gold ? _("task and label") : _("task, worker and label"));
    }
  return TRUE;
}

static void
read_rows (Reading *reading,
           GBytes  *csv)
{
  g_autoptr (LwCsvReader) reader = lw_csv_reader_new (csv);
  g_autoptr (GError) error = NULL;
  guint n_columns;

  if (lw_csv_reader_next_slices (reader, reading->slices, &error) || error == NULL)
    {
      if (!find_columns (reading))
        return;
      n_columns = reading->slices->len;
      while (lw_csv_reader_next_slices (reader, reading->slices, &error))
        {
          reading->line = lw_csv_reader_get_line (reader);
          if (reading->slices->len == n_columns)
            read_row (reading);
          else
            complain (reading, COLUMN_TASK, "wrong-columns", _("There are %u columns instead of %u"),
                      reading->slices->len, n_columns);
        }
    }
  if (error != NULL)
    {
      const char *after_line = strstr (error->message, ": ");

      refuse (reading, lw_csv_reader_get_line (reader), "bad-csv", "%s",
              after_line != NULL ? after_line + strlen (": ") : error->message);
    }
}

static LwAnnotations *
read_table (GBytes            *csv,
            gboolean           multi_label,
            const char *const *labels,
            gboolean           gold,
            GPtrArray         *diagnostics)
{
  g_autoptr (LwAnnotations) annotations = lw_annotations_new (multi_label);
  g_autoptr (GHashTable) batches = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) slices = g_array_new (FALSE, FALSE, sizeof (LwCsvSlice));
  g_autoptr (GArray) classes = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GString) name = g_string_new (NULL);
  Reading reading = { annotations, diagnostics, batches, labels != NULL, gold, 1, { 0 }, slices, classes, name };

  for (guint i = 0; labels != NULL && labels[i] != NULL; i++)
    lw_annotations_add_class (annotations, labels[i]);
  read_rows (&reading, csv);
  if (labels == NULL)
    lw_annotations_sort_classes (annotations);
  return g_steal_pointer (&annotations);
}

/**
 * lw_answer_csv_read:
 * @csv: the text: a header with the columns task, worker and label, in any order, then a row an answer. A
 *   column batch says which tasks are consolidated together; time and seconds say when an answer was given
 *   and how long it took; other columns are not read
 * @multi_label: whether an answer is a set of labels, joined with "|", none of them an empty field
 * @labels: (array zero-terminated=1) (nullable): the labels there are, in the order of their class indexes;
 *   %NULL for those that are in the file, by name
 * @diagnostics: (element-type LwDiagnostic): rows that are wrong are added, with their place; a thousand at
 *   most
 * @error: %G_IO_ERROR_INVALID_DATA: the text is not such a file
 *
 * Returns: (transfer full) (nullable): the answers, without the rows that are wrong
 */
LwAnnotations *
lw_answer_csv_read (GBytes            *csv,
                    gboolean           multi_label,
                    const char *const *labels,
                    GPtrArray         *diagnostics)
{
  g_return_val_if_fail (csv != NULL && diagnostics != NULL, NULL);

  return read_table (csv, multi_label, labels, FALSE, diagnostics);
}

/**
 * lw_answer_csv_read_gold:
 * @csv: the text: a header with the columns task and label, then a row a known answer
 * @multi_label: whether an answer is a set of labels
 * @diagnostics: (element-type LwDiagnostic): what is wrong is added, with its place
 *
 * Returns: (transfer full): the known answers, as those of a worker without a name
 */
LwAnnotations *
lw_answer_csv_read_gold (GBytes    *csv,
                         gboolean   multi_label,
                         GPtrArray *diagnostics)
{
  g_return_val_if_fail (csv != NULL && diagnostics != NULL, NULL);

  return read_table (csv, multi_label, NULL, TRUE, diagnostics);
}
