/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window can be told to do, by a menu, a key, a button of any page. */

#define G_LOG_DOMAIN "lw-shell"

#include "config.h"

#include "lw-preferences.h"
#include "lw-shortcuts-dialog.h"
#include "lw-window-private.h"

#include "lw-compare-page.h"
#include "lw-job-page.h"
#include "lw-results-page.h"

/* Those that need an open workspace. */
static const char *const workspace_actions[] =
{
  "win.import",
  "win.import-folder",
  "win.label-here",
  "win.new-job",
  "win.new-job-from",
  "win.new-job-from-folder",
  "win.new-job-from-manifest",
  "win.open-manifest",
  "win.open-results",
  "win.open-results-query",
  "win.resume-draft",
  "win.show-job",
  "win.show-log",
  "win.show-quality",
  "win.try-sample",
};

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

  if (lw_window_shows (self, "results"))
    {
      lw_results_page_focus_search (LW_RESULTS_PAGE (lw_window_get_page (self, "results")));
      return;
    }
  if (lw_window_page_is_solo (self))
    return;
  lw_split_view_set_show_content (self->split_view, FALSE);
  g_object_set (self, "show-sidebar", TRUE, NULL);
  lw_sidebar_focus_search (self->sidebar);
}

static void
reload_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LwWindow *self = LW_WINDOW (widget);

  if (lw_window_shows (self, "results"))
    lw_results_page_reload (LW_RESULTS_PAGE (lw_window_get_page (self, "results")));
}

static void
show_job_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  LwWindow *self = LW_WINDOW (widget);
  const char *job_name = g_variant_get_string (parameter, NULL);
  LwLabelingJob *job = lw_job_backend_find_job (lw_window_get_backend (self), job_name);

  if (job == NULL)
    return;
  lw_window_go (self, "job", job_name);
  if (self->settings != NULL)
    g_settings_set_string (self->settings, "last-job", job_name);
}

/* A page about a job, reached from the job's own. */
static void
show_about_job_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  lw_window_go (LW_WINDOW (widget), strcmp (name, "win.show-log") == 0 ? "log" : "quality",
                g_variant_get_string (parameter, NULL));
}

static void
open_results_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  LwWindow *self = LW_WINDOW (widget);
  const char *uri;
  const char *query = "";

  if (g_variant_is_of_type (parameter, G_VARIANT_TYPE ("(ss)")))
    g_variant_get (parameter, "(&s&s)", &uri, &query);
  else
    uri = g_variant_get_string (parameter, NULL);

  lw_window_go (self, "results", uri);
  lw_results_page_open_query (LW_RESULTS_PAGE (lw_window_get_page (self, "results")), uri, query);
}

static void
compare_manifests_action (GtkWidget  *widget,
                          const char *name,
                          GVariant   *parameter)
{
  LwWindow *self = LW_WINDOW (widget);
  const char *left, *right;

  g_variant_get (parameter, "(&s&s)", &left, &right);
  lw_window_go (self, "compare", right);
  lw_compare_page_compare (LW_COMPARE_PAGE (lw_window_get_page (self, "compare")), left, right);
}

static void
preferences_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  lw_preferences_present (GTK_WINDOW (widget));
}

static void
shortcuts_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  lw_shortcuts_dialog_present (GTK_WINDOW (widget));
}

void
lw_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.reload", NULL, reload_action);
  gtk_widget_class_install_action (widget_class, "win.show-job", "s", show_job_action);
  gtk_widget_class_install_action (widget_class, "win.show-log", "s", show_about_job_action);
  gtk_widget_class_install_action (widget_class, "win.show-quality", "s", show_about_job_action);
  gtk_widget_class_install_action (widget_class, "win.open-results", "s", open_results_action);
  gtk_widget_class_install_action (widget_class, "win.compare-manifests", "(ss)", compare_manifests_action);
  gtk_widget_class_install_action (widget_class, "win.open-results-query", "(ss)", open_results_action);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, preferences_action);
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, shortcuts_action);
}

void
lw_window_update_actions (LwWindow *self)
{
  gboolean open = lw_window_get_backend (self) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (workspace_actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), workspace_actions[i], open);
}
