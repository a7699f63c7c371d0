/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Instructions while they are edited: a text buffer whose lines are the paragraphs of an LwRichText. Goes to
 * LwRichText and back without loss. Not the view (lw-rich-editor.h), not the HTML (lw-rich-text.h). */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-rich-buffer-private.h"

#include "lw-rich-tags.h"

#include <string.h>

enum
{
  EDITED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LwRichBuffer, lw_rich_buffer, GTK_TYPE_TEXT_BUFFER)

/* Tells that the person changed something, unless a text is being loaded. */
void
lw_rich_buffer_emit_edited (LwRichBuffer *self)
{
  if (!self->loading)
    g_signal_emit (self, signals[EDITED], 0);
}

static void
remove_paragraph_tag_cb (GtkTextTag *tag,
                         gpointer    user_data)
{
  g_ptr_array_add (user_data, tag);
}

/* Gives a line the look of its kind. */
void
lw_rich_buffer_show_line (LwRichBuffer *self,
                          int           line)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  LwRichLine *info = &g_array_index (self->lines, LwRichLine, line);
  g_autoptr (GPtrArray) tags = g_ptr_array_new ();
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line (buffer, &start, line);
  end = start;
  gtk_text_iter_forward_line (&end);
  gtk_text_tag_table_foreach (gtk_text_buffer_get_tag_table (buffer), remove_paragraph_tag_cb, tags);
  for (guint i = 0; i < tags->len; i++)
    if (lw_rich_tag_is_paragraph (g_ptr_array_index (tags, i)))
      gtk_text_buffer_remove_tag (buffer, g_ptr_array_index (tags, i), &start, &end);
  if (info->kind != LW_RICH_PARAGRAPH_NORMAL)
    gtk_text_buffer_apply_tag (buffer, lw_rich_tags_get_paragraph (buffer, info->kind, info->level), &start, &end);
}

static gboolean
is_heading (LwRichParagraphKind kind)
{
  return kind >= LW_RICH_PARAGRAPH_HEADING_1 && kind <= LW_RICH_PARAGRAPH_HEADING_3;
}

static guint
count_newlines (const char *text,
                int         length)
{
  guint n = 0;

  for (int i = 0; i < length; i++)
    n += text[i] == '\n' ? 1 : 0;
  return n;
}

/* Whether text typed after a character with this tag goes on with it: styles do, a link or Liquid ends there. */
static gboolean
is_inherited (GtkTextTag *tag)
{
  g_autofree char *color = NULL;
  g_autofree char *link = NULL;
  LwRichStyle style = { 0 };
  gboolean liquid = FALSE;

  lw_rich_tag_read (tag, &style, &liquid);
  color = style.color;
  link = style.link;
  return style.bold || style.italic || style.underline || color != NULL;
}

static void
style_typed_text (LwRichBuffer      *self,
                  const GtkTextIter *start,
                  const GtkTextIter *end)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter before = *start;
  g_autoptr (GSList) tags = NULL;

  if (self->has_typing)
    {
      for (guint mark = 0; mark < LW_N_RICH_MARKS; mark++)
        if (self->typing[mark])
          gtk_text_buffer_apply_tag (buffer, lw_rich_tags_get_mark (buffer, mark), start, end);
        else
          gtk_text_buffer_remove_tag (buffer, lw_rich_tags_get_mark (buffer, mark), start, end);
    }
  if (gtk_text_iter_starts_line (start) || !gtk_text_iter_backward_char (&before))
    return;
  tags = gtk_text_iter_get_tags (&before);
  for (GSList *l = tags; l != NULL; l = l->next)
    if (is_inherited (l->data))
      {
        LwRichStyle style = { 0 };
        gboolean liquid = FALSE;

        lw_rich_tag_read (l->data, &style, &liquid);
        if (!self->has_typing || style.color != NULL)
          gtk_text_buffer_apply_tag (buffer, l->data, start, end);
        g_free (style.color);
      }
}

