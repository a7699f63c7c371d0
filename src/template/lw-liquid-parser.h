/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading a template into nodes: the braces here, the tags in lw-liquid-parser-tags.c, the expressions in
 * lw-liquid-parser-expression.c. What cannot be read is said and left out; there is always a result. */

#pragma once

#include "lw-liquid-lexer.h"
#include "lw-liquid-node.h"

G_BEGIN_DECLS

#define LW_LIQUID_MAX_NESTING 100

typedef struct _LwLiquidParser LwLiquidParser;

/**
 * LwLiquidParser:
 * @heap: where nodes are made
 * @diagnostics: (nullable): where to say what is wrong
 * @variables: the dotted paths that the template reads, and where it does so first
 * @own_names: what the template itself names: by assign, capture, for, increment or decrement
 * @filters: the filters that the template uses
 * @source: the template's text
 * @end: its end
 * @cursor: what is read next
 * @trim: white space at @cursor belongs to a tag with a dash
 * @depth: how many tags are open
 * @markup: the braces that are being read
 * @markup_end: the end of what is in them
 * @token: the next word in them
 * @failed: something wrong in them was said already
 * @never_closed: the first character of braces that the rest of the template does not close
 * @tag: the name of the tag that ended a body
 * @n_errors: how many errors were said
 */
struct _LwLiquidParser
{
  LwLiquidHeap  *heap;
  GPtrArray     *diagnostics;
  GHashTable    *variables;
  GHashTable    *own_names;
  GHashTable    *filters;
  const char    *source;
  const char    *end;
  const char    *cursor;
  gboolean       trim;
  guint          depth;
  const char    *markup;
  const char    *markup_end;
  LwLiquidToken  token;
  gboolean       failed;
  char           never_closed;
  const char    *tag;
  guint          n_errors;
};

LwLiquidNode       *lw_liquid_parse_template     (LwLiquidParser       *self);
gboolean            lw_liquid_parse_body         (LwLiquidParser       *self,
                                                  LwLiquidNode        **body);
void                lw_liquid_parse_raw          (LwLiquidParser       *self,
                                                  LwLiquidNode         *node);
void                lw_liquid_skip_comment       (LwLiquidParser       *self);
LwLiquidNode       *lw_liquid_parse_tag          (LwLiquidParser       *self,
                                                  const char           *name);

void                lw_liquid_parser_start       (LwLiquidParser       *self,
                                                  const char           *start,
                                                  const char           *end);
void                lw_liquid_parser_next        (LwLiquidParser       *self);
gboolean            lw_liquid_parser_accept      (LwLiquidParser       *self,
                                                  const char           *text);
const char         *lw_liquid_parser_take_name   (LwLiquidParser       *self);
const char         *lw_liquid_parser_take_own    (LwLiquidParser       *self);
void                lw_liquid_parser_finish      (LwLiquidParser       *self);
void                lw_liquid_parser_error       (LwLiquidParser       *self,
                                                  const char           *place,
                                                  const char           *format,
                                                  ...) G_GNUC_PRINTF (3, 4);
void                lw_liquid_parser_unexpected  (LwLiquidParser       *self);

LwLiquidExpression *lw_liquid_parse_expression   (LwLiquidParser       *self);
LwLiquidPipe        lw_liquid_parse_pipe         (LwLiquidParser       *self);
LwLiquidCondition  *lw_liquid_parse_condition    (LwLiquidParser       *self);

G_END_DECLS
