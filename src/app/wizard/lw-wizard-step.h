/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The pages of the wizard in their order, and the words for them. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LW_WIZARD_STEP_TASK_TYPE,
  LW_WIZARD_STEP_DATASET,
  LW_WIZARD_STEP_LABELS,
  LW_WIZARD_STEP_INSTRUCTIONS,
  LW_WIZARD_STEP_WORKERS,
  LW_WIZARD_STEP_STOPPING,
  LW_WIZARD_STEP_REVIEW,
  LW_N_WIZARD_STEPS,
} LwWizardStep;

const char *lw_wizard_step_get_name  (LwWizardStep self);
const char *lw_wizard_step_get_title (LwWizardStep self);

G_END_DECLS
