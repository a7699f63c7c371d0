/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A text view for instructions: draws bullets and numbers beside list items, and gives Enter, Backspace and Tab their
 * meaning in lists. Not the tool bar (lw-rich-editor.h). */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-rich-text-view.h"

#include "lw-rich-tags.h"

#include <glib/gi18n.h>

#define MARKER_GAP 8

struct _LwRichTextView
{
  GtkTextView parent_instance;
};

G_DEFINE_FINAL_TYPE (LwRichTextView, lw_rich_text_view, GTK_TYPE_TEXT_VIEW)

static LwRichBuffer *
get_buffer (LwRichTextView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));

  return LW_IS_RICH_BUFFER (buffer) ? LW_RICH_BUFFER (buffer) : NULL;
}

static gboolean
is_list (LwRichParagraphKind kind)
{
  return kind == LW_RICH_PARAGRAPH_BULLET || kind == LW_RICH_PARAGRAPH_NUMBERED;
}

static void
draw_marker (LwRichTextView *self,
             GtkSnapshot    *snapshot,
             GtkTextIter    *iter)
{
  LwRichBuffer *buffer = get_buffer (self);
  int line = gtk_text_iter_get_line (iter);
  LwRichParagraphKind kind = lw_rich_buffer_get_kind (buffer, line, NULL);
  g_autofree char *text = NULL;
  g_autoptr (PangoLayout) layout = NULL;
  GdkRectangle place;
  GdkRGBA color;
  int width;

  if (!is_list (kind))
    return;
  text = kind == LW_RICH_PARAGRAPH_BULLET ? g_strdup ("•")
                                          : g_strdup_printf ("%u.", lw_rich_buffer_get_number (buffer, line));
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), iter, &place);
  gdk_rgba_parse (&color, "#888888");
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (place.x - width - MARKER_GAP, place.y));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
lw_rich_text_view_snapshot_layer (GtkTextView      *view,
                                  GtkTextViewLayer  layer,
                                  GtkSnapshot      *snapshot)
{
  LwRichTextView *self = LW_RICH_TEXT_VIEW (view);
  GdkRectangle visible;
  GtkTextIter iter;

  if (layer != GTK_TEXT_VIEW_LAYER_BELOW_TEXT || get_buffer (self) == NULL)
    return;
  gtk_text_view_get_visible_rect (view, &visible);
  gtk_text_view_get_line_at_y (view, &iter, visible.y, NULL);
  do
    {
      GdkRectangle place;

      gtk_text_view_get_iter_location (view, &iter, &place);
      if (place.y > visible.y + visible.height)
        break;
      draw_marker (self, snapshot, &iter);
    }
  while (gtk_text_iter_forward_line (&iter));
  /* The last line may be empty, and then has no iterator that forward_line stops at. */
  if (gtk_text_iter_is_end (&iter) && gtk_text_iter_starts_line (&iter))
    draw_marker (self, snapshot, &iter);
}

/* In an empty list item, Enter ends the list; at the start of one, Backspace makes plain text of it. */
static gboolean
leave_list (LwRichTextView *self,
            gboolean        only_when_empty)
{
  LwRichBuffer *buffer = get_buffer (self);
  GtkTextIter start, end;

  if (buffer == NULL || gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (buffer), &start, &end))
    return FALSE;
  if (!gtk_text_iter_starts_line (&start) || (only_when_empty && !gtk_text_iter_ends_line (&start)))
    return FALSE;
  if (lw_rich_buffer_get_kind (buffer, gtk_text_iter_get_line (&start), NULL) == LW_RICH_PARAGRAPH_NORMAL ||
      (only_when_empty && !is_list (lw_rich_buffer_get_kind (buffer, gtk_text_iter_get_line (&start), NULL))))
    return FALSE;
  lw_rich_buffer_set_kind (buffer, LW_RICH_PARAGRAPH_NORMAL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return TRUE;
}

static gboolean
nest (LwRichTextView *self,
      int             by)
{
  LwRichBuffer *buffer = get_buffer (self);
  int first, last;

  if (buffer == NULL)
    return FALSE;
  lw_rich_buffer_get_lines (buffer, &first, &last);
  if (!is_list (lw_rich_buffer_get_kind (buffer, first, NULL)))
    return FALSE;
  lw_rich_buffer_change_level (buffer, by);
  return TRUE;
}

static gboolean
key_pressed_cb (LwRichTextView  *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (shift && get_buffer (self) != NULL)
        {
          gtk_text_buffer_insert_interactive_at_cursor (GTK_TEXT_BUFFER (get_buffer (self)), "\342\200\250", -1, TRUE);
          return GDK_EVENT_STOP;
        }
      return leave_list (self, TRUE);
    case GDK_KEY_BackSpace:
      return leave_list (self, FALSE);
    case GDK_KEY_Tab:
    case GDK_KEY_ISO_Left_Tab:
      return nest (self, shift || keyval == GDK_KEY_ISO_Left_Tab ? -1 : 1);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
describe_image (GtkTextTag *tag,
                GtkTooltip *tooltip)
{
  g_autofree char *src = NULL;
  g_autofree char *alt = NULL;
  g_autofree char *text = NULL;

  if (!lw_rich_tag_read_image (tag, &src, &alt))
    return;
  if (g_str_has_prefix (src, "data:"))
    text = g_strdup (alt != NULL ? alt : _("An image within the template"));
  else
    text = alt != NULL ? g_strdup_printf ("%s\n%s", alt, src) : g_strdup (src);
  gtk_tooltip_set_text (tooltip, text);
}

/* What an image shows and where it is, for the pointer. */
static gboolean
lw_rich_text_view_query_tooltip (GtkWidget  *widget,
                                 int         x,
                                 int         y,
                                 gboolean    keyboard,
                                 GtkTooltip *tooltip)
{
  GtkTextView *view = GTK_TEXT_VIEW (widget);
  g_autoptr (GSList) tags = NULL;
  GtkTextIter iter;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, x, y, &x, &y);
  if (!gtk_text_view_get_iter_at_location (view, &iter, x, y) || gtk_text_iter_get_paintable (&iter) == NULL)
    return FALSE;
  tags = gtk_text_iter_get_tags (&iter);
  for (GSList *l = tags; l != NULL; l = l->next)
    describe_image (l->data, tooltip);
  return TRUE;
}

static void
lw_rich_text_view_class_init (LwRichTextViewClass *klass)
{
  GTK_TEXT_VIEW_CLASS (klass)->snapshot_layer = lw_rich_text_view_snapshot_layer;
  GTK_WIDGET_CLASS (klass)->query_tooltip = lw_rich_text_view_query_tooltip;
}

static void
lw_rich_text_view_init (LwRichTextView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
