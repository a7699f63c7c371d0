/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows of .lst files: number, class or a column of 0 and 1 for each class, path. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export.h"
#include "lw-import-target.h"

#include "lw-manifest-reader.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* im2rec writes whole numbers as 3.000000. */
static gboolean
parse_number (const char *text,
              gint64     *number)
{
  char *end;
  double value = g_ascii_strtod (text, &end);

  if (end == text || *end != '\0' || !(value >= 0 && value <= G_MAXINT32) || floor (value) != value)
    return FALSE;
  *number = (gint64) value;
  return TRUE;
}

/* Several columns are a set: which of the classes the image has. */
static gboolean
read_columns (LwImportRow  *row,
              char        **fields,
              guint         n_fields)
{
  gboolean several = n_fields > 3;

  for (guint i = 1; i + 1 < n_fields; i++)
    {
      gint64 number;

      if (!parse_number (fields[i], &number) || (several && number > 1))
        return FALSE;
      if (!several)
        lw_import_row_add_label (row, NULL, number, -1);
      else if (number == 1)
        lw_import_row_add_label (row, NULL, i - 1, -1);
    }
  row->several = several;
  row->has_labels = TRUE;
  return TRUE;
}

static gboolean
read_line (LwImportTarget  *target,
           const char      *line,
           gsize            length,
           guint64          number,
           GError         **error)
{
  g_auto (LwImportRow) row = { 0 };
  g_autofree char *text = g_strndup (line, length);
  g_auto (GStrv) fields = g_strsplit (text, "\t", -1);
  guint n = g_strv_length (fields);

  lw_import_row_init (&row);
  row.line = number;
  row.column = 1;
  if (n < 3 || !g_utf8_validate (text, -1, NULL) || !read_columns (&row, fields, n))
    {
      lw_import_target_leave_out (target, number, 1, "bad-line",
                                  _("the line is not a number, a class and a path with tabs between them"));
      return TRUE;
    }
  if (strstr (fields[n - 1], "://") != NULL)
    row.source_ref = g_strdup (fields[n - 1]);
  else
    row.path = g_strdup (fields[n - 1]);
  return lw_import_target_add (target, &row, error);
}

/**
 * lw_import_read_lst:
 * @target: where the rows go
 * @error: return location: a #GIOErrorEnum code
 *
 * Returns: whether it was read to its end
 */
gboolean
lw_import_read_lst (LwImportTarget  *target,
                    GError         **error)
{
  g_autoptr (LwManifestReader) reader = lw_manifest_reader_new_for_file (target->input, error);
  const char *line;
  gsize length;

  if (reader == NULL)
    return FALSE;
  while (lw_manifest_reader_next (reader, &line, &length, target->cancellable, error))
    {
      if (line == NULL)
        return TRUE;
      if (!read_line (target, line, length, lw_manifest_reader_get_line_number (reader), error))
        return FALSE;
    }
  return FALSE;
}
