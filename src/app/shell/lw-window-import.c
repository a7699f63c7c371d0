/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Data sets of other formats that come into the window: a manifest is made of them, beside them, and opened. */

#define G_LOG_DOMAIN "lw-shell"

#include "config.h"

#include "lw-window-private.h"

#include "lw-alert.h"
#include "lw-error-presenter.h"
#include "lw-file-dialog.h"

#include "lw-import.h"

#include <glib/gi18n.h>

typedef struct
{
  LwWindow       *window;
  char           *input;
  char           *output;
  LwExportFormat  format;
} ImportCall;

static void
import_call_free (ImportCall *call)
{
  g_object_unref (call->window);
  g_free (call->input);
  g_free (call->output);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ImportCall, import_call_free)

/* "labels.manifest" beside "labels.csv", with a number when there is one. */
static char *
dup_output (const char *input)
{
  g_autofree char *folder = g_path_get_dirname (input);
  g_autofree char *name = g_path_get_basename (input);
  char *dot = g_strrstr (name, ".");

  if (dot != NULL && dot > name)
    *dot = '\0';
  for (guint i = 1;; i++)
    {
      g_autofree char *file = i == 1 ? g_strdup_printf ("%s.manifest", name)
                                     : g_strdup_printf ("%s-%u.manifest", name, i);
      g_autofree char *path = g_build_filename (folder, file, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

static void
imported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (ImportCall) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LwImportReport) report = lw_import_run_finish (result, &error);
  LwWindow *self = call->window;
  g_autofree char *message = NULL;

  if (self->stack == NULL)
    return;
  if (report == NULL)
    {
      lw_present_error (GTK_WIDGET (self->stack), _("The data set was not imported"), error);
      return;
    }
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-results", "s", call->output);
  if (report->n_left_out == 0)
    return;
  message = g_strdup_printf (ngettext ("%u row of the data set could not be read and is left out.",
                                       "%u rows of the data set could not be read and are left out.",
                                       (gulong) report->n_left_out), (guint) report->n_left_out);
  lw_present_message (GTK_WIDGET (self->stack), message);
}

static void
answer_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (ImportCall) call = user_data;
  LwWindow *self = call->window;
  LwImportOptions options = {
    .format = call->format,
    .attribute = "label",
    .job_name = "import",
    .time = g_get_real_time (),
  };

  if (!lw_alert_ask_finish (result, NULL) || self->stack == NULL)
    return;
  lw_import_run_async (&options, call->input, call->output, self->cancellable, imported_cb, call);
  g_steal_pointer (&call);
}

/**
 * lw_window_can_import:
 * @path: a file
 *
 * Returns: whether it is, by its name, a data set that is no manifest
 */
gboolean
lw_window_can_import (const char *path)
{
  LwExportFormat format;

  return lw_import_guess_format (path, &format) && format != LW_EXPORT_FORMAT_LABEL_STUDIO;
}

/**
 * lw_window_import:
 * @self: the window
 * @path: a data set in another format
 *
 * Offers to make a manifest of it, and opens that.
 */
void
lw_window_import (LwWindow   *self,
                  const char *path)
{
  ImportCall *call;
  LwExportFormat format;
  g_autofree char *input_name = g_filename_display_basename (path);
  g_autofree char *output_name = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;

  if (!lw_import_guess_format (path, &format))
    {
      lw_present_message (GTK_WIDGET (self->stack),
                          _("A data set is a CSV, TSV, JSON or .lst file, or a folder with a folder a class."));
      return;
    }
  call = g_new0 (ImportCall, 1);
  call->window = g_object_ref (self);
  call->input = g_strdup (path);
  call->output = dup_output (path);
  call->format = format;
  output_name = g_filename_display_basename (call->output);
  heading = g_strdup_printf (_("Make a manifest of “%s”?"), input_name);
  /* Translators: the first is the name of a format, the second that of a file */
  body = g_strdup_printf (_("It is read as “%s”. The manifest “%s” is written beside it and opened."),
                          _(lw_export_format_get_info (format)->title), output_name);
  lw_alert_ask_async (GTK_WIDGET (self), heading, body, _("_Cancel"), _("_Make manifest"), LW_ALERT_SUGGESTED,
                      self->cancellable, answer_cb, call);
}

/* Actions */

static void
chosen_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LwWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = lw_file_dialog_finish (result, &error);

  if (self->stack == NULL)
    return;
  if (file != NULL && g_file_peek_path (file) != NULL)
    lw_window_import (self, g_file_peek_path (file));
  else if (error != NULL)
    lw_present_error (GTK_WIDGET (self->stack), _("No data set was chosen"), error);
}

static void
import_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  const char *patterns[] = { "*.csv", "*.tsv", "*.lst", "*.json", "*.jsonl", NULL };

  lw_file_dialog_async (widget, LW_FILE_DIALOG_OPEN, _("Import data set"), _("_Import"), NULL, patterns,
                        LW_WINDOW (widget)->cancellable, chosen_cb, g_object_ref (widget));
}

static void
import_folder_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  lw_file_dialog_async (widget, LW_FILE_DIALOG_FOLDER, _("Import folder of a data set"), _("_Import"), NULL, NULL,
                        LW_WINDOW (widget)->cancellable, chosen_cb, g_object_ref (widget));
}

void
lw_window_install_import (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "win.import-folder", NULL, import_folder_action);
}
