/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The wizard's page of the workers: how many for each image, who, how long, and what they read before they start. */

#pragma once

#include "lw-wizard-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_WORKERS_PAGE (lw_workers_page_get_type ())
G_DECLARE_FINAL_TYPE (LwWorkersPage, lw_workers_page, LW, WORKERS_PAGE, AdwBin)

void lw_workers_page_set_session (LwWorkersPage    *self,
                                  LwWizardSession  *session);

G_END_DECLS
