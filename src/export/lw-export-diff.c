/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The differences of two manifests as a file. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export-diff.h"

#include "lw-export-csv.h"

#include "lw-file.h"
#include "lw-json.h"
#include "lw-manifest-writer.h"

#include <string.h>

static const char * const changes[] =
{
  [LW_MANIFEST_DIFF_SAME] = "same",
  [LW_MANIFEST_DIFF_CHANGED] = "changed",
  [LW_MANIFEST_DIFF_ONLY_LEFT] = "only-left",
  [LW_MANIFEST_DIFF_ONLY_RIGHT] = "only-right",
};

static const char * const states[LW_N_DATA_OBJECT_STATES] =
{
  [LW_DATA_OBJECT_STATE_UNLABELED] = "unlabeled",
  [LW_DATA_OBJECT_STATE_LABELED] = "labeled",
  [LW_DATA_OBJECT_STATE_FAILED] = "failed",
  [LW_DATA_OBJECT_STATE_MALFORMED] = "malformed",
};

/* One side of a pair in words. */
typedef struct
{
  const char *state;
  char       *label;
  char        confidence[G_ASCII_DTOSTR_BUF_SIZE];
} Side;

static char *
dup_labels (LwManifestIndex *index,
            int              attribute,
            guint            row)
{
  GString *list = g_string_new (NULL);
  guint n = lw_manifest_index_get_n_labels (index, attribute, row);

  for (guint i = 0; i < n; i++)
    {
      guint position = lw_manifest_index_get_label (index, attribute, row, i, NULL);

      lw_export_csv_append_part (list, lw_manifest_index_get_class_name (index, attribute, position));
    }
  return g_string_free (list, FALSE);
}

static void
side_init (Side            *self,
           LwManifestIndex *index,
           int              attribute,
           guint            row)
{
  double confidence = LW_CONFIDENCE_NONE;

  *self = (Side) { .state = "" };
  if (row == LW_MANIFEST_DIFF_NO_ROW)
    self->label = g_strdup ("");
  else if (attribute < 0)
    {
      self->state = states[lw_manifest_index_is_malformed (index, row) ? LW_DATA_OBJECT_STATE_MALFORMED
                                                                       : LW_DATA_OBJECT_STATE_UNLABELED];
      self->label = g_strdup ("");
    }
  else
    {
      self->state = states[lw_manifest_index_get_state (index, attribute, row)];
      self->label = dup_labels (index, attribute, row);
      confidence = lw_manifest_index_get_confidence (index, attribute, row);
    }
  if (confidence >= 0)
    g_ascii_dtostr (self->confidence, sizeof self->confidence, confidence);
}

static void
append_field (GString    *text,
              const char *value)
{
  if (text->len > 0)
    g_string_append_c (text, ',');
  lw_export_csv_append (text, ',', value, strlen (value));
}

static void
append_csv (GString    *text,
            const char *source_ref,
            const char *change,
            const Side *left,
            const Side *right)
{
  append_field (text, source_ref);
  append_field (text, change);
  append_field (text, left->state);
  append_field (text, left->label);
  append_field (text, left->confidence);
  append_field (text, right->state);
  append_field (text, right->label);
  append_field (text, right->confidence);
  g_string_append (text, "\r\n");
}

static void
append_side (GString    *text,
             const char *name,
             const Side *side)
{
  g_autofree char *label = lw_json_quote (side->label);

  if (*side->state == '\0')
    return;
  g_string_append_printf (text, ",\"%s\":{\"state\":\"%s\"", name, side->state);
  if (*side->label != '\0')
    g_string_append_printf (text, ",\"label\":%s", label);
  if (*side->confidence != '\0')
    g_string_append_printf (text, ",\"confidence\":%s", side->confidence);
  g_string_append_c (text, '}');
}

static void
append_json (GString    *text,
             const char *source_ref,
             const char *change,
             const Side *left,
             const Side *right)
{
  g_autofree char *quoted = lw_json_quote (source_ref);

  g_string_append_printf (text, "{\"source-ref\":%s,\"change\":\"%s\"", quoted, change);
  append_side (text, "left", left);
  append_side (text, "right", right);
  g_string_append (text, "}\n");
}

static gboolean
write_pair (LwManifestDiff      *diff,
            LwManifestDiffKind   kind,
            guint                position,
            LwExportDiffFormat   format,
            LwFileWriter        *file,
            GError             **error)
{
  LwManifestIndex *left_index = lw_manifest_diff_get_left (diff);
  LwManifestIndex *right_index = lw_manifest_diff_get_right (diff);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *source_ref = NULL;
  guint left_row, right_row;
  Side left, right;

  lw_manifest_diff_get_pair (diff, kind, position, &left_row, &right_row);
  source_ref = left_row != LW_MANIFEST_DIFF_NO_ROW ? lw_manifest_index_dup_source_ref (left_index, left_row)
                                                   : lw_manifest_index_dup_source_ref (right_index, right_row);
  side_init (&left, left_index, lw_manifest_diff_get_left_attribute (diff), left_row);
  side_init (&right, right_index, lw_manifest_diff_get_right_attribute (diff), right_row);
  if (format == LW_EXPORT_DIFF_CSV)
    append_csv (text, source_ref != NULL ? source_ref : "", changes[kind], &left, &right);
  else
    append_json (text, source_ref != NULL ? source_ref : "", changes[kind], &left, &right);
  g_free (left.label);
  g_free (right.label);
  return lw_file_writer_write (file, text->str, text->len, error);
}

