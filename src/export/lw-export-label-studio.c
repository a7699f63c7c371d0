/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tasks for Label Studio: each image with its consolidated label as a prediction, for a labeling setup with an Image
 * named "image" and Choices named "choice". */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-writer.h"

static gboolean
open_label_studio (LwExportWriter  *self,
                   GError         **error)
{
  g_string_append_c (self->text, '[');
  return TRUE;
}

static void
append_prediction (LwExportWriter    *self,
                   const LwExportRow *row)
{
  GString *text = self->text;
  const LwExportLabel *top = lw_export_row_get_top (row);

  g_string_append (text, "{\"model_version\":\"consolidated\",\"score\":");
  lw_export_append_confidence (text, top != NULL ? top->confidence : LW_CONFIDENCE_NONE);
  g_string_append_printf (text, ",\"result\":[{\"id\":\"p%" G_GUINT64_FORMAT "\",\"from_name\":\"choice\","
                          "\"to_name\":\"image\",\"type\":\"choices\",\"value\":{\"choices\":[", self->n_rows + 1);
  for (guint i = 0; i < row->n_labels; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      lw_export_append_quoted (text, lw_export_classes_get (self->job->classes, row->labels[i].position)->name);
    }
  g_string_append (text, "]}}]}");
}

static gboolean
add_label_studio (LwExportWriter     *self,
                  const LwExportRow  *row,
                  GError            **error)
{
  GString *text = self->text;
  g_autofree char *name = lw_export_writer_dup_file_name (self, row, error);

  if (name == NULL)
    return FALSE;
  g_string_append_printf (text, "%s{\"id\":%" G_GUINT64_FORMAT ",\"data\":{\"image\":",
                          self->n_rows > 0 ? ",\n" : "\n", self->n_rows + 1);
  if (self->folder != NULL)
    lw_export_append_quoted (text, name);
  else
    lw_export_line_append_json (&row->facts.source_ref, text);
  g_string_append_c (text, ',');
  lw_export_append_facts (self, row);
  g_string_append (text, "},\"predictions\":[");
  if (row->state == LW_DATA_OBJECT_STATE_LABELED)
    append_prediction (self, row);
  g_string_append (text, "]}");
  return TRUE;
}

static gboolean
close_label_studio (LwExportWriter  *self,
                    GError         **error)
{
  g_string_append (self->text, "\n]\n");
  return TRUE;
}

const LwExportWriterClass lw_export_label_studio_writer = {
  .size = sizeof (LwExportWriter),
  .main_name = "tasks.json",
  .open = open_label_studio,
  .add = add_label_studio,
  .close = close_label_studio,
};
