/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows of a manifest that a query chose, in its order, as a list for views: GListModel of
 * LwManifestRow. It is sized for millions of rows: it holds row numbers, and an item exists only while
 * somebody holds it. Not a selection, not a filter model: a new query replaces the rows. */

#pragma once

#include "lw-manifest-query.h"
#include "lw-manifest-row.h"

G_BEGIN_DECLS

#define LW_TYPE_MANIFEST_MODEL (lw_manifest_model_get_type ())
G_DECLARE_FINAL_TYPE (LwManifestModel, lw_manifest_model, LW, MANIFEST_MODEL, GObject)

LwManifestModel *lw_manifest_model_new               (void) G_GNUC_WARN_UNUSED_RESULT;

LwManifestIndex *lw_manifest_model_get_index         (LwManifestModel      *self);
void             lw_manifest_model_set_index         (LwManifestModel      *self,
                                                      LwManifestIndex      *index);
LwManifestQuery *lw_manifest_model_get_query         (LwManifestModel      *self);
gboolean         lw_manifest_model_set_query         (LwManifestModel      *self,
                                                      LwManifestQuery      *query,
                                                      GError              **error);
void             lw_manifest_model_set_query_async   (LwManifestModel      *self,
                                                      LwManifestQuery      *query,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
gboolean         lw_manifest_model_set_query_finish  (LwManifestModel      *self,
                                                      GAsyncResult         *result,
                                                      GError              **error);

guint            lw_manifest_model_get_row           (LwManifestModel      *self,
                                                      guint                 position);
GBytes          *lw_manifest_model_ref_rows          (LwManifestModel      *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean         lw_manifest_model_find_row          (LwManifestModel      *self,
                                                      guint                 row,
                                                      guint                *position);

G_END_DECLS
