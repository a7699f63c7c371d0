/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One question with two answers, in a dialog over a window. The only file that knows which dialog class the
 * platform has; for what can be undone use a toast instead. */

#define G_LOG_DOMAIN "lw-kit"

#include "config.h"

#include "lw-alert.h"

#include <adwaita.h>

#define ACCEPT "accept"
#define CANCEL "cancel"

static void
dialog_response_cb (GtkWidget  *dialog,
                    const char *response,
                    gpointer    user_data)
{
  g_autoptr (GTask) task = user_data;

  g_signal_handlers_disconnect_by_data (dialog, task);
  g_task_return_boolean (task, g_strcmp0 (response, ACCEPT) == 0);
}

static GtkWindow *
find_window (GtkWidget *widget)
{
  GtkRoot *root = widget != NULL ? gtk_widget_get_root (widget) : NULL;

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/**
 * lw_alert_ask_async:
 * @parent: (nullable): a widget of the window that is asked about
 * @heading: the question
 * @body: what will happen; plain text
 * @cancel_label: the answer that changes nothing; Escape gives it
 * @accept_label: the answer that does it: a verb
 * @style: what kind of answer that is
 * @cancellable: (nullable): only checked at the end
 * @callback: called with the answer
 * @user_data: passed to @callback
 *
 * Asks before something that cannot be undone.
 */
void
lw_alert_ask_async (GtkWidget           *parent,
                    const char          *heading,
                    const char          *body,
                    const char          *cancel_label,
                    const char          *accept_label,
                    LwAlertStyle         style,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  gboolean destructive = style == LW_ALERT_DESTRUCTIVE;

  g_task_set_source_tag (task, lw_alert_ask_async);
  g_task_set_name (task, "lw_alert_ask_async");

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
#if ADW_CHECK_VERSION (1, 5, 0)
  AdwDialog *dialog = adw_alert_dialog_new (heading, body);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), CANCEL, cancel_label, ACCEPT, accept_label, NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), ACCEPT,
                                            destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), destructive ? CANCEL : ACCEPT);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), CANCEL);
  g_signal_connect (dialog, "response", G_CALLBACK (dialog_response_cb), task);
  adw_dialog_present (dialog, parent);
#else
  GtkWidget *dialog = adw_message_dialog_new (find_window (parent), heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), CANCEL, cancel_label, ACCEPT, accept_label, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), ACCEPT,
                                              destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), destructive ? CANCEL : ACCEPT);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), CANCEL);
  g_signal_connect (dialog, "response", G_CALLBACK (dialog_response_cb), task);
  gtk_window_present (GTK_WINDOW (dialog));
#endif
  G_GNUC_END_IGNORE_DEPRECATIONS
}

/**
 * lw_alert_ask_finish:
 * @result: what the callback was given
 * @error: cancelled, when the cancellable was
 *
 * Returns: whether the answer was to do it
 */
gboolean
lw_alert_ask_finish (GAsyncResult  *result,
                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
