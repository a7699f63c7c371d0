/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One row of a manifest while something shows it: made by LwManifestModel when asked for, gone when nobody
 * holds it. Not a place to keep state: that belongs to whoever shows it. */

#pragma once

#include "lw-manifest-index.h"

G_BEGIN_DECLS

#define LW_TYPE_MANIFEST_ROW (lw_manifest_row_get_type ())
G_DECLARE_FINAL_TYPE (LwManifestRow, lw_manifest_row, LW, MANIFEST_ROW, GObject)

LwManifestRow     *lw_manifest_row_new             (LwManifestIndex  *index,
                                                    int               attribute,
                                                    guint             row) G_GNUC_WARN_UNUSED_RESULT;

LwManifestIndex   *lw_manifest_row_get_index       (LwManifestRow    *self);
int                lw_manifest_row_get_attribute   (LwManifestRow    *self);
guint              lw_manifest_row_get_row         (LwManifestRow    *self);
guint64            lw_manifest_row_get_line_number (LwManifestRow    *self);
const char        *lw_manifest_row_get_source_ref  (LwManifestRow    *self);
const char        *lw_manifest_row_get_name        (LwManifestRow    *self);
const char        *lw_manifest_row_get_label       (LwManifestRow    *self);
double             lw_manifest_row_get_confidence  (LwManifestRow    *self);
LwDataObjectState  lw_manifest_row_get_state       (LwManifestRow    *self);
char              *lw_manifest_row_dup_json        (LwManifestRow    *self,
                                                    GError          **error) G_GNUC_WARN_UNUSED_RESULT;
char              *lw_manifest_row_dup_failure     (LwManifestRow    *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
