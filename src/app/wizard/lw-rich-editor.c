/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An editor for instructions: a tool bar over a rich text view. Takes and gives the HTML of a worker task template;
 * remembers how to undo. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-rich-editor.h"

#include "lw-data-uri.h"
#include "lw-rich-text-view.h"

#include "lw-error-presenter.h"
#include "lw-file-dialog.h"

#include "lw-str.h"

#include <glib/gi18n.h>

#define MAX_UNDO 200

/* What the console takes in a template, and what a worker's browser should have to load with it. */
#define MAX_EMBEDDED_SIZE (100 * 1024)

/* Invariant: html is what the buffer holds, as HTML; undo and redo are earlier and later texts, the nearest last. */
struct _LwRichEditor
{
  AdwBin           parent_instance;

  GtkTextView     *view;
  GtkDropDown     *kind_drop_down;
  GtkToggleButton *mark_buttons[LW_N_RICH_MARKS];
  GtkToggleButton *bullet_button;
  GtkToggleButton *numbered_button;
  GtkMenuButton   *link_button;
  GtkMenuButton   *image_button;
  GtkEditable     *link_entry;
  GtkEditable     *image_entry;
  GtkEditable     *image_alt_entry;

  LwRichBuffer    *buffer;
  GCancellable    *cancellable;
  char            *html;
  GPtrArray       *undo;
  GPtrArray       *redo;
  gboolean         updating;
  gboolean         typing;
  int              n_chars;
};

enum
{
  EDITED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LwRichEditor, lw_rich_editor, ADW_TYPE_BIN)

static const LwRichParagraphKind drop_down_kinds[] = {
  LW_RICH_PARAGRAPH_NORMAL,
  LW_RICH_PARAGRAPH_HEADING_1,
  LW_RICH_PARAGRAPH_HEADING_2,
  LW_RICH_PARAGRAPH_HEADING_3,
};

/* The tool bar follows the cursor. */
static void
update_tool_bar (LwRichEditor *self)
{
  LwRichParagraphKind kind;
  int first, last;

  lw_rich_buffer_get_lines (self->buffer, &first, &last);
  kind = lw_rich_buffer_get_kind (self->buffer, first, NULL);
  self->updating = TRUE;
  gtk_drop_down_set_selected (self->kind_drop_down, 0);
  for (guint i = 0; i < G_N_ELEMENTS (drop_down_kinds); i++)
    if (drop_down_kinds[i] == kind)
      gtk_drop_down_set_selected (self->kind_drop_down, i);
  for (guint i = 0; i < LW_N_RICH_MARKS; i++)
    gtk_toggle_button_set_active (self->mark_buttons[i], lw_rich_buffer_get_mark (self->buffer, i));
  gtk_toggle_button_set_active (self->bullet_button, kind == LW_RICH_PARAGRAPH_BULLET);
  gtk_toggle_button_set_active (self->numbered_button, kind == LW_RICH_PARAGRAPH_NUMBERED);
  self->updating = FALSE;
}

static void
update_actions (LwRichEditor *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rich.undo", self->undo->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rich.redo", self->redo->len > 0);
}

/* A step of undo for each word with the blank before it, and for each change of look. */
static void
remember (LwRichEditor *self)
{
  int n_chars = gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (self->buffer));
  GtkTextIter before;
  gunichar typed = 0;

  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), &before,
                                    gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
  if (n_chars == self->n_chars + 1 && gtk_text_iter_backward_char (&before))
    typed = gtk_text_iter_get_char (&before);
  if (typed == 0 || g_unichar_isspace (typed) || !self->typing)
    {
      g_ptr_array_add (self->undo, g_strdup (self->html));
      if (self->undo->len > MAX_UNDO)
        g_ptr_array_remove_index (self->undo, 0);
    }
  self->typing = typed != 0;
  g_ptr_array_set_size (self->redo, 0);
  update_actions (self);
}

