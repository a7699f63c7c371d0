/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Building trees of HTML; for lw-html-parser.c, and for nobody outside this folder. */

#pragma once

#include "lw-html.h"

G_BEGIN_DECLS

LwHtmlNode *lw_html_node_new           (LwHtmlNode *parent,
                                        const char *name,
                                        guint       line);
void        lw_html_node_add_attribute (LwHtmlNode *self,
                                        const char *name,
                                        const char *value);
void        lw_html_append_escaped     (GString    *html,
                                        const char *text);

G_END_DECLS
