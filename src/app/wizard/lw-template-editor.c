/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The whole worker task template as source, with what is wrong in it below, by line and column. Not a rendering: the
 * preview shows that. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-template-editor.h"

#include "lw-worker-template.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#define MAX_ROWS 50

struct _LwTemplateEditor
{
  AdwBin           parent_instance;

  GtkTextView     *view;
  GtkLabel        *place_label;
  GtkListBox      *list;

  LwWizardSession *session;
  GPtrArray       *diagnostics;
};

G_DEFINE_FINAL_TYPE (LwTemplateEditor, lw_template_editor, ADW_TYPE_BIN)

static char *
dup_text (LwTemplateEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
buffer_changed_cb (LwTemplateEditor *self)
{
  g_autofree char *text = dup_text (self);

  if (self->session != NULL)
    lw_wizard_draft_set_text (lw_wizard_session_get_draft (self->session), LW_DRAFT_TEMPLATE, text);
}

/* What another view of the template changed is put in place, keeping the cursor where it was. */
static void
template_notify_cb (LwTemplateEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  const char *source = lw_wizard_draft_get_text (lw_wizard_session_get_draft (self->session), LW_DRAFT_TEMPLATE);
  g_autofree char *text = dup_text (self);
  GtkTextIter iter;
  int offset;

  if (g_str_equal (text, source))
    return;
  g_object_get (buffer, "cursor-position", &offset, NULL);
  g_signal_handlers_block_by_func (buffer, buffer_changed_cb, self);
  gtk_text_buffer_set_text (buffer, source, -1);
  g_signal_handlers_unblock_by_func (buffer, buffer_changed_cb, self);
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, offset);
  gtk_text_buffer_place_cursor (buffer, &iter);
}

static void
cursor_notify_cb (LwTemplateEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  g_autofree char *text = NULL;
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  text = g_strdup_printf (_("Line %d, column %d"), gtk_text_iter_get_line (&iter) + 1,
                          gtk_text_iter_get_line_offset (&iter) + 1);
  gtk_label_set_label (self->place_label, text);
}

static GtkWidget *
new_row (const LwDiagnostic *diagnostic)
{
  const char *icon = diagnostic->severity == LW_SEVERITY_NOTE ? "dialog-information-symbolic"
                                                              : "dialog-warning-symbolic";
  g_autofree char *place = diagnostic->line > 0
                             ? g_strdup_printf (_("Line %" PRIu64 ", column %u"), diagnostic->line,
                                                MAX (diagnostic->column, 1))
                             : g_strdup ("");
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", diagnostic->text, "subtitle", place,
                                 "activatable", diagnostic->line > 0, NULL);

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icon));
  return row;
}

static gboolean
same_diagnostics (GPtrArray *a,
                  GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const LwDiagnostic *x = g_ptr_array_index (a, i);
      const LwDiagnostic *y = g_ptr_array_index (b, i);

      if (x->line != y->line || x->column != y->column || !g_str_equal (x->text, y->text))
        return FALSE;
    }
  return TRUE;
}

static void
session_changed_cb (LwTemplateEditor *self)
{
  LwWizardDraft *draft = lw_wizard_session_get_draft (self->session);
  g_autoptr (GPtrArray) diagnostics = lw_diagnostics_new ();
  GtkWidget *child;

  lw_worker_template_check (lw_wizard_draft_get_text (draft, LW_DRAFT_TEMPLATE), lw_wizard_draft_get_element (draft),
                            diagnostics);
  if (same_diagnostics (self->diagnostics, diagnostics))
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < MIN (diagnostics->len, MAX_ROWS); i++)
    gtk_list_box_append (self->list, new_row (g_ptr_array_index (diagnostics, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->list), diagnostics->len > 0);
  g_clear_pointer (&self->diagnostics, g_ptr_array_unref);
  self->diagnostics = g_steal_pointer (&diagnostics);
}

static void
row_activated_cb (LwTemplateEditor *self,
                  GtkListBoxRow    *row)
{
  const LwDiagnostic *diagnostic = g_ptr_array_index (self->diagnostics, gtk_list_box_row_get_index (row));

  lw_template_editor_show_place (self, (guint) diagnostic->line, diagnostic->column);
}

static void
lw_template_editor_dispose (GObject *object)
{
  LwTemplateEditor *self = LW_TEMPLATE_EDITOR (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->diagnostics, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_TEMPLATE_EDITOR);
  G_OBJECT_CLASS (lw_template_editor_parent_class)->dispose (object);
}

static void
lw_template_editor_class_init (LwTemplateEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_template_editor_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/wizard/lw-template-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, LwTemplateEditor, view);
  gtk_widget_class_bind_template_child (widget_class, LwTemplateEditor, place_label);
  gtk_widget_class_bind_template_child (widget_class, LwTemplateEditor, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
lw_template_editor_init (LwTemplateEditor *self)
{
  GtkTextBuffer *buffer;

  gtk_widget_init_template (GTK_WIDGET (self));
  buffer = gtk_text_view_get_buffer (self->view);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (buffer_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "notify::cursor-position", G_CALLBACK (cursor_notify_cb), self, G_CONNECT_SWAPPED);
}

void
lw_template_editor_set_session (LwTemplateEditor *self,
                                LwWizardSession  *session)
{
  g_return_if_fail (LW_IS_TEMPLATE_EDITOR (self) && self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (lw_wizard_session_get_draft (session), "notify::template", G_CALLBACK (template_notify_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  template_notify_cb (self);
  session_changed_cb (self);
}

/**
 * lw_template_editor_show_place:
 * @self: an editor
 * @line: from 1
 * @column: from 1, in bytes; 0 for the start of the line
 *
 * Puts the cursor there, in view.
 */
void
lw_template_editor_show_place (LwTemplateEditor *self,
                               guint             line,
                               guint             column)
{
  GtkTextBuffer *buffer;
  GtkTextIter iter;

  g_return_if_fail (LW_IS_TEMPLATE_EDITOR (self) && line > 0);

  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_get_iter_at_line_index (buffer, &iter, (int) line - 1, (int) MAX (column, 1) - 1);
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_text_view_scroll_to_mark (self->view, gtk_text_buffer_get_insert (buffer), 0.1, FALSE, 0, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}
