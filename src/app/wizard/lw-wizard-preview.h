/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What workers will see, made from the draft's template with images of the data set, anew in the frame after each
 * keystroke. Operable, but nothing is recorded: the answer is shown below. */

#pragma once

#include "lw-wizard-session.h"

#include "lw-worker-view.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_WIZARD_PREVIEW (lw_wizard_preview_get_type ())
G_DECLARE_FINAL_TYPE (LwWizardPreview, lw_wizard_preview, LW, WIZARD_PREVIEW, AdwBin)

LwWizardSession *lw_wizard_preview_get_session (LwWizardPreview  *self);
void             lw_wizard_preview_set_session (LwWizardPreview  *self,
                                                LwWizardSession  *session);
LwWorkerView    *lw_wizard_preview_get_view    (LwWizardPreview  *self);

G_END_DECLS
