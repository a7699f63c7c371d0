/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Instructions to read: text, lists, links and images of a rich text. Nothing in it is executed or fetched from
 * the web; a link opens only when the person presses it. Not an editor. */

#define G_LOG_DOMAIN "lw-worker"

#include "config.h"

#include "lw-rich-view.h"

#include "lw-error-presenter.h"
#include "lw-readable-color.h"

#include <glib/gi18n.h>

#define INDENT 18
#define MAX_IMAGE_SIZE 512

struct _LwRichView
{
  GtkTextView    parent_instance;

  LwImageLoader *loader;
  LwRichText    *text;
  GCancellable  *cancellable;
  guint          n_numbered;
  guint          n_links;
};

G_DEFINE_FINAL_TYPE (LwRichView, lw_rich_view, GTK_TYPE_TEXT_VIEW)

static G_DEFINE_QUARK (lw-rich-view-link-quark, link)

static GtkTextBuffer *
get_buffer (LwRichView *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
}

static void
create_tags (GtkTextBuffer *buffer)
{
  gtk_text_buffer_create_tag (buffer, "bold", "weight", PANGO_WEIGHT_BOLD, NULL);
  gtk_text_buffer_create_tag (buffer, "italic", "style", PANGO_STYLE_ITALIC, NULL);
  gtk_text_buffer_create_tag (buffer, "underline", "underline", PANGO_UNDERLINE_SINGLE, NULL);
  gtk_text_buffer_create_tag (buffer, "heading-1", "weight", PANGO_WEIGHT_BOLD, "scale", 1.4,
                              "pixels-above-lines", 6, NULL);
  gtk_text_buffer_create_tag (buffer, "heading-2", "weight", PANGO_WEIGHT_BOLD, "scale", 1.2,
                              "pixels-above-lines", 6, NULL);
  gtk_text_buffer_create_tag (buffer, "heading-3", "weight", PANGO_WEIGHT_BOLD, "scale", 1.05,
                              "pixels-above-lines", 6, NULL);
}

static const char *
get_heading_tag (LwRichParagraphKind kind)
{
  switch (kind)
    {
    case LW_RICH_PARAGRAPH_HEADING_1:
      return "heading-1";
    case LW_RICH_PARAGRAPH_HEADING_2:
      return "heading-2";
    case LW_RICH_PARAGRAPH_HEADING_3:
      return "heading-3";
    case LW_RICH_PARAGRAPH_NORMAL:
    case LW_RICH_PARAGRAPH_BULLET:
    case LW_RICH_PARAGRAPH_NUMBERED:
    default:
      return NULL;
    }
}

static void
apply_tag_name (GtkTextBuffer *buffer,
                const char    *name,
                int            start_offset)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, start_offset);
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_apply_tag_by_name (buffer, name, &start, &end);
}

static void
apply_tag (GtkTextBuffer *buffer,
           GtkTextTag    *tag,
           int            start_offset)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, start_offset);
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
}

static void
apply_style (LwRichView        *self,
             const LwRichStyle *style,
             int                start_offset)
{
  GtkTextBuffer *buffer = get_buffer (self);

  if (style->bold)
    apply_tag_name (buffer, "bold", start_offset);
  if (style->italic)
    apply_tag_name (buffer, "italic", start_offset);
  if (style->underline)
    apply_tag_name (buffer, "underline", start_offset);
  if (style->color != NULL)
    {
      g_autofree char *color = lw_readable_color_dup (GTK_WIDGET (self), style->color);

      if (color != NULL)
        apply_tag (buffer, gtk_text_buffer_create_tag (buffer, NULL, "foreground", color, NULL), start_offset);
    }
  if (style->link != NULL)
    {
      GtkTextTag *tag = gtk_text_buffer_create_tag (buffer, NULL, "underline", PANGO_UNDERLINE_SINGLE, NULL);

      self->n_links++;
      g_object_set_qdata_full (G_OBJECT (tag), link_quark (), g_strdup (style->link), g_free);
      apply_tag (buffer, tag, start_offset);
    }
}

static void
loader_load_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = lw_image_loader_load_finish (LW_IMAGE_LOADER (source), result, &error);
  g_autoptr (GtkPicture) picture = user_data;

  if (texture != NULL)
    gtk_picture_set_paintable (picture, GDK_PAINTABLE (texture));
}

