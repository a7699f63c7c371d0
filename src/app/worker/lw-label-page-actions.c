/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person can do on the page "Label here" beyond answering: go back, decline, leave, look up the keys. */

#define G_LOG_DOMAIN "lw-worker"

#include "config.h"

#include "lw-label-page-private.h"

#include "lw-alert.h"

#include <glib/gi18n.h>

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LwLabelPage *self = LW_LABEL_PAGE (widget);

  if (lw_label_session_back (self->session))
    lw_label_page_focus_image (self);
}

static void
decline_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  gtk_menu_button_popup (LW_LABEL_PAGE (widget)->decline_button);
}

static void
toggle_keys_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  LwLabelPage *self = LW_LABEL_PAGE (widget);
  gboolean visible = !gtk_widget_get_visible (self->keys_box);

  gtk_widget_set_visible (self->keys_box, visible);
  if (visible)
    gtk_widget_child_focus (self->keys_box, GTK_DIR_TAB_FORWARD);
  else
    lw_label_page_focus_image (self);
}

static void
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  lw_label_session_retry (LW_LABEL_PAGE (widget)->session);
}

static void
leave_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  lw_label_page_leave (LW_LABEL_PAGE (widget));
}

static void
show_results_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  LwLabelPage *self = LW_LABEL_PAGE (widget);
  g_autofree char *uri = lw_labeling_job_dup_output_manifest_uri (lw_task_queue_get_job (self->queue));
  g_autoptr (GtkWidget) parent = g_object_ref (gtk_widget_get_parent (widget));

  lw_label_page_emit_finished (self);
  gtk_widget_activate_action (parent, "win.open-results", "s", uri);
}

/* Escape closes what is open before it leaves. */
static void
escape_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LwLabelPage *self = LW_LABEL_PAGE (widget);

  if (gtk_widget_get_visible (self->keys_box))
    toggle_keys_action (widget, name, parameter);
  else
    lw_label_page_leave (self);
}

static void
alert_ask_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (LwLabelPage) self = user_data;

  if (lw_alert_ask_finish (result, NULL))
    lw_label_page_emit_finished (self);
}

/**
 * lw_label_page_leave:
 * @self: the page
 *
 * Ends the sitting and emits "finished". Asks first when answers could not be saved.
 */
void
lw_label_page_leave (LwLabelPage *self)
{
  guint n_failed;
  g_autofree char *heading = NULL;

  g_return_if_fail (LW_IS_LABEL_PAGE (self));

  n_failed = lw_label_session_get_n_failed (self->session);
  if (n_failed == 0)
    {
      lw_label_page_emit_finished (self);
      return;
    }
  heading = g_strdup_printf (ngettext ("%u answer is not saved yet", "%u answers are not saved yet", n_failed),
                             n_failed);
  lw_alert_ask_async (GTK_WIDGET (self), heading,
                      _("Labelwright goes on trying to save as long as it is open. What is not saved when it is closed "
                        "is lost."),
                      _("_Stay"), _("_Leave"), LW_ALERT_DESTRUCTIVE, NULL, alert_ask_cb, g_object_ref (self));
}

static gboolean
shortcut_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  static const guint typed_keys[] = { GDK_KEY_space, GDK_KEY_BackSpace, GDK_KEY_question };
  const char *action = user_data;
  guint keyval = GDK_KEY_Escape;

  if (g_str_equal (action, "label.decline"))
    keyval = typed_keys[0];
  else if (g_str_equal (action, "label.back"))
    keyval = typed_keys[1];
  else if (g_str_equal (action, "label.toggle-keys"))
    keyval = typed_keys[2];
  if (lw_worker_keys_focus_wants_key (widget, keyval))
    return FALSE;
  gtk_widget_activate_action (widget, action, NULL);
  return TRUE;
}

static void
add_key (GtkWidgetClass *widget_class,
         guint           keyval,
         const char     *action)
{
  g_autoptr (GtkShortcut) shortcut =
    gtk_shortcut_new (gtk_keyval_trigger_new (keyval, 0),
                      gtk_callback_action_new (shortcut_cb, (gpointer) action, NULL));

  gtk_widget_class_add_shortcut (widget_class, shortcut);
}

/**
 * lw_label_page_install_actions:
 * @widget_class: the class of label pages
 *
 * Installs the actions of the page and their keys.
 */
void
lw_label_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "label.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "label.decline", NULL, decline_action);
  gtk_widget_class_install_action (widget_class, "label.toggle-keys", NULL, toggle_keys_action);
  gtk_widget_class_install_action (widget_class, "label.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "label.leave", NULL, leave_action);
  gtk_widget_class_install_action (widget_class, "label.escape", NULL, escape_action);
  gtk_widget_class_install_action (widget_class, "label.show-results", NULL, show_results_action);
  gtk_widget_class_install_property_action (widget_class, "label.left-handed", "left-handed");
  add_key (widget_class, GDK_KEY_BackSpace, "label.back");
  add_key (widget_class, GDK_KEY_space, "label.decline");
  add_key (widget_class, GDK_KEY_question, "label.toggle-keys");
  add_key (widget_class, GDK_KEY_Escape, "label.escape");
}
