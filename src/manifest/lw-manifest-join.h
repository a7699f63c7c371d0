/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which rows of two manifests belong together. Only for manifest/. */

#pragma once

#include "lw-manifest-diff.h"

G_BEGIN_DECLS

#define LW_MANIFEST_JOIN_NONE G_MAXUINT32

typedef struct _LwManifestJoin LwManifestJoin;

/**
 * LwManifestJoin:
 * @partners: for each row of the left manifest the row of the right one, or %LW_MANIFEST_JOIN_NONE
 * @taken: for each row of the right manifest whether it has a partner
 * @n_left_twins: rows on the left whose source-ref stands before them already
 * @n_right_twins: the same on the right
 */
struct _LwManifestJoin
{
  guint32 *partners;
  guint8  *taken;
  guint64  n_left_twins;
  guint64  n_right_twins;
};

gboolean lw_manifest_join_init   (LwManifestJoin     *self,
                                  LwManifestIndex    *left,
                                  LwManifestIndex    *right,
                                  LwManifestDiffKey   key,
                                  GCancellable       *cancellable,
                                  GError            **error);
void     lw_manifest_join_clear  (LwManifestJoin     *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LwManifestJoin, lw_manifest_join_clear)

G_END_DECLS
