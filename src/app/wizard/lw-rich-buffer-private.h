/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of LwRichBuffer share: lw-rich-buffer.c keeps lines and kinds, lw-rich-buffer-text.c goes to
 * LwRichText and back, lw-rich-buffer-style.c changes how text looks. */

#pragma once

#include "lw-rich-buffer.h"

G_BEGIN_DECLS

#define LW_RICH_MAX_LEVEL 8

typedef struct
{
  LwRichParagraphKind kind;
  guint               level;
} LwRichLine;

/* Invariant: lines has one entry a line of the buffer, which an empty line needs as it can hold no tag. @typing is the
 * style of what is typed next; without it, typed text looks like what stands before it. */
struct _LwRichBuffer
{
  GtkTextBuffer  parent_instance;

  GArray        *lines;
  LwImageLoader *loader;
  gboolean       loading;
  gboolean       has_typing;
  gboolean       typing[LW_N_RICH_MARKS];
};

void lw_rich_buffer_emit_edited (LwRichBuffer *self);
void lw_rich_buffer_show_line   (LwRichBuffer *self,
                                 int           line);
void lw_rich_buffer_put_image   (LwRichBuffer *self,
                                 GtkTextIter  *position,
                                 const char   *src,
                                 const char   *alt);

G_END_DECLS
