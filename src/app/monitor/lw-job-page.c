/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One labeling job: how far it is, who works, what can be done with it. */

#define G_LOG_DOMAIN "lw-monitor"

#include "config.h"

#include "lw-job-page.h"
#include "lw-job-controls.h"
#include "lw-job-counter.h"
#include "lw-job-details.h"
#include "lw-job-people.h"
#include "lw-job-words.h"
#include "lw-just-labeled.h"

#include "lw-alert.h"
#include "lw-error-presenter.h"

#include "lw-job-control.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LwJobPage
{
  AdwBin           parent_instance;

  AdwWindowTitle  *title;
  GtkWidget       *problem;
  GtkLabel        *problem_text;
  GtkImage        *status_icon;
  GtkLabel        *status_text;
  GtkLabel        *time_left;
  GtkLabel        *progress_text;
  GtkProgressBar  *progress;
  GtkLabel        *summary;
  LwJobCounter    *labeled_counter;
  LwJobCounter    *failed_counter;
  LwJobCounter    *unlabeled_counter;
  GtkWidget       *label_button;
  LwJustLabeled   *just_labeled;
  LwJobPeople     *people;
  LwJobControls   *controls;
  GtkWidget       *more;
  LwJobDetails    *details;

  LwJobBackend    *backend;
  LwImageLoader   *loader;
  LwLabelingJob   *job;
  GSignalGroup    *job_signals;
  GCancellable    *cancellable;
  const char      *status_class;
};

G_DEFINE_FINAL_TYPE (LwJobPage, lw_job_page, ADW_TYPE_BIN)

static void
set_status (LwJobPage           *self,
            LwLabelingJobStatus  status)
{
  if (self->status_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->status_icon), self->status_class);
  self->status_class = lw_job_words_get_css_class (status);
  gtk_widget_add_css_class (GTK_WIDGET (self->status_icon), self->status_class);
  gtk_image_set_from_icon_name (self->status_icon, lw_job_words_get_icon_name (status));
  gtk_label_set_label (self->status_text, lw_labeling_job_status_get_title (status));
}

static void
update_problem (LwJobPage *self)
{
  const char *text = lw_labeling_job_get_failure_reason (self->job);

  if (text == NULL)
    text = lw_labeling_job_get_problem (self->job);
  gtk_label_set_label (self->problem_text, text != NULL ? text : "");
  gtk_widget_set_visible (self->problem, text != NULL);
}

static void
update_actions (LwJobPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  LwLabelingJobStatus status = lw_labeling_job_get_status (self->job);
  gboolean running = status == LW_LABELING_JOB_STATUS_IN_PROGRESS || status == LW_LABELING_JOB_STATUS_INITIALIZING;
  const char *reason = NULL;
  gboolean can_label = lw_job_backend_get_capability (self->backend, LW_JOB_CAPABILITY_LABEL_HERE, &reason);
  gboolean has_objects = lw_label_counters_get_total (lw_labeling_job_get_counters (self->job)) > 0;

  gtk_widget_action_set_enabled (widget, "job.label-here", can_label && status == LW_LABELING_JOB_STATUS_IN_PROGRESS);
  gtk_widget_action_set_enabled (widget, "job.stop", running);
  gtk_widget_action_set_enabled (widget, "job.open-results", has_objects);
  gtk_widget_set_visible (self->label_button, running);
  gtk_widget_set_tooltip_text (self->label_button, can_label ? NULL : reason);
}

static void
update (LwJobPage *self)
{
  const LwLabelCounters *counters = lw_labeling_job_get_counters (self->job);
  g_autofree char *progress = lw_job_words_dup_progress (self->job);
  g_autofree char *time_left = lw_job_words_dup_time_left (self->job);
  g_autofree char *summary = lw_job_words_dup_summary (self->job);

  adw_window_title_set_title (self->title, lw_labeling_job_get_name (self->job));
  adw_window_title_set_subtitle (self->title, lw_task_type_get_title (lw_labeling_job_get_task_type (self->job)));
  set_status (self, lw_labeling_job_get_status (self->job));
  gtk_label_set_label (self->time_left, time_left != NULL ? time_left : "");
  gtk_label_set_label (self->progress_text, progress);
  gtk_progress_bar_set_fraction (self->progress, lw_labeling_job_get_progress (self->job));
  gtk_label_set_label (self->summary, summary);
  lw_job_counter_set_count (self->labeled_counter, counters->total_labeled);
  lw_job_counter_set_count (self->failed_counter, counters->failed_non_retryable_error);
  lw_job_counter_set_count (self->unlabeled_counter, counters->unlabeled);
  update_problem (self);
  update_actions (self);
}

