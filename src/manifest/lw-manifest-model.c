/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows of a manifest that a query chose, in its order, as a list for views.
 *
 *   LwManifestModel (GListModel of LwManifestRow)
 *     index    the manifest: columns
 *     rows     guint32[]: the index's row at each position; NULL when they are all of its rows in its order
 *     live     row → LwManifestRow, for those that somebody holds */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-model.h"

/* About what a view keeps widgets for. */
#define MAX_REPLACED 256

/* Invariant: get_item gives the same object for a row as long as anybody holds it: views and selections
 * compare pointers. Used in one thread; queries may run in others. */
struct _LwManifestModel
{
  GObject          parent_instance;
  LwManifestIndex *index;
  LwManifestQuery *query;
  int              attribute;
  GBytes          *row_bytes;
  const guint32   *rows;
  guint            n_rows;
  GHashTable      *live;
  guint64          generation;
};

typedef struct
{
  LwManifestModel *model;
  LwManifestRow   *object;
  guint            row;
} LiveRow;

static void lw_manifest_model_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LwManifestModel, lw_manifest_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, lw_manifest_model_list_model_init))

static void
row_gone_cb (gpointer  data,
             GObject  *where_the_object_was)
{
  LiveRow *live = data;

  g_hash_table_remove (live->model->live, GUINT_TO_POINTER (live->row));
}

/* Rows of another index or attribute are other rows, whoever still holds them. */
static void
forget_live_rows (LwManifestModel *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      LiveRow *live = value;

      g_object_weak_unref (G_OBJECT (live->object), row_gone_cb, live);
      g_hash_table_iter_remove (&iter);
    }
}

static guint
get_row (LwManifestModel *self,
         guint            position)
{
  return self->rows != NULL ? self->rows[position] : position;
}

static void
set_rows (LwManifestModel *self,
          guint            position,
          guint            removed,
          guint            added)
{
  self->n_rows = position + added;
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/* A list that is told that n rows became m asks for every one of the m, so most rows go and come by signals of their
 * own. As many as a view shows are replaced by one, so that it keeps its widgets and shows others in them. */
static void
replace_rows (LwManifestModel *self,
              GBytes          *rows,
              guint            n_rows)
{
  guint n_before = self->n_rows;
  guint n_kept = MIN (MIN (n_before, n_rows), MAX_REPLACED);
  g_autoptr (GBytes) before = g_steal_pointer (&self->row_bytes);

  set_rows (self, n_kept, n_before - n_kept, 0);
  self->row_bytes = rows;
  self->rows = rows != NULL ? g_bytes_get_data (rows, NULL) : NULL;
  set_rows (self, 0, n_kept, n_kept);
  set_rows (self, n_kept, 0, n_rows - n_kept);
}

static void
apply (LwManifestModel *self,
       LwManifestQuery *query,
       guint32         *rows,
       gsize            n_rows)
{
  int attribute = lw_manifest_index_find_attribute (self->index, lw_manifest_query_get_attribute (query));
  LwManifestQuery *before = self->query;

  self->query = lw_manifest_query_ref (query);
  lw_manifest_query_unref (before);
  if (attribute != self->attribute)
    forget_live_rows (self);
  self->attribute = attribute;
  replace_rows (self, g_bytes_new_take (rows, n_rows * sizeof *rows), (guint) n_rows);
}

static GType
lw_manifest_model_get_item_type (GListModel *model)
{
  return LW_TYPE_MANIFEST_ROW;
}

static guint
lw_manifest_model_get_n_items (GListModel *model)
{
  return LW_MANIFEST_MODEL (model)->n_rows;
}

static gpointer
lw_manifest_model_get_item (GListModel *model,
                            guint       position)
{
  LwManifestModel *self = LW_MANIFEST_MODEL (model);
  LiveRow *live;
  guint row;

  if (position >= self->n_rows)
    return NULL;
  row = get_row (self, position);
  live = g_hash_table_lookup (self->live, GUINT_TO_POINTER (row));
  if (live != NULL)
    return g_object_ref (live->object);

  live = g_new (LiveRow, 1);
  live->model = self;
  live->row = row;
  live->object = lw_manifest_row_new (self->index, self->attribute, row);
  g_object_weak_ref (G_OBJECT (live->object), row_gone_cb, live);
  g_hash_table_insert (self->live, GUINT_TO_POINTER (row), live);
  return live->object;
}

static void
lw_manifest_model_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = lw_manifest_model_get_item_type;
  iface->get_n_items = lw_manifest_model_get_n_items;
  iface->get_item = lw_manifest_model_get_item;
}

