/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The forms in which Ground Truth writes times. All are UTC; none depends on the locale. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *lw_time_format_creation_date (gint64      time) G_GNUC_WARN_UNUSED_RESULT;
char     *lw_time_format_answer        (gint64      time) G_GNUC_WARN_UNUSED_RESULT;
char     *lw_time_format_file_stamp    (gint64      time) G_GNUC_WARN_UNUSED_RESULT;
char     *lw_time_format_compact       (gint64      time) G_GNUC_WARN_UNUSED_RESULT;
gboolean  lw_time_parse                (const char *text,
                                        gint64     *time);

G_END_DECLS
