/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person may set, in a window. */

#define G_LOG_DOMAIN "lw-shell"

#include "config.h"

#include "lw-preferences.h"

#include "lw-settings.h"

struct _LwPreferences
{
  AdwWindow  parent_instance;

  GtkWidget *image_memory;
  GtkWidget *worker_name;
  GtkWidget *one_key_mode;
  GtkWidget *left_handed;
};

G_DEFINE_FINAL_TYPE (LwPreferences, lw_preferences, ADW_TYPE_WINDOW)

static void
lw_preferences_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LW_TYPE_PREFERENCES);

  G_OBJECT_CLASS (lw_preferences_parent_class)->dispose (object);
}

static void
lw_preferences_class_init (LwPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lw_preferences_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/page/labelwright/Labelwright/shell/lw-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, LwPreferences, image_memory);
  gtk_widget_class_bind_template_child (widget_class, LwPreferences, worker_name);
  gtk_widget_class_bind_template_child (widget_class, LwPreferences, one_key_mode);
  gtk_widget_class_bind_template_child (widget_class, LwPreferences, left_handed);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lw_preferences_init (LwPreferences *self)
{
  g_autoptr (GSettings) settings = lw_settings_dup ();

  gtk_widget_init_template (GTK_WIDGET (self));
  if (settings == NULL)
    return;

  g_settings_bind (settings, "image-memory", self->image_memory, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "worker-name", self->worker_name, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "one-key-mode", self->one_key_mode, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "left-handed", self->left_handed, "active", G_SETTINGS_BIND_DEFAULT);
}

/**
 * lw_preferences_present:
 * @parent: the window that it belongs to
 *
 * Opens the preferences.
 */
void
lw_preferences_present (GtkWindow *parent)
{
  gtk_window_present (g_object_new (LW_TYPE_PREFERENCES, "transient-for", parent, NULL));
}
