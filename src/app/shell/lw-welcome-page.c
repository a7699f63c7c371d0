/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window shows when nothing is chosen: the three ways to begin. All of it is in the .ui; the buttons name the
 * window's actions. */

#define G_LOG_DOMAIN "lw-shell"

#include "config.h"

#include "lw-welcome-page.h"

struct _LwWelcomePage
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (LwWelcomePage, lw_welcome_page, ADW_TYPE_BIN)

static void
lw_welcome_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LW_TYPE_WELCOME_PAGE);

  G_OBJECT_CLASS (lw_welcome_page_parent_class)->dispose (object);
}

static void
lw_welcome_page_class_init (LwWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_welcome_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/shell/lw-welcome-page.ui");
}

static void
lw_welcome_page_init (LwWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
