/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the pages of one wizard share: the place, the draft, the data set and the problems between them. It keeps
 * the data set and the problems up with the draft. No widgets. */

#pragma once

#include "lw-wizard-problem.h"

#include "lw-image-loader.h"

G_BEGIN_DECLS

#define LW_TYPE_WIZARD_SESSION (lw_wizard_session_get_type ())
G_DECLARE_FINAL_TYPE (LwWizardSession, lw_wizard_session, LW, WIZARD_SESSION, GObject)

LwWizardSession  *lw_wizard_session_new               (LwJobBackend     *backend,
                                                       LwImageLoader    *loader) G_GNUC_WARN_UNUSED_RESULT;

LwJobBackend     *lw_wizard_session_get_backend       (LwWizardSession  *self);
LwImageLoader    *lw_wizard_session_get_loader        (LwWizardSession  *self);
LwWizardDraft    *lw_wizard_session_get_draft         (LwWizardSession  *self);
LwWizardDataset  *lw_wizard_session_get_dataset       (LwWizardSession  *self);
GPtrArray        *lw_wizard_session_get_teams         (LwWizardSession  *self);

GPtrArray        *lw_wizard_session_get_problems      (LwWizardSession  *self);
gboolean          lw_wizard_session_has_errors        (LwWizardSession  *self);
LwWizardProblem  *lw_wizard_session_find_problem      (LwWizardSession  *self,
                                                       LwWizardStep      step,
                                                       const char       *field,
                                                       LwSeverity        at_least);
void              lw_wizard_session_apply_fix         (LwWizardSession  *self,
                                                       LwWizardProblem  *problem);
void              lw_wizard_session_update            (LwWizardSession  *self);

gboolean          lw_wizard_session_get_visited       (LwWizardSession  *self,
                                                       LwWizardStep      step);
void              lw_wizard_session_set_visited       (LwWizardSession  *self,
                                                       LwWizardStep      step,
                                                       gboolean          visited);

void              lw_wizard_session_set_upload        (LwWizardSession  *self,
                                                       guint             n_done,
                                                       guint             n_images);
guint             lw_wizard_session_get_upload        (LwWizardSession  *self,
                                                       guint            *n_done);

guint             lw_wizard_session_get_n_to_label    (LwWizardSession  *self);
double            lw_wizard_session_get_seconds       (LwWizardSession  *self);
char             *lw_wizard_session_dup_answer        (LwWizardSession  *self,
                                                       LwWizardStep      step) G_GNUC_WARN_UNUSED_RESULT;
char             *lw_wizard_session_dup_outlook       (LwWizardSession  *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
