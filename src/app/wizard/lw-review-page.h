/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The wizard's last page: every answer with the way back to it, what is wrong with a fix, the request as JSON, and
 * the button that starts the job. Starting is the wizard's own affair. */

#pragma once

#include "lw-wizard-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_REVIEW_PAGE (lw_review_page_get_type ())
G_DECLARE_FINAL_TYPE (LwReviewPage, lw_review_page, LW, REVIEW_PAGE, AdwBin)

void lw_review_page_set_session (LwReviewPage     *self,
                                 LwWizardSession  *session);
void lw_review_page_set_busy    (LwReviewPage     *self,
                                 gboolean          busy);
void lw_review_page_set_error   (LwReviewPage     *self,
                                 const char       *message);

G_END_DECLS
