/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The wizard's first page: one label for each image, or several. */

#pragma once

#include "lw-wizard-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_TASK_TYPE_PAGE (lw_task_type_page_get_type ())
G_DECLARE_FINAL_TYPE (LwTaskTypePage, lw_task_type_page, LW, TASK_TYPE_PAGE, AdwBin)

void lw_task_type_page_set_session (LwTaskTypePage   *self,
                                    LwWizardSession  *session);

G_END_DECLS
