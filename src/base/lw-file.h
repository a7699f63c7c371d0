/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writing files so that a reader sees the old or the new one, never a part. Not for SQLite's files. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _LwFileWriter LwFileWriter;

LwFileWriter *lw_file_writer_open   (const char    *path,
                                     GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void          lw_file_writer_set_durable (LwFileWriter *self,
                                          gboolean      durable);
gboolean      lw_file_writer_write  (LwFileWriter  *self,
                                     const void    *data,
                                     gsize          length,
                                     GError       **error);
gboolean      lw_file_writer_commit (LwFileWriter  *self,
                                     GError       **error);
void          lw_file_writer_free   (LwFileWriter  *self);

gboolean      lw_file_write         (const char    *path,
                                     const void    *data,
                                     gsize          length,
                                     GError       **error);

gboolean      lw_file_sync_system   (const char    *path,
                                     GError       **error);

gboolean      lw_file_is_temporary  (const char    *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwFileWriter, lw_file_writer_free)

G_END_DECLS
