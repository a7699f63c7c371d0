/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The wizard's page of the instructions: header, short and full instructions as rich text, and the whole template as
 * source. All are views of the draft's one template. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-instructions-page.h"

#include "lw-field-message.h"
#include "lw-rich-editor.h"
#include "lw-template-editor.h"

#include "lw-worker-template.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LwInstructionsPage
{
  AdwBin            parent_instance;

  AdwEntryRow      *header_row;
  AdwEntryRow      *full_header_row;
  GtkStack         *stack;
  LwRichEditor     *short_editor;
  LwRichEditor     *full_editor;
  LwTemplateEditor *template_editor;
  GtkWidget        *missing_part_label;
  GtkWidget        *examples_box;

  LwWizardSession  *session;
  gboolean          updating;
};

G_DEFINE_FINAL_TYPE (LwInstructionsPage, lw_instructions_page, ADW_TYPE_BIN)

static const char *
get_source (LwInstructionsPage *self)
{
  return lw_wizard_draft_get_text (lw_wizard_session_get_draft (self->session), LW_DRAFT_TEMPLATE);
}

static void
replace_part (LwInstructionsPage   *self,
              LwWorkerTemplatePart  part,
              const char           *value)
{
  g_autofree char *source = NULL;

  if (self->updating || self->session == NULL)
    return;
  source = lw_worker_template_replace (get_source (self), part, value);
  lw_wizard_draft_set_text (lw_wizard_session_get_draft (self->session), LW_DRAFT_TEMPLATE, source);
}

static void
header_changed_cb (LwInstructionsPage *self)
{
  replace_part (self, LW_WORKER_TEMPLATE_HEADER, gtk_editable_get_text (GTK_EDITABLE (self->header_row)));
}

static void
full_header_changed_cb (LwInstructionsPage *self)
{
  replace_part (self, LW_WORKER_TEMPLATE_FULL_HEADER, gtk_editable_get_text (GTK_EDITABLE (self->full_header_row)));
}

static void
short_edited_cb (LwInstructionsPage *self)
{
  replace_part (self, LW_WORKER_TEMPLATE_SHORT, lw_rich_editor_get_html (self->short_editor));
}

static void
full_edited_cb (LwInstructionsPage *self)
{
  replace_part (self, LW_WORKER_TEMPLATE_FULL, lw_rich_editor_get_html (self->full_editor));
}

static void
show_line (AdwEntryRow *row,
           const char  *text)
{
  gtk_widget_set_sensitive (GTK_WIDGET (row), text != NULL);
  if (text != NULL && !g_str_equal (gtk_editable_get_text (GTK_EDITABLE (row)), text))
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/* The editor writes HTML of its own form, so what means the same is not shown anew: the cursor would jump. */
static void
show_html (LwRichEditor *editor,
           const char   *html)
{
  g_autoptr (LwRichText) shown = lw_rich_buffer_dup_rich_text (lw_rich_editor_get_buffer (editor));
  g_autoptr (LwRichText) wanted = html != NULL ? lw_rich_text_from_html (html) : NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (editor), html != NULL);
  if (wanted != NULL && !lw_rich_text_equal (shown, wanted))
    lw_rich_editor_set_html (editor, html);
}

static void
template_notify_cb (LwInstructionsPage *self)
{
  g_autoptr (LwWorkerTemplateParts) parts = lw_wizard_draft_dup_parts (lw_wizard_session_get_draft (self->session));

  self->updating = TRUE;
  show_line (self->header_row, parts->header);
  show_line (self->full_header_row, parts->full_header);
  show_html (self->short_editor, parts->short_html);
  show_html (self->full_editor, parts->full_html);
  gtk_widget_set_visible (self->missing_part_label,
                          parts->header == NULL || parts->short_html == NULL || parts->full_html == NULL);
  gtk_widget_set_visible (self->examples_box, parts->short_html != NULL && strstr (parts->short_html, "<h3") == NULL);
  self->updating = FALSE;
}

