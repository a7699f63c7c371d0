/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How often what one side calls this is what the other side calls that: the sides are two label attributes of a
 * manifest, or two manifests (LwManifestDiff makes that one). Counts only: the rows of a cell are found by a
 * query. */

#pragma once

#include "lw-manifest-index.h"

G_BEGIN_DECLS

typedef struct _LwConfusionMatrix LwConfusionMatrix;

/**
 * LwConfusionKind:
 * @LW_CONFUSION_CLASS: a class
 * @LW_CONFUSION_NO_CLASS: labeled, but with no class: an empty set of labels, or labels of another type
 * @LW_CONFUSION_UNLABELED: not labeled
 * @LW_CONFUSION_FAILED: failed
 * @LW_CONFUSION_MALFORMED: the line is not a JSON object
 *
 * What an entry of the matrix stands for. Every matrix has all classes of both sides, by name and first, and then one
 * entry of each other kind in this order.
 */
typedef enum
{
  LW_CONFUSION_CLASS,
  LW_CONFUSION_NO_CLASS,
  LW_CONFUSION_UNLABELED,
  LW_CONFUSION_FAILED,
  LW_CONFUSION_MALFORMED,
} LwConfusionKind;

/**
 * LwConfusionCell:
 * @left: the entry on the left side
 * @right: the entry on the right side
 * @count: how often they meet
 */
typedef struct
{
  guint   left;
  guint   right;
  guint64 count;
} LwConfusionCell;

/* Between two attributes of one manifest; rows may be those of a query */
LwConfusionMatrix *lw_confusion_matrix_new            (LwManifestIndex      *index,
                                                       guint                 left_attribute,
                                                       guint                 right_attribute,
                                                       const guint32        *rows,
                                                       gsize                 n_rows,
                                                       GCancellable         *cancellable,
                                                       GError              **error) G_GNUC_WARN_UNUSED_RESULT;
LwConfusionMatrix *lw_confusion_matrix_ref            (LwConfusionMatrix    *self) G_GNUC_WARN_UNUSED_RESULT;
void               lw_confusion_matrix_unref          (LwConfusionMatrix    *self);

/* Entries, the same on both sides */
guint              lw_confusion_matrix_get_n_entries  (LwConfusionMatrix    *self);
guint              lw_confusion_matrix_get_n_classes  (LwConfusionMatrix    *self);
LwConfusionKind    lw_confusion_matrix_get_kind       (LwConfusionMatrix    *self,
                                                       guint                 entry);
const char        *lw_confusion_matrix_get_name       (LwConfusionMatrix    *self,
                                                       guint                 entry);

/* Counts */
guint64            lw_confusion_matrix_get_count      (LwConfusionMatrix    *self,
                                                       guint                 left,
                                                       guint                 right);
guint64            lw_confusion_matrix_get_left_total (LwConfusionMatrix    *self,
                                                       guint                 left);
guint64            lw_confusion_matrix_get_right_total (LwConfusionMatrix   *self,
                                                       guint                 right);
guint64            lw_confusion_matrix_get_n_pairs    (LwConfusionMatrix    *self);
guint64            lw_confusion_matrix_get_n_both     (LwConfusionMatrix    *self);
guint64            lw_confusion_matrix_get_n_equal    (LwConfusionMatrix    *self);

/* The cells off the diagonal that are not 0, most frequent first */
LwConfusionCell   *lw_confusion_matrix_dup_flips      (LwConfusionMatrix    *self,
                                                       guint                *n_flips) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwConfusionMatrix, lw_confusion_matrix_unref)

G_END_DECLS
