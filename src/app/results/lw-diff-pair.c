/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two rows that belong together, one of each manifest. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-diff-pair.h"

struct _LwDiffPair
{
  GObject        parent_instance;

  LwManifestRow *left;
  LwManifestRow *right;
};

G_DEFINE_FINAL_TYPE (LwDiffPair, lw_diff_pair, G_TYPE_OBJECT)

static void
lw_diff_pair_finalize (GObject *object)
{
  LwDiffPair *self = LW_DIFF_PAIR (object);

  g_clear_object (&self->left);
  g_clear_object (&self->right);

  G_OBJECT_CLASS (lw_diff_pair_parent_class)->finalize (object);
}

static void
lw_diff_pair_class_init (LwDiffPairClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_diff_pair_finalize;
}

static void
lw_diff_pair_init (LwDiffPair *self)
{
}

/**
 * lw_diff_pair_new:
 * @diff: two manifests
 * @kind: a kind of pair
 * @position: which pair of this kind
 *
 * Returns: (transfer full): the pair
 */
LwDiffPair *
lw_diff_pair_new (LwManifestDiff     *diff,
                  LwManifestDiffKind  kind,
                  guint               position)
{
  LwDiffPair *self;
  guint left, right;

  g_return_val_if_fail (diff != NULL, NULL);

  self = g_object_new (LW_TYPE_DIFF_PAIR, NULL);
  lw_manifest_diff_get_pair (diff, kind, position, &left, &right);
  if (left != LW_MANIFEST_DIFF_NO_ROW)
    self->left = lw_manifest_row_new (lw_manifest_diff_get_left (diff), lw_manifest_diff_get_left_attribute (diff),
                                      left);
  if (right != LW_MANIFEST_DIFF_NO_ROW)
    self->right = lw_manifest_row_new (lw_manifest_diff_get_right (diff), lw_manifest_diff_get_right_attribute (diff),
                                       right);
  return self;
}

/**
 * lw_diff_pair_get_left:
 * @self: a pair
 *
 * Returns: (transfer none) (nullable): its row of the left manifest
 */
LwManifestRow *
lw_diff_pair_get_left (LwDiffPair *self)
{
  g_return_val_if_fail (LW_IS_DIFF_PAIR (self), NULL);

  return self->left;
}

/**
 * lw_diff_pair_get_right:
 * @self: a pair
 *
 * Returns: (transfer none) (nullable): its row of the right manifest
 */
LwManifestRow *
lw_diff_pair_get_right (LwDiffPair *self)
{
  g_return_val_if_fail (LW_IS_DIFF_PAIR (self), NULL);

  return self->right;
}

/**
 * lw_diff_pair_get_row:
 * @self: a pair
 *
 * Returns: (transfer none): the row that there is, the left one of two
 */
LwManifestRow *
lw_diff_pair_get_row (LwDiffPair *self)
{
  g_return_val_if_fail (LW_IS_DIFF_PAIR (self), NULL);

  return self->left != NULL ? self->left : self->right;
}
