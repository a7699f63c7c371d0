/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The pairs of one kind of two manifests as a list. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-diff-model.h"

/* @places: which pairs, each with its kind in the low two bits; NULL for all of @kind. */
struct _LwDiffModel
{
  GObject             parent_instance;

  LwManifestDiff     *diff;
  LwManifestDiffKind  kind;
  GArray             *places;
};

static void lw_diff_model_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LwDiffModel, lw_diff_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, lw_diff_model_list_model_init))

static GType
lw_diff_model_get_item_type (GListModel *list)
{
  return LW_TYPE_DIFF_PAIR;
}

static guint
lw_diff_model_get_n_items (GListModel *list)
{
  LwDiffModel *self = LW_DIFF_MODEL (list);

  return self->places != NULL ? self->places->len : lw_manifest_diff_get_n_pairs (self->diff, self->kind);
}

static gpointer
lw_diff_model_get_item (GListModel *list,
                        guint       position)
{
  LwDiffModel *self = LW_DIFF_MODEL (list);
  guint64 place;

  if (position >= lw_diff_model_get_n_items (list))
    return NULL;
  if (self->places == NULL)
    return lw_diff_pair_new (self->diff, self->kind, position);
  place = g_array_index (self->places, guint64, position);
  return lw_diff_pair_new (self->diff, place & 3, (guint) (place >> 2));
}

static void
lw_diff_model_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = lw_diff_model_get_item_type;
  iface->get_n_items = lw_diff_model_get_n_items;
  iface->get_item = lw_diff_model_get_item;
}

static void
lw_diff_model_finalize (GObject *object)
{
  LwDiffModel *self = LW_DIFF_MODEL (object);

  g_clear_pointer (&self->diff, lw_manifest_diff_unref);
  g_clear_pointer (&self->places, g_array_unref);

  G_OBJECT_CLASS (lw_diff_model_parent_class)->finalize (object);
}

static void
lw_diff_model_class_init (LwDiffModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_diff_model_finalize;
}

static void
lw_diff_model_init (LwDiffModel *self)
{
}

/**
 * lw_diff_model_new:
 * @diff: two manifests
 * @kind: a kind of pair
 *
 * Returns: (transfer full): all pairs of this kind
 */
LwDiffModel *
lw_diff_model_new (LwManifestDiff     *diff,
                   LwManifestDiffKind  kind)
{
  LwDiffModel *self;

  g_return_val_if_fail (diff != NULL, NULL);

  self = g_object_new (LW_TYPE_DIFF_MODEL, NULL);
  self->diff = lw_manifest_diff_ref (diff);
  self->kind = kind;
  return self;
}

/* One side of a cell, made ready: which of the attribute's classes have the entry's name. */
typedef struct
{
  LwManifestIndex *index;
  int              attribute;
  LwConfusionKind  kind;
  guint8          *classes;
} Side;

static void
side_init (Side              *self,
           LwManifestIndex   *index,
           int                attribute,
           LwConfusionMatrix *matrix,
           guint              entry)
{
  const char *name = lw_confusion_matrix_get_name (matrix, entry);
  guint n = attribute >= 0 ? lw_manifest_index_get_n_classes (index, attribute) : 0;

  *self = (Side) { index, attribute, lw_confusion_matrix_get_kind (matrix, entry), g_new0 (guint8, n + 1) };
  for (guint i = 0; i < n; i++)
    self->classes[i] = g_strcmp0 (lw_manifest_index_get_class_name (index, attribute, i), name) == 0;
}

static gboolean
fits_class (const Side *self,
            guint       row)
{
  guint n = lw_manifest_index_get_n_labels (self->index, self->attribute, row);

  for (guint i = 0; i < n; i++)
    if (self->classes[lw_manifest_index_get_label (self->index, self->attribute, row, i, NULL)])
      return TRUE;
  return FALSE;
}

