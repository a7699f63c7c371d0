/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading the tags of a template. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-liquid-parser.h"

#include <glib/gi18n.h>
#include <string.h>

typedef void (*TagFunc) (LwLiquidParser *self,
                         LwLiquidNode   *node);

/* Adds a branch and reads its body. Returns whether one of @tags, whose words are still to be read, ended it; the end
 * tag ends it too, and anything else that ends a body is said and left out. */
static gboolean
parse_branch (LwLiquidParser *self,
              LwLiquidBranch *branch,
              const char     *name,
              const char     *const tags[])
{
  const char *place = self->markup;
  g_autofree char *close = g_strconcat ("end", name, NULL);

  while (lw_liquid_parse_body (self, &branch->body))
    {
      if (strcmp (self->tag, close) == 0)
        {
          lw_liquid_parser_finish (self);
          return FALSE;
        }
      if (g_strv_contains (tags, self->tag))
        return TRUE;
      lw_liquid_parser_error (self, self->markup, _("“%s” is not expected inside “%s”; “%s” may be missing"),
                              self->tag, name, close);
    }
  self->failed = FALSE;
  lw_liquid_parser_error (self, place, _("“%s” is not closed; add {%% %s %%} where it ends"), name, close);
  return FALSE;
}

static LwLiquidBranch *
add_branch (LwLiquidParser   *self,
            LwLiquidBranch ***last)
{
  LwLiquidBranch *branch = lw_liquid_heap_alloc (self->heap, sizeof *branch);

  **last = branch;
  *last = &branch->next;
  return branch;
}

static gboolean
node_is_blank (const LwLiquidNode *node)
{
  if (node->kind == LW_LIQUID_NODE_TEXT)
    {
      for (gsize i = 0; i < node->length; i++)
        if (!g_ascii_isspace (node->text[i]))
          return FALSE;
      return TRUE;
    }
  return node->blank;
}

/* A tag that shows nothing but white space shows nothing, as Liquid has it: its white space is taken out. */
static void
drop_blank_text (LwLiquidNode *node)
{
  for (LwLiquidBranch *branch = node->branches; branch != NULL; branch = branch->next)
    for (const LwLiquidNode *child = branch->body; child != NULL; child = child->next)
      if (!node_is_blank (child))
        return;

  node->blank = TRUE;
  for (LwLiquidBranch *branch = node->branches; branch != NULL; branch = branch->next)
    for (LwLiquidNode **child = &branch->body; *child != NULL;)
      if ((*child)->kind == LW_LIQUID_NODE_TEXT)
        *child = (*child)->next;
      else
        child = &(*child)->next;
}

static void
parse_if_branches (LwLiquidParser *self,
                   LwLiquidNode   *node,
                   const char     *name)
{
  static const char *const tags[] = { "elsif", "else", NULL };
  LwLiquidBranch **last = &node->branches;
  LwLiquidBranch *branch = add_branch (self, &last);

  branch->negated = strcmp (name, "unless") == 0;
  branch->condition = lw_liquid_parse_condition (self);
  lw_liquid_parser_finish (self);
  while (parse_branch (self, branch, name, tags))
    {
      branch = add_branch (self, &last);
      if (strcmp (self->tag, "elsif") == 0)
        branch->condition = lw_liquid_parse_condition (self);
      else
        branch->otherwise = TRUE;
      lw_liquid_parser_finish (self);
    }
  drop_blank_text (node);
}

static void
parse_if (LwLiquidParser *self,
          LwLiquidNode   *node)
{
  parse_if_branches (self, node, "if");
}

static void
parse_unless (LwLiquidParser *self,
              LwLiquidNode   *node)
{
  parse_if_branches (self, node, "unless");
}

static LwLiquidExpression *
parse_when_values (LwLiquidParser *self)
{
  LwLiquidExpression *first = NULL;
  LwLiquidExpression **last = &first;

  do
    {
      *last = lw_liquid_parse_expression (self);
      last = &(*last)->next;
    }
  while (lw_liquid_parser_accept (self, ",") || lw_liquid_parser_accept (self, "or"));
  return first;
}

static void
parse_case (LwLiquidParser *self,
            LwLiquidNode   *node)
{
  static const char *const tags[] = { "when", "else", NULL };
  LwLiquidBranch *before = lw_liquid_heap_alloc (self->heap, sizeof *before);
  LwLiquidBranch **last = &node->branches;
  LwLiquidBranch *branch = before;

  node->pipe.value = lw_liquid_parse_expression (self);
  lw_liquid_parser_finish (self);
  while (parse_branch (self, branch, "case", tags))
    {
      branch = add_branch (self, &last);
      if (strcmp (self->tag, "when") == 0)
        branch->values = parse_when_values (self);
      else
        branch->otherwise = TRUE;
      lw_liquid_parser_finish (self);
    }
  drop_blank_text (node);
}

static void
parse_for_options (LwLiquidParser *self,
                   LwLiquidNode   *node)
{
  while (self->token.kind != LW_LIQUID_TOKEN_END && !self->failed)
    {
      lw_liquid_parser_accept (self, ",");
      if (lw_liquid_parser_accept (self, "reversed"))
        {
          node->reversed = TRUE;
          continue;
        }
      if (lw_liquid_parser_accept (self, "limit"))
        {
          if (!lw_liquid_parser_accept (self, ":"))
            lw_liquid_parser_unexpected (self);
          node->limit = lw_liquid_parse_expression (self);
        }
      else if (lw_liquid_parser_accept (self, "offset"))
        {
          if (!lw_liquid_parser_accept (self, ":"))
            lw_liquid_parser_unexpected (self);
          node->goes_on = lw_liquid_parser_accept (self, "continue");
          node->offset = node->goes_on ? NULL : lw_liquid_parse_expression (self);
        }
      else
        lw_liquid_parser_unexpected (self);
    }
}

