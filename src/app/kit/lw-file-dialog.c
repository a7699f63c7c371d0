/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Choosing a file or folder with the platform's dialog (a portal in a sandbox). The only file that knows which
 * dialog class the platform has. */

#define G_LOG_DOMAIN "lw-kit"

#include "config.h"

#include "lw-file-dialog.h"

#include <glib/gi18n.h>

static GtkWindow *
find_window (GtkWidget *widget)
{
  GtkRoot *root = widget != NULL ? gtk_widget_get_root (widget) : NULL;

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static GtkFileFilter *
new_filter (const char *const *patterns)
{
  GtkFileFilter *filter = gtk_file_filter_new ();
  g_autofree char *name = g_strjoinv (", ", (char **) patterns);

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  return filter;
}

static GtkFileFilter *
new_any_filter (void)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("All files"));
  gtk_file_filter_add_pattern (filter, "*");
  return filter;
}

G_GNUC_BEGIN_IGNORE_DEPRECATIONS
#if GTK_CHECK_VERSION (4, 10, 0)
static void
return_file (GTask  *task,
             GFile  *file,
             GError *error)
{
  if (file != NULL)
    {
      g_task_return_pointer (task, file, g_object_unref);
    }
  else if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED)
           || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    {
      g_task_return_pointer (task, NULL, NULL);
      g_error_free (error);
    }
  else
    {
      g_task_return_error (task, error);
    }
}

static void
dialog_open_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  return_file (task, gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error), error);
}

static void
dialog_select_folder_cb (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GFile *file = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, &error);

  return_file (task, file, error);
}

static void
dialog_save_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GFile *file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  return_file (task, file, error);
}

static void
show_dialog (GtkWindow         *window,
             LwFileDialogMode   mode,
             const char        *title,
             const char        *accept_label,
             GFile             *initial,
             const char *const *patterns,
             GTask             *task)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  GCancellable *cancellable = g_task_get_cancellable (task);

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_accept_label (dialog, accept_label);
  if (initial != NULL && mode == LW_FILE_DIALOG_SAVE)
    gtk_file_dialog_set_initial_file (dialog, initial);
  else if (initial != NULL)
    gtk_file_dialog_set_initial_folder (dialog, initial);
  if (patterns != NULL)
    {
      g_autoptr (GtkFileFilter) filter = new_filter (patterns);
      g_autoptr (GtkFileFilter) any = new_any_filter ();

      g_list_store_append (filters, filter);
      g_list_store_append (filters, any);
      gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
    }
  if (mode == LW_FILE_DIALOG_OPEN)
    gtk_file_dialog_open (dialog, window, cancellable, dialog_open_cb, task);
  else if (mode == LW_FILE_DIALOG_FOLDER)
    gtk_file_dialog_select_folder (dialog, window, cancellable, dialog_select_folder_cb, task);
  else
    gtk_file_dialog_save (dialog, window, cancellable, dialog_save_cb, task);
}
#else
static void
chooser_response_cb (GtkNativeDialog *dialog,
                     int              response,
                     gpointer         user_data)
{
  g_autoptr (GTask) task = user_data;
  GFile *file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_signal_handlers_disconnect_by_data (dialog, task);
  g_object_unref (dialog);
  g_task_return_pointer (task, file, g_object_unref);
}

static GtkFileChooserAction
action_for_mode (LwFileDialogMode mode)
{
  switch (mode)
    {
    case LW_FILE_DIALOG_FOLDER:
      return GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER;
    case LW_FILE_DIALOG_SAVE:
      return GTK_FILE_CHOOSER_ACTION_SAVE;
    case LW_FILE_DIALOG_OPEN:
    default:
      return GTK_FILE_CHOOSER_ACTION_OPEN;
    }
}

/* The chooser is no widget: this reference keeps it until "response". */
static void
show_dialog (GtkWindow         *window,
             LwFileDialogMode   mode,
             const char        *title,
             const char        *accept_label,
             GFile             *initial,
             const char *const *patterns,
             GTask             *task)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, window, action_for_mode (mode),
                                                              accept_label, NULL);
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);

  if (initial != NULL && mode == LW_FILE_DIALOG_SAVE)
    {
      g_autofree char *name = g_file_get_basename (initial);
      g_autoptr (GFile) folder = g_file_get_parent (initial);

      gtk_file_chooser_set_current_name (chooser, name);
      if (folder != NULL)
        gtk_file_chooser_set_current_folder (chooser, folder, NULL);
    }
  else if (initial != NULL)
    {
      gtk_file_chooser_set_current_folder (chooser, initial, NULL);
    }
  if (patterns != NULL)
    {
      g_autoptr (GtkFileFilter) filter = new_filter (patterns);
      g_autoptr (GtkFileFilter) any = new_any_filter ();

      gtk_file_chooser_add_filter (chooser, filter);
      gtk_file_chooser_add_filter (chooser, any);
    }
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (chooser_response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
#endif
G_GNUC_END_IGNORE_DEPRECATIONS

/**
 * lw_file_dialog_async:
 * @parent: (nullable): a widget of the window that asks
 * @mode: what is chosen
 * @title: the dialog's title
 * @accept_label: (nullable): the verb on its button
 * @initial: (nullable): the folder to begin in; to save, the file to suggest
 * @patterns: (nullable) (array zero-terminated=1): names that are shown first, such as "*.manifest"
 * @cancellable: (nullable): checked at the end
 * @callback: called when the dialog is answered
 * @user_data: passed to @callback
 *
 * Lets the user choose one file or folder.
 */
void
lw_file_dialog_async (GtkWidget           *parent,
                      LwFileDialogMode     mode,
                      const char          *title,
                      const char          *accept_label,
                      GFile               *initial,
                      const char *const   *patterns,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, lw_file_dialog_async);
  g_task_set_name (task, "lw_file_dialog_async");
  show_dialog (find_window (parent), mode, title, accept_label, initial, patterns, task);
}

/**
 * lw_file_dialog_finish:
 * @result: what the callback was given
 * @error: why the dialog could not be shown
 *
 * Returns: (transfer full) (nullable): the choice; %NULL without error when the user chose nothing
 */
GFile *
lw_file_dialog_finish (GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
