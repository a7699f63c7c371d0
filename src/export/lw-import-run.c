/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading data sets of other formats into a manifest. The formats are in files of their own. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-import.h"

#include "lw-export.h"
#include "lw-import-target.h"

#include <glib/gi18n.h>

/**
 * lw_import_report_free:
 * @self: (transfer full) (nullable): a report
 */
void
lw_import_report_free (LwImportReport *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->diagnostics);
  g_free (self);
}

static gboolean
has_file (const char *folder,
          const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/**
 * lw_import_guess_format:
 * @path: a file or folder
 * @format: (out): what it probably is
 *
 * Looks at names only: whether it is a manifest after all is for others to say.
 *
 * Returns: whether it looks like something that can be imported
 */
gboolean
lw_import_guess_format (const char     *path,
                        LwExportFormat *format)
{
  static const struct
  {
    const char     *suffix;
    LwExportFormat  format;
  } suffixes[] = {
    { ".csv", LW_EXPORT_FORMAT_CSV },
    { ".tsv", LW_EXPORT_FORMAT_TSV },
    { ".lst", LW_EXPORT_FORMAT_LST },
    { "metadata.jsonl", LW_EXPORT_FORMAT_HUGGING_FACE },
    { "labels.json", LW_EXPORT_FORMAT_FIFTYONE },
    { ".json", LW_EXPORT_FORMAT_LABEL_STUDIO },
  };

  g_return_val_if_fail (path != NULL && format != NULL, FALSE);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      *format = has_file (path, "metadata.jsonl") || has_file (path, "train/metadata.jsonl")
                ? LW_EXPORT_FORMAT_HUGGING_FACE
                : has_file (path, "labels.json") ? LW_EXPORT_FORMAT_FIFTYONE : LW_EXPORT_FORMAT_IMAGE_FOLDER;
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (path, suffixes[i].suffix))
      {
        *format = suffixes[i].format;
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_input (LwImportTarget  *target,
            GError         **error)
{
  switch ((guint) target->options->format)
    {
    case LW_EXPORT_FORMAT_CSV:
    case LW_EXPORT_FORMAT_TSV:
      return lw_import_read_table (target, error);
    case LW_EXPORT_FORMAT_LST:
      return lw_import_read_lst (target, error);
    case LW_EXPORT_FORMAT_IMAGE_FOLDER:
      return lw_import_read_image_folder (target, error);
    case LW_EXPORT_FORMAT_HUGGING_FACE:
      return lw_import_read_hugging_face (target, error);
    case LW_EXPORT_FORMAT_FIFTYONE:
      return lw_import_read_fiftyone (target, error);
    case LW_EXPORT_FORMAT_LABEL_STUDIO:
      return lw_import_read_label_studio (target, error);
    default:
      g_set_error (error, LW_EXPORT_ERROR, LW_EXPORT_ERROR_OPTIONS, _("“%s” cannot be read, only written"),
                   _(lw_export_format_get_info (target->options->format)->title));
      return FALSE;
    }
}

static void
init_target (LwImportTarget        *target,
             const LwImportOptions *options,
             const char            *input,
             GCancellable          *cancellable)
{
  g_autofree char *path = g_canonicalize_filename (input, NULL);
  gboolean is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);

  *target = (LwImportTarget) { .options = options, .input = input, .cancellable = cancellable };
  target->folder = is_folder ? g_strdup (path) : g_path_get_dirname (path);
  target->report = g_new0 (LwImportReport, 1);
  target->report->diagnostics = lw_diagnostics_new ();
  target->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  target->taken = g_hash_table_new (g_int64_hash, g_int64_equal);
}

static void
clear_target (LwImportTarget *target)
{
  g_free (target->folder);
  lw_import_report_free (target->report);
  lw_file_writer_free (target->writer);
  g_hash_table_unref (target->taken);
  g_hash_table_unref (target->numbers);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LwImportTarget, clear_target)

/* Names that come without a number get theirs in the order of the list that the user gave. */
static void
take_classes (LwImportTarget *target)
{
  for (gint64 i = 0; target->options->classes != NULL && target->options->classes[i] != NULL; i++)
    {
      gint64 *number = g_memdup2 (&i, sizeof i);

      if (!g_hash_table_contains (target->numbers, target->options->classes[i]))
        {
          g_hash_table_insert (target->numbers, g_strdup (target->options->classes[i]), number);
          g_hash_table_add (target->taken, number);
        }
      else
        g_free (number);
    }
}

/**
 * lw_import_run:
 * @options: what it is, and what is wanted
 * @input: the file or folder to read
 * @output: the manifest to write
 * @cancellable: (nullable): stops it; nothing is written then
 * @error: return location: %LW_EXPORT_ERROR_FORMAT when the input is not of the format at all, or a #GIOErrorEnum code
 *
 * May be called in any thread.
 *
 * Returns: (transfer full) (nullable): what was read
 */
LwImportReport *
lw_import_run (const LwImportOptions  *options,
               const char             *input,
               const char             *output,
               GCancellable           *cancellable,
               GError                **error)
{
  g_auto (LwImportTarget) target = { 0 };

  g_return_val_if_fail (options != NULL && options->attribute != NULL && options->job_name != NULL, NULL);
  g_return_val_if_fail (input != NULL && output != NULL, NULL);

  init_target (&target, options, input, cancellable);
  take_classes (&target);
  if (!read_input (&target, error))
    return NULL;

  target.writer = lw_file_writer_open (output, error);
  if (target.writer == NULL)
    return NULL;
  lw_file_writer_set_durable (target.writer, FALSE);
  if (!read_input (&target, error) || !lw_file_writer_commit (target.writer, error))
    return NULL;
  target.report->is_multi = target.is_multi;
  target.report->n_classes = g_hash_table_size (target.numbers);
  return g_steal_pointer (&target.report);
}

typedef struct
{
  LwImportOptions  options;
  char            *input;
  char            *output;
} ImportCall;

static void
import_call_free (gpointer data)
{
  ImportCall *call = data;

  g_free ((char *) call->options.attribute);
  g_free ((char *) call->options.job_name);
  g_free ((char *) call->options.prefix);
  g_strfreev (call->options.classes);
  g_free (call->input);
  g_free (call->output);
  g_free (call);
}

static void
import_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  ImportCall *call = task_data;
  GError *error = NULL;
  LwImportReport *report = lw_import_run (&call->options, call->input, call->output, cancellable, &error);

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) lw_import_report_free);
  else
    g_task_return_error (task, error);
}

