/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The wizard's steps as a list: where one stands, what each answer is, or what it lacks. A row chosen is a step
 * wanted: whoever owns the list goes there. */

#pragma once

#include "lw-wizard-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_STEP_LIST (lw_step_list_get_type ())
G_DECLARE_FINAL_TYPE (LwStepList, lw_step_list, LW, STEP_LIST, AdwBin)

void lw_step_list_set_session (LwStepList       *self,
                               LwWizardSession  *session);
void lw_step_list_set_current (LwStepList       *self,
                               LwWizardStep      step);

G_END_DECLS
