/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Durations as people type them. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean lw_cli_parse_duration (const char  *text,
                                gint64      *seconds,
                                GError     **error);

G_END_DECLS