static void
buffer_edited_cb (LwRichEditor *self)
{
  g_autoptr (LwRichText) rich_text = lw_rich_buffer_dup_rich_text (self->buffer);
  g_autofree char *html = lw_rich_text_to_html (rich_text);

  update_tool_bar (self);
  gtk_widget_queue_draw (GTK_WIDGET (self->view));
  if (g_str_equal (html, self->html))
    return;
  remember (self);
  self->n_chars = gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (self->buffer));
  lw_set_str (&self->html, html);
  g_signal_emit (self, signals[EDITED], 0);
}

static void
load (LwRichEditor *self,
      const char   *html)
{
  g_autoptr (LwRichText) rich_text = lw_rich_text_from_html (html);

  lw_set_str (&self->html, html);
  lw_rich_buffer_set_rich_text (self->buffer, rich_text);
  self->n_chars = gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (self->buffer));
  update_tool_bar (self);
}

static void
go_back (LwRichEditor *self,
         GPtrArray    *from,
         GPtrArray    *to)
{
  g_autofree char *html = NULL;
  GtkTextIter iter;
  int offset;

  if (from->len == 0)
    return;
  g_object_get (self->buffer, "cursor-position", &offset, NULL);
  html = g_ptr_array_steal_index (from, from->len - 1);
  g_ptr_array_add (to, g_strdup (self->html));
  self->typing = FALSE;
  load (self, html);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->buffer), &iter, offset);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self->buffer), &iter);
  update_actions (self);
  g_signal_emit (self, signals[EDITED], 0);
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LwRichEditor *self = LW_RICH_EDITOR (widget);

  go_back (self, self->undo, self->redo);
}

static void
redo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LwRichEditor *self = LW_RICH_EDITOR (widget);

  go_back (self, self->redo, self->undo);
}

static void
mark_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LwRichEditor *self = LW_RICH_EDITOR (widget);

  lw_rich_buffer_toggle_mark (self->buffer, g_variant_get_uint32 (parameter));
  update_tool_bar (self);
}

static void
color_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  const char *color = g_variant_get_string (parameter, NULL);

  lw_rich_buffer_set_color (LW_RICH_EDITOR (widget)->buffer, *color != '\0' ? color : NULL);
}

