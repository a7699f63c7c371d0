/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The line under a field that says what is wrong with it and how to put it right. Shows itself when the session has a
 * problem with the field; finds no problems of its own. */

#pragma once

#include "lw-wizard-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_FIELD_MESSAGE (lw_field_message_get_type ())
G_DECLARE_FINAL_TYPE (LwFieldMessage, lw_field_message, LW, FIELD_MESSAGE, AdwPreferencesRow)

void        lw_field_message_set_session (LwFieldMessage   *self,
                                          LwWizardSession  *session,
                                          LwWizardStep      step);
const char *lw_field_message_get_text    (LwFieldMessage   *self);

void        lw_field_messages_attach     (GtkWidget        *page,
                                          LwWizardSession  *session,
                                          LwWizardStep      step);
gboolean    lw_field_messages_focus      (GtkWidget        *page,
                                          const char       *field);

G_END_DECLS
