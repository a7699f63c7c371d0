/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two manifests side by side: which data objects are in both, which have another label now, which are only in one. A
 * label is another one when its classes or its state differ; confidence, time and other members do not count. Not a
 * difference of texts. */

#pragma once

#include "lw-confusion-matrix.h"

G_BEGIN_DECLS

typedef struct _LwManifestDiff LwManifestDiff;

/**
 * LwManifestDiffKey:
 * @LW_MANIFEST_DIFF_BY_SOURCE_REF: rows with the same source-ref belong together; of several, the first with the first
 *   and so on. A row without one is only in its own manifest
 * @LW_MANIFEST_DIFF_BY_LINE: rows with the same line number belong together
 */
typedef enum
{
  LW_MANIFEST_DIFF_BY_SOURCE_REF,
  LW_MANIFEST_DIFF_BY_LINE,
} LwManifestDiffKey;

/**
 * LwManifestDiffKind:
 * @LW_MANIFEST_DIFF_SAME: in both, with the same label or the same lack of one
 * @LW_MANIFEST_DIFF_CHANGED: in both, with another label
 * @LW_MANIFEST_DIFF_ONLY_LEFT: only in the left manifest
 * @LW_MANIFEST_DIFF_ONLY_RIGHT: only in the right manifest
 */
typedef enum
{
  LW_MANIFEST_DIFF_SAME,
  LW_MANIFEST_DIFF_CHANGED,
  LW_MANIFEST_DIFF_ONLY_LEFT,
  LW_MANIFEST_DIFF_ONLY_RIGHT,
} LwManifestDiffKind;

#define LW_N_MANIFEST_DIFF_KINDS 4

/* The row of the side that a pair has not. */
#define LW_MANIFEST_DIFF_NO_ROW G_MAXUINT

/* Attributes by name; NULL: the first one of each manifest */
LwManifestDiff    *lw_manifest_diff_new                 (LwManifestIndex      *left,
                                                         const char           *left_attribute,
                                                         LwManifestIndex      *right,
                                                         const char           *right_attribute,
                                                         LwManifestDiffKey     key,
                                                         GCancellable         *cancellable,
                                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void               lw_manifest_diff_new_async           (LwManifestIndex      *left,
                                                         const char           *left_attribute,
                                                         LwManifestIndex      *right,
                                                         const char           *right_attribute,
                                                         LwManifestDiffKey     key,
                                                         GCancellable         *cancellable,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
LwManifestDiff    *lw_manifest_diff_new_finish          (GAsyncResult         *result,
                                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;
LwManifestDiff    *lw_manifest_diff_ref                 (LwManifestDiff       *self) G_GNUC_WARN_UNUSED_RESULT;
void               lw_manifest_diff_unref               (LwManifestDiff       *self);

LwManifestIndex   *lw_manifest_diff_get_left            (LwManifestDiff       *self);
LwManifestIndex   *lw_manifest_diff_get_right           (LwManifestDiff       *self);
int                lw_manifest_diff_get_left_attribute  (LwManifestDiff       *self);
int                lw_manifest_diff_get_right_attribute (LwManifestDiff       *self);

/* The pairs of each kind, in the order of the left manifest (those only on the right: of the right one) */
guint              lw_manifest_diff_get_n_pairs         (LwManifestDiff       *self,
                                                         LwManifestDiffKind    kind);
void               lw_manifest_diff_get_pair            (LwManifestDiff       *self,
                                                         LwManifestDiffKind    kind,
                                                         guint                 position,
                                                         guint                *left_row,
                                                         guint                *right_row);

/* The rows of one manifest that are of a kind, ready for a view */
const guint32     *lw_manifest_diff_get_rows            (LwManifestDiff       *self,
                                                         LwManifestDiffKind    kind,
                                                         gsize                *n_rows);

/* Rows whose source-ref stands earlier in the same manifest already */
guint64            lw_manifest_diff_get_n_left_twins    (LwManifestDiff       *self);
guint64            lw_manifest_diff_get_n_right_twins   (LwManifestDiff       *self);

/* Flips: left classes against right ones, over all pairs */
LwConfusionMatrix *lw_manifest_diff_get_matrix          (LwManifestDiff       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwManifestDiff, lw_manifest_diff_unref)

G_END_DECLS
