/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Rendering the nodes of a template. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-liquid-node.h"

#include <glib/gi18n.h>
#include <string.h>

static void
note_source (LwLiquidContext    *context,
             const LwLiquidNode *node)
{
  gboolean verbatim = node->kind == LW_LIQUID_NODE_TEXT && node->text != NULL;

  if (context->map != NULL)
    lw_source_map_append (context->map, context->output->len, (verbatim ? node->text : node->place) - context->source,
                          verbatim);
}

static void
render_output (LwLiquidContext    *context,
               const LwLiquidNode *node)
{
  LwLiquidValue value = lw_liquid_evaluate_pipe (context, &node->pipe);
  const char *text = lw_liquid_to_text (&context->heap, &value);

  if (!context->options->plain && !value.safe)
    text = lw_liquid_escape (context, text);
  if (lw_liquid_context_step (context, strlen (text)))
    g_string_append (context->output, text);
}

static void
render_capture (LwLiquidContext    *context,
                const LwLiquidNode *node)
{
  GString *output = context->output;
  LwSourceMap *map = context->map;
  LwLiquidValue value;

  context->output = g_string_new (NULL);
  context->map = NULL;
  lw_liquid_render_nodes (context, node->branches->body);
  value = lw_liquid_string (lw_liquid_heap_take (&context->heap, g_string_free (context->output, FALSE)));
  value.safe = TRUE;
  context->output = output;
  context->map = map;
  if (node->name != NULL)
    lw_liquid_context_assign (context, node->name, value);
}

static void
render_if (LwLiquidContext    *context,
           const LwLiquidNode *node)
{
  for (const LwLiquidBranch *branch = node->branches; branch != NULL; branch = branch->next)
    if (branch->otherwise || lw_liquid_evaluate_condition (context, branch->condition) != branch->negated)
      {
        lw_liquid_render_nodes (context, branch->body);
        return;
      }
}

static gboolean
matches (LwLiquidContext      *context,
         const LwLiquidValue  *value,
         const LwLiquidBranch *branch)
{
  for (const LwLiquidExpression *choice = branch->values; choice != NULL; choice = choice->next)
    {
      LwLiquidValue other = lw_liquid_evaluate (context, choice);

      if (lw_liquid_context_step (context, lw_liquid_get_size (value)) && lw_liquid_equal (value, &other))
        return TRUE;
    }
  return FALSE;
}

/* Every when that matches is rendered, as Liquid has it, and an else only when none before it was. */
static void
render_case (LwLiquidContext    *context,
             const LwLiquidNode *node)
{
  LwLiquidValue value = lw_liquid_evaluate (context, node->pipe.value);
  gboolean matched = FALSE;

  for (const LwLiquidBranch *branch = node->branches; branch != NULL; branch = branch->next)
    if (branch->otherwise ? !matched : matches (context, &value, branch))
      {
        matched |= !branch->otherwise;
        lw_liquid_render_nodes (context, branch->body);
      }
}

static gint64
get_bound (LwLiquidContext          *context,
           const LwLiquidExpression *expression,
           gint64                    fallback)
{
  LwLiquidValue value = lw_liquid_nil ();
  gint64 bound = fallback;

  if (expression != NULL)
    value = lw_liquid_evaluate (context, expression);
  if (value.kind != LW_LIQUID_NIL && !lw_liquid_to_integer (&value, &bound))
    lw_liquid_context_warn (context, "bad-value", _("The limit or offset of a loop is not a whole number"));
  return CLAMP (bound, -G_MAXINT32, G_MAXINT32);
}

/* Finds the part of the list that a loop goes through. */
static void
find_part (LwLiquidContext     *context,
           const LwLiquidNode  *node,
           const LwLiquidValue *list,
           guint               *first,
           guint               *end)
{
  g_autofree char *key = g_strdup_printf ("%s-%s", node->name, node->text);
  gint64 offset = get_bound (context, node->offset, 0);
  gint64 length = lw_liquid_get_length (list);
  gint64 limit;

  if (node->goes_on)
    offset = GPOINTER_TO_UINT (g_hash_table_lookup (context->continued, key));
  limit = get_bound (context, node->limit, G_MAXINT32);
  *end = CLAMP (limit + offset, 0, length);
  *first = CLAMP (offset, 0, (gint64) *end);
  g_hash_table_insert (context->continued, g_steal_pointer (&key), GUINT_TO_POINTER (*end));
}

