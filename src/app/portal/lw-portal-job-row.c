/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A labeling job in the portal's window: whether workers in the browser may work on it. */

#define G_LOG_DOMAIN "lw-app-portal"

#include "config.h"

#include "lw-portal-job-row.h"

#include "lw-format.h"

#include <glib/gi18n.h>

struct _LwPortalJobRow
{
  AdwActionRow   parent_instance;

  GtkSwitch     *offered;

  LwPortal      *portal;
  LwLabelingJob *job;
};

G_DEFINE_FINAL_TYPE (LwPortalJobRow, lw_portal_job_row, ADW_TYPE_ACTION_ROW)

static void
offered_notify_cb (GtkSwitch      *offered,
                   GParamSpec     *pspec,
                   LwPortalJobRow *self)
{
  lw_portal_set_offered (self->portal, self->job, gtk_switch_get_active (offered));
}

static void
show_counters (LwPortalJobRow *self)
{
  const LwLabelCounters *counters = lw_labeling_job_get_counters (self->job);
  g_autofree char *done = lw_format_number (counters->total_labeled);
  g_autofree char *all = lw_format_number (lw_label_counters_get_total (counters));
  g_autofree char *text = NULL;

  /* Translators: 12 of 400 images are labeled. */
  text = g_strdup_printf (_("%s of %s labeled"), done, all);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
}

/* A job that is not in progress has no tasks. */
static void
show_status (LwPortalJobRow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self),
                          lw_labeling_job_get_status (self->job) == LW_LABELING_JOB_STATUS_IN_PROGRESS);
}

static void
lw_portal_job_row_dispose (GObject *object)
{
  LwPortalJobRow *self = LW_PORTAL_JOB_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_PORTAL_JOB_ROW);
  g_clear_object (&self->job);
  g_clear_object (&self->portal);

  G_OBJECT_CLASS (lw_portal_job_row_parent_class)->dispose (object);
}

static void
lw_portal_job_row_class_init (LwPortalJobRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_portal_job_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/portal/lw-portal-job-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LwPortalJobRow, offered);
}

static void
lw_portal_job_row_init (LwPortalJobRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lw_portal_job_row_new:
 * @portal: a portal
 * @job: a labeling job
 *
 * Returns: (transfer floating): a row that follows @job
 */
GtkWidget *
lw_portal_job_row_new (LwPortal      *portal,
                       LwLabelingJob *job)
{
  LwPortalJobRow *self;
  const char *name;

  g_return_val_if_fail (LW_IS_PORTAL (portal), NULL);
  g_return_val_if_fail (LW_IS_LABELING_JOB (job), NULL);

  self = g_object_new (LW_TYPE_PORTAL_JOB_ROW, NULL);
  name = lw_labeling_job_get_name (job);
  self->portal = g_object_ref (portal);
  self->job = g_object_ref (job);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->offered), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_switch_set_active (self->offered, lw_portal_get_offered (portal, job));
  g_signal_connect_object (self->offered, "notify::active", G_CALLBACK (offered_notify_cb), self, 0);
  g_signal_connect_object (job, "notify::counters", G_CALLBACK (show_counters), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (job, "notify::status", G_CALLBACK (show_status), self, G_CONNECT_SWAPPED);
  show_counters (self);
  show_status (self);
  return GTK_WIDGET (self);
}
