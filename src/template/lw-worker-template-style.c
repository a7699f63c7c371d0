/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The part of a worker task template's check that is about reading: contrast, addresses in CSS, and how much there is
 * to read. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-worker-template-private.h"

#include "lw-html.h"
#include "lw-rich-style.h"
#include "lw-worker-template.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Short instructions stand beside each image: what is read in half a minute, at about 240 words a minute. Full ones are
 * read once: six minutes. */
#define MAX_SHORT_WORDS 120
#define MAX_FULL_WORDS 1500

/* Web Content Accessibility Guidelines 2.2, 1.4.3: normal text, and large text, which headings of the first three
 * levels are. */
#define MIN_CONTRAST 4.5
#define MIN_CONTRAST_LARGE 3.0

#define MAX_OPEN 500
#define MAX_ADDRESS 10000

/* An element that is open, with what it is written in; colours as "#rrggbb". */
typedef struct
{
  LwSourceSpan name;
  char         text[8];
  char         background[8];
} Open;

static gboolean
read_color (const char *css,
            char        color[8])
{
  g_auto (LwRichStyle) style = { 0 };

  lw_rich_style_set_color (&style, css);
  return style.color != NULL && g_strlcpy (color, style.color, 8) == 7;
}

static gboolean
apply_style (const char *css,
             Open       *open)
{
  g_auto (GStrv) declarations = g_strsplit (css, ";", 100);
  gboolean is_set = FALSE;

  for (guint i = 0; declarations[i] != NULL; i++)
    {
      char *value = strchr (declarations[i], ':');
      g_autofree char *name = NULL;

      if (value == NULL)
        continue;
      *value++ = '\0';
      name = g_ascii_strdown (g_strstrip (declarations[i]), -1);
      if (strcmp (name, "color") == 0)
        is_set |= read_color (value, open->text);
      else if (strcmp (name, "background-color") == 0 || strcmp (name, "background") == 0)
        is_set |= read_color (value, open->background);
    }
  return is_set;
}

/* Relative luminance of sRGB, as the guidelines define it. */
static double
get_luminance (const char *color)
{
  static const double weights[] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0;

  for (guint i = 0; i < 3; i++)
    {
      double part = (g_ascii_xdigit_value (color[1 + 2 * i]) * 16 + g_ascii_xdigit_value (color[2 + 2 * i])) / 255.0;

      sum += weights[i] * (part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4));
    }
  return sum;
}

