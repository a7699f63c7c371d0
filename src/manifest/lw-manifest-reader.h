/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The lines of a manifest one after the other, from a stream: a byte order mark, blank lines and CRLF are
 * dealt with, JSON is not looked at. Not an index: nothing is kept. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _LwManifestReader LwManifestReader;

LwManifestReader *lw_manifest_reader_new_for_file   (const char        *path,
                                                     GError           **error) G_GNUC_WARN_UNUSED_RESULT;
LwManifestReader *lw_manifest_reader_new_for_bytes  (GBytes            *bytes) G_GNUC_WARN_UNUSED_RESULT;
LwManifestReader *lw_manifest_reader_new_for_fd     (int                fd,
                                                     guint64            from,
                                                     guint64            to) G_GNUC_WARN_UNUSED_RESULT;
LwManifestReader *lw_manifest_reader_new_for_stream (GInputStream      *stream) G_GNUC_WARN_UNUSED_RESULT;
void              lw_manifest_reader_free           (LwManifestReader  *self);

gboolean          lw_manifest_reader_next           (LwManifestReader  *self,
                                                     const char       **line,
                                                     gsize             *length,
                                                     GCancellable      *cancellable,
                                                     GError           **error);
guint64           lw_manifest_reader_get_line_number (LwManifestReader *self);
guint64           lw_manifest_reader_get_offset     (LwManifestReader  *self);
guint64           lw_manifest_reader_get_position   (LwManifestReader  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwManifestReader, lw_manifest_reader_free)

G_END_DECLS