static void
mark_button_clicked_cb (LwRichEditor    *self,
                        GtkToggleButton *button)
{
  for (guint i = 0; i < LW_N_RICH_MARKS; i++)
    if (self->mark_buttons[i] == button)
      lw_rich_buffer_toggle_mark (self->buffer, i);
  update_tool_bar (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
list_button_clicked_cb (LwRichEditor    *self,
                        GtkToggleButton *button)
{
  LwRichParagraphKind kind = button == self->bullet_button ? LW_RICH_PARAGRAPH_BULLET : LW_RICH_PARAGRAPH_NUMBERED;

  lw_rich_buffer_set_kind (self->buffer, gtk_toggle_button_get_active (button) ? kind : LW_RICH_PARAGRAPH_NORMAL);
  update_tool_bar (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
kind_selected_cb (LwRichEditor *self)
{
  guint selected = gtk_drop_down_get_selected (self->kind_drop_down);

  if (!self->updating && self->buffer != NULL && selected < G_N_ELEMENTS (drop_down_kinds))
    lw_rich_buffer_set_kind (self->buffer, drop_down_kinds[selected]);
}

static void
link_shown_cb (LwRichEditor *self)
{
  g_autofree char *link = lw_rich_buffer_dup_link (self->buffer);

  gtk_editable_set_text (self->link_entry, link != NULL ? link : "https://");
}

static void
link_apply_cb (LwRichEditor *self)
{
  const char *link = gtk_editable_get_text (self->link_entry);

  if (g_str_has_prefix (link, "https://") || g_str_has_prefix (link, "http://") || g_str_has_prefix (link, "mailto:"))
    lw_rich_buffer_set_link (self->buffer, link);
  else
    lw_present_message (GTK_WIDGET (self), _("A link begins with https://, http:// or mailto:"));
  gtk_menu_button_popdown (self->link_button);
}

static void
link_remove_cb (LwRichEditor *self)
{
  lw_rich_buffer_set_link (self->buffer, NULL);
  gtk_menu_button_popdown (self->link_button);
}

static void
insert_image (LwRichEditor *self,
              const char   *src)
{
  const char *alt = gtk_editable_get_text (self->image_alt_entry);

  lw_rich_buffer_insert_image (self->buffer, src, *alt != '\0' ? alt : NULL);
  gtk_editable_set_text (self->image_entry, "");
  gtk_editable_set_text (self->image_alt_entry, "");
  gtk_menu_button_popdown (self->image_button);
}

static void
image_apply_cb (LwRichEditor *self)
{
  const char *src = gtk_editable_get_text (self->image_entry);

  if (g_str_has_prefix (src, "https://") || g_str_has_prefix (src, "s3://") || g_str_has_prefix (src, "data:image/"))
    insert_image (self, src);
  else
    lw_present_message (GTK_WIDGET (self), _("The address of an image begins with https:// or s3://"));
}

static void
image_loaded_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (LwRichEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);
  g_autofree char *path = g_file_get_path (G_FILE (source));
  g_autofree char *src = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->buffer == NULL)
    return;
  if (bytes == NULL)
    {
      lw_present_error (GTK_WIDGET (self), _("The image was not read"), error);
      return;
    }
  if (g_bytes_get_size (bytes) > MAX_EMBEDDED_SIZE)
    {
      lw_present_message (GTK_WIDGET (self), _("An image within the template has at most 100 kB. Put a larger one in a "
                                               "bucket and give its address."));
      return;
    }
  src = lw_data_uri_new (path, bytes);
  insert_image (self, src);
}

static void
image_chosen_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (LwRichEditor) self = user_data;
  g_autoptr (GFile) file = lw_file_dialog_finish (result, NULL);

  if (file != NULL && self->buffer != NULL)
    g_file_load_bytes_async (file, self->cancellable, image_loaded_cb, g_object_ref (self));
}

static void
image_choose_cb (LwRichEditor *self)
{
  const char *const patterns[] = { "*.png", "*.jpg", "*.jpeg", "*.gif", NULL };

  lw_file_dialog_async (GTK_WIDGET (self), LW_FILE_DIALOG_OPEN, _("Image for the instructions"), _("Insert"), NULL,
                        patterns, self->cancellable, image_chosen_cb, g_object_ref (self));
}

static void
lw_rich_editor_dispose (GObject *object)
{
  LwRichEditor *self = LW_RICH_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->buffer);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_RICH_EDITOR);
  G_OBJECT_CLASS (lw_rich_editor_parent_class)->dispose (object);
}

static void
lw_rich_editor_finalize (GObject *object)
{
  LwRichEditor *self = LW_RICH_EDITOR (object);

  g_free (self->html);
  g_ptr_array_unref (self->undo);
  g_ptr_array_unref (self->redo);
  G_OBJECT_CLASS (lw_rich_editor_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LwRichEditor, view);
  gtk_widget_class_bind_template_child (widget_class, LwRichEditor, kind_drop_down);
  gtk_widget_class_bind_template_child_full (widget_class, "bold_button", FALSE,
                                             G_STRUCT_OFFSET (LwRichEditor, mark_buttons[LW_RICH_MARK_BOLD]));
  gtk_widget_class_bind_template_child_full (widget_class, "italic_button", FALSE,
                                             G_STRUCT_OFFSET (LwRichEditor, mark_buttons[LW_RICH_MARK_ITALIC]));
  gtk_widget_class_bind_template_child_full (widget_class, "underline_button", FALSE,
                                             G_STRUCT_OFFSET (LwRichEditor, mark_buttons[LW_RICH_MARK_UNDERLINE]));
  gtk_widget_class_bind_template_child (widget_class, LwRichEditor, bullet_button);
  gtk_widget_class_bind_template_child (widget_class, LwRichEditor, numbered_button);
  gtk_widget_class_bind_template_child (widget_class, LwRichEditor, link_button);
  gtk_widget_class_bind_template_child (widget_class, LwRichEditor, image_button);
  gtk_widget_class_bind_template_child (widget_class, LwRichEditor, link_entry);
  gtk_widget_class_bind_template_child (widget_class, LwRichEditor, image_entry);
  gtk_widget_class_bind_template_child (widget_class, LwRichEditor, image_alt_entry);
  gtk_widget_class_bind_template_callback (widget_class, mark_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_button_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, link_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, link_apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, link_remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, image_apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, image_choose_cb);
}

