/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading a template into nodes: text and braces. What stands in the braces is read in the other lw-liquid-parser
 * files. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-liquid-parser.h"

#include <glib/gi18n.h>
#include <string.h>

static LwLiquidNode *
new_node (LwLiquidParser   *self,
          LwLiquidNodeKind  kind)
{
  LwLiquidNode *node = lw_liquid_heap_alloc (self->heap, sizeof *node);

  node->kind = kind;
  node->place = self->markup;
  return node;
}

static const char *
find (const char *text,
      const char *end,
      const char *what)
{
  return text < end ? memmem (text, end - text, what, strlen (what)) : NULL;
}

/* The next "{{" or "{%", or the end. */
static const char *
find_braces (const char *text,
             const char *end)
{
  while ((text = find (text, end, "{")) != NULL)
    {
      if (text + 1 < end && (text[1] == '{' || text[1] == '%'))
        return text;
      text++;
    }
  return end;
}

static LwLiquidNode *
read_text (LwLiquidParser *self)
{
  const char *start = self->cursor;
  const char *end = find_braces (start, self->end);
  LwLiquidNode *node;

  self->cursor = end;
  if (self->trim)
    while (start < end && g_ascii_isspace (*start))
      start++;
  if (self->end - end > 2 && end[2] == '-')
    while (end > start && g_ascii_isspace (end[-1]))
      end--;
  if (start == end)
    return NULL;

  node = new_node (self, LW_LIQUID_NODE_TEXT);
  node->text = start;
  node->length = end - start;
  return node;
}

/* Finds the braces that close those at the cursor, moves the cursor behind them, and leaves the inner part in
 * @start and @end. */
static gboolean
read_markup (LwLiquidParser  *self,
             const char      *close,
             const char     **start,
             const char     **end)
{
  self->markup = self->cursor;
  self->failed = FALSE;
  *start = self->cursor + 2;
  *end = *close == self->never_closed ? NULL : find (*start, self->end, close);
  if (*end == NULL)
    {
      self->never_closed = *close;
      lw_liquid_parser_error (self, self->markup, _("“%.2s” is not closed; “%s” is missing"), self->markup,
                              close);
      return FALSE;
    }

  self->cursor = *end + 2;
  self->trim = *end > *start && (*end)[-1] == '-';
  if (self->trim)
    (*end)--;
  if (*start < *end && **start == '-')
    (*start)++;
  return TRUE;
}

/* Braces that are never closed are text. */
static LwLiquidNode *
take_braces_as_text (LwLiquidParser *self)
{
  LwLiquidNode *node = new_node (self, LW_LIQUID_NODE_TEXT);

  node->text = self->cursor;
  node->length = 2;
  self->cursor += 2;
  self->trim = FALSE;
  return node;
}

static LwLiquidNode *
read_output (LwLiquidParser *self)
{
  const char *start, *end;
  LwLiquidNode *node;

  if (!read_markup (self, "}}", &start, &end))
    return take_braces_as_text (self);

  lw_liquid_parser_start (self, start, end);
  if (self->token.kind == LW_LIQUID_TOKEN_END)
    return NULL;
  node = new_node (self, LW_LIQUID_NODE_OUTPUT);
  node->pipe = lw_liquid_parse_pipe (self);
  lw_liquid_parser_finish (self);
  return node;
}

static gboolean
ends_body (const char *name)
{
  return g_str_has_prefix (name, "end") || strcmp (name, "else") == 0 || strcmp (name, "elsif") == 0 ||
         strcmp (name, "when") == 0;
}

/* Reads a tag. One that ends a body is left in self->tag, with its words still to be read. */
static LwLiquidNode *
read_tag (LwLiquidParser *self)
{
  const char *start, *end;
  const char *name;
  LwLiquidNode *node;

  if (!read_markup (self, "%}", &start, &end))
    return take_braces_as_text (self);

  lw_liquid_parser_start (self, start, end);
  if (self->token.kind == LW_LIQUID_TOKEN_END || *self->token.start == '#')
    return NULL;
  name = lw_liquid_parser_take_name (self);
  if (name == NULL)
    return NULL;
  if (ends_body (name))
    {
      self->tag = name;
      return NULL;
    }
  node = lw_liquid_parse_tag (self, name);
  self->tag = NULL;
  return node;
}

