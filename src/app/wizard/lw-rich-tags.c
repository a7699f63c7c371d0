/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The text tags that stand for the styles of LwRichText: made once in a buffer's table, found again by name. What a
 * tag means can be read from it; nothing else is kept. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-rich-tags.h"

#include <string.h>

#define COLOR_PREFIX "color:"
#define LINK_PREFIX "link:"
#define IMAGE_PREFIX "image:"
#define PARAGRAPH_PREFIX "paragraph:"

#define LIST_INDENT 28

static const char *const mark_names[] = { "bold", "italic", "underline" };

static GtkTextTag *
look_up (GtkTextBuffer *buffer,
         const char    *name)
{
  return gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), name);
}

/* @mark: an LwRichMark. */
GtkTextTag *
lw_rich_tags_get_mark (GtkTextBuffer *buffer,
                       guint          mark)
{
  GtkTextTag *tag;

  g_return_val_if_fail (mark < G_N_ELEMENTS (mark_names), NULL);

  tag = look_up (buffer, mark_names[mark]);
  if (tag != NULL)
    return tag;
  tag = gtk_text_buffer_create_tag (buffer, mark_names[mark], NULL);
  if (mark == 0)
    g_object_set (tag, "weight", PANGO_WEIGHT_BOLD, NULL);
  else if (mark == 1)
    g_object_set (tag, "style", PANGO_STYLE_ITALIC, NULL);
  else
    g_object_set (tag, "underline", PANGO_UNDERLINE_SINGLE, NULL);
  return tag;
}

GtkTextTag *
lw_rich_tags_get_color (GtkTextBuffer *buffer,
                        const char    *color)
{
  g_autofree char *name = g_strconcat (COLOR_PREFIX, color, NULL);
  GtkTextTag *tag = look_up (buffer, name);

  return tag != NULL ? tag : gtk_text_buffer_create_tag (buffer, name, "foreground", color, NULL);
}

GtkTextTag *
lw_rich_tags_get_link (GtkTextBuffer *buffer,
                       const char    *link)
{
  g_autofree char *name = g_strconcat (LINK_PREFIX, link, NULL);
  GtkTextTag *tag = look_up (buffer, name);

  if (tag != NULL)
    return tag;
  return gtk_text_buffer_create_tag (buffer, name, "underline", PANGO_UNDERLINE_SINGLE, "foreground", "#3584e4", NULL);
}

GtkTextTag *
lw_rich_tags_get_liquid (GtkTextBuffer *buffer)
{
  GtkTextTag *tag = look_up (buffer, "liquid");

  if (tag != NULL)
    return tag;
  return gtk_text_buffer_create_tag (buffer, "liquid", "family", "monospace", "background", "rgba(128,128,128,0.25)",
                                     NULL);
}

/* @alt (nullable): what the image shows. */
GtkTextTag *
lw_rich_tags_get_image (GtkTextBuffer *buffer,
                        const char    *src,
                        const char    *alt)
{
  g_autofree char *name = alt != NULL ? g_strconcat (IMAGE_PREFIX, src, "\n", alt, NULL)
                                      : g_strconcat (IMAGE_PREFIX, src, NULL);
  GtkTextTag *tag = look_up (buffer, name);

  return tag != NULL ? tag : gtk_text_buffer_create_tag (buffer, name, NULL);
}

static GtkTextTag *
make_paragraph (GtkTextBuffer       *buffer,
                const char          *name,
                LwRichParagraphKind  kind,
                guint                level)
{
  GtkTextTag *tag = gtk_text_buffer_create_tag (buffer, name, NULL);

  switch (kind)
    {
    case LW_RICH_PARAGRAPH_HEADING_1:
      g_object_set (tag, "scale", 1.6, "weight", PANGO_WEIGHT_BOLD, NULL);
      break;
    case LW_RICH_PARAGRAPH_HEADING_2:
      g_object_set (tag, "scale", 1.35, "weight", PANGO_WEIGHT_BOLD, NULL);
      break;
    case LW_RICH_PARAGRAPH_HEADING_3:
      g_object_set (tag, "scale", 1.15, "weight", PANGO_WEIGHT_BOLD, NULL);
      break;
    case LW_RICH_PARAGRAPH_BULLET:
    case LW_RICH_PARAGRAPH_NUMBERED:
      g_object_set (tag, "left-margin", (int) (level + 1) * LIST_INDENT, NULL);
      break;
    case LW_RICH_PARAGRAPH_NORMAL:
      break;
    }
  gtk_text_tag_set_priority (tag, 0);
  return tag;
}

GtkTextTag *
lw_rich_tags_get_paragraph (GtkTextBuffer       *buffer,
                            LwRichParagraphKind  kind,
                            guint                level)
{
  g_autofree char *name = g_strdup_printf (PARAGRAPH_PREFIX "%d:%u", kind, level);
  GtkTextTag *tag = look_up (buffer, name);

  return tag != NULL ? tag : make_paragraph (buffer, name, kind, level);
}

static const char *
get_name (GtkTextTag *tag,
          char      **owned)
{
  g_object_get (tag, "name", owned, NULL);
  return *owned != NULL ? *owned : "";
}

gboolean
lw_rich_tag_is_paragraph (GtkTextTag *tag)
{
  g_autofree char *owned = NULL;

  return g_str_has_prefix (get_name (tag, &owned), PARAGRAPH_PREFIX);
}

/* Whether @tag stands for an image, and for which; @alt may become NULL. */
gboolean
lw_rich_tag_read_image (GtkTextTag  *tag,
                        char       **src,
                        char       **alt)
{
  g_autofree char *owned = NULL;
  const char *name = get_name (tag, &owned);
  const char *newline;

  if (!g_str_has_prefix (name, IMAGE_PREFIX))
    return FALSE;
  name += strlen (IMAGE_PREFIX);
  newline = strchr (name, '\n');
  *src = newline != NULL ? g_strndup (name, newline - name) : g_strdup (name);
  *alt = newline != NULL ? g_strdup (newline + 1) : NULL;
  return TRUE;
}

/* Adds what @tag stands for to @style, whose texts the caller frees. */
void
lw_rich_tag_read (GtkTextTag  *tag,
                  LwRichStyle *style,
                  gboolean    *liquid)
{
  g_autofree char *owned = NULL;
  const char *name = get_name (tag, &owned);

  if (g_str_equal (name, mark_names[0]))
    style->bold = TRUE;
  else if (g_str_equal (name, mark_names[1]))
    style->italic = TRUE;
  else if (g_str_equal (name, mark_names[2]))
    style->underline = TRUE;
  else if (g_str_equal (name, "liquid"))
    *liquid = TRUE;
  else if (g_str_has_prefix (name, COLOR_PREFIX))
    {
      g_free (style->color);
      style->color = g_strdup (name + strlen (COLOR_PREFIX));
    }
  else if (g_str_has_prefix (name, LINK_PREFIX))
    {
      g_free (style->link);
      style->link = g_strdup (name + strlen (LINK_PREFIX));
    }
}
