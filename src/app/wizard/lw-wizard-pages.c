/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which widget is the page of which step. What is on a page is that widget's own affair. */

#define G_LOG_DOMAIN "lw-wizard"

#include "config.h"

#include "lw-wizard-pages.h"

#include "lw-dataset-page.h"
#include "lw-instructions-page.h"
#include "lw-labels-page.h"
#include "lw-review-page.h"
#include "lw-stopping-page.h"
#include "lw-task-type-page.h"
#include "lw-workers-page.h"

/* (transfer floating): the page of a step, with its session. */
GtkWidget *
lw_wizard_pages_make (LwWizardStep     step,
                      LwWizardSession *session)
{
  GtkWidget *page = NULL;

  switch (step)
    {
    case LW_WIZARD_STEP_TASK_TYPE:
      page = g_object_new (LW_TYPE_TASK_TYPE_PAGE, NULL);
      lw_task_type_page_set_session (LW_TASK_TYPE_PAGE (page), session);
      break;
    case LW_WIZARD_STEP_DATASET:
      page = g_object_new (LW_TYPE_DATASET_PAGE, NULL);
      lw_dataset_page_set_session (LW_DATASET_PAGE (page), session);
      break;
    case LW_WIZARD_STEP_LABELS:
      page = g_object_new (LW_TYPE_LABELS_PAGE, NULL);
      lw_labels_page_set_session (LW_LABELS_PAGE (page), session);
      break;
    case LW_WIZARD_STEP_INSTRUCTIONS:
      page = g_object_new (LW_TYPE_INSTRUCTIONS_PAGE, NULL);
      lw_instructions_page_set_session (LW_INSTRUCTIONS_PAGE (page), session);
      break;
    case LW_WIZARD_STEP_WORKERS:
      page = g_object_new (LW_TYPE_WORKERS_PAGE, NULL);
      lw_workers_page_set_session (LW_WORKERS_PAGE (page), session);
      break;
    case LW_WIZARD_STEP_STOPPING:
      page = g_object_new (LW_TYPE_STOPPING_PAGE, NULL);
      lw_stopping_page_set_session (LW_STOPPING_PAGE (page), session);
      break;
    case LW_WIZARD_STEP_REVIEW:
      page = g_object_new (LW_TYPE_REVIEW_PAGE, NULL);
      lw_review_page_set_session (LW_REVIEW_PAGE (page), session);
      break;
    case LW_N_WIZARD_STEPS:
      g_assert_not_reached ();
    }
  return page;
}
