/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two manifests side by side. Which rows belong together is found by lw-manifest-join.c, whether they say the same by
 * lw-confusion-matrix.c. */

#define G_LOG_DOMAIN "lw-manifest"

#include "config.h"

#include "lw-manifest-diff.h"

#include "lw-confusion-matrix-private.h"
#include "lw-manifest-join.h"

#include <glib/gi18n.h>

/* A cancelled run is noticed after so many rows. */
#define ROWS_A_LOOK 65536

/* Immutable once built: four bytes for each left row and each row that is only on the right, and four more for each
 * left row that has a partner. */
struct _LwManifestDiff
{
  gatomicrefcount    refs;
  LwManifestIndex   *left;
  LwManifestIndex   *right;
  int                left_attribute;
  int                right_attribute;
  LwManifestJoin     join;
  GArray            *rows[LW_N_MANIFEST_DIFF_KINDS];
  LwConfusionMatrix *matrix;
};

static gboolean
find_attribute (LwManifestIndex  *index,
                const char       *name,
                int              *attribute,
                GError          **error)
{
  *attribute = lw_manifest_index_find_attribute (index, name);
  if (*attribute >= 0 || name == NULL)
    return TRUE;
  g_set_error (error, LW_MANIFEST_ERROR, LW_MANIFEST_ERROR_BAD_QUERY,
               _("“%s” has no label attribute “%s”"), lw_manifest_index_get_path (index), name);
  return FALSE;
}

/* Without a name for the right side, the attribute of the left side's name is meant, if there is one. */
static gboolean
find_attributes (LwManifestDiff  *self,
                 const char      *left,
                 const char      *right,
                 GError         **error)
{
  if (!find_attribute (self->left, left, &self->left_attribute, error))
    return FALSE;
  if (right == NULL && self->left_attribute >= 0)
    {
      const char *name = lw_manifest_index_get_attribute_name (self->left, self->left_attribute);

      self->right_attribute = lw_manifest_index_find_attribute (self->right, name);
      if (self->right_attribute >= 0)
        return TRUE;
    }
  return find_attribute (self->right, right, &self->right_attribute, error);
}

static void
add_row (LwManifestDiff     *self,
         LwManifestDiffKind  kind,
         guint32             row)
{
  g_array_append_val (self->rows[kind], row);
}