static void
lw_rich_editor_class_init (LwRichEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lw_rich_editor_dispose;
  object_class->finalize = lw_rich_editor_finalize;

  /**
   * LwRichEditor::edited:
   *
   * The person changed the text: lw_rich_editor_get_html() is another one.
   */
  signals[EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "rich.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "rich.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "rich.mark", "u", mark_action);
  gtk_widget_class_install_action (widget_class, "rich.color", "s", color_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_b, GDK_CONTROL_MASK, "rich.mark", "u",
                                       LW_RICH_MARK_BOLD);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_i, GDK_CONTROL_MASK, "rich.mark", "u",
                                       LW_RICH_MARK_ITALIC);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_u, GDK_CONTROL_MASK, "rich.mark", "u",
                                       LW_RICH_MARK_UNDERLINE);

  g_type_ensure (LW_TYPE_RICH_TEXT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/page/labelwright/Labelwright/wizard/lw-rich-editor.ui");
  bind_children (widget_class);
}

/* The text view has its own undo, which knows nothing of kinds and styles: these keys are taken before it sees them. */
static gboolean
key_pressed_cb (LwRichEditor    *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  GdkModifierType mask = state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK);

  if (gdk_keyval_to_lower (keyval) == GDK_KEY_z && mask == GDK_CONTROL_MASK)
    gtk_widget_activate_action (GTK_WIDGET (self), "rich.undo", NULL);
  else if (gdk_keyval_to_lower (keyval) == GDK_KEY_z && mask == (GDK_CONTROL_MASK | GDK_SHIFT_MASK))
    gtk_widget_activate_action (GTK_WIDGET (self), "rich.redo", NULL);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
lw_rich_editor_init (LwRichEditor *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->html = g_strdup ("");
  self->undo = g_ptr_array_new_with_free_func (g_free);
  self->redo = g_ptr_array_new_with_free_func (g_free);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  self->buffer = lw_rich_buffer_new ();
  gtk_text_view_set_buffer (self->view, GTK_TEXT_BUFFER (self->buffer));
  g_signal_connect_object (self->buffer, "edited", G_CALLBACK (buffer_edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "notify::cursor-position", G_CALLBACK (update_tool_bar), self,
                           G_CONNECT_SWAPPED);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  update_actions (self);
}

LwRichBuffer *
lw_rich_editor_get_buffer (LwRichEditor *self)
{
  g_return_val_if_fail (LW_IS_RICH_EDITOR (self), NULL);

  return self->buffer;
}

const char *
lw_rich_editor_get_html (LwRichEditor *self)
{
  g_return_val_if_fail (LW_IS_RICH_EDITOR (self), NULL);

  return self->html;
}

/* Shows another text. It is no step to undo, and forgets those there were. */
void
lw_rich_editor_set_html (LwRichEditor *self,
                         const char   *html)
{
  g_return_if_fail (LW_IS_RICH_EDITOR (self) && html != NULL);

  if (g_str_equal (self->html, html))
    return;
  g_ptr_array_set_size (self->undo, 0);
  g_ptr_array_set_size (self->redo, 0);
  self->typing = FALSE;
  load (self, html);
  update_actions (self);
}

/* What assistive technology calls the text. */
void
lw_rich_editor_set_name (LwRichEditor *self,
                         const char   *name)
{
  g_return_if_fail (LW_IS_RICH_EDITOR (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
