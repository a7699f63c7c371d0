/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One step in the list of steps: a sign, its name, and its answer or what it lacks. */

#pragma once

#include "lw-wizard-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_STEP_ROW (lw_step_row_get_type ())
G_DECLARE_FINAL_TYPE (LwStepRow, lw_step_row, LW, STEP_ROW, GtkListBoxRow)

LwStepRow *lw_step_row_new         (LwWizardStep      step) G_GNUC_WARN_UNUSED_RESULT;

void       lw_step_row_set_current (LwStepRow        *self,
                                    gboolean          current);
void       lw_step_row_update      (LwStepRow        *self,
                                    LwWizardSession  *session);

G_END_DECLS
