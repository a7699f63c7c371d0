/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Words of HTTP: what a status is called, and its form of a date. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *lw_http_status_get_phrase (guint        status);

char       *lw_http_date_format       (gint64       time) G_GNUC_WARN_UNUSED_RESULT;
gboolean    lw_http_date_parse        (const char  *text,
                                       gint64      *time);

G_END_DECLS