static void
lw_rich_buffer_insert_text (GtkTextBuffer *buffer,
                            GtkTextIter   *position,
                            const char    *text,
                            int            length)
{
  LwRichBuffer *self = LW_RICH_BUFFER (buffer);
  int line = gtk_text_iter_get_line (position);
  int offset = gtk_text_iter_get_offset (position);
  gboolean at_end = gtk_text_iter_ends_line (position);
  guint n_newlines;

  if (length < 0)
    length = strlen (text);
  n_newlines = count_newlines (text, length);
  /* The lines first: whoever is told of the new cursor asks for them. */
  for (guint i = 0; i < n_newlines; i++)
    {
      LwRichLine next = g_array_index (self->lines, LwRichLine, line);

      if (at_end && is_heading (next.kind))
        next = (LwRichLine) { LW_RICH_PARAGRAPH_NORMAL, 0 };
      g_array_insert_val (self->lines, line + 1, next);
    }
  GTK_TEXT_BUFFER_CLASS (lw_rich_buffer_parent_class)->insert_text (buffer, position, text, length);
  if (self->loading)
    return;
  {
    GtkTextIter start;

    gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
    style_typed_text (self, &start, position);
  }
  for (guint i = 0; i <= n_newlines; i++)
    lw_rich_buffer_show_line (self, line + (int) i);
  lw_rich_buffer_emit_edited (self);
}

static void
lw_rich_buffer_insert_paintable (GtkTextBuffer *buffer,
                                 GtkTextIter   *position,
                                 GdkPaintable  *paintable)
{
  int line = gtk_text_iter_get_line (position);

  GTK_TEXT_BUFFER_CLASS (lw_rich_buffer_parent_class)->insert_paintable (buffer, position, paintable);
  if (!LW_RICH_BUFFER (buffer)->loading)
    lw_rich_buffer_show_line (LW_RICH_BUFFER (buffer), line);
}

static void
lw_rich_buffer_delete_range (GtkTextBuffer *buffer,
                             GtkTextIter   *start,
                             GtkTextIter   *end)
{
  LwRichBuffer *self = LW_RICH_BUFFER (buffer);
  int first = gtk_text_iter_get_line (start);
  int last = gtk_text_iter_get_line (end);
  /* When whole lines go, what stays is the last line's text, and so its kind. */
  gboolean keeps_last = gtk_text_iter_starts_line (start) && !gtk_text_iter_ends_line (end);

  if (last > first)
    g_array_remove_range (self->lines, keeps_last ? first : first + 1, last - first);
  GTK_TEXT_BUFFER_CLASS (lw_rich_buffer_parent_class)->delete_range (buffer, start, end);
  if (self->loading)
    return;
  lw_rich_buffer_show_line (self, first);
  lw_rich_buffer_emit_edited (self);
}

/* Moving the cursor by hand ends the style that was chosen for typing. */
static void
lw_rich_buffer_mark_set (GtkTextBuffer     *buffer,
                         const GtkTextIter *location,
                         GtkTextMark       *mark)
{
  GTK_TEXT_BUFFER_CLASS (lw_rich_buffer_parent_class)->mark_set (buffer, location, mark);
  if (mark == gtk_text_buffer_get_insert (buffer))
    LW_RICH_BUFFER (buffer)->has_typing = FALSE;
}

static void
lw_rich_buffer_finalize (GObject *object)
{
  LwRichBuffer *self = LW_RICH_BUFFER (object);

  g_array_unref (self->lines);
  g_clear_object (&self->loader);
  G_OBJECT_CLASS (lw_rich_buffer_parent_class)->finalize (object);
}

