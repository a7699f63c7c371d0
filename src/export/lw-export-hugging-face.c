/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Images with a metadata.jsonl beside them: the imagefolder builder of Hugging Face's datasets. Once there is such a
 * file, labels come from it alone, and every line must have the same members. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-writer.h"

static gboolean
open_hugging_face (LwExportWriter  *self,
                   GError         **error)
{
  return TRUE;
}

static void
append_labels (LwExportWriter    *self,
               const LwExportRow *row)
{
  GString *text = self->text;

  g_string_append (text, ",\"labels\":[");
  for (guint i = 0; i < row->n_labels; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      lw_export_append_quoted (text, lw_export_classes_get (self->job->classes, row->labels[i].position)->name);
    }
  g_string_append (text, "],\"confidences\":[");
  for (guint i = 0; i < row->n_labels; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      lw_export_append_confidence (text, row->labels[i].confidence);
    }
  g_string_append_c (text, ']');
}

static void
append_label (LwExportWriter    *self,
              const LwExportRow *row)
{
  const LwExportLabel *top = lw_export_row_get_top (row);

  g_string_append (self->text, ",\"label\":");
  if (top != NULL)
    lw_export_append_quoted (self->text, lw_export_classes_get (self->job->classes, top->position)->name);
  else
    g_string_append (self->text, "null");
  g_string_append (self->text, ",\"confidence\":");
  lw_export_append_confidence (self->text, top != NULL ? top->confidence : LW_CONFIDENCE_NONE);
}

static gboolean
add_hugging_face (LwExportWriter     *self,
                  const LwExportRow  *row,
                  GError            **error)
{
  g_autofree char *name = lw_export_writer_place_image (self, row, self->folder, error);

  if (name == NULL)
    return FALSE;
  g_string_append (self->text, "{\"file_name\":");
  lw_export_append_quoted (self->text, name);
  if (self->job->multi && self->job->options->multi_label == LW_EXPORT_MULTI_LABEL_ALL)
    append_labels (self, row);
  else
    append_label (self, row);
  g_string_append_c (self->text, ',');
  lw_export_append_facts (self, row);
  g_string_append (self->text, "}\n");
  return TRUE;
}

static gboolean
close_hugging_face (LwExportWriter  *self,
                    GError         **error)
{
  return TRUE;
}

const LwExportWriterClass lw_export_hugging_face_writer = {
  .size = sizeof (LwExportWriter),
  .main_name = "metadata.jsonl",
  .open = open_hugging_face,
  .add = add_hugging_face,
  .close = close_hugging_face,
};
