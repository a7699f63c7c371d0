/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* HTML as a small tree, read with libxml2 without network or entities of the document's own. Not a sanitiser: what
 * may be shown is decided by who walks the tree (see lw-rich-text.h). */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LW_HTML_MAX_DEPTH 200
#define LW_HTML_MAX_SIZE (8 * 1024 * 1024)

typedef struct _LwHtmlAttribute LwHtmlAttribute;
typedef struct _LwHtmlNode LwHtmlNode;

struct _LwHtmlAttribute
{
  char *name;
  char *value;
};

/**
 * LwHtmlNode:
 * @name: (nullable): the element's name in lower case; %NULL for text; "" for the root of a fragment
 * @text: (nullable): the text when @name is %NULL, with references resolved
 * @attributes: (nullable) (element-type LwHtmlAttribute): in the order of the source, %NULL when there are none
 * @line: where it starts in the source, from 1
 * @parent: (nullable): what it is in
 * @first_child: (nullable): its first child
 * @last_child: (nullable): its last child
 * @next: (nullable): its next sibling
 *
 * The root owns the tree. Immutable after parsing.
 */
struct _LwHtmlNode
{
  char       *name;
  char       *text;
  GPtrArray  *attributes;
  guint       line;
  LwHtmlNode *parent;
  LwHtmlNode *first_child;
  LwHtmlNode *last_child;
  LwHtmlNode *next;
};

LwHtmlNode *lw_html_parse_fragment     (const char       *html,
                                        gssize            length,
                                        GPtrArray        *diagnostics) G_GNUC_WARN_UNUSED_RESULT;
void        lw_html_node_free          (LwHtmlNode       *root);

const char *lw_html_node_get_attribute (const LwHtmlNode *self,
                                        const char       *name);
LwHtmlNode *lw_html_node_find          (LwHtmlNode       *self,
                                        const char       *name);
LwHtmlNode *lw_html_node_next_in_tree  (LwHtmlNode       *self,
                                        LwHtmlNode       *top);
char       *lw_html_node_dup_inner     (const LwHtmlNode *self) G_GNUC_WARN_UNUSED_RESULT;
char       *lw_html_node_dup_outer     (const LwHtmlNode *self) G_GNUC_WARN_UNUSED_RESULT;
char       *lw_html_node_dup_text      (const LwHtmlNode *self) G_GNUC_WARN_UNUSED_RESULT;

char       *lw_html_escape             (const char       *text) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwHtmlNode, lw_html_node_free)

G_END_DECLS
