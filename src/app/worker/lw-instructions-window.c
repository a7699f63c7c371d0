/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The full instructions of a task, in a window that may stay open beside the work. */

#define G_LOG_DOMAIN "lw-worker"

#include "config.h"

#include "lw-instructions-window.h"

#include "lw-rich-view.h"

#include <glib/gi18n.h>

struct _LwInstructionsWindow
{
  AdwWindow       parent_instance;

  AdwWindowTitle *title;
  LwRichView     *text;
};

G_DEFINE_FINAL_TYPE (LwInstructionsWindow, lw_instructions_window, ADW_TYPE_WINDOW)

static void
lw_instructions_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LW_TYPE_INSTRUCTIONS_WINDOW);

  G_OBJECT_CLASS (lw_instructions_window_parent_class)->dispose (object);
}

static void
lw_instructions_window_class_init (LwInstructionsWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lw_instructions_window_dispose;

  g_type_ensure (LW_TYPE_RICH_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/worker/lw-instructions-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LwInstructionsWindow, title);
  gtk_widget_class_bind_template_child (widget_class, LwInstructionsWindow, text);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
}

static void
lw_instructions_window_init (LwInstructionsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lw_instructions_window_new:
 * @loader: (nullable): what loads images in the instructions
 *
 * Returns: (transfer full): a window that is not presented yet; GTK owns it
 */
LwInstructionsWindow *
lw_instructions_window_new (LwImageLoader *loader)
{
  LwInstructionsWindow *self = g_object_new (LW_TYPE_INSTRUCTIONS_WINDOW, NULL);

  lw_rich_view_set_loader (self->text, loader);
  return self;
}

/**
 * lw_instructions_window_set_page:
 * @self: the window
 * @page: (nullable): whose full instructions to show
 */
void
lw_instructions_window_set_page (LwInstructionsWindow *self,
                                 LwWorkerPage         *page)
{
  LwHtmlNode *node = page != NULL ? lw_worker_page_get_full_instructions (page) : NULL;
  const char *header = page != NULL ? lw_worker_page_get_full_header (page) : NULL;

  g_return_if_fail (LW_IS_INSTRUCTIONS_WINDOW (self));

  header = header != NULL && *header != '\0' ? header : _("Instructions");
  gtk_window_set_title (GTK_WINDOW (self), header);
  adw_window_title_set_title (self->title, header);
  lw_rich_view_take_text (self->text, node != NULL ? lw_rich_text_from_node (node) : NULL);
}
