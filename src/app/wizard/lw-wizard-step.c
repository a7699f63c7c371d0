/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The pages of the wizard in their order, and the words for them. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-wizard-step.h"

#include <glib/gi18n.h>

static const struct
{
  const char *name;
  const char *title;
} steps[LW_N_WIZARD_STEPS] = {
  [LW_WIZARD_STEP_TASK_TYPE] = { "task-type", N_ ("Task type") },
  [LW_WIZARD_STEP_DATASET] = { "dataset", N_ ("Data set") },
  [LW_WIZARD_STEP_LABELS] = { "labels", N_ ("Label categories") },
  [LW_WIZARD_STEP_INSTRUCTIONS] = { "instructions", N_ ("Instructions") },
  [LW_WIZARD_STEP_WORKERS] = { "workers", N_ ("Workers") },
  [LW_WIZARD_STEP_STOPPING] = { "stopping", N_ ("Stopping conditions") },
  [LW_WIZARD_STEP_REVIEW] = { "review", N_ ("Review") },
};

/* The page's name in the stack of pages. */
const char *
lw_wizard_step_get_name (LwWizardStep self)
{
  g_return_val_if_fail (self < LW_N_WIZARD_STEPS, NULL);

  return steps[self].name;
}

const char *
lw_wizard_step_get_title (LwWizardStep self)
{
  g_return_val_if_fail (self < LW_N_WIZARD_STEPS, NULL);

  return _ (steps[self].title);
}
