/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two rows that belong together, one of each manifest, while something shows them; one side may be missing. */

#pragma once

#include "lw-manifest-diff.h"
#include "lw-manifest-row.h"

G_BEGIN_DECLS

#define LW_TYPE_DIFF_PAIR (lw_diff_pair_get_type ())
G_DECLARE_FINAL_TYPE (LwDiffPair, lw_diff_pair, LW, DIFF_PAIR, GObject)

LwDiffPair    *lw_diff_pair_new       (LwManifestDiff     *diff,
                                       LwManifestDiffKind  kind,
                                       guint               position) G_GNUC_WARN_UNUSED_RESULT;

LwManifestRow *lw_diff_pair_get_left  (LwDiffPair         *self);
LwManifestRow *lw_diff_pair_get_right (LwDiffPair         *self);
LwManifestRow *lw_diff_pair_get_row   (LwDiffPair         *self);

G_END_DECLS
