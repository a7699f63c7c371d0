/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Liquid in HTML, put out of the way of the HTML parser: each piece becomes one character that nobody uses, and later
 * the piece again. For lw-rich-text-reader.c. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char       *lw_rich_marks_put     (const char  *html,
                                   GPtrArray   *liquid) G_GNUC_WARN_UNUSED_RESULT;
const char *lw_rich_marks_get     (GPtrArray   *liquid,
                                   gunichar     c);
gboolean    lw_rich_marks_restore (GPtrArray   *liquid,
                                   const char  *value,
                                   char       **restored);

G_END_DECLS