static gboolean
fits (const Side *self,
      guint       row)
{
  LwDataObjectState state = LW_DATA_OBJECT_STATE_UNLABELED;

  if (self->attribute >= 0)
    state = lw_manifest_index_get_state (self->index, self->attribute, row);
  else if (lw_manifest_index_is_malformed (self->index, row))
    state = LW_DATA_OBJECT_STATE_MALFORMED;
  switch (self->kind)
    {
    case LW_CONFUSION_CLASS:
      return self->attribute >= 0 && fits_class (self, row);
    case LW_CONFUSION_NO_CLASS:
      return state == LW_DATA_OBJECT_STATE_LABELED &&
             lw_manifest_index_get_n_labels (self->index, self->attribute, row) == 0;
    case LW_CONFUSION_UNLABELED:
      return state == LW_DATA_OBJECT_STATE_UNLABELED;
    case LW_CONFUSION_FAILED:
      return state == LW_DATA_OBJECT_STATE_FAILED;
    case LW_CONFUSION_MALFORMED:
    default:
      return state == LW_DATA_OBJECT_STATE_MALFORMED;
    }
}

typedef struct
{
  LwManifestDiff *diff;
  guint           left;
  guint           right;
} CellCall;

static void
cell_call_free (gpointer data)
{
  CellCall *call = data;

  lw_manifest_diff_unref (call->diff);
  g_free (call);
}

/* A cell may have pairs of both kinds where images have several labels. */
static GArray *
find_places (CellCall     *call,
             GCancellable *cancellable)
{
  LwConfusionMatrix *matrix = lw_manifest_diff_get_matrix (call->diff);
  GArray *places = g_array_new (FALSE, FALSE, sizeof (guint64));
  Side left, right;

  side_init (&left, lw_manifest_diff_get_left (call->diff), lw_manifest_diff_get_left_attribute (call->diff), matrix,
             call->left);
  side_init (&right, lw_manifest_diff_get_right (call->diff), lw_manifest_diff_get_right_attribute (call->diff),
             matrix, call->right);
  for (guint64 kind = LW_MANIFEST_DIFF_SAME; kind <= LW_MANIFEST_DIFF_CHANGED; kind++)
    for (guint64 i = 0; i < lw_manifest_diff_get_n_pairs (call->diff, kind); i++)
      {
        guint64 place = i << 2 | kind;
        guint left_row, right_row;

        if ((i & 0xffff) == 0 && g_cancellable_is_cancelled (cancellable))
          break;
        lw_manifest_diff_get_pair (call->diff, kind, (guint) i, &left_row, &right_row);
        if (fits (&left, left_row) && fits (&right, right_row))
          g_array_append_val (places, place);
      }
  g_free (left.classes);
  g_free (right.classes);
  return places;
}

static void
cell_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  CellCall *call = task_data;
  LwDiffModel *self = lw_diff_model_new (call->diff, LW_MANIFEST_DIFF_CHANGED);

  self->places = find_places (call, cancellable);
  g_task_return_pointer (task, self, g_object_unref);
}

/**
 * lw_diff_model_new_async:
 * @diff: two manifests
 * @left: an entry of the matrix
 * @right: likewise
 * @cancellable: (nullable): stops it
 * @callback: called when it is done
 * @user_data: its data
 *
 * Finds the pairs of a cell: those that are @left on the left side and @right on the right side.
 */
void
lw_diff_model_new_async (LwManifestDiff      *diff,
                         guint                left,
                         guint                right,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  CellCall *call;

  g_return_if_fail (diff != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  call = g_new0 (CellCall, 1);
  call->diff = lw_manifest_diff_ref (diff);
  call->left = left;
  call->right = right;
  g_task_set_source_tag (task, lw_diff_model_new_async);
  g_task_set_name (task, "[labelwright] pairs of a cell");
  g_task_set_task_data (task, call, cell_call_free);
  g_task_run_in_thread (task, cell_thread);
}

/**
 * lw_diff_model_new_finish:
 * @result: the result
 * @error: return location: %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the pairs, or %NULL with @error set
 */
LwDiffModel *
lw_diff_model_new_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
