/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Working out expressions of Liquid. Their reading is in lw-liquid-parser-expression.c. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-liquid-expression.h"

#include <string.h>

static LwLiquidValue
get_item_at (const LwLiquidValue *list,
             gint64               index)
{
  if (index < 0)
    index += lw_liquid_get_length (list);
  return index >= 0 && index <= G_MAXUINT32 ? lw_liquid_get_item (list, index) : lw_liquid_nil ();
}

static LwLiquidValue
take_step (LwLiquidContext          *context,
           const LwLiquidValue      *value,
           const LwLiquidExpression *step)
{
  LwLiquidValue key = lw_liquid_evaluate (context, step);
  const char *name;

  if (key.kind == LW_LIQUID_INTEGER && lw_liquid_is_list (value))
    return get_item_at (value, key.as.integer);
  if (key.kind != LW_LIQUID_STRING && key.kind != LW_LIQUID_INTEGER)
    return lw_liquid_nil ();

  name = lw_liquid_to_text (&context->heap, &key);
  if (value->kind == LW_LIQUID_SELF)
    return lw_liquid_context_lookup (context, name);
  if (value->kind == LW_LIQUID_STRING && !lw_liquid_context_step (context, lw_liquid_get_size (value)))
    return lw_liquid_nil ();
  if (step->dotted || value->kind == LW_LIQUID_LOOP)
    return lw_liquid_get_member (&context->heap, value, name);
  if (value->kind == LW_LIQUID_OBJECT)
    return lw_liquid_from_json (json_object_get_member (value->as.object, name));
  return lw_liquid_nil ();
}

static LwLiquidValue
evaluate_path (LwLiquidContext          *context,
               const LwLiquidExpression *path)
{
  const LwLiquidExpression *step = path->steps;
  LwLiquidValue value = { .kind = LW_LIQUID_SELF };

  if (path->name != NULL)
    value = lw_liquid_context_lookup (context, path->name);
  for (; step != NULL && value.kind != LW_LIQUID_NIL; step = step->next)
    value = take_step (context, &value, step);
  return value;
}

static LwLiquidValue
evaluate_span (LwLiquidContext          *context,
               const LwLiquidExpression *span)
{
  LwLiquidValue range = { .kind = LW_LIQUID_RANGE };
  LwLiquidValue first = lw_liquid_evaluate (context, span->steps);
  LwLiquidValue last = lw_liquid_evaluate (context, span->steps->next);

  first = lw_liquid_to_number (&first);
  last = lw_liquid_to_number (&last);
  if (!lw_liquid_to_integer (&first, &range.as.range.first) ||
      !lw_liquid_to_integer (&last, &range.as.range.last))
    return lw_liquid_nil ();
  return range;
}

/**
 * lw_liquid_evaluate:
 * @context: the rendering
 * @expression: an expression
 *
 * Returns: its value; what does not exist is nil
 */
LwLiquidValue
lw_liquid_evaluate (LwLiquidContext          *context,
                    const LwLiquidExpression *expression)
{
  if (expression->kind == LW_LIQUID_PATH)
    return evaluate_path (context, expression);
  if (expression->kind == LW_LIQUID_SPAN)
    return evaluate_span (context, expression);
  return expression->literal;
}

static LwLiquidValue
apply_filter (LwLiquidContext          *context,
              LwLiquidValue             input,
              const LwLiquidFilterCall *call)
{
  LwLiquidArguments arguments = { 0 };

  if (call->filter == NULL || !lw_liquid_context_step (context, lw_liquid_get_size (&input)))
    return input;

  for (const LwLiquidExpression *argument = call->arguments; argument != NULL; argument = argument->next)
    {
      LwLiquidValue value = lw_liquid_evaluate (context, argument);

      if (argument->keyword == NULL && arguments.length < LW_LIQUID_MAX_ARGUMENTS)
        arguments.values[arguments.length++] = value;
      else if (g_strcmp0 (argument->keyword, "allow_false") == 0)
        arguments.allow_false = lw_liquid_is_truthy (&value);
    }
  return call->filter->func (context, &input, &arguments);
}

/**
 * lw_liquid_evaluate_pipe:
 * @context: the rendering
 * @pipe: a value with filters
 *
 * Returns: what comes out at the end
 */
LwLiquidValue
lw_liquid_evaluate_pipe (LwLiquidContext    *context,
                         const LwLiquidPipe *pipe)
{
  LwLiquidValue value = lw_liquid_evaluate (context, pipe->value);

  for (const LwLiquidFilterCall *call = pipe->filters; call != NULL; call = call->next)
    value = apply_filter (context, value, call);
  return value;
}

static gboolean
contains (LwLiquidContext     *context,
          const LwLiquidValue *whole,
          const LwLiquidValue *part)
{
  if (part->kind == LW_LIQUID_NIL)
    return FALSE;
  if (whole->kind == LW_LIQUID_STRING)
    return strstr (whole->as.string, lw_liquid_to_text (&context->heap, part)) != NULL;
  if (whole->kind == LW_LIQUID_OBJECT)
    return part->kind == LW_LIQUID_STRING && json_object_has_member (whole->as.object, part->as.string);

  for (guint i = 0; i < lw_liquid_get_length (whole) && lw_liquid_context_step (context, 0); i++)
    {
      LwLiquidValue item = lw_liquid_get_item (whole, i);

      if (lw_liquid_equal (&item, part))
        return TRUE;
    }
  return FALSE;
}

static gboolean
compare (LwLiquidContext         *context,
         const LwLiquidCondition *condition)
{
  LwLiquidValue left = lw_liquid_evaluate (context, condition->left);
  LwLiquidValue right;
  gboolean ordered;
  int order = 0;

  if (condition->operator == LW_LIQUID_TRUTH)
    return lw_liquid_is_truthy (&left);

  right = lw_liquid_evaluate (context, condition->right);
  if (!lw_liquid_context_step (context, lw_liquid_get_size (&left)))
    return FALSE;
  ordered = lw_liquid_compare (&left, &right, &order);
  switch (condition->operator)
    {
    case LW_LIQUID_EQUAL:
      return lw_liquid_equal (&left, &right);
    case LW_LIQUID_NOT_EQUAL:
      return !lw_liquid_equal (&left, &right);
    case LW_LIQUID_LESS:
      return ordered && order < 0;
    case LW_LIQUID_LESS_OR_EQUAL:
      return ordered && order <= 0;
    case LW_LIQUID_GREATER:
      return ordered && order > 0;
    case LW_LIQUID_GREATER_OR_EQUAL:
      return ordered && order >= 0;
    case LW_LIQUID_CONTAINS:
      return contains (context, &left, &right);
    case LW_LIQUID_TRUTH:
    default:
      g_assert_not_reached ();
    }
}

/**
 * lw_liquid_evaluate_condition:
 * @context: the rendering
 * @condition: a condition
 *
 * Returns: whether it holds
 */
gboolean
lw_liquid_evaluate_condition (LwLiquidContext         *context,
                              const LwLiquidCondition *condition)
{
  for (; condition->relation != 0; condition = condition->next)
    if (compare (context, condition) == (condition->relation == 'o'))
      return condition->relation == 'o';
  return compare (context, condition);
}
