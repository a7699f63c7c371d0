/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be changed of a labeling job while it runs: workers per image, when a label is sure enough, known answers.
 * */

#define G_LOG_DOMAIN "lw-monitor"

#include "config.h"

#include "lw-job-controls.h"

#include "lw-error-presenter.h"
#include "lw-format.h"

#include "lw-job-control.h"

#include <glib/gi18n.h>
#include <string.h>

/* A number that is being turned is sent when it rests for this long, in milliseconds. */
#define REST 600

/* What "stop early" begins with when it is switched on, in percent. */
#define DEFAULT_CONFIDENCE 95

struct _LwJobControls
{
  AdwPreferencesGroup  parent_instance;

  AdwActionRow        *workers_row;
  GtkSpinButton       *workers_spin;
  AdwActionRow        *stop_row;
  GtkSwitch           *stop_switch;
  GtkSpinButton       *stop_spin;

  LwJobBackend        *backend;
  LwLabelingJob       *job;
  GSignalGroup        *job_signals;
  guint                rest_id;
  gboolean             updating;
};

G_DEFINE_FINAL_TYPE (LwJobControls, lw_job_controls, ADW_TYPE_PREFERENCES_GROUP)

static gboolean
is_running (LwLabelingJob *job)
{
  LwLabelingJobStatus status = lw_labeling_job_get_status (job);

  return status == LW_LABELING_JOB_STATUS_IN_PROGRESS || status == LW_LABELING_JOB_STATUS_INITIALIZING;
}

static int
get_stop_percent (LwLabelingJob *job)
{
  return (int) (lw_labeling_job_get_stop_confidence (job) * 100 + 0.5);
}

static void
show_stop (LwJobControls *self)
{
  int percent = get_stop_percent (self->job);
  guint64 n_saved = lw_labeling_job_get_answers_saved (self->job);
  g_autofree char *number = lw_format_number (n_saved);
  g_autofree char *saved = g_strdup_printf (ngettext ("%s answer was not needed so far",
                                                      "%s answers were not needed so far", (gulong) n_saved), number);

  gtk_switch_set_active (self->stop_switch, percent > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stop_spin), percent > 0);
  if (percent > 0)
    gtk_spin_button_set_value (self->stop_spin, percent);
  adw_action_row_set_subtitle (self->stop_row, percent > 0 || n_saved > 0
                                                 ? saved
                                                 : _("Ask one more worker only while the label is less sure, in "
                                                     "percent"));
}

static void
update (LwJobControls *self)
{
  if (self->rest_id != 0)
    return;
  self->updating = TRUE;
  gtk_spin_button_set_value (self->workers_spin, lw_labeling_job_get_workers_per_object (self->job));
  show_stop (self);
  gtk_widget_set_visible (GTK_WIDGET (self), LW_IS_JOB_CONTROL (self->backend) &&
                                             (is_running (self->job) ||
                                              lw_labeling_job_get_answers_saved (self->job) > 0));
  gtk_widget_set_sensitive (GTK_WIDGET (self->workers_row), is_running (self->job));
  gtk_widget_set_sensitive (GTK_WIDGET (self->stop_spin),
                            is_running (self->job) && get_stop_percent (self->job) > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stop_switch), is_running (self->job));
  self->updating = FALSE;
}

/* Sending changes */

static void
changed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (LwJobControls) self = user_data;
  g_autoptr (GError) error = NULL;

  if (lw_job_control_change_finish (LW_JOB_CONTROL (source), result, &error) < 0)
    lw_present_error (GTK_WIDGET (self), _("The labeling job goes on as it did"), error);
  if (self->job != NULL)
    update (self);
}

static void
change (LwJobControls   *self,
        LwJobChangeKind  kind,
        double           number)
{
  LwJobChange job_change = { kind, NULL, number, NULL };

  lw_job_control_change_async (LW_JOB_CONTROL (self->backend), self->job, &job_change, NULL, changed_cb,
                               g_object_ref (self));
}

static void
change_workers (LwJobControls *self,
                int            n)
{
  int old = (int) lw_labeling_job_get_workers_per_object (self->job);
  g_autofree char *text = g_strdup_printf (ngettext ("%d worker labels each image that has no label yet",
                                                     "%d workers label each image that has no label yet", n), n);

  change (self, LW_JOB_CHANGE_WORKERS_PER_OBJECT, n);
  lw_present_undo (GTK_WIDGET (self), text, _("_Undo"), "controls.workers", g_variant_new_int32 (old));
}

