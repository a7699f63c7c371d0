/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An editor for instructions: a tool bar over a rich text view. Takes and gives the HTML of a worker task template;
 * remembers how to undo. */

#pragma once

#include "lw-rich-buffer.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_RICH_EDITOR (lw_rich_editor_get_type ())
G_DECLARE_FINAL_TYPE (LwRichEditor, lw_rich_editor, LW, RICH_EDITOR, AdwBin)

LwRichBuffer *lw_rich_editor_get_buffer (LwRichEditor  *self);
const char   *lw_rich_editor_get_html   (LwRichEditor  *self);
void          lw_rich_editor_set_html   (LwRichEditor  *self,
                                         const char    *html);
void          lw_rich_editor_set_name   (LwRichEditor  *self,
                                         const char    *name);

G_END_DECLS
