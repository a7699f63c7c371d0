/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writing rich text as clean HTML: a line a paragraph, nothing but what lw-rich-text-reader.c reads. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-rich-text.h"

#include "lw-html-private.h"
#include "lw-rich-style.h"
#include "lw-source.h"

#include <string.h>

typedef struct
{
  GString             *html;
  LwRichParagraphKind  lists[LW_RICH_TEXT_MAX_LEVEL + 1];
  guint                n_lists;
} Writer;

/* Escapes text; braces too, so that what somebody types does not become Liquid. */
static void
append_text (GString    *html,
             const char *text)
{
  while (*text != '\0')
    {
      gsize length = strcspn (text, "{");
      g_autofree char *plain = g_strndup (text, length);

      lw_html_append_escaped (html, plain);
      text += length;
      if (*text == '\0')
        return;
      g_string_append (html, "&#123;");
      text++;
    }
}

static void
append_attribute (GString    *html,
                  const char *name,
                  const char *value)
{
  g_string_append_printf (html, " %s=\"", name);
  append_text (html, value);
  g_string_append_c (html, '"');
}

/* An address may have Liquid in it, which stays as it is. */
static void
append_address (GString    *html,
                const char *name,
                const char *address)
{
  char quote = lw_rich_address_get_quote (address);

  if (quote == 0)
    {
      append_attribute (html, name, address);
      return;
    }
  g_string_append_printf (html, " %s=%c", name, quote);
  while (*address != '\0')
    {
      const char *after = lw_source_skip_liquid (address);
      char plain[] = { *address, '\0' };

      if (after != address)
        g_string_append_len (html, address, after - address);
      else if (*address == '\'')
        g_string_append (html, "&#39;");
      else
        append_text (html, plain);
      address = after != address ? after : address + 1;
    }
  g_string_append_c (html, quote);
}

static void
append_image (GString         *html,
              const LwRichRun *run)
{
  g_autofree char *src = NULL;

  if (g_str_has_prefix (run->image_src, "s3://") && strpbrk (run->image_src, "'\"{}") == NULL)
    src = g_strdup_printf ("{{ '%s' | grant_read_access }}", run->image_src);
  g_string_append (html, "<img");
  append_address (html, "src", src != NULL ? src : run->image_src);
  append_attribute (html, "alt", run->image_alt != NULL ? run->image_alt : "");
  g_string_append (html, " style=\"max-width:100%\">");
}

/* Writes the text of a run. A blank that HTML would swallow is written as one that it keeps. */
static void
append_run_text (GString    *html,
                 const char *text,
                 gboolean    after_blank,
                 gboolean    last)
{
  while (*text != '\0')
    {
      gsize length = strcspn (text, " \n");
      g_autofree char *plain = g_strndup (text, length);

      append_text (html, plain);
      after_blank = after_blank && length == 0;
      text += length;
      if (*text == '\n')
        g_string_append (html, "<br>");
      else if (*text == ' ')
        g_string_append (html, after_blank || (last && text[1] == '\0') ? "&nbsp;" : " ");
      after_blank = TRUE;
      text += *text != '\0';
    }
}

static gboolean
ends_in_blank (const LwRichRun *run)
{
  return run->text != NULL && !run->liquid &&
         (g_str_has_suffix (run->text, " ") || g_str_has_suffix (run->text, "\n"));
}

/* Colours are written as the built-in templates write them. */
static void
append_color (GString    *html,
              const char *color)
{
  guint value = g_ascii_strtoull (color + 1, NULL, 16);

  g_string_append_printf (html, "<span style=\"color: rgb(%u, %u, %u);\">", value >> 16 & 0xff,
                          value >> 8 & 0xff, value & 0xff);
}

static void
append_run (GString               *html,
            const LwRichParagraph *paragraph,
            guint                  index)
{
  const LwRichRun *run = g_ptr_array_index (paragraph->runs, index);
  const LwRichStyle *style = &run->style;
  gboolean after_blank = index == 0 || ends_in_blank (g_ptr_array_index (paragraph->runs, index - 1));

  if (style->link != NULL)
    {
      g_string_append (html, "<a");
      append_address (html, "href", style->link);
      g_string_append (html, " target=\"_blank\">");
    }
  if (style->color != NULL)
    append_color (html, style->color);
  g_string_append (html, style->bold ? "<strong>" : "");
  g_string_append (html, style->italic ? "<em>" : "");
  g_string_append (html, style->underline ? "<u>" : "");
  if (run->image_src != NULL)
    append_image (html, run);
  else if (run->liquid)
    g_string_append (html, run->text);
  else
    append_run_text (html, run->text, after_blank, index + 1 == paragraph->runs->len);
  g_string_append (html, style->underline ? "</u>" : "");
  g_string_append (html, style->italic ? "</em>" : "");
  g_string_append (html, style->bold ? "</strong>" : "");
  g_string_append (html, style->color != NULL ? "</span>" : "");
  g_string_append (html, style->link != NULL ? "</a>" : "");
}

