/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window can be told to do, by a menu, a key, a button of any page. */

#define G_LOG_DOMAIN "lw-shell"

#include "config.h"

#include "lw-window-private.h"

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  lw_window_go_back (LW_WINDOW (widget));
}

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LwWindow *self = LW_WINDOW (widget);

  lw_split_view_set_show_content (self->split_view, FALSE);
  lw_sidebar_focus_search (self->sidebar);
}

void
lw_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
}
