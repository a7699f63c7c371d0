/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the results page says of the manifest as a whole: its name, why it cannot be read, its bad lines. */

#define G_LOG_DOMAIN "lw-results"

#include "config.h"

#include "lw-diagnostics-dialog.h"
#include "lw-results-page-private.h"

#include "lw-error-presenter.h"
#include "lw-format.h"

#include <glib/gi18n.h>

LwLabelingJob *
lw_results_page_find_job (LwResultsPage *self)
{
  GListModel *jobs = lw_job_backend_get_jobs (self->backend);
  const char *uri = lw_results_session_get_uri (self->session);
  guint n_items = g_list_model_get_n_items (jobs);

  for (guint i = 0; i < n_items; i++)
    {
      /* The list keeps it alive. */
      g_autoptr (LwLabelingJob) job = g_list_model_get_item (jobs, i);
      g_autofree char *manifest = lw_labeling_job_dup_output_manifest_uri (job);

      if (g_strcmp0 (manifest, uri) == 0)
        return job;
    }
  return NULL;
}

/* The job's name: …/<job>/manifests/output/output.manifest is how every output tree names it. */
char *
lw_results_page_dup_title (LwResultsPage *self)
{
  const char *uri = lw_results_session_get_uri (self->session);
  g_autofree char *folder = NULL;

  if (uri == NULL)
    return g_strdup (_("Results"));
  if (!g_str_has_suffix (uri, "/manifests/output/output.manifest"))
    return g_path_get_basename (uri);

  folder = g_strndup (uri, strlen (uri) - strlen ("/manifests/output/output.manifest"));
  return g_path_get_basename (folder);
}

void
lw_results_page_show_failure (LwResultsPage *self)
{
  const GError *error = lw_results_session_get_error (self->session);
  LwLabelingJob *job = lw_results_page_find_job (self);

  if (job != NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      adw_status_page_set_title (self->failed_page, _("No labels yet"));
      adw_status_page_set_description (self->failed_page,
                                       _("They appear here as soon as the first images of the job are labeled."));
      adw_status_page_set_icon_name (self->failed_page, "content-loading-symbolic");
      return;
    }
  adw_status_page_set_icon_name (self->failed_page, "dialog-warning-symbolic");
  lw_present_error_page (self->failed_page, _("The manifest cannot be read"), error);
}

void
lw_results_page_update_problems (LwResultsPage *self)
{
  LwManifestIndex *index = lw_results_session_get_index (self->session);
  guint64 n_bad = index != NULL ? lw_manifest_index_get_n_malformed (index) : 0;
  guint64 n = index != NULL ? lw_manifest_index_get_n_diagnostics (index) : 0;
  g_autofree char *number = lw_format_number (n_bad);
  g_autofree char *text = NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.show-problems", n > 0);
  gtk_widget_set_visible (self->problems_bar, n_bad > 0);
  text = g_strdup_printf (ngettext ("%s line of the manifest cannot be read. The others are shown.",
                                    "%s lines of the manifest cannot be read. The others are shown.", (gulong) n_bad),
                          number);
  gtk_label_set_label (self->problems_text, text);
}

static void
show_problems_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  LwResultsPage *self = LW_RESULTS_PAGE (widget);

  lw_diagnostics_dialog_present (widget, lw_results_session_get_index (self->session));
}

void
lw_results_page_install_words (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "results.show-problems", NULL, show_problems_action);
}
