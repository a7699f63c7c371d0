/* SPDX-FileCopyrightText: 2026 The Labelwright authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The full instructions of a task, in a window that may stay open beside the work. */

#pragma once

#include "lw-image-loader.h"
#include "lw-worker-page.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LW_TYPE_INSTRUCTIONS_WINDOW (lw_instructions_window_get_type ())
G_DECLARE_FINAL_TYPE (LwInstructionsWindow, lw_instructions_window, LW, INSTRUCTIONS_WINDOW, AdwWindow)

LwInstructionsWindow *lw_instructions_window_new      (LwImageLoader        *loader) G_GNUC_WARN_UNUSED_RESULT;

void                  lw_instructions_window_set_page (LwInstructionsWindow *self,
                                                       LwWorkerPage         *page);

G_END_DECLS