static void
job_notify_cb (LwJobPage *self)
{
  update (self);
}

/* Actions */

static void
label_here_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  LwJobPage *self = LW_JOB_PAGE (widget);

  gtk_widget_activate_action (widget, "win.label-here", "s", lw_labeling_job_get_name (self->job));
}

/* The pages about the job: its quality, its log. */
static void
open_page_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  LwJobPage *self = LW_JOB_PAGE (widget);

  gtk_widget_activate_action (widget, strcmp (name, "job.open-log") == 0 ? "win.show-log" : "win.show-quality", "s",
                              lw_labeling_job_get_name (self->job));
}

static void
new_from_this_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  LwJobPage *self = LW_JOB_PAGE (widget);

  gtk_widget_activate_action (widget, "win.new-job-from", "s", lw_labeling_job_get_name (self->job));
}

static void
open_results (LwJobPage  *self,
              const char *query)
{
  g_autofree char *uri = lw_labeling_job_dup_output_manifest_uri (self->job);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-results-query", "(ss)", uri, query);
}

static void
open_results_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  const char *query = "";

  if (strcmp (name, "job.show-labeled") == 0)
    query = "state:labeled";
  else if (strcmp (name, "job.show-failed") == 0)
    query = "state:failed";
  else if (strcmp (name, "job.show-unlabeled") == 0)
    query = "state:unlabeled";
  open_results (LW_JOB_PAGE (widget), query);
}

static void
launch_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LwJobPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    lw_present_error (GTK_WIDGET (self), _("The output folder cannot be shown"), error);
}

static void
show_folder_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  LwJobPage *self = LW_JOB_PAGE (widget);
  g_autofree char *manifest = lw_labeling_job_dup_output_manifest_uri (self->job);
  g_autofree char *path = lw_object_store_dup_path (lw_job_backend_get_store (self->backend), manifest);
  g_autoptr (GFile) file = NULL;
  g_autofree char *uri = NULL;

  if (path == NULL)
    {
      lw_present_message (widget, _("The output of this job is not in a folder of this computer."));
      return;
    }

  /* <folder>/manifests/output/output.manifest */
  file = g_file_new_build_filename (path, "..", "..", "..", NULL);
  uri = g_file_get_uri (file);
  g_app_info_launch_default_for_uri_async (uri, NULL, self->cancellable, launch_cb, g_object_ref (self));
}

static void
stop_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (LwJobPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!lw_job_backend_stop_finish (LW_JOB_BACKEND (object), result, &error))
    lw_present_error (GTK_WIDGET (self), _("The labeling job was not stopped"), error);
}

static void
ask_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (LwJobPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (lw_alert_ask_finish (result, &error) && self->job != NULL)
    lw_job_backend_stop_async (self->backend, self->job, NULL, stop_cb, g_object_ref (self));
}

static void
stop_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LwJobPage *self = LW_JOB_PAGE (widget);
  g_autofree char *heading = g_strdup_printf (_("Stop “%s”?"), lw_labeling_job_get_name (self->job));
  g_autofree char *progress = lw_job_words_dup_progress (self->job);
  g_autofree char *body =
    g_strdup_printf (_("%s. Their labels are kept and stand in the output manifest; answers to images that are not "
                       "finished are kept too, without a label. A stopped job cannot be started again, but a new job "
                       "can be made from it."), progress);

  lw_alert_ask_async (widget, heading, body, _("_Keep running"), _("_Stop job"), LW_ALERT_DESTRUCTIVE,
                      self->cancellable, ask_cb, g_object_ref (self));
}

static void
lw_job_page_dispose (GObject *object)
{
  LwJobPage *self = LW_JOB_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->job_signals);
  g_clear_object (&self->job);
  g_clear_object (&self->loader);
  g_clear_object (&self->backend);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_JOB_PAGE);

  G_OBJECT_CLASS (lw_job_page_parent_class)->dispose (object);
}

static void
lw_job_page_finalize (GObject *object)
{
  LwJobPage *self = LW_JOB_PAGE (object);

  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (lw_job_page_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "job.label-here", NULL, label_here_action);
  gtk_widget_class_install_action (widget_class, "job.new-from-this", NULL, new_from_this_action);
  gtk_widget_class_install_action (widget_class, "job.open-log", NULL, open_page_action);
  gtk_widget_class_install_action (widget_class, "job.open-quality", NULL, open_page_action);
  gtk_widget_class_install_action (widget_class, "job.open-results", NULL, open_results_action);
  gtk_widget_class_install_action (widget_class, "job.show-labeled", NULL, open_results_action);
  gtk_widget_class_install_action (widget_class, "job.show-failed", NULL, open_results_action);
  gtk_widget_class_install_action (widget_class, "job.show-unlabeled", NULL, open_results_action);
  gtk_widget_class_install_action (widget_class, "job.show-folder", NULL, show_folder_action);
  gtk_widget_class_install_action (widget_class, "job.stop", NULL, stop_action);
}

