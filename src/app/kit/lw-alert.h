/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One question with two answers, in a dialog over a window. The only file that knows which dialog class the
 * platform has; for what can be undone use a toast instead. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LwAlertStyle:
 * @LW_ALERT_SUGGESTED: the answer is what most people want
 * @LW_ALERT_DESTRUCTIVE: the answer ends or removes something
 */
typedef enum
{
  LW_ALERT_SUGGESTED,
  LW_ALERT_DESTRUCTIVE,
} LwAlertStyle;

void     lw_alert_ask_async  (GtkWidget            *parent,
                              const char           *heading,
                              const char           *body,
                              const char           *cancel_label,
                              const char           *accept_label,
                              LwAlertStyle          style,
                              GCancellable         *cancellable,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data);
gboolean lw_alert_ask_finish (GAsyncResult         *result,
                              GError              **error);

G_END_DECLS
