/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Instructions as a list of paragraphs: what the editor edits and the worker screen shows. Reading drops whatever
 * could execute or hide; writing is clean and stable. Not a general HTML document. */

#pragma once

#include "lw-html.h"

G_BEGIN_DECLS

/* The innermost level of lists. */
#define LW_RICH_TEXT_MAX_LEVEL 19

typedef enum
{
  LW_RICH_PARAGRAPH_NORMAL,
  LW_RICH_PARAGRAPH_HEADING_1,
  LW_RICH_PARAGRAPH_HEADING_2,
  LW_RICH_PARAGRAPH_HEADING_3,
  LW_RICH_PARAGRAPH_BULLET,
  LW_RICH_PARAGRAPH_NUMBERED,
} LwRichParagraphKind;

typedef struct _LwRichStyle LwRichStyle;
typedef struct _LwRichRun LwRichRun;
typedef struct _LwRichParagraph LwRichParagraph;
typedef struct _LwRichText LwRichText;

/**
 * LwRichStyle:
 * @bold: as it says
 * @italic: as it says
 * @underline: as it says
 * @color: (nullable): "#rrggbb" in lower case
 * @link: (nullable): an http, https or mailto address
 */
struct _LwRichStyle
{
  gboolean  bold;
  gboolean  italic;
  gboolean  underline;
  char     *color;
  char     *link;
};

/**
 * LwRichRun:
 * @style: how it looks; of an image only the link counts
 * @text: (nullable): text, where "\n" is a line break within the paragraph; %NULL for an image
 * @liquid: @text is Liquid that is written back as it stands ({{ … }} or {% … %})
 * @image_src: (nullable): the image's address: https, data:image/…, s3:// or Liquid; an s3:// address is written with
 *   the filter grant_read_access
 * @image_alt: (nullable): what the image shows
 */
struct _LwRichRun
{
  LwRichStyle  style;
  char        *text;
  gboolean     liquid;
  char        *image_src;
  char        *image_alt;
};

/**
 * LwRichParagraph:
 * @kind: what it is
 * @level: how deep a list item is nested, 0 for the outermost
 * @runs: (element-type LwRichRun): never %NULL
 */
struct _LwRichParagraph
{
  LwRichParagraphKind  kind;
  guint                level;
  GPtrArray           *runs;
};

/**
 * LwRichText:
 * @paragraphs: (element-type LwRichParagraph): never %NULL
 */
struct _LwRichText
{
  GPtrArray *paragraphs;
};

LwRichText      *lw_rich_text_new              (void) G_GNUC_WARN_UNUSED_RESULT;
LwRichText      *lw_rich_text_from_html        (const char          *html) G_GNUC_WARN_UNUSED_RESULT;
LwRichText      *lw_rich_text_from_node        (LwHtmlNode          *node) G_GNUC_WARN_UNUSED_RESULT;
void             lw_rich_text_free             (LwRichText          *self);

LwRichParagraph *lw_rich_text_add_paragraph    (LwRichText          *self,
                                                LwRichParagraphKind  kind);
gboolean         lw_rich_paragraph_is_item     (const LwRichParagraph *self);
void             lw_rich_paragraph_add_text    (LwRichParagraph     *self,
                                                const char          *text,
                                                const LwRichStyle   *style);
void             lw_rich_paragraph_add_liquid  (LwRichParagraph     *self,
                                                const char          *text,
                                                const LwRichStyle   *style);
void             lw_rich_paragraph_add_image   (LwRichParagraph     *self,
                                                const char          *src,
                                                const char          *alt,
                                                const char          *link);

gboolean         lw_rich_text_equal            (const LwRichText    *a,
                                                const LwRichText    *b);
char            *lw_rich_text_to_html          (const LwRichText    *self) G_GNUC_WARN_UNUSED_RESULT;
char            *lw_rich_text_to_plain         (const LwRichText    *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwRichText, lw_rich_text_free)

G_END_DECLS
