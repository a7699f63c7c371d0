/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The whole worker task template as source, with what is wrong in it below, by line and column. Not a rendering: the
 * preview shows that. */

#pragma once

#include "lw-wizard-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_TEMPLATE_EDITOR (lw_template_editor_get_type ())
G_DECLARE_FINAL_TYPE (LwTemplateEditor, lw_template_editor, LW, TEMPLATE_EDITOR, AdwBin)

void lw_template_editor_set_session (LwTemplateEditor  *self,
                                     LwWizardSession   *session);

void lw_template_editor_show_place (LwTemplateEditor *self,
                                    guint             line,
                                    guint             column);

G_END_DECLS
