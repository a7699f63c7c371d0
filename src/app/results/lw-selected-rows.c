/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which rows of the manifest stand at the selected positions of a view. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-selected-rows.h"

typedef struct
{
  LwManifestIndex *index;
  LwManifestQuery *query;
  GtkBitset       *positions;
} RowsCall;

static void
rows_call_free (gpointer data)
{
  RowsCall *call = data;

  lw_manifest_index_unref (call->index);
  lw_manifest_query_unref (call->query);
  gtk_bitset_unref (call->positions);
  g_free (call);
}

static LwRowSet *
pick_rows (const guint32   *rows,
           gsize            n_rows,
           const GtkBitset *positions)
{
  g_autofree guint32 *picked = g_new (guint32, gtk_bitset_get_size (positions) + 1);
  GtkBitsetIter iter;
  gsize n = 0;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, positions, &position); more && position < n_rows;
       more = gtk_bitset_iter_next (&iter, &position))
    picked[n++] = rows[position];
  return lw_row_set_new_from_rows (picked, n);
}

/* The view's rows are made again from its query: the view may change while this runs. */
static void
rows_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  RowsCall *call = task_data;
  GError *error = NULL;
  gsize n_rows;
  g_autofree guint32 *rows = lw_manifest_query_run (call->query, call->index, cancellable, &n_rows, &error);

  if (rows != NULL)
    g_task_return_pointer (task, pick_rows (rows, n_rows, call->positions), (GDestroyNotify) lw_row_set_unref);
  else
    g_task_return_error (task, error);
}

/**
 * lw_selected_rows_async:
 * @model: the rows that are shown
 * @positions: which of them
 * @cancellable: (nullable): stops it
 * @callback: called when they are known
 * @user_data: its data
 */
void
lw_selected_rows_async (LwManifestModel     *model,
                        const GtkBitset     *positions,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  RowsCall *call;

  g_return_if_fail (LW_IS_MANIFEST_MODEL (model));
  g_return_if_fail (positions != NULL);

  call = g_new0 (RowsCall, 1);
  call->index = lw_manifest_index_ref (lw_manifest_model_get_index (model));
  call->query = lw_manifest_query_ref (lw_manifest_model_get_query (model));
  call->positions = gtk_bitset_copy (positions);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, lw_selected_rows_async);
  g_task_set_name (task, "[labelwright] selected rows");
  g_task_set_task_data (task, call, rows_call_free);
  g_task_run_in_thread (task, rows_thread);
}

/**
 * lw_selected_rows_finish:
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the rows, or %NULL with @error set
 */
LwRowSet *
lw_selected_rows_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static guint
get_row (const guint32 *rows,
         guint          position)
{
  return rows != NULL ? rows[position] : position;
}

static guint8 *
mark_rows (LwManifestModel *model,
           const GtkBitset *positions,
           guint            n_marks)
{
  g_autoptr (GBytes) bytes = lw_manifest_model_ref_rows (model);
  const guint32 *rows = bytes != NULL ? g_bytes_get_data (bytes, NULL) : NULL;
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (model));
  guint8 *marks = g_new0 (guint8, n_marks + 1);
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, positions, &position); more && position < n_rows;
       more = gtk_bitset_iter_next (&iter, &position))
    if (get_row (rows, position) < n_marks)
      marks[get_row (rows, position)] = 1;
  return marks;
}

/**
 * lw_selected_rows_follow:
 * @before: the rows that were shown
 * @positions: which of them
 * @now: the rows of the same manifest that are shown now
 *
 * Returns: (transfer full): where those rows are now; a row that is not shown any more is left out
 */
GtkBitset *
lw_selected_rows_follow (LwManifestModel *before,
                         const GtkBitset *positions,
                         LwManifestModel *now)
{
  g_autoptr (GBytes) bytes = lw_manifest_model_ref_rows (now);
  const guint32 *rows = bytes != NULL ? g_bytes_get_data (bytes, NULL) : NULL;
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (now));
  g_autofree guint8 *marks = mark_rows (before, positions,
                                        lw_manifest_index_get_n_rows (lw_manifest_model_get_index (now)));
  GtkBitset *found = gtk_bitset_new_empty ();
  guint first = 0;

  for (guint i = 0; i <= n_rows; i++)
    if (i == n_rows || !marks[get_row (rows, i)])
      {
        if (i > first)
          gtk_bitset_add_range (found, first, i - first);
        first = i + 1;
      }
  return found;
}
