/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Numbers, sizes and durations as people read them, in their language and locale. For files and the wire see
 * lw-time.h and json-glib: nothing here is stable. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *lw_format_number    (guint64 number) G_GNUC_WARN_UNUSED_RESULT;
char *lw_format_images    (guint64 n_images) G_GNUC_WARN_UNUSED_RESULT;
char *lw_format_bytes     (guint64 bytes) G_GNUC_WARN_UNUSED_RESULT;
char *lw_format_duration  (double  seconds) G_GNUC_WARN_UNUSED_RESULT;
char *lw_format_countdown (double  seconds) G_GNUC_WARN_UNUSED_RESULT;
char *lw_format_percent   (double  fraction) G_GNUC_WARN_UNUSED_RESULT;
char *lw_format_time_ago  (gint64  time,
                           gint64  now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