static void
append_image (LwRichView      *self,
              const LwRichRun *run)
{
  GtkTextBuffer *buffer = get_buffer (self);
  g_autoptr (GtkTextChildAnchor) anchor = NULL;
  GtkWidget *picture = gtk_picture_new ();
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  anchor = g_object_ref (gtk_text_buffer_create_child_anchor (buffer, &end));
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), run->image_alt);
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_widget_set_tooltip_text (picture, run->image_alt);
  gtk_text_view_add_child_at_anchor (GTK_TEXT_VIEW (self), picture, anchor);
  if (self->loader != NULL)
    lw_image_loader_load_async (self->loader, run->image_src, MAX_IMAGE_SIZE, LW_IMAGE_PRIORITY_NOW,
                                self->cancellable, loader_load_cb, g_object_ref (picture));
}

static void
append_text (GtkTextBuffer *buffer,
             const char    *text)
{
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, text, -1);
}

static void
append_marker (LwRichView            *self,
               const LwRichParagraph *paragraph)
{
  if (paragraph->kind == LW_RICH_PARAGRAPH_NUMBERED)
    {
      g_autofree char *marker = g_strdup_printf ("%u. ", ++self->n_numbered);

      append_text (get_buffer (self), marker);
      return;
    }
  self->n_numbered = 0;
  if (paragraph->kind == LW_RICH_PARAGRAPH_BULLET)
    append_text (get_buffer (self), "• ");
}

static void
append_paragraph (LwRichView            *self,
                  const LwRichParagraph *paragraph)
{
  GtkTextBuffer *buffer = get_buffer (self);
  const char *heading = get_heading_tag (paragraph->kind);
  int start_offset;

  if (gtk_text_buffer_get_char_count (buffer) > 0)
    append_text (buffer, "\n");
  start_offset = gtk_text_buffer_get_char_count (buffer);
  append_marker (self, paragraph);
  for (guint i = 0; i < paragraph->runs->len; i++)
    {
      const LwRichRun *run = paragraph->runs->pdata[i];
      int run_offset = gtk_text_buffer_get_char_count (buffer);

      if (run->text != NULL)
        append_text (buffer, run->text);
      else if (run->image_src != NULL)
        append_image (self, run);
      apply_style (self, &run->style, run_offset);
    }
  if (heading != NULL)
    apply_tag_name (buffer, heading, start_offset);
  if (paragraph->kind == LW_RICH_PARAGRAPH_BULLET || paragraph->kind == LW_RICH_PARAGRAPH_NUMBERED)
    apply_tag (buffer,
               gtk_text_buffer_create_tag (buffer, NULL, "left-margin", (int) (INDENT * (paragraph->level + 1)),
                                           "indent", -INDENT, NULL),
               start_offset);
}

static void
forget_tag_cb (GtkTextTag *tag,
               gpointer    user_data)
{
  g_autofree char *name = NULL;

  g_object_get (tag, "name", &name, NULL);
  if (name == NULL)
    g_ptr_array_add (user_data, g_object_ref (tag));
}

static void
clear_buffer (LwRichView *self)
{
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (buffer);
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func (g_object_unref);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->n_numbered = 0;
  self->n_links = 0;
  gtk_text_buffer_set_text (buffer, "", 0);
  gtk_text_tag_table_foreach (table, forget_tag_cb, tags);
  for (guint i = 0; i < tags->len; i++)
    gtk_text_tag_table_remove (table, tags->pdata[i]);
}

static void
rebuild (LwRichView *self)
{
  GtkTextIter start;

  clear_buffer (self);
  for (guint i = 0; self->text != NULL && i < self->text->paragraphs->len; i++)
    append_paragraph (self, self->text->paragraphs->pdata[i]);
  /* With keys a link is opened at the text cursor, so it is seen. */
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (self), self->n_links > 0);
  gtk_text_buffer_get_start_iter (get_buffer (self), &start);
  gtk_text_buffer_place_cursor (get_buffer (self), &start);
}

static void
style_manager_dark_cb (AdwStyleManager *style_manager,
                       GParamSpec      *pspec,
                       LwRichView      *self)
{
  rebuild (self);
}

static const char *
find_link (const GtkTextIter *iter)
{
  g_autoptr (GSList) tags = gtk_text_iter_get_tags (iter);

  for (GSList *l = tags; l != NULL; l = l->next)
    {
      const char *link = g_object_get_qdata (l->data, link_quark ());

      if (link != NULL)
        return link;
    }
  return NULL;
}

static const char *
find_link_at (LwRichView *self,
              double      x,
              double      y)
{
  GtkTextIter iter;
  int buffer_x, buffer_y;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y,
                                         &buffer_x, &buffer_y);
  if (!gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self), &iter, buffer_x, buffer_y))
    return NULL;
  return find_link (&iter);
}

static void
launch_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LwRichView) self = user_data;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    lw_present_error (GTK_WIDGET (self), _("The link was not opened"), error);
}

