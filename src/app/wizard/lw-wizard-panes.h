/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Three panes side by side where there is room: steps, page, preview. With less room the steps go first; then page
 * and preview take turns. Only the layout: the panes know nothing of each other. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_WIZARD_PANES (lw_wizard_panes_get_type ())
G_DECLARE_FINAL_TYPE (LwWizardPanes, lw_wizard_panes, LW, WIZARD_PANES, GtkWidget)

gboolean lw_wizard_panes_get_show_preview (LwWizardPanes *self);
void     lw_wizard_panes_set_show_preview (LwWizardPanes *self,
                                           gboolean       show_preview);
gboolean lw_wizard_panes_get_steps_hidden (LwWizardPanes *self);
gboolean lw_wizard_panes_get_narrow       (LwWizardPanes *self);

G_END_DECLS
