/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One worker of a labeling job on the job page: how much, how fast, when last. */

#define G_LOG_DOMAIN "lw-monitor"

#include "config.h"

#include "lw-worker-row.h"

#include "lw-job-words.h"

struct _LwWorkerRow
{
  AdwActionRow      parent_instance;

  AdwAvatar        *avatar;
  GtkWidget        *state;

  LwWorkerActivity *activity;
};

G_DEFINE_FINAL_TYPE (LwWorkerRow, lw_worker_row, ADW_TYPE_ACTION_ROW)

static void
update (LwWorkerRow *self)
{
  g_autofree char *text = lw_job_words_dup_activity (self->activity, g_get_real_time ());

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), lw_worker_activity_get_name (self->activity));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
  adw_avatar_set_text (self->avatar, lw_worker_activity_get_name (self->activity));
  gtk_widget_set_visible (self->state, lw_worker_activity_get_active (self->activity));
}

static void
activity_notify_cb (LwWorkerRow *self)
{
  update (self);
}

static void
lw_worker_row_dispose (GObject *object)
{
  LwWorkerRow *self = LW_WORKER_ROW (object);

  g_clear_object (&self->activity);
  gtk_widget_dispose_template (GTK_WIDGET (self), LW_TYPE_WORKER_ROW);

  G_OBJECT_CLASS (lw_worker_row_parent_class)->dispose (object);
}

static void
lw_worker_row_class_init (LwWorkerRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_worker_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/monitor/lw-worker-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LwWorkerRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, LwWorkerRow, state);
}

static void
lw_worker_row_init (LwWorkerRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lw_worker_row_new:
 * @activity: what the worker did
 *
 * Returns: (transfer floating): a row that follows @activity
 */
GtkWidget *
lw_worker_row_new (LwWorkerActivity *activity)
{
  LwWorkerRow *self;

  g_return_val_if_fail (LW_IS_WORKER_ACTIVITY (activity), NULL);

  self = g_object_new (LW_TYPE_WORKER_ROW, NULL);
  self->activity = g_object_ref (activity);
  g_signal_connect_object (activity, "notify", G_CALLBACK (activity_notify_cb), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
