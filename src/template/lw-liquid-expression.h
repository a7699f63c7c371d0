/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Expressions of Liquid: literals, paths, ranges; a value with its filters; conditions. Lists are linked by "next" and
 * everything lives in the template's heap. */

#pragma once

#include "lw-liquid-context.h"
#include "lw-liquid-filter.h"

G_BEGIN_DECLS

typedef enum
{
  LW_LIQUID_LITERAL,
  LW_LIQUID_PATH,
  LW_LIQUID_SPAN,
} LwLiquidExpressionKind;

typedef enum
{
  LW_LIQUID_TRUTH,
  LW_LIQUID_EQUAL,
  LW_LIQUID_NOT_EQUAL,
  LW_LIQUID_LESS,
  LW_LIQUID_LESS_OR_EQUAL,
  LW_LIQUID_GREATER,
  LW_LIQUID_GREATER_OR_EQUAL,
  LW_LIQUID_CONTAINS,
} LwLiquidOperator;

typedef struct _LwLiquidExpression LwLiquidExpression;
typedef struct _LwLiquidFilterCall LwLiquidFilterCall;
typedef struct _LwLiquidPipe LwLiquidPipe;
typedef struct _LwLiquidCondition LwLiquidCondition;

/**
 * LwLiquidExpression:
 * @kind: what it is
 * @literal: the value of a literal
 * @name: (nullable): the first word of a path, %NULL when it starts with a bracket
 * @steps: (nullable): what follows in a path; the two ends of a span (first..last)
 * @dotted: a step that was written with a dot, so that size, first and last work
 * @keyword: (nullable): the name of a filter's argument that has one
 * @next: (nullable): the next step or argument
 */
struct _LwLiquidExpression
{
  LwLiquidExpressionKind  kind;
  gboolean                dotted;
  LwLiquidValue           literal;
  const char             *name;
  const char             *keyword;
  LwLiquidExpression     *steps;
  LwLiquidExpression     *next;
};

/**
 * LwLiquidFilterCall:
 * @filter: (nullable): the filter, %NULL for an unknown one, which changes nothing
 * @arguments: (nullable): its arguments
 * @next: (nullable): the next filter
 */
struct _LwLiquidFilterCall
{
  const LwLiquidFilter *filter;
  LwLiquidExpression   *arguments;
  LwLiquidFilterCall   *next;
};

/* A value and the filters that it goes through. */
struct _LwLiquidPipe
{
  LwLiquidExpression *value;
  LwLiquidFilterCall *filters;
};

/**
 * LwLiquidCondition:
 * @operator: what is compared
 * @left: the left side
 * @right: (nullable): the right side
 * @relation: 'a' for and, 'o' for or, 0 at the end
 * @next: (nullable): the rest, which is worked out first: a and b or c is a and (b or c)
 */
struct _LwLiquidCondition
{
  LwLiquidOperator    operator;
  LwLiquidExpression *left;
  LwLiquidExpression *right;
  char                relation;
  LwLiquidCondition  *next;
};

LwLiquidValue lw_liquid_evaluate           (LwLiquidContext          *context,
                                            const LwLiquidExpression *expression);
LwLiquidValue lw_liquid_evaluate_pipe      (LwLiquidContext          *context,
                                            const LwLiquidPipe       *pipe);
gboolean      lw_liquid_evaluate_condition (LwLiquidContext          *context,
                                            const LwLiquidCondition  *condition);

G_END_DECLS
