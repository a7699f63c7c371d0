/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The wizard's page of the instructions: header, short and full instructions as rich text, and the whole template as
 * source. All are views of the draft's one template. */

#pragma once

#include "lw-wizard-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_INSTRUCTIONS_PAGE (lw_instructions_page_get_type ())
G_DECLARE_FINAL_TYPE (LwInstructionsPage, lw_instructions_page, LW, INSTRUCTIONS_PAGE, AdwBin)

void lw_instructions_page_set_session (LwInstructionsPage  *self,
                                       LwWizardSession     *session);

void lw_instructions_page_show_place (LwInstructionsPage *self,
                                      guint               line,
                                      guint               column);

G_END_DECLS