static void
change_stop (LwJobControls *self,
             int            percent)
{
  int old = get_stop_percent (self->job);
  g_autofree char *text = percent > 0
                            ? g_strdup_printf (_("No further worker is asked when a label is %d %% sure"), percent)
                            : g_strdup (_("Every image gets all its workers"));

  change (self, LW_JOB_CHANGE_STOP_CONFIDENCE, percent / 100.0);
  lw_present_undo (GTK_WIDGET (self), text, _("_Undo"), "controls.stop", g_variant_new_int32 (old));
}

static gboolean
rest_cb (gpointer user_data)
{
  LwJobControls *self = user_data;
  int n_workers = gtk_spin_button_get_value_as_int (self->workers_spin);
  int percent = gtk_switch_get_active (self->stop_switch) ? gtk_spin_button_get_value_as_int (self->stop_spin) : 0;

  self->rest_id = 0;
  if (n_workers != (int) lw_labeling_job_get_workers_per_object (self->job))
    change_workers (self, n_workers);
  if (percent != get_stop_percent (self->job))
    change_stop (self, percent);
  return G_SOURCE_REMOVE;
}

static void
number_changed_cb (LwJobControls *self)
{
  if (self->updating || self->job == NULL)
    return;
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST, rest_cb, self);
}

/* The ways back of the toasts. */
static void
number_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LwJobControls *self = LW_JOB_CONTROLS (widget);
  int number = g_variant_get_int32 (parameter);

  if (self->job == NULL)
    return;
  if (strcmp (name, "controls.workers") == 0)
    change (self, LW_JOB_CHANGE_WORKERS_PER_OBJECT, number);
  else
    change (self, LW_JOB_CHANGE_STOP_CONFIDENCE, number / 100.0);
}

static void
lw_job_controls_dispose (GObject *object)
{
  LwJobControls *self = LW_JOB_CONTROLS (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_object (&self->job_signals);
  g_clear_object (&self->job);
  g_clear_object (&self->backend);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_JOB_CONTROLS);

  G_OBJECT_CLASS (lw_job_controls_parent_class)->dispose (object);
}

static void
lw_job_controls_class_init (LwJobControlsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_job_controls_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/monitor/lw-job-controls.ui");
  gtk_widget_class_bind_template_child (widget_class, LwJobControls, workers_row);
  gtk_widget_class_bind_template_child (widget_class, LwJobControls, workers_spin);
  gtk_widget_class_bind_template_child (widget_class, LwJobControls, stop_row);
  gtk_widget_class_bind_template_child (widget_class, LwJobControls, stop_switch);
  gtk_widget_class_bind_template_child (widget_class, LwJobControls, stop_spin);
  gtk_widget_class_bind_template_callback (widget_class, number_changed_cb);
  gtk_widget_class_install_action (widget_class, "controls.workers", "i", number_action);
  gtk_widget_class_install_action (widget_class, "controls.stop", "i", number_action);
}

static void
lw_job_controls_init (LwJobControls *self)
{
  gint64 min, max;

  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  lw_request_field_get_range (LW_REQUEST_NUMBER_OF_HUMAN_WORKERS_PER_DATA_OBJECT, &min, &max);
  gtk_spin_button_set_range (self->workers_spin, min, max);
  gtk_spin_button_set_value (self->stop_spin, DEFAULT_CONFIDENCE);
  self->job_signals = g_signal_group_new (LW_TYPE_LABELING_JOB);
  g_signal_group_connect_object (self->job_signals, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  self->updating = FALSE;
}

/**
 * lw_job_controls_set_job:
 * @self: the controls
 * @backend: the place that runs the job
 * @job: a labeling job of this place
 *
 * Shows the job's numbers and follows them.
 */
void
lw_job_controls_set_job (LwJobControls *self,
                         LwJobBackend  *backend,
                         LwLabelingJob *job)
{
  g_return_if_fail (LW_IS_JOB_CONTROLS (self));
  g_return_if_fail (LW_IS_LABELING_JOB (job));

  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_set_object (&self->backend, backend);
  g_set_object (&self->job, job);
  g_signal_group_set_target (self->job_signals, job);
  update (self);
}
