/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading HTML into rich text. Only what is named here survives; everything else is its text, and what could execute
 * is nothing. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-rich-text.h"

#include "lw-rich-marks.h"
#include "lw-rich-style.h"

#include <string.h>

typedef struct
{
  LwRichText      *text;
  LwRichParagraph *paragraph;
  GPtrArray       *liquid;
  LwRichParagraphKind kind;
  guint            level;
  gboolean         in_item;
  gboolean         break_before;
} Reader;

static gboolean
is_in (const char *name,
       const char *const names[])
{
  return g_strv_contains (names, name);
}

static gboolean
is_dropped (const char *name)
{
  static const char *const names[] = {
    "applet", "base", "embed", "frame", "frameset", "iframe", "link", "math", "meta", "noembed", "noframes",
    "noscript", "object", "option", "param", "script", "select", "style", "svg", "template", "textarea", "title",
    "worker-comment", NULL
  };

  return is_in (name, names);
}

static gboolean
is_block (const char *name)
{
  static const char *const names[] = {
    "address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "full-instructions", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "li", "main", "nav", "ol", "p", "pre", "section", "short-instructions", "summary", "table", "tbody", "tfoot",
    "thead", "tr", "ul", NULL
  };

  return is_in (name, names);
}

static gboolean
is_list (const char *name)
{
  return strcmp (name, "ul") == 0 || strcmp (name, "ol") == 0;
}

/* Text of the last run, when text can be added to it or taken from it. */
static LwRichRun *
get_last_run (LwRichParagraph *paragraph)
{
  return paragraph != NULL && paragraph->runs->len > 0
           ? g_ptr_array_index (paragraph->runs, paragraph->runs->len - 1) : NULL;
}

/* Takes blanks from the end of the paragraph. Returns its last text, %NULL when it ends otherwise. */
static char *
trim_end (LwRichParagraph *paragraph)
{
  LwRichRun *last;

  while ((last = get_last_run (paragraph)) != NULL && last->text != NULL && !last->liquid)
    {
      gsize length = strlen (last->text);

      while (length > 0 && last->text[length - 1] == ' ')
        length--;
      last->text[length] = '\0';
      if (length > 0)
        return last->text;
      g_ptr_array_set_size (paragraph->runs, paragraph->runs->len - 1);
    }
  return NULL;
}

/* Ends the paragraph. One line break at the end does not show in HTML. */
static void
end_paragraph (Reader *self)
{
  char *text = trim_end (self->paragraph);

  if (text != NULL && g_str_has_suffix (text, "\n"))
    {
      text[strlen (text) - 1] = ' ';
      trim_end (self->paragraph);
    }
  self->break_before = FALSE;
  self->paragraph = NULL;
}

static LwRichParagraph *
get_paragraph (Reader *self)
{
  if (self->paragraph == NULL)
    {
      self->paragraph = lw_rich_text_add_paragraph (self->text, self->kind);
      self->paragraph->level = self->level;
    }
  return self->paragraph;
}

static void
add_line_break (Reader            *self,
                const LwRichStyle *style)
{
  lw_rich_paragraph_add_text (get_paragraph (self), "\n", style);
}

/* Blocks inside a list item are lines of it. */
static void
break_block (Reader *self)
{
  if (!self->in_item)
    end_paragraph (self);
  else if (get_last_run (self->paragraph) != NULL)
    self->break_before = TRUE;
}

static void
prepare_text (Reader *self)
{
  get_paragraph (self);
  if (self->break_before)
    add_line_break (self, NULL);
  self->break_before = FALSE;
}

static gboolean
ends_in_blank (LwRichParagraph *paragraph)
{
  LwRichRun *last = get_last_run (paragraph);
  gsize length;

  if (last == NULL)
    return TRUE;
  if (last->text == NULL || last->liquid)
    return FALSE;
  length = strlen (last->text);
  return length > 0 && (last->text[length - 1] == ' ' || last->text[length - 1] == '\n');
}

