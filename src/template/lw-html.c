/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* HTML as a small tree: walking and writing it. Reading is in lw-html-parser.c. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-html.h"

#include "lw-html-private.h"

#include <string.h>

static void
free_attribute (gpointer data)
{
  LwHtmlAttribute *attribute = data;

  g_free (attribute->name);
  g_free (attribute->value);
  g_free (attribute);
}

/**
 * lw_html_node_new:
 * @parent: (nullable): the node that gets a child, %NULL for the root of a tree
 * @name: (nullable): the name of an element, %NULL for text
 * @line: where it starts
 *
 * Returns: (transfer none): the new last child of @parent, or (transfer full) a root
 */
LwHtmlNode *
lw_html_node_new (LwHtmlNode *parent,
                  const char *name,
                  guint       line)
{
  LwHtmlNode *self = g_new0 (LwHtmlNode, 1);

  self->name = g_strdup (name);
  self->line = line;
  self->parent = parent;
  if (parent == NULL)
    return self;
  if (parent->last_child != NULL)
    parent->last_child->next = self;
  else
    parent->first_child = self;
  parent->last_child = self;
  return self;
}

/**
 * lw_html_node_free:
 * @root: (nullable): the root of a tree
 *
 * Frees the whole tree.
 */
void
lw_html_node_free (LwHtmlNode *root)
{
  LwHtmlNode *child;

  if (root == NULL)
    return;
  for (child = root->first_child; child != NULL;)
    {
      LwHtmlNode *next = child->next;

      lw_html_node_free (child);
      child = next;
    }
  g_clear_pointer (&root->attributes, g_ptr_array_unref);
  g_free (root->name);
  g_free (root->text);
  g_free (root);
}

/**
 * lw_html_node_add_attribute:
 * @self: an element under construction
 * @name: the attribute's name
 * @value: its value
 */
void
lw_html_node_add_attribute (LwHtmlNode *self,
                            const char *name,
                            const char *value)
{
  LwHtmlAttribute *attribute = g_new (LwHtmlAttribute, 1);

  attribute->name = g_strdup (name);
  attribute->value = g_strdup (value);
  if (self->attributes == NULL)
    self->attributes = g_ptr_array_new_with_free_func (free_attribute);
  g_ptr_array_add (self->attributes, attribute);
}

/**
 * lw_html_node_get_attribute:
 * @self: a node
 * @name: an attribute's name in lower case
 *
 * Returns: (nullable): its value, "" for an attribute without one, %NULL when it is absent
 */
const char *
lw_html_node_get_attribute (const LwHtmlNode *self,
                            const char       *name)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; self->attributes != NULL && i < self->attributes->len; i++)
    {
      const LwHtmlAttribute *attribute = g_ptr_array_index (self->attributes, i);

      if (strcmp (attribute->name, name) == 0)
        return attribute->value;
    }
  return NULL;
}

/**
 * lw_html_node_next_in_tree:
 * @self: a node
 * @top: the node to stay inside of
 *
 * Returns: (transfer none) (nullable): the node after @self in the order of the source, %NULL at the end of @top
 */
LwHtmlNode *
lw_html_node_next_in_tree (LwHtmlNode *self,
                           LwHtmlNode *top)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->first_child != NULL)
    return self->first_child;
  for (; self != NULL && self != top; self = self->parent)
    if (self->next != NULL)
      return self->next;
  return NULL;
}

/**
 * lw_html_node_find:
 * @self: where to look
 * @name: the name of an element
 *
 * Returns: (transfer none) (nullable): the first such element inside @self
 */
LwHtmlNode *
lw_html_node_find (LwHtmlNode *self,
                   const char *name)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  for (LwHtmlNode *node = self->first_child; node != NULL; node = lw_html_node_next_in_tree (node, self))
    if (g_strcmp0 (node->name, name) == 0)
      return node;
  return NULL;
}

/**
 * lw_html_append_escaped:
 * @html: what to append to
 * @text: text
 *
 * Appends @text so that it is right both between tags and inside double quotes.
 */
