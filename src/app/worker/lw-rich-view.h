/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Instructions to read: text, lists, links and images of a rich text. Nothing in it is executed or fetched from
 * the web; a link opens only when the person presses it. Not an editor. */

#pragma once

#include "lw-image-loader.h"
#include "lw-rich-text.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_RICH_VIEW (lw_rich_view_get_type ())
G_DECLARE_FINAL_TYPE (LwRichView, lw_rich_view, LW, RICH_VIEW, GtkTextView)

GtkWidget *lw_rich_view_new        (void) G_GNUC_WARN_UNUSED_RESULT;

void       lw_rich_view_set_loader (LwRichView    *self,
                                    LwImageLoader *loader);
void       lw_rich_view_take_text  (LwRichView    *self,
                                    LwRichText    *text);
gboolean   lw_rich_view_is_empty   (LwRichView    *self);

G_END_DECLS
