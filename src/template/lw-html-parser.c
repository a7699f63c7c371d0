/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading HTML into a tree with libxml2's parser, through its events: no document of libxml2's is built, nothing is
 * fetched, and depth, size and the number of attributes are bounded. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-html.h"

#include "lw-html-private.h"

#include "lw-diagnostic.h"

#include <glib/gi18n.h>
#include <libxml/HTMLparser.h>
#include <string.h>

/* libxml2 compares each attribute of a tag with all before it, and each end tag with all that is open. */
#define MAX_ATTRIBUTES 2000
#define MAX_OPEN 5000

/* Opens the body on the first line, so that libxml2 implies nothing and lines stay right. */
static const char preamble[] = "<html><body>";

typedef struct
{
  htmlParserCtxtPtr  parser;
  LwHtmlNode        *current;
  GString           *text;
  guint              text_line;
  guint              depth;
  GPtrArray         *diagnostics;
} Builder;

static void
flush_text (Builder *self)
{
  LwHtmlNode *node;

  if (self->text->len == 0)
    return;
  node = lw_html_node_new (self->current, NULL, self->text_line);
  node->text = g_utf8_make_valid (self->text->str, self->text->len);
  g_string_truncate (self->text, 0);
}

static gboolean
is_frame (const char *name)
{
  return strcmp (name, "html") == 0 || strcmp (name, "head") == 0 || strcmp (name, "body") == 0;
}

static void
element_start_cb (void           *user_data,
                  const xmlChar  *name,
                  const xmlChar **attributes)
{
  Builder *self = user_data;
  LwHtmlNode *node;

  flush_text (self);
  if (is_frame ((const char *) name))
    return;
  if (++self->depth > LW_HTML_MAX_DEPTH)
    {
      if (self->depth == LW_HTML_MAX_DEPTH + 1)
        lw_diagnostics_add (self->diagnostics, LW_SEVERITY_WARNING, self->parser->input->line, 0, "too-deep",
                            _("Elements are nested more than %d deep; the innermost are left out"),
                            LW_HTML_MAX_DEPTH);
      if (self->depth > MAX_OPEN)
        xmlStopParser (self->parser);
      return;
    }

  node = lw_html_node_new (self->current, (const char *) name, self->parser->input->line);
  for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
    {
      const char *value = attributes[1] != NULL ? (const char *) attributes[1] : "";
      g_autofree char *valid = g_utf8_make_valid (value, -1);

      lw_html_node_add_attribute (node, (const char *) attributes[0], valid);
    }
  self->current = node;
}

static void
element_end_cb (void          *user_data,
                const xmlChar *name)
{
  Builder *self = user_data;

  flush_text (self);
  if (is_frame ((const char *) name) || self->depth == 0)
    return;
  if (self->depth-- <= LW_HTML_MAX_DEPTH)
    self->current = self->current->parent;
}

static void
text_cb (void          *user_data,
         const xmlChar *text,
         int            length)
{
  Builder *self = user_data;

  if (self->text->len == 0)
    self->text_line = self->parser->input->line;
  g_string_append_len (self->text, (const char *) text, length);
}

/* Whether a tag has so many attributes that reading it would take for ever. */
static gboolean
has_too_many_attributes (const char *html,
                         gsize       length)
{
  gboolean in_tag = FALSE, gap = FALSE;
  guint n_attributes = 0;
  char quote = 0;

  for (gsize i = 0; i < length; i++)
    {
      char c = html[i];

      if (quote != 0)
        {
          gap = c == quote;
          quote = gap ? 0 : quote;
        }
      else if (!in_tag)
        {
          in_tag = c == '<' && i + 1 < length && g_ascii_isalpha (html[i + 1]);
          n_attributes = 0;
        }
      else if (c == '>')
        in_tag = FALSE;
      else if ((c == '"' || c == '\'') && html[i - 1] == '=')
        quote = c;
      else if (g_ascii_isspace (c) || c == '/')
        gap = TRUE;
      else if (gap && ++n_attributes > MAX_ATTRIBUTES)
        return TRUE;
      else
        gap = FALSE;
    }
  return FALSE;
}

static gboolean
is_acceptable (const char *html,
               gsize       length,
               GPtrArray  *diagnostics)
{
  if (length > LW_HTML_MAX_SIZE)
    lw_diagnostics_add (diagnostics, LW_SEVERITY_ERROR, 1, 1, "too-large",
                        _("The page has more than %d bytes"), LW_HTML_MAX_SIZE);
  else if (has_too_many_attributes (html, length))
    lw_diagnostics_add (diagnostics, LW_SEVERITY_ERROR, 1, 1, "too-large",
                        _("A tag of the page has more than %d attributes"), MAX_ATTRIBUTES);
  else
    return TRUE;
  return FALSE;
}

/**
 * lw_html_parse_fragment:
 * @html: HTML, a whole page or a part of one
 * @length: its length in bytes, or -1 when it ends in a NUL
 * @diagnostics: (nullable) (element-type LwDiagnostic): where to say what had to be left out
 *
 * The elements html, head and body are left away, and what they hold is kept. There is always a tree; of what is too
 * large it is empty.
 *
 * Returns: (transfer full): the root, an element with the name ""
 */
LwHtmlNode *
lw_html_parse_fragment (const char *html,
                        gssize      length,
                        GPtrArray  *diagnostics)
{
  g_autoptr (LwHtmlNode) root = lw_html_node_new (NULL, "", 1);
  g_autoptr (GString) page = NULL;
  htmlSAXHandler handler = {
    .startElement = element_start_cb,
    .endElement = element_end_cb,
    .characters = text_cb,
    .cdataBlock = text_cb,
    .ignorableWhitespace = text_cb,
  };
  Builder builder = { .current = root, .diagnostics = diagnostics };

  g_return_val_if_fail (html != NULL, NULL);

  if (length < 0)
    length = strlen (html);
  if (!is_acceptable (html, length, diagnostics))
    return g_steal_pointer (&root);

  page = g_string_sized_new (length + sizeof preamble);
  g_string_append_len (page, preamble, sizeof preamble - 1);
  g_string_append_len (page, html, length);
  builder.text = g_string_new (NULL);
  builder.parser = htmlNewParserCtxt ();
  *builder.parser->sax = handler;
  builder.parser->userData = &builder;
  htmlCtxtReadMemory (builder.parser, page->str, page->len, NULL, "UTF-8",
                      HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                      HTML_PARSE_IGNORE_ENC);
  flush_text (&builder);
  g_string_free (builder.text, TRUE);
  htmlFreeParserCtxt (builder.parser);
  return g_steal_pointer (&root);
}
