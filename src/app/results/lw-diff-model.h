/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The pairs of one kind of two manifests as a list: all, or those of one cell of the matrix. A pair is an object only
 * while something shows it. */

#pragma once

#include "lw-diff-pair.h"

G_BEGIN_DECLS

#define LW_TYPE_DIFF_MODEL (lw_diff_model_get_type ())
G_DECLARE_FINAL_TYPE (LwDiffModel, lw_diff_model, LW, DIFF_MODEL, GObject)

LwDiffModel *lw_diff_model_new           (LwManifestDiff      *diff,
                                          LwManifestDiffKind   kind) G_GNUC_WARN_UNUSED_RESULT;
void         lw_diff_model_new_async     (LwManifestDiff      *diff,
                                          guint                left,
                                          guint                right,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
LwDiffModel *lw_diff_model_new_finish    (GAsyncResult        *result,
                                          GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
