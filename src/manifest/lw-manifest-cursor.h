/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the lines of some rows of an index in ascending order, a large piece of the file at a time. Rows in
 * another order are read one by one. Only for manifest/,
 * export/ and cli/. */

#pragma once

#include "lw-json-scan.h"
#include "lw-manifest-index-private.h"

G_BEGIN_DECLS

typedef struct _LwManifestCursor LwManifestCursor;

LwManifestCursor *lw_manifest_cursor_new      (LwManifestIndex    *index) G_GNUC_WARN_UNUSED_RESULT;
void              lw_manifest_cursor_free     (LwManifestCursor   *self);

void              lw_manifest_cursor_stop_before (LwManifestCursor *self,
                                                  guint             row);
gboolean          lw_manifest_cursor_get_line (LwManifestCursor   *self,
                                               guint               row,
                                               const char        **line,
                                               gsize              *length,
                                               GCancellable       *cancellable,
                                               GError            **error);
gboolean          lw_manifest_cursor_get_ref  (LwManifestCursor   *self,
                                               guint               row,
                                               LwJsonSlice        *source_ref,
                                               GCancellable       *cancellable,
                                               GError            **error);
gboolean          lw_manifest_cursor_get_whole_line (LwManifestCursor  *self,
                                               guint               row,
                                               const char        **line,
                                               gsize              *length,
                                               GCancellable       *cancellable,
                                               GError            **error);
gboolean          lw_manifest_cursor_has_spare (LwManifestCursor  *self,
                                               const char         *line);
gboolean          lw_manifest_cursor_find_ref (const char         *line,
                                               gsize               length,
                                               LwJsonSlice        *source_ref);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwManifestCursor, lw_manifest_cursor_free)

G_END_DECLS