static void
read_text (Reader            *self,
           const char        *text,
           const LwRichStyle *style)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);
      const char *liquid = lw_rich_marks_get (self->liquid, c);

      if (liquid == NULL && !g_ascii_isspace (*text))
        {
          if (plain->len == 0)
            prepare_text (self);
          g_string_append_unichar (plain, c);
          continue;
        }
      if (liquid == NULL)
        {
          if (plain->len == 0 ? !self->break_before && !ends_in_blank (self->paragraph)
                              : plain->str[plain->len - 1] != ' ')
            g_string_append_c (plain, ' ');
          continue;
        }
      if (plain->len > 0)
        lw_rich_paragraph_add_text (get_paragraph (self), plain->str, style);
      g_string_truncate (plain, 0);
      prepare_text (self);
      lw_rich_paragraph_add_liquid (get_paragraph (self), liquid, style);
    }
  if (plain->len > 0)
    lw_rich_paragraph_add_text (get_paragraph (self), plain->str, style);
}

/* The S3 URI in {{ "s3://bucket/key" | grant_read_access }}, or %NULL. */
static char *
dup_granted_uri (const char *liquid)
{
  static const char pattern[] =
    "^\\{\\{-?\\s*(['\"])(s3://[^'\"{}[:cntrl:]]+)\\1\\s*\\|\\s*grant_read_access\\s*-?\\}\\}$";
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, liquid, 0, &match) ? g_match_info_fetch (match, 2) : NULL;
}

static char *
dup_address (Reader     *self,
             const char *value,
             gboolean    image)
{
  g_autofree char *restored = NULL;
  char *uri;

  if (value == NULL || !g_utf8_validate (value, -1, NULL))
    return NULL;
  if (!lw_rich_marks_restore (self->liquid, value, &restored))
    return lw_rich_address_clean (value, image);
  uri = image ? dup_granted_uri (restored) : NULL;
  if (uri != NULL)
    return uri;
  if (lw_rich_address_get_quote (restored) == 0)
    return NULL;
  if (g_str_has_prefix (restored, "{{"))
    return g_steal_pointer (&restored);
  return lw_rich_address_clean (restored, image);
}

static void
read_image (Reader            *self,
            LwHtmlNode        *node,
            const LwRichStyle *style)
{
  g_autofree char *src = dup_address (self, lw_html_node_get_attribute (node, "src"), TRUE);
  const char *alt = lw_html_node_get_attribute (node, "alt");
  g_autofree char *restored = NULL;

  lw_rich_marks_restore (self->liquid, alt != NULL ? alt : "", &restored);
  if (src == NULL)
    {
      read_text (self, alt != NULL ? alt : "", style);
      return;
    }
  prepare_text (self);
  lw_rich_paragraph_add_image (self->paragraph, src, restored, style->link);
}

static void
apply_element (Reader      *self,
               LwHtmlNode  *node,
               LwRichStyle *style)
{
  static const char *const bold[] = { "b", "strong", "th", NULL };
  static const char *const italic[] = { "i", "em", "cite", "dfn", "var", NULL };
  static const char *const underline[] = { "u", "ins", NULL };
  const char *css = lw_html_node_get_attribute (node, "style");
  const char *color = lw_html_node_get_attribute (node, "color");

  style->bold |= is_in (node->name, bold);
  style->italic |= is_in (node->name, italic);
  style->underline |= is_in (node->name, underline);
  if (strcmp (node->name, "font") == 0 && color != NULL)
    lw_rich_style_set_color (style, color);
  if (css != NULL)
    lw_rich_style_apply_css (style, css);
  if (strcmp (node->name, "a") == 0)
    {
      g_free (style->link);
      style->link = dup_address (self, lw_html_node_get_attribute (node, "href"), FALSE);
    }
}

static void read_children (Reader            *self,
                           LwHtmlNode        *node,
                           const LwRichStyle *style);

static LwRichParagraphKind
get_heading_kind (const char *name)
{
  if (name[0] != 'h' || name[1] < '1' || name[1] > '6' || name[2] != '\0')
    return LW_RICH_PARAGRAPH_NORMAL;
  return LW_RICH_PARAGRAPH_HEADING_1 + MIN (name[1] - '1', 2);
}

