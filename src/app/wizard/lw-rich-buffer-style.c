/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How text in the buffer looks: marks, colour, links, images. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-rich-buffer-private.h"

#include "lw-rich-tags.h"

static void
collect_tag_cb (GtkTextTag *tag,
                gpointer    user_data)
{
  g_ptr_array_add (user_data, tag);
}

/* Whether all of the selection has the mark, or what is typed next would have it. */
gboolean
lw_rich_buffer_get_mark (LwRichBuffer *self,
                         LwRichMark    mark)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextTag *tag = lw_rich_tags_get_mark (buffer, mark);
  GtkTextIter start, end;

  if (gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    {
      GtkTextIter toggle = start;

      return gtk_text_iter_has_tag (&start, tag) &&
             (!gtk_text_iter_forward_to_tag_toggle (&toggle, tag) || gtk_text_iter_compare (&toggle, &end) >= 0);
    }
  if (self->has_typing)
    return self->typing[mark];
  return !gtk_text_iter_starts_line (&start) && gtk_text_iter_backward_char (&start) &&
         gtk_text_iter_has_tag (&start, tag);
}

void
lw_rich_buffer_toggle_mark (LwRichBuffer *self,
                            LwRichMark    mark)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextTag *tag = lw_rich_tags_get_mark (buffer, mark);
  gboolean on = !lw_rich_buffer_get_mark (self, mark);
  GtkTextIter start, end;

  if (gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    {
      if (on)
        gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
      else
        gtk_text_buffer_remove_tag (buffer, tag, &start, &end);
      lw_rich_buffer_emit_edited (self);
      return;
    }
  for (guint i = 0; i < LW_N_RICH_MARKS; i++)
    self->typing[i] = i == mark ? on : lw_rich_buffer_get_mark (self, i);
  self->has_typing = TRUE;
}

/* Removes the tags of one sort from the selection. */
static void
remove_sort (LwRichBuffer *self,
             gboolean      links,
             GtkTextIter  *start,
             GtkTextIter  *end)
{
  g_autoptr (GPtrArray) tags = g_ptr_array_new ();

  gtk_text_tag_table_foreach (gtk_text_buffer_get_tag_table (GTK_TEXT_BUFFER (self)), collect_tag_cb, tags);
  for (guint i = 0; i < tags->len; i++)
    {
      LwRichStyle style = { 0 };
      gboolean liquid = FALSE;

      lw_rich_tag_read (g_ptr_array_index (tags, i), &style, &liquid);
      if ((links && style.link != NULL) || (!links && style.color != NULL))
        gtk_text_buffer_remove_tag (GTK_TEXT_BUFFER (self), g_ptr_array_index (tags, i), start, end);
      g_free (style.color);
      g_free (style.link);
    }
}

/* Colours the selection; NULL for the colour of plain text. */
void
lw_rich_buffer_set_color (LwRichBuffer *self,
                          const char   *color)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter start, end;

  g_return_if_fail (LW_IS_RICH_BUFFER (self));

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    return;
  remove_sort (self, FALSE, &start, &end);
  if (color != NULL)
    gtk_text_buffer_apply_tag (buffer, lw_rich_tags_get_color (buffer, color), &start, &end);
  lw_rich_buffer_emit_edited (self);
}

/* The tag of the link at the cursor, or at the start of the selection. */
static GtkTextTag *
find_link_tag (LwRichBuffer *self,
               char        **link)
{
  GtkTextIter start, end;
  g_autoptr (GSList) tags = NULL;

  gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self), &start, &end);
  tags = gtk_text_iter_get_tags (&start);
  for (GSList *l = tags; l != NULL; l = l->next)
    {
      LwRichStyle style = { 0 };
      gboolean liquid = FALSE;

      lw_rich_tag_read (l->data, &style, &liquid);
      g_free (style.color);
      if (style.link != NULL)
        {
          *link = style.link;
          return l->data;
        }
    }
  return NULL;
}

/* The address of the link at the cursor, NULL when there is none. */
char *
lw_rich_buffer_dup_link (LwRichBuffer *self)
{
  char *link = NULL;

  g_return_val_if_fail (LW_IS_RICH_BUFFER (self), NULL);

  find_link_tag (self, &link);
  return link;
}

/* Links the selection, or changes the link at the cursor, or types the address as a link. NULL removes. */
void
lw_rich_buffer_set_link (LwRichBuffer *self,
                         const char   *link)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  g_autofree char *old = NULL;
  GtkTextIter start, end;
  GtkTextTag *tag;

  g_return_if_fail (LW_IS_RICH_BUFFER (self));

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    {
      tag = find_link_tag (self, &old);
      if (tag != NULL)
        {
          if (!gtk_text_iter_starts_tag (&start, tag))
            gtk_text_iter_backward_to_tag_toggle (&start, tag);
          gtk_text_iter_forward_to_tag_toggle (&end, tag);
        }
      else if (link != NULL)
        {
          int offset = gtk_text_iter_get_offset (&start);

          gtk_text_buffer_insert (buffer, &end, link, -1);
          gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
        }
    }
  remove_sort (self, TRUE, &start, &end);
  if (link != NULL)
    gtk_text_buffer_apply_tag (buffer, lw_rich_tags_get_link (buffer, link), &start, &end);
  lw_rich_buffer_emit_edited (self);
}

/* Puts an image in place of the selection. @alt (nullable): what it shows. */
void
lw_rich_buffer_insert_image (LwRichBuffer *self,
                             const char   *src,
                             const char   *alt)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter position;

  g_return_if_fail (LW_IS_RICH_BUFFER (self) && src != NULL);

  gtk_text_buffer_delete_selection (buffer, FALSE, TRUE);
  gtk_text_buffer_get_iter_at_mark (buffer, &position, gtk_text_buffer_get_insert (buffer));
  lw_rich_buffer_put_image (self, &position, src, alt);
  lw_rich_buffer_emit_edited (self);
}
