/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From LwRichText into the buffer and back, without loss. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-rich-buffer-private.h"

#include "lw-rich-image.h"
#include "lw-rich-tags.h"

#define OBJECT_REPLACEMENT 0xfffc

/* A line break within a paragraph; the view breaks there, the buffer does not. */
#define LINE_SEPARATOR "\342\200\250"

static void
apply_style (LwRichBuffer    *self,
             const LwRichRun *run,
             int              offset)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  const LwRichStyle *style = &run->style;
  const gboolean marks[LW_N_RICH_MARKS] = { style->bold, style->italic, style->underline };
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
  gtk_text_buffer_get_end_iter (buffer, &end);
  for (guint mark = 0; mark < LW_N_RICH_MARKS; mark++)
    if (marks[mark])
      gtk_text_buffer_apply_tag (buffer, lw_rich_tags_get_mark (buffer, mark), &start, &end);
  if (style->color != NULL)
    gtk_text_buffer_apply_tag (buffer, lw_rich_tags_get_color (buffer, style->color), &start, &end);
  if (style->link != NULL)
    gtk_text_buffer_apply_tag (buffer, lw_rich_tags_get_link (buffer, style->link), &start, &end);
  if (run->liquid)
    gtk_text_buffer_apply_tag (buffer, lw_rich_tags_get_liquid (buffer), &start, &end);
}

/* Where the paintable stands; FALSE when it was deleted. */
static gboolean
find_paintable (GtkTextBuffer *buffer,
                GdkPaintable  *paintable,
                GtkTextIter   *iter)
{
  gtk_text_buffer_get_start_iter (buffer, iter);
  do
    if (gtk_text_iter_get_paintable (iter) == paintable)
      return TRUE;
  while (gtk_text_iter_forward_char (iter));
  return FALSE;
}

/* The layout does not follow the size of a paintable by itself: a tag that comes and goes makes it look again. */
static void
image_invalidate_size_cb (LwRichBuffer *self,
                          GdkPaintable *image)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextTag *tag = lw_rich_tags_get_mark (buffer, LW_RICH_MARK_BOLD);
  GtkTextIter start, end;

  if (!find_paintable (buffer, image, &start) || gtk_text_iter_has_tag (&start, tag))
    return;
  end = start;
  gtk_text_iter_forward_char (&end);
  gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
  gtk_text_buffer_remove_tag (buffer, tag, &start, &end);
}

/* At @position, which then stands behind it. */
void
lw_rich_buffer_put_image (LwRichBuffer *self,
                          GtkTextIter  *position,
                          const char   *src,
                          const char   *alt)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  g_autoptr (GdkPaintable) image = lw_rich_image_new (self->loader, src);
  int offset = gtk_text_iter_get_offset (position);
  GtkTextIter start;

  g_signal_connect_object (image, "invalidate-size", G_CALLBACK (image_invalidate_size_cb), self, G_CONNECT_SWAPPED);
  gtk_text_buffer_insert_paintable (buffer, position, image);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
  gtk_text_buffer_apply_tag (buffer, lw_rich_tags_get_image (buffer, src, alt), &start, position);
}

static void
put_run (LwRichBuffer    *self,
         const LwRichRun *run)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  int offset = gtk_text_buffer_get_char_count (buffer);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  if (run->text == NULL)
    lw_rich_buffer_put_image (self, &end, run->image_src, run->image_alt);
  else
    {
      g_auto (GStrv) parts = g_strsplit (run->text, "\n", -1);
      g_autofree char *text = g_strjoinv (LINE_SEPARATOR, parts);

      gtk_text_buffer_insert (buffer, &end, text, -1);
    }
  apply_style (self, run, offset);
}

