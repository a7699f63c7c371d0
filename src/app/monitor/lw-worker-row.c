/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One worker of a labeling job on the job page: how much, how fast, when last. */

#define G_LOG_DOMAIN "lw-monitor"

#include "config.h"

#include "lw-worker-row.h"

#include "lw-job-words.h"

#include <glib/gi18n.h>

struct _LwWorkerRow
{
  AdwActionRow      parent_instance;

  AdwAvatar        *avatar;
  GtkLabel         *state;
  GtkMenuButton    *menu_button;

  LwWorkerActivity *activity;
};

G_DEFINE_FINAL_TYPE (LwWorkerRow, lw_worker_row, ADW_TYPE_ACTION_ROW)

static void
show_state (LwWorkerRow *self)
{
  gboolean paused = lw_worker_activity_get_paused (self->activity);

  gtk_label_set_label (self->state, paused ? _("Paused") : _("At work"));
  gtk_widget_set_visible (GTK_WIDGET (self->state), paused || lw_worker_activity_get_active (self->activity));
}

static void
append (GMenu      *menu,
        const char *label,
        const char *action,
        GVariant   *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static GMenu *
make_menu (LwWorkerRow *self)
{
  const char *name = lw_worker_activity_get_name (self->activity);
  GMenu *menu = g_menu_new ();

  if (lw_worker_activity_get_paused (self->activity))
    append (menu, _("_Resume"), "people.resume", g_variant_new_string (name));
  else
    append (menu, _("_Pause"), "people.pause", g_variant_new_string (name));
  if (lw_worker_activity_get_n_answers (self->activity) == 0)
    return menu;
  append (menu, _("_Drop answers, ask others…"), "people.drop", g_variant_new ("(sb)", name, FALSE));
  append (menu, _("Drop answers, ask _again…"), "people.drop", g_variant_new ("(sb)", name, TRUE));
  return menu;
}

static void
update (LwWorkerRow *self)
{
  g_autoptr (GMenu) menu = NULL;
  g_autofree char *text = lw_job_words_dup_activity (self->activity, g_get_real_time ());

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), lw_worker_activity_get_name (self->activity));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
  adw_avatar_set_text (self->avatar, lw_worker_activity_get_name (self->activity));
  show_state (self);
  gtk_menu_button_set_menu_model (self->menu_button, NULL);
  menu = make_menu (self);
  gtk_menu_button_set_menu_model (self->menu_button, G_MENU_MODEL (menu));
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
  gtk_widget_class_bind_template_child (widget_class, LwWorkerRow, menu_button);
}

static void
lw_worker_row_init (LwWorkerRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lw_worker_row_new:
 * @activity: what the worker did
 * @can_change: whether the worker can be paused and such
 *
 * Returns: (transfer floating): a row that follows @activity
 */
GtkWidget *
lw_worker_row_new (LwWorkerActivity *activity,
                   gboolean          can_change)
{
  LwWorkerRow *self;

  g_return_val_if_fail (LW_IS_WORKER_ACTIVITY (activity), NULL);

  self = g_object_new (LW_TYPE_WORKER_ROW, NULL);
  self->activity = g_object_ref (activity);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), can_change);
  g_signal_connect_object (activity, "notify", G_CALLBACK (activity_notify_cb), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