/**
 * lw_liquid_parse_body:
 * @self: the parser
 * @body: (inout): the first node; nodes are added at the end
 *
 * Reads nodes up to a tag such as else or endif, whose name is then in self->tag, or to the end.
 *
 * Returns: whether a tag ended the body
 */
gboolean
lw_liquid_parse_body (LwLiquidParser  *self,
                      LwLiquidNode   **body)
{
  while (*body != NULL)
    body = &(*body)->next;

  for (self->tag = NULL; self->cursor < self->end && self->tag == NULL;)
    {
      if (find_braces (self->cursor, self->cursor + MIN (self->end - self->cursor, 2)) != self->cursor)
        *body = read_text (self);
      else if (self->cursor[1] == '{')
        *body = read_output (self);
      else
        *body = read_tag (self);
      if (*body != NULL)
        body = &(*body)->next;
    }
  return self->tag != NULL;
}

/* Reads the name of the tag whose braces start at @text. */
static LwLiquidToken
read_tag_name (const char *text,
               const char *end)
{
  const char *start = text + 2 + (text + 2 < end && text[2] == '-');
  LwLiquidToken token = lw_liquid_token_read (start, end);

  if (token.kind == LW_LIQUID_TOKEN_NAME && token.length > 1 && token.start[token.length - 1] == '-')
    token.length--;
  return token;
}

/* The start of the braces of endraw at or after @text; @after is set behind them. */
static const char *
find_endraw (const char  *text,
             const char  *end,
             const char **after)
{
  for (; (text = find (text, end, "{%")) != NULL; text += 2)
    {
      LwLiquidToken token = read_tag_name (text, end);
      const char *close;

      if (!lw_liquid_token_is (&token, "endraw"))
        continue;
      close = find (token.start, end, "%}");
      if (close != NULL)
        *after = close + 2;
      return close != NULL ? text : NULL;
    }
  return NULL;
}

static void
say_not_closed (LwLiquidParser *self,
                const char     *name)
{
  lw_liquid_parser_error (self, self->markup, _("“%s” is not closed; add {%% end%s %%} where it ends"), name,
                          name);
}

/**
 * lw_liquid_parse_raw:
 * @self: the parser, behind the tag raw
 * @node: a text node that takes what stands up to endraw
 */
void
lw_liquid_parse_raw (LwLiquidParser *self,
                     LwLiquidNode   *node)
{
  const char *after = self->end;
  const char *end = find_endraw (self->cursor, self->end, &after);
  const char *start = self->cursor;

  lw_liquid_parser_finish (self);
  if (end == NULL)
    {
      say_not_closed (self, "raw");
      end = self->end;
    }
  self->cursor = after;
  if (self->trim)
    while (start < end && g_ascii_isspace (*start))
      start++;
  if (self->end - end > 2 && end[2] == '-')
    while (end > start && g_ascii_isspace (end[-1]))
      end--;
  self->trim = after - start > 3 && after[-3] == '-' && after != self->end;
  node->text = start;
  node->length = end - start;
}

/**
 * lw_liquid_skip_comment:
 * @self: the parser, behind the tag comment
 *
 * Skips to the end of the comment. Comments may hold comments, and raw text that looks like their end.
 */
void
lw_liquid_skip_comment (LwLiquidParser *self)
{
  const char *place = self->cursor;
  const char *close = NULL;
  guint depth = 1;

  while (depth > 0)
    {
      const char *tag = find (place, self->end, "{%");
      LwLiquidToken name;

      close = tag != NULL ? find (tag + 2, self->end, "%}") : NULL;
      if (close == NULL)
        {
          say_not_closed (self, "comment");
          self->cursor = self->end;
          return;
        }
      place = close + 2;
      name = read_tag_name (tag, close);
      if (lw_liquid_token_is (&name, "comment"))
        depth++;
      else if (lw_liquid_token_is (&name, "endcomment"))
        depth--;
      else if (lw_liquid_token_is (&name, "raw") && find_endraw (place, self->end, &place) == NULL)
        place = self->end;
    }
  self->cursor = place;
  self->trim = close[-1] == '-';
}

/**
 * lw_liquid_parse_template:
 * @self: the parser
 *
 * Returns: (transfer none) (nullable): the nodes of the whole template
 */
LwLiquidNode *
lw_liquid_parse_template (LwLiquidParser *self)
{
  LwLiquidNode *first = NULL;

  while (lw_liquid_parse_body (self, &first))
    lw_liquid_parser_error (self, self->markup, _("“%s” has no tag before it that it belongs to"), self->tag);
  return first;
}