void
lw_html_append_escaped (GString    *html,
                        const char *text)
{
  for (; *text != '\0'; text++)
    {
      gsize plain = strcspn (text, "&<>\"");

      g_string_append_len (html, text, plain);
      text += plain;
      if (*text == '\0')
        return;
      g_string_append (html, *text == '&' ? "&amp;" : *text == '<' ? "&lt;" : *text == '>' ? "&gt;" : "&quot;");
    }
}

/**
 * lw_html_escape:
 * @text: text
 *
 * Returns: (transfer full): @text as HTML, right between tags and inside double quotes
 */
char *
lw_html_escape (const char *text)
{
  GString *html;

  g_return_val_if_fail (text != NULL, NULL);

  html = g_string_new (NULL);
  lw_html_append_escaped (html, text);
  return g_string_free (html, FALSE);
}

static gboolean
is_void (const char *name)
{
  static const char *const names[] = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", NULL
  };

  return g_strv_contains (names, name);
}

static gboolean
holds_raw_text (const LwHtmlNode *self)
{
  return g_strcmp0 (self->name, "script") == 0 || g_strcmp0 (self->name, "style") == 0;
}

static void append_outer (GString          *html,
                          const LwHtmlNode *self);

static void
append_inner (GString          *html,
              const LwHtmlNode *self)
{
  for (const LwHtmlNode *child = self->first_child; child != NULL; child = child->next)
    if (child->name == NULL && holds_raw_text (self))
      g_string_append (html, child->text);
    else
      append_outer (html, child);
}

static void
append_outer (GString          *html,
              const LwHtmlNode *self)
{
  if (self->name == NULL)
    {
      lw_html_append_escaped (html, self->text);
      return;
    }
  if (*self->name == '\0')
    {
      append_inner (html, self);
      return;
    }

  g_string_append_printf (html, "<%s", self->name);
  for (guint i = 0; self->attributes != NULL && i < self->attributes->len; i++)
    {
      const LwHtmlAttribute *attribute = g_ptr_array_index (self->attributes, i);

      g_string_append_printf (html, " %s=\"", attribute->name);
      lw_html_append_escaped (html, attribute->value);
      g_string_append_c (html, '"');
    }
  g_string_append_c (html, '>');
  if (is_void (self->name))
    return;
  append_inner (html, self);
  g_string_append_printf (html, "</%s>", self->name);
}

/**
 * lw_html_node_dup_inner:
 * @self: a node
 *
 * Returns: (transfer full): what is inside @self as HTML
 */
char *
lw_html_node_dup_inner (const LwHtmlNode *self)
{
  GString *html;

  g_return_val_if_fail (self != NULL, NULL);

  html = g_string_new (NULL);
  append_inner (html, self);
  return g_string_free (html, FALSE);
}

/**
 * lw_html_node_dup_outer:
 * @self: a node
 *
 * Returns: (transfer full): @self as HTML
 */
char *
lw_html_node_dup_outer (const LwHtmlNode *self)
{
  GString *html;

  g_return_val_if_fail (self != NULL, NULL);

  html = g_string_new (NULL);
  append_outer (html, self);
  return g_string_free (html, FALSE);
}

/**
 * lw_html_node_dup_text:
 * @self: a node
 *
 * Returns: (transfer full): the text inside @self with white space made single; scripts and styles are no text
 */
char *
lw_html_node_dup_text (const LwHtmlNode *self)
{
  LwHtmlNode *top = (LwHtmlNode *) self;
  GString *text;
  gboolean gap = FALSE;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_new (NULL);
  for (LwHtmlNode *node = top; node != NULL; node = lw_html_node_next_in_tree (node, top))
    {
      if (node->name != NULL || (node->parent != NULL && holds_raw_text (node->parent)))
        continue;
      for (const char *p = node->text; *p != '\0'; p++)
        {
          if (g_ascii_isspace (*p))
            {
              gap = text->len > 0;
              continue;
            }
          if (gap)
            g_string_append_c (text, ' ');
          g_string_append_c (text, *p);
          gap = FALSE;
        }
    }
  return g_string_free (text, FALSE);
}
