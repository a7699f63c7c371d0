/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Other manifests than the one that is shown: the corrected one as a file, one to compare with, and what is to be
 * labeled again. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-account-dialog.h"
#include "lw-results-page-private.h"

#include "lw-error-presenter.h"
#include "lw-file-dialog.h"

#include <glib/gi18n.h>

typedef struct
{
  LwResultsPage *page;
  char          *path;
} SaveCall;

static void
save_call_free (SaveCall *call)
{
  g_object_unref (call->page);
  g_free (call->path);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaveCall, save_call_free)

static void
say_saved (SaveCall *call)
{
  g_autofree char *name = g_filename_display_basename (call->path);
  g_autofree char *text = g_strdup_printf (_("Saved as “%s”"), name);

  lw_present_undo (GTK_WIDGET (call->page), text, _("_Open"), "win.open-results", g_variant_new_string (call->path));
}

static void
save_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (SaveCall) call = user_data;
  g_autoptr (GError) error = NULL;
  gboolean saved = lw_manifest_corrections_save_finish (result, &error);

  g_clear_object (&call->page->saving);
  if (call->page->session == NULL)
    return;
  lw_results_page_update_save (call->page);
  if (saved)
    say_saved (call);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lw_present_message (GTK_WIDGET (call->page), _("Stopped. Nothing was saved."));
  else
    lw_present_error (GTK_WIDGET (call->page), _("The corrected manifest was not saved"), error);
}

static void
save_progress_cb (guint64  done,
                  guint64  total,
                  gpointer user_data)
{
  LwResultsPage *self = user_data;

  if (self->session != NULL)
    gtk_progress_bar_set_fraction (self->saving_progress, total > 0 ? (double) done / (double) total : 0);
}

/* One file at a time. */
static void
save_to (LwResultsPage *self,
         const char    *path)
{
  LwManifestCorrections *corrections = lw_results_session_get_corrections (self->session);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *text = NULL;
  SaveCall *call;

  if (corrections == NULL || self->saving != NULL)
    return;
  call = g_new0 (SaveCall, 1);
  call->page = g_object_ref (self);
  call->path = g_strdup (path);
  self->saving = g_cancellable_new ();
  text = g_strdup_printf (_("Saving “%s”"), name);
  gtk_label_set_label (self->saving_text, text);
  gtk_progress_bar_set_fraction (self->saving_progress, 0);
  lw_results_page_update_save (self);
  lw_manifest_corrections_save_async (lw_manifest_corrections_get_index (corrections), path, save_progress_cb, self,
                                      self->saving, save_cb, call);
}

void
lw_results_page_update_save (LwResultsPage *self)
{
  LwManifestCorrections *corrections = lw_results_session_get_corrections (self->session);
  guint n_applied = corrections != NULL ? lw_manifest_corrections_get_n_applied (corrections) : 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.save-corrected", n_applied > 0 && self->saving == NULL);
  gtk_widget_set_visible (self->saving_bar, self->saving != NULL);
}

static void
stop_saving_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  g_cancellable_cancel (LW_RESULTS_PAGE (widget)->saving);
}

static void
file_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (LwResultsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = lw_file_dialog_finish (result, &error);

  if (file != NULL && g_file_peek_path (file) != NULL && self->session != NULL)
    save_to (self, g_file_peek_path (file));
  else if (error != NULL)
    lw_present_error (GTK_WIDGET (self), _("No file was chosen"), error);
}

/* Beside the manifest: "output-corrected.manifest". */
static GFile *
new_suggestion (LwResultsPage *self)
{
  const char *path = lw_manifest_index_get_path (lw_results_session_get_index (self->session));
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  const char *dot = strrchr (name, '.');
  int stem = dot != NULL && dot > name ? (int) (dot - name) : (int) strlen (name);
  g_autofree char *corrected = g_strdup_printf ("%.*s-corrected%s", stem, name, name + stem);

  return g_file_new_build_filename (*path != '\0' ? folder : g_get_home_dir (), corrected, NULL);
}

static void
save_corrected_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  LwResultsPage *self = LW_RESULTS_PAGE (widget);
  g_autoptr (GFile) suggestion = new_suggestion (self);

  lw_file_dialog_async (widget, LW_FILE_DIALOG_SAVE, _("Save corrected manifest"), _("_Save"), suggestion, NULL,
                        self->cancellable, file_cb, g_object_ref (self));
}

static void
save_corrected_as_action (GtkWidget  *widget,
                          const char *name,
                          GVariant   *parameter)
{
  save_to (LW_RESULTS_PAGE (widget), g_variant_get_string (parameter, NULL));
}

/* Another manifest to compare this one with. */

static void
other_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (LwResultsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = lw_file_dialog_finish (result, &error);

  if (file != NULL && g_file_peek_path (file) != NULL && self->session != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.compare-manifests", "(ss)",
                                lw_results_session_get_uri (self->session), g_file_peek_path (file));
  else if (error != NULL)
    lw_present_error (GTK_WIDGET (self), _("No manifest was chosen"), error);
}

static void
compare_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  LwResultsPage *self = LW_RESULTS_PAGE (widget);
  static const char * const patterns[] = { "*.manifest", "*.jsonl", "*.json", NULL };

  if (lw_results_session_get_uri (self->session) != NULL)
    lw_file_dialog_async (widget, LW_FILE_DIALOG_OPEN, _("Compare with"), _("_Compare"), NULL, patterns,
                          self->cancellable, other_cb, g_object_ref (self));
}

/* What has no label, and a job of it. */

static char *
dup_input_uri (LwResultsPage *self)
{
  LwLabelingJob *job = lw_results_page_find_job (self);

  if (job == NULL)
    return NULL;
  return g_strdup (lw_labeling_job_request_get_string (lw_labeling_job_get_request (job), LW_REQUEST_MANIFEST_S3_URI));
}

static void
account_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  LwResultsPage *self = LW_RESULTS_PAGE (widget);
  LwManifestIndex *index = lw_results_session_get_index (self->session);
  g_autofree char *input = dup_input_uri (self);

  if (index != NULL)
    lw_account_dialog_present (widget, lw_job_backend_get_store (self->backend), index,
                               lw_results_session_get_attribute (self->session), input);
}

static void
show_query_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  LwResultsPage *self = LW_RESULTS_PAGE (widget);
  LwManifestQuery *old = lw_results_session_get_query (self->session);
  g_autoptr (LwManifestQuery) query = lw_manifest_query_parse (g_variant_get_string (parameter, NULL), NULL);
  g_autoptr (LwManifestQuery) about = NULL;

  if (query == NULL)
    return;
  about = lw_manifest_query_with_attribute (query, lw_manifest_query_get_attribute (old));
  lw_results_page_close_detail (self);
  lw_results_session_set_query (self->session, about);
}

void
lw_results_page_install_save (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "results.save-corrected", NULL, save_corrected_action);
  gtk_widget_class_install_action (widget_class, "results.stop-saving", NULL, stop_saving_action);
  gtk_widget_class_install_action (widget_class, "results.compare", NULL, compare_action);
  gtk_widget_class_install_action (widget_class, "results.account", NULL, account_action);
  gtk_widget_class_install_action (widget_class, "results.show-query", "s", show_query_action);
  gtk_widget_class_install_action (widget_class, "results.save-corrected-as", "s", save_corrected_as_action);
}
