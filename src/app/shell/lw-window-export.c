/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Taking labels out of the window, and showing what was written in the file manager. */

#define G_LOG_DOMAIN "lw-shell"

#include "config.h"

#include "lw-window-private.h"

#include "lw-error-presenter.h"

#include <glib/gi18n.h>

static void
export_results_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  LwWindow *self = LW_WINDOW (widget);

  if (lw_window_shows (self, "results"))
    gtk_widget_activate_action (lw_window_get_page (self, "results"), "results.export", NULL);
  else
    lw_present_message (GTK_WIDGET (self->stack), _("Open an output manifest first: what it shows can be exported."));
}

static void
launched_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (LwWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error) && self->stack != NULL)
    lw_present_error (GTK_WIDGET (self->stack), _("The folder cannot be shown"), error);
}

typedef struct
{
  LwWindow *window;
  GFile    *file;
} ShowCall;

static void
show_call_free (ShowCall *call)
{
  g_object_unref (call->window);
  g_object_unref (call->file);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ShowCall, show_call_free)

/* Without a file manager that can select the file, its folder is opened. */
static void
shown_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (ShowCall) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GFile) folder = NULL;
  g_autofree char *uri = NULL;

  if (object != NULL)
    reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &error);
  if (reply != NULL)
    return;
  folder = g_file_get_parent (call->file);
  uri = g_file_get_uri (folder != NULL ? folder : call->file);
  g_app_info_launch_default_for_uri_async (uri, NULL, NULL, launched_cb, g_object_ref (call->window));
}

static void
show_in_folder_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  ShowCall *call = g_new0 (ShowCall, 1);
  GDBusConnection *bus = g_application_get_dbus_connection (G_APPLICATION (LW_WINDOW (widget)->application));
  g_autofree char *uri = NULL;
  const char *uris[] = { NULL, NULL };

  call->window = g_object_ref (LW_WINDOW (widget));
  call->file = g_file_new_for_path (g_variant_get_string (parameter, NULL));
  if (bus == NULL)
    {
      shown_cb (NULL, NULL, call);
      return;
    }
  uri = g_file_get_uri (call->file);
  uris[0] = uri;
  g_dbus_connection_call (bus, "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1",
                          "org.freedesktop.FileManager1", "ShowItems", g_variant_new ("(^ass)", uris, ""), NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, shown_cb, call);
}

void
lw_window_install_export (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.export-results", NULL, export_results_action);
  gtk_widget_class_install_action (widget_class, "win.show-in-folder", "s", show_in_folder_action);
}