static void
lw_rich_buffer_class_init (LwRichBufferClass *klass)
{
  GtkTextBufferClass *buffer_class = GTK_TEXT_BUFFER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lw_rich_buffer_finalize;
  buffer_class->insert_text = lw_rich_buffer_insert_text;
  buffer_class->insert_paintable = lw_rich_buffer_insert_paintable;
  buffer_class->delete_range = lw_rich_buffer_delete_range;
  buffer_class->mark_set = lw_rich_buffer_mark_set;

  /**
   * LwRichBuffer::edited:
   *
   * The person changed the text or its look; not emitted while a text is loaded.
   */
  signals[EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
lw_rich_buffer_init (LwRichBuffer *self)
{
  LwRichLine first = { LW_RICH_PARAGRAPH_NORMAL, 0 };

  self->lines = g_array_new (FALSE, FALSE, sizeof (LwRichLine));
  g_array_append_val (self->lines, first);
  gtk_text_buffer_set_enable_undo (GTK_TEXT_BUFFER (self), FALSE);
}

LwRichBuffer *
lw_rich_buffer_new (void)
{
  return g_object_new (LW_TYPE_RICH_BUFFER, NULL);
}

/* @loader (nullable): what shows the images of texts that are loaded from now on. */
void
lw_rich_buffer_set_loader (LwRichBuffer  *self,
                           LwImageLoader *loader)
{
  g_return_if_fail (LW_IS_RICH_BUFFER (self));

  g_set_object (&self->loader, loader);
}

LwRichParagraphKind
lw_rich_buffer_get_kind (LwRichBuffer *self,
                         int           line,
                         guint        *level)
{
  g_return_val_if_fail (LW_IS_RICH_BUFFER (self), LW_RICH_PARAGRAPH_NORMAL);
  g_return_val_if_fail (line >= 0 && (guint) line < self->lines->len, LW_RICH_PARAGRAPH_NORMAL);

  if (level != NULL)
    *level = g_array_index (self->lines, LwRichLine, line).level;
  return g_array_index (self->lines, LwRichLine, line).kind;
}

/* The lines of the selection, or the one with the cursor. */
void
lw_rich_buffer_get_lines (LwRichBuffer *self,
                          int          *first,
                          int          *last)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self), &start, &end);
  *first = gtk_text_iter_get_line (&start);
  *last = gtk_text_iter_get_line (&end);
  if (*last > *first && gtk_text_iter_starts_line (&end))
    (*last)--;
}

/* Makes the selected lines paragraphs of @kind. */
void
lw_rich_buffer_set_kind (LwRichBuffer        *self,
                         LwRichParagraphKind  kind)
{
  int first, last;

  g_return_if_fail (LW_IS_RICH_BUFFER (self));

  lw_rich_buffer_get_lines (self, &first, &last);
  for (int i = first; i <= last; i++)
    {
      LwRichLine *line = &g_array_index (self->lines, LwRichLine, i);

      line->kind = kind;
      if (kind != LW_RICH_PARAGRAPH_BULLET && kind != LW_RICH_PARAGRAPH_NUMBERED)
        line->level = 0;
      lw_rich_buffer_show_line (self, i);
    }
  lw_rich_buffer_emit_edited (self);
}

/* Nests the selected list items deeper, or less deep. */
void
lw_rich_buffer_change_level (LwRichBuffer *self,
                             int           by)
{
  int first, last;

  g_return_if_fail (LW_IS_RICH_BUFFER (self));

  lw_rich_buffer_get_lines (self, &first, &last);
  for (int i = first; i <= last; i++)
    {
      LwRichLine *line = &g_array_index (self->lines, LwRichLine, i);

      if (line->kind == LW_RICH_PARAGRAPH_BULLET || line->kind == LW_RICH_PARAGRAPH_NUMBERED)
        line->level = (guint) CLAMP ((int) line->level + by, 0, LW_RICH_MAX_LEVEL);
      lw_rich_buffer_show_line (self, i);
    }
  lw_rich_buffer_emit_edited (self);
}

/* The number of a numbered item, counted from the first of its list. */
guint
lw_rich_buffer_get_number (LwRichBuffer *self,
                           int           line)
{
  guint level, number = 1;

  lw_rich_buffer_get_kind (self, line, &level);
  for (int i = line - 1; i >= 0; i--)
    {
      LwRichLine *other = &g_array_index (self->lines, LwRichLine, i);

      if (other->level > level && other->kind != LW_RICH_PARAGRAPH_NORMAL)
        continue;
      if (other->kind != LW_RICH_PARAGRAPH_NUMBERED || other->level < level)
        break;
      number++;
    }
  return number;
}
