/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The instructions of a task beside the image: the short ones, and the way to the full ones in a window of their
 * own. */

#pragma once

#include "lw-image-loader.h"
#include "lw-worker-page.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LW_TYPE_INSTRUCTIONS_PANEL (lw_instructions_panel_get_type ())
G_DECLARE_FINAL_TYPE (LwInstructionsPanel, lw_instructions_panel, LW, INSTRUCTIONS_PANEL, GtkWidget)

void lw_instructions_panel_set_loader (LwInstructionsPanel *self,
                                       LwImageLoader       *loader);
void lw_instructions_panel_set_page   (LwInstructionsPanel *self,
                                       LwWorkerPage        *page);

G_END_DECLS
