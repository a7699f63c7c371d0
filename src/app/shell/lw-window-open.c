/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What comes into the window from outside: dropped, named on the command line, chosen in a dialog, the sample. A folder
 * makes a new job, a file is a manifest. */

#define G_LOG_DOMAIN "lw-shell"

#include "config.h"

#include "lw-sample.h"
#include "lw-window-private.h"

#include "lw-error-presenter.h"
#include "lw-file-dialog.h"

#include <glib/gi18n.h>

/* One sentence that names the thing once; GIO's own message would name it a second time. */
static char *
describe_failure (GFile        *file,
                  const GError *error)
{
  const char *path = g_file_peek_path (file);
  g_autofree char *name = path != NULL ? g_filename_display_name (path) : g_file_get_parse_name (file);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return g_strdup_printf (_("“%s” cannot be opened: there is no file or folder of this name."), name);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return g_strdup_printf (_("“%s” cannot be opened: you may not read it."), name);
  return g_strdup_printf (_("“%s” cannot be opened: %s"), name, error->message);
}

/* Over a manifest that is shown, a second one may be meant to be compared with it. */
static void
open_manifest (LwWindow   *self,
               const char *path)
{
  g_autofree char *shown = lw_window_shows (self, "results") ? g_strdup (self->place->argument) : NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-results", "s", path);
  if (shown == NULL || g_str_equal (shown, path))
    return;
  name = g_path_get_basename (shown);
  text = g_strdup_printf (_("“%s” was shown before."), name);
  lw_present_undo (GTK_WIDGET (self->stack), text, _("_Compare"), "win.compare-manifests",
                   g_variant_new ("(ss)", shown, path));
}

static void
info_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (LwWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  GFile *file = G_FILE (object);
  g_autoptr (GFileInfo) info = g_file_query_info_finish (file, result, &error);
  const char *path = g_file_peek_path (file);
  gboolean folder;

  if (info == NULL)
    {
      g_autofree char *text = describe_failure (file, error);

      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        lw_present_error (GTK_WIDGET (self->stack), text, NULL);
      return;
    }
  if (path == NULL)
    {
      lw_present_message (GTK_WIDGET (self->stack), _("Only files and folders of this computer can be opened."));
      return;
    }

  folder = g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY;
  if (!folder && lw_window_can_import (path))
    {
      lw_window_import (self, path);
      return;
    }
  if (folder)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.new-job-from-folder", "s", path);
  else
    open_manifest (self, path);
}

void
lw_window_open_pending (LwWindow *self)
{
  g_autoptr (GFile) file = g_steal_pointer (&self->pending);

  if (file != NULL)
    g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT,
                             self->cancellable, info_cb, g_object_ref (self));
}

/* Drops */

static gboolean
drop_accept_cb (LwWindow *self,
                GdkDrop  *drop)
{
  /* Pages that have the whole window take drops themselves. */
  return lw_window_get_backend (self) != NULL && !lw_window_page_is_solo (self) &&
         gdk_content_formats_contain_gtype (gdk_drop_get_formats (drop), GDK_TYPE_FILE_LIST);
}

static GdkDragAction
drop_enter_cb (LwWindow *self)
{
  gtk_widget_set_visible (self->drop_hint, TRUE);
  return GDK_ACTION_COPY;
}

static void
drop_leave_cb (LwWindow *self)
{
  gtk_widget_set_visible (self->drop_hint, FALSE);
}

static gboolean
drop_drop_cb (LwWindow     *self,
              const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  gtk_widget_set_visible (self->drop_hint, FALSE);
  if (files == NULL)
    return FALSE;
  if (files->next != NULL)
    {
      lw_present_message (GTK_WIDGET (self->stack), _("Drop one folder, or one manifest. For several images, drop the "
                                                      "folder that they are in."));
      return FALSE;
    }
  lw_window_open_file (self, files->data);
  return TRUE;
}

void
lw_window_init_drop (LwWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "accept", G_CALLBACK (drop_accept_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "enter", G_CALLBACK (drop_enter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "leave", G_CALLBACK (drop_leave_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* Actions */

static void
manifest_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (LwWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = lw_file_dialog_finish (result, &error);

  if (file != NULL)
    lw_window_open_file (self, file);
  else if (error != NULL)
    lw_present_error (GTK_WIDGET (self->stack), _("No manifest was chosen"), error);
}

static void
open_manifest_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  LwWindow *self = LW_WINDOW (widget);
  const char *patterns[] = { "*.manifest", "*.jsonl", "*.json", NULL };

  lw_file_dialog_async (widget, LW_FILE_DIALOG_OPEN, _("Open output manifest"), _("_Open"), NULL, patterns,
                        self->cancellable, manifest_cb, g_object_ref (self));
}

static void
sample_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LwWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = lw_sample_copy_finish (result, &error);

  if (folder != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.new-job-from-folder", "s", folder);
  else
    lw_present_error (GTK_WIDGET (self->stack), _("The sample cannot be opened"), error);
}

static void
try_sample_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  LwWindow *self = LW_WINDOW (widget);

  lw_sample_copy_async (lw_application_get_workspace (self->application), self->cancellable, sample_cb,
                        g_object_ref (self));
}

void
lw_window_install_open (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.open-manifest", NULL, open_manifest_action);
  gtk_widget_class_install_action (widget_class, "win.try-sample", NULL, try_sample_action);
}

/**
 * lw_window_open_file:
 * @self: the window
 * @file: a folder of images or a manifest
 *
 * Opens what was dropped on the window or named on the command line; later, when the workspace is not open yet.
 */
void
lw_window_open_file (LwWindow *self,
                     GFile    *file)
{
  g_return_if_fail (LW_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  g_set_object (&self->pending, file);
  if (lw_window_get_backend (self) != NULL)
    lw_window_open_pending (self);
}
