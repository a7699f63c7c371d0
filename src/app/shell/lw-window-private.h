/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the window share: lw-window.c (life and layout), -pages.c (pages and the way back), -actions.c. */

#pragma once

#include "lw-sidebar.h"
#include "lw-split-view.h"
#include "lw-window.h"

G_BEGIN_DECLS

typedef struct _LwWindowPage LwWindowPage;

/**
 * LwWindowPage:
 * @widget: the page as it stands in the stack
 * @header_bar: its header bar, the page's own or one that the window gave it
 * @buttons: the window's buttons in it
 */
struct _LwWindowPage
{
  GtkWidget *widget;
  GtkWidget *header_bar;
  GtkWidget *buttons;
};

typedef struct _LwWindowPlace LwWindowPlace;

/**
 * LwWindowPlace:
 * @page: a page's name
 * @argument: (nullable): what it shows: a job's name, a manifest's address
 */
struct _LwWindowPlace
{
  char *page;
  char *argument;
};

struct _LwWindow
{
  AdwApplicationWindow  parent_instance;

  GtkWidget            *toast_overlay;
  LwSplitView          *split_view;
  LwSidebar            *sidebar;
  GtkStack             *stack;
  GtkWidget            *drop_hint;

  GHashTable           *pages;
  GPtrArray            *history;
  LwWindowPlace        *place;
  gboolean              show_sidebar;
};

/* lw-window.c */
void       lw_window_update_layout   (LwWindow       *self);

/* lw-window-pages.c */
void       lw_window_pages_init      (LwWindow       *self);
void       lw_window_pages_clear     (LwWindow       *self);
void       lw_window_add_page        (LwWindow       *self,
                                      const char     *name,
                                      GtkWidget      *widget);
void       lw_window_go              (LwWindow       *self,
                                      const char     *page,
                                      const char     *argument);
void       lw_window_go_back         (LwWindow       *self);
gboolean   lw_window_can_go_back     (LwWindow       *self);
gboolean   lw_window_page_is_solo    (LwWindow       *self);

/* lw-window-actions.c */
void       lw_window_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