/* An item is numbered or not as the list around it; its level is how many lists are around that. */
static void
read_item (Reader            *self,
           LwHtmlNode        *node,
           const LwRichStyle *style)
{
  const Reader saved = *self;
  guint n_lists = 0;

  end_paragraph (self);
  self->kind = LW_RICH_PARAGRAPH_BULLET;
  for (LwHtmlNode *parent = node->parent; parent != NULL; parent = parent->parent)
    if (parent->name != NULL && is_list (parent->name) && n_lists++ == 0 && strcmp (parent->name, "ol") == 0)
      self->kind = LW_RICH_PARAGRAPH_NUMBERED;
  self->level = MAX (n_lists, 1) - 1;
  self->in_item = TRUE;
  read_children (self, node, style);
  end_paragraph (self);
  self->kind = saved.kind;
  self->level = saved.level;
  self->in_item = saved.in_item;
}

static void
read_block (Reader            *self,
            LwHtmlNode        *node,
            const LwRichStyle *style)
{
  LwRichParagraphKind kind = self->kind;

  if (is_list (node->name))
    end_paragraph (self);
  else
    break_block (self);
  if (!self->in_item && get_heading_kind (node->name) != LW_RICH_PARAGRAPH_NORMAL)
    self->kind = get_heading_kind (node->name);
  read_children (self, node, style);
  if (is_list (node->name))
    end_paragraph (self);
  else
    break_block (self);
  self->kind = kind;
}

static void
read_element (Reader            *self,
              LwHtmlNode        *node,
              const LwRichStyle *outer)
{
  g_auto (LwRichStyle) style = { 0 };

  if (is_dropped (node->name))
    return;
  lw_rich_style_copy (&style, outer);
  apply_element (self, node, &style);
  if (strcmp (node->name, "br") == 0)
    add_line_break (self, &style);
  else if (strcmp (node->name, "img") == 0)
    read_image (self, node, &style);
  else if (strcmp (node->name, "li") == 0)
    read_item (self, node, &style);
  else if (is_block (node->name))
    read_block (self, node, &style);
  else
    read_children (self, node, &style);
  if (strcmp (node->name, "td") == 0 || strcmp (node->name, "th") == 0)
    read_text (self, " ", outer);
}

static void
read_children (Reader            *self,
               LwHtmlNode        *node,
               const LwRichStyle *style)
{
  for (LwHtmlNode *child = node->first_child; child != NULL; child = child->next)
    if (child->name == NULL)
      read_text (self, child->text, style);
    else
      read_element (self, child, style);
}

/* An item is at most one level below the item before it. */
static void
level_items (LwRichText *text)
{
  guint max_level = 0;

  for (guint i = 0; i < text->paragraphs->len; i++)
    {
      LwRichParagraph *paragraph = g_ptr_array_index (text->paragraphs, i);

      paragraph->level = MIN (MIN (paragraph->level, max_level), LW_RICH_TEXT_MAX_LEVEL);
      max_level = lw_rich_paragraph_is_item (paragraph) ? paragraph->level + 1 : 0;
    }
}

static LwRichText *
read_node (LwHtmlNode *node,
           GPtrArray  *liquid)
{
  Reader reader = { .text = lw_rich_text_new (), .liquid = liquid };
  const LwRichStyle plain = { 0 };

  read_children (&reader, node, &plain);
  end_paragraph (&reader);
  level_items (reader.text);
  return reader.text;
}

/**
 * lw_rich_text_from_node:
 * @node: an element of a rendered page, such as short-instructions
 *
 * Returns: (transfer full): what is in it
 */
LwRichText *
lw_rich_text_from_node (LwHtmlNode *node)
{
  g_return_val_if_fail (node != NULL, NULL);

  return read_node (node, NULL);
}

/**
 * lw_rich_text_from_html:
 * @html: HTML as it is in a template, with Liquid or without
 *
 * Returns: (transfer full): what it says; scripts, styles, and links that are none are left out
 */
LwRichText *
lw_rich_text_from_html (const char *html)
{
  g_autoptr (GPtrArray) liquid = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LwHtmlNode) root = NULL;
  g_autofree char *marked = NULL;

  g_return_val_if_fail (html != NULL, NULL);

  marked = lw_rich_marks_put (html, liquid);
  root = lw_html_parse_fragment (marked, -1, NULL);
  return read_node (root, liquid);
}
