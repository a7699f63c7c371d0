/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Instructions while they are edited: a text buffer whose lines are the paragraphs of an LwRichText. Goes to
 * LwRichText and back without loss. Not the view (lw-rich-editor.h), not the HTML (lw-rich-text.h). */

#pragma once

#include "lw-image-loader.h"

#include "lw-rich-text.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_RICH_BUFFER (lw_rich_buffer_get_type ())
G_DECLARE_FINAL_TYPE (LwRichBuffer, lw_rich_buffer, LW, RICH_BUFFER, GtkTextBuffer)

/**
 * LwRichMark:
 *
 * What a run of text can be.
 */
typedef enum
{
  LW_RICH_MARK_BOLD,
  LW_RICH_MARK_ITALIC,
  LW_RICH_MARK_UNDERLINE,
  LW_N_RICH_MARKS,
} LwRichMark;

LwRichBuffer        *lw_rich_buffer_new           (void) G_GNUC_WARN_UNUSED_RESULT;

void                 lw_rich_buffer_set_loader    (LwRichBuffer         *self,
                                                   LwImageLoader        *loader);
LwRichText          *lw_rich_buffer_dup_rich_text (LwRichBuffer         *self) G_GNUC_WARN_UNUSED_RESULT;
void                 lw_rich_buffer_set_rich_text (LwRichBuffer         *self,
                                                   const LwRichText     *rich_text);

LwRichParagraphKind  lw_rich_buffer_get_kind      (LwRichBuffer         *self,
                                                   int                   line,
                                                   guint                *level);
void                 lw_rich_buffer_set_kind      (LwRichBuffer         *self,
                                                   LwRichParagraphKind   kind);
void                 lw_rich_buffer_change_level  (LwRichBuffer         *self,
                                                   int                   by);
guint                lw_rich_buffer_get_number    (LwRichBuffer         *self,
                                                   int                   line);
void                 lw_rich_buffer_get_lines     (LwRichBuffer         *self,
                                                   int                  *first,
                                                   int                  *last);

gboolean             lw_rich_buffer_get_mark      (LwRichBuffer         *self,
                                                   LwRichMark            mark);
void                 lw_rich_buffer_toggle_mark   (LwRichBuffer         *self,
                                                   LwRichMark            mark);
void                 lw_rich_buffer_set_color     (LwRichBuffer         *self,
                                                   const char           *color);
char                *lw_rich_buffer_dup_link      (LwRichBuffer         *self) G_GNUC_WARN_UNUSED_RESULT;
void                 lw_rich_buffer_set_link      (LwRichBuffer         *self,
                                                   const char           *link);
void                 lw_rich_buffer_insert_image  (LwRichBuffer         *self,
                                                   const char           *src,
                                                   const char           *alt);

G_END_DECLS
