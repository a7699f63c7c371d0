/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands between a draft and a labeling job: one row for each thing that is wrong or worth a thought, with the
 * step and the field where it can be mended. The rules are the model's; their order and places are made here. */

#pragma once

#include "lw-wizard-dataset.h"
#include "lw-wizard-draft.h"
#include "lw-wizard-step.h"

#include "lw-job-backend.h"

G_BEGIN_DECLS

/**
 * LwWizardFix:
 * @LW_WIZARD_FIX_NONE: nothing but the person can mend it
 * @LW_WIZARD_FIX_NAME: another, free name
 * @LW_WIZARD_FIX_ADD_NONE: a label category "none of these"
 * @LW_WIZARD_FIX_BUILT_IN_TEMPLATE: the built-in template with the instructions of this one
 * @LW_WIZARD_FIX_READ_AGAIN: read the data set again
 * @LW_WIZARD_FIX_NO_LIMIT: no such stopping condition
 */
typedef enum
{
  LW_WIZARD_FIX_NONE,
  LW_WIZARD_FIX_NAME,
  LW_WIZARD_FIX_ADD_NONE,
  LW_WIZARD_FIX_BUILT_IN_TEMPLATE,
  LW_WIZARD_FIX_READ_AGAIN,
  LW_WIZARD_FIX_NO_LIMIT,
} LwWizardFix;

/**
 * LwWizardProblem:
 * @step: the page where it can be mended
 * @field: the draft's property that is wrong; static
 * @severity: only errors keep the job from starting
 * @missing: the field is merely not filled in yet
 * @fix: what a button may do about it
 * @text: a translated sentence
 */
typedef struct
{
  LwWizardStep  step;
  const char   *field;
  LwSeverity    severity;
  gboolean      missing;
  LwWizardFix   fix;
  char         *text;
} LwWizardProblem;

GPtrArray       *lw_wizard_problems_find      (LwWizardDraft          *draft,
                                               LwWizardDataset        *dataset,
                                               LwJobBackend           *backend) G_GNUC_WARN_UNUSED_RESULT;
void             lw_wizard_problem_free       (LwWizardProblem        *self);
const char      *lw_wizard_problem_get_field_title (const LwWizardProblem *self);
const char      *lw_wizard_fix_get_label      (LwWizardFix             fix);

char            *lw_wizard_suggest_job_name   (const char             *text,
                                               LwJobBackend           *backend) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LwWizardProblem, lw_wizard_problem_free)

G_END_DECLS