static void
lw_manifest_model_finalize (GObject *object)
{
  LwManifestModel *self = LW_MANIFEST_MODEL (object);

  forget_live_rows (self);
  g_hash_table_unref (self->live);
  g_clear_pointer (&self->index, lw_manifest_index_unref);
  g_clear_pointer (&self->query, lw_manifest_query_unref);
  g_clear_pointer (&self->row_bytes, g_bytes_unref);

  G_OBJECT_CLASS (lw_manifest_model_parent_class)->finalize (object);
}

static void
lw_manifest_model_class_init (LwManifestModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_manifest_model_finalize;
}

static void
lw_manifest_model_init (LwManifestModel *self)
{
  self->attribute = -1;
  self->query = lw_manifest_query_new ();
  self->live = g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

/**
 * lw_manifest_model_new:
 *
 * Returns: (transfer full): a model without rows
 */
LwManifestModel *
lw_manifest_model_new (void)
{
  return g_object_new (LW_TYPE_MANIFEST_MODEL, NULL);
}

/**
 * lw_manifest_model_get_index:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): the manifest
 */
LwManifestIndex *
lw_manifest_model_get_index (LwManifestModel *self)
{
  g_return_val_if_fail (LW_IS_MANIFEST_MODEL (self), NULL);

  return self->index;
}

/**
 * lw_manifest_model_set_index:
 * @self: a model
 * @index: (nullable): a manifest
 *
 * Shows all rows of @index in file order; the query is the one that all rows match. A query that still
 * runs is dropped.
 */
void
lw_manifest_model_set_index (LwManifestModel *self,
                             LwManifestIndex *index)
{
  g_return_if_fail (LW_IS_MANIFEST_MODEL (self));

  if (self->index == index)
    return;
  self->generation++;
  replace_rows (self, NULL, 0);
  forget_live_rows (self);
  g_clear_pointer (&self->index, lw_manifest_index_unref);
  lw_manifest_query_unref (self->query);
  self->query = lw_manifest_query_new ();
  if (index == NULL)
    return;

  self->index = lw_manifest_index_ref (index);
  self->attribute = lw_manifest_index_find_attribute (index, NULL);
  replace_rows (self, NULL, lw_manifest_index_get_n_rows (index));
}

/**
 * lw_manifest_model_get_query:
 * @self: a model
 *
 * Returns: (transfer none): the query whose rows it has
 */
LwManifestQuery *
lw_manifest_model_get_query (LwManifestModel *self)
{
  g_return_val_if_fail (LW_IS_MANIFEST_MODEL (self), NULL);

  return self->query;
}

/**
 * lw_manifest_model_set_query:
 * @self: a model with an index
 * @query: a query
 * @error: return location: as of lw_manifest_query_run()
 *
 * Runs @query at once. Text and the order by source-ref read the file: use the async form for those.
 *
 * Returns: whether the model has the query's rows; if not, it is as it was
 */
gboolean
lw_manifest_model_set_query (LwManifestModel  *self,
                             LwManifestQuery  *query,
                             GError          **error)
{
  guint32 *rows;
  gsize n_rows;

  g_return_val_if_fail (LW_IS_MANIFEST_MODEL (self) && self->index != NULL, FALSE);
  g_return_val_if_fail (query != NULL, FALSE);

  rows = lw_manifest_query_run (query, self->index, NULL, &n_rows, error);
  if (rows == NULL)
    return FALSE;
  self->generation++;
  apply (self, query, rows, n_rows);
  return TRUE;
}

typedef struct
{
  LwManifestIndex *index;
  LwManifestQuery *query;
  guint64          generation;
  gsize            n_rows;
} QueryCall;

static void
query_call_free (gpointer data)
{
  QueryCall *call = data;

  lw_manifest_index_unref (call->index);
  lw_manifest_query_unref (call->query);
  g_free (call);
}

static void
query_thread (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  QueryCall *call = task_data;
  GError *error = NULL;
  guint32 *rows = lw_manifest_query_run (call->query, call->index, cancellable, &call->n_rows, &error);

  if (rows == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, rows, g_free);
}

/**
 * lw_manifest_model_set_query_async:
 * @self: a model with an index
 * @query: a query
 * @cancellable: (nullable): stops it
 * @callback: called when it ran; call the finish, which puts the rows into the model
 * @user_data: its data
 *
 * Runs @query in a thread. When another query or index was set meanwhile, the finish says cancelled.
 */
void
lw_manifest_model_set_query_async (LwManifestModel      *self,
                                   LwManifestQuery      *query,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data)
{
  g_autoptr (GTask) task = NULL;
  QueryCall *call;

  g_return_if_fail (LW_IS_MANIFEST_MODEL (self) && self->index != NULL);
  g_return_if_fail (query != NULL);

  call = g_new0 (QueryCall, 1);
  call->index = lw_manifest_index_ref (self->index);
  call->query = lw_manifest_query_ref (query);
  call->generation = ++self->generation;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lw_manifest_model_set_query_async);
  g_task_set_name (task, "[labelwright] query manifest");
  g_task_set_task_data (task, call, query_call_free);
  g_task_run_in_thread (task, query_thread);
}

