/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a parsed template consists of. Nodes live in the template's heap, are linked by "next", and their text points
 * into the template's source. */

#pragma once

#include "lw-liquid-expression.h"

G_BEGIN_DECLS

typedef enum
{
  LW_LIQUID_NODE_TEXT,
  LW_LIQUID_NODE_OUTPUT,
  LW_LIQUID_NODE_ASSIGN,
  LW_LIQUID_NODE_CAPTURE,
  LW_LIQUID_NODE_IF,
  LW_LIQUID_NODE_CASE,
  LW_LIQUID_NODE_FOR,
  LW_LIQUID_NODE_BREAK,
  LW_LIQUID_NODE_CONTINUE,
  LW_LIQUID_NODE_INCREMENT,
  LW_LIQUID_NODE_DECREMENT,
  LW_LIQUID_NODE_CYCLE,
} LwLiquidNodeKind;

typedef struct _LwLiquidNode LwLiquidNode;
typedef struct _LwLiquidBranch LwLiquidBranch;

/**
 * LwLiquidBranch:
 * @condition: (nullable): when an if takes this branch
 * @negated: the condition is that of unless
 * @values: (nullable): the values of a when
 * @otherwise: it is the else
 * @body: (nullable): what it holds
 * @next: (nullable): the next branch
 */
struct _LwLiquidBranch
{
  LwLiquidCondition  *condition;
  gboolean            negated;
  LwLiquidExpression *values;
  gboolean            otherwise;
  LwLiquidNode       *body;
  LwLiquidBranch     *next;
};

/**
 * LwLiquidNode:
 * @kind: what it is
 * @blank: a tag that shows nothing
 * @place: where its braces are in the source
 * @text: the text of a text node; of a for, the list as it is written
 * @length: its length
 * @name: (nullable): what assign, capture, for, increment and decrement name; the group of a cycle
 * @pipe: what is output, assigned, looked at by a case, or gone through by a for
 * @branches: (nullable): of if, case and for; a capture has one
 * @values: (nullable): of a cycle
 * @limit: (nullable): of a for
 * @offset: (nullable): of a for
 * @goes_on: a for with "offset: continue"
 * @reversed: of a for
 * @next: (nullable): the next node
 */
struct _LwLiquidNode
{
  LwLiquidNodeKind    kind;
  gboolean            blank;
  const char         *place;
  const char         *text;
  gsize               length;
  const char         *name;
  LwLiquidPipe        pipe;
  LwLiquidBranch     *branches;
  LwLiquidExpression *values;
  LwLiquidExpression *limit;
  LwLiquidExpression *offset;
  gboolean            goes_on;
  gboolean            reversed;
  LwLiquidNode       *next;
};

void lw_liquid_render_nodes (LwLiquidContext    *context,
                             const LwLiquidNode *nodes);

G_END_DECLS
