/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How the studio says that something went wrong: a toast for what can be tried again, a page for what blocks. Field
 * errors stand at their field and are not made here. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void lw_present_error       (GtkWidget     *widget,
                             const char    *what,
                             const GError  *error);
void lw_present_message     (GtkWidget     *widget,
                             const char    *message);
void lw_present_undo        (GtkWidget     *widget,
                             const char    *message,
                             const char    *button_label,
                             const char    *action_name,
                             GVariant      *target);
void lw_present_error_page  (AdwStatusPage *page,
                             const char    *what,
                             const GError  *error);

G_END_DECLS
