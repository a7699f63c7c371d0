/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The inside of LwConfusionMatrix, and filling it pair by pair. Only for manifest/. */

#pragma once

#include "lw-confusion-matrix.h"

G_BEGIN_DECLS

/* One side: the entry of each class of the attribute; scratch for the entries of one row. */
typedef struct
{
  LwManifestIndex *index;
  int              attribute;
  guint           *entries;
  GArray          *row;
  guint8          *marks;
} LwConfusionSide;

/* Immutable once built. Counts are in dense or in sparse (entry × n + entry → count, boxed). */
struct _LwConfusionMatrix
{
  gatomicrefcount  refs;
  GPtrArray       *names;
  guint            n_entries;
  LwConfusionSide  left;
  LwConfusionSide  right;
  guint64         *dense;
  GHashTable      *sparse;
  guint64         *left_totals;
  guint64         *right_totals;
  guint64          n_pairs;
  guint64          n_both;
  guint64          n_equal;
};

LwConfusionMatrix *lw_confusion_matrix_alloc  (LwManifestIndex   *left,
                                               int                left_attribute,
                                               LwManifestIndex   *right,
                                               int                right_attribute) G_GNUC_WARN_UNUSED_RESULT;
gboolean           lw_confusion_matrix_add    (LwConfusionMatrix *self,
                                               guint              left_row,
                                               guint              right_row);

G_END_DECLS
