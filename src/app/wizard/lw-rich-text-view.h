/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A text view for instructions: draws bullets and numbers beside list items, and gives Enter, Backspace and Tab their
 * meaning in lists. Not the tool bar (lw-rich-editor.h). */

#pragma once

#include "lw-rich-buffer.h"

G_BEGIN_DECLS

#define LW_TYPE_RICH_TEXT_VIEW (lw_rich_text_view_get_type ())
G_DECLARE_FINAL_TYPE (LwRichTextView, lw_rich_text_view, LW, RICH_TEXT_VIEW, GtkTextView)

G_END_DECLS