static void
open_link (LwRichView *self,
           const char *link)
{
  g_autoptr (GdkAppLaunchContext) context =
    gdk_display_get_app_launch_context (gtk_widget_get_display (GTK_WIDGET (self)));

  g_app_info_launch_default_for_uri_async (link, G_APP_LAUNCH_CONTEXT (context), NULL, launch_cb, g_object_ref (self));
}

static void
click_released_cb (GtkGestureClick *gesture,
                   int              n_press,
                   double           x,
                   double           y,
                   LwRichView      *self)
{
  const char *link = find_link_at (self, x, y);

  if (link != NULL && !gtk_text_buffer_get_has_selection (get_buffer (self)))
    open_link (self, link);
}

static void
pointer_motion_cb (GtkEventControllerMotion *controller,
                   double                    x,
                   double                    y,
                   LwRichView               *self)
{
  const char *link = find_link_at (self, x, y);

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), link != NULL ? "pointer" : "text");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), link);
}

/* Enter opens the link that the text cursor is in. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                LwRichView            *self)
{
  GtkTextIter iter;
  const char *link;

  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter)
    return GDK_EVENT_PROPAGATE;
  gtk_text_buffer_get_iter_at_mark (get_buffer (self), &iter, gtk_text_buffer_get_insert (get_buffer (self)));
  link = find_link (&iter);
  if (link == NULL)
    return GDK_EVENT_PROPAGATE;
  open_link (self, link);
  return GDK_EVENT_STOP;
}

static void
lw_rich_view_dispose (GObject *object)
{
  LwRichView *self = LW_RICH_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->loader);

  G_OBJECT_CLASS (lw_rich_view_parent_class)->dispose (object);
}

static void
lw_rich_view_finalize (GObject *object)
{
  LwRichView *self = LW_RICH_VIEW (object);

  g_clear_pointer (&self->text, lw_rich_text_free);

  G_OBJECT_CLASS (lw_rich_view_parent_class)->finalize (object);
}

static void
lw_rich_view_class_init (LwRichViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lw_rich_view_dispose;
  object_class->finalize = lw_rich_view_finalize;
}

static void
lw_rich_view_init (LwRichView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkTextView *text_view = GTK_TEXT_VIEW (self);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  gtk_text_view_set_editable (text_view, FALSE);
  gtk_text_view_set_cursor_visible (text_view, FALSE);
  gtk_text_view_set_accepts_tab (text_view, FALSE);
  gtk_text_view_set_wrap_mode (text_view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_pixels_below_lines (text_view, 6);
  gtk_widget_add_css_class (widget, "lw-rich-view");
  create_tags (get_buffer (self));
  g_signal_connect_object (adw_style_manager_get_for_display (gtk_widget_get_display (widget)), "notify::dark",
                           G_CALLBACK (style_manager_dark_cb), self, 0);

  g_signal_connect_object (click, "released", G_CALLBACK (click_released_cb), self, 0);
  g_signal_connect_object (motion, "motion", G_CALLBACK (pointer_motion_cb), self, 0);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, key);
}

/**
 * lw_rich_view_new:
 *
 * Returns: (transfer full): an empty view
 */
GtkWidget *
lw_rich_view_new (void)
{
  return g_object_new (LW_TYPE_RICH_VIEW, NULL);
}

/**
 * lw_rich_view_set_loader:
 * @self: the view
 * @loader: (nullable): what loads images in the text
 */
void
lw_rich_view_set_loader (LwRichView    *self,
                         LwImageLoader *loader)
{
  g_return_if_fail (LW_IS_RICH_VIEW (self));

  if (g_set_object (&self->loader, loader) && self->text != NULL)
    rebuild (self);
}

/**
 * lw_rich_view_take_text:
 * @self: the view
 * @text: (transfer full) (nullable): what to show
 *
 * Shows @text. Costs little when it equals what is shown.
 */
void
lw_rich_view_take_text (LwRichView *self,
                        LwRichText *text)
{
  g_autoptr (LwRichText) before = NULL;

  g_return_if_fail (LW_IS_RICH_VIEW (self));

  before = self->text;
  self->text = text;
  if (before != NULL && text != NULL && lw_rich_text_equal (before, text))
    return;
  if (before != NULL || text != NULL)
    rebuild (self);
}

/**
 * lw_rich_view_is_empty:
 * @self: the view
 *
 * Returns: whether there is nothing to read or see
 */
gboolean
lw_rich_view_is_empty (LwRichView *self)
{
  g_return_val_if_fail (LW_IS_RICH_VIEW (self), TRUE);

  return gtk_text_buffer_get_char_count (get_buffer (self)) == 0;
}