static double
get_contrast (const Open *open)
{
  double a = get_luminance (open->text);
  double b = get_luminance (open->background);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

static void
check_contrast (const LwTemplateCheck *self,
                const LwSourceTag     *tag,
                const Open            *open)
{
  gboolean large = tag->name.end - tag->name.start == 2 && g_ascii_tolower (tag->name.start[0]) == 'h' &&
                   tag->name.start[1] >= '1' && tag->name.start[1] <= '3';
  double contrast = get_contrast (open);

  if (contrast < (large ? MIN_CONTRAST_LARGE : MIN_CONTRAST))
    lw_template_check_say (self, LW_SEVERITY_WARNING, tag->whole.start, "low-contrast",
                           _("Text in %s on %s is hard to read: its contrast is %.1f to 1, and %.1f to 1 is needed; "
                             "choose a darker or lighter colour"),
                           open->text, open->background, contrast, large ? MIN_CONTRAST_LARGE : MIN_CONTRAST);
}

static gboolean
is_void (const LwSourceTag *tag)
{
  static const char *const names[] = { "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
                                       "source", "track", "wbr" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (lw_source_tag_is (tag, names[i]))
      return TRUE;
  return tag->whole.end[-1] == '>' && tag->whole.end[-2] == '/';
}

static void
close_element (GArray            *stack,
               const LwSourceTag *tag)
{
  for (guint i = stack->len - 1; i > 0; i--)
    {
      const LwSourceSpan *name = &g_array_index (stack, Open, i).name;

      if (name->end - name->start == tag->name.end - tag->name.start &&
          g_ascii_strncasecmp (name->start, tag->name.start, name->end - name->start) == 0)
        {
          g_array_set_size (stack, i);
          return;
        }
    }
}

static void
open_element (const LwTemplateCheck *self,
              GArray                *stack,
              const LwSourceTag     *tag)
{
  Open open = g_array_index (stack, Open, stack->len - 1);
  LwSourceSpan value;
  gboolean is_set = FALSE;

  open.name = tag->name;
  if (lw_source_find_attribute (tag, "color", &value))
    {
      g_autofree char *color = lw_source_decode (&value);

      is_set |= read_color (color, open.text);
    }
  if (lw_source_find_attribute (tag, "style", &value))
    {
      g_autofree char *css = lw_source_decode (&value);

      is_set |= apply_style (css, &open);
    }
  if (is_set)
    check_contrast (self, tag, &open);
  if (!is_void (tag) && stack->len < MAX_OPEN)
    g_array_append_val (stack, open);
}

static void
check_colors (const LwTemplateCheck *self)
{
  static const Open page = { { "", "" }, "#000000", "#ffffff" };
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (Open));
  const char *text = self->source;
  LwSourceTag tag;

  g_array_append_val (stack, page);
  while (lw_source_next_tag (text, &tag))
    {
      if (tag.closing)
        close_element (stack, &tag);
      else
        open_element (self, stack, &tag);
      text = lw_source_skip_tag (&tag);
    }
}

/* The end of what is in the brackets of a CSS address, which may be Liquid with brackets of its own. */
static const char *
find_bracket (const char *text)
{
  const char *limit = text + strnlen (text, MAX_ADDRESS);

  while (text < limit && *text != ')' && *text != '\n')
    {
      const char *after = lw_source_skip_liquid (text);

      text = after != text ? after : text + 1;
    }
  return text;
}

static void
check_css_addresses (const LwTemplateCheck *self)
{
  for (const char *hit = strstr (self->source, "url("); hit != NULL; hit = strstr (hit + 1, "url("))
    {
      const char *end = find_bracket (hit);
      g_autofree char *inside = g_strndup (hit, end - hit);

      if (strstr (inside, "grant_read_access") != NULL && strstr (inside, "skip_autoescape") == NULL)
        lw_template_check_say (self, LW_SEVERITY_WARNING, hit, "signed-url-in-css",
                               _("In CSS the signed address breaks, because its “&” is escaped; show the image with "
                                 "<img>, or write grant_read_access | skip_autoescape"));
      else if (strstr (inside, "s3://") != NULL && strstr (inside, "grant_read_access") == NULL)
        lw_template_check_say (self, LW_SEVERITY_WARNING, hit, "unreachable-image",
                               _("Browsers cannot read s3:// addresses; show the image with <img> and the filter "
                                 "grant_read_access"));
    }
}

/**
 * lw_template_check_style:
 * @self: a check
 *
 * Says which text is hard to read for want of contrast, and which addresses in CSS cannot work.
 */
void
lw_template_check_style (const LwTemplateCheck *self)
{
  check_colors (self);
  check_css_addresses (self);
}

static guint
count_words (const char *html)
{
  g_autoptr (LwHtmlNode) root = lw_html_parse_fragment (html, -1, NULL);
  g_autofree char *text = lw_html_node_dup_text (root);
  g_auto (GStrv) words = g_strsplit_set (text, " \t\r\n", -1);
  guint n_words = 0;

  for (guint i = 0; words[i] != NULL; i++)
    n_words += words[i][0] != '\0';
  return n_words;
}

/**
 * lw_template_check_lengths:
 * @self: a check
 *
 * Says which instructions are missing, or longer than workers read.
 */
void
lw_template_check_lengths (const LwTemplateCheck *self)
{
  g_autoptr (LwWorkerTemplateParts) parts = lw_worker_template_extract (self->source);
  guint n_short = parts->short_html != NULL ? count_words (parts->short_html) : 0;
  guint n_full = parts->full_html != NULL ? count_words (parts->full_html) : 0;
  LwSourceTag tag;

  if (n_short == 0 && n_full == 0)
    lw_template_check_say (self, LW_SEVERITY_NOTE, self->source, "no-instructions",
                           _("Workers get no instructions; add <short-instructions> with an example of each label"));
  if (n_short > MAX_SHORT_WORDS && lw_source_find_tag (self->source, "short-instructions", FALSE, &tag))
    lw_template_check_say (self, LW_SEVERITY_WARNING, tag.whole.start, "long-instructions",
                           _("The short instructions have %u words; beside each image about %u are read, so move the "
                             "rest to the full instructions"), n_short, MAX_SHORT_WORDS);
  if (n_full > MAX_FULL_WORDS && lw_source_find_tag (self->source, "full-instructions", FALSE, &tag))
    lw_template_check_say (self, LW_SEVERITY_WARNING, tag.whole.start, "long-instructions",
                           _("The full instructions have %u words; few workers read more than about %u, so shorten "
                             "them"), n_full, MAX_FULL_WORDS);
}
