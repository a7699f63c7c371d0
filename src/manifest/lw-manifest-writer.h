/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes a manifest, line by line; nothing is at its path before commit. Not for output lines that must
 * keep the bytes of an input line: make those with lw-manifest-line.h and give them to
 * lw_manifest_writer_add_line(). */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _LwManifestWriter LwManifestWriter;

LwManifestWriter *lw_manifest_writer_open           (const char        *path,
                                                     GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void              lw_manifest_writer_free           (LwManifestWriter  *self);

gboolean          lw_manifest_writer_add_source_ref (LwManifestWriter  *self,
                                                     const char        *source_ref,
                                                     GError           **error);
gboolean          lw_manifest_writer_add_line       (LwManifestWriter  *self,
                                                     const char        *line,
                                                     gsize              length,
                                                     GError           **error);
guint64           lw_manifest_writer_get_n_lines    (LwManifestWriter  *self);
gboolean          lw_manifest_writer_commit         (LwManifestWriter  *self,
                                                     GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwManifestWriter, lw_manifest_writer_free)

G_END_DECLS
