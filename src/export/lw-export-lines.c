/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows as lines of a manifest: byte for byte, or only what training reads. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-writer.h"

#include <string.h>

static gboolean
open_lines (LwExportWriter  *self,
            GError         **error)
{
  return TRUE;
}

/* The line break is the line's own, with a carriage return when it has one. */
static gboolean
add_line (LwExportWriter     *self,
          const LwExportRow  *row,
          GError            **error)
{
  g_string_append_len (self->text, row->line, row->length + (row->with_break ? 1 : 0));
  if (!row->with_break)
    g_string_append_c (self->text, '\n');
  return TRUE;
}

static gboolean
close_lines (LwExportWriter  *self,
             GError         **error)
{
  return TRUE;
}

const LwExportWriterClass lw_export_lines_writer = {
  .size = sizeof (LwExportWriter),
  .has_plain_rows = TRUE,
  .open = open_lines,
  .add = add_line,
  .close = close_lines,
};

/* Training */

/* "0" is written as 0: the service's own samples have both. */
static void
append_label (GString           *text,
              const LwJsonSlice *label)
{
  gint64 number;

  if (label->type == LW_JSON_STRING && lw_json_slice_to_int (label, &number))
    g_string_append_printf (text, "%" G_GINT64_FORMAT, number);
  else
    lw_export_line_append_json (label, text);
}

static void
append_numbers (LwExportWriter    *self,
                const LwExportRow *row)
{
  g_string_append_c (self->text, '[');
  for (guint i = 0; i < row->n_labels; i++)
    g_string_append_printf (self->text, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            lw_export_classes_get (self->job->classes, row->labels[i].position)->number);
  g_string_append_c (self->text, ']');
}

static void
append_maps (LwExportWriter    *self,
             const LwExportRow *row)
{
  g_string_append (self->text, "\"class-map\":{");
  for (guint i = 0; i < row->n_labels; i++)
    {
      const LwExportClass *class = lw_export_classes_get (self->job->classes, row->labels[i].position);

      g_string_append_printf (self->text, "%s\"%" G_GINT64_FORMAT "\":", i > 0 ? "," : "", class->number);
      lw_export_append_quoted (self->text, class->name);
    }
  g_string_append (self->text, "},\"confidence-map\":{");
  for (guint i = 0; i < row->n_labels; i++)
    {
      const LwExportClass *class = lw_export_classes_get (self->job->classes, row->labels[i].position);

      g_string_append_printf (self->text, "%s\"%" G_GINT64_FORMAT "\":", i > 0 ? "," : "", class->number);
      lw_export_append_confidence (self->text, row->labels[i].confidence);
    }
  g_string_append_c (self->text, '}');
}

/* Labels that the rules took away are not in the maps either. */
static void
append_changed_metadata (LwExportWriter    *self,
                         const LwExportRow *row)
{
  g_string_append_c (self->text, '{');
  append_maps (self, row);
  g_string_append (self->text, ",\"type\":\"groundtruth/image-classification-multilabel\",\"job-name\":");
  lw_export_line_append_json (&row->facts.job_name, self->text);
  g_string_append_printf (self->text, ",\"human-annotated\":\"%s\",\"creation-date\":",
                          lw_manifest_index_get_annotator (self->job->index, (guint) self->job->attribute, row->row) ==
                              LW_ANNOTATOR_MACHINE ? "no" : "yes");
  lw_export_line_append_json (&row->facts.creation_date, self->text);
  g_string_append_c (self->text, '}');
}

static gboolean
add_training (LwExportWriter     *self,
              const LwExportRow  *row,
              GError            **error)
{
  g_autofree char *key = g_strconcat (self->job->name, "-metadata", NULL);
  gboolean changed = row->n_labels < row->n_all;

  g_string_append (self->text, "{\"source-ref\":");
  lw_export_line_append_json (&row->facts.source_ref, self->text);
  g_string_append_c (self->text, ',');
  lw_export_append_quoted (self->text, self->job->name);
  g_string_append_c (self->text, ':');
  if (changed)
    append_numbers (self, row);
  else
    append_label (self->text, &row->facts.label);
  g_string_append_c (self->text, ',');
  lw_export_append_quoted (self->text, key);
  g_string_append_c (self->text, ':');
  if (changed)
    append_changed_metadata (self, row);
  else
    lw_export_line_append_json (&row->facts.metadata, self->text);
  g_string_append (self->text, "}\n");
  return TRUE;
}

const LwExportWriterClass lw_export_training_writer = {
  .size = sizeof (LwExportWriter),
  .has_plain_rows = TRUE,
  .open = open_lines,
  .add = add_training,
  .close = close_lines,
};