static void
render_loop (LwLiquidContext      *context,
             const LwLiquidNode   *node,
             const LwLiquidValue  *list,
             guint                 first,
             guint                 end)
{
  g_autofree char *name = g_strdup_printf ("%s-%s", node->name, node->text);
  LwLiquidLoop *loop = lw_liquid_heap_alloc (&context->heap, sizeof *loop);

  if (loop == NULL)
    return;
  loop->variable = node->name;
  loop->name = lw_liquid_heap_take (&context->heap, g_steal_pointer (&name));
  loop->length = end - first;
  loop->parent = context->loop;
  context->loop = loop;
  for (; loop->index < loop->length && lw_liquid_context_step (context, 0); loop->index++)
    {
      loop->item = lw_liquid_get_item (list, node->reversed ? end - 1 - loop->index : first + loop->index);
      lw_liquid_render_nodes (context, node->branches->body);
      if (context->flow == LW_LIQUID_FLOW_BREAK || context->flow == LW_LIQUID_FLOW_STOP)
        break;
      context->flow = LW_LIQUID_FLOW_NORMAL;
    }
  if (context->flow == LW_LIQUID_FLOW_BREAK)
    context->flow = LW_LIQUID_FLOW_NORMAL;
  context->loop = loop->parent;
}

static void
render_for (LwLiquidContext    *context,
            const LwLiquidNode *node)
{
  LwLiquidValue value = lw_liquid_evaluate (context, node->pipe.value);
  LwLiquidValue list = lw_liquid_to_list (&context->heap, &value);
  guint first, end;

  find_part (context, node, &list, &first, &end);
  if (value.kind == LW_LIQUID_STRING)
    {
      first = 0;
      end = lw_liquid_get_length (&list);
    }
  if (first < end)
    render_loop (context, node, &list, first, end);
  else if (node->branches->next != NULL)
    lw_liquid_render_nodes (context, node->branches->next->body);
}

static void
render_counter (LwLiquidContext    *context,
                const LwLiquidNode *node)
{
  if (node->name != NULL)
    g_string_append_printf (context->output, "%" G_GINT64_FORMAT,
                            lw_liquid_context_count (context, node->name,
                                                     node->kind == LW_LIQUID_NODE_INCREMENT ? 1 : -1));
}

static void
render_cycle (LwLiquidContext    *context,
              const LwLiquidNode *node)
{
  const LwLiquidExpression *choice = node->values;
  LwLiquidValue group = lw_liquid_string (node->name);
  LwLiquidValue value;
  g_autofree char *key = NULL;
  const char *text;
  guint turn;

  if (node->pipe.value != NULL)
    group = lw_liquid_evaluate (context, node->pipe.value);
  key = g_strconcat ("cycle:", lw_liquid_to_text (&context->heap, &group), NULL);
  turn = GPOINTER_TO_UINT (g_hash_table_lookup (context->continued, key));
  for (guint i = 0; i < turn && choice->next != NULL; i++)
    choice = choice->next;

  g_hash_table_insert (context->continued, g_steal_pointer (&key),
                       GUINT_TO_POINTER (choice->next != NULL ? turn + 1 : 0));
  value = lw_liquid_evaluate (context, choice);
  text = lw_liquid_to_text (&context->heap, &value);
  g_string_append (context->output, context->options->plain ? text : lw_liquid_escape (context, text));
}

static void
render_node (LwLiquidContext    *context,
             const LwLiquidNode *node)
{
  switch (node->kind)
    {
    case LW_LIQUID_NODE_TEXT:
      g_string_append_len (context->output, node->text, node->length);
      break;
    case LW_LIQUID_NODE_OUTPUT:
      render_output (context, node);
      break;
    case LW_LIQUID_NODE_ASSIGN:
      if (node->name != NULL)
        lw_liquid_context_assign (context, node->name, lw_liquid_evaluate_pipe (context, &node->pipe));
      break;
    case LW_LIQUID_NODE_CAPTURE:
      render_capture (context, node);
      break;
    case LW_LIQUID_NODE_IF:
      render_if (context, node);
      break;
    case LW_LIQUID_NODE_CASE:
      render_case (context, node);
      break;
    case LW_LIQUID_NODE_FOR:
      render_for (context, node);
      break;
    case LW_LIQUID_NODE_BREAK:
      context->flow = LW_LIQUID_FLOW_BREAK;
      break;
    case LW_LIQUID_NODE_CONTINUE:
      context->flow = LW_LIQUID_FLOW_CONTINUE;
      break;
    case LW_LIQUID_NODE_INCREMENT:
    case LW_LIQUID_NODE_DECREMENT:
      render_counter (context, node);
      break;
    case LW_LIQUID_NODE_CYCLE:
      render_cycle (context, node);
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * lw_liquid_render_nodes:
 * @context: the rendering
 * @nodes: (nullable): the first of a list of nodes
 *
 * Renders until the end, or until a node asks for something else by the context's flow.
 */
void
lw_liquid_render_nodes (LwLiquidContext    *context,
                        const LwLiquidNode *nodes)
{
  for (; nodes != NULL && context->flow == LW_LIQUID_FLOW_NORMAL; nodes = nodes->next)
    {
      context->place = nodes->place;
      note_source (context, nodes);
      if (!lw_liquid_context_step (context, 0))
        return;
      render_node (context, nodes);
    }
}