static gboolean
compare (LwManifestDiff  *self,
         GCancellable    *cancellable,
         GError         **error)
{
  for (guint row = 0; row < lw_manifest_index_get_n_rows (self->left); row++)
    {
      guint32 partner = self->join.partners[row];

      if (row % ROWS_A_LOOK == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (partner == LW_MANIFEST_JOIN_NONE)
        add_row (self, LW_MANIFEST_DIFF_ONLY_LEFT, row);
      else if (lw_confusion_matrix_add (self->matrix, row, partner))
        add_row (self, LW_MANIFEST_DIFF_SAME, row);
      else
        add_row (self, LW_MANIFEST_DIFF_CHANGED, row);
    }
  for (guint row = 0; row < lw_manifest_index_get_n_rows (self->right); row++)
    if (!self->join.taken[row])
      add_row (self, LW_MANIFEST_DIFF_ONLY_RIGHT, row);
  g_clear_pointer (&self->join.taken, g_free);
  return TRUE;
}

/**
 * lw_manifest_diff_new:
 * @left: a manifest
 * @left_attribute: (nullable): the label attribute to compare; %NULL for the first one
 * @right: another manifest
 * @right_attribute: (nullable): its label attribute; %NULL for the one of the left one's name, or else the first
 * @key: what makes rows belong together
 * @cancellable: (nullable): stops it
 * @error: return location: %LW_MANIFEST_ERROR_BAD_QUERY when there is no such attribute, %LW_MANIFEST_ERROR_CHANGED
 *   when a file is no longer the one that was indexed, or a #GIOErrorEnum code
 *
 * Reads both files, by source-ref. May be called in any thread.
 *
 * Returns: (transfer full) (nullable): the difference, or %NULL with @error set
 */
LwManifestDiff *
lw_manifest_diff_new (LwManifestIndex    *left,
                      const char         *left_attribute,
                      LwManifestIndex    *right,
                      const char         *right_attribute,
                      LwManifestDiffKey   key,
                      GCancellable       *cancellable,
                      GError            **error)
{
  g_autoptr (LwManifestDiff) self = NULL;

  g_return_val_if_fail (left != NULL && right != NULL, NULL);

  self = g_new0 (LwManifestDiff, 1);
  g_atomic_ref_count_init (&self->refs);
  self->left = lw_manifest_index_ref (left);
  self->right = lw_manifest_index_ref (right);
  for (guint i = 0; i < LW_N_MANIFEST_DIFF_KINDS; i++)
    self->rows[i] = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (!find_attributes (self, left_attribute, right_attribute, error) ||
      !lw_manifest_join_init (&self->join, left, right, key, cancellable, error))
    return NULL;
  self->matrix = lw_confusion_matrix_alloc (left, self->left_attribute, right, self->right_attribute);
  if (!compare (self, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * lw_manifest_diff_ref:
 * @self: a difference
 *
 * Returns: (transfer full): @self
 */
LwManifestDiff *
lw_manifest_diff_ref (LwManifestDiff *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * lw_manifest_diff_unref:
 * @self: (transfer full): a difference
 */
void
lw_manifest_diff_unref (LwManifestDiff *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  lw_manifest_index_unref (self->left);
  lw_manifest_index_unref (self->right);
  lw_manifest_join_clear (&self->join);
  for (guint i = 0; i < LW_N_MANIFEST_DIFF_KINDS; i++)
    g_array_unref (self->rows[i]);
  g_clear_pointer (&self->matrix, lw_confusion_matrix_unref);
  g_free (self);
}

/**
 * lw_manifest_diff_get_left:
 * @self: a difference
 *
 * Returns: (transfer none): the left manifest
 */
LwManifestIndex *
lw_manifest_diff_get_left (LwManifestDiff *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->left;
}

/**
 * lw_manifest_diff_get_right:
 * @self: a difference
 *
 * Returns: (transfer none): the right manifest
 */
LwManifestIndex *
lw_manifest_diff_get_right (LwManifestDiff *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->right;
}

/**
 * lw_manifest_diff_get_left_attribute:
 * @self: a difference
 *
 * Returns: the position of the compared attribute in the left manifest, -1 when it has none
 */
int
lw_manifest_diff_get_left_attribute (LwManifestDiff *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return self->left_attribute;
}

/**
 * lw_manifest_diff_get_right_attribute:
 * @self: a difference
 *
 * Returns: the position of the compared attribute in the right manifest, -1 when it has none
 */
int
lw_manifest_diff_get_right_attribute (LwManifestDiff *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return self->right_attribute;
}

/**
 * lw_manifest_diff_get_n_pairs:
 * @self: a difference
 * @kind: a kind
 *
 * Returns: how many data objects are of this kind
 */
guint
lw_manifest_diff_get_n_pairs (LwManifestDiff     *self,
                              LwManifestDiffKind  kind)
{
  g_return_val_if_fail (self != NULL && kind < LW_N_MANIFEST_DIFF_KINDS, 0);

  return self->rows[kind]->len;
}

/**
 * lw_manifest_diff_get_pair:
 * @self: a difference
 * @kind: a kind
 * @position: which of that kind
 * @left_row: (out) (optional): its row in the left manifest, or %LW_MANIFEST_DIFF_NO_ROW
 * @right_row: (out) (optional): its row in the right manifest, or %LW_MANIFEST_DIFF_NO_ROW
 */
void
lw_manifest_diff_get_pair (LwManifestDiff     *self,
                           LwManifestDiffKind  kind,
                           guint               position,
                           guint              *left_row,
                           guint              *right_row)
{
  guint row;

  g_return_if_fail (self != NULL && kind < LW_N_MANIFEST_DIFF_KINDS);
  g_return_if_fail (position < self->rows[kind]->len);

  row = g_array_index (self->rows[kind], guint32, position);
  if (left_row != NULL)
    *left_row = kind != LW_MANIFEST_DIFF_ONLY_RIGHT ? row : LW_MANIFEST_DIFF_NO_ROW;
  if (right_row != NULL)
    *right_row = kind != LW_MANIFEST_DIFF_ONLY_RIGHT ? self->join.partners[row] : row;
}

/**
 * lw_manifest_diff_get_rows:
 * @self: a difference
 * @kind: a kind
 * @n_rows: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_rows): rows of the left manifest, of the right one for
 *   %LW_MANIFEST_DIFF_ONLY_RIGHT, in ascending order
 */
const guint32 *
lw_manifest_diff_get_rows (LwManifestDiff     *self,
                           LwManifestDiffKind  kind,
                           gsize              *n_rows)
{
  g_return_val_if_fail (self != NULL && kind < LW_N_MANIFEST_DIFF_KINDS && n_rows != NULL, NULL);

  *n_rows = self->rows[kind]->len;
  return (const guint32 *) (const void *) self->rows[kind]->data;
}

/**
 * lw_manifest_diff_get_n_left_twins:
 * @self: a difference
 *
 * Returns: how many rows of the left manifest have a source-ref that an earlier row of it has; 0 when rows are compared
 *   by line
 */
guint64
lw_manifest_diff_get_n_left_twins (LwManifestDiff *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->join.n_left_twins;
}

/**
 * lw_manifest_diff_get_n_right_twins:
 * @self: a difference
 *
 * Returns: as lw_manifest_diff_get_n_left_twins(), of the right manifest
 */
guint64
lw_manifest_diff_get_n_right_twins (LwManifestDiff *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->join.n_right_twins;
}

/**
 * lw_manifest_diff_get_matrix:
 * @self: a difference
 *
 * Returns: (transfer none): how often what is this on the left is that on the right, over all pairs that are in both
 */
LwConfusionMatrix *
lw_manifest_diff_get_matrix (LwManifestDiff *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->matrix;
}