/* The two blocks that the built-in template has: what is right, what is not. */
static void
add_examples_cb (LwInstructionsPage *self)
{
  gboolean multi = lw_wizard_draft_get_multi (lw_wizard_session_get_draft (self->session));
  g_autofree char *plain = lw_worker_template_new (multi, NULL, NULL, NULL, NULL);
  g_autoptr (LwWorkerTemplateParts) defaults = lw_worker_template_extract (plain);
  g_autoptr (LwWorkerTemplateParts) parts = lw_wizard_draft_dup_parts (lw_wizard_session_get_draft (self->session));
  g_autofree char *html = g_strconcat (parts->short_html != NULL ? parts->short_html : "", defaults->short_html, NULL);

  replace_part (self, LW_WORKER_TEMPLATE_SHORT, html);
}

static void
lw_instructions_page_dispose (GObject *object)
{
  LwInstructionsPage *self = LW_INSTRUCTIONS_PAGE (object);

  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_INSTRUCTIONS_PAGE);
  G_OBJECT_CLASS (lw_instructions_page_parent_class)->dispose (object);
}

static void
lw_instructions_page_class_init (LwInstructionsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_instructions_page_dispose;

  g_type_ensure (LW_TYPE_FIELD_MESSAGE);
  g_type_ensure (LW_TYPE_RICH_EDITOR);
  g_type_ensure (LW_TYPE_TEMPLATE_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/wizard/lw-instructions-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LwInstructionsPage, header_row);
  gtk_widget_class_bind_template_child (widget_class, LwInstructionsPage, full_header_row);
  gtk_widget_class_bind_template_child (widget_class, LwInstructionsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LwInstructionsPage, short_editor);
  gtk_widget_class_bind_template_child (widget_class, LwInstructionsPage, full_editor);
  gtk_widget_class_bind_template_child (widget_class, LwInstructionsPage, template_editor);
  gtk_widget_class_bind_template_child (widget_class, LwInstructionsPage, missing_part_label);
  gtk_widget_class_bind_template_child (widget_class, LwInstructionsPage, examples_box);
  gtk_widget_class_bind_template_callback (widget_class, header_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, full_header_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, short_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, full_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_examples_cb);
}

static void
lw_instructions_page_init (LwInstructionsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lw_rich_editor_set_name (self->short_editor, _("Edit short instructions"));
  lw_rich_editor_set_name (self->full_editor, _("Edit full instructions"));
}

void
lw_instructions_page_set_session (LwInstructionsPage *self,
                                  LwWizardSession    *session)
{
  g_return_if_fail (LW_IS_INSTRUCTIONS_PAGE (self) && self->session == NULL);

  self->session = g_object_ref (session);
  lw_rich_buffer_set_loader (lw_rich_editor_get_buffer (self->short_editor), lw_wizard_session_get_loader (session));
  lw_rich_buffer_set_loader (lw_rich_editor_get_buffer (self->full_editor), lw_wizard_session_get_loader (session));
  g_signal_connect_object (lw_wizard_session_get_draft (session), "notify::template", G_CALLBACK (template_notify_cb),
                           self, G_CONNECT_SWAPPED);
  lw_template_editor_set_session (self->template_editor, session);
  lw_field_messages_attach (GTK_WIDGET (self), session, LW_WIZARD_STEP_INSTRUCTIONS);
  template_notify_cb (self);
}

/**
 * lw_instructions_page_show_place:
 * @self: the page
 * @line: from 1
 * @column: from 1, in bytes; 0 for the start of the line
 *
 * Shows the template's source with the cursor there.
 */
void
lw_instructions_page_show_place (LwInstructionsPage *self,
                                 guint               line,
                                 guint               column)
{
  g_return_if_fail (LW_IS_INSTRUCTIONS_PAGE (self));

  gtk_stack_set_visible_child_name (self->stack, "template");
  lw_template_editor_show_place (self->template_editor, line, column);
}