static void
lw_job_page_class_init (LwJobPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lw_job_page_dispose;
  object_class->finalize = lw_job_page_finalize;

  g_type_ensure (LW_TYPE_JOB_COUNTER);
  g_type_ensure (LW_TYPE_JOB_CONTROLS);
  g_type_ensure (LW_TYPE_JOB_DETAILS);
  g_type_ensure (LW_TYPE_JOB_PEOPLE);
  g_type_ensure (LW_TYPE_JUST_LABELED);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/monitor/lw-job-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LwJobPage, title);
  gtk_widget_class_bind_template_child (widget_class, LwJobPage, problem);
  gtk_widget_class_bind_template_child (widget_class, LwJobPage, problem_text);
  gtk_widget_class_bind_template_child (widget_class, LwJobPage, status_icon);
  gtk_widget_class_bind_template_child (widget_class, LwJobPage, status_text);
  gtk_widget_class_bind_template_child (widget_class, LwJobPage, time_left);
  gtk_widget_class_bind_template_child (widget_class, LwJobPage, progress_text);
  gtk_widget_class_bind_template_child (widget_class, LwJobPage, progress);
  gtk_widget_class_bind_template_child (widget_class, LwJobPage, summary);
  gtk_widget_class_bind_template_child (widget_class, LwJobPage, labeled_counter);
  gtk_widget_class_bind_template_child (widget_class, LwJobPage, failed_counter);
  gtk_widget_class_bind_template_child (widget_class, LwJobPage, unlabeled_counter);
  gtk_widget_class_bind_template_child (widget_class, LwJobPage, label_button);
  gtk_widget_class_bind_template_child (widget_class, LwJobPage, just_labeled);
  gtk_widget_class_bind_template_child (widget_class, LwJobPage, people);
  gtk_widget_class_bind_template_child (widget_class, LwJobPage, controls);
  gtk_widget_class_bind_template_child (widget_class, LwJobPage, more);
  gtk_widget_class_bind_template_child (widget_class, LwJobPage, details);
  install_actions (widget_class);
}

static void
lw_job_page_init (LwJobPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->cancellable = g_cancellable_new ();
  self->job_signals = g_signal_group_new (LW_TYPE_LABELING_JOB);
  g_signal_group_connect_object (self->job_signals, "notify", G_CALLBACK (job_notify_cb), self, G_CONNECT_SWAPPED);
}

/**
 * lw_job_page_new:
 * @backend: the place that runs the jobs
 * @loader: the pictures
 *
 * Returns: (transfer floating): a page; give it a job before it is shown
 */
GtkWidget *
lw_job_page_new (LwJobBackend  *backend,
                 LwImageLoader *loader)
{
  LwJobPage *self;

  g_return_val_if_fail (LW_IS_JOB_BACKEND (backend), NULL);

  self = g_object_new (LW_TYPE_JOB_PAGE, NULL);
  self->backend = g_object_ref (backend);
  g_set_object (&self->loader, loader);
  gtk_widget_set_visible (self->more, LW_IS_JOB_CONTROL (backend));
  return GTK_WIDGET (self);
}

/**
 * lw_job_page_get_job:
 * @self: a job page
 *
 * Returns: (transfer none) (nullable): the job that is shown
 */
LwLabelingJob *
lw_job_page_get_job (LwJobPage *self)
{
  g_return_val_if_fail (LW_IS_JOB_PAGE (self), NULL);

  return self->job;
}

/**
 * lw_job_page_set_job:
 * @self: a job page
 * @job: a labeling job of the page's place
 *
 * Shows the job and follows it.
 */
void
lw_job_page_set_job (LwJobPage     *self,
                     LwLabelingJob *job)
{
  g_return_if_fail (LW_IS_JOB_PAGE (self));
  g_return_if_fail (LW_IS_LABELING_JOB (job));

  if (!g_set_object (&self->job, job))
    return;

  g_signal_group_set_target (self->job_signals, job);
  lw_just_labeled_set_job (self->just_labeled, self->backend, self->loader, job);
  lw_job_people_set_job (self->people, self->backend, job);
  lw_job_controls_set_job (self->controls, self->backend, job);
  lw_job_details_set_job (self->details, job);
  update (self);
}
