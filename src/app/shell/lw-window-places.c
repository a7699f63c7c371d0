/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The place whose labeling jobs the window shows: choosing another, and what is said while it cannot be reached. */

#define G_LOG_DOMAIN "lw-shell"

#include "config.h"

#include "lw-window-private.h"

#include "lw-place-dialog.h"

#include "lw-alert.h"
#include "lw-error-presenter.h"

#include "lw-aws-keyring.h"

#include <glib/gi18n.h>

LwJobBackend *
lw_window_get_backend (LwWindow *self)
{
  return self->where != NULL ? lw_place_get_backend (self->where) : NULL;
}

LwImageLoader *
lw_window_get_loader (LwWindow *self)
{
  return self->where != NULL ? lw_place_get_loader (self->where) : NULL;
}

static void
where_changed_cb (LwWindow *self)
{
  LwJobBackend *backend = lw_window_get_backend (self);

  lw_place_bar_set_place (self->place_bar, self->where);
  lw_sidebar_set_place (self->sidebar, self->where);
  lw_window_update_actions (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.forget-place",
                                 lw_place_get_kind (self->where) != LW_PLACE_THIS_COMPUTER);
  if (backend == NULL || backend == self->shown_backend)
    return;
  self->shown_backend = backend;
  lw_window_backend_opened (self);
}

/**
 * lw_window_get_place:
 * @self: the window
 *
 * Returns: (transfer none): the id of the place that it shows
 */
const char *
lw_window_get_place (LwWindow *self)
{
  g_return_val_if_fail (LW_IS_WINDOW (self), NULL);

  return self->where != NULL ? lw_place_get_id (self->where) : "";
}

/**
 * lw_window_set_place:
 * @self: the window
 * @id: a place's id; of a place that is gone, nothing changes
 *
 * Shows the jobs of another place, which is opened when it is not. Whoever labels is asked first.
 */
void
lw_window_set_place (LwWindow   *self,
                     const char *id)
{
  LwPlace *place;

  g_return_if_fail (LW_IS_WINDOW (self));

  place = lw_places_find (lw_application_get_places (self->application), id);
  if (place == NULL || place == self->where || !lw_window_leave_label (self))
    return;
  lw_window_leave_wizard (self);
  if (self->where != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->where, where_changed_cb, self);
      lw_window_pages_reset (self);
    }
  self->shown_backend = NULL;
  g_set_object (&self->where, place);
  g_signal_connect_object (place, "changed", G_CALLBACK (where_changed_cb), self, G_CONNECT_SWAPPED);
  lw_window_go (self, "welcome", NULL);
  where_changed_cb (self);
  if (lw_place_get_state (place) != LW_PLACE_OPEN && lw_place_get_kind (place) != LW_PLACE_THIS_COMPUTER)
    lw_application_open_place (self->application, place);
  g_object_notify (G_OBJECT (self), "place");
}

/* A place that was there has new keys, so that all is asked anew. */
static void
place_added_cb (LwWindow *self,
                LwPlace  *place)
{
  if (place == self->where)
    lw_window_set_place (self, lw_place_get_id (lw_places_get_local (lw_application_get_places (self->application))));
  lw_window_set_place (self, lw_place_get_id (place));
}

static void
ask_for_place (LwWindow   *self,
               const char *url)
{
  GtkWidget *dialog = lw_place_dialog_new (GTK_WIDGET (self->stack), lw_application_get_places (self->application));

  if (url != NULL)
    lw_place_dialog_set_url (LW_PLACE_DIALOG (dialog), url);
  g_signal_connect_object (dialog, "added", G_CALLBACK (place_added_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Keys that a server does not accept, or that are not there, have to be typed. */
static void
connect_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  LwWindow *self = LW_WINDOW (widget);

  if (lw_place_get_state (self->where) == LW_PLACE_SIGNED_OUT &&
      lw_place_get_kind (self->where) == LW_PLACE_SERVER)
    ask_for_place (self, lw_place_get_url (self->where));
  else
    lw_application_open_place (self->application, self->where);
}

static void
add_place_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  ask_for_place (LW_WINDOW (widget), NULL);
}

/* The keyring may ask the person to unlock it. */
static void
forget_keys_thread (GTask        *task,
                    gpointer      source,
                    gpointer      task_data,
                    GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (!lw_aws_keyring_remove (task_data, cancellable, &error))
    g_debug ("%s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
forget_keys (LwPlace *place)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  if (lw_place_get_kind (place) != LW_PLACE_SERVER)
    return;
  g_task_set_source_tag (task, forget_keys);
  g_task_set_task_data (task, g_strdup (lw_place_get_url (place)), g_free);
  g_task_run_in_thread (task, forget_keys_thread);
}

static void
forget_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LwWindow) self = user_data;
  g_autoptr (LwPlace) place = NULL;
  g_autoptr (GError) error = NULL;
  LwPlaces *places;

  if (!lw_alert_ask_finish (result, NULL) || self->pages == NULL)
    return;
  places = lw_application_get_places (self->application);
  place = g_object_ref (self->where);
  lw_window_set_place (self, lw_place_get_id (lw_places_get_local (places)));
  if (self->where == place)
    return;
  if (lw_places_remove (places, place, &error))
    forget_keys (place);
  else
    lw_present_error (GTK_WIDGET (self->stack), _("The place could not be removed"), error);
}

static void
forget_place_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  LwWindow *self = LW_WINDOW (widget);
  g_autofree char *heading = g_strdup_printf (_("Remove “%s”?"), lw_place_get_title (self->where));

  lw_alert_ask_async (widget, heading,
                      _("The studio forgets the place and its keys. Its labeling jobs and files stay there."),
                      _("_Cancel"), _("_Remove"), LW_ALERT_DESTRUCTIVE, self->cancellable, forget_cb,
                      g_object_ref (self));
}

void
lw_window_install_places (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_property_action (widget_class, "win.place", "place");
  gtk_widget_class_install_action (widget_class, "win.connect-place", NULL, connect_action);
  gtk_widget_class_install_action (widget_class, "win.add-place", NULL, add_place_action);
  gtk_widget_class_install_action (widget_class, "win.forget-place", NULL, forget_place_action);
}