static gboolean
write_table (LwManifestDiff      *diff,
             LwExportDiffFormat   format,
             const char          *path,
             GCancellable        *cancellable,
             GError             **error)
{
  static const char head[] = "source_ref,change,left_state,left_label,left_confidence,"
                             "right_state,right_label,right_confidence\r\n";
  g_autoptr (LwFileWriter) file = lw_file_writer_open (path, error);

  if (file == NULL ||
      (format == LW_EXPORT_DIFF_CSV && !lw_file_writer_write (file, head, sizeof head - 1, error)))
    return FALSE;
  for (guint kind = LW_MANIFEST_DIFF_CHANGED; kind < LW_N_MANIFEST_DIFF_KINDS; kind++)
    for (guint i = 0; i < lw_manifest_diff_get_n_pairs (diff, kind); i++)
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !write_pair (diff, kind, i, format, file, error))
        return FALSE;
  return lw_file_writer_commit (file, error);
}

static gboolean
write_lines (LwManifestDiff    *diff,
             LwManifestWriter  *writer,
             GCancellable      *cancellable,
             GError           **error)
{
  static const LwManifestDiffKind kinds[] = { LW_MANIFEST_DIFF_CHANGED, LW_MANIFEST_DIFF_ONLY_RIGHT };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint i = 0; i < lw_manifest_diff_get_n_pairs (diff, kinds[k]); i++)
      {
        g_autofree char *line = NULL;
        guint left, right;
        gsize length;

        if (g_cancellable_set_error_if_cancelled (cancellable, error))
          return FALSE;
        lw_manifest_diff_get_pair (diff, kinds[k], i, &left, &right);
        line = lw_manifest_index_dup_line (lw_manifest_diff_get_right (diff), right, &length, error);
        if (line == NULL || !lw_manifest_writer_add_line (writer, line, length, error))
          return FALSE;
      }
  return lw_manifest_writer_commit (writer, error);
}

/**
 * lw_export_diff:
 * @diff: two manifests
 * @format: how to write it
 * @path: the file
 * @cancellable: (nullable): stops it
 * @error: return location: %LW_MANIFEST_ERROR_CHANGED, or a #GIOErrorEnum code
 *
 * Writes what is not the same. What stood at @path stays until the new file is whole. Several labels of one image
 * stand in one field with bars between.
 *
 * Returns: whether it worked
 */
gboolean
lw_export_diff (LwManifestDiff      *diff,
                LwExportDiffFormat   format,
                const char          *path,
                GCancellable        *cancellable,
                GError             **error)
{
  LwManifestWriter *writer;
  gboolean worked;

  g_return_val_if_fail (diff != NULL && path != NULL, FALSE);

  if (format != LW_EXPORT_DIFF_MANIFEST)
    return write_table (diff, format, path, cancellable, error);
  writer = lw_manifest_writer_open (path, error);
  if (writer == NULL)
    return FALSE;
  worked = write_lines (diff, writer, cancellable, error);
  lw_manifest_writer_free (writer);
  return worked;
}

typedef struct
{
  LwManifestDiff     *diff;
  LwExportDiffFormat  format;
  char               *path;
} DiffCall;

static void
diff_call_free (gpointer data)
{
  DiffCall *call = data;

  lw_manifest_diff_unref (call->diff);
  g_free (call->path);
  g_free (call);
}

static void
diff_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  DiffCall *call = task_data;
  GError *error = NULL;

  if (lw_export_diff (call->diff, call->format, call->path, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * lw_export_diff_async:
 * @diff: two manifests
 * @format: how to write it
 * @path: the file
 * @cancellable: (nullable): stops it
 * @callback: called when it is done
 * @user_data: its data
 *
 * Does lw_export_diff() in a thread.
 */
void
lw_export_diff_async (LwManifestDiff      *diff,
                      LwExportDiffFormat   format,
                      const char          *path,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  DiffCall *call;

  g_return_if_fail (diff != NULL && path != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  call = g_new0 (DiffCall, 1);
  call->diff = lw_manifest_diff_ref (diff);
  call->format = format;
  call->path = g_strdup (path);
  g_task_set_source_tag (task, lw_export_diff_async);
  g_task_set_name (task, "[labelwright] export differences");
  g_task_set_task_data (task, call, diff_call_free);
  g_task_run_in_thread (task, diff_thread);
}

/**
 * lw_export_diff_finish:
 * @result: the result
 * @error: return location, as of lw_export_diff()
 *
 * Returns: whether it worked
 */
gboolean
lw_export_diff_finish (GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
