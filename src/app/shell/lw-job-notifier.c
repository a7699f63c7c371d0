/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tells the desktop that a labeling job is over, when nobody looks at the studio. Pressing it shows the job. */

#define G_LOG_DOMAIN "lw-shell"

#include "config.h"

#include "lw-job-notifier.h"

#include "lw-job-backend.h"

#include <glib/gi18n.h>

/* Invariant: @followed are the jobs whose end is waited for. */
struct _LwJobNotifier
{
  GObject         parent_instance;

  LwApplication  *application;
  GListModel     *jobs;
  GHashTable     *followed;
};

G_DEFINE_FINAL_TYPE (LwJobNotifier, lw_job_notifier, G_TYPE_OBJECT)

static gboolean
is_over (LwLabelingJob *job)
{
  LwLabelingJobStatus status = lw_labeling_job_get_status (job);

  return status == LW_LABELING_JOB_STATUS_COMPLETED || status == LW_LABELING_JOB_STATUS_STOPPED ||
         status == LW_LABELING_JOB_STATUS_FAILED;
}

static char *
dup_title (LwLabelingJob *job)
{
  const char *name = lw_labeling_job_get_name (job);

  if (lw_labeling_job_get_status (job) == LW_LABELING_JOB_STATUS_COMPLETED)
    return g_strdup_printf (_("All images of “%s” are labeled"), name);
  if (lw_labeling_job_get_status (job) == LW_LABELING_JOB_STATUS_STOPPED)
    return g_strdup_printf (_("“%s” has stopped"), name);
  return g_strdup_printf (_("“%s” has failed"), name);
}

static gboolean
is_watched (LwJobNotifier *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self->application));

  return window != NULL && gtk_window_is_active (window);
}

static void
tell (LwJobNotifier *self,
      LwLabelingJob *job)
{
  g_autofree char *title = dup_title (job);
  g_autoptr (GNotification) notification = g_notification_new (title);

  g_notification_set_default_action_and_target (notification, "app.show-job", "s", lw_labeling_job_get_name (job));
  g_application_send_notification (G_APPLICATION (self->application), lw_labeling_job_get_name (job), notification);
}

static void
job_notify_status_cb (LwJobNotifier *self,
                      GParamSpec    *pspec,
                      LwLabelingJob *job)
{
  if (!is_over (job))
    return;
  g_signal_handlers_disconnect_by_func (job, job_notify_status_cb, self);
  if (!is_watched (self))
    tell (self, job);
  g_hash_table_remove (self->followed, job);
}

static void
jobs_items_changed_cb (LwJobNotifier *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->jobs); i++)
    {
      g_autoptr (LwLabelingJob) job = g_list_model_get_item (self->jobs, i);

      if (is_over (job) || g_hash_table_contains (self->followed, job))
        continue;
      g_hash_table_add (self->followed, g_object_ref (job));
      g_signal_connect_object (job, "notify::status", G_CALLBACK (job_notify_status_cb), self, G_CONNECT_SWAPPED);
    }
}

static void
lw_job_notifier_finalize (GObject *object)
{
  LwJobNotifier *self = LW_JOB_NOTIFIER (object);

  g_clear_object (&self->jobs);
  g_clear_pointer (&self->followed, g_hash_table_unref);

  G_OBJECT_CLASS (lw_job_notifier_parent_class)->finalize (object);
}

static void
lw_job_notifier_class_init (LwJobNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lw_job_notifier_finalize;
}

static void
lw_job_notifier_init (LwJobNotifier *self)
{
  self->followed = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

/**
 * lw_job_notifier_new:
 * @application: (transfer none): the studio, which outlives the notifier
 * @jobs: (element-type LwLabelingJob): the jobs of the open place
 *
 * Returns: (transfer full): a notifier that follows the jobs
 */
LwJobNotifier *
lw_job_notifier_new (LwApplication *application,
                     GListModel    *jobs)
{
  LwJobNotifier *self = g_object_new (LW_TYPE_JOB_NOTIFIER, NULL);

  self->application = application;
  self->jobs = g_object_ref (jobs);
  g_signal_connect_object (jobs, "items-changed", G_CALLBACK (jobs_items_changed_cb), self, G_CONNECT_SWAPPED);
  jobs_items_changed_cb (self);
  return self;
}
