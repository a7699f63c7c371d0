/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Everything that a person has told the wizard so far: the wizard's one state. Each field is a property, each
 * change is a notify, and the whole goes to JSON and back. Not whether it is right (lw-wizard-problem.h), nor what
 * the data set turned out to hold (lw-wizard-dataset.h). */

#pragma once

#include "lw-wizard-categories.h"

#include "lw-worker-template.h"

#include "lw-labeling-job-request.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define LW_TYPE_WIZARD_DRAFT (lw_wizard_draft_get_type ())
G_DECLARE_FINAL_TYPE (LwWizardDraft, lw_wizard_draft, LW, WIZARD_DRAFT, GObject)

/**
 * LwDraftText:
 *
 * The fields that are text. None is ever %NULL; "" is a field that is not filled in; for the method of annotation
 * consolidation it is Ground Truth's.
 */
typedef enum
{
  LW_DRAFT_FOLDER,
  LW_DRAFT_MANIFEST,
  LW_DRAFT_JOB_NAME,
  LW_DRAFT_LABEL_ATTRIBUTE_NAME,
  LW_DRAFT_OUTPUT_FOLDER,
  LW_DRAFT_OUTPUT_PATH,
  LW_DRAFT_TEMPLATE,
  LW_DRAFT_TITLE,
  LW_DRAFT_DESCRIPTION,
  LW_DRAFT_WORKTEAM_ARN,
  LW_DRAFT_ROLE_ARN,
  LW_DRAFT_BASE_REQUEST,
  LW_DRAFT_METHOD,
  LW_DRAFT_GOLD_ATTRIBUTE,
  LW_N_DRAFT_TEXTS,
} LwDraftText;

/**
 * LwDraftNumber:
 *
 * The fields that are whole numbers. In the two stopping conditions 0 stands for "no limit". The stop confidence is in
 * percent, 0 for never; the order is an #LwJobOrder.
 */
typedef enum
{
  LW_DRAFT_TASK_TYPE,
  LW_DRAFT_N_WORKERS,
  LW_DRAFT_TIME_LIMIT,
  LW_DRAFT_AVAILABILITY,
  LW_DRAFT_MAX_OBJECTS,
  LW_DRAFT_MAX_PERCENT,
  LW_DRAFT_STEP,
  LW_DRAFT_N_OBJECTS,
  LW_DRAFT_ORDER,
  LW_DRAFT_SEED,
  LW_DRAFT_STOP_CONFIDENCE,
  LW_N_DRAFT_NUMBERS,
} LwDraftNumber;

LwWizardDraft      *lw_wizard_draft_new            (void) G_GNUC_WARN_UNUSED_RESULT;

const char         *lw_wizard_draft_get_id         (LwWizardDraft      *self);
void                lw_wizard_draft_set_id         (LwWizardDraft      *self,
                                                    const char         *id);
gboolean            lw_wizard_draft_is_pristine    (LwWizardDraft      *self);

const char         *lw_wizard_draft_get_text       (LwWizardDraft      *self,
                                                    LwDraftText         field);
void                lw_wizard_draft_set_text       (LwWizardDraft      *self,
                                                    LwDraftText         field,
                                                    const char         *value);
int                 lw_wizard_draft_get_number     (LwWizardDraft      *self,
                                                    LwDraftNumber       field);
void                lw_wizard_draft_set_number     (LwWizardDraft      *self,
                                                    LwDraftNumber       field,
                                                    int                 value);
const char *const  *lw_wizard_draft_get_keywords   (LwWizardDraft      *self);
void                lw_wizard_draft_set_keywords   (LwWizardDraft      *self,
                                                    const char *const  *keywords);
LwWizardCategories *lw_wizard_draft_get_categories (LwWizardDraft      *self);

LwTaskType          lw_wizard_draft_get_task_type  (LwWizardDraft      *self);
gboolean            lw_wizard_draft_get_multi      (LwWizardDraft      *self);
LwWorkerElement     lw_wizard_draft_get_element    (LwWizardDraft      *self);
LwWorkerTemplateParts *
                    lw_wizard_draft_dup_parts      (LwWizardDraft      *self) G_GNUC_WARN_UNUSED_RESULT;
char               *lw_wizard_draft_dup_header     (LwWizardDraft      *self) G_GNUC_WARN_UNUSED_RESULT;

JsonNode           *lw_wizard_draft_to_json        (LwWizardDraft      *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean            lw_wizard_draft_load           (LwWizardDraft      *self,
                                                    JsonNode           *node,
                                                    GError            **error);
void                lw_wizard_draft_reset          (LwWizardDraft      *self);

G_END_DECLS
