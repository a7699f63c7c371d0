/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows as the writers of formats see them: judged by the rules, then read from the file. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-reader.h"

#include <string.h>

/**
 * lw_export_reader_init:
 * @self: (out caller-allocates): a reader
 * @job: the export, with its manifest and options; must outlive the reader
 * @error: return location: %LW_EXPORT_ERROR_OPTIONS
 *
 * Returns: whether rows can be read
 */
gboolean
lw_export_reader_init (LwExportReader  *self,
                       LwExportJob     *job,
                       GError         **error)
{
  *self = (LwExportReader) { .job = job };
  if (!lw_export_rules_init (&self->rules, job->index, job->options, error))
    return FALSE;
  self->cursor = lw_manifest_cursor_new (job->index);
  self->row.source_ref = g_string_new (NULL);
  self->name_length = job->name != NULL ? strlen (job->name) : 0;
  /* Only this one writes the metadata as it stands in the line. */
  if (job->options->format != LW_EXPORT_FORMAT_TRAINING)
    self->shapes = lw_export_shapes_new (job->name);
  return TRUE;
}

/**
 * lw_export_reader_clear:
 * @self: a reader
 *
 * Frees what it holds.
 */
void
lw_export_reader_clear (LwExportReader *self)
{
  lw_export_rules_clear (&self->rules);
  g_clear_pointer (&self->cursor, lw_manifest_cursor_free);
  g_clear_pointer (&self->shapes, lw_export_shapes_free);
  if (self->row.source_ref != NULL)
    g_string_free (self->row.source_ref, TRUE);
  self->row.source_ref = NULL;
}

/* The line's own break: behind it there may be blank lines, but mostly there is nothing. */
static const char *
find_break (const char *line,
            gsize       length)
{
  if (length >= 2 && line[length - 1] == '\n' && (guchar) line[length - 2] > ' ')
    return line + length - 1;
  return memchr (line, '\n', length);
}

/**
 * lw_export_reader_read:
 * @self: a reader whose rules have judged and taken @row
 * @row: a row
 * @error: return location: %LW_MANIFEST_ERROR_CHANGED, or a #GIOErrorEnum code
 *
 * Returns: whether it is in the reader's row
 */
gboolean
lw_export_reader_read (LwExportReader  *self,
                       guint            row,
                       GError         **error)
{
  LwExportRow *out = &self->row;
  const char *newline;
  gsize length;

  if (!lw_manifest_cursor_get_line (self->cursor, row, &out->line, &length, self->job->cancellable, error))
    return FALSE;
  newline = find_break (out->line, length);
  out->with_break = newline != NULL;
  out->length = newline != NULL ? (gsize) (newline - out->line) : length;
  out->row = row;
  out->state = self->rules.state;
  out->labels = (const LwExportLabel *) (const void *) self->rules.labels->data;
  out->n_labels = self->rules.labels->len;
  out->n_all = self->rules.n_all;
  out->low = self->rules.low;
  if (self->job->options->format == LW_EXPORT_FORMAT_MANIFEST)
    return TRUE;

  if (self->shapes != NULL && lw_manifest_cursor_has_spare (self->cursor, out->line))
    lw_export_shapes_read (self->shapes, &out->facts, out->line, out->length);
  else
    lw_export_line_read (&out->facts, out->line, out->length, self->job->name, self->name_length);
  g_string_truncate (out->source_ref, 0);
  lw_export_line_append_text (&out->facts.source_ref, out->source_ref);
  return TRUE;
}
