/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How text looks: styles, the little CSS that they are read from, and which addresses links and images may have. For
 * the other lw-rich-text files. */

#pragma once

#include "lw-rich-text.h"

G_BEGIN_DECLS

void     lw_rich_style_copy            (LwRichStyle       *self,
                                        const LwRichStyle *other);
void     lw_rich_style_clear           (LwRichStyle       *self);
gboolean lw_rich_style_equal           (const LwRichStyle *a,
                                        const LwRichStyle *b);
void     lw_rich_style_apply_css       (LwRichStyle       *self,
                                        const char        *css);
void     lw_rich_style_set_color       (LwRichStyle       *self,
                                        const char        *color);

char    *lw_rich_address_clean         (const char        *address,
                                        gboolean           image) G_GNUC_WARN_UNUSED_RESULT;
char     lw_rich_address_get_quote     (const char        *address);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LwRichStyle, lw_rich_style_clear)

G_END_DECLS