/* A line break at the end does not show in HTML, so it is written twice. */
static void
append_runs (GString               *html,
             const LwRichParagraph *paragraph)
{
  const LwRichRun *last = NULL;

  for (guint i = 0; i < paragraph->runs->len; i++)
    {
      append_run (html, paragraph, i);
      last = g_ptr_array_index (paragraph->runs, i);
    }
  if (last == NULL || (last->text != NULL && g_str_has_suffix (last->text, "\n")))
    g_string_append (html, "<br>");
}

static void
append_indent (Writer *self,
               guint   levels)
{
  for (guint i = 0; i < levels; i++)
    g_string_append (self->html, "  ");
}

static void
close_lists (Writer *self,
             guint   n_lists)
{
  while (self->n_lists > n_lists)
    {
      self->n_lists--;
      g_string_append (self->html, "</li>\n");
      append_indent (self, 2 * self->n_lists);
      g_string_append (self->html, self->lists[self->n_lists] == LW_RICH_PARAGRAPH_BULLET ? "</ul>" : "</ol>");
      if (self->n_lists == 0)
        g_string_append_c (self->html, '\n');
    }
}

static void
append_item (Writer                *self,
             const LwRichParagraph *paragraph)
{
  guint depth = MIN (MIN (paragraph->level, self->n_lists), LW_RICH_TEXT_MAX_LEVEL) + 1;

  close_lists (self, depth);
  if (self->n_lists == depth && self->lists[depth - 1] != paragraph->kind)
    close_lists (self, depth - 1);
  if (self->n_lists == depth)
    g_string_append (self->html, "</li>\n");
  else
    {
      if (depth > 1)
        {
          g_string_append_c (self->html, '\n');
          append_indent (self, 2 * depth - 2);
        }
      g_string_append (self->html, paragraph->kind == LW_RICH_PARAGRAPH_BULLET ? "<ul>\n" : "<ol>\n");
      self->lists[self->n_lists++] = paragraph->kind;
    }
  append_indent (self, 2 * depth - 1);
  g_string_append (self->html, "<li>");
  append_runs (self->html, paragraph);
}

/* A paragraph of nothing but {% … %} is no paragraph of the page. */
static gboolean
is_only_tags (const LwRichParagraph *paragraph)
{
  for (guint i = 0; i < paragraph->runs->len; i++)
    {
      const LwRichRun *run = g_ptr_array_index (paragraph->runs, i);

      if (!run->liquid || !g_str_has_prefix (run->text, "{%"))
        return FALSE;
    }
  return paragraph->runs->len > 0;
}

static void
append_paragraph (Writer                *self,
                  const LwRichParagraph *paragraph)
{
  static const char *const names[] = { "p", "h1", "h2", "h3" };

  close_lists (self, 0);
  if (paragraph->kind == LW_RICH_PARAGRAPH_NORMAL && is_only_tags (paragraph))
    {
      append_runs (self->html, paragraph);
      g_string_append_c (self->html, '\n');
      return;
    }
  g_string_append_printf (self->html, "<%s>", names[paragraph->kind]);
  append_runs (self->html, paragraph);
  g_string_append_printf (self->html, "</%s>\n", names[paragraph->kind]);
}

/**
 * lw_rich_text_to_html:
 * @self: a text
 *
 * Reading the result gives @self again; blanks that HTML would swallow come back as no-break spaces.
 *
 * Returns: (transfer full): HTML for the instructions of a template
 */
char *
lw_rich_text_to_html (const LwRichText *self)
{
  Writer writer = { 0 };

  g_return_val_if_fail (self != NULL, NULL);

  writer.html = g_string_new (NULL);
  for (guint i = 0; i < self->paragraphs->len; i++)
    {
      const LwRichParagraph *paragraph = g_ptr_array_index (self->paragraphs, i);

      if (lw_rich_paragraph_is_item (paragraph))
        append_item (&writer, paragraph);
      else
        append_paragraph (&writer, paragraph);
    }
  close_lists (&writer, 0);
  if (writer.html->len > 0)
    g_string_truncate (writer.html, writer.html->len - 1);
  return g_string_free (writer.html, FALSE);
}
