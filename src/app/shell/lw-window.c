/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The studio's window: its life and its layout. */

#define G_LOG_DOMAIN "lw-shell"

#include "config.h"

#include "lw-window-private.h"
#include "lw-problem-page.h"

#include "lw-settings.h"

enum
{
  PROP_0,
  PROP_SHOW_SIDEBAR,
  PROP_PLACE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LwWindow, lw_window, ADW_TYPE_APPLICATION_WINDOW)

/* Called whenever the width, the page or the sidebar changes: which buttons stand in which header bar. */
void
lw_window_update_layout (LwWindow *self)
{
  gboolean collapsed = lw_split_view_get_collapsed (self->split_view);
  gboolean sidebar = self->show_sidebar && !lw_window_page_is_solo (self);
  GHashTableIter iter;
  gpointer value;

  lw_split_view_set_show_sidebar (self->split_view, sidebar);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (lw_sidebar_get_header_bar (self->sidebar)), collapsed);

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      LwWindowPage *page = value;

      if (page->header_bar == NULL)
        continue;
      adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (page->header_bar), collapsed || !sidebar);
      g_object_set (page->buttons,
                    "show-back", lw_window_can_go_back (self) && !lw_window_shows (self, "label"),
                    "show-toggle", !collapsed && !lw_window_page_is_solo (self),
                    NULL);
    }

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", lw_window_can_go_back (self));
}

static void
split_view_notify_collapsed_cb (LwWindow *self)
{
  lw_window_update_layout (self);
}

/* The workspace */

/* Where the person was the last time. */
static void
show_first_page (LwWindow *self)
{
  g_autofree char *name = self->settings != NULL ? g_settings_get_string (self->settings, "last-job") : NULL;

  if (name != NULL && *name != '\0' && lw_job_backend_find_job (lw_window_get_backend (self), name) != NULL)
    lw_window_go (self, "job", name);
  else
    lw_window_go (self, "welcome", NULL);
}

/* What was to be opened, is; otherwise the window goes where it was the last time. */
void
lw_window_backend_opened (LwWindow *self)
{
  if (self->pending != NULL)
    {
      lw_window_update_drafts (self);
      lw_window_open_pending (self);
      return;
    }
  lw_window_offer_draft (self);
  if (lw_window_shows (self, "welcome") || lw_window_shows (self, "problem"))
    show_first_page (self);
}

static void
application_notify_error_cb (LwWindow      *self,
                             GParamSpec    *pspec,
                             LwApplication *application)
{
  lw_window_go (self, "problem", NULL);
  lw_problem_page_set_error (LW_PROBLEM_PAGE (lw_window_get_page (self, "problem")),
                             lw_application_get_error (application));
}

static void
frame_clock_after_paint_cb (LwWindow      *self,
                            GdkFrameClock *frame_clock)
{
  g_clear_signal_handler (&self->painted_id, frame_clock);
  lw_application_open_workspace (self->application);
}

/* Nothing is opened before the window stands on the screen. */
static void
lw_window_realize (GtkWidget *widget)
{
  LwWindow *self = LW_WINDOW (widget);

  GTK_WIDGET_CLASS (lw_window_parent_class)->realize (widget);

  self->painted_id = g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint",
                                              G_CALLBACK (frame_clock_after_paint_cb), self, G_CONNECT_SWAPPED);
}

static void
lw_window_unrealize (GtkWidget *widget)
{
  LwWindow *self = LW_WINDOW (widget);

  g_clear_signal_handler (&self->painted_id, gtk_widget_get_frame_clock (widget));

  GTK_WIDGET_CLASS (lw_window_parent_class)->unrealize (widget);
}

static gboolean
lw_window_close_request (GtkWindow *window)
{
  LwWindow *self = LW_WINDOW (window);

  if (!lw_window_leave_label (self))
    return GDK_EVENT_STOP;

  lw_window_leave_wizard (self);
  return GTK_WINDOW_CLASS (lw_window_parent_class)->close_request (window);
}