/**
 * lw_manifest_model_set_query_finish:
 * @self: a model
 * @result: the result
 * @error: return location: %G_IO_ERROR_CANCELLED, or as of lw_manifest_query_run()
 *
 * Returns: whether the model has the query's rows; if not, it is as it was
 */
gboolean
lw_manifest_model_set_query_finish (LwManifestModel  *self,
                                    GAsyncResult     *result,
                                    GError          **error)
{
  g_autofree guint32 *rows = NULL;
  QueryCall *call;

  g_return_val_if_fail (LW_IS_MANIFEST_MODEL (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  call = g_task_get_task_data (G_TASK (result));
  rows = g_task_propagate_pointer (G_TASK (result), error);
  if (rows == NULL)
    return FALSE;
  if (call->generation != self->generation)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Another query was set meanwhile");
      return FALSE;
    }
  apply (self, call->query, g_steal_pointer (&rows), call->n_rows);
  return TRUE;
}

/**
 * lw_manifest_model_get_row:
 * @self: a model
 * @position: a position
 *
 * Returns: the index's row at this position, without making an object
 */
guint
lw_manifest_model_get_row (LwManifestModel *self,
                           guint            position)
{
  g_return_val_if_fail (LW_IS_MANIFEST_MODEL (self) && position < self->n_rows, 0);

  return get_row (self, position);
}

/**
 * lw_manifest_model_ref_rows:
 * @self: a model
 *
 * Returns: (transfer full) (nullable): the index's row at each position, as guint32; %NULL when they are all of its
 *   rows in its order. Any thread may read them, also when the model has others by then
 */
GBytes *
lw_manifest_model_ref_rows (LwManifestModel *self)
{
  g_return_val_if_fail (LW_IS_MANIFEST_MODEL (self), NULL);

  return self->row_bytes != NULL ? g_bytes_ref (self->row_bytes) : NULL;
}

/**
 * lw_manifest_model_find_row:
 * @self: a model
 * @row: a row of the index
 * @position: (out) (optional): where it is
 *
 * Returns: whether the model has this row
 */
gboolean
lw_manifest_model_find_row (LwManifestModel *self,
                            guint            row,
                            guint           *position)
{
  g_return_val_if_fail (LW_IS_MANIFEST_MODEL (self), FALSE);

  for (guint i = 0; i < self->n_rows; i++)
    if (get_row (self, i) == row)
      {
        if (position != NULL)
          *position = i;
        return TRUE;
      }
  return FALSE;
}
