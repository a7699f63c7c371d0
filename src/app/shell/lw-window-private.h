/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the window share: lw-window.c (life and layout), -pages.c (pages and the way back), -actions.c,
 * -open.c (files and folders), -places.c (where jobs run), -wizard.c (new jobs), -label.c (label here). */

#pragma once

#include "lw-window.h"

#include "lw-place-bar.h"
#include "lw-sidebar.h"

#include "lw-split-view.h"

G_BEGIN_DECLS

typedef struct _LwWindowPage LwWindowPage;

/**
 * LwWindowPage:
 * @widget: the page as it stands in the stack
 * @header_bar: (nullable): its header bar
 * @buttons: (nullable): the window's buttons in it
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

  LwSplitView          *split_view;
  LwSidebar            *sidebar;
  GtkStack             *stack;
  GtkWidget            *drop_hint;
  LwPlaceBar           *place_bar;

  LwApplication        *application;
  LwPlace              *where;
  LwJobBackend         *shown_backend;
  GSettings            *settings;
  GCancellable         *cancellable;
  GHashTable           *pages;
  GPtrArray            *history;
  LwWindowPlace        *place;
  GFile                *pending;
  gulong                painted_id;
  guint                 n_listings;
  gboolean              show_sidebar;
};

/* lw-window.c */
void          lw_window_update_layout   (LwWindow       *self);
void          lw_window_backend_opened  (LwWindow       *self);

/* lw-window-places.c */
void          lw_window_install_places  (GtkWidgetClass *widget_class);
const char   *lw_window_get_place       (LwWindow       *self);
void          lw_window_set_place       (LwWindow       *self,
                                         const char     *id);
LwJobBackend *lw_window_get_backend     (LwWindow       *self);
LwImageLoader *lw_window_get_loader     (LwWindow       *self);

/* lw-window-pages.c */
void          lw_window_pages_init      (LwWindow       *self);
void          lw_window_pages_clear     (LwWindow       *self);
void          lw_window_pages_reset     (LwWindow       *self);
GtkWidget    *lw_window_get_page        (LwWindow       *self,
                                         const char     *name);
GtkWidget    *lw_window_add_page        (LwWindow       *self,
                                         const char     *name,
                                         GtkWidget      *widget);
void          lw_window_remove_page     (LwWindow       *self,
                                         const char     *name);
void          lw_window_go              (LwWindow       *self,
                                         const char     *page,
                                         const char     *argument);
void          lw_window_go_back         (LwWindow       *self);
gboolean      lw_window_can_go_back     (LwWindow       *self);
gboolean      lw_window_page_is_solo    (LwWindow       *self);
gboolean      lw_window_shows           (LwWindow       *self,
                                         const char     *page);

/* lw-window-actions.c */
void          lw_window_install_actions (GtkWidgetClass *widget_class);
void          lw_window_update_actions  (LwWindow       *self);

/* lw-window-wizard.c */
void          lw_window_install_wizard  (GtkWidgetClass *widget_class);
void          lw_window_leave_wizard    (LwWindow       *self);
void          lw_window_update_drafts   (LwWindow       *self);
void          lw_window_offer_draft     (LwWindow       *self);

/* lw-window-export.c */
void          lw_window_install_export  (GtkWidgetClass *widget_class);

/* lw-window-import.c */
void          lw_window_install_import  (GtkWidgetClass *widget_class);
gboolean      lw_window_can_import      (const char     *path);
void          lw_window_import          (LwWindow       *self,
                                         const char     *path);

/* lw-window-label.c */
void          lw_window_install_label   (GtkWidgetClass *widget_class);
gboolean      lw_window_leave_label     (LwWindow       *self);

/* lw-window-open.c */
void          lw_window_install_open    (GtkWidgetClass *widget_class);
void          lw_window_init_drop       (LwWindow       *self);
void          lw_window_open_pending    (LwWindow       *self);

G_END_DECLS
