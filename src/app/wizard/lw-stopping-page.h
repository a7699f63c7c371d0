/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The wizard's page of the stopping conditions, each said as what it means for this data set. */

#pragma once

#include "lw-wizard-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_STOPPING_PAGE (lw_stopping_page_get_type ())
G_DECLARE_FINAL_TYPE (LwStoppingPage, lw_stopping_page, LW, STOPPING_PAGE, AdwBin)

void lw_stopping_page_set_session (LwStoppingPage   *self,
                                   LwWizardSession  *session);

G_END_DECLS