static void
parse_for (LwLiquidParser *self,
           LwLiquidNode   *node)
{
  static const char *const tags[] = { "else", NULL };
  LwLiquidBranch **last = &node->branches;
  LwLiquidBranch *branch = add_branch (self, &last);
  const char *variable = lw_liquid_parser_take_own (self);
  const char *start;

  node->name = variable != NULL ? variable : "";
  if (!lw_liquid_parser_accept (self, "in"))
    lw_liquid_parser_error (self, self->token.start,
                            _("“for” needs the word “in”, as in {%% for item in list %%}"));
  start = self->token.start;
  node->pipe.value = lw_liquid_parse_expression (self);
  node->text = lw_liquid_heap_take (self->heap, g_strchomp (g_strndup (start, self->token.start - start)));
  parse_for_options (self, node);

  while (parse_branch (self, branch, "for", tags))
    {
      lw_liquid_parser_finish (self);
      branch = add_branch (self, &last);
      branch->otherwise = TRUE;
    }
  drop_blank_text (node);
}

static void
parse_assign (LwLiquidParser *self,
              LwLiquidNode   *node)
{
  node->name = lw_liquid_parser_take_own (self);
  if (!lw_liquid_parser_accept (self, "="))
    lw_liquid_parser_unexpected (self);
  node->pipe = lw_liquid_parse_pipe (self);
  node->blank = TRUE;
  lw_liquid_parser_finish (self);
}

static void
parse_capture (LwLiquidParser *self,
               LwLiquidNode   *node)
{
  static const char *const tags[] = { NULL };
  LwLiquidBranch **last = &node->branches;

  if (self->token.kind == LW_LIQUID_TOKEN_STRING)
    {
      node->name = lw_liquid_parse_expression (self)->literal.as.string;
      g_hash_table_add (self->own_names, g_strdup (node->name));
    }
  else
    node->name = lw_liquid_parser_take_own (self);
  node->blank = TRUE;
  lw_liquid_parser_finish (self);
  parse_branch (self, add_branch (self, &last), "capture", tags);
}

static void
parse_counter (LwLiquidParser *self,
               LwLiquidNode   *node)
{
  node->name = lw_liquid_parser_take_own (self);
  lw_liquid_parser_finish (self);
}

static void
parse_cycle (LwLiquidParser *self,
             LwLiquidNode   *node)
{
  LwLiquidExpression **last = &node->values;

  node->name = lw_liquid_heap_take (self->heap,
                                    g_strndup (self->token.start, self->markup_end - self->token.start));
  do
    {
      *last = lw_liquid_parse_expression (self);
      if (last == &node->values && lw_liquid_parser_accept (self, ":"))
        {
          node->pipe.value = *last;
          *last = lw_liquid_parse_expression (self);
        }
      last = &(*last)->next;
    }
  while (lw_liquid_parser_accept (self, ","));
  lw_liquid_parser_finish (self);
}

static void
parse_echo (LwLiquidParser *self,
            LwLiquidNode   *node)
{
  node->pipe = lw_liquid_parse_pipe (self);
  lw_liquid_parser_finish (self);
}

static void
parse_interrupt (LwLiquidParser *self,
                 LwLiquidNode   *node)
{
  lw_liquid_parser_finish (self);
}

static void
parse_comment (LwLiquidParser *self,
               LwLiquidNode   *node)
{
  lw_liquid_skip_comment (self);
}

static const struct
{
  const char       *name;
  TagFunc           func;
  LwLiquidNodeKind  kind;
} tag_table[] = {
  { "assign", parse_assign, LW_LIQUID_NODE_ASSIGN },
  { "break", parse_interrupt, LW_LIQUID_NODE_BREAK },
  { "capture", parse_capture, LW_LIQUID_NODE_CAPTURE },
  { "case", parse_case, LW_LIQUID_NODE_CASE },
  { "comment", parse_comment, LW_LIQUID_NODE_TEXT },
  { "continue", parse_interrupt, LW_LIQUID_NODE_CONTINUE },
  { "cycle", parse_cycle, LW_LIQUID_NODE_CYCLE },
  { "decrement", parse_counter, LW_LIQUID_NODE_DECREMENT },
  { "echo", parse_echo, LW_LIQUID_NODE_OUTPUT },
  { "for", parse_for, LW_LIQUID_NODE_FOR },
  { "if", parse_if, LW_LIQUID_NODE_IF },
  { "increment", parse_counter, LW_LIQUID_NODE_INCREMENT },
  { "raw", lw_liquid_parse_raw, LW_LIQUID_NODE_TEXT },
  { "unless", parse_unless, LW_LIQUID_NODE_IF },
};

/**
 * lw_liquid_parse_tag:
 * @self: the parser, behind the tag's name
 * @name: the tag's name
 *
 * Returns: (transfer none) (nullable): the tag with all up to its end, %NULL when there is no such tag
 */
LwLiquidNode *
lw_liquid_parse_tag (LwLiquidParser *self,
                     const char     *name)
{
  LwLiquidNode *node = lw_liquid_heap_alloc (self->heap, sizeof *node);

  node->place = self->markup;
  if (self->depth >= LW_LIQUID_MAX_NESTING)
    {
      lw_liquid_parser_error (self, self->markup, _("Tags are nested too deeply"));
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (tag_table); i++)
    if (strcmp (tag_table[i].name, name) == 0)
      {
        node->kind = tag_table[i].kind;
        self->depth++;
        tag_table[i].func (self, node);
        self->depth--;
        return node;
      }

  lw_liquid_parser_error (self, self->markup, _("There is no tag “%s”"), name);
  return NULL;
}
