/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The text tags that stand for the styles of LwRichText: made once in a buffer's table, found again by name. What a
 * tag means can be read from it; nothing else is kept. */

#pragma once

#include "lw-rich-text.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkTextTag *lw_rich_tags_get_mark      (GtkTextBuffer        *buffer,
                                        guint                 mark);
GtkTextTag *lw_rich_tags_get_color     (GtkTextBuffer        *buffer,
                                        const char           *color);
GtkTextTag *lw_rich_tags_get_link      (GtkTextBuffer        *buffer,
                                        const char           *link);
GtkTextTag *lw_rich_tags_get_liquid    (GtkTextBuffer        *buffer);
GtkTextTag *lw_rich_tags_get_paragraph (GtkTextBuffer        *buffer,
                                        LwRichParagraphKind   kind,
                                        guint                 level);

GtkTextTag *lw_rich_tags_get_image     (GtkTextBuffer        *buffer,
                                        const char           *src,
                                        const char           *alt);

gboolean    lw_rich_tag_is_paragraph   (GtkTextTag           *tag);
gboolean    lw_rich_tag_read_image     (GtkTextTag           *tag,
                                        char                **src,
                                        char                **alt);
void        lw_rich_tag_read           (GtkTextTag           *tag,
                                        LwRichStyle          *style,
                                        gboolean             *liquid);

G_END_DECLS