/* Replaces the text. Emits no "edited". */
void
lw_rich_buffer_set_rich_text (LwRichBuffer     *self,
                              const LwRichText *rich_text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter iter;

  g_return_if_fail (LW_IS_RICH_BUFFER (self) && rich_text != NULL);

  self->loading = TRUE;
  gtk_text_buffer_set_text (buffer, "", 0);
  for (guint i = 0; i < rich_text->paragraphs->len; i++)
    {
      const LwRichParagraph *paragraph = g_ptr_array_index (rich_text->paragraphs, i);

      if (i > 0)
        {
          gtk_text_buffer_get_end_iter (buffer, &iter);
          gtk_text_buffer_insert (buffer, &iter, "\n", 1);
        }
      g_array_index (self->lines, LwRichLine, i) =
        (LwRichLine) { paragraph->kind, MIN (paragraph->level, LW_RICH_MAX_LEVEL) };
      for (guint j = 0; j < paragraph->runs->len; j++)
        put_run (self, g_ptr_array_index (paragraph->runs, j));
    }
  if (rich_text->paragraphs->len == 0)
    g_array_index (self->lines, LwRichLine, 0) = (LwRichLine) { LW_RICH_PARAGRAPH_NORMAL, 0 };
  for (guint i = 0; i < self->lines->len; i++)
    lw_rich_buffer_show_line (self, (int) i);
  gtk_text_buffer_get_start_iter (buffer, &iter);
  gtk_text_buffer_place_cursor (buffer, &iter);
  self->loading = FALSE;
}

static void
read_segment (LwRichParagraph   *paragraph,
              const GtkTextIter *start,
              const GtkTextIter *end)
{
  g_autoptr (GSList) tags = gtk_text_iter_get_tags (start);
  LwRichStyle style = { 0 };
  gboolean liquid = FALSE;
  g_autofree char *src = NULL;
  g_autofree char *alt = NULL;

  for (GSList *l = tags; l != NULL; l = l->next)
    {
      if (src == NULL)
        lw_rich_tag_read_image (l->data, &src, &alt);
      lw_rich_tag_read (l->data, &style, &liquid);
    }
  if (gtk_text_iter_get_char (start) == OBJECT_REPLACEMENT && src != NULL)
    lw_rich_paragraph_add_image (paragraph, src, alt, style.link);
  else
    {
      g_autofree char *slice = gtk_text_iter_get_text (start, end);
      g_auto (GStrv) parts = g_strsplit (slice, LINE_SEPARATOR, -1);
      g_autofree char *text = g_strjoinv ("\n", parts);

      if (*text != '\0' && liquid)
        lw_rich_paragraph_add_liquid (paragraph, text, &style);
      else if (*text != '\0')
        lw_rich_paragraph_add_text (paragraph, text, &style);
    }
  g_free (style.color);
  g_free (style.link);
}

/* Where the look changes next: at a tag's edge, and before and behind each image. */
static GtkTextIter
find_segment_end (const GtkTextIter *start,
                  const GtkTextIter *line_end)
{
  GtkTextIter end = *start;
  GtkTextIter p = *start;

  if (gtk_text_iter_get_char (start) == OBJECT_REPLACEMENT)
    {
      gtk_text_iter_forward_char (&end);
      return end;
    }
  if (!gtk_text_iter_forward_to_tag_toggle (&end, NULL) || gtk_text_iter_compare (&end, line_end) > 0)
    end = *line_end;
  while (gtk_text_iter_forward_char (&p) && gtk_text_iter_compare (&p, &end) < 0)
    if (gtk_text_iter_get_char (&p) == OBJECT_REPLACEMENT)
      return p;
  return end;
}

LwRichText *
lw_rich_buffer_dup_rich_text (LwRichBuffer *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  LwRichText *rich_text = lw_rich_text_new ();

  g_return_val_if_fail (LW_IS_RICH_BUFFER (self), rich_text);

  if (gtk_text_buffer_get_char_count (buffer) == 0 &&
      g_array_index (self->lines, LwRichLine, 0).kind == LW_RICH_PARAGRAPH_NORMAL)
    return rich_text;
  for (guint i = 0; i < self->lines->len; i++)
    {
      LwRichLine *line = &g_array_index (self->lines, LwRichLine, i);
      LwRichParagraph *paragraph = lw_rich_text_add_paragraph (rich_text, line->kind);
      GtkTextIter start, end;

      paragraph->level = line->level;
      gtk_text_buffer_get_iter_at_line (buffer, &start, (int) i);
      end = start;
      if (!gtk_text_iter_ends_line (&end))
        gtk_text_iter_forward_to_line_end (&end);
      while (gtk_text_iter_compare (&start, &end) < 0)
        {
          GtkTextIter next = find_segment_end (&start, &end);

          read_segment (paragraph, &start, &next);
          start = next;
        }
    }
  return rich_text;
}
