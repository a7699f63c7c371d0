/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The instructions of a task beside the image: the short ones, and the way to the full ones in a window of their
 * own. */

#define G_LOG_DOMAIN "lw-worker"

#include "config.h"

#include "lw-instructions-panel.h"

#include "lw-instructions-window.h"
#include "lw-rich-view.h"

#include <glib/gi18n.h>

struct _LwInstructionsPanel
{
  GtkWidget             parent_instance;

  LwRichView           *text;
  GtkWidget            *empty;

  LwImageLoader        *loader;
  LwWorkerPage         *page;
  LwInstructionsWindow *window;
};

G_DEFINE_FINAL_TYPE (LwInstructionsPanel, lw_instructions_panel, GTK_TYPE_WIDGET)

static void
show_full_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  LwInstructionsPanel *self = LW_INSTRUCTIONS_PANEL (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (self->window == NULL)
    {
      g_set_weak_pointer (&self->window, lw_instructions_window_new (self->loader));
      if (GTK_IS_WINDOW (root))
        gtk_window_set_transient_for (GTK_WINDOW (self->window), GTK_WINDOW (root));
    }
  lw_instructions_window_set_page (self->window, self->page);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
lw_instructions_panel_dispose (GObject *object)
{
  LwInstructionsPanel *self = LW_INSTRUCTIONS_PANEL (object);

  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->loader);
  g_clear_pointer (&self->page, lw_worker_page_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_INSTRUCTIONS_PANEL);

  G_OBJECT_CLASS (lw_instructions_panel_parent_class)->dispose (object);
}

static void
lw_instructions_panel_class_init (LwInstructionsPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lw_instructions_panel_dispose;

  g_type_ensure (LW_TYPE_RICH_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/worker/lw-instructions-panel.ui");
  /* Bound only so that it goes with the template. */
  gtk_widget_class_bind_template_child_full (widget_class, "content", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, LwInstructionsPanel, text);
  gtk_widget_class_bind_template_child (widget_class, LwInstructionsPanel, empty);
  gtk_widget_class_install_action (widget_class, "instructions.show-full", NULL, show_full_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "instructions-panel");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
}

static void
lw_instructions_panel_init (LwInstructionsPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "instructions.show-full", FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Instructions"), -1);
}

/**
 * lw_instructions_panel_set_loader:
 * @self: the panel
 * @loader: (nullable): what loads images in the instructions
 */
void
lw_instructions_panel_set_loader (LwInstructionsPanel *self,
                                  LwImageLoader       *loader)
{
  g_return_if_fail (LW_IS_INSTRUCTIONS_PANEL (self));

  if (g_set_object (&self->loader, loader))
    lw_rich_view_set_loader (self->text, loader);
}

/**
 * lw_instructions_panel_set_page:
 * @self: the panel
 * @page: (nullable): whose instructions to show
 */
void
lw_instructions_panel_set_page (LwInstructionsPanel *self,
                                LwWorkerPage        *page)
{
  LwHtmlNode *node;

  g_return_if_fail (LW_IS_INSTRUCTIONS_PANEL (self));

  g_clear_pointer (&self->page, lw_worker_page_unref);
  self->page = page != NULL ? lw_worker_page_ref (page) : NULL;
  node = page != NULL ? lw_worker_page_get_short_instructions (page) : NULL;
  lw_rich_view_take_text (self->text, node != NULL ? lw_rich_text_from_node (node) : NULL);
  gtk_widget_set_visible (self->empty, lw_rich_view_is_empty (self->text));
  gtk_widget_set_visible (GTK_WIDGET (self->text), !lw_rich_view_is_empty (self->text));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "instructions.show-full",
                                 page != NULL && lw_worker_page_get_full_instructions (page) != NULL);
  if (self->window != NULL)
    lw_instructions_window_set_page (self->window, page);
}