static void
lw_window_get_property (GObject    *object,
                        guint       property_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  LwWindow *self = LW_WINDOW (object);

  switch (property_id)
    {
    case PROP_SHOW_SIDEBAR:
      g_value_set_boolean (value, self->show_sidebar);
      break;
    case PROP_PLACE:
      g_value_set_string (value, lw_window_get_place (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lw_window_set_property (GObject      *object,
                        guint         property_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  LwWindow *self = LW_WINDOW (object);

  switch (property_id)
    {
    case PROP_SHOW_SIDEBAR:
      if (self->show_sidebar != g_value_get_boolean (value))
        {
          self->show_sidebar = g_value_get_boolean (value);
          lw_window_update_layout (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_PLACE:
      lw_window_set_place (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lw_window_dispose (GObject *object)
{
  LwWindow *self = LW_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->pending);
  lw_window_pages_clear (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_WINDOW);

  G_OBJECT_CLASS (lw_window_parent_class)->dispose (object);
}

static void
lw_window_finalize (GObject *object)
{
  LwWindow *self = LW_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->settings);
  g_clear_object (&self->where);
  g_clear_object (&self->application);

  G_OBJECT_CLASS (lw_window_parent_class)->finalize (object);
}

static void
lw_window_class_init (LwWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lw_window_get_property;
  object_class->set_property = lw_window_set_property;
  object_class->dispose = lw_window_dispose;
  object_class->finalize = lw_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = lw_window_close_request;
  widget_class->realize = lw_window_realize;
  widget_class->unrealize = lw_window_unrealize;

  properties[PROP_SHOW_SIDEBAR] =
    g_param_spec_boolean ("show-sidebar", NULL, NULL, TRUE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_PLACE] =
    g_param_spec_string ("place", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LW_TYPE_PLACE_BAR);
  g_type_ensure (LW_TYPE_SIDEBAR);
  g_type_ensure (LW_TYPE_SPLIT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/page/labelwright/Labelwright/shell/lw-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LwWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, LwWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, LwWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, LwWindow, drop_hint);
  gtk_widget_class_bind_template_child (widget_class, LwWindow, place_bar);
  gtk_widget_class_bind_template_callback (widget_class, split_view_notify_collapsed_cb);

  gtk_widget_class_install_property_action (widget_class, "win.show-sidebar", "show-sidebar");
  gtk_widget_class_install_property_action (widget_class, "win.fullscreen", "fullscreened");
  lw_window_install_actions (widget_class);
  lw_window_install_label (widget_class);
  lw_window_install_open (widget_class);
  lw_window_install_export (widget_class);
  lw_window_install_import (widget_class);
  lw_window_install_places (widget_class);
  lw_window_install_wizard (widget_class);
}

static void
lw_window_init (LwWindow *self)
{
  self->show_sidebar = TRUE;
  self->cancellable = g_cancellable_new ();
  self->settings = lw_settings_dup ();
  lw_window_pages_init (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  lw_window_init_drop (self);
  lw_window_update_actions (self);
}

static void
remember_size (LwWindow *self)
{
  if (self->settings == NULL)
    return;
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
}

/**
 * lw_window_new:
 * @application: the studio
 *
 * Returns: (transfer floating): a window
 */
LwWindow *
lw_window_new (LwApplication *application)
{
  LwWindow *self;

  g_return_val_if_fail (LW_IS_APPLICATION (application), NULL);

  self = g_object_new (LW_TYPE_WINDOW, "application", application, NULL);
  self->application = g_object_ref (application);
  remember_size (self);
  lw_sidebar_set_places (self->sidebar, G_LIST_MODEL (lw_application_get_places (application)));
  g_signal_connect_object (application, "notify::error", G_CALLBACK (application_notify_error_cb), self,
                           G_CONNECT_SWAPPED);
  lw_window_set_place (self, lw_place_get_id (lw_places_get_local (lw_application_get_places (application))));
  return self;
}

/**
 * lw_window_get_page_name:
 * @self: the window
 *
 * Returns: (transfer none): the name of the page that is shown
 */
const char *
lw_window_get_page_name (LwWindow *self)
{
  g_return_val_if_fail (LW_IS_WINDOW (self), NULL);

  return self->place->page;
}
