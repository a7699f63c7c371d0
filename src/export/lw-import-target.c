/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The manifest that an import makes. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-import-target.h"

#include "lw-export-writer.h"

#include "lw-json.h"
#include "lw-time.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_DIAGNOSTICS 10000

static void
clear_label (gpointer data)
{
  g_free (((LwImportLabel *) data)->name);
}

/**
 * lw_import_row_init:
 * @self: (out caller-allocates): a row of nothing
 */
void
lw_import_row_init (LwImportRow *self)
{
  *self = (LwImportRow) { .labels = g_array_new (FALSE, FALSE, sizeof (LwImportLabel)) };
  g_array_set_clear_func (self->labels, clear_label);
}

/**
 * lw_import_row_clear:
 * @self: a row
 *
 * Frees what it holds.
 */
void
lw_import_row_clear (LwImportRow *self)
{
  g_clear_pointer (&self->labels, g_array_unref);
  g_clear_pointer (&self->source_ref, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->job_name, g_free);
  g_clear_pointer (&self->creation_date, g_free);
  g_clear_pointer (&self->failure_reason, g_free);
  g_clear_pointer (&self->set, g_free);
}

/**
 * lw_import_row_add_label:
 * @self: a row
 * @name: (nullable): the class name
 * @index: the class index, or -1
 * @confidence: 0 to 1, or negative
 */
void
lw_import_row_add_label (LwImportRow *self,
                         const char  *name,
                         gint64       index,
                         double       confidence)
{
  LwImportLabel label = { g_strdup (name), index, confidence };

  g_array_append_val (self->labels, label);
  self->has_labels = TRUE;
}

/**
 * lw_import_target_leave_out:
 * @self: a target
 * @line: the place in the input; 0 for none
 * @column: the place in the line
 * @code: a word for programs; static
 * @text: why a row is left out, translated
 */
void
lw_import_target_leave_out (LwImportTarget *self,
                            guint64         line,
                            guint           column,
                            const char     *code,
                            const char     *text)
{
  if (self->writer == NULL)
    return;
  self->report->n_left_out++;
  self->report->n_diagnostics++;
  if (self->report->diagnostics->len < MAX_DIAGNOSTICS)
    lw_diagnostics_add (self->report->diagnostics, LW_SEVERITY_ERROR, line, column, code, "%s", text);
}

/* Classes */

static const char *
get_name (LwImportTarget      *self,
          const LwImportLabel *label)
{
  if (label->name != NULL)
    return label->name;
  if (self->options->classes != NULL && label->index >= 0 &&
      (guint64) label->index < g_strv_length (self->options->classes))
    return self->options->classes[label->index];
  return NULL;
}

static char *
dup_name (LwImportTarget      *self,
          const LwImportLabel *label)
{
  const char *name = get_name (self, label);

  return name != NULL ? g_strdup (name) : g_strdup_printf ("%" G_GINT64_FORMAT, label->index);
}

/* A class keeps the first number that it comes with, if no other class has it. */
static gint64
find_number (LwImportTarget      *self,
             const LwImportLabel *label)
{
  g_autofree char *name = dup_name (self, label);
  gint64 *number = g_hash_table_lookup (self->numbers, name);
  gint64 wanted = label->index;

  if (number != NULL)
    return *number;
  if (wanted < 0 || g_hash_table_contains (self->taken, &wanted))
    {
      while (g_hash_table_contains (self->taken, &self->next_number))
        self->next_number++;
      wanted = self->next_number;
    }
  number = g_memdup2 (&wanted, sizeof wanted);
  g_hash_table_insert (self->numbers, g_steal_pointer (&name), number);
  g_hash_table_add (self->taken, number);
  return wanted;
}

/* Text */

/* What comes from a file need not be UTF-8, whatever its format says. */
static void
append_text (GString    *text,
             const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);

  lw_export_append_quoted (text, valid);
}

static void
append_member (GString    *text,
               const char *name,
               const char *value)
{
  append_text (text, name);
  g_string_append_c (text, ':');
  append_text (text, value);
}

/* Nobody knows: the service writes 0 where one worker labels. */
static void
append_confidence (GString *text,
                   double   confidence)
{
  lw_export_append_confidence (text, MAX (confidence, 0));
}

static void
append_label (LwImportTarget    *self,
              const LwImportRow *row,
              GString           *text)
{
  if (self->is_multi)
    g_string_append_c (text, '[');
  for (guint i = 0; i < row->labels->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            find_number (self, &g_array_index (row->labels, LwImportLabel, i)));
  if (self->is_multi)
    g_string_append_c (text, ']');
}

static void
append_maps (LwImportTarget    *self,
             const LwImportRow *row,
             GString           *text)
{
  g_string_append (text, "\"class-map\":{");
  for (guint i = 0; i < row->labels->len; i++)
    {
      const LwImportLabel *label = &g_array_index (row->labels, LwImportLabel, i);
      g_autofree char *name = dup_name (self, label);

      g_string_append_printf (text, "%s\"%" G_GINT64_FORMAT "\":", i > 0 ? "," : "", find_number (self, label));
      append_text (text, name);
    }
  g_string_append (text, "},\"confidence-map\":{");
  for (guint i = 0; i < row->labels->len; i++)
    {
      const LwImportLabel *label = &g_array_index (row->labels, LwImportLabel, i);

      g_string_append_printf (text, "%s\"%" G_GINT64_FORMAT "\":", i > 0 ? "," : "", find_number (self, label));
      append_confidence (text, label->confidence);
    }
  g_string_append (text, "},");
}

