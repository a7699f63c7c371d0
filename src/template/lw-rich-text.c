/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Instructions as a list of paragraphs: the model. Reading HTML is in lw-rich-text-reader.c, writing it in
 * lw-rich-text-writer.c. */

#define G_LOG_DOMAIN "lw-template"

#include "config.h"

#include "lw-rich-text.h"

#include "lw-rich-style.h"

#include <string.h>

static void
free_run (gpointer data)
{
  LwRichRun *self = data;

  lw_rich_style_clear (&self->style);
  g_free (self->text);
  g_free (self->image_src);
  g_free (self->image_alt);
  g_free (self);
}

static void
free_paragraph (gpointer data)
{
  LwRichParagraph *self = data;

  g_ptr_array_unref (self->runs);
  g_free (self);
}

/**
 * lw_rich_text_new:
 *
 * Returns: (transfer full): a text without paragraphs
 */
LwRichText *
lw_rich_text_new (void)
{
  LwRichText *self = g_new (LwRichText, 1);

  self->paragraphs = g_ptr_array_new_with_free_func (free_paragraph);
  return self;
}

void
lw_rich_text_free (LwRichText *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->paragraphs);
  g_free (self);
}

/**
 * lw_rich_text_add_paragraph:
 * @self: a text
 * @kind: what the paragraph is
 *
 * Returns: (transfer none): the new last paragraph; a list item is on the outermost level until its level is set
 */
LwRichParagraph *
lw_rich_text_add_paragraph (LwRichText          *self,
                            LwRichParagraphKind  kind)
{
  LwRichParagraph *paragraph;

  g_return_val_if_fail (self != NULL, NULL);

  paragraph = g_new0 (LwRichParagraph, 1);
  paragraph->kind = kind;
  paragraph->runs = g_ptr_array_new_with_free_func (free_run);
  g_ptr_array_add (self->paragraphs, paragraph);
  return paragraph;
}

/**
 * lw_rich_paragraph_is_item:
 * @self: a paragraph
 *
 * Returns: whether it is an item of a list
 */
gboolean
lw_rich_paragraph_is_item (const LwRichParagraph *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->kind == LW_RICH_PARAGRAPH_BULLET || self->kind == LW_RICH_PARAGRAPH_NUMBERED;
}

static LwRichRun *
add_run (LwRichParagraph   *self,
         const LwRichStyle *style)
{
  LwRichRun *run = g_new0 (LwRichRun, 1);

  if (style != NULL)
    lw_rich_style_copy (&run->style, style);
  g_ptr_array_add (self->runs, run);
  return run;
}

/**
 * lw_rich_paragraph_add_text:
 * @self: a paragraph
 * @text: text; "\n" is a line break
 * @style: (nullable): how it looks, %NULL for plain
 *
 * Adds @text at the end, to the last run when it looks the same.
 */
void
lw_rich_paragraph_add_text (LwRichParagraph   *self,
                            const char        *text,
                            const LwRichStyle *style)
{
  static const LwRichStyle plain;
  LwRichRun *last = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  if (*text == '\0')
    return;
  if (style == NULL)
    style = &plain;
  if (self->runs->len > 0)
    last = g_ptr_array_index (self->runs, self->runs->len - 1);
  if (last != NULL && last->text != NULL && !last->liquid && lw_rich_style_equal (&last->style, style))
    {
      char *longer = g_strconcat (last->text, text, NULL);

      g_free (last->text);
      last->text = longer;
      return;
    }
  add_run (self, style)->text = g_strdup (text);
}

/**
 * lw_rich_paragraph_add_liquid:
 * @self: a paragraph
 * @text: Liquid in its braces
 * @style: (nullable): how it looks, %NULL for plain
 *
 * Adds @text at the end as a run of its own, which is written back as it stands.
 */
void
lw_rich_paragraph_add_liquid (LwRichParagraph   *self,
                              const char        *text,
                              const LwRichStyle *style)
{
  LwRichRun *run;

  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  run = add_run (self, style);
  run->text = g_strdup (text);
  run->liquid = TRUE;
}

/**
 * lw_rich_paragraph_add_image:
 * @self: a paragraph
 * @src: the image's address
 * @alt: (nullable): what it shows
 * @link: (nullable): where a click on it leads
 */
void
lw_rich_paragraph_add_image (LwRichParagraph *self,
                             const char      *src,
                             const char      *alt,
                             const char      *link)
{
  LwRichRun *run;

  g_return_if_fail (self != NULL);
  g_return_if_fail (src != NULL);

  run = add_run (self, NULL);
  run->style.link = g_strdup (link);
  run->image_src = g_strdup (src);
  run->image_alt = g_strdup (alt != NULL ? alt : "");
}

static gboolean
runs_are_equal (const LwRichRun *a,
                const LwRichRun *b)
{
  return lw_rich_style_equal (&a->style, &b->style) && a->liquid == b->liquid &&
         g_strcmp0 (a->text, b->text) == 0 && g_strcmp0 (a->image_src, b->image_src) == 0 &&
         g_strcmp0 (a->image_alt, b->image_alt) == 0;
}

static gboolean
paragraphs_are_equal (const LwRichParagraph *a,
                      const LwRichParagraph *b)
{
  if (a->kind != b->kind || a->level != b->level || a->runs->len != b->runs->len)
    return FALSE;
  for (guint i = 0; i < a->runs->len; i++)
    if (!runs_are_equal (g_ptr_array_index (a->runs, i), g_ptr_array_index (b->runs, i)))
      return FALSE;
  return TRUE;
}

/**
 * lw_rich_text_equal:
 * @a: a text
 * @b: a text
 *
 * Returns: whether they have the same paragraphs
 */
gboolean
lw_rich_text_equal (const LwRichText *a,
                    const LwRichText *b)
{
  g_return_val_if_fail (a != NULL, FALSE);
  g_return_val_if_fail (b != NULL, FALSE);

  if (a->paragraphs->len != b->paragraphs->len)
    return FALSE;
  for (guint i = 0; i < a->paragraphs->len; i++)
    if (!paragraphs_are_equal (g_ptr_array_index (a->paragraphs, i), g_ptr_array_index (b->paragraphs, i)))
      return FALSE;
  return TRUE;
}

/**
 * lw_rich_text_to_plain:
 * @self: a text
 *
 * Returns: (transfer full): the text alone, a line a paragraph; images are what they show
 */
char *
lw_rich_text_to_plain (const LwRichText *self)
{
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_new (NULL);
  for (guint i = 0; i < self->paragraphs->len; i++)
    {
      const LwRichParagraph *paragraph = g_ptr_array_index (self->paragraphs, i);

      if (i > 0)
        g_string_append_c (text, '\n');
      for (guint j = 0; j < paragraph->runs->len; j++)
        {
          const LwRichRun *run = g_ptr_array_index (paragraph->runs, j);

          g_string_append (text, run->text != NULL ? run->text : run->image_alt);
        }
    }
  return g_string_free (text, FALSE);
}
