/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Exports and their plans in a thread. The work is in lw-export-run.c and lw-export-plan.c. */

#define G_LOG_DOMAIN "lw-export"

#include "config.h"

#include "lw-export.h"

#include "lw-progress.h"

typedef struct
{
  LwManifestIndex *index;
  GBytes          *rows;
  LwExportOptions *options;
  LwObjectStore   *store;
  char            *path;
  LwProgress      *progress;
} ExportCall;

static void
export_call_free (gpointer data)
{
  ExportCall *call = data;

  lw_manifest_index_unref (call->index);
  g_clear_pointer (&call->rows, g_bytes_unref);
  lw_export_options_free (call->options);
  g_clear_object (&call->store);
  g_free (call->path);
  g_clear_pointer (&call->progress, lw_progress_free);
  g_free (call);
}

static ExportCall *
export_call_new (LwManifestIndex       *index,
                 GBytes                *rows,
                 const LwExportOptions *options)
{
  ExportCall *call = g_new0 (ExportCall, 1);

  call->index = lw_manifest_index_ref (index);
  call->rows = rows != NULL ? g_bytes_ref (rows) : NULL;
  call->options = lw_export_options_copy (options);
  return call;
}

/* The rows, NULL for all, and how many they are. */
static const guint32 *
get_rows (ExportCall *call,
          gsize      *n_rows)
{
  gsize size;
  const guint32 *rows;

  *n_rows = lw_manifest_index_get_n_rows (call->index);
  if (call->rows == NULL)
    return NULL;
  rows = g_bytes_get_data (call->rows, &size);
  *n_rows = size / sizeof *rows;
  return rows;
}

static void
return_report (GTask          *task,
               LwExportReport *report,
               GError         *error)
{
  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) lw_export_report_free);
  else
    g_task_return_error (task, error);
}

static void
plan_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  ExportCall *call = task_data;
  GError *error = NULL;
  gsize n_rows;
  const guint32 *rows = get_rows (call, &n_rows);
  LwExportReport *report = lw_export_plan (call->index, rows, n_rows, call->options, cancellable, &error);

  return_report (task, report, error);
}

/**
 * lw_export_plan_async:
 * @index: a manifest
 * @rows: (nullable): row numbers, each a #guint32; %NULL for all
 * @options: what to do with them
 * @cancellable: (nullable): stops it
 * @callback: called when it is known
 * @user_data: its data
 *
 * See lw_export_plan(). Finish with lw_export_finish().
 */
void
lw_export_plan_async (LwManifestIndex       *index,
                      GBytes                *rows,
                      const LwExportOptions *options,
                      GCancellable          *cancellable,
                      GAsyncReadyCallback    callback,
                      gpointer               user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (index != NULL && options != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, lw_export_plan_async);
  g_task_set_name (task, "[labelwright] plan export");
  g_task_set_task_data (task, export_call_new (index, rows, options), export_call_free);
  g_task_run_in_thread (task, plan_thread);
}

static void
run_thread (GTask        *task,
            gpointer      source_object,
            gpointer      task_data,
            GCancellable *cancellable)
{
  ExportCall *call = task_data;
  GError *error = NULL;
  gsize n_rows;
  const guint32 *rows = get_rows (call, &n_rows);
  LwExportReport *report = lw_export_run (call->index, rows, n_rows, call->options, call->store, call->path,
                                          lw_progress_report, call->progress, cancellable, &error);

  return_report (task, report, error);
}

/**
 * lw_export_run_async:
 * @index: a manifest
 * @rows: (nullable): row numbers, each a #guint32; %NULL for all
 * @options: how
 * @store: (nullable): where the images are
 * @path: the file or folder to write
 * @progress: (nullable): called in this main context, never after the finish
 * @progress_data: its data
 * @cancellable: (nullable): stops it; nothing is left then
 * @callback: called when it is done
 * @user_data: its data
 *
 * See lw_export_run(). Finish with lw_export_finish().
 */
void
lw_export_run_async (LwManifestIndex       *index,
                     GBytes                *rows,
                     const LwExportOptions *options,
                     LwObjectStore         *store,
                     const char            *path,
                     LwExportProgressFunc   progress,
                     gpointer               progress_data,
                     GCancellable          *cancellable,
                     GAsyncReadyCallback    callback,
                     gpointer               user_data)
{
  g_autoptr (GTask) task = NULL;
  ExportCall *call;

  g_return_if_fail (index != NULL && options != NULL && path != NULL);

  call = export_call_new (index, rows, options);
  g_set_object (&call->store, store);
  call->path = g_strdup (path);
  call->progress = lw_progress_new (progress, progress_data);

  task = g_task_new (NULL, cancellable, callback, user_data);
  /* What was written before a late cancel is a whole export; the thread says so. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, lw_export_run_async);
  g_task_set_name (task, "[labelwright] export");
  g_task_set_task_data (task, call, export_call_free);
  g_task_run_in_thread (task, run_thread);
}

/**
 * lw_export_finish:
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the report of an export or of its plan
 */
LwExportReport *
lw_export_finish (GAsyncResult  *result,
                  GError       **error)
{
  ExportCall *call;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  call = g_task_get_task_data (G_TASK (result));
  if (call->progress != NULL)
    lw_progress_end (call->progress);
  return g_task_propagate_pointer (G_TASK (result), error);
}
