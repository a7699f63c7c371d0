/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Trouble found in somebody's file, with its place: a row in a list, never the end of the file. Not for failures of a
 * call, which are GErrors. */

#define G_LOG_DOMAIN "lw-base"

#include "config.h"

#include "lw-diagnostic.h"

/**
 * lw_diagnostics_new:
 *
 * Returns: (transfer full) (element-type LwDiagnostic): an empty list that owns its rows
 */
GPtrArray *
lw_diagnostics_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) lw_diagnostic_free);
}

/**
 * lw_diagnostics_add:
 * @diagnostics: (nullable) (element-type LwDiagnostic): where to add, %NULL for nowhere
 * @severity: how bad it is
 * @line: from 1, or 0
 * @column: from 1, or 0
 * @code: (transfer none): a static word
 * @format: a translated sentence in printf() form
 */
void
lw_diagnostics_add (GPtrArray  *diagnostics,
                    LwSeverity  severity,
                    guint64     line,
                    guint       column,
                    const char *code,
                    const char *format,
                    ...)
{
  LwDiagnostic *row;
  va_list args;

  if (diagnostics == NULL)
    return;

  row = g_new0 (LwDiagnostic, 1);
  row->severity = severity;
  row->line = line;
  row->column = column;
  row->code = code;
  va_start (args, format);
  row->text = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (diagnostics, row);
}

/**
 * lw_diagnostics_has_errors:
 * @diagnostics: (element-type LwDiagnostic): a list
 *
 * Returns: whether a row of @diagnostics is an error
 */
gboolean
lw_diagnostics_has_errors (GPtrArray *diagnostics)
{
  g_return_val_if_fail (diagnostics != NULL, FALSE);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const LwDiagnostic *row = g_ptr_array_index (diagnostics, i);

      if (row->severity == LW_SEVERITY_ERROR)
        return TRUE;
    }
  return FALSE;
}

LwDiagnostic *
lw_diagnostic_copy (const LwDiagnostic *self)
{
  LwDiagnostic *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (LwDiagnostic, 1);
  *copy = *self;
  copy->text = g_strdup (self->text);
  return copy;
}

void
lw_diagnostic_free (LwDiagnostic *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_free (self);
}

/**
 * lw_severity_to_string:
 * @severity: a severity
 *
 * Returns: "note", "warning" or "error", never translated: compilers and editors read it
 */
const char *
lw_severity_to_string (LwSeverity severity)
{
  static const char *const words[] = { "note", "warning", "error" };

  g_return_val_if_fail (severity <= LW_SEVERITY_ERROR, NULL);

  return words[severity];
}

/**
 * lw_diagnostic_format:
 * @self: a row
 * @file: the file's name as the user gave it
 *
 * Returns: (transfer full): "file:line:column: severity: code: text", as compilers print it
 */
char *
lw_diagnostic_format (const LwDiagnostic *self,
                      const char         *file)
{
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (file != NULL, NULL);

  text = g_string_new (file);
  if (self->line > 0)
    g_string_append_printf (text, ":%" G_GUINT64_FORMAT ":%u", self->line, MAX (self->column, 1));
  g_string_append_printf (text, ": %s: %s: %s", lw_severity_to_string (self->severity), self->code, self->text);
  return g_string_free (text, FALSE);
}
