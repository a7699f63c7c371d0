/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A part of a file as the body of a request. libsoup asks for a few kilobytes at a time; GIO's own stream would start a
 * thread for each of them. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LW_TYPE_S3_FILE_STREAM (lw_s3_file_stream_get_type ())
G_DECLARE_FINAL_TYPE (LwS3FileStream, lw_s3_file_stream, LW, S3_FILE_STREAM, GInputStream)

GInputStream *lw_s3_file_stream_open (const char  *path,
                                      guint64      offset,
                                      guint64      length,
                                      GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