static void
append_class (LwImportTarget    *self,
              const LwImportRow *row,
              GString           *text)
{
  const LwImportLabel *label = &g_array_index (row->labels, LwImportLabel, 0);
  g_autofree char *name = dup_name (self, label);

  append_member (text, "class-name", name);
  g_string_append (text, ",\"confidence\":");
  append_confidence (text, label->confidence);
  g_string_append_c (text, ',');
}

static void
append_metadata (LwImportTarget    *self,
                 const LwImportRow *row,
                 GString           *text)
{
  g_autofree char *now = lw_time_format_creation_date (self->options->time);
  g_autofree char *job = g_strconcat ("labeling-job/", self->options->job_name, NULL);

  g_string_append_c (text, '{');
  if (row->failure_reason != NULL && !row->has_labels)
    {
      append_member (text, "failure-reason", row->failure_reason);
      g_string_append (text, ",\"retry-count\":1,");
    }
  else if (self->is_multi)
    append_maps (self, row, text);
  else
    append_class (self, row, text);
  append_member (text, "type",
                 self->is_multi ? "groundtruth/image-classification-multilabel" : "groundtruth/image-classification");
  g_string_append_c (text, ',');
  append_member (text, "job-name", row->job_name != NULL ? row->job_name : job);
  g_string_append_c (text, ',');
  append_member (text, "human-annotated", row->machine ? "no" : "yes");
  g_string_append_c (text, ',');
  append_member (text, "creation-date", row->creation_date != NULL ? row->creation_date : now);
  g_string_append_c (text, '}');
}

/* Adding */

static char *
dup_source_ref (LwImportTarget    *self,
                const LwImportRow *row)
{
  const char *prefix = self->options->prefix;

  if (row->path != NULL && prefix != NULL && !g_path_is_absolute (row->path))
    return g_strconcat (prefix, g_str_has_suffix (prefix, "/") ? "" : "/", row->path, NULL);
  if (row->source_ref != NULL)
    return g_strdup (row->source_ref);
  return row->path != NULL ? g_canonicalize_filename (row->path, self->folder) : NULL;
}

/* A relative path that leads out of its folder would be an address of something else. */
static const char *
find_problem (const LwImportRow *row)
{
  g_auto (GStrv) parts = NULL;

  if ((row->source_ref == NULL || *row->source_ref == '\0') && (row->path == NULL || *row->path == '\0'))
    return _("the row does not say which image it is about");
  if (row->path != NULL && !g_path_is_absolute (row->path))
    {
      parts = g_strsplit (row->path, "/", -1);
      if (g_strv_contains ((const char *const *) parts, ".."))
        return _("the path leads out of the folder of the data set");
    }
  for (guint i = 0; i < row->labels->len; i++)
    {
      const LwImportLabel *label = &g_array_index (row->labels, LwImportLabel, i);

      if ((label->name == NULL && label->index < 0) || (label->name != NULL && *label->name == '\0'))
        return _("a label has no name");
      if (label->confidence > 1)
        return _("the confidence is not a number from 0 to 1");
    }
  return NULL;
}

static gboolean
write_row (LwImportTarget     *self,
           const LwImportRow  *row,
           GError            **error)
{
  g_autoptr (GString) text = g_string_new ("{");
  g_autofree char *source_ref = dup_source_ref (self, row);
  g_autofree char *key = g_strconcat (self->options->attribute, "-metadata", NULL);

  append_member (text, "source-ref", source_ref);
  if (row->set != NULL)
    {
      g_string_append_c (text, ',');
      append_member (text, "set", row->set);
    }
  if (row->has_labels)
    {
      g_string_append_c (text, ',');
      append_text (text, self->options->attribute);
      g_string_append_c (text, ':');
      append_label (self, row, text);
      self->report->n_labeled++;
    }
  if (row->has_labels || row->failure_reason != NULL)
    {
      g_string_append_c (text, ',');
      append_text (text, key);
      g_string_append_c (text, ':');
      append_metadata (self, row, text);
    }
  g_string_append (text, "}\n");
  self->report->n_rows++;
  return lw_file_writer_write (self->writer, text->str, text->len, error);
}

/**
 * lw_import_target_add:
 * @self: a target
 * @row: a row of the input
 * @error: return location: a #GIOErrorEnum code
 *
 * Writes it, or tells why it is left out.
 *
 * Returns: whether to go on
 */
gboolean
lw_import_target_add (LwImportTarget     *self,
                      const LwImportRow  *row,
                      GError            **error)
{
  const char *problem = find_problem (row);

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (problem != NULL)
    {
      lw_import_target_leave_out (self, row->line, row->column, "bad-row", problem);
      return TRUE;
    }
  if (self->writer != NULL)
    return write_row (self, row, error);

  for (guint i = 0; i < row->labels->len; i++)
    find_number (self, &g_array_index (row->labels, LwImportLabel, i));
  /* A set of none, or of several, is no single label. */
  self->is_multi |= row->has_labels && (row->several || row->labels->len != 1);
  return TRUE;
}