/**
 * lw_import_run_async:
 * @options: what it is, and what is wanted; copied
 * @input: the file or folder to read
 * @output: the manifest to write
 * @cancellable: (nullable): stops it
 * @callback: called when it is done
 * @user_data: its data
 *
 * See lw_import_run().
 */
void
lw_import_run_async (const LwImportOptions *options,
                     const char            *input,
                     const char            *output,
                     GCancellable          *cancellable,
                     GAsyncReadyCallback    callback,
                     gpointer               user_data)
{
  g_autoptr (GTask) task = NULL;
  ImportCall *call;

  g_return_if_fail (options != NULL && input != NULL && output != NULL);

  call = g_new0 (ImportCall, 1);
  call->options = *options;
  call->options.attribute = g_strdup (options->attribute);
  call->options.job_name = g_strdup (options->job_name);
  call->options.prefix = g_strdup (options->prefix);
  call->options.classes = g_strdupv (options->classes);
  call->input = g_strdup (input);
  call->output = g_strdup (output);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, lw_import_run_async);
  g_task_set_name (task, "[labelwright] import");
  g_task_set_task_data (task, call, import_call_free);
  g_task_run_in_thread (task, import_thread);
}

/**
 * lw_import_run_finish:
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what was read
 */
LwImportReport *
lw_import_run_finish (GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
